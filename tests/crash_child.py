"""Does something in a process of its own that is killed at a given point.

The process is a fork: it has what the test has, and what it holds dies with it.
"""

import functools
import os
import signal
import traceback
from collections.abc import Callable

from django.db import connections

POINTS = {
    "before_claim": ("workflows.services.sealing.claim", "before"),
    "after_claim": ("workflows.services.sealing.claim", "after"),
    "before_render": ("workflows.services.sealing.make_file", "before"),
    "before_signature": ("workflows.pdf.sign.append_signature", "before"),
    "before_timestamp": (
        "workflows.pdf.timestamps.AuthorityTimeStamper.async_request_tsa_response",
        "before",
    ),
    "after_signature": ("workflows.services.sealing.make_file", "after"),
    "before_fsync": ("os.fsync", "before"),
    "after_fsync": ("os.fsync", "after"),
    "before_rename": ("pathlib.Path.rename", "before"),
    "after_rename": ("pathlib.Path.rename", "after"),
    "after_file": ("workflows.services.storage.save", "after"),
    "before_row": ("workflows.services.sealing.store_revision", "before"),
    "after_row": ("workflows.services.sealing.store_revision", "after"),
    "after_commit": ("workflows.flows.jobs._store_and_go_on", "after"),
    "before_enqueue": ("workflows.flows.jobs.run_sealing_job.func", "before"),
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Put a mine at a point: the process ends there as if the power failed."""
    path, moment = POINTS[point]
    holder_path, _, name = path.rpartition(".")
    holder = _resolve(holder_path)
    original = getattr(holder, name)

    @functools.wraps(original)
    def mined(*args, **kwargs):
        if moment == "before":
            die()
        result = original(*args, **kwargs)
        die()
        return result

    # The function of a task is a field of a frozen dataclass.
    object.__setattr__(holder, name, mined) if "func" in name else setattr(
        holder, name, mined
    )


def _resolve(path: str):
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = __import__(".".join(parts[:end]), fromlist=["_"])
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise ImportError(path)


def run_until_killed(point: str, work: Callable[[], None]) -> None:
    """Fork, do the work in the child, and see it killed at the point.

    Raises ``AssertionError`` when the child came to its end.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            arm(point)
            work()
        except BaseException:
            traceback.print_exc()
        finally:
            # Never back into the test runner.
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status

"""Work on foreign bytes, in a process that may die of them.

The kernel holds the limits of memory, processor and time; nothing that the bytes
make a parser do can lift them. The child comes from multiprocessing's fork server,
which has our modules loaded and no threads, opened keys or database connections
that a child could inherit (docs/adr/0008).
"""

import logging
import multiprocessing
import os
import pickle
import resource
import signal
from dataclasses import dataclass

import psutil
from django.utils.translation import gettext_lazy as _

from .. import conf
from ..exceptions import LimitExceeded

logger = logging.getLogger(__name__)

# Without "__main__" every child would load the web server's own program again.
PRELOADED = ["__main__", "workflows.pdf.validation", "workflows.pdf.preview"]
# A verdict over a hundred signatures and the longest preview need far less.
MAX_RESULT_BYTES = 32 * 1024 * 1024
# For the fork before the child's own clock starts, and for its death.
GRACE_SECONDS = 5
EXIT_OUT_OF_MEMORY = 77

TOO_MUCH = _("This needs more memory or time than we allow.")

_REASONS = {
    EXIT_OUT_OF_MEMORY: "memory",
    -signal.SIGXCPU: "cpu",
    -signal.SIGALRM: "time",
}

_context = multiprocessing.get_context("forkserver")


@dataclass(frozen=True)
class Limits:
    """What one child may use. ``memory_bytes`` comes on top of the bare process."""

    memory_bytes: int
    cpu_seconds: int
    seconds: float


def get_limits() -> Limits:
    """Return the limits of the settings."""
    return Limits(
        memory_bytes=conf.get("CHILD_MEMORY_BYTES"),
        cpu_seconds=conf.get("CHILD_CPU_SECONDS"),
        seconds=conf.get("CHILD_SECONDS"),
    )


def run(function, content: bytes, *args, limits: Limits | None = None):
    """Return ``function(content, *args)``, computed in a child process.

    The function is found by its module and name; arguments and result are
    pickled. It may use neither models nor settings: Django is not set up there.
    Raises ``LimitExceeded`` when the child needs more than the limits, crashes or
    is killed. The child is gone when this returns.
    """
    limits = limits or get_limits()
    _context.set_forkserver_preload(PRELOADED)
    here, there = _context.Pipe()
    child = _context.Process(
        target=_work, args=(there, function, args, limits), daemon=True
    )
    try:
        child.start()
        # The child has its own; with ours open its death would go unnoticed.
        there.close()
        here.send_bytes(content)
        if not here.poll(limits.seconds + GRACE_SECONDS):
            raise _make_error("time")
        result = here.recv_bytes(MAX_RESULT_BYTES)
    except (OSError, EOFError) as error:
        # A child that still writes an answer too long for us gives up.
        here.close()
        raise _make_error(_explain_death(child)) from error
    finally:
        here.close()
        there.close()
        _bury(child)
    return pickle.loads(result)  # noqa: S301 -- written by our own function


def _make_error(reason: str) -> LimitExceeded:
    logger.warning("A child process was stopped: %s", reason)
    return LimitExceeded(str(TOO_MUCH), reason=reason)


def _explain_death(child) -> str:
    if child.pid is None:
        return "crash"
    child.join(GRACE_SECONDS)
    return _REASONS.get(child.exitcode, "crash")


def _bury(child) -> None:
    if child.pid is not None:
        if child.is_alive():
            child.kill()
        child.join()
    child.close()


def _work(connection, function, args, limits: Limits) -> None:
    """Run in the child: limits first, then the foreign bytes."""
    _set_limits(limits)
    try:
        result = pickle.dumps(function(connection.recv_bytes(), *args))
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    connection.send_bytes(result)


def _set_limits(limits: Limits) -> None:
    # RLIMIT_AS counts addresses, also those that modules only mapped.
    own = psutil.Process().memory_info().vms
    _limit(resource.RLIMIT_AS, own + limits.memory_bytes)
    # The soft limit has a signal of its own, the hard one kills without a word.
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, margin=1)
    _limit(resource.RLIMIT_CORE, 0)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)


def _limit(kind: int, value: int, *, margin: int = 0) -> None:
    """Set a limit, unless the process came with a lower one."""
    _soft, hard = resource.getrlimit(kind)
    most = value + margin
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (min(value, most), most))

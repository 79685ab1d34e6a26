"""Completes one step in a process of its own and is killed at a given point.

`python -m tests.crash_child POINT STEP BOX OUTCOME`, with the settings of the
parent's test in the environment.
"""

import functools
import json
import os
import signal
import sys

import django

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


def main() -> None:
    point, step_id, box, outcome = sys.argv[1:]
    from django.conf import settings  # noqa: PLC0415 -- after the environment is read

    django.setup()
    settings.CLUSTER_WORKFLOWS = json.loads(os.environ["CRASH_WORKFLOWS"])

    from workflows.actions import steps  # noqa: PLC0415 -- app ready
    from workflows.enums import FormalCheckItem  # noqa: PLC0415 -- app ready
    from workflows.management import demo  # noqa: PLC0415 -- app ready
    from workflows.models import Step  # noqa: PLC0415 -- app ready
    from workflows.services.decisions import StepInput  # noqa: PLC0415 -- app ready

    step = Step.objects.get(pk=step_id)
    revision = demo.get_contract_revision(step.agreement)
    arm(point)
    steps.complete_step(
        step,
        user=demo.get_user(box),
        answer=StepInput(
            outcome=outcome,
            seen_version=step.agreement.version,
            seen_sha256=revision.sha256 if revision else "",
            secret=demo.DEMO_PASSWORD,
            checklist={item.value: True for item in FormalCheckItem},
        ),
    )


if __name__ == "__main__":
    main()

"""Runs sealing jobs: outside the lock make the file, under it let the process go on."""

import gc
import logging
import threading
from functools import partial

from django.db import DatabaseError, transaction
from django_tasks import task
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from ..models import SealingJob
from ..services import notifications, sealing, storage

logger = logging.getLogger(__name__)


class _CollectorPause:
    """Keeps Python's garbage collector out of a job.

    Layout and ASN.1 trees hold hundreds of thousands of objects that live to
    the end of it: looking through them again and again costs 5 % of a step.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._users = 0

    def __enter__(self):
        with self._lock:
            self._users += 1
            gc.disable()

    def __exit__(self, *exception):
        with self._lock:
            self._users -= 1
            if not self._users:
                gc.enable()


_collector_paused = _CollectorPause()

# Other signers of the same turn may come first this often.
REBASE_ATTEMPTS = 10


def run_after_commit(job: SealingJob) -> None:
    """Have a job run as soon as the decision that caused it is safe."""
    transaction.on_commit(partial(run_sealing_job.enqueue, job.pk))


@task()
def run_sealing_job(job_id: int) -> bool:
    """Run one job if it is to be had. Returns whether its file was stored.

    Safe to call at any time and in several processes at once.
    """
    job = sealing.claim(job_id)
    if job is None:
        return False
    try:
        with _collector_paused:
            _run(job)
    except sealing.LostClaim:
        logger.info("Sealing job %s was taken over.", job_id)
        return False
    # Whatever goes wrong is shown as a failed job with a retry button.
    except Exception as error:
        sealing.fail(job, error)
        _tell_office(job)
        return False
    return True


def _run(job: SealingJob) -> None:
    for _attempt in range(REBASE_ATTEMPTS):
        made = sealing.make_file(job)
        sha256 = storage.save(made.content)
        try:
            _store_and_go_on(job, made, sha256)
        except sealing.StaleBase:
            continue
        return
    raise DatabaseError("Other signatures kept coming first.")


def _store_and_go_on(job: SealingJob, made, sha256: str) -> None:
    task_row = Task.objects.filter(pk=job.task_id).first() if job.task_id else None
    if task_row is None:
        sealing.store_revision(job, made, sha256)
        return
    with task_row.activation() as activation:
        sealing.store_revision(job, made, sha256)
        if activation.task.status in (STATUS.SCHEDULED, STATUS.STARTED):
            activation.start()
            activation.execute()


def _tell_office(job: SealingJob) -> None:
    """One mail per job, not one per attempt."""
    if job.attempts == 1:
        notifications.notify(
            "job.failed",
            notifications.list_coordinators(),
            job.document.about,
            url_name="workflows_admin:failed_jobs",
            number=job.document.about.display_number,
            title=str(job.document),
        )

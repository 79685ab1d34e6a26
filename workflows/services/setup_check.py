"""Does everything that signing needs work, now? Tried, not assumed."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.mail import get_connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import conf
from ..enums import JobState, MailState
from ..exceptions import WorkflowError
from ..models import MailRecord, SealingJob
from ..pdf import selftest
from . import storage
from .audit import verify_chain

logger = logging.getLogger(__name__)

HEARTBEAT_KEY = "cluster_workflows:run_due"
SWEEP_MINUTES = 10
# A signature takes seconds: what is older waits for something that does not run.
JOB_MINUTES = 5
EXPIRY_WARNING_DAYS = 30


@dataclass(frozen=True)
class CheckResult:
    """``state``: ok, warning or error."""

    title: str
    state: str
    message: str

    @property
    def state_label(self) -> str:
        return {"ok": _("works"), "warning": _("look at it"), "error": _("fails")}[
            self.state
        ]


def note_sweep() -> None:
    """Note that the sweep ran."""
    cache.set(HEARTBEAT_KEY, timezone.now(), None)


def get_last_sweep() -> datetime | None:
    return cache.get(HEARTBEAT_KEY)


def check_all() -> list[CheckResult]:
    """Run every check. A check that breaks is an error, not a crash."""
    results = []
    for title, check in (
        (_("Signing certificate"), _check_certificate),
        (_("Signature and timestamp"), _check_signature),
        (_("Mail"), _check_mail),
        (_("Storage of documents"), _check_storage),
        (_("Sweep (run_due)"), _check_sweep),
        (_("Sealing jobs"), _check_jobs),
        (_("Audit chain"), _check_audit),
    ):
        try:
            state, message = check()
        except WorkflowError as error:
            state, message = "error", str(error)
        # Whatever is broken is what this page is for.
        except Exception as error:
            logger.exception("The setup check failed.")
            state, message = "error", type(error).__name__
        results.append(CheckResult(title, state, message))
    return results


def _check_certificate():
    expires = selftest.get_seal_expiry()
    days = (expires - timezone.now()).days
    text = _("The seal's certificate is valid until %(day)s.") % {
        "day": timezone.localtime(expires).date()
    }
    if days < 0:
        return "error", _("The seal's certificate has expired.")
    return ("warning" if days < EXPIRY_WARNING_DAYS else "ok"), text


def _check_signature():
    milliseconds = selftest.sign_and_validate()
    text = _("A test document was signed, timestamped and validated in %(ms)s ms.") % {
        "ms": milliseconds
    }
    if conf.get("TEST_MODE"):
        return "warning", text + " " + _("Test mode: signatures are marked TEST.")
    return "ok", text


def _check_mail():
    with get_connection(fail_silently=False):
        pass
    failed = MailRecord.objects.filter(state=MailState.FAILED).count()
    if failed:
        return "warning", _("%(count)s mails could not be sent.") % {"count": failed}
    return "ok", _("The mail server answers.")


def _check_storage():
    sha256 = storage.save(b"%PDF-1.7 self-test of the storage")
    storage.read(sha256)
    return "ok", _("A file was written, flushed and read back.")


def _check_sweep():
    last = get_last_sweep()
    if last is None:
        return "error", _("It never ran. Set up cron or a timer: manage.py run_due")
    text = _("It ran last at %(moment)s.") % {
        "moment": timezone.localtime(last).strftime("%Y-%m-%d %H:%M:%S")
    }
    if last < timezone.now() - timedelta(minutes=SWEEP_MINUTES):
        return "warning", text
    return "ok", text


def _check_jobs():
    failed = SealingJob.objects.filter(state=JobState.FAILED).count()
    if failed:
        return "error", _("%(count)s documents could not be signed.") % {
            "count": failed
        }
    now = timezone.now()
    unfinished = SealingJob.objects.filter(
        state__in=[JobState.WAITING, JobState.RUNNING]
    )
    late = unfinished.filter(
        Q(state=JobState.WAITING) | Q(lease_until__lt=now),
        created_at__lt=now - timedelta(minutes=JOB_MINUTES),
    ).count()
    if late:
        return "warning", _(
            "Documents that have waited for their signature for more than %(minutes)s "
            "minutes: %(count)s. Does the sweep run?"
        ) % {"minutes": JOB_MINUTES, "count": late}
    if count := unfinished.count():
        return "ok", _("Documents being signed at this moment: %(count)s.") % {
            "count": count
        }
    return "ok", _("No document waits for its signature.")


def _check_audit():
    report = verify_chain()
    if not report.ok:
        return "error", _("The chain is broken at event %(number)s.") % {
            "number": report.broken_at
        }
    return "ok", _("The chain of %(count)s events is intact.") % {
        "count": report.events
    }

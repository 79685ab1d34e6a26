"""What time brings: jobs to run again, mails, reminders, in force, expired, roles.

Safe to run at any time, also twice at once: each thing is claimed first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from viewflow.workflow.timers import fire_due_timers

from partners.services import sync_desks

from .. import conf, signals
from ..enums import AgreementState, JobState
from ..flows.jobs import run_sealing_job
from ..models import PatronageAgreement, SealingJob, Step
from ..services import (
    agreements,
    audit,
    inbox,
    notifications,
    retention,
    sealing,
    setup_check,
)
from . import permissions


@dataclass
class DueReport:
    """What one sweep did."""

    jobs: int = 0
    failed_jobs: int = 0
    mails: int = 0
    reminders: int = 0
    escalations: int = 0
    in_force: int = 0
    expired: int = 0
    desks: int = 0
    digests: int = 0
    deleted: int = 0


def run_due() -> DueReport:
    """Do everything that is due now."""
    report = DueReport()
    setup_check.note_sweep()
    fire_due_timers()
    sealing.release_dead_claims()
    _run_jobs(report)
    _send_reminders(report)
    _start_and_end(report)
    report.desks = sync_desks()
    report.digests = inbox.send_digests()
    # An app that fails keeps nobody's mails back.
    signals.sweep.send_robust(sender=None)
    for record_id in notifications.list_unsent_mail_ids():
        report.mails += notifications.send_mail_record.func(record_id)
    report.deleted = retention.run_daily()
    return report


def _run_jobs(report: DueReport) -> None:
    """Run jobs until none is left that was not tried: one may bring the next."""
    tried: set[int] = set()
    while due := [pk for pk in sealing.list_due_job_ids() if pk not in tried]:
        for job_id in due:
            tried.add(job_id)
            if run_sealing_job.func(job_id):
                report.jobs += 1
            else:
                report.failed_jobs += 1


def _send_reminders(report: DueReport) -> None:
    """Remind of each open step when its next moment has come."""
    now = timezone.now()
    steps = (
        Step.objects.open()
        .filter(reminders_sent__lt=conf.get("REMINDER_LIMIT"))
        .select_related(
            "agreement__created_by", "signer__user", "signer__party", "party"
        )
        .prefetch_related("subject")
    )
    for step in steps:
        sent = step.reminders_sent
        moments = _list_moments(step)
        if sent >= len(moments) or moments[sent] > now:
            continue
        # After a pause of the sweep nobody gets two reminders on one day.
        pause = moments[sent] - moments[sent - 1] if sent else timedelta()
        if step.last_reminded_at and step.last_reminded_at > now - pause:
            continue
        with transaction.atomic():
            # The claim: a second sweep finds another number and does nothing.
            claimed = (
                Step.objects.open()
                .filter(pk=step.pk, reminders_sent=sent)
                .update(reminders_sent=F("reminders_sent") + 1, last_reminded_at=now)
            )
            if not claimed:
                continue
            is_last = sent + 1 == len(moments)
            _remind(step, is_last=is_last)
            report.reminders += 1
            report.escalations += is_last


def _list_moments(step: Step) -> list[datetime]:
    """Return when a step is reminded of; the last time the office is told as well.

    After 3, 7 and 14 days by default, and never more often than the cap. With more
    time than that, also when the office gave it, they count back from the day it is
    due: nobody hears that something is late before it is.
    """
    days = conf.get("REMINDER_DAYS")[: conf.get("REMINDER_LIMIT")]
    begins = step.opened_at
    if step.due_at:
        begins = max(begins, step.due_at - timedelta(days=days[-1]))
    moments = [begins + timedelta(days=number) for number in days]
    if step.spec and step.spec.warn_days and step.due_at:
        moments.append(step.due_at - timedelta(days=step.spec.warn_days))
    return sorted(moments)[-conf.get("REMINDER_LIMIT") :]


def _remind(step: Step, *, is_last: bool) -> None:
    """Tell whom the step waits for, and with the last reminder the office."""
    prefix = "step" if step.agreement_id else "subject"
    facts = {"due": step.due_at, "step": step.get_kind_display()}
    notifications.notify(
        f"{prefix}.reminder",
        notifications.list_people_to_act(step),
        step.about,
        **facts,
    )
    if is_last:
        notifications.notify(
            f"{prefix}.escalated",
            notifications.list_coordinators(),
            step.about,
            waiting_for=step.waiting_for,
            **facts,
        )


def _start_and_end(report: DueReport) -> None:
    today = timezone.localdate()
    for name, mail, rows in (
        (
            "start",
            "agreement.in_force",
            PatronageAgreement.objects.filter(
                state=AgreementState.SEALED, start_date__lte=today
            ),
        ),
        (
            "expire",
            "agreement.expired",
            PatronageAgreement.objects.filter(
                state=AgreementState.IN_FORCE,
                is_indefinite=False,
                end_date__lt=today,
            ),
        ),
    ):
        for found in rows:
            with transaction.atomic():
                agreement = agreements.lock_agreement(found.pk)
                if agreement.state != found.state:
                    continue
                agreements.change_state(agreement, name)
                notifications.notify(
                    mail, notifications.list_involved(agreement), agreement
                )
                if name == "start":
                    report.in_force += 1
                else:
                    report.expired += 1


def retry_job(job: SealingJob, *, user) -> bool:
    """Run a failed job again at once; returns whether it succeeded.

    Raises ``PermissionDenied``.
    """
    if not permissions.runs_system(user):
        raise PermissionDenied
    with transaction.atomic():
        SealingJob.objects.filter(pk=job.pk, state=JobState.FAILED).update(attempts=0)
        audit.record(
            "cluster_workflows.retry_job",
            job.document.about,
            user=user,
            data={"job": job.pk},
        )
    return run_sealing_job.func(job.pk)

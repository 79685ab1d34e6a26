"""Several people, several processes, at the same moment. Runs on both databases."""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.models import Count
from django.utils import timezone
from viewflow.workflow.models import Task

from partners.models import GroupMember, WorkingGroup
from partners.models.groups import GroupState
from workflows.actions import agreements, schedule, steps
from workflows.enums import (
    AgreementState,
    FormalCheckItem,
    JobState,
    Outcome,
    StepKind,
)
from workflows.exceptions import TransitionNotAllowed, WorkflowError
from workflows.flows.jobs import run_sealing_job
from workflows.management import demo, demo_groups, demo_ideas
from workflows.models import (
    AuditEvent,
    Decision,
    Document,
    MailRecord,
    PatronageAgreement,
    Revision,
    SealingJob,
    Step,
)
from workflows.models.ideas import IdeaState
from workflows.services import audit, storage
from workflows.services.decisions import StepInput
from workflows.services.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def run_at_once(*functions) -> list:
    """Run functions in threads that start together; return results or errors."""
    barrier = threading.Barrier(len(functions))
    results = [None] * len(functions)

    def call(number, function):
        barrier.wait()
        try:
            results[number] = function()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=call, args=(number, function))
        for number, function in enumerate(functions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def decide(step_id, box, outcome, agreement, **fields):
    def call():
        step = Step.objects.select_related("agreement").get(pk=step_id)
        steps.complete_step(
            step,
            user=demo.get_user(box),
            answer=StepInput(outcome=outcome, seen_version=agreement.version, **fields),
        )
        return "done"

    return call


def test_two_coordinators_approve_at_the_same_moment(submitted):
    step = Step.objects.open().get(kind=StepKind.FORMAL_CHECK)
    checklist = {item.value: True for item in FormalCheckItem}

    results = run_at_once(
        *[
            decide(step.pk, box, Outcome.APPROVED, submitted, checklist=checklist)
            for box in ("koordynator", "koordynator2")
        ]
    )

    assert results.count("done") == 1
    assert [type(r) for r in results if r != "done"] == [TransitionNotAllowed]
    assert Decision.objects.filter(step=step).count() == 1
    assert Document.objects.filter(type="formal_card").count() == 1
    assert Step.objects.open().filter(kind=StepKind.PARTY_APPROVAL).count() == 4
    assert AuditEvent.objects.filter(action__endswith="pass_formal_check").count() == 1
    assert audit.verify_chain().ok


def test_four_parties_approve_at_the_same_moment(in_approval):
    functions = []
    for step in Step.objects.open().select_related("party", "agreement"):
        box = next(
            box
            for box in demo.APPROVERS.values()
            if step.may_be_completed_by(demo.get_user(box))
        )
        functions.append(decide(step.pk, box, Outcome.APPROVED, in_approval))

    results = run_at_once(*functions)

    assert results == ["done"] * 4
    schedule.run_due()
    in_approval.refresh_from_db()
    assert in_approval.state == AgreementState.SIGN_OFF
    assert Document.objects.filter(type="party_approval").count() == 4
    assert Step.objects.open().get().kind == StepKind.SIGN_OFF
    assert audit.verify_chain().ok


def test_two_signers_of_one_turn_sign_at_the_same_moment(in_signing):
    sha256 = demo.get_contract_revision(in_signing).sha256

    results = run_at_once(
        *[
            decide(
                step.pk,
                step.signer.email.split("@")[0],
                Outcome.SIGNED,
                in_signing,
                seen_sha256=sha256,
                secret=demo.DEMO_PASSWORD,
            )
            for step in Step.objects.open().select_related("signer")
        ]
    )
    schedule.run_due()

    # The later one either signed on top or is asked to look again.
    assert results.count("done") >= 1
    assert all(r == "done" or isinstance(r, WorkflowError) for r in results)
    latest = demo.get_contract_revision(in_signing)
    assert len(latest.signatures) == results.count("done")
    assert verify(storage.read(latest.sha256)).ok


def test_approval_against_withdrawal(in_approval):
    step = Step.objects.open().filter(party__role="employer").get()

    results = run_at_once(
        decide(step.pk, "prezes.granit", Outcome.APPROVED, in_approval),
        lambda: agreements.withdraw(
            PatronageAgreement.objects.get(pk=in_approval.pk),
            user=demo.get_user("autor.mechanik"),
            reason="Zmiana planów",
            seen_version=in_approval.version,
        ),
    )
    schedule.run_due()

    in_approval.refresh_from_db()
    assert not [
        r for r in results if r and r != "done" and not isinstance(r, WorkflowError)
    ]
    assert in_approval.state == AgreementState.WITHDRAWN
    assert not Step.objects.open().exists()
    assert not SealingJob.objects.filter(state=JobState.FAILED).exists()
    assert audit.verify_chain().ok


def test_one_job_runs_once_in_two_workers(submitted):
    job = SealingJob.objects.get()
    SealingJob.objects.update(state=JobState.WAITING)
    Revision.objects.all().delete()

    results = run_at_once(*[lambda: run_sealing_job.func(job.pk)] * 2)

    assert sorted(results) == [False, True]
    assert Revision.objects.count() == 1


def test_two_sweeps_at_once_do_everything_once(submitted):
    Step.objects.update(opened_at="2026-01-01T00:00:00Z")

    first, second = run_at_once(schedule.run_due, schedule.run_due)

    assert first.reminders + second.reminders == 1
    assert Step.objects.get().reminders_sent == 1


def count_mails() -> dict:
    """How often each message was written to each person."""
    rows = MailRecord.objects.values("key", "user").annotate(count=Count("pk"))
    return {(row["key"], row["user"]): row["count"] for row in rows}


def test_two_sweeps_at_once_end_a_comment_phase_once(partners):
    idea = demo_ideas.draft_idea(demo_ideas.prepare_people())
    demo_ideas.submit(idea)
    demo_ideas.check(idea)
    past = timezone.now() - timedelta(minutes=1)
    Task.objects.filter(flow_task_type="TIMER").update(scheduled=past)
    MailRecord.objects.all().delete()

    results = run_at_once(schedule.run_due, schedule.run_due)

    assert [r for r in results if isinstance(r, Exception)] == []
    assert demo_ideas.reload(idea).state == IdeaState.EVALUATION
    assert Step.objects.open().get().kind == "assign_evaluators"
    mails = count_mails()
    assert mails
    assert set(mails.values()) == {1}
    # Late now: reminded once, by one of the two.
    Step.objects.open().update(opened_at=past - timedelta(days=4))
    first, second = run_at_once(schedule.run_due, schedule.run_due)
    assert first.reminders + second.reminders == 1
    assert audit.verify_chain().ok


def test_two_sweeps_at_once_begin_and_end_terms_of_groups_once(partners):
    group = demo_groups.fill_group(demo_groups.propose_group())
    today = timezone.localdate()
    WorkingGroup.objects.filter(pk=group.pk).update(
        state=GroupState.ACTIVE,
        starts_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )
    GroupMember.objects.filter(group=group).update(started_at=None)
    MailRecord.objects.all().delete()

    run_at_once(schedule.run_due, schedule.run_due)

    assert demo_groups.reload(group).state == GroupState.CLOSING
    mails = count_mails()
    assert {key for key, _user in mails} == {"group.ending", "member.started"}
    assert set(mails.values()) == {1}


def test_four_writers_lose_no_decision(partners):
    drafts = [demo.draft_agreement(with_annex=False) for _number in range(4)]

    results = run_at_once(*[lambda d=d: demo.submit(d) and "done" for d in drafts])

    assert results == ["done"] * 4
    numbers = PatronageAgreement.objects.values_list("number", flat=True)
    assert len(set(numbers)) == 4
    assert Revision.objects.count() == 4
    assert audit.verify_chain().ok


def test_database_is_the_one_that_the_run_asked_for():
    wanted = "postgresql" if "DATABASE_URL" in os.environ else "sqlite"
    assert connection.vendor == wanted

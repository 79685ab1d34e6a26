"""kill -9 at any moment between decision and stored PDF loses nothing."""

import pytest

from tests.crash_child import POINTS, run_until_killed
from workflows.actions import schedule, steps
from workflows.enums import FormalCheckItem, JobState, Outcome, StepKind
from workflows.management import demo
from workflows.models import Decision, Document, SealingJob, Step
from workflows.services import audit, storage
from workflows.services.decisions import StepInput
from workflows.services.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def kill_at(point: str, step: Step, box: str, outcome: str) -> None:
    """Complete the step in another process that is killed at the point."""
    revision = demo.get_contract_revision(step.agreement)
    answer = StepInput(
        outcome=outcome,
        seen_version=step.agreement.version,
        seen_sha256=revision.sha256 if revision else "",
        secret=demo.DEMO_PASSWORD,
        checklist={item.value: True for item in FormalCheckItem},
    )
    user = demo.get_user(box)
    run_until_killed(point, lambda: steps.complete_step(step, user=user, answer=answer))


@pytest.mark.parametrize("point", POINTS)
def test_killed_after_a_formal_check_leaves_exactly_one_card(submitted, point):
    step = Step.objects.open().get(kind=StepKind.FORMAL_CHECK)

    kill_at(point, step, "koordynator", Outcome.APPROVED)
    first, second = schedule.run_due(), schedule.run_due()

    card = Document.objects.get(type="formal_card")
    assert Decision.objects.filter(step=step).count() == 1
    assert card.revisions.count() == 1
    assert verify(storage.read(card.latest.sha256)).ok
    assert Step.objects.open().filter(kind=StepKind.PARTY_APPROVAL).count() == 4
    assert not SealingJob.objects.exclude(state=JobState.DONE).exists()
    assert (second.jobs, second.failed_jobs, first.failed_jobs) == (0, 0, 0)
    assert audit.verify_chain().ok


@pytest.mark.parametrize("point", ["after_claim", "after_signature", "after_row"])
def test_killed_while_signing_leaves_exactly_one_signature(in_signing, point):
    step = Step.objects.open().order_by("pk").first()
    box = step.signer.email.split("@")[0]

    kill_at(point, step, box, Outcome.SIGNED)
    schedule.run_due()

    latest = demo.get_contract_revision(in_signing)
    assert (latest.number, latest.signatures) == (1, [step.signer.field_name])
    assert verify(storage.read(latest.sha256)).ok
    demo.sign_all(in_signing)
    in_signing.refresh_from_db()
    assert in_signing.state == "sealed"

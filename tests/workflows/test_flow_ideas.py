"""The way of an idea, at the level of actions."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS

from partners.models import Person, WorkingGroup
from workflows.actions import ideas as actions
from workflows.actions import schedule, steps, subjects
from workflows.enums import JobState, Outcome, StepState
from workflows.exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from workflows.management import demo_ideas as demo
from workflows.management.demo import get_user as get_account
from workflows.models import (
    Decision,
    Document,
    Idea,
    MailRecord,
    SealingJob,
    Step,
)
from workflows.models.ideas import AnswerState, IdeaPartner
from workflows.models.subjects import refer_to
from workflows.services import audit, ideas, storage
from workflows.services import subjects as subject_services
from workflows.services.decisions import StepInput
from workflows.services.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(partners):
    return demo.prepare_people()


@pytest.fixture
def idea(people):
    return demo.draft_idea(people)


def get_state(idea) -> str:
    return Idea.objects.get(pk=idea.pk).state


def bring_to_evaluation(idea) -> Idea:
    demo.submit(idea)
    demo.check(idea)
    demo.end_comments(demo.reload(idea))
    return demo.reload(idea)


def count_effects(idea) -> tuple:
    return (
        get_state(idea),
        Decision.objects.count(),
        Step.objects.open().count(),
        MailRecord.objects.count(),
        Document.objects.count(),
    )


def test_whole_idea_leaves_a_valid_signed_pdf_for_every_step(people):
    idea, rows = demo.run_idea()

    assert idea.state == "completed"
    assert len(rows) == 11
    documents = subject_services.list_documents(idea)
    assert [document.type for document in documents] == [
        *["receipt", "formal_card", "decision_record", "evaluation_card"],
        *["evaluation_card", "decision_record", "evaluation_card"],
        *["recommendation", "decision_record", "decision_record", "report"],
    ]
    for document in documents:
        result = verify(storage.read(document.latest.sha256))
        assert (document.type, result.list_reasons()) == (document.type, [])
    assert not SealingJob.objects.exclude(state=JobState.DONE).exists()
    assert Process.objects.get().status == PROCESS.DONE
    assert audit.verify_chain().ok
    # (104 + 64 + 84) / 3, the bonus of 4 included.
    assert str(idea.score) == "84.00"

    # The author reads points and reasons, and nothing that names an evaluator.
    author = get_account(demo.AUTHOR)
    names = {get_account(box).get_full_name() for box in demo.EVALUATORS}
    readable = subject_services.list_documents(idea, author)
    assert [document.type for document in readable] == [
        *["receipt", "formal_card", "recommendation"],
        *["decision_record", "decision_record", "report"],
    ]
    assert not set(readable) & set(
        Document.objects.filter(decision__step__kind="assign_evaluators")
    )
    timeline = ideas.list_timeline(idea, knows_evaluators=False)
    assert not names & {entry.actor for entry in timeline}
    assert not [e for e in timeline if any(name in e.detail for name in names)]
    assert len(ideas.build_results(idea)["cards"]) == 3
    bodies = MailRecord.objects.filter(user=author).values_list("body", flat=True)
    assert not [body for body in bodies if any(name in body for name in names)]


def test_submission_needs_a_complete_idea_and_the_version_that_was_seen(idea):
    author = get_account(demo.AUTHOR)
    before = count_effects(idea)

    with pytest.raises(StaleVersion):
        actions.submit(idea, user=author, seen_version="0" * 64)
    with pytest.raises(PermissionDenied):
        actions.submit(idea, user=get_account(demo.PARTNER), seen_version=idea.version)
    idea.indicators.all().delete()
    Idea.objects.filter(pk=idea.pk).update(period_end=idea.period_start)
    with pytest.raises(Incomplete) as error:
        actions.submit(
            demo.reload(idea), user=author, seen_version=demo.reload(idea).version
        )

    assert len(error.value.missing) == 3
    assert count_effects(idea) == before


def test_formal_check_waits_for_the_partners(idea):
    row = IdeaPartner.objects.get(idea=idea, role="partner")
    IdeaPartner.objects.filter(pk=row.pk).update(state=AnswerState.WAITING)
    demo.submit(idea)
    before = count_effects(idea)

    with pytest.raises(Incomplete):
        demo.check(idea)
    with pytest.raises(PermissionDenied):
        demo.answer_partners(idea, box="prezes.len")
    assert count_effects(idea) == before

    demo.answer_partners(idea)
    demo.check(idea)
    assert get_state(idea) == "open_for_comments"
    with pytest.raises(TransitionNotAllowed):
        actions.answer_partner(
            row,
            user=get_account(demo.PARTNER),
            confirms=False,
            seen_version=idea.version,
        )


def test_partner_confirms_again_what_was_rewritten(idea):
    def get_row() -> IdeaPartner:
        return IdeaPartner.objects.get(idea=idea, role="partner")

    demo.submit(idea)
    demo.decide(
        idea,
        "formal_check",
        Outcome.RETURNED,
        user=get_account("koordynator"),
        reason="Brak harmonogramu",
    )
    # Handed in again as it was: what was confirmed counts.
    demo.submit(idea)
    assert get_row().state == AnswerState.CONFIRMED
    demo.decide(
        idea,
        "formal_check",
        Outcome.RETURNED,
        user=get_account("koordynator"),
        reason="Brak harmonogramu",
    )
    idea = demo.reload(idea)
    idea.summary = "Zupełnie inny pomysł."
    idea.save()
    ideas.refresh(idea, user=idea.created_by)
    asked = MailRecord.objects.filter(key="idea.partner_confirm").count()
    demo.submit(idea)

    assert get_row().state == AnswerState.WAITING
    assert MailRecord.objects.filter(key="idea.partner_confirm").count() > asked
    with pytest.raises(Incomplete):
        demo.check(idea)
    demo.answer_partners(idea)
    demo.check(idea)


def test_chair_of_the_council_does_not_recommend_a_partner_of_theirs(idea):
    chair, deputy = (
        Person.objects.get(user=get_account(box))
        for box in ("dyrektor.mechanik", "prezes.len")
    )
    day = timezone.localdate()
    WorkingGroup.objects.create(
        name_pl="Rada",
        purpose_pl="Rekomenduje.",
        is_council=True,
        state="active",
        starts_on=day,
        ends_on=day,
        chair=chair,
        deputy=deputy,
    )

    assert ideas.get_recommender(idea) == deputy.user


def test_nobody_evaluates_what_is_theirs(idea):
    # A co-author makes their school one of those behind the idea.
    invited = get_account("autor.elektronik")
    actions.invite_coauthor(idea, user=idea.created_by, email=invited.email)
    actions.answer_invitation(idea, user=invited, accepts=True)
    idea = bring_to_evaluation(idea)
    before = count_effects(idea)
    refused = {
        row.user.username for row in ideas.list_evaluators(idea) if row.has_conflict
    }

    assert {name.split("@")[0] for name in refused} == {
        demo.CONFLICTED,
        "dyrektor.elektronik",
    }
    for boxes in (
        [demo.CONFLICTED, demo.EVALUATORS[1]],
        ["dyrektor.elektronik", demo.EVALUATORS[1]],
        [demo.AUTHOR, demo.EVALUATORS[1]],
        # No evaluator, one only, the same twice.
        ["jednatel.jizera", demo.EVALUATORS[1]],
        [demo.EVALUATORS[1]],
        [demo.EVALUATORS[1]] * 2,
    ):
        with pytest.raises(Incomplete):
            demo.assign(idea, boxes)
    results = actions.assign_bulk(
        [idea],
        [get_account(box) for box in ("dyrektor.elektronik", demo.CONFLICTED)],
        user=get_account("koordynator"),
    )
    assert "Elektroniczna" in results[0][1]
    assert count_effects(idea) == before

    # Whoever joins a partner after the assignment is refused as well.
    demo.assign(idea, demo.EVALUATORS[1:])
    step = demo.get_step(idea, "evaluate", assignee=get_account(demo.EVALUATORS[1]))
    IdeaPartner.objects.create(
        idea=idea,
        organisation=get_account(demo.EVALUATORS[1])
        .cluster_memberships.first()
        .organisation,
    )
    before = count_effects(idea)
    with pytest.raises(PermissionDenied):
        steps.complete_step(
            step,
            user=step.assignee,
            answer=StepInput(
                outcome=Outcome.EVALUATED,
                seen_version=idea.version,
                reason="x",
                data=demo.make_points(5),
            ),
        )
    assert count_effects(idea) == before


def test_conflict_of_interest_brings_another_evaluator_and_time_does_its_part(idea):
    demo.submit(idea)
    demo.check(idea)
    idea = demo.reload(idea)
    member = get_account("dyrektor.karpacz")
    subjects.comment(idea, user=member, text="Dobry pomysł")
    actions.set_support(idea, user=member, kind="follow", wants=True)
    schedule.run_due()
    assert get_state(idea) == "open_for_comments"

    # Fourteen days later, and once more.
    Task.objects.filter(flow_task_type="TIMER").update(
        scheduled=timezone.now() - timedelta(minutes=1)
    )
    schedule.run_due()
    assert get_state(idea) == "evaluation"
    after = count_effects(idea)
    schedule.run_due()
    assert count_effects(idea) == after
    with pytest.raises(PermissionDenied):
        subjects.comment(demo.reload(idea), user=member, text="Za późno")

    demo.assign(idea)
    demo.evaluate(idea, demo.EVALUATORS[0])
    demo.decide(
        idea,
        "evaluate",
        Outcome.CONFLICT,
        user=get_account(demo.EVALUATORS[1]),
        reason="Doradzałam przy tym pomyśle.",
    )
    # Asked once in a round, never again.
    with pytest.raises(Incomplete):
        demo.assign(idea, demo.EVALUATORS[1:2])
    demo.assign(idea, demo.EVALUATORS[2:])
    waiting = demo.get_step(idea, "evaluate")
    # The second time two days before the end (domain §7).
    for days in (8, 13, 15):
        Step.objects.filter(pk=waiting.pk).update(
            opened_at=timezone.now() - timedelta(days=days),
            due_at=timezone.now() - timedelta(days=days - 14),
            last_reminded_at=None,
        )
        assert schedule.run_due().reminders == 1
        assert schedule.run_due().reminders == 0
    assert MailRecord.objects.filter(key="subject.escalated").exists()
    demo.evaluate(idea, demo.EVALUATORS[2])
    assert get_state(idea) == "decision"
    demo.recommend(idea)

    demo.judge(idea, Outcome.DEFERRED)
    demo.decide(idea, "take_up", Outcome.CONFIRMED, user=get_account("koordynator"))
    step = demo.get_step(idea, "decide")
    demo.judge(idea, Outcome.ACCEPTED_WITH_GROUP)
    assert MailRecord.objects.filter(key="idea.decided", user=member).exists()

    # Decided twice, withdrawn after the decision: nothing happens.
    before = count_effects(idea)
    with pytest.raises(TransitionNotAllowed):
        steps.complete_step(
            step,
            user=get_account("lider"),
            answer=StepInput(
                outcome=Outcome.REJECTED, seen_version=idea.version, reason="x"
            ),
        )
    with pytest.raises(TransitionNotAllowed):
        subjects.leave(
            demo.reload(idea),
            "withdraw",
            user=idea.created_by,
            reason="x",
            seen_version=idea.version,
        )
    assert count_effects(idea) == before

    # What follows keeps the link.
    group = actions.propose_group(idea, user=get_account("koordynator"))
    agreement = actions.draft_agreement(demo.reload(idea), user=idea.created_by)
    assert group.origin == demo.reload(idea).number
    assert demo.reload(idea).agreement == agreement
    with pytest.raises(PermissionDenied):
        actions.draft_agreement(demo.reload(idea), user=idea.created_by)


def test_idea_is_improved_and_withdrawn_while_members_comment(idea):
    idea = bring_to_evaluation(idea)
    demo.assign(idea)
    for box in demo.EVALUATORS[:2]:
        demo.evaluate(idea, box, 2)
    demo.recommend(idea)
    demo.judge(idea, Outcome.IMPROVE)
    assert get_state(idea) == "improve"
    # The second round counts its own cards.
    demo.submit(idea)
    assert ideas.count_missing_evaluators(demo.reload(idea)) == 2
    demo.check(idea)

    subjects.leave(
        demo.reload(idea),
        "withdraw",
        user=idea.created_by,
        reason="Zmiana planów",
        seen_version=demo.reload(idea).version,
    )

    assert get_state(idea) == "withdrawn"
    assert not Step.objects.filter(**refer_to(idea), state=StepState.OPEN).exists()
    Task.objects.filter(flow_task_type="TIMER").update(scheduled=timezone.now())
    schedule.run_due()
    assert get_state(idea) == "withdrawn"


def test_report_is_not_asked_for_before_the_project_ends(idea):
    demo.submit(idea)
    idea = demo.reload(idea)
    demo.walk(idea, ("open_comments", "close_comments", "close_evaluation"))
    step = Step.objects.get(**refer_to(idea))
    Step.objects.filter(pk=step.pk).update(
        kind="report",
        opened_at=timezone.now() - timedelta(days=60),
        due_at=timezone.now() + timedelta(days=60),
    )
    assert schedule.run_due().reminders == 0
    Step.objects.filter(pk=step.pk).update(due_at=timezone.now() + timedelta(days=8))
    assert schedule.run_due().reminders == 1


def test_partners_are_reminded_twice_and_not_more(people):
    idea = demo.draft_idea(people)
    IdeaPartner.objects.filter(idea=idea, role="partner").update(
        state=AnswerState.WAITING, asked_at=timezone.now() - timedelta(days=4)
    )

    assert [actions.remind_partners() for _turn in range(2)] == [1, 0]
    IdeaPartner.objects.filter(idea=idea).update(
        asked_at=timezone.now() - timedelta(days=40)
    )
    assert [actions.remind_partners() for _turn in range(2)] == [1, 0]


def test_attachment_with_a_macro_is_refused(idea):
    version = idea.version

    for name in ("makro.docm", "zdjecie.jpg", "pusty.pdf"):
        with pytest.raises(ValidationError):
            actions.add_attachment(
                idea,
                user=idea.created_by,
                seen_version=version,
                title="x",
                file_name=name,
                content=b"" if name.endswith("pdf") else b"PK\x03\x04",
            )

    assert not idea.attachments.exists()
    assert demo.reload(idea).version == version

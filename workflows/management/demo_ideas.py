"""Ideas as people would have them, driven through actions."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.models import Group
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from partners import roles
from partners.enums import CooperationForm
from partners.management.demo import create_demo_partners

from ..actions import ideas as actions
from ..actions import schedule, steps
from ..actions import subjects as subject_actions
from ..enums import Outcome
from ..exceptions import SigningFailed
from ..forms.ideas import FormalItem
from ..models import Revision, Step
from ..models.ideas import (
    AnswerState,
    BudgetCategory,
    BudgetSource,
    Idea,
    IdeaArea,
    IdeaPartner,
    SupportKind,
    TargetGroup,
)
from ..models.subjects import refer_to
from ..services import ideas, storage, subjects
from ..services.decisions import StepInput
from ..services.ideas_scoring import Bonus, Criterion
from .demo import StepRow, get_user
from .demo_idea_texts import IDEA_TEXTS

AUTHOR = "autor.mechanik"
PARTNER = "prezes.granit"
EVALUATORS = ("dyrektor.elektronik", "dyrektor.biedrzychowice", "prezes.len")
# An evaluator who cannot judge what “Mechanik” proposes.
CONFLICTED = "dyrektor.mechanik"
RECOMMENDER = "dyrektor.karpacz"

# Decisions of the leader: outcome, points for each criterion, reasons.
JUDGED = {
    "improve": (
        Outcome.IMPROVE,
        3,
        "Proszę uzgodnić aplikację z opiekunami praktyk i doprecyzować budżet.",
    ),
    "rejected": (
        Outcome.REJECTED,
        1,
        "Zakup służyłby jednej szkole; klaster wspiera przedsięwzięcia wspólne.",
    ),
    "deferred": (
        Outcome.DEFERRED,
        4,
        "Wrócimy do pomysłu po przyjęciu planu pracy na przyszły rok.",
    ),
    "merged": (
        Outcome.MERGED,
        3,
        "Oba zespoły przygotują razem jedną edycję konkursu.",
    ),
    "accepted_no_group": (
        Outcome.ACCEPTED,
        4,
        "Zakład ma wolne obrabiarki, a szkoła gotowy program zajęć.",
    ),
    "accepted_with_group": (
        Outcome.ACCEPTED_WITH_GROUP,
        5,
        "Zawodu nikt w regionie nie uczy; program przygotuje grupa robocza.",
    ),
    "in_progress": (
        Outcome.ACCEPTED,
        4,
        "Pracodawcy potwierdzili liczbę miejsc i wynagrodzenie stażystów.",
    ),
    "abandoned": (
        Outcome.ACCEPTED,
        3,
        "Pomiary przydadzą się na zajęciach, koszt jest niewielki.",
    ),
}


def prepare_people() -> dict:
    """Make evaluators of some accounts, and one that recommends without a council."""
    organisations = create_demo_partners()
    for name, boxes in (
        (roles.EVALUATORS, (*EVALUATORS, CONFLICTED)),
        (roles.COUNCIL, (RECOMMENDER,)),
    ):
        group, _created = Group.objects.get_or_create(name=name)
        group.user_set.add(*[get_user(box) for box in boxes])
    return organisations


def draft_idea(organisations=None, *, user=None, **fields) -> Idea:
    """Return a complete draft of “Mechanik” with Granit as a confirmed partner."""
    organisations = organisations or prepare_people()
    author = user or get_user(AUTHOR)
    idea = actions.create_idea(
        user=author,
        lead=organisations["mechanik"],
        title_pl=fields.pop("title_pl", "Mobilna pracownia mechatroniki"),
        title_en=fields.pop("title_en", "A mobile mechatronics lab"),
    )
    year = timezone.localdate().year + 1
    for name, value in {
        "summary": (
            "Przyczepa z czterema stanowiskami mechatronicznymi odwiedza szkoły "
            "podstawowe i technika. Uczniowie programują sterownik i widzą, czego "
            "oczekują pracodawcy z regionu."
        ),
        "summary_en": (
            "A trailer with four mechatronics stations visits primary and technical "
            "schools. Students program a controller and see what employers of the "
            "region expect."
        ),
        "problem_evidence": (
            "W ankiecie klastra 14 z 19 pracodawców zgłosiło brak mechatroników. "
            "Do klas o tym profilu zgłasza się 0,7 kandydata na miejsce."
        ),
        "goal_main": (
            f"Do końca {year} roku 600 uczniów wykona ćwiczenie na prawdziwym "
            "sterowniku."
        ),
        "goals_specific": [
            "12 szkół przyjmie pracownię.",
            "Nabór do klasy mechatronicznej wzrośnie o jedną czwartą.",
        ],
        "target_groups": {TargetGroup.STUDENTS: 600, TargetGroup.TEACHERS: 24},
        "cooperation_forms": [CooperationForm.WORKSHOPS, CooperationForm.GUIDANCE],
        "territory": [IdeaArea.JELENIA_GORA, IdeaArea.KAMIENNA_GORA],
        "period_start": date(year, 2, 1),
        "period_end": date(year, 12, 15),
        "sustainability": "Pracownia zostaje w szkole; pracodawca serwisuje sprzęt.",
        "accessibility_note": "Stanowiska mają regulowaną wysokość blatów.",
        "gdpr_note": "Zapisy prowadzą szkoły; klaster nie zbiera danych uczniów.",
        "wants_working_group": True,
        "willing_to_lead": True,
        "publication_consent": True,
        **fields,
    }.items():
        setattr(idea, name, value)
    idea.save()
    idea.activities.create(
        name="Wyposażenie przyczepy",
        start_date=date(year, 2, 1),
        end_date=date(year, 3, 31),
        owner="Granit Automatyka",
    )
    idea.activities.create(
        name="Zajęcia w szkołach",
        start_date=date(year, 4, 1),
        end_date=date(year, 11, 30),
        owner="„Mechanik”",
    )
    idea.budget.create(
        category=BudgetCategory.EQUIPMENT,
        note="stanowiska dydaktyczne",
        amount=Decimal("86000.00"),
        source=BudgetSource.SPONSOR,
    )
    idea.budget.create(
        category=BudgetCategory.STAFF,
        note="prowadzenie zajęć",
        amount=Decimal("21500.50"),
        source=BudgetSource.OWN,
    )
    idea.indicators.create(
        name="Uczniowie na zajęciach",
        unit="osoby",
        base=0,
        target=600,
        source="listy obecności bez nazwisk",
    )
    idea.risks.create(
        risk="Awaria przyczepy",
        probability=2,
        impact=4,
        response="Umowa serwisowa i stanowiska zapasowe w szkole.",
    )
    IdeaPartner.objects.create(idea=idea, organisation=organisations["granit"])
    ideas.refresh(idea, user=author)
    actions.ask_partners(idea, user=author)
    answer_partners(idea)
    return reload(idea)


def reload(idea) -> Idea:
    return Idea.objects.prefetch_related("partners__organisation").get(pk=idea.pk)


def answer_partners(idea, *, box=PARTNER) -> None:
    """Confirm for the partner."""
    row = idea.partners.get(state=AnswerState.WAITING)
    actions.answer_partner(
        row, user=get_user(box), confirms=True, seen_version=reload(idea).version
    )


def submit(idea) -> StepRow:
    author = idea.created_by
    actions.submit(reload(idea), user=author, seen_version=reload(idea).version)
    return _row(idea, "Złożenie / Submission", author, Outcome.SUBMITTED)


def get_step(idea, kind: str, **filters) -> Step:
    return (
        Step.objects.open()
        .filter(**refer_to(idea), kind=kind, **filters)
        .earliest("pk")
    )


def decide(
    idea, kind, outcome, *, user=None, reason="", data=None, items=()
) -> StepRow:
    """Complete an open step, as its assignee unless told."""
    step = get_step(idea, kind, **({"assignee": user} if kind == "evaluate" else {}))
    user = user or step.assignee
    answer = StepInput(
        outcome=outcome,
        seen_version=reload(idea).version,
        reason=reason,
        data=data or {},
        checklist={item.value: True for item in items},
        ip="127.0.0.1",
        user_agent="demo",
    )
    steps.complete_step(step, user=user, answer=answer)
    return _row(idea, step.get_kind_display(), user, outcome)


def check(idea, outcome=Outcome.APPROVED, reason="") -> StepRow:
    return decide(
        idea,
        "formal_check",
        outcome,
        user=get_user("koordynator"),
        reason=reason,
        items=FormalItem if outcome == Outcome.APPROVED else (),
    )


def end_comments(idea) -> None:
    """Let the time for comments be over."""
    process = subject_actions.get_process(idea)
    Task.objects.filter(
        process_id=process.pk, flow_task_type="TIMER", status=STATUS.SCHEDULED
    ).update(scheduled=timezone.now())
    schedule.run_due()


def assign(idea, boxes=EVALUATORS[:2]) -> StepRow:
    return decide(
        idea,
        "assign_evaluators",
        Outcome.CONFIRMED,
        user=get_user("koordynator2"),
        data={"evaluators": [get_user(box).pk for box in boxes]},
    )


def make_points(value: int, **points) -> dict:
    """Return points for a card, the same for each criterion unless told."""
    return {
        "no_conflict": True,
        "points": {c.value: points.get(c.value, value) for c in Criterion},
        "bonus": [Bonus.SHORTAGE.value],
    }


def evaluate(idea, box, value=4, **points) -> StepRow:
    return decide(
        idea,
        "evaluate",
        Outcome.EVALUATED,
        user=get_user(box),
        reason="Pomysł odpowiada na potrzeby rynku pracy, a plan jest realny.",
        data=make_points(value, **points),
    )


def recommend(idea, points: int = 4) -> StepRow:
    return decide(
        idea,
        "recommend",
        Outcome.RECOMMENDED if points > 2 else Outcome.NOT_RECOMMENDED,
        reason="Rada rekomenduje przyjęcie pomysłu."
        if points > 2
        else "Rada nie rekomenduje pomysłu: korzyść odniosłaby jedna szkoła.",
    )


def judge(
    idea,
    outcome=Outcome.ACCEPTED,
    *,
    reason="Pomysł mieści się w planie pracy klastra.",
    data=None,
) -> StepRow:
    return decide(
        idea, "decide", outcome, user=get_user("lider"), reason=reason, data=data
    )


def begin(idea) -> StepRow:
    return decide(idea, "start_work", Outcome.CONFIRMED)


def report(idea) -> StepRow:
    return decide(
        idea,
        "report",
        Outcome.COMPLETED,
        reason="Odwiedzono 13 szkół. Pracownia zostaje w szkole i działa dalej.",
        data={
            "cost": "104320.00",
            "indicators": [
                {
                    "name": row.name,
                    "unit": row.unit,
                    "base": str(row.base),
                    "target": str(row.target),
                    "result": "644.00",
                }
                for row in idea.indicators.all()
            ],
        },
    )


def _row(idea, label, user, outcome) -> StepRow:
    revision = (
        Revision.objects.filter(
            document__in=idea.documents.all(), job__decision__actor=user
        )
        .order_by("pk")
        .last()
    )
    if revision is None:
        raise SigningFailed(f"{label}: no signed file was left.")
    revision.document.subject = reload(idea)
    return StepRow(
        str(label),
        user.get_full_name(),
        str(Outcome(outcome).value),
        revision.file_name,
        len(revision.signatures),
        revision.pades_level,
    )


def run_idea(**fields) -> tuple[Idea, list[StepRow]]:
    """Take a new idea from a draft to its completion report."""
    idea = draft_idea(**fields)
    rows = [submit(idea), check(idea)]
    idea = reload(idea)
    end_comments(idea)
    rows.append(assign(idea))
    # They differ by more than 30 points: a third one is asked.
    rows += [evaluate(idea, EVALUATORS[0], 5), evaluate(idea, EVALUATORS[1], 3)]
    rows.append(assign(idea, EVALUATORS[2:]))
    rows.append(evaluate(idea, EVALUATORS[2], 4))
    rows += [recommend(idea), judge(idea), begin(idea), report(idea)]
    schedule.run_due()
    return reload(idea), rows


def export_files(idea, directory: Path) -> list[Path]:
    """Copy every document under the name that people see."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for document in subjects.list_documents(idea):
        path = directory / document.latest.file_name
        path.write_bytes(storage.read(document.latest.sha256))
        paths.append(path)
    return paths


def create_examples() -> list[Idea]:
    """Leave an idea in every state, each on its real way with its signed documents.

    Only *submitted* is set by hand: it lasts until the receipt is sealed.
    """
    organisations = prepare_people()

    def draft(state):
        return draft_idea(organisations, **IDEA_TEXTS[state]._asdict())

    found = [draft("draft")]
    running = {}
    for state in ("formal_review", "open_for_comments", "evaluation", "decision"):
        idea = running[state] = draft(state)
        submit(idea)
        if state != "formal_review":
            check(idea)
    for state in ("evaluation", "decision"):
        end_comments(reload(running[state]))
        assign(running[state])
    for box in EVALUATORS[:2]:
        evaluate(running["decision"], box)
    for box in (PARTNER, "dyrektor.elektronik"):
        for kind in SupportKind.values:
            actions.set_support(
                reload(running["open_for_comments"]),
                user=get_user(box),
                kind=kind,
                wants=True,
            )
    subject_actions.comment(
        reload(running["open_for_comments"]),
        user=get_user("dyrektor.karpacz"),
        text="Chętnie zgłosimy drużynę. Prosimy o termin poza sezonem zimowym.",
    )
    found += running.values()
    for state, (outcome, points, reason) in JUDGED.items():
        idea = draft(state)
        other = running["open_for_comments"]
        data = {"merged_into": other.pk, "number": reload(other).number}
        bring_to_judgement(
            idea,
            points,
            outcome,
            reason=reason,
            data=data if outcome == Outcome.MERGED else None,
        )
        found.append(idea)
        if state == "in_progress":
            begin(idea)
        if state == "abandoned":
            take_button(idea, "abandon_idea", "Miasto ma już własną sieć czujników.")
    found += [draft("returned"), draft("withdrawn"), draft("submitted")]
    returned, withdrawn, submitted = found[-3:]
    submit(returned)
    check(returned, Outcome.RETURNED, reason="Proszę podać terminy kursu i egzaminu.")
    submit(withdrawn)
    take_button(withdrawn, "withdraw", "Pracodawcy wycofali się z użyczenia sprzętu.")
    walk(submitted, ["submit"])
    return [reload(idea) for idea in found]


def bring_to_judgement(idea, points: int, outcome, **judgement) -> None:
    """Take an idea from a draft to a decision of the leader."""
    submit(idea)
    check(idea)
    idea = reload(idea)
    end_comments(idea)
    assign(idea)
    for box in EVALUATORS[:2]:
        evaluate(idea, box, points)
    recommend(idea, points)
    judge(idea, outcome, **judgement)


def take_button(idea, name: str, reason: str) -> None:
    """Do what the author can do on the page of the idea."""
    idea = reload(idea)
    subject_actions.take_button(
        idea, name, user=idea.created_by, reason=reason, seen_version=idea.version
    )


def walk(idea, way) -> None:
    """Move an idea along rows of the table, without steps and documents."""
    for name in way:
        subjects.change_state(
            idea, name, user=get_user("koordynator"), reason="Przykład w wersji demo."
        )
        if name == "submit":
            subjects.assign_number(idea)
            idea.submitted_at = timezone.now()
    idea.save()

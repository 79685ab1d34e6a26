"""Ideas: who may judge them, what is missing, what evaluators gave, who is told."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.enums import MembershipRole, OrganisationKind
from partners.models import Membership, Organisation, WorkingGroup
from partners.roles import holds

from .. import conf
from ..enums import Outcome, StepState
from ..models import AuditEvent, ConsentRecord, Decision, Step
from ..models.audit import AUDIT_ACTIONS
from ..models.ideas import (
    ANONYMOUS_STEPS,
    OPEN_TO_MEMBERS,
    AnswerState,
    Idea,
    IdeaPartnerRole,
    IdeaState,
    SupportKind,
    is_member,
    reads_all,
)
from ..models.subjects import refer_to
from . import audit, ideas_scoring, notifications, progress, subjects
from .completeness import Missing

MAX_GOALS = 5
MAX_ATTACHMENTS = 10
CAN_EVALUATE = "cluster_workflows.can_evaluate"
# Purpose of the consent to publication.
PUBLICATION = "idea.publication"


# Writing


def refresh(idea: Idea, *, user) -> None:
    """Add up the budget and keep what the draft says now."""
    idea.budget_total = sum((row.amount for row in idea.budget.all()), 0)
    idea.save(update_fields=["budget_total"])
    subjects.store_version(idea, user=user)


def take_offline(consent: ConsentRecord) -> None:
    """Publish no longer what somebody withdrew their consent for.

    The log of consents knows the idea by its number and title, as they were then.
    """
    ideas = Idea.objects.public().select_for_update(of=("self",))
    for idea in ideas.of_author(consent.user) if consent.user else ():
        if consent.about.startswith(f"{idea.display_number} "):
            idea.publication_withdrawn_at = timezone.now()
            idea.save(update_fields=["publication_withdrawn_at"])
            audit.record("cluster_workflows.take_idea_offline", idea, user=consent.user)


def list_missing(idea: Idea) -> list[Missing]:
    """Return what the office needs before it looks at the draft (domain §2.2)."""
    missing = []
    texts = (
        ("summary", _("Write a summary.")),
        ("problem_evidence", _("Say which need there is and how you know of it.")),
        ("goal_main", _("Write the main goal.")),
        ("target_groups", _("Say for whom the idea is and for how many.")),
        ("cooperation_forms", _("Choose at least one form of co-operation.")),
        ("territory", _("Say where the idea works.")),
    )
    missing += [
        Missing("basics", text) for field, text in texts if not getattr(idea, field)
    ]
    if idea.target_groups.get("other") and not idea.target_other:
        missing.append(Missing("basics", _("Say who the others are.")))
    if not (idea.period_start and idea.period_end):
        missing.append(Missing("basics", _("Give the period of the project.")))
    if idea.cross_border and not idea.countries:
        missing.append(Missing("basics", _("Name the countries across the border.")))
    if not idea.partners.filter(role=IdeaPartnerRole.LEAD).exists():
        missing.append(Missing("partners", _("Name the leading organisation.")))
    if idea.partners.filter(state=AnswerState.DECLINED).exists():
        missing.append(
            Missing("partners", _("A partner declined: remove it or ask it again."))
        )
    missing += _check_plan(idea)
    return missing


def _check_plan(idea: Idea) -> list[Missing]:
    missing = []
    activities = list(idea.activities.all())
    if not activities:
        missing.append(Missing("plan", _("Add at least one activity.")))
    if idea.period_start and idea.period_end:
        missing += [
            Missing(
                "plan",
                _("“%(name)s” lies outside the period of the project.")
                % {"name": row.name},
            )
            for row in activities
            if row.start_date < idea.period_start or row.end_date > idea.period_end
        ]
    if not idea.indicators.all():
        missing.append(Missing("plan", _("Add at least one indicator.")))
    return missing


def list_unconfirmed(idea: Idea) -> list[str]:
    """Return the partners that have not confirmed. Associates need not."""
    rows = idea.partners.exclude(role=IdeaPartnerRole.ASSOCIATE).exclude(
        state=AnswerState.CONFIRMED
    )
    return [str(row.organisation) for row in rows.select_related("organisation")]


# People


def get_author_ids(idea: Idea) -> set[int]:
    """Return the accounts that wrote the idea."""
    written = idea.coauthors.filter(state=AnswerState.CONFIRMED)
    return {*written.values_list("user_id", flat=True), idea.created_by_id} - {None}


def is_author(user, idea: Idea) -> bool:
    return user.pk in get_author_ids(idea)


def is_impartial(idea: Idea, user) -> bool:
    """Say whether this person did not write the idea."""
    return not is_author(user, idea)


def has_no_conflict(idea: Idea, user) -> bool:
    """Say whether this person belongs to none of those behind the idea."""
    return not has_conflict(user, idea)


def get_organisation_ids(idea: Idea) -> set[int]:
    """Return the organisations behind an idea: partners, and those of its authors."""
    return {
        *idea.partners.values_list("organisation_id", flat=True),
        *Membership.objects.current()
        .filter(user__in=get_author_ids(idea))
        .values_list("organisation_id", flat=True),
    }


def has_conflict(user, idea: Idea) -> bool:
    """Say whether a person belongs to those behind the idea (domain §2.3, §6)."""
    return is_author(user, idea) or (
        Membership.objects.current()
        .filter(user_id=user.pk, organisation__in=get_organisation_ids(idea))
        .exists()
    )


def may_evaluate(idea: Idea, user) -> bool:
    """Say whether a person is an evaluator without a conflict of interest."""
    return user.is_active and holds(user, CAN_EVALUATE) and not has_conflict(user, idea)


@dataclass(frozen=True)
class Evaluator:
    """Somebody who may be asked, and what keeps them from it."""

    user: object
    organisation: str
    load: int
    has_conflict: bool = False
    was_asked: bool = False

    @property
    def is_free(self) -> bool:
        return not (self.has_conflict or self.was_asked)


def list_evaluators(idea: Idea | None = None) -> list[Evaluator]:
    """Return all evaluators, the least busy first, for one idea or for any."""
    users = list(
        get_user_model()
        .objects.with_perm(
            CAN_EVALUATE,
            include_superusers=False,
            backend="django.contrib.auth.backends.ModelBackend",
        )
        .order_by("last_name", "pk")
    )
    ids = [user.pk for user in users]
    memberships = defaultdict(set)
    names = {}
    for row in (
        Membership.objects.current().filter(user__in=ids).select_related("organisation")
    ):
        memberships[row.user_id].add(row.organisation_id)
        names.setdefault(row.user_id, str(row.organisation))
    load = dict(
        Step.objects.open()
        .filter(kind="evaluate", assignee__in=ids)
        .order_by()
        .values_list("assignee")
        .annotate(Count("pk"))
    )
    behind = get_organisation_ids(idea) if idea else set()
    authors = get_author_ids(idea) if idea else set()
    asked = list_asked_ids(idea) if idea else set()
    found = [
        Evaluator(
            user,
            names.get(user.pk, ""),
            load.get(user.pk, 0),
            user.pk in authors or bool(memberships[user.pk] & behind),
            user.pk in asked,
        )
        for user in users
    ]
    return sorted(found, key=lambda row: (not row.is_free, row.load))


def list_asked_ids(idea: Idea) -> set[int]:
    """Return who was asked to evaluate in the present round."""
    steps = Step.objects.filter(**refer_to(idea), kind="evaluate")
    newest = _get_newest_process(idea)
    return set(
        steps.filter(process_id=newest).values_list("assignee_id", flat=True)
    ) - {None}


def _get_newest_process(idea: Idea) -> int | None:
    return (
        Step.objects.filter(**refer_to(idea))
        .order_by("-process_id")
        .values_list("process_id", flat=True)
        .first()
    )


def get_recommender(idea: Idea):
    """Return who recommends: the chair of the programme council.

    Without one the deputy, then the first account in the group that the settings name,
    then the office; nobody who belongs to those behind the idea. None when there is
    nobody.
    """
    council = (
        WorkingGroup.objects.filter(is_council=True, state="active")
        .select_related("chair__user", "deputy__user")
        .first()
    )
    people = []
    if council:
        people = [person.user for person in (council.chair, council.deputy) if person]
    group = conf.get("RECOMMENDER_GROUP")
    people += get_user_model().objects.filter(groups__name=group).order_by("pk")
    people += notifications.list_coordinators(exclude=[idea.created_by_id])
    return next(
        (u for u in people if u and u.is_active and not has_conflict(u, idea)), None
    )


def get_leader() -> Organisation | None:
    """Return the organisation whose signers decide."""
    return Organisation.objects.filter(kind=OrganisationKind.LEADER).first()


def list_involved(idea: Idea) -> list:
    """Return authors, approvers of partners that were asked, and the office."""
    people = get_user_model().objects.filter(
        Q(pk__in=get_author_ids(idea))
        | Q(
            pk__in=Membership.objects.current()
            .filter(
                role=MembershipRole.APPROVER,
                organisation__in=idea.partners.exclude(state=AnswerState.DECLINED)
                .filter(asked_at__isnull=False)
                .values("organisation"),
            )
            .values("user")
        ),
        is_active=True,
    )
    found = {u.pk: u for u in people.select_related("wagtail_userprofile")}
    return list(
        (found | {user.pk: user for user in notifications.list_coordinators()}).values()
    )


def list_followers(idea: Idea) -> list:
    """Return who follows and may still see the idea."""
    if idea.state not in OPEN_TO_MEMBERS:
        return []
    rows = (
        idea.support.filter(kind=SupportKind.FOLLOW, user__is_active=True)
        .select_related("user__wagtail_userprofile")
        .order_by("pk")
    )
    return [row.user for row in rows]


def can_comment(user, idea: Idea) -> bool:
    """Members while the idea is open for comments; authors and the office always."""
    if holds(user, "cluster_workflows.can_coordinate") or is_author(user, idea):
        return True
    return idea.state == IdeaState.OPEN_FOR_COMMENTS and is_member(user)


def can_compare(user, idea: Idea) -> bool:
    """Drafts of old are between those involved and who reads everything."""
    return reads_all(user) or Idea.objects.involving(user).filter(pk=idea.pk).exists()


def can_support(user, idea: Idea) -> bool:
    return idea.state in OPEN_TO_MEMBERS and is_member(user)


# Evaluation


def list_evaluations(idea: Idea) -> list[Decision]:
    """Return the evaluation cards of the newest round, oldest first."""
    rows = list(
        Decision.objects.filter(**refer_to(idea), outcome=Outcome.EVALUATED).order_by(
            "decided_at", "pk"
        )
    )
    newest = max((row.process_id for row in rows), default=None)
    return [row for row in rows if row.process_id == newest]


def list_cards(idea: Idea, process_id: int | None = None) -> list[ideas_scoring.Card]:
    """Return what evaluators gave, in one process or the newest round."""
    return [
        read_card(row.data)
        for row in list_evaluations(idea)
        if process_id in (None, row.process_id)
    ]


def read_card(data: dict) -> ideas_scoring.Card:
    """Return a card from what the form of the step kept."""
    return ideas_scoring.Card(data["points"], data["bonus"])


def count_missing_evaluators(idea: Idea, process_id: int | None = None) -> int:
    """Return how many more evaluators the present round needs."""
    newest = process_id or _get_newest_process(idea)
    return ideas_scoring.count_missing(list_cards(idea, newest))


def store_score(idea: Idea, process_id: int) -> ideas_scoring.Summary:
    """Keep the result of a round for lists and ranking."""
    summary = ideas_scoring.summarize(list_cards(idea, process_id))
    idea.score, idea.tie_score = summary.average, summary.tie_score
    idea.save(update_fields=["score", "tie_score"])
    audit.record(
        "cluster_workflows.score_idea",
        idea,
        data={
            "average": str(summary.average),
            "spread": str(summary.spread),
            "cards": summary.count,
        },
    )
    return summary


def build_results(idea: Idea) -> dict | None:
    """Return the points for the page of a decided idea, without names."""
    evaluations = list_evaluations(idea)
    if not evaluations:
        return None
    cards = [read_card(row.data) for row in evaluations]
    summary = ideas_scoring.summarize(cards)
    return {
        "summary": summary,
        "rows": [
            {
                "label": criterion.label,
                "weight": ideas_scoring.WEIGHTS[criterion],
                "points": [card.points[criterion] for card in cards],
                "mean": summary.means[criterion],
            }
            for criterion in ideas_scoring.Criterion
        ],
        "cards": [
            {
                "number": number,
                "card": card,
                "bonus": [ideas_scoring.Bonus(value).label for value in card.bonus],
                "reason": row.reason,
            }
            for number, (card, row) in enumerate(
                zip(cards, evaluations, strict=True), 1
            )
        ],
    }


# Screens


def list_timeline(idea: Idea, *, knows_evaluators: bool) -> list:
    """Return what happened; who evaluated stays hidden from the others."""
    if knows_evaluators:
        return progress.list_timeline(idea)
    entries = []
    events = AuditEvent.objects.filter(
        object_type=idea._meta.label_lower, object_id=str(idea.pk)
    ).exclude(action__in=progress.HIDDEN_ACTIONS)
    for event in events.order_by("-sequence"):
        data = event.data
        if (
            data.get("office_only")
            or event.action == "cluster_workflows.score_idea"
            or (event.action == "cluster_workflows.store_revision")
        ):
            continue
        is_hidden = data.get("step") in ANONYMOUS_STEPS
        entries.append(
            progress.TimelineEntry(
                event.at,
                _("cluster") if is_hidden else _name_actor(event),
                str(AUDIT_ACTIONS.get(event.action, event.action)),
                "" if is_hidden else data.get("reason", ""),
            )
        )
    return entries


def _name_actor(event) -> str:
    return _("system") if event.actor_name == "system" else event.actor_name


def get_waiting(idea: Idea, *, knows_evaluators: bool = False):
    """Return whom the idea waits for; evaluators have no names for the others."""
    if idea.state == IdeaState.OPEN_FOR_COMMENTS:
        return progress.Waiting(
            _("members of the cluster: comments"),
            idea.state_since,
            idea.state_since + timedelta(days=conf.get("COMMENT_DAYS")),
        )
    waiting = progress.get_waiting(idea)
    if waiting is None or knows_evaluators:
        return waiting
    steps = [s for s in idea.steps.all() if s.state == StepState.OPEN]
    if any(step.kind == "evaluate" for step in steps):
        return progress.Waiting(
            _("evaluators"), waiting.since, waiting.due, waiting.is_overdue
        )
    return waiting


PUBLIC_STEPS = {
    "submit": gettext_lazy("The idea was submitted."),
    "open_comments": gettext_lazy("Members of the cluster could comment on it."),
    "close_comments": gettext_lazy("Independent evaluators looked at it."),
    "accept_idea": gettext_lazy("It was accepted."),
    "accept_idea_with_group": gettext_lazy(
        "It was accepted; a working group takes care of it."
    ),
    "begin_idea": gettext_lazy("Work began."),
    "complete_idea": gettext_lazy("The work is done."),
}


@dataclass(frozen=True)
class PublicStep:
    at: datetime
    text: str


def list_public_timeline(idea: Idea) -> list[PublicStep]:
    """Return what everybody may know of the way of an idea, oldest first."""
    events = AuditEvent.objects.filter(
        object_type=idea._meta.label_lower,
        object_id=str(idea.pk),
        action__in=[f"cluster_workflows.{name}" for name in PUBLIC_STEPS],
    ).order_by("sequence")
    # The last round counts.
    latest = {event.action.partition(".")[2]: event.at for event in events}
    return [PublicStep(at, str(PUBLIC_STEPS[name])) for name, at in latest.items()]


@dataclass(frozen=True)
class Column:
    """One state on the board."""

    state: IdeaState
    ideas: list
    has_more: bool


BOARD_ROWS = 8
BOARD_STATES = (
    IdeaState.SUBMITTED,
    IdeaState.FORMAL_REVIEW,
    IdeaState.RETURNED,
    IdeaState.OPEN_FOR_COMMENTS,
    IdeaState.EVALUATION,
    IdeaState.DECISION,
    IdeaState.IMPROVE,
    IdeaState.DEFERRED,
    IdeaState.ACCEPTED_NO_GROUP,
    IdeaState.ACCEPTED_WITH_GROUP,
    IdeaState.IN_PROGRESS,
    IdeaState.COMPLETED,
    IdeaState.MERGED,
    IdeaState.REJECTED,
    IdeaState.ABANDONED,
    IdeaState.WITHDRAWN,
)


def _list_prefetches() -> list:
    return [
        Prefetch("steps", Step.objects.select_related("assignee", "organisation")),
        "partners__organisation",
        "documents__jobs",
    ]


def prefetch_list(ideas):
    """Prefetch what a list of ideas shows, whatever their number."""
    return ideas.select_related("created_by").prefetch_related(*_list_prefetches())


def list_board(user) -> list[Column]:
    """Return the states that have ideas, with those that have been there longest.

    A query for each state that reads no more than it shows, whatever their number.
    """
    visible = Idea.objects.visible_to(user).select_related("created_by")
    columns = []
    for state in BOARD_STATES:
        found = list(
            visible.filter(state=state).order_by("state_since", "pk")[: BOARD_ROWS + 1]
        )
        if found:
            columns.append(Column(state, found[:BOARD_ROWS], len(found) > BOARD_ROWS))
    shown = [idea for column in columns for idea in column.ideas]
    prefetch_related_objects(shown, *_list_prefetches())
    for idea in shown:
        idea.waiting = get_waiting(idea, knows_evaluators=True)
    return columns

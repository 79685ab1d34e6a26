"""What people do with ideas: write, invite, confirm, submit, assign, support."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.enums import MembershipRole
from partners.models import Membership, Organisation, WorkingGroup

from ..enums import Outcome
from ..exceptions import Incomplete, TransitionNotAllowed, WorkflowError
from ..flows.ideas import IdeaFlow
from ..forms.ideas import check_attachment
from ..models import Step
from ..models.ideas import (
    PUBLIC,
    UNDECIDED,
    AnswerState,
    Idea,
    IdeaAttachment,
    IdeaCoauthor,
    IdeaPartner,
    IdeaPartnerRole,
    IdeaState,
    IdeaSupport,
    SupportKind,
)
from ..models.subjects import refer_to
from ..services import (
    annexes,
    audit,
    consents,
    ideas,
    notifications,
    subjects,
)
from ..services.decisions import StepInput
from . import drafts, groups, permissions, steps
from . import subjects as subject_actions

# Whom a request to confirm reaches again (domain §7: 3 and 7 days).
PARTNER_REMINDER_DAYS = (3, 7)


# Who


def list_leads(user) -> list:
    """Return the organisations for which this person may write ideas."""
    return drafts.list_initiators(user)


def can_edit(user, idea: Idea) -> bool:
    """The authors write while it is a draft, returned, or to be improved."""
    return idea.is_editable and ideas.is_author(user, idea)


def is_owner(user, idea: Idea) -> bool:
    """The first author, and approvers of the leading organisation."""
    if idea.created_by_id == user.pk:
        return True
    lead = idea.lead
    return bool(
        lead and Membership.objects.has_role(user, lead, MembershipRole.APPROVER)
    )


# Writing


@transaction.atomic
def create_idea(*, user, lead: Organisation, title_pl: str, title_en: str = "") -> Idea:
    """Return a new draft for one's organisation. Raises ``PermissionDenied``."""
    if not permissions.can_create(user, lead):
        raise PermissionDenied
    idea = Idea.objects.create(created_by=user, title_pl=title_pl, title_en=title_en)
    now = timezone.now()
    IdeaPartner.objects.create(
        idea=idea,
        organisation=lead,
        role=IdeaPartnerRole.LEAD,
        # Whoever writes for an organisation speaks for it.
        state=AnswerState.CONFIRMED,
        asked_at=now,
        answered_at=now,
        answered_by=user,
    )
    ideas.refresh(idea, user=user)
    return idea


def demand_edit(idea: Idea, *, user, seen_version: str) -> Idea:
    """Return the idea locked, if this person may save over what they saw.

    Raises ``PermissionDenied``, ``TransitionNotAllowed`` and ``StaleVersion``.
    """
    if not ideas.is_author(user, idea):
        raise PermissionDenied
    locked = subject_actions.demand_seen(idea, seen_version)
    if not locked.is_editable:
        raise TransitionNotAllowed(
            _("The idea is not a draft any more and cannot be changed.")
        )
    return locked


@transaction.atomic
def save_draft(idea: Idea, forms, *, user, seen_version: str) -> None:
    """Save validated forms of one step, as one change. Raises as ``demand_edit``."""
    demand_edit(idea, user=user, seen_version=seen_version)
    for form in forms:
        form.save()
    idea.refresh_from_db()
    ideas.refresh(idea, user=user)


@transaction.atomic
def add_attachment(
    idea: Idea, *, user, seen_version: str, title: str, file_name: str, content: bytes
) -> IdeaAttachment:
    """Store a file. Raises ``ValidationError`` for what is not let in."""
    name = annexes.clean_file_name(file_name)
    content_type = check_attachment(name, content)
    locked = demand_edit(idea, user=user, seen_version=seen_version)
    if locked.attachments.count() >= ideas.MAX_ATTACHMENTS:
        raise ValidationError(
            _("An idea has at most %(number)s attachments.")
            % {"number": ideas.MAX_ATTACHMENTS}
        )
    attachment = annexes.add(
        locked.attachments,
        locked,
        user=user,
        name=name,
        content_type=content_type,
        content=content,
        title=title,
    )
    ideas.refresh(locked, user=user)
    return attachment


@transaction.atomic
def remove_attachment(attachment: IdeaAttachment, *, user, seen_version: str) -> None:
    """Take a file out of a draft; its bytes stay in the archive."""
    locked = demand_edit(attachment.idea, user=user, seen_version=seen_version)
    annexes.remove(attachment, locked, user=user)
    ideas.refresh(locked, user=user)


# Co-authors


@transaction.atomic
def invite_coauthor(idea: Idea, *, user, email: str) -> IdeaCoauthor:
    """Invite an account to write together.

    Raises ``PermissionDenied``, ``TransitionNotAllowed`` and ``Incomplete``.
    """
    idea = demand_edit(idea, user=user, seen_version=idea.version)
    person = (
        get_user_model().objects.filter(email__iexact=email, is_active=True).first()
    )
    if person is None:
        raise Incomplete(
            _(
                "There is no account with this address. The office can invite "
                "the person."
            ),
            [],
        )
    if person.pk == idea.created_by_id:
        raise Incomplete(_("This is the author."), [])
    invitation, created = IdeaCoauthor.objects.get_or_create(idea=idea, user=person)
    if not created and invitation.state != AnswerState.DECLINED:
        raise Incomplete(_("This person was invited already."), [])
    invitation.state = AnswerState.WAITING
    invitation.invited_at = timezone.now()
    invitation.save()
    audit.record(
        "cluster_workflows.invite_coauthor",
        idea,
        user=user,
        data={"person": audit.get_actor_name(person)},
    )
    notifications.notify(
        "idea.coauthor_invited", [person], idea, actor=audit.get_actor_name(user)
    )
    return invitation


@transaction.atomic
def answer_invitation(idea: Idea, *, user, accepts: bool) -> None:
    """Write together, or not. Raises ``PermissionDenied``."""
    idea = subjects.lock_subject(idea)
    invitation = idea.coauthors.filter(user=user, state=AnswerState.WAITING).first()
    if invitation is None:
        raise PermissionDenied
    if accepts and not idea.is_editable:
        raise TransitionNotAllowed(
            _("The idea is not a draft any more and cannot be changed.")
        )
    invitation.state = AnswerState.CONFIRMED if accepts else AnswerState.DECLINED
    invitation.answered_at = timezone.now()
    invitation.save()
    audit.record(
        "cluster_workflows.join_authors"
        if accepts
        else "cluster_workflows.decline_authorship",
        idea,
        user=user,
    )
    _tell_author("idea.coauthor_answered", idea, user, invitation)


@transaction.atomic
def remove_coauthor(invitation: IdeaCoauthor, *, user) -> None:
    """Take an invitation back, or somebody out. Raises as ``demand_edit``."""
    idea = demand_edit(invitation.idea, user=user, seen_version=invitation.idea.version)
    audit.record(
        "cluster_workflows.remove_coauthor",
        idea,
        user=user,
        data={"person": str(invitation)},
    )
    invitation.delete()


# Partners


@transaction.atomic
def ask_partners(idea: Idea, *, user) -> int:
    """Ask the partners that were not asked to confirm; returns how many."""
    if not (ideas.is_author(user, idea) or permissions.is_coordinator(user)):
        raise PermissionDenied
    idea = subjects.lock_subject(idea)
    rows = list(
        idea.partners.filter(asked_at=None, state=AnswerState.WAITING).select_related(
            "organisation"
        )
    )
    for row in rows:
        row.asked_at = timezone.now()
        row.save(update_fields=["asked_at"])
        _ask(row, actor=audit.get_actor_name(user))
    return len(rows)


def _withdraw_old_confirmations(idea: Idea, *, user) -> None:
    """Have partners asked again that confirmed another text than is handed in now."""
    now = _read_confirmed(subjects.get_content(idea))
    rows = idea.partners.filter(state=AnswerState.CONFIRMED).exclude(
        role=IdeaPartnerRole.LEAD
    )
    for row in rows.exclude(version="").select_related("organisation"):
        if _read_confirmed(subjects.get_content(idea, row.version)) == now:
            continue
        row.state, row.asked_at, row.answered_at = AnswerState.WAITING, None, None
        row.save(update_fields=["state", "asked_at", "answered_at"])
        audit.record(
            "cluster_workflows.ask_partner_again",
            idea,
            user=user,
            data={"party": str(row.organisation), "version": idea.version},
        )


def _read_confirmed(content: dict) -> dict:
    """What a partner confirms: the idea, not who else takes part or which files."""
    others = {"partners", "other_partners", "attachments"}
    return {key: value for key, value in content.items() if key not in others}


def _ask(row: IdeaPartner, *, actor: str) -> None:
    notifications.notify(
        "idea.partner_confirm",
        [
            membership.user
            for membership in Membership.objects.current()
            .filter(
                organisation=row.organisation_id,
                role=MembershipRole.APPROVER,
                user__is_active=True,
            )
            .select_related("user__wagtail_userprofile")
        ],
        row.idea,
        actor=actor,
        person=str(row.organisation),
    )


def list_questions(user, idea: Idea) -> list[IdeaPartner]:
    """Return the partners of an idea for which this person may answer now."""
    own = (
        Membership.objects.current()
        .filter(user_id=user.pk, role=MembershipRole.APPROVER)
        .values("organisation")
    )
    if idea.state not in UNDECIDED:
        return []
    return list(
        idea.partners.filter(
            organisation__in=own, state=AnswerState.WAITING, asked_at__isnull=False
        ).select_related("organisation")
    )


@transaction.atomic
def answer_partner(
    row: IdeaPartner, *, user, confirms: bool, seen_version: str
) -> None:
    """Say for an organisation that it is a partner, or not.

    Raises ``PermissionDenied``, ``StaleVersion`` and ``TransitionNotAllowed``.
    """
    if not Membership.objects.has_role(user, row.organisation, MembershipRole.APPROVER):
        raise PermissionDenied
    idea = subject_actions.demand_seen(row.idea, seen_version)
    row = idea.partners.select_related("organisation").get(pk=row.pk)
    if row.state != AnswerState.WAITING or idea.state not in UNDECIDED:
        raise TransitionNotAllowed(_("This was answered already."))
    row.state = AnswerState.CONFIRMED if confirms else AnswerState.DECLINED
    row.answered_at = timezone.now()
    row.answered_by = user
    row.version = idea.version
    row.save()
    audit.record(
        "cluster_workflows.confirm_partner"
        if confirms
        else "cluster_workflows.decline_partner",
        idea,
        user=user,
        data={"party": str(row.organisation), "version": idea.version},
    )
    _tell_author("idea.partner_answered", idea, user, row)


def _tell_author(key: str, idea: Idea, user, answer) -> None:
    notifications.notify(
        key,
        [idea.created_by] if idea.created_by_id else [],
        idea,
        actor=audit.get_actor_name(user),
        person=str(getattr(answer, "organisation", "")),
        outcome=answer.get_state_display(),
    )


def remind_partners(**kwargs) -> int:
    """Ask again after 3 and 7 days, each once. Runs with every sweep."""
    now = timezone.now()
    sent = 0
    for number, days in enumerate(PARTNER_REMINDER_DAYS):
        rows = IdeaPartner.objects.filter(
            state=AnswerState.WAITING,
            asked_at__lte=now - timedelta(days=days),
            reminders_sent=number,
            idea__state__in=UNDECIDED,
        ).select_related("idea", "organisation")
        for row in rows:
            with transaction.atomic():
                # The claim: a second sweep finds another number and does nothing.
                claimed = IdeaPartner.objects.filter(
                    pk=row.pk, state=AnswerState.WAITING, reminders_sent=number
                ).update(reminders_sent=F("reminders_sent") + 1)
                if claimed:
                    _ask(row, actor=row.idea.sender)
                    sent += 1
    return sent


# The flow


def submit(idea: Idea, *, user, seen_version: str, reason: str = "") -> None:
    """Hand the idea in: receipt, formal check. Raises what ``start`` raises."""
    with transaction.atomic():
        subject_actions.start(
            idea,
            IdeaFlow,
            "submit",
            user=user,
            seen_version=seen_version,
            missing=ideas.list_missing(idea),
            organisation=idea.lead,
        )
        _withdraw_old_confirmations(idea, user=user)
        ask_partners(idea, user=user)
        idea.refresh_from_db()
        if idea.publication_consent:
            wording = idea._meta.get_field("publication_consent")
            consents.give(
                ideas.PUBLICATION,
                f"{wording.verbose_name} – {wording.help_text}",
                user=user,
                about=idea,
            )
        notifications.notify(
            "idea.submitted",
            ideas.list_involved(idea),
            idea,
            actor=audit.get_actor_name(user),
        )


def list_to_assign(user):
    """Return ideas that wait for evaluators and that this person may assign."""
    waiting = (
        Step.objects.open()
        .for_user(user)
        .filter(
            kind="assign_evaluators",
            subject_type=ContentType.objects.get_for_model(Idea),
        )
    )
    return Idea.objects.visible_to(user).filter(pk__in=waiting.values("subject_id"))


def assign_bulk(chosen, evaluators, *, user) -> list[tuple[Idea, str]]:
    """Give each idea as many of the evaluators as it needs, the least busy first.

    Whoever has a conflict of interest is left out. Returns each idea with what went
    wrong, or an empty text. Raises ``PermissionDenied``.
    """
    if not permissions.is_coordinator(user):
        raise PermissionDenied
    wanted = {person.pk for person in evaluators}
    results = []
    for idea in chosen:
        step = (
            Step.objects.open()
            .filter(**refer_to(idea), kind="assign_evaluators")
            .first()
        )
        if step is None:
            results.append((idea, _("It does not wait for evaluators.")))
            continue
        needed = ideas.count_missing_evaluators(idea, step.process_id)
        rows = [row for row in ideas.list_evaluators(idea) if row.user.pk in wanted]
        free = [row.user.pk for row in rows if row.is_free][:needed]
        if len(free) < needed:
            refused = [row.user.get_full_name() for row in rows if not row.is_free]
            results.append(
                (
                    idea,
                    _(
                        "Too few of them can evaluate it. "
                        "Conflict of interest: %(names)s."
                    )
                    % {"names": ", ".join(refused) or "–"},
                )
            )
            continue
        answer = StepInput(
            outcome=Outcome.CONFIRMED,
            seen_version=idea.version,
            data={"evaluators": free},
        )
        try:
            steps.complete_step(step, user=user, answer=answer)
        except (WorkflowError, PermissionDenied) as error:
            results.append((idea, str(error) or _("You may not do this.")))
        else:
            results.append((idea, ""))
    return results


# Members, and what follows an accepted idea


@transaction.atomic
def set_support(idea: Idea, *, user, kind: str, wants: bool) -> None:
    """Endorse or follow an idea, or stop. Raises ``PermissionDenied``."""
    if not ideas.can_support(user, idea):
        raise PermissionDenied
    if wants:
        IdeaSupport.objects.get_or_create(idea=idea, user=user, kind=SupportKind(kind))
    else:
        IdeaSupport.objects.filter(idea=idea, user=user, kind=kind).delete()


def can_draft_agreement(user, idea: Idea) -> bool:
    """Writers of the leading organisation, once the idea is accepted."""
    lead = idea.lead
    return bool(
        idea.state in PUBLIC
        and idea.agreement_id is None
        and lead
        and permissions.can_create(user, lead)
    )


@transaction.atomic
def draft_agreement(idea: Idea, *, user):
    """Return a draft of an agreement that the idea keeps the link to.

    Raises ``PermissionDenied``.
    """
    idea = subjects.lock_subject(idea)
    if not can_draft_agreement(user, idea):
        raise PermissionDenied
    agreement = drafts.create_draft(
        user=user,
        initiator=idea.lead,
        title_pl=idea.title_pl,
        title_en=idea.title_en,
        purpose_pl=idea.summary,
    )
    idea.agreement = agreement
    idea.save(update_fields=["agreement"])
    audit.record(
        "cluster_workflows.draft_agreement_of_idea",
        idea,
        user=user,
        data={"agreement": agreement.pk},
    )
    return agreement


def can_propose_group(user, idea: Idea) -> bool:
    """The office, once the idea is accepted with a working group."""
    return (
        permissions.is_coordinator(user)
        and idea.state in (IdeaState.ACCEPTED_WITH_GROUP, IdeaState.IN_PROGRESS)
        and idea.group is None
    )


@transaction.atomic
def propose_group(idea: Idea, *, user) -> WorkingGroup:
    """Return a proposed group that names the idea it comes from.

    Raises ``PermissionDenied``.
    """
    idea = subjects.lock_subject(idea)
    if not can_propose_group(user, idea):
        raise PermissionDenied
    group = groups.propose(
        user=user,
        name_pl=idea.title_pl,
        name_en=idea.title_en,
        purpose_pl=idea.goal_main,
        origin=idea.number,
        starts_on=idea.period_start,
        ends_on=idea.period_end,
    )
    audit.record(
        "cluster_workflows.propose_group_of_idea",
        idea,
        user=user,
        data={"group": group.pk, "party": str(group)},
    )
    return group


def list_open_questions(user):
    """Return ideas that wait for this person outside of steps: for *My tasks*."""
    approves = Membership.objects.current().filter(
        user_id=user.pk, role=MembershipRole.APPROVER
    )
    asked = IdeaPartner.objects.filter(
        # As values: the database looks up the few rows of each organisation.
        organisation__in=list(approves.values_list("organisation", flat=True)),
        state=AnswerState.WAITING,
        asked_at__isnull=False,
    )
    invited = IdeaCoauthor.objects.filter(user_id=user.pk, state=AnswerState.WAITING)
    # By one list of keys, or all ideas would be read in their order.
    keys = asked.order_by().values("idea").union(invited.order_by().values("idea"))
    return Idea.objects.filter(pk__in=keys, state__in=UNDECIDED)

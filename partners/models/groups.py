"""Working groups and the programme council: who belongs to them and in what role.

How they are appointed, meet and decide is the business of ``workflows``. The states
are those of the domain (§2.4); the rules of numbers are in ``WorkingGroup``.
"""

import math

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..enums import KINDS_OF_TYPE, MembershipRole, PartnerType
from ..roles import holds
from .organisations import Organisation
from .people import Membership, Period, PeriodQuerySet, Person

READ_ALL = "cluster_partners.can_read_all_groups"


class GroupState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("group", "proposed")
    CALL = "call", pgettext_lazy("group", "call for members")
    APPOINTED = "appointed", pgettext_lazy("group", "appointed")
    ACTIVE = "active", pgettext_lazy("group", "active")
    SUSPENDED = "suspended", pgettext_lazy("group", "suspended")
    CLOSING = "closing", pgettext_lazy("group", "being closed")
    DISSOLVED = "dissolved", pgettext_lazy("group", "dissolved")
    ARCHIVED = "archived", pgettext_lazy("group", "archived")


# The public may know of them.
PUBLIC_STATES = (
    GroupState.CALL,
    GroupState.APPOINTED,
    GroupState.ACTIVE,
    GroupState.SUSPENDED,
    GroupState.CLOSING,
    GroupState.DISSOLVED,
)
# No more work is done in them.
OVER_STATES = (GroupState.DISSOLVED, GroupState.ARCHIVED)


class Majority(models.TextChoices):
    """More votes for than against, or more than half of all votes cast."""

    SIMPLE = "simple", _("simple: more votes for than against")
    ABSOLUTE = "absolute", _("absolute: more than half of the votes cast")


class GroupVisibility(models.TextChoices):
    """Who reads the mandate and the summaries. Members are always listed."""

    PUBLIC = "public", _("everyone reads mandate and summaries")
    PARTNERS = "partners", _("partners read mandate and summaries")
    MEMBERS = "members", _("members only")


class GroupLanguage(models.TextChoices):
    POLISH = "pl", _("Polish")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    CZECH = "cs", _("Czech")


class GroupRole(models.TextChoices):
    MEMBER = "member", pgettext_lazy("group", "member")
    EXPERT = "expert", pgettext_lazy("group", "expert")
    OBSERVER = "observer", pgettext_lazy("group", "observer")


class GroupMemberState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("member", "invited")
    APPLIED = "applied", pgettext_lazy("member", "applied")
    CONFIRMED = "confirmed", pgettext_lazy("member", "confirmed")
    REPLACED = "replaced", pgettext_lazy("member", "replaced")
    RESIGNED = "resigned", pgettext_lazy("member", "resigned")
    REMOVED = "removed", pgettext_lazy("member", "removed")
    ENDED = "ended", pgettext_lazy("member", "term ended")


OPEN_MEMBER_STATES = (
    GroupMemberState.INVITED,
    GroupMemberState.APPLIED,
    GroupMemberState.CONFIRMED,
)


class WorkingGroupQuerySet(models.QuerySet):
    def of_insider(self, user):
        """Groups whose papers this account reads.

        Members, those who lead them, approvers of the partners that sent members,
        and whoever may read all (the office, auditors, the leader's signers).
        """
        if not user.is_authenticated:
            return self.none()
        if holds(user, READ_ALL):
            return self.all()
        confirmed = GroupMember.objects.filter(
            state=GroupMemberState.CONFIRMED, group=models.OuterRef("pk")
        )
        approver_of = (
            Membership.objects.current()
            .filter(user_id=user.pk, role=MembershipRole.APPROVER)
            .values("organisation")
        )
        return self.filter(
            models.Exists(
                confirmed.filter(
                    Q(person__user_id=user.pk) | Q(organisation__in=approver_of)
                )
            )
            | Q(chair__user_id=user.pk)
            | Q(deputy__user_id=user.pk)
            | Q(secretary__user_id=user.pk)
        )

    def visible_to(self, user):
        """Groups that this account finds in the portal.

        Its own, those it was asked to join or applied to, and for every partner
        those that partners may know and those that call for members.
        """
        if not user.is_authenticated:
            return self.none()
        if holds(user, READ_ALL):
            return self.all()
        organisations = Organisation.objects.of_user(user).values("pk")
        asked = GroupMember.objects.filter(
            Q(person__user_id=user.pk) | Q(organisation__in=organisations),
            group=models.OuterRef("pk"),
        )
        known = Q(state=GroupState.CALL) | (
            Q(state__in=PUBLIC_STATES) & ~Q(visibility=GroupVisibility.MEMBERS)
        )
        if not Membership.objects.of_partners().filter(user_id=user.pk).exists():
            known = Q(pk=None)
        return self.filter(
            Q(pk__in=self.model.objects.of_insider(user).values("pk"))
            | models.Exists(asked)
            | known
        )

    def public(self):
        """Groups that the public may know of."""
        return self.filter(state__in=PUBLIC_STATES)


class WorkingGroup(models.Model):
    """A group with a mandate, or the programme council, which is one of them.

    The cluster has no legal personality: a group recommends, and what binds is
    decided by the cluster's leader (domain §2.5).
    """

    number = models.CharField(
        _("number"), max_length=24, unique=True, null=True, editable=False
    )
    name_pl = models.CharField(_("name in Polish"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    is_council = models.BooleanField(_("programme council"), default=False)
    purpose_pl = models.TextField(_("purpose in Polish"), max_length=2000)
    purpose_en = models.TextField(_("purpose in English"), max_length=2000, blank=True)
    scope_pl = models.TextField(_("scope in Polish"), max_length=2000, blank=True)
    scope_en = models.TextField(_("scope in English"), max_length=2000, blank=True)
    deliverables_pl = models.TextField(
        _("expected results in Polish"), max_length=2000, blank=True
    )
    deliverables_en = models.TextField(
        _("expected results in English"), max_length=2000, blank=True
    )
    origin = models.CharField(
        _("comes from"),
        help_text=_("The number of an idea or an item of the work plan."),
        max_length=160,
        blank=True,
    )
    starts_on = models.DateField(_("term from"))
    ends_on = models.DateField(_("term to"))
    call_until = models.DateField(_("applications until"), null=True, blank=True)

    min_schools = models.PositiveSmallIntegerField(
        _("schools at least"), default=1, validators=[MaxValueValidator(50)]
    )
    min_employers = models.PositiveSmallIntegerField(
        _("employers at least"), default=1, validators=[MaxValueValidator(50)]
    )
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum in per cent"),
        help_text=_("Share of the voting members who have to be there."),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    majority = models.CharField(
        _("majority"), max_length=10, choices=Majority, default=Majority.SIMPLE
    )
    remote_voting = models.BooleanField(
        _("members who are not there may vote in the portal"), default=False
    )
    meeting_rhythm = models.CharField(
        _("how often it meets"), max_length=120, blank=True
    )
    language = models.CharField(
        _("working language"),
        max_length=2,
        choices=GroupLanguage,
        default=GroupLanguage.POLISH,
    )
    visibility = models.CharField(
        _("confidentiality"),
        max_length=10,
        choices=GroupVisibility,
        default=GroupVisibility.PUBLIC,
    )

    chair = models.ForeignKey(
        Person,
        verbose_name=_("chair"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="chaired_groups",
    )
    deputy = models.ForeignKey(
        Person,
        verbose_name=_("deputy chair"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    secretary = models.ForeignKey(
        Person,
        verbose_name=_("secretary"),
        help_text=_("As a rule somebody from the cluster office."),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=GroupState,
        default=GroupState.PROPOSED,
        editable=False,
    )
    state_since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-is_council", "name_pl"]
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        permissions = [("can_read_all_groups", _("Can read the papers of all groups"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="cluster_partners_group_term",
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.UniqueConstraint(
                fields=["is_council"],
                condition=Q(is_council=True) & ~Q(state__in=OVER_STATES),
                name="cluster_partners_one_council",
                violation_error_message=_("The cluster has one programme council."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """The name in the language of the reader, else in Polish."""
        if (get_language() or "").startswith("en") and self.name_en:
            return self.name_en
        return self.name_pl

    @property
    def display_number(self) -> str:
        return self.number or str(_("group without a number"))

    def localize(self, field: str) -> str:
        """Return a text of the mandate in the language of the reader."""
        if (get_language() or "").startswith("en"):
            return getattr(self, f"{field}_en") or getattr(self, f"{field}_pl")
        return getattr(self, f"{field}_pl")

    @property
    def purpose(self) -> str:
        return self.localize("purpose")

    @property
    def scope(self) -> str:
        return self.localize("scope")

    @property
    def deliverables(self) -> str:
        return self.localize("deliverables")

    @property
    def is_appointed(self) -> bool:
        """Whether an act of appointment was signed."""
        return self.state not in (GroupState.PROPOSED, GroupState.CALL)

    @property
    def is_call_open(self) -> bool:
        """Whether partners may apply today."""
        return self.state == GroupState.CALL and (
            self.call_until is None or self.call_until >= timezone.localdate()
        )

    @property
    def leaders(self) -> list[Person]:
        """Chair, deputy and secretary, those there are."""
        return [p for p in (self.chair, self.deputy, self.secretary) if p]

    def count_needed(self, voting: int) -> int:
        """Return how many voting members make a quorum."""
        return math.ceil(voting * self.quorum_percent / 100)


class GroupMemberQuerySet(PeriodQuerySet):
    def seated(self, on=None):
        """Confirmed members whose term contains the day, today unless told."""
        return self.current(on).filter(state=GroupMemberState.CONFIRMED)

    def voting(self):
        return self.filter(is_voting=True)

    def visible_to(self, user):
        return self.filter(group__in=WorkingGroup.objects.visible_to(user))


class GroupMember(Period):
    """One person whom a partner sends to a group, with what was confirmed by whom.

    A place is taken when the partner's approver and the group's side agreed: the
    office and the chair ask people in, a partner applies.
    """

    group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("working group"),
        on_delete=models.PROTECT,
        related_name="members",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="group_members",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="group_members",
    )
    role = models.CharField(
        _("role"), max_length=10, choices=GroupRole, default=GroupRole.MEMBER
    )
    is_voting = models.BooleanField(_("has a vote"), default=True)
    motivation = models.TextField(_("what they bring in"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=GroupMemberState,
        default=GroupMemberState.INVITED,
        editable=False,
    )
    # By the partner: an approver of the organisation.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    # By the group: the office, the chair or the secretary.
    accepted_at = models.DateTimeField(null=True, editable=False)
    # Told on the first day of the term, once.
    started_at = models.DateTimeField(null=True, editable=False)
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        editable=False,
    )

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__short_name", "person__surname", "pk"]
        verbose_name = _("member of a working group")
        verbose_name_plural = _("members of working groups")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(state__in=OPEN_MEMBER_STATES),
                name="cluster_partners_group_person_once",
                violation_error_message=_("This person is in the group already."),
            )
        ]

    def __str__(self):
        return f"{self.person} ({self.organisation})"

    def clean(self):
        super().clean()
        if self.role == GroupRole.OBSERVER and self.is_voting:
            raise ValidationError({"is_voting": _("An observer does not vote.")})

    @property
    def is_open(self) -> bool:
        """Whether the person is in the group or may still come in."""
        return self.state in OPEN_MEMBER_STATES

    @property
    def is_school(self) -> bool:
        return self.organisation.kind in KINDS_OF_TYPE[PartnerType.SCHOOL]

    @property
    def is_employer(self) -> bool:
        return self.organisation.kind in KINDS_OF_TYPE[PartnerType.EMPLOYER]

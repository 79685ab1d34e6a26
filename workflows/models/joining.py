"""Joining the cluster: applications from outside, and changes of a partner's data."""

import uuid

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from partners import identifiers
from partners.enums import (
    CooperationForm,
    ForeignIdType,
    FoundingBodyType,
    LegalForm,
    MembershipRole,
    OrganisationKind,
    RepresentationBasis,
)
from partners.fields import KeysField
from partners.models import Membership, Organisation
from partners.models.organisations import phone_validator

from ..enums import Outcome
from ..permission_policies import is_office_or_auditor
from .flow_subjects import FlowSubject
from .transitions import COORDINATOR, SIGNER, SYSTEM, Transition

# Who asks without an account; never answered by a permission.
APPLICANT = "applicant"


class JoiningState(models.TextChoices):
    UNVERIFIED = "unverified", _("e-mail not confirmed")
    SUBMITTED = "submitted", _("office check")
    NEEDS_CHANGES = "needs_changes", _("waiting for the applicant")
    ACCEPTED = "accepted", _("declaration being signed")
    ACTIVE = "active", _("partner of the cluster")
    REJECTED = "rejected", _("application rejected")
    DECLINED = "declined", _("signing stopped")
    WITHDRAWN = "withdrawn", _("application withdrawn")


class JoiningCheckItem(models.TextChoices):
    """What the office confirms before a declaration is written."""

    REGISTER = "register", _("The data agree with the public register.")
    NEW = "new", _("It is not in the register of partners yet.")
    AUTHORITY = "authority", _("Whoever signs may represent the organisation.")
    CONTACT = "contact", _("The contact person is known to the organisation.")
    AIMS = "aims", _("Its activity fits the aims of the cluster.")


S = JoiningState
# In these somebody still works on it: its numbers are taken.
PENDING_STATES = (S.SUBMITTED, S.NEEDS_CHANGES, S.ACCEPTED, S.DECLINED)

JOINING_TRANSITIONS = {
    row.name: row
    for row in [
        Transition(
            "joining_verify",
            _("Confirm the e-mail"),
            S.SUBMITTED,
            (S.UNVERIFIED,),
            APPLICANT,
        ),
        Transition(
            "joining_answer", _("Answer"), S.SUBMITTED, (S.NEEDS_CHANGES,), APPLICANT
        ),
        Transition(
            "joining_accept",
            _("Accept"),
            S.ACCEPTED,
            (S.SUBMITTED,),
            COORDINATOR,
            Outcome.APPROVED,
        ),
        Transition(
            "joining_ask",
            _("Ask for more"),
            S.NEEDS_CHANGES,
            (S.SUBMITTED,),
            COORDINATOR,
            Outcome.RETURNED,
            needs_reason=True,
        ),
        Transition(
            "joining_reject",
            _("Reject"),
            S.REJECTED,
            (S.SUBMITTED,),
            COORDINATOR,
            Outcome.REJECTED,
            needs_reason=True,
        ),
        Transition(
            "joining_close",
            _("Close without accepting"),
            S.REJECTED,
            (S.NEEDS_CHANGES, S.DECLINED),
            COORDINATOR,
            Outcome.REJECTED,
            needs_reason=True,
            is_button=True,
            explanation=_(
                "The application ends without a partnership. The applicant gets your "
                "reason."
            ),
        ),
        Transition(
            "joining_decline",
            _("Decline to sign"),
            S.DECLINED,
            (S.ACCEPTED,),
            SIGNER,
            Outcome.DECLINED,
            needs_reason=True,
        ),
        Transition(
            "joining_abort",
            _("Stop the signing"),
            S.DECLINED,
            (S.ACCEPTED,),
            COORDINATOR,
            Outcome.ABORTED,
            needs_reason=True,
            is_button=True,
            explanation=_(
                "Nobody is asked to sign any more, and signatures given so far do not "
                "count. You can check the application anew afterwards."
            ),
        ),
        Transition(
            "joining_reopen",
            _("Check anew"),
            S.SUBMITTED,
            (S.DECLINED,),
            COORDINATOR,
            Outcome.REISSUED,
            needs_reason=True,
            is_button=True,
            explanation=_(
                "The application comes back to the check; after it a new declaration "
                "is written and signed."
            ),
        ),
        Transition(
            "joining_withdraw",
            _("Withdraw"),
            S.WITHDRAWN,
            (S.SUBMITTED, S.NEEDS_CHANGES, S.ACCEPTED, S.DECLINED),
            APPLICANT,
        ),
        Transition("joining_activate", _("Admitted"), S.ACTIVE, (S.ACCEPTED,), SYSTEM),
    ]
}

# What the public reads where it scans the code of a document.
PUBLIC_JOINING_STATES = {
    **dict.fromkeys(
        (S.UNVERIFIED, S.SUBMITTED, S.NEEDS_CHANGES, S.ACCEPTED),
        _("being agreed and signed"),
    ),
    S.ACTIVE: _("in force"),
    **dict.fromkeys((S.REJECTED, S.DECLINED, S.WITHDRAWN), _("not concluded")),
}

# Fields that an application shares with the register, in the order of the form.
REGISTER_FIELDS = (
    *["kind", "founding_body_type", "legal_form", "legal_name", "short_name"],
    *["name_en", "country", "nip", "regon", "krs", "rspo"],
    *["foreign_id_type", "foreign_id"],
    *["street", "house_number", "flat_number", "postcode", "city"],
    *["email", "phone", "website"],
    *["representation_basis", "representation_rule"],
)
IDENTIFIERS = ("nip", "regon", "krs", "rspo", "foreign_id")
# Who signs the partner's side: the second where two represent it together.
PARTNER_FIELDS = ("sign-partner-1", "sign-partner-2")
LEADER_FIELD = "sign-leader-1"

_KINDS = [
    choice
    for choice in OrganisationKind.choices
    if choice[0] != OrganisationKind.LEADER
]


def make_link_key() -> str:
    """Return what a confirmation link carries; a new one makes the old useless."""
    return get_random_string(16)


class JoiningApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office and auditors from the confirmation on, and whoever signs.

        What nobody confirmed is nobody's business yet. The applicant has no account
        and comes by a link.
        """
        if not user.is_authenticated:
            return self.none()
        confirmed = self.exclude(state=JoiningState.UNVERIFIED)
        if is_office_or_auditor(user):
            return confirmed
        mine = Membership.objects.current().filter(user_id=user.pk)
        return confirmed.filter(
            models.Q(leader_signer_id=user.pk)
            | models.Q(organisation__in=mine.values("organisation"))
        )


class JoiningApplication(FlowSubject):
    """A school, company or institution asks to become a partner of the cluster.

    Nothing of it is in the register before the office accepted it, and the
    organisation is active only when the declaration is signed by both sides.
    """

    states_of_drafts = (JoiningState.UNVERIFIED, JoiningState.NEEDS_CHANGES)
    number_series = "A"

    # What links and pages for people without an account know.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_key = models.CharField(max_length=16, default=make_link_key, editable=False)
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=JoiningState,
        default=JoiningState.UNVERIFIED,
        db_index=True,
        editable=False,
    )
    language = models.CharField(_("language"), max_length=5, default="pl")

    kind = models.CharField(_("kind"), max_length=20, choices=_KINDS)
    founding_body_type = models.CharField(
        _("type of founding body"), max_length=20, choices=FoundingBodyType, blank=True
    )
    legal_form = models.CharField(_("legal form"), max_length=30, choices=LegalForm)
    legal_name = models.CharField(_("legal name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=250, blank=True)
    country = CountryField(_("country"), default="PL")
    nip = models.CharField("NIP", max_length=20, blank=True)
    regon = models.CharField("REGON", max_length=20, blank=True)
    krs = models.CharField("KRS", max_length=20, blank=True)
    rspo = models.PositiveIntegerField(
        "RSPO", null=True, blank=True, validators=[identifiers.validate_rspo]
    )
    foreign_id_type = models.CharField(
        _("kind of foreign number"), max_length=10, choices=ForeignIdType, blank=True
    )
    foreign_id = models.CharField(_("foreign number"), max_length=40, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    house_number = models.CharField(_("number"), max_length=20)
    flat_number = models.CharField(_("flat"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12)
    city = models.CharField(_("town"), max_length=80)
    email = models.EmailField(_("e-mail of the organisation"))
    phone = models.CharField(
        _("phone"), max_length=16, blank=True, validators=[phone_validator]
    )
    website = models.URLField(_("website"), blank=True)
    representation_basis = models.CharField(
        _("source of authority"), max_length=20, choices=RepresentationBasis
    )
    representation_rule = models.TextField(_("rule of representation"), max_length=500)
    founding_body_name = models.CharField(
        _("founding body"), max_length=250, blank=True
    )

    signer_given_name = models.CharField(_("given name of the signer"), max_length=80)
    signer_surname = models.CharField(_("surname of the signer"), max_length=80)
    signer_function = models.CharField(_("function of the signer"), max_length=120)
    signer_email = models.EmailField(_("e-mail of the signer"))
    second_given_name = models.CharField(
        _("given name of the second signer"), max_length=80, blank=True
    )
    second_surname = models.CharField(
        _("surname of the second signer"), max_length=80, blank=True
    )
    second_function = models.CharField(
        _("function of the second signer"), max_length=120, blank=True
    )
    second_email = models.EmailField(_("e-mail of the second signer"), blank=True)

    contact_name = models.CharField(_("contact person"), max_length=160)
    contact_email = models.EmailField(_("e-mail of the contact person"))
    contact_phone = models.CharField(
        _("phone of the contact person"),
        max_length=16,
        blank=True,
        validators=[phone_validator],
    )
    cooperation_forms = KeysField(_("forms of co-operation"), keys=CooperationForm)
    motivation = models.TextField(
        _("why you want to join"),
        max_length=2000,
        validators=[MaxLengthValidator(2000)],
    )
    answer = models.TextField(_("answer to the office"), max_length=3000, blank=True)
    # What the office last asked for, or why it stopped; shown to the applicant.
    office_reason = models.TextField(max_length=3000, blank=True, editable=False)
    consent_at = models.DateTimeField(default=timezone.now, editable=False)
    verified_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(default=timezone.now, editable=False)

    # Known from the acceptance on.
    declaration_number = models.CharField(max_length=24, blank=True, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    first_signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    second_signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    leader_signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    # Copied for the paper, with the function at that moment.
    leader_data = models.JSONField(default=dict, editable=False)

    objects = JoiningApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("application to join")
        verbose_name_plural = _("applications to join")

    @property
    def display_number(self) -> str:
        """The number, or what an application is called before it has one."""
        return self.number or str(_("application %(id)s") % {"id": self.pk})

    @property
    def title_pl(self) -> str:
        return self.legal_name

    @property
    def title_en(self) -> str:
        return self.name_en or self.legal_name

    @property
    def sender(self) -> str:
        return self.legal_name

    @property
    def is_polish(self) -> bool:
        return self.country.code == "PL"

    @property
    def has_second_signer(self) -> bool:
        return bool(self.second_email)

    @property
    def address(self) -> str:
        number = "/".join(filter(None, [self.house_number, self.flat_number]))
        # In villages without street names the place stands for the street.
        street = f"{self.street or self.city} {number}".strip()
        return f"{street}, {self.postcode} {self.city}"

    def get_absolute_url(self):
        return reverse("workflows:joining", args=[self.pk])

    def list_partner_people(self) -> list[dict]:
        """Return who signs for the applicant, as typed."""
        people = [("signer", self.first_signer_id)]
        if self.has_second_signer:
            people.append(("second", self.second_signer_id))
        return [
            {
                "given_name": getattr(self, f"{prefix}_given_name"),
                "surname": getattr(self, f"{prefix}_surname"),
                "function": getattr(self, f"{prefix}_function"),
                "email": getattr(self, f"{prefix}_email"),
                "user": user_id,
            }
            for prefix, user_id in people
        ]

    def build_content(self) -> dict:
        """Everything the office checks; from the acceptance on with the signers."""
        content = {
            "form": 1,
            "title_pl": self.title_pl,
            "title_en": self.title_en,
            "organisation": {
                name: self.country.code if name == "country" else getattr(self, name)
                for name in REGISTER_FIELDS
            },
            "founding_body_name": self.founding_body_name,
            "address": self.address,
            "contact": {
                "name": self.contact_name,
                "email": self.contact_email,
                "phone": self.contact_phone,
            },
            "people": [
                {
                    key: person[key]
                    for key in ("given_name", "surname", "function", "email")
                }
                for person in self.list_partner_people()
            ],
            "cooperation_forms": self.cooperation_forms,
            "motivation": self.motivation,
            "answer": self.answer,
        }
        if self.leader_data:
            content["declaration_number"] = self.declaration_number
            content["leader"] = self.leader_data["organisation"]
            content["signers"] = self._build_signers()
        return content

    def _build_signers(self) -> list[dict]:
        """The partner first, people who represent it together at the same time."""
        signers = [
            {
                "field": field,
                "name": f"{person['given_name']} {person['surname']}",
                "given_name": person["given_name"],
                "surname": person["surname"],
                "function": person["function"],
                "organisation": self.legal_name,
                "organisation_id": self.organisation_id,
                "user": person["user"],
                "turn": 1,
            }
            for field, person in zip(
                PARTNER_FIELDS, self.list_partner_people(), strict=False
            )
        ]
        return [*signers, {**self.leader_data["signer"], "turn": 2}]


class ChangeState(models.TextChoices):
    OPEN = "open", pgettext_lazy("change of data", "waiting for the office")
    CONFIRMED = "confirmed", pgettext_lazy("change of data", "confirmed")
    REJECTED = "rejected", pgettext_lazy("change of data", "rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("change of data", "withdrawn")


class ChangeProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office, auditors, and administrators of the organisation."""
        if not user.is_authenticated:
            return self.none()
        if is_office_or_auditor(user):
            return self.all()
        mine = Membership.objects.current().filter(
            user_id=user.pk, role=MembershipRole.ADMIN
        )
        return self.filter(organisation__in=mine.values("organisation"))


class ChangeProposal(models.Model):
    """What a partner wants to change in the register; the office confirms it.

    ``changes`` maps the name of a field to ``[before, after]``. The organisation's
    row changes only when the office says yes.
    """

    # Nothing refers to a page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+"
    )
    changes = models.JSONField(_("changes"))
    note = models.TextField(_("note for the office"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ChangeState, default=ChangeState.OPEN
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_by_name = models.CharField(max_length=160)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by_name = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.TextField(_("reason"), max_length=3000, blank=True)

    objects = ChangeProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("proposed change of data")
        verbose_name_plural = _("proposed changes of data")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state=ChangeState.OPEN),
                name="cluster_workflows_one_open_change",
            )
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_state_display()})"

    def get_absolute_url(self):
        return reverse("workflows:change_proposal", args=[self.pk])

    @property
    def display_number(self) -> str:
        """What mails call it: changes of data have no number."""
        return str(self.organisation)

    @property
    def title(self) -> str:
        return str(self.organisation)

    def list_rows(self) -> list[tuple[str, str, str]]:
        """Return field in words, before, after."""
        return [
            (
                str(Organisation._meta.get_field(name).verbose_name),
                "" if before is None else str(before),
                "" if after is None else str(after),
            )
            for name, (before, after) in self.changes.items()
        ]

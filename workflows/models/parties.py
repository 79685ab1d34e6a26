from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation, Person

from ..enums import (
    DEFAULT_SIGNING_ORDER,
    AnnexKind,
    PartyRole,
    SignatureLevel,
)
from .agreements import PatronageAgreement, school_year_validator


class AgreementParty(models.Model):
    """One side of an agreement, with its data as they were copied."""

    agreement = models.ForeignKey(
        PatronageAgreement, on_delete=models.CASCADE, related_name="parties"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="agreement_parties",
    )
    role = models.CharField(_("role"), max_length=15, choices=PartyRole)
    signing_order = models.PositiveSmallIntegerField(
        _("signs as number"),
        help_text=_("Parties with the same number sign at the same time."),
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    contact_name = models.CharField(_("coordinator"), max_length=120, blank=True)
    contact_function = models.CharField(_("function"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=20, blank=True)
    accepted_levels = models.JSONField(
        _("accepted kinds of signature"), default=list, blank=True
    )
    # Copied by services.agreements.copy_party; see its docstring for the keys.
    details = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["signing_order", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                name="cluster_workflows_party_once",
                violation_error_message=_("This organisation is already a party."),
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "agreement"], name="cluster_workflows_party_of"
            )
        ]

    def __str__(self):
        return self.details.get("short_name") or str(self.organisation)

    def save(self, *args, **kwargs):
        if self.signing_order is None:
            self.signing_order = DEFAULT_SIGNING_ORDER[self.role]
        super().save(*args, **kwargs)

    @property
    def key(self) -> str:
        """A short stable name, used in the names of signature fields."""
        return f"{self.role.replace('_', '-')}-{self.pk}"

    @property
    def accepted_level_labels(self) -> list[str]:
        return [str(SignatureLevel(level).label) for level in self.accepted_levels]


class AgreementSigner(models.Model):
    """A place in the document where one person signs for one party."""

    party = models.ForeignKey(
        AgreementParty, on_delete=models.CASCADE, related_name="signers"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    given_name = models.CharField(_("given name"), max_length=80, editable=False)
    surname = models.CharField(_("surname"), max_length=80, editable=False)
    email = models.EmailField(_("e-mail"), editable=False)
    function_pl = models.CharField(_("function in Polish"), max_length=120)
    function_en = models.CharField(_("function in English"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(
        _("order within the party"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    is_countersign = models.BooleanField(_("countersigns as treasurer"), default=False)

    class Meta:
        ordering = ["party__signing_order", "is_countersign", "order", "pk"]
        verbose_name = _("signer")
        verbose_name_plural = _("signers")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "person"], name="cluster_workflows_signer_once"
            )
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.surname}"

    @property
    def function(self) -> str:
        """The function in the language of the reader."""
        if get_language() != "pl" and self.function_en:
            return self.function_en
        return self.function_pl

    @property
    def field_name(self) -> str:
        """Name of the PDF signature field: no name is the prefix of another.

        The trailing ``x`` keeps sign-1 from being a prefix of sign-12.
        """
        return f"sign-{self.pk}x"

    @property
    def turn(self) -> tuple[int, int, int]:
        """Who signs together: party order, then treasurers last, then own order."""
        return (self.party.signing_order, int(self.is_countersign), self.order)


class AgreementIntake(models.Model):
    """How many students one school year takes in."""

    agreement = models.ForeignKey(
        PatronageAgreement, on_delete=models.CASCADE, related_name="intakes"
    )
    school_year = models.CharField(
        _("school year"), max_length=9, validators=[school_year_validator]
    )
    planned_students = models.PositiveSmallIntegerField(
        _("planned students"), validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    places_at_employer = models.PositiveSmallIntegerField(
        _("places at the employer"), default=0
    )
    places_confirmed = models.BooleanField(
        _("more places than students is right"), default=False
    )

    class Meta:
        ordering = ["school_year"]
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "school_year"],
                name="cluster_workflows_one_intake_per_year",
                violation_error_message=_("This school year is already there."),
            )
        ]

    def __str__(self):
        return self.school_year


class AgreementAnnex(models.Model):
    """A file that belongs to the agreement. Its bytes are content-addressed."""

    agreement = models.ForeignKey(
        PatronageAgreement, on_delete=models.CASCADE, related_name="annexes"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AnnexKind)
    title = models.CharField(_("title"), max_length=200)
    file_name = models.CharField(max_length=200, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveIntegerField(editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")

    def __str__(self):
        return self.title

    @property
    def is_restricted(self) -> bool:
        """Representation documents are for the office and the party that sent them."""
        return self.kind == AnnexKind.REPRESENTATION

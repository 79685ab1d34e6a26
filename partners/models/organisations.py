from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.search import index

from .. import identifiers
from ..enums import (
    KRS_FORMS,
    ForeignIdType,
    FoundingBodyType,
    LegalForm,
    OrganisationKind,
    RegisterSource,
    RepresentationBasis,
)

phone_validator = RegexValidator(
    r"^\+[1-9]\d{6,14}$", _("Write the number with its country code: +48 …")
)


class OrganisationQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def of_user(self, user):
        """Organisations in which this account has a membership today."""
        today = timezone.localdate()
        return self.filter(
            models.Q(memberships__until_date=None)
            | models.Q(memberships__until_date__gte=today),
            memberships__user=user,
            memberships__since_date__lte=today,
        ).distinct()

    def visible_to(self, user):
        """The office sees the register, a partner its own card."""
        if user.has_perm("cluster_partners.view_organisation"):
            return self.all()
        return self.of_user(user)


class Organisation(index.Indexed, models.Model):
    """A school, employer, founding body or institution, or the cluster's leader.

    The cluster itself has no legal personality: its leader signs for it.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    founding_body_type = models.CharField(
        _("type of founding body"), max_length=20, choices=FoundingBodyType, blank=True
    )
    legal_form = models.CharField(_("legal form"), max_length=30, choices=LegalForm)
    legal_name = models.CharField(_("legal name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=250, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        help_text=_("The school complex of a school."),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    founding_body = models.ForeignKey(
        "self",
        verbose_name=_("founding body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="schools",
        limit_choices_to={"kind": OrganisationKind.FOUNDING_BODY},
    )

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
    teryt = models.CharField("TERYT", max_length=12, blank=True)
    ede_address = models.CharField(
        _("e-Doręczenia address"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}$",
                _("The address has the form AE:PL-12345-67890-ABCDE-12."),
            )
        ],
    )
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(
        _("phone"), max_length=16, blank=True, validators=[phone_validator]
    )
    website = models.URLField(_("website"), blank=True)
    dpo_contact = models.CharField(
        _("data protection officer"),
        help_text=_("How to reach the data protection officer: e-mail or phone."),
        max_length=120,
        blank=True,
    )

    representation_basis = models.CharField(
        _("source of authority"), max_length=20, choices=RepresentationBasis, blank=True
    )
    representation_rule = models.TextField(
        _("rule of representation"),
        help_text=_("As the register or the power of attorney says it."),
        blank=True,
    )
    signers_required = models.PositiveSmallIntegerField(
        _("signers required"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )

    register_source = models.CharField(
        _("checked in"), max_length=10, choices=RegisterSource, blank=True
    )
    register_extract_date = models.DateField(
        _("date of the extract"), null=True, blank=True
    )
    register_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    is_active = models.BooleanField(_("active"), default=True)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("legal_name", boost=2),
        index.AutocompleteField("legal_name"),
        index.SearchField("short_name"),
        index.AutocompleteField("short_name"),
        index.SearchField("city"),
        index.SearchField("nip"),
        index.SearchField("krs"),
        index.FilterField("kind"),
        index.FilterField("is_active"),
    ]

    class Meta:
        ordering = ["legal_name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind=OrganisationKind.LEADER),
                name="cluster_partners_one_leader",
                violation_error_message=_("The cluster has one leader."),
            ),
            models.UniqueConstraint(
                fields=["rspo"],
                condition=models.Q(rspo__isnull=False),
                name="cluster_partners_unique_rspo",
                violation_error_message=_("This RSPO number is already registered."),
            ),
        ]

    def __str__(self):
        return self.short_name or self.legal_name

    def clean(self):
        errors = {}

        def check(field, function, *arguments):
            try:
                return function(*arguments)
            except ValidationError as error:
                errors[field] = error.messages
                return getattr(self, field)

        if self.nip:
            self.nip = check("nip", identifiers.normalize_nip, self.nip)
        if self.regon:
            self.regon = check("regon", identifiers.normalize_regon, self.regon)
        if self.krs:
            self.krs = check("krs", identifiers.normalize_krs, self.krs)
        if self.foreign_id:
            if not self.foreign_id_type:
                errors["foreign_id_type"] = [_("Say which register this is.")]
            else:
                self.foreign_id = check(
                    "foreign_id",
                    identifiers.normalize_foreign_id,
                    self.foreign_id_type,
                    self.foreign_id,
                )
        if self.postcode:
            check(
                "postcode",
                identifiers.validate_postcode,
                self.country.code,
                self.postcode,
            )
        if self.country and not self.is_polish and not self.foreign_id:
            errors.setdefault("foreign_id", []).append(
                _("A foreign organisation needs its register number.")
            )
        if self.kind == OrganisationKind.FOUNDING_BODY and not self.founding_body_type:
            errors["founding_body_type"] = [_("Say which type of founding body it is.")]
        if errors:
            raise ValidationError(errors)

    @property
    def is_polish(self) -> bool:
        return self.country.code == "PL"

    @property
    def is_school(self) -> bool:
        return self.kind in {OrganisationKind.SCHOOL, OrganisationKind.SCHOOL_COMPLEX}

    @property
    def localized_name(self) -> str:
        """The full name in the language of the reader."""
        if get_language() != "pl" and self.name_en:
            return self.name_en
        return self.legal_name

    @property
    def street_address(self) -> str:
        number = "/".join(filter(None, [self.house_number, self.flat_number]))
        # In villages without street names the place stands for the street.
        return f"{self.street or self.city} {number}".strip()

    @property
    def address(self) -> str:
        """The postal address in one line, as Polish practice writes it."""
        return f"{self.street_address}, {self.postcode} {self.city}"

    def list_missing_for_signing(self) -> list[str]:
        """Say in words what a lawyer would miss before this party signs.

        Source of the rule: domain.md §1.4 B, column S.
        """
        missing = []
        if self.is_polish:
            if not self.nip:
                missing.append(_("NIP"))
            if self.legal_form in KRS_FORMS and not self.krs:
                missing.append(_("KRS number"))
        elif not self.foreign_id:
            missing.append(_("foreign register number"))
        if self.is_school and not self.regon:
            missing.append("REGON")
        if self.is_school and not self.rspo:
            missing.append("RSPO")
        if not self.representation_basis:
            missing.append(_("source of authority"))
        if not self.representation_rule:
            missing.append(_("rule of representation"))
        if not (self.register_source and self.register_extract_date):
            missing.append(_("check against the register"))
        return [str(item) for item in missing]

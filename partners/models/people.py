from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from ..enums import MembershipRole, OrganisationKind
from .organisations import Organisation, phone_validator


def today():
    return timezone.localdate()


class PeriodQuerySet(models.QuerySet):
    def current(self, on=None):
        """Rows whose period contains the given day, today unless told."""
        on = on or timezone.localdate()
        return self.filter(
            models.Q(until_date=None) | models.Q(until_date__gte=on),
            since_date__lte=on,
        )


class Period(models.Model):
    """From a day, to a day or open."""

    since_date = models.DateField(_("from"), default=today)
    until_date = models.DateField(_("to"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.until_date and self.since_date and self.until_date < self.since_date:
            raise ValidationError(
                {"until_date": _("The end lies before the beginning.")}
            )

    @property
    def is_current(self) -> bool:
        now = timezone.localdate()
        return self.since_date <= now and (
            self.until_date is None or self.until_date >= now
        )


class Person(index.Indexed, models.Model):
    """A human being as the register knows them, with or without an account.

    No personal number is kept: nothing here needs one.
    """

    given_name = models.CharField(_("given name"), max_length=80)
    surname = models.CharField(_("surname"), max_length=80)
    academic_title = models.CharField(_("title"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(
        _("phone"), max_length=16, blank=True, validators=[phone_validator]
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )

    search_fields = [
        index.SearchField("surname", boost=2),
        index.AutocompleteField("surname"),
        index.SearchField("given_name"),
        index.SearchField("email"),
    ]

    class Meta:
        ordering = ["surname", "given_name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(
            filter(None, [self.academic_title, self.given_name, self.surname])
        )


class PersonFunction(Period):
    """What a person is in an organisation, and whether they may sign for it."""

    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="functions",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="functions",
    )
    name_pl = models.CharField(_("function in Polish"), max_length=120)
    name_en = models.CharField(_("function in English"), max_length=120)
    can_represent = models.BooleanField(_("represents the organisation"), default=False)
    is_treasurer = models.BooleanField(
        _("countersigns as treasurer"),
        help_text=_("The treasurer of a local government unit."),
        default=False,
    )

    class Meta:
        ordering = ["organisation", "person"]
        verbose_name = _("function")
        verbose_name_plural = _("functions")

    def __str__(self):
        return f"{self.person}, {self.name_pl} ({self.organisation})"


class MembershipQuerySet(PeriodQuerySet):
    def of_partners(self):
        """Those of today in organisations that are partners, not on the way to it."""
        return self.current().filter(organisation__is_active=True)

    def has_role(self, user, organisation, *roles) -> bool:
        """Whether the account holds one of these roles there today."""
        return (
            self.of_partners()
            .filter(user_id=user.pk, organisation=organisation, role__in=roles)
            .exists()
        )

    def signs_for_leader(self, user) -> bool:
        """Whether the account may sign for the leader of the cluster today."""
        return (
            self.current()
            .filter(
                user_id=user.pk,
                role=MembershipRole.SIGNER,
                organisation__kind=OrganisationKind.LEADER,
            )
            .exists()
        )


class Membership(Period):
    """What an account may do for an organisation, and for how long."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="cluster_memberships",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "user", "role"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "since_date"],
                name="cluster_partners_unique_membership",
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.organisation} ({self.get_role_display()})"

"""Places and registrations, shared by editions of courses and by events."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from workflows import conf

from ..calendars import build_calendar
from ..enums import (
    CANCELLABLE_STATES,
    PLACE_STATES,
    ParticipantStatus,
    RegistrationState,
    RegistrationStatus,
)


@dataclass(frozen=True)
class Counts:
    taken: int
    waiting: int


_COUNTS = {
    "taken_count": models.Count(
        "registrations", filter=models.Q(registrations__state__in=PLACE_STATES)
    ),
    "waiting_count": models.Count(
        "registrations",
        filter=models.Q(registrations__state=RegistrationState.WAITLIST),
    ),
}


def with_counts(queryset):
    """Count places in the query of a list, so that its rows need none of their own."""
    return queryset.annotate(**_COUNTS)


class PlacesMixin(models.Model):
    """Something that people register for, apart from what it is.

    The foreign key of its registrations has the related name ``registrations``. A
    subclass has the following, as a field or a property; texts are in the active
    language. They are only annotated: Django gives a field no descriptor where a base
    class has an attribute of its name.
    """

    # Whether people register here at all, apart from dates and places.
    takes_registrations: bool
    # Whether the waiting list moves up, also after registration has closed.
    gives_places: bool
    starts_at: datetime | None
    ends_at: datetime | None
    display_title: str
    display_when: str
    display_place: str
    # Names it in calendars, for ever.
    calendar_uid: str

    places_total = models.PositiveSmallIntegerField(
        _("places"),
        help_text=_("Leave empty when there is no limit."),
        null=True,
        blank=True,
    )
    waiting_list_limit = models.PositiveSmallIntegerField(
        _("places on the waiting list"),
        help_text=_("0 means that there is no waiting list."),
        default=0,
    )
    registration_opens_at = models.DateTimeField(
        _("registration from"),
        help_text=_("Leave empty to open at once."),
        null=True,
        blank=True,
    )
    registration_closes_at = models.DateTimeField(
        _("registration until"),
        help_text=_("Leave empty to close when it begins."),
        null=True,
        blank=True,
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            raise ValidationError(
                {"registration_closes_at": _("It ends before it begins.")}
            )

    def get_details_url(self) -> str:
        """Return the path of the page that tells everything about it."""
        raise NotImplementedError

    def list_times(self) -> list[tuple[datetime, datetime | None]]:
        """Return beginning and end of each time people come; an end may be unknown."""
        return [(self.starts_at, self.ends_at)] if self.starts_at else []

    def build_calendar(self, language: str) -> str:
        """Return an iCalendar file for who has a place; empty without a date."""
        times = self.list_times()
        if not times:
            return ""
        return build_calendar(
            times,
            uid=self.calendar_uid,
            title=self.display_title,
            place=self.display_place,
            url=conf.get("BASE_URL").rstrip("/") + self.get_details_url(),
            language=language,
        )

    @cached_property
    def counts(self) -> Counts:
        """Places taken and people waiting: of the list's query, or asked for now."""
        if not hasattr(self, "taken_count"):
            found = type(self)._base_manager.filter(pk=self.pk).aggregate(**_COUNTS)
            return Counts(found["taken_count"], found["waiting_count"])
        return Counts(self.taken_count, self.waiting_count)

    @property
    def free_places(self) -> int | None:
        """Places that nobody has; None where there is no limit."""
        if self.places_total is None:
            return None
        return max(0, self.places_total - self.counts.taken)

    @property
    def registration_end(self) -> datetime | None:
        return self.registration_closes_at or self.starts_at

    def has_begun(self, now: datetime | None = None) -> bool:
        return self.starts_at is not None and self.starts_at <= (now or timezone.now())

    def has_ended(self, now: datetime | None = None) -> bool:
        end = self.ends_at or self.starts_at
        return end is not None and end <= (now or timezone.now())

    def get_registration_status(self, now: datetime | None = None):
        """Say what somebody finds who wants to register now.

        Who waits comes first: a place that became free is not given to a newcomer.
        """
        now = now or timezone.now()
        end = self.registration_end
        if not self.takes_registrations or (end and end <= now) or self.has_begun(now):
            return RegistrationStatus.CLOSED
        if self.registration_opens_at and now < self.registration_opens_at:
            return RegistrationStatus.NOT_YET
        if self.free_places is None or (self.free_places and not self.counts.waiting):
            return RegistrationStatus.OPEN
        if self.counts.waiting < self.waiting_list_limit:
            return RegistrationStatus.WAITLIST
        return RegistrationStatus.FULL

    @property
    def registration_status(self):
        return self.get_registration_status()


class RegistrationQuerySet(models.QuerySet):
    def active(self):
        """Registrations that stand: whoever cancelled may register again."""
        return self.exclude(state=RegistrationState.CANCELLED)

    def waiting(self):
        """The waiting list, first come first."""
        return self.filter(state=RegistrationState.WAITLIST).order_by("queued_at", "pk")


class AbstractRegistration(models.Model):
    """One person who wants a place, without an account.

    No personal number is kept, and no health data but what the person writes under
    special needs; that is deleted 30 days after the end (domain §5.2). A subclass
    has the foreign key to what gives the places, with the related name
    ``registrations``, names it in ``place_field``, and adds the constraint that an
    address registers once (see ``make_unique_address``).
    """

    # A registration refers to no page that an editor would look for.
    wagtail_reference_index_ignore = True

    place_field = ""
    # Name of the address of the page that cancels; its argument is a token.
    cancel_url_name = ""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("given name and surname"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    status = models.CharField(_("I am"), max_length=10, choices=ParticipantStatus)
    institution = models.CharField(
        _("school, company or institution"), max_length=160, blank=True
    )
    special_needs = models.TextField(_("special needs"), max_length=1000, blank=True)
    special_needs_consent_at = models.DateTimeField(
        _("consent to process special needs"), null=True, editable=False
    )
    consent_at = models.DateTimeField(_("consent given"), default=timezone.now)
    consent_version = models.CharField(_("wording of the consent"), max_length=20)
    language = models.CharField(_("language"), max_length=5)
    state = models.CharField(
        _("state"), max_length=10, choices=RegistrationState, db_index=True
    )
    state_changed_at = models.DateTimeField(_("since"), default=timezone.now)
    created_at = models.DateTimeField(_("registered"), default=timezone.now)
    # Who moves to another date waits there from the moment of the move.
    queued_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["queued_at", "pk"]

    def __str__(self):
        return self.name

    @classmethod
    def filter_ended(cls, before: datetime):
        """Return the registrations for what ended before a moment."""
        raise NotImplementedError

    @property
    def place(self) -> PlacesMixin:
        return getattr(self, self.place_field)

    @property
    def can_be_cancelled(self) -> bool:
        """Until it begins; afterwards a place was used or left unused."""
        return self.state in CANCELLABLE_STATES and not self.place.has_begun()

    @property
    def waiting_position(self) -> int | None:
        """The place on the waiting list, counted from 1."""
        if self.state != RegistrationState.WAITLIST:
            return None
        waiting = type(self).objects.waiting().filter(**{self.place_field: self.place})
        return list(waiting.values_list("pk", flat=True)).index(self.pk) + 1


def make_unique_address(place_field: str, name: str) -> models.UniqueConstraint:
    """Return the constraint that an address holds one registration per place giver."""
    return models.UniqueConstraint(
        fields=[place_field, "email"],
        condition=~models.Q(state=RegistrationState.CANCELLED),
        name=name,
    )

import uuid
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from ..enums import COMING_STATES, EditionState
from .courses import CoursePage
from .registrations import (
    AbstractRegistration,
    PlacesMixin,
    RegistrationQuerySet,
    make_unique_address,
    with_counts,
)
from .staff import build_center_filter
from .translations import get_original

# A mail names each of so many dates, and first and last day of more.
SHORT_LIST = 5


def get_midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time()))


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff sees the editions of its centers, the office all."""
        return self.filter(build_center_filter(user, "course__"))

    def coming(self):
        """What a visitor may still take part in, the next one first."""
        return self.filter(
            state__in=COMING_STATES, end_date__gte=timezone.localdate()
        ).order_by("start_date", "pk")

    def of_courses(self, courses):
        """Editions of these courses, whatever language the pages are in."""
        keys = [course.translation_key for course in courses]
        return self.filter(course__translation_key__in=keys)

    def for_list(self):
        """Fetch what a list shows, in a number of queries that does not grow."""
        return with_counts(self.select_related("course").prefetch_related("sessions"))


class Edition(PlacesMixin, ClusterableModel):
    """A course with dates: what people register for.

    It hangs on the original page of the course, so that all languages share its
    places. Its state changes through ``actions``.
    """

    # The code in its address. Says nothing about how many editions there were.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        CoursePage,
        verbose_name=_("course"),
        on_delete=models.PROTECT,
        related_name="editions",
    )
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    venue = models.CharField(
        _("place in Polish"),
        max_length=160,
        blank=True,
        help_text=_("A room, or an address other than that of the center."),
    )
    venue_en = models.CharField(_("place in English"), max_length=160, blank=True)
    trainer = models.CharField(
        _("trainer in Polish"),
        max_length=160,
        blank=True,
        help_text=_("The function and profession, not a name."),
    )
    trainer_en = models.CharField(_("trainer in English"), max_length=160, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=EditionState,
        default=EditionState.PLANNED,
        editable=False,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-start_date", "-pk"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        permissions = [
            ("can_manage_all_centers", "Can manage the editions of all centers")
        ]
        indexes = [
            models.Index(fields=["state", "end_date"], name="cluster_skills_coming_idx")
        ]

    def __str__(self):
        return f"{self.course.title}, {self.display_days}"

    def clean(self):
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The end lies before the beginning.")})

    def save(self, *args, **kwargs):
        self.course = get_original(self.course)
        super().save(*args, **kwargs)

    # What PlacesMixin asks for

    @property
    def takes_registrations(self) -> bool:
        return self.state == EditionState.OPEN and self.course.live

    @property
    def gives_places(self) -> bool:
        return self.state in {EditionState.OPEN, EditionState.CLOSED}

    @property
    def starts_at(self) -> datetime:
        starts = [session.starts_at for session in self.sessions.all()]
        return min(starts, default=get_midnight(self.start_date))

    @property
    def ends_at(self) -> datetime:
        ends = [session.ends_at for session in self.sessions.all()]
        return max(ends, default=get_midnight(self.end_date + timedelta(days=1)))

    def list_times(self):
        """Return the sessions, or the days from the first to the last."""
        sessions = sorted(self.sessions.all(), key=lambda found: found.starts_at)
        if sessions:
            return [(session.starts_at, session.ends_at) for session in sessions]
        return [(self.starts_at, self.ends_at)]

    def describe_meeting(self) -> tuple:
        """Return what participants have to know of a change of: when and where."""
        days = (self.start_date, self.end_date)
        return (*days, self.list_times(), self.venue, self.venue_en)

    @property
    def display_title(self) -> str:
        return self.course.localized.title

    @property
    def display_days(self) -> str:
        first = date_format(self.start_date, "DATE_FORMAT")
        if self.end_date == self.start_date:
            return first
        return f"{first} – {date_format(self.end_date, 'DATE_FORMAT')}"

    @property
    def display_when(self) -> str:
        sessions = sorted(self.sessions.all(), key=lambda found: found.starts_at)
        hours = {session.display_hours for session in sessions}
        if len(sessions) == self.day_count and len(hours) == 1:
            return f"{self.display_days}, {hours.pop()}"
        if not 0 < len(sessions) <= SHORT_LIST:
            return self.display_days
        return "; ".join(session.display for session in sessions)

    @property
    def day_count(self) -> int:
        return (self.end_date - self.start_date).days + 1

    @property
    def display_place(self) -> str:
        center = self.course.center.localized
        venue = self.display_venue
        return ", ".join(filter(None, [venue, center.title, center.address]))

    @property
    def calendar_uid(self) -> str:
        return str(self.public_id)

    def get_details_url(self) -> str:
        return self.course.localized.url or "/"

    # What its own screens ask for

    @property
    def display_venue(self) -> str:
        return self._choose(self.venue, self.venue_en)

    @property
    def display_trainer(self) -> str:
        return self._choose(self.trainer, self.trainer_en)

    @staticmethod
    def _choose(polish: str, english: str) -> str:
        if get_language() == "pl":
            return polish or english
        return english or polish


class Session(Orderable):
    """One time at which participants of an edition come."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("beginning"))
    ends_at = models.DateTimeField(_("end"))

    class Meta(Orderable.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self):
        return self.display

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the beginning.")})

    @property
    def display(self) -> str:
        day = date_format(timezone.localtime(self.starts_at), "DATE_FORMAT")
        return f"{day}, {self.display_hours}"

    @property
    def display_hours(self) -> str:
        start, end = map(timezone.localtime, (self.starts_at, self.ends_at))
        return f"{time_format(start)}–{time_format(end)}"


class EditionRegistrationQuerySet(RegistrationQuerySet):
    def visible_to(self, user):
        return self.filter(build_center_filter(user, "edition__course__"))


class Registration(AbstractRegistration):
    """Somebody who takes part in an edition of a course."""

    place_field = "edition"
    cancel_url_name = "skills_centers:cancel_registration"

    edition = models.ForeignKey(
        Edition,
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        related_name="registrations",
    )

    objects = EditionRegistrationQuerySet.as_manager()

    class Meta(AbstractRegistration.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            make_unique_address("edition", "cluster_skills_centers_address_once")
        ]

    @classmethod
    def filter_ended(cls, before):
        return cls.objects.filter(edition__end_date__lt=timezone.localdate(before))

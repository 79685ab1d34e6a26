"""Events of the cluster and the registrations for them."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager, PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from partners.models import Organisation
from partners.models.organisations import phone_validator
from partners.models.pages import PartnerPage
from skills_centers.enums import RegistrationStatus
from skills_centers.models.registrations import (
    AbstractRegistration,
    Counts,
    PlacesMixin,
    RegistrationQuerySet,
    make_unique_address,
)
from skills_centers.models.translations import get_original

from ..blocks import BodyBlock
from ..blocks.agenda import AgendaBlock
from ..blocks.media import DocumentItemBlock
from ..calendars import (
    WARSAW,
    build_calendar,
    describe_time,
    get_midnight,
)
from ..enums import Audience, EventKind, EventStatus
from .base import SitePage
from .pages import list_body_tags

# A typing error in a year must not make a calendar of centuries.
EARLIEST_YEAR, YEARS_AHEAD = 2000, 10

# A change of one of these is a new SEQUENCE of the calendar entry (RFC 5545, §3.8.7.4).
SIGNIFICANT_FIELDS = (
    *["title", "kind", "starts_at", "ends_at", "is_all_day", "status"],
    *["place_name", "place_address", "online_url"],
)
# Somebody who fills in the form gets something.
OPEN_STATUSES = {RegistrationStatus.OPEN, RegistrationStatus.WAITLIST}
AUDIENCE_FIELDS = [f"for_{audience}" for audience in Audience.values]
LANGUAGE_FIELDS = {
    "in_polish": "pl",
    "in_english": "en",
    "in_german": "de",
    "in_czech": "cs",
}
ACCESSIBILITY_FIELDS = ["has_ramp", "has_loop", "has_sign_language"]
# What is the same in all languages; an editor changes it in the original.
SHARED_FIELDS = (
    *["kind", "starts_at", "ends_at", "is_all_day", "status"],
    *["place_address", "online_url", *AUDIENCE_FIELDS, *LANGUAGE_FIELDS],
    *[*ACCESSIBILITY_FIELDS, "price", "contact_email", "contact_phone"],
    *["has_registration", "registration_opens_at", "registration_closes_at"],
    *["places_total", "waiting_list_limit", "organisers"],
)


class EventPageQuerySet(PageQuerySet):
    def coming(self):
        """Events that are not over, the next one first."""
        return self.filter(over_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self):
        """Events that are over, the last one first."""
        return self.filter(over_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def between(self, starts_at, ends_at):
        """Events of which at least a part lies in this time."""
        return self.filter(starts_at__lt=ends_at, over_at__gt=starts_at).order_by(
            "starts_at", "pk"
        )

    def for_audience(self, audience: str):
        """Events for these people, and for everyone."""
        return self.filter(
            models.Q(**{f"for_{audience}": True}) | models.Q(for_everyone=True)
        )

    def of_partner(self, organisation):
        return self.filter(
            pk__in=EventOrganiser.objects.filter(organisation=organisation).values(
                "page"
            )
        )

    def with_organisers(self):
        return self.prefetch_related(
            models.Prefetch(
                "organisers",
                EventOrganiser.objects.select_related("organisation"),
            )
        )


EventPageManager = PageManager.from_queryset(EventPageQuerySet)


class EventPage(PlacesMixin, SitePage):
    """One event in one language.

    Dates, address and numbers are the same in every language: wagtail-localize copies
    them from the original page, on which the registrations hang as well.
    """

    kind = models.CharField(
        _("type of event"), max_length=20, choices=EventKind, db_index=True
    )
    status = models.CharField(
        _("state"), max_length=10, choices=EventStatus, default=EventStatus.SCHEDULED
    )
    status_note = models.TextField(
        _("note on the state"),
        blank=True,
        max_length=400,
        help_text=_(
            "Why the event does not take place, or when the new date will be known."
        ),
    )

    starts_at = models.DateTimeField(_("start"), db_index=True)
    ends_at = models.DateTimeField(
        _("end"),
        null=True,
        blank=True,
        help_text=_("Leave it empty if it is not known, or if one day is enough."),
    )
    is_all_day = models.BooleanField(
        _("all day"),
        default=False,
        help_text=_("Hours are then not shown. Start and end are the days."),
    )
    # For queries: the moment at which the event belongs to the past.
    over_at = models.DateTimeField(editable=False, db_index=True)
    sequence = models.PositiveIntegerField(editable=False, default=0)

    place_name = models.CharField(
        pgettext_lazy("event", "place"),
        max_length=120,
        blank=True,
        help_text=_("For example the name of a school and of the room."),
    )
    place_address = models.CharField(_("address"), max_length=160, blank=True)
    online_url = models.URLField(
        _("link for taking part online"),
        blank=True,
        help_text=_("Everybody sees it. Leave it empty if nobody takes part online."),
    )

    for_students = models.BooleanField(Audience.STUDENTS.label, default=False)
    for_parents = models.BooleanField(Audience.PARENTS.label, default=False)
    for_schools = models.BooleanField(Audience.SCHOOLS.label, default=False)
    for_employers = models.BooleanField(Audience.EMPLOYERS.label, default=False)
    for_everyone = models.BooleanField(Audience.EVERYONE.label, default=False)

    in_polish = models.BooleanField(_("Polish"), default=True)
    in_english = models.BooleanField(_("English"), default=False)
    in_german = models.BooleanField(_("German"), default=False)
    in_czech = models.BooleanField(_("Czech"), default=False)

    has_ramp = models.BooleanField(_("step-free access"), default=False)
    has_loop = models.BooleanField(_("induction loop"), default=False)
    has_sign_language = models.BooleanField(
        _("Polish sign language interpreter"), default=False
    )
    accessibility_note = models.TextField(
        _("more about accessibility"),
        blank=True,
        max_length=400,
        help_text=_("For example parking, a quiet room, live captions, a guide dog."),
    )

    price = models.DecimalField(
        _("price in złoty"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave it empty if the event is free of charge."),
    )
    contact_name = models.CharField(
        _("contact"),
        max_length=120,
        blank=True,
        help_text=_("A function rather than a name: “recruitment office”."),
    )
    contact_email = models.EmailField(_("contact: e-mail"), blank=True)
    contact_phone = models.CharField(
        _("contact: phone"), max_length=16, blank=True, validators=[phone_validator]
    )

    has_registration = models.BooleanField(
        _("registration on this site"),
        default=False,
        help_text=_("The page then has a button that leads to a form."),
    )

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    agenda = StreamField(AgendaBlock(), verbose_name=_("agenda"), blank=True)
    attachments = StreamField(
        [("document", DocumentItemBlock())], verbose_name=_("attachments"), blank=True
    )
    photo_note = models.TextField(
        _("note on photographs"),
        blank=True,
        max_length=400,
        help_text=_(
            "Whether pictures are taken, where they will be shown and whom to tell "
            "if you do not want to be in them."
        ),
    )
    report = StreamField(
        BodyBlock(),
        verbose_name=pgettext_lazy("event", "report"),
        blank=True,
        help_text=_("What happened, written afterwards. Shown above all the rest."),
    )

    objects = EventPageManager()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_all_day"),
                FieldPanel("status"),
                FieldPanel("status_note"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place_name"), FieldPanel("place_address")]),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        InlinePanel("organisers", heading=_("Organisers"), label=_("organiser")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in AUDIENCE_FIELDS])],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in LANGUAGE_FIELDS])],
            heading=_("Languages of the event"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name) for name in ACCESSIBILITY_FIELDS]),
                FieldPanel("accessibility_note"),
            ],
            heading=_("Accessibility"),
        ),
        FieldPanel("body"),
        FieldPanel("agenda"),
        FieldPanel("attachments"),
        FieldPanel("photo_note"),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel(
                    [FieldPanel("contact_email"), FieldPanel("contact_phone")]
                ),
            ],
            heading=_("Contact"),
        ),
    ]
    registration_panels = [
        FieldPanel("has_registration"),
        FieldRowPanel(
            [
                FieldPanel("registration_opens_at"),
                FieldPanel("registration_closes_at"),
            ]
        ),
        FieldRowPanel([FieldPanel("places_total"), FieldPanel("waiting_list_limit")]),
        FieldPanel("price"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(registration_panels, heading=_("Registration")),
            ObjectList(
                [FieldPanel("report")], heading=pgettext_lazy("event", "Report")
            ),
            ObjectList(SitePage.promote_panels, heading=_("Promote")),
            ObjectList(SitePage.settings_panels, heading=_("Settings")),
        ]
    )

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in SHARED_FIELDS
    ]

    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("agenda"),
        index.SearchField("report"),
        index.SearchField("place_name"),
        index.SearchField("place_address"),
        index.FilterField("kind"),
        index.FilterField("starts_at"),
        index.FilterField("over_at"),
    ]

    parent_page_types = ["cluster_home.EventIndexPage"]
    subpage_types = []

    template = "home/event_page.html"

    class Meta:
        verbose_name = pgettext_lazy("calendar", "event")
        verbose_name_plural = _("events")

    def full_clean(self, *args, **kwargs):
        self._set_over_at()
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        errors: dict[str, list] = {}

        def refuse(field, message):
            errors.setdefault(field, []).append(message)

        self._check_time(refuse)
        self._check_registration(refuse)
        if not (self.place_name or self.online_url):
            refuse("place_name", _("Say where it is, or give a link for taking part."))
        if self.place_address and not self.place_name:
            refuse("place_name", _("Name the place that has this address."))
        if not any(getattr(self, name) for name in AUDIENCE_FIELDS):
            refuse("for_everyone", _("Say for whom the event is."))
        if not any(getattr(self, name) for name in LANGUAGE_FIELDS):
            refuse("in_polish", _("Say in which language the event is held."))
        if self.status != EventStatus.SCHEDULED and not self.status_note:
            refuse(
                "status_note", _("Tell visitors what happened and what they can do.")
            )
        if errors:
            raise ValidationError(errors)

    def save(self, clean=True, user=None, log_action=False, **kwargs):
        if kwargs.get("update_fields") is None:
            self._set_over_at()
            self._set_sequence()
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    @property
    def cache_tags(self) -> list[str]:
        return [
            "model:cluster_home.eventregistration",
            # The names of organisers are links where they have a page.
            "model:cluster_partners.partnerpage",
            *list_body_tags(self.body),
            *list_body_tags(self.report),
        ]

    @property
    def first_day(self):
        return timezone.localdate(self.starts_at, WARSAW)

    @property
    def last_day(self):
        """The last day of which a part belongs to the event.

        What ends at midnight does not reach into the next day.
        """
        if self.ends_at is None:
            return self.first_day
        moment = (
            self.ends_at if self.is_all_day else self.ends_at - timedelta.resolution
        )
        return max(self.first_day, timezone.localdate(moment, WARSAW))

    @property
    def start_value(self) -> str:
        """The beginning as ISO 8601 writes it, for machines."""
        if self.is_all_day:
            return self.first_day.isoformat()
        return timezone.localtime(self.starts_at, WARSAW).isoformat()

    @property
    def end_value(self) -> str:
        """The end as ISO 8601 writes it; empty where nobody knows it."""
        if self.is_all_day:
            return self.last_day.isoformat()
        if self.ends_at is None:
            return ""
        return timezone.localtime(self.ends_at, WARSAW).isoformat()

    @property
    def is_over(self) -> bool:
        return self.has_ended()

    @property
    def is_off(self) -> bool:
        """Whether nobody should travel: cancelled, or put off to another day."""
        return self.status != EventStatus.SCHEDULED

    @property
    def is_free(self) -> bool:
        return not self.price

    @property
    def changed_at(self):
        """When the public last got another version of this page."""
        return (
            self.last_published_at or self.latest_revision_created_at or self.starts_at
        )

    @property
    def audience_labels(self) -> list[str]:
        return self._list_labels(AUDIENCE_FIELDS)

    @property
    def language_labels(self) -> list[str]:
        return self._list_labels(LANGUAGE_FIELDS)

    @property
    def spoken_languages(self) -> list[str]:
        return [code for name, code in LANGUAGE_FIELDS.items() if getattr(self, name)]

    @property
    def accessibility_labels(self) -> list[str]:
        return self._list_labels(ACCESSIBILITY_FIELDS)

    @cached_property
    def original(self) -> "EventPage":
        """The page of this event to which the registrations belong."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        return get_original(self)

    @cached_property
    def counts(self) -> Counts:
        """Places are counted once for all languages."""
        return super().counts if self.original.pk == self.pk else self.original.counts

    # What PlacesMixin asks for, in the active language.

    @property
    def takes_registrations(self) -> bool:
        return self.has_registration and not self.is_off

    @property
    def gives_places(self) -> bool:
        return self.status != EventStatus.CANCELLED and not self.is_over

    @property
    def display_title(self) -> str:
        return self.get_version().title

    @property
    def display_when(self) -> str:
        return describe_time(self)

    @property
    def display_place(self) -> str:
        version = self.get_version()
        parts = [version.place_name, version.place_address]
        return ", ".join(filter(None, parts)) or version.online_url

    @property
    def calendar_uid(self) -> str:
        return str(self.translation_key)

    def get_details_url(self) -> str:
        parts = self.get_version().get_url_parts()
        return parts[2] if parts else ""

    def build_calendar(self, language: str) -> str:
        return build_calendar([self.get_version()], language=language).decode()

    def has_ended(self, now=None) -> bool:
        return self.over_at <= (now or timezone.now())

    def get_version(self) -> "EventPage":
        """Return the live page of this event in the active language, else this one."""
        language = translation.get_language()
        if self.locale.language_code == language:
            return self
        versions = self.__dict__.setdefault("_versions", {})
        if language not in versions:
            versions[language] = (
                EventPage.objects.live()
                .filter(
                    translation_key=self.translation_key, locale__language_code=language
                )
                .first()
            )
        return versions[language] or self

    def get_context(self, request, *args, **kwargs):
        organisations = [row.organisation for row in self._list_organisers()]
        urls = PartnerPage.objects.map_urls(organisations, request)
        return {
            **super().get_context(request, *args, **kwargs),
            "organisers": [
                {
                    "name": organisation.localized_name,
                    "url": urls.get(organisation.pk, ""),
                    "website": organisation.website,
                }
                for organisation in organisations
            ],
            "index_url": self._get_index().get_url(request),
            "can_register": self.original.registration_status in OPEN_STATUSES
            and not self.is_off,
        }

    def _get_index(self):
        # Whoever found the page by its address found the way to it as well.
        trail = getattr(self, "trail", None)
        return trail[-1] if trail else self.get_parent()

    def _list_organisers(self) -> list["EventOrganiser"]:
        # In a preview they are not in the database yet.
        rows = self.organisers.all()
        return list(
            rows.select_related("organisation") if hasattr(rows, "query") else rows
        )

    def _list_labels(self, names) -> list[str]:
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in names
            if getattr(self, name)
        ]

    def _set_over_at(self) -> None:
        if self.starts_at is None:
            return
        if self.is_all_day or self.ends_at is None:
            self.over_at = get_midnight(self.last_day + timedelta(days=1))
        else:
            self.over_at = self.ends_at

    def _set_sequence(self) -> None:
        """Count changes that a calendar must not miss.

        Counted from the stored row: a revision carries the number of its own day.
        """
        stored = (
            EventPage.objects.filter(pk=self.pk)
            .values("sequence", *SIGNIFICANT_FIELDS)
            .first()
        )
        if stored:
            is_changed = any(
                stored[name] != getattr(self, name) for name in SIGNIFICANT_FIELDS
            )
            self.sequence = stored["sequence"] + is_changed

    def _check_time(self, refuse) -> None:
        if self.starts_at is None:
            return
        latest_year = timezone.now().year + YEARS_AHEAD
        for name in ("starts_at", "ends_at"):
            moment = getattr(self, name)
            if moment and not EARLIEST_YEAR <= moment.year <= latest_year:
                refuse(
                    name,
                    _("The year has to be between %(first)s and %(last)s.")
                    % {"first": EARLIEST_YEAR, "last": latest_year},
                )
        if self.ends_at is None:
            return
        if self.is_all_day:
            is_reversed = timezone.localdate(self.ends_at, WARSAW) < self.first_day
        else:
            is_reversed = self.ends_at <= self.starts_at
        if is_reversed:
            refuse("ends_at", _("The event has to end after it starts."))

    def _check_registration(self, refuse) -> None:
        if not self.has_registration:
            return
        opens_at, closes_at = self.registration_opens_at, self.registration_closes_at
        if opens_at and closes_at and closes_at <= opens_at:
            refuse("registration_closes_at", _("It has to close after it opens."))
        if closes_at and self.starts_at and closes_at > self.over_at:
            refuse(
                "registration_closes_at",
                _("Registration has to close before the event is over."),
            )
        if self.places_total == 0:
            refuse(
                "places_total",
                _("Leave it empty if there is no limit; 0 places are no event."),
            )
        elif self.waiting_list_limit and not self.places_total:
            refuse(
                "places_total",
                _("A waiting list needs a number of places that can be taken."),
            )


class EventOrganiser(Orderable):
    page = ParentalKey(EventPage, related_name="organisers")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "organisation"],
                name="cluster_home_one_row_per_organiser",
            )
        ]

    def __str__(self):
        return str(self.organisation)


class EventRegistrationQuerySet(RegistrationQuerySet):
    def visible_to(self, user):
        """The office and the editors organise events; nobody else sees who comes."""
        if user.has_perm("cluster_home.view_eventregistration"):
            return self.all()
        return self.none()


class EventRegistration(AbstractRegistration):
    """One person who wants to come to an event."""

    place_field = "event"
    cancel_url_name = "cancel_event_registration"

    event = models.ForeignKey(
        EventPage,
        verbose_name=pgettext_lazy("calendar", "event"),
        # With the page goes all that is known of the people.
        on_delete=models.CASCADE,
        related_name="registrations",
    )

    objects = EventRegistrationQuerySet.as_manager()

    class Meta(AbstractRegistration.Meta):
        verbose_name = _("event registration")
        verbose_name_plural = _("event registrations")
        constraints = [make_unique_address("event", "cluster_home_event_address_once")]

    @classmethod
    def filter_ended(cls, before):
        """Return those whose event was over by ``before``."""
        return cls.objects.filter(event__over_at__lt=before)

"""The list of events, its month view and its past events."""

from datetime import timedelta

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from partners.models import Organisation

from ..calendars import WARSAW, Month, build_weeks, describe_month
from ..enums import EventKind, EventPeriod
from ..forms.events import EventFilterForm
from ..services.pages import exclude_private
from .base import SitePage
from .events import EventOrganiser, EventPage

PERIOD_DAYS = {EventPeriod.WEEK: 7, EventPeriod.MONTH: 30, EventPeriod.QUARTER: 92}


class EventIndexPage(RoutablePageMixin, SitePage):
    """Coming events as a list and by month, and the past ones, in one language."""

    EVENTS_PER_PAGE = 12
    # How far before the first and after the last event a month has an address.
    SPARE_MONTHS = 12

    # The title of a route, and what it adds to the address in each language.
    route_title = ""
    route_suffixes: dict = {}

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = ["cluster_home.EventPage"]

    template = "home/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    @property
    def meta_title(self) -> str:
        return self.route_title or super().meta_title

    @property
    def meta_description(self) -> str:
        description = super().meta_description
        return f"{self.route_title}. {description}" if self.route_title else description

    @property
    def cache_tags(self) -> list[str]:
        return ["model:cluster_home.eventpage"]

    @path("")
    def list_coming(self, request):
        form = self._get_filter_form(request, with_period=True)
        events = self._filter_events(form).coming()
        if period := form.values.get("period"):
            until = timezone.now() + timedelta(days=PERIOD_DAYS[period])
            events = events.filter(starts_at__lt=until)
        return self._render_list(request, form, events, view="coming")

    # Translators: part of the address of past events; small letters without accents
    @path(pgettext_lazy("address", "past/"))
    def list_past(self, request):
        form = self._get_filter_form(request)
        self.route_title = gettext("Past events")
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                self.route_suffixes = {
                    **self.route_suffixes,
                    language: self.reverse_subpage("list_past"),
                }
        events = self._filter_events(form).past()
        return self._render_list(request, form, events, view="past")

    @re_path(r"^(?P<year>[0-9]{4})-(?P<number>0[1-9]|1[0-2])/$")
    def show_month(self, request, year, number):
        first, last = self._get_month_limits()
        month = Month(int(year), int(number))
        if not first <= month <= last:
            raise Http404
        form = self._get_filter_form(request)
        events = self._filter_events(form).between(month.starts_at, month.ends_at)
        events = list(events)
        today = timezone.localdate(timezone=WARSAW)
        weeks = build_weeks(month, events, today)
        self.route_title = f"{self.title}: {describe_month(month)}"
        # An address of digits is the same in every language.
        self.route_suffixes = {
            language: f"{month}/" for language, _name in settings.LANGUAGES
        }
        return self._render(
            request,
            form,
            view="month",
            month=month,
            weeks=weeks,
            # The second week of a month is always whole.
            weekdays=[day.date for day in weeks[1]],
            events=events,
            previous_month=month.shift(-1) if month > first else None,
            next_month=month.shift(1) if month < last else None,
        )

    def list_events(self):
        """Return the events below this page that everybody may read."""
        return exclude_private(EventPage.objects.child_of(self).live())

    def _get_filter_form(self, request, *, with_period=False) -> EventFilterForm:
        # Partners that organise something here; the register has many more.
        rows = EventOrganiser.objects.filter(
            page__in=EventPage.objects.child_of(self).live()
        )
        return EventFilterForm(
            request.GET,
            partners=Organisation.objects.filter(pk__in=rows.values("organisation")),
            with_period=with_period,
        )

    def _filter_events(self, form: EventFilterForm):
        events = self.list_events()
        if kind := form.values.get("type"):
            events = events.filter(kind=kind)
        if audience := form.values.get("audience"):
            events = events.for_audience(audience)
        if partner := form.values.get("partner"):
            events = events.of_partner(partner)
        return events

    def _get_month_limits(self) -> tuple[Month, Month]:
        """Return the first and the last month that has an address.

        The present month always has one, and nobody can follow the links for ever.
        All languages have the same months, so that each is an alternate of another.
        """
        found = EventPage.objects.live().aggregate(
            first=models.Min("starts_at"), last=models.Max("over_at")
        )
        now = timezone.now()
        first = min(found["first"] or now, now)
        last = max(found["last"] or now, now)
        return (
            Month.of(timezone.localdate(first, WARSAW)).shift(-self.SPARE_MONTHS),
            Month.of(timezone.localdate(last, WARSAW)).shift(self.SPARE_MONTHS),
        )

    def _render_list(self, request, form, events, *, view):
        paginator = Paginator(events.with_organisers(), self.EVENTS_PER_PAGE)
        try:
            page_obj = paginator.page(request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404 from error
        return self._render(
            request, form, view=view, page_obj=page_obj, events=page_obj.object_list
        )

    def _render(self, request, form, *, view, page_obj=None, **context):
        suffix = self.route_suffixes.get(self.locale.language_code, "")
        number = page_obj.number if page_obj else 1
        root_url = self.get_url_parts(request)[1]
        feed_url = root_url + reverse("event_feed")
        return self.render(
            request,
            context_overrides={
                "view": view,
                "base_url": self.get_url(request),
                "feed_url": feed_url,
                "webcal_url": f"webcal://{feed_url.partition('://')[2]}",
                "kinds": [
                    (kind.label, root_url + reverse("event_feed_of_kind", args=[kind]))
                    for kind in EventKind
                ],
                "form": form,
                "is_filtered": bool(form.values),
                "query": form.query,
                "page_obj": page_obj,
                "canonical_query": suffix + (f"?page={number}" if number > 1 else ""),
                "present_month": Month.of(timezone.localdate(timezone=WARSAW)),
                "past_suffix": self.reverse_subpage("list_past"),
                **context,
            },
        )

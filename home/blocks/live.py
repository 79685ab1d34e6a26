"""What the database says today. Nobody has to keep these blocks up to date."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from partners.enums import OrganisationKind

from ..enums import EventKind
from ..services import live, numbers
from .data import GROUP
from .samples import WithSample


class LiveBlock(WithSample, blocks.StructBlock):
    """A heading above a list that is fetched while the page is drawn."""

    def get_items(self, value) -> list:
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["items"] = self.get_items(value)
        return context


class NumbersBlock(LiveBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)

    class Meta:
        icon = "decimal"
        label = _("the cluster in numbers")
        group = GROUP
        template = "home/blocks/numbers.html"
        description = _("Partners, patronage classes, courses and coming events.")

    def get_items(self, value):
        return numbers.list_numbers()

    def get_sample(self):
        return {"title": gettext("The cluster in numbers")}


class PartnersBlock(LiveBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    kind = blocks.ChoiceBlock(
        label=_("only of this kind"), choices=OrganisationKind.choices, required=False
    )
    limit = blocks.IntegerBlock(
        label=_("at most"), min_value=1, max_value=48, default=12
    )

    class Meta:
        icon = "group"
        label = _("partners")
        group = GROUP
        template = "home/blocks/partners.html"
        description = _("Partners with a page of their own, in alphabetical order.")

    def get_items(self, value):
        return live.list_partners(kind=value["kind"], limit=value["limit"])

    def get_sample(self):
        return {"title": gettext("Our partners"), "kind": "", "limit": 6}


class CoursesBlock(LiveBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    limit = blocks.IntegerBlock(
        label=_("at most"), min_value=1, max_value=24, default=6
    )

    class Meta:
        icon = "tasks"
        label = _("courses")
        group = GROUP
        template = "home/blocks/courses.html"
        description = _("Courses of the Industry Skills Centers.")

    def get_items(self, value):
        return live.list_courses(limit=value["limit"])

    def get_sample(self):
        return {"title": gettext("Courses"), "limit": 3}


class EventsBlock(LiveBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    kind = blocks.ChoiceBlock(
        label=_("only of this kind"), choices=EventKind.choices, required=False
    )
    limit = blocks.IntegerBlock(
        label=_("at most"), min_value=1, max_value=24, default=4
    )

    class Meta:
        icon = "date"
        label = _("coming events")
        group = GROUP
        template = "home/blocks/events.html"
        description = _("The next events, the nearest first.")

    def get_items(self, value):
        return live.list_events(kind=value["kind"], limit=value["limit"])

    def get_sample(self):
        return {"title": gettext("Coming events"), "kind": "", "limit": 3}

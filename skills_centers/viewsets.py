"""Editions, registrations and staff in the Wagtail admin.

What is done with participants has its own screen (``views/staff.py``); the registers
find, filter and export.
"""

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from partners.viewsets import DayColumn, RegisterIndexView

from . import actions
from .enums import EditionState, ParticipantStatus, RegistrationState
from .forms.staff import EditionForm
from .models import CenterStaff, Edition, Registration


class VisibleMixin:
    """Shows and changes what this person may see. The rest does not exist for them."""

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)


class VisibleObjectMixin:
    """The same for the views of Wagtail that list something about one object."""

    def get_base_object_queryset(self):
        return self.model.objects.visible_to(self.request.user)


class VisibleEditView(VisibleMixin, generic.EditView):
    pass


class VisibleDeleteView(VisibleMixin, generic.DeleteView):
    pass


class VisibleHistoryView(VisibleObjectMixin, history.HistoryView):
    pass


class VisibleUsageView(VisibleObjectMixin, usage.UsageView):
    pass


# Editions


class EditionFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        choices=EditionState.choices,
        label=_("State"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Edition
        fields = ["state", "start_date"]


class EditionIndexView(RegisterIndexView):
    def get_base_queryset(self):
        return Edition.objects.visible_to(self.request.user).for_list()


class EditionAddView(generic.CreateView):
    def save_instance(self):
        return actions.save_edition(
            self.form.instance, user=self.request.user, save=super().save_instance
        )


class EditionEditView(VisibleEditView):
    def save_instance(self):
        return actions.save_edition(
            self.form.instance, user=self.request.user, save=super().save_instance
        )


def count_places(edition: Edition) -> str:
    """Return how many places are taken, of how many: 8/12."""
    total = "∞" if edition.places_total is None else edition.places_total
    return f"{edition.counts.taken}/{total}"


def count_waiting(edition: Edition) -> int:
    return edition.counts.waiting


class EditionViewSet(ModelViewSet):
    model = Edition
    icon = "calendar-alt"
    menu_label = _("Editions of courses")
    index_view_class = EditionIndexView
    add_view_class = EditionAddView
    edit_view_class = EditionEditView
    delete_view_class = VisibleDeleteView
    history_view_class = VisibleHistoryView
    usage_view_class = VisibleUsageView
    copy_view_enabled = False
    filterset_class = EditionFilterSet
    search_fields = ["course__title", "course__code", "venue", "trainer"]
    list_per_page = 50
    list_display = [
        TitleColumn(
            "course",
            label=_("Course"),
            get_url=lambda edition: reverse(
                "skills_centers_admin:participants", args=[edition.pk]
            ),
        ),
        DayColumn("start_date", label=_("First day"), sort_key="start_date"),
        DayColumn("end_date", label=_("Last day"), sort_key="end_date"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("places", label=_("Places taken"), accessor=count_places),
        Column("waiting", label=_("Waiting"), accessor=count_waiting),
    ]
    list_export = [
        "course.code",
        "course",
        "start_date",
        "end_date",
        "get_state_display",
        "venue",
        "trainer",
        "places_total",
        "taken_count",
        "waiting_count",
    ]
    export_headings = {
        "course.code": _("Code"),
        "get_state_display": _("State"),
        "taken_count": _("Places taken"),
        "waiting_count": _("Waiting"),
    }
    edit_handler = ObjectList(
        [
            FieldPanel("course", widget=forms.Select),
            FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
            InlinePanel("sessions", heading=_("Sessions"), label=_("session")),
            FieldRowPanel([FieldPanel("venue"), FieldPanel("venue_en")]),
            FieldRowPanel([FieldPanel("trainer"), FieldPanel("trainer_en")]),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("places_total"), FieldPanel("waiting_list_limit")]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("registration_opens_at"),
                            FieldPanel("registration_closes_at"),
                        ]
                    ),
                ],
                heading=_("Places and registration"),
            ),
        ],
        base_form_class=EditionForm,
    )


# Registrations


def list_visible_editions(request):
    editions = Edition.objects.visible_to(request.user)
    return editions.select_related("course").order_by("-start_date")


class RegistrationFilterSet(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(
        queryset=list_visible_editions, label=_("Edition")
    )
    state = django_filters.MultipleChoiceFilter(
        choices=RegistrationState.choices,
        label=_("State"),
        widget=forms.CheckboxSelectMultiple,
    )
    status = django_filters.MultipleChoiceFilter(
        choices=ParticipantStatus.choices,
        label=_("Status"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Registration
        fields = ["edition", "state", "status"]


class RegistrationIndexView(RegisterIndexView):
    def get_base_queryset(self):
        visible = Registration.objects.visible_to(self.request.user)
        return visible.select_related("edition__course")


class RegistrationInspectView(generic.InspectView):
    def get_object(self, queryset=None):
        # Wagtail's own looks among all objects, whatever queryset it is given.
        return get_object_or_404(
            Registration.objects.visible_to(self.request.user), pk=self.pk
        )


class RegistrationViewSet(ModelViewSet):
    model = Registration
    icon = "group"
    menu_label = _("Participants")
    index_view_class = RegistrationIndexView
    edit_view_class = VisibleEditView
    inspect_view_class = RegistrationInspectView
    delete_view_class = VisibleDeleteView
    history_view_class = VisibleHistoryView
    usage_view_class = VisibleUsageView
    inspect_view_enabled = True
    copy_view_enabled = False
    # Personal data are found through the participants, not through usage.
    add_to_reference_index = False
    filterset_class = RegistrationFilterSet
    search_fields = ["name", "email", "institution"]
    list_per_page = 50
    list_display = [
        TitleColumn(
            "name",
            label=_("Name"),
            get_url=lambda registration: reverse(
                "skills_centers_admin:participants", args=[registration.edition_id]
            ),
        ),
        Column("edition", label=_("Edition")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        Column("institution", label=_("Institution"), sort_key="institution"),
        Column("email", label=_("E-mail"), sort_key="email"),
        DateColumn("created_at", label=_("Registered"), sort_key="created_at"),
    ]
    # Special needs stay on the screen: a file cannot be deleted after 30 days.
    list_export = [
        "name",
        "email",
        "phone",
        "get_status_display",
        "institution",
        "edition",
        "get_state_display",
        "state_changed_at",
        "created_at",
        "language",
    ]
    export_headings = {
        "get_status_display": _("Status"),
        "get_state_display": _("State"),
    }
    inspect_view_fields = [
        "name",
        "email",
        "phone",
        "status",
        "institution",
        "special_needs",
        "edition",
        "state",
        "state_changed_at",
        "created_at",
        "consent_at",
        "consent_version",
        "language",
    ]
    form_fields = ["name"]


class CenterStaffViewSet(ModelViewSet):
    model = CenterStaff
    index_view_class = RegisterIndexView
    icon = "user"
    menu_label = _("Staff of the centers")
    copy_view_enabled = False
    list_display = ["user", "center"]
    list_filter = ["center"]
    search_fields = ["user__email", "center__title"]
    list_export = ["user", "center"]
    panels = [FieldPanel("center"), FieldPanel("user")]


class SkillsCentersViewSetGroup(ModelViewSetGroup):
    menu_label = _("Skills centers")
    menu_icon = "site"
    menu_order = 205
    items = (
        EditionViewSet("cluster_editions"),
        RegistrationViewSet("cluster_registrations"),
        CenterStaffViewSet("cluster_center_staff"),
    )

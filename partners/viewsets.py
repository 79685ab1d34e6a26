"""The partner register in the Wagtail admin."""

import re
from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.coreutils import multigetattr

from .file_names import make_file_stem
from .forms import OrganisationForm
from .models import (
    GroupMember,
    Membership,
    Organisation,
    Person,
    PersonFunction,
)

# A phone number is not a formula, though it begins like one.
FORMULA = re.compile(r"(?![+-][0-9 ]*$)[=+\-@\t\r]")


class DayColumn(Column):
    """A day as a date. Wagtail's ``DateColumn`` says how long ago it was."""

    def get_value(self, instance):
        value = super().get_value(instance)
        return date_format(value, "DATE_FORMAT") if value else ""


class RegisterIndexView(generic.IndexView):
    """A list whose export people read as they read the screen.

    Its CSV runs nothing in a spreadsheet (OWASP: CSV injection).
    """

    # "Add edition" would need another case of the noun in Polish.
    add_item_label = _("Add")
    # Columns that no attribute gives: name → function of the row.
    export_accessors: dict = {}
    custom_value_preprocess = {
        **generic.IndexView.custom_value_preprocess,
        datetime: {
            **generic.IndexView.custom_value_preprocess[datetime],
            generic.IndexView.FORMAT_CSV: lambda value: f"{value:%Y-%m-%d %H:%M}",
        },
    }

    def get_filename(self):
        name = make_file_stem(self.model._meta.verbose_name_plural)
        return f"{name}_{timezone.localdate():%Y-%m-%d}"

    def stream_csv(self, queryset):
        # Lines are asked for after the view, when its language is not in force.
        return _write_in(translation.get_language(), super().stream_csv(queryset))

    def to_row_dict(self, item):
        return {
            field: self.export_accessors[field](item)
            if field in self.export_accessors
            else _read(item, field)
            for field in self.list_export
        }

    def write_csv_row(self, writer, row_dict):
        return super().write_csv_row(
            writer,
            {
                key: f"'{value}"
                if isinstance(value, str) and FORMULA.match(value)
                else value
                for key, value in row_dict.items()
            },
        )


def _write_in(language: str, lines):
    while True:
        with translation.override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


def _read(item, field: str):
    """Return a value as people write it: labels, yes or no, the time of the clock."""
    get_label = getattr(item, f"get_{field}_display", None)
    value = get_label() if get_label else multigetattr(item, field)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value).replace(second=0, microsecond=0)
    return value


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    index_view_class = RegisterIndexView
    icon = "site"
    menu_label = _("Organisations")
    add_to_admin_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["legal_name", "kind", "city", "nip", "is_active"]
    list_filter = ["kind", "legal_form", "country", "city", "is_active"]
    search_backend_name = "default"
    list_export = [
        "legal_name",
        "short_name",
        "kind",
        "legal_form",
        "country",
        "nip",
        "regon",
        "krs",
        "rspo",
        "foreign_id",
        "address",
        "email",
        "phone",
        "website",
        "ede_address",
        "representation_basis",
        "representation_rule",
        "signers_required",
        "register_source",
        "register_extract_date",
        "is_active",
    ]
    export_headings = {"address": _("Address")}
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("legal_form")]),
                    FieldPanel("legal_name"),
                    FieldRowPanel([FieldPanel("short_name"), FieldPanel("name_en")]),
                    FieldRowPanel([FieldPanel("parent"), FieldPanel("founding_body")]),
                    FieldPanel("founding_body_type"),
                    FieldPanel("is_active"),
                ],
                heading=_("Who"),
            ),
            ObjectList(
                [
                    FieldPanel("country"),
                    FieldRowPanel([FieldPanel("nip"), FieldPanel("regon")]),
                    FieldRowPanel([FieldPanel("krs"), FieldPanel("rspo")]),
                    FieldRowPanel(
                        [FieldPanel("foreign_id_type"), FieldPanel("foreign_id")]
                    ),
                ],
                heading=_("Register numbers"),
            ),
            ObjectList(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("street"),
                            FieldPanel("house_number"),
                            FieldPanel("flat_number"),
                        ]
                    ),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                    FieldPanel("teryt"),
                    FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                    FieldRowPanel([FieldPanel("website"), FieldPanel("ede_address")]),
                    FieldPanel("dpo_contact"),
                ],
                heading=_("Contact"),
            ),
            ObjectList(
                [
                    FieldPanel("representation_basis"),
                    FieldPanel("representation_rule"),
                    FieldPanel("signers_required"),
                    MultiFieldPanel(
                        [
                            FieldPanel("register_source"),
                            FieldPanel("register_extract_date"),
                            FieldPanel("register_checked_by", read_only=True),
                        ],
                        heading=_("Check against the register"),
                    ),
                ],
                heading=_("Representation"),
            ),
        ],
        base_form_class=OrganisationForm,
    )


class PersonViewSet(ModelViewSet):
    model = Person
    index_view_class = RegisterIndexView
    icon = "user"
    menu_label = _("People")
    copy_view_enabled = False
    list_display = ["full_name", "email", "phone", "user"]
    list_filter = ["functions__organisation"]
    search_backend_name = "default"
    list_export = ["given_name", "surname", "email", "phone"]
    panels = [
        FieldPanel("academic_title"),
        FieldRowPanel([FieldPanel("given_name"), FieldPanel("surname")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("user"),
    ]


class PersonFunctionViewSet(ModelViewSet):
    model = PersonFunction
    index_view_class = RegisterIndexView
    icon = "tag"
    menu_label = _("Functions")
    copy_view_enabled = False
    list_display = ["person", "organisation", "name_pl", "can_represent", "until_date"]
    list_filter = ["organisation", "can_represent", "is_treasurer"]
    search_fields = ["person__surname", "organisation__legal_name", "name_pl"]
    list_export = [
        "person",
        "organisation",
        "name_pl",
        "name_en",
        "can_represent",
        "is_treasurer",
        "since_date",
        "until_date",
    ]
    panels = [
        FieldPanel("person"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("name_pl"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("can_represent"), FieldPanel("is_treasurer")]),
        FieldRowPanel([FieldPanel("since_date"), FieldPanel("until_date")]),
    ]


class MembershipViewSet(ModelViewSet):
    model = Membership
    index_view_class = RegisterIndexView
    icon = "group"
    menu_label = _("Memberships")
    copy_view_enabled = False
    list_display = ["user", "organisation", "role", "since_date", "until_date"]
    list_filter = ["organisation", "role"]
    search_fields = ["user__email", "organisation__legal_name"]
    list_export = ["user", "organisation", "role", "since_date", "until_date"]
    panels = [
        FieldPanel("user"),
        FieldPanel("organisation"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("since_date"), FieldPanel("until_date")]),
    ]


class GroupMemberViewSet(ModelViewSet):
    """Who is in which group. Whoever is added here is invited by the office."""

    model = GroupMember
    index_view_class = RegisterIndexView
    icon = "user"
    menu_label = _("Members of groups")
    copy_view_enabled = False
    list_display = ["person", "organisation", "group", "role", "state", "until_date"]
    list_filter = ["group", "organisation", "role", "state"]
    search_fields = ["person__surname", "organisation__legal_name"]
    list_export = [
        *["group", "organisation", "person", "role", "is_voting", "state"],
        *["since_date", "until_date"],
    ]
    panels = [
        FieldPanel("group"),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("person")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("is_voting")]),
        FieldRowPanel([FieldPanel("since_date"), FieldPanel("until_date")]),
    ]


class RegisterViewSetGroup(ModelViewSetGroup):
    menu_label = _("Partners")
    menu_icon = "group"
    menu_order = 210
    items = (
        OrganisationViewSet("cluster_organisations"),
        PersonViewSet("cluster_people"),
        PersonFunctionViewSet("cluster_functions"),
        MembershipViewSet("cluster_memberships"),
        GroupMemberViewSet("cluster_group_members"),
    )

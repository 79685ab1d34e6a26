"""Mandates of working groups in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from partners.models import WorkingGroup
from partners.viewsets import RegisterIndexView

from .actions import groups as actions
from .services import groups


class GroupForm(WagtailAdminModelForm):
    """Keeps what a signed act says, and what somebody is being asked to sign."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            fixed, message = groups.list_fixed_fields(self.instance)
            for name in sorted(fixed & set(self.changed_data)):
                self.add_error(name, message)
            chair = cleaned.get("chair")
            if "chair" in self.changed_data and not groups.may_chair(
                self.instance, chair
            ):
                self.add_error(
                    "chair", _("The chair is not a confirmed member of the group.")
                )
        return cleaned


class GroupEditView(generic.EditView):
    def save_instance(self):
        before = WorkingGroup.objects.get(pk=self.object.pk)
        group = super().save_instance()
        actions.note_changes(
            before, group, self.form.changed_data, user=self.request.user
        )
        return group


class WorkingGroupViewSet(ModelViewSet):
    """Mandates and rules; what a group does is done in the portal."""

    model = WorkingGroup
    index_view_class = RegisterIndexView
    edit_view_class = GroupEditView
    icon = "group"
    menu_label = _("Working groups")
    copy_view_enabled = False
    list_display = ["name_pl", "number", "state", "chair", "starts_on", "ends_on"]
    list_filter = ["state", "is_council", "visibility"]
    search_fields = ["name_pl", "name_en", "number"]
    list_export = [
        *["number", "name_pl", "name_en", "is_council", "state", "origin"],
        *["starts_on", "ends_on", "chair", "deputy", "secretary"],
        *["min_schools", "min_employers", "quorum_percent", "majority"],
        *["remote_voting", "visibility"],
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("name_pl"), FieldPanel("name_en")]),
                    FieldPanel("is_council"),
                    FieldPanel("origin"),
                    FieldRowPanel([FieldPanel("purpose_pl"), FieldPanel("purpose_en")]),
                    FieldRowPanel([FieldPanel("scope_pl"), FieldPanel("scope_en")]),
                    FieldRowPanel(
                        [FieldPanel("deliverables_pl"), FieldPanel("deliverables_en")]
                    ),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                ],
                heading=_("Mandate"),
            ),
            ObjectList(
                [
                    FieldPanel("chair"),
                    FieldPanel("deputy"),
                    FieldPanel("secretary"),
                    FieldRowPanel(
                        [FieldPanel("min_schools"), FieldPanel("min_employers")]
                    ),
                    FieldPanel("call_until"),
                ],
                heading=_("Composition"),
            ),
            ObjectList(
                [
                    FieldRowPanel(
                        [FieldPanel("quorum_percent"), FieldPanel("majority")]
                    ),
                    FieldPanel("remote_voting"),
                    FieldRowPanel(
                        [FieldPanel("meeting_rhythm"), FieldPanel("language")]
                    ),
                    FieldPanel("visibility"),
                ],
                heading=_("How it works"),
            ),
        ],
        base_form_class=GroupForm,
    )

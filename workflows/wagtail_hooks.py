"""What the office finds in the Wagtail admin."""

from django.urls import include, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from partners.sections import PartnerSection, SectionEntry

from .actions import permissions
from .enums import JobState
from .models import Idea, SealingJob, Step
from .models.audit import AUDIT_ACTIONS
from .services import public_classes
from .services.subjects import prefetch_subjects
from .views.paging import COUNTED, LongList
from .viewsets import WorkflowViewSetGroup


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("cluster-workflows/", include("workflows.urls.admin")),
        path("cluster-office/", include("workflows.urls.office")),
    ]


@hooks.register("register_admin_viewset")
def register_viewsets():
    return WorkflowViewSetGroup()


class CoordinatorMenuItem(MenuItem):
    """Shown to the office only."""

    def is_shown(self, request):
        return permissions.runs_system(request.user)


@hooks.register("register_reports_menu_item")
def register_failed_jobs():
    return CoordinatorMenuItem(
        _("Failed sealing jobs"),
        reverse("workflows_admin:failed_jobs"),
        name="cluster-failed-jobs",
        icon_name="warning",
        order=900,
    )


class StatisticsMenuItem(MenuItem):
    """Shown to the office and to auditors."""

    def is_shown(self, request):
        return permissions.runs_system(request.user) or request.user.has_perm(
            "cluster_workflows.can_audit"
        )


@hooks.register("register_reports_menu_item")
def register_statistics():
    return StatisticsMenuItem(
        _("Statistics of the cluster"),
        reverse("workflows_office:statistics"),
        name="cluster-statistics",
        icon_name="order",
        order=50,
    )


@hooks.register("register_reports_menu_item")
def register_retention():
    return CoordinatorMenuItem(
        _("Data to be deleted"),
        reverse("workflows_office:retention"),
        name="cluster-retention",
        icon_name="bin",
        order=910,
    )


@hooks.register("register_settings_menu_item")
def register_mail_texts():
    return CoordinatorMenuItem(
        _("Texts of mails"),
        reverse("workflows_office:mail_texts"),
        name="cluster-mail-texts",
        icon_name="mail",
        order=890,
    )


@hooks.register("register_admin_menu_item")
def register_people_data():
    return CoordinatorMenuItem(
        _("Personal data"),
        reverse("workflows_office:people"),
        name="cluster-people-data",
        icon_name="lock",
        order=225,
    )


@hooks.register("register_admin_menu_item")
def register_invitation():
    return CoordinatorMenuItem(
        _("Invite a person"),
        reverse("workflows_admin:invite"),
        name="cluster-invite",
        icon_name="user",
        order=220,
    )


@hooks.register("register_admin_menu_item")
def register_applications():
    return CoordinatorMenuItem(
        _("Applications to join"),
        reverse("workflows:joinings"),
        name="cluster-joining",
        icon_name="group",
        order=221,
    )


@hooks.register("register_settings_menu_item")
def register_setup_check():
    return CoordinatorMenuItem(
        _("Setup check of signing"),
        reverse("workflows_admin:check_setup"),
        name="cluster-setup-check",
        icon_name="tasks",
        order=900,
    )


class WaitingPanel(Component):
    """*Waiting for you*, on the home page of the admin."""

    name = "cluster_waiting"
    template_name = "workflows/admin/waiting_panel.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        shown = Step.objects.select_related(
            "agreement__initiator", "party", "signer__party"
        ).prefetch_related(prefetch_subjects())
        waiting = LongList(shown, Step.objects.list_parts(user), order=("due_at", "pk"))
        keys = waiting.list_keys(COUNTED + 1)
        is_office = permissions.runs_system(user)
        return {
            "steps": waiting.list_rows(keys[:10]),
            "count": len(keys),
            "has_more": len(keys) > COUNTED,
            "failed_jobs": SealingJob.objects.filter(state=JobState.FAILED).count()
            if is_office
            else 0,
        }


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    panels.append(WaitingPanel())


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label in AUDIT_ACTIONS.items():
        actions.register_action(action, label, label)


# On the page of one partner; the catalogue shows all.
CLASSES_SHOWN = 20
IDEAS_SHOWN = 10


@hooks.register("construct_partner_sections")
def add_patronage_classes(page, request, sections):
    entries = []
    for item in public_classes.list_classes_of(
        page.organisation_id, limit=CLASSES_SHOWN
    ):
        others = [
            party.name
            for party in [*item.schools, *item.employers]
            if party.organisation_id != page.organisation_id
        ]
        facts = (*others, item.school_years, *map(str, item.intakes))
        entries.append(SectionEntry(capfirst(item.occupation), facts=facts))
    sections.append(
        PartnerSection(
            "patronage-classes",
            _("Patronage classes"),
            entries,
            order=10,
            cache_tags=("agreements",),
        )
    )


@hooks.register("construct_partner_sections")
def add_ideas(page, request, sections):
    entries = [
        SectionEntry(idea.title, idea.get_public_url(), (str(idea.public_state),))
        for idea in Idea.objects.public_of(page.organisation_id)[:IDEAS_SHOWN]
    ]
    sections.append(
        PartnerSection(
            "ideas",
            _("Ideas"),
            entries,
            order=60,
            cache_tags=("ideas",),
            more_url=reverse("workflows_ideas:public_ideas"),
            more_text=gettext("All ideas of the cluster"),
        )
    )

"""Registers of the office in the Wagtail admin: read, filter, export.

Nothing is edited here: whoever acts goes to the task screen, which exists once.
"""

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from partners.viewsets import DayColumn, RegisterIndexView

from .enums import AgreementState
from .group_viewsets import WorkingGroupViewSet
from .models import (
    AuditEvent,
    Commitment,
    ConsentRecord,
    Idea,
    MailRecord,
    Occupation,
    PatronageAgreement,
    SealingJob,
)
from .models.ideas import IdeaState
from .services import diagram, ideas, progress, stages


class AgreementFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        choices=AgreementState.choices, label=_("State")
    )
    start_school_year = django_filters.CharFilter(label=_("First school year"))

    class Meta:
        model = PatronageAgreement
        fields = ["state", "document_kind", "initiator", "start_school_year"]


def count_signatures(agreement) -> str:
    """Return how many of the signers signed: 3/6."""
    return "{}/{}".format(*_count_signatures(agreement))


def describe_signatures(agreement) -> str:
    """Return the same in words: a spreadsheet takes 3/6 for a day of June."""
    signed, everybody = _count_signatures(agreement)
    return gettext("%(signed)s of %(all)s") % {"signed": signed, "all": everybody}


def _count_signatures(agreement) -> tuple[int, int]:
    rows = progress.list_signatures(agreement)
    return sum(row["state"] == "ok" for row in rows), len(rows)


def describe_waiting(agreement) -> str:
    """Return whom the agreement waits for and since when."""
    return _describe(progress.get_waiting(agreement))


def _describe(waiting) -> str:
    if waiting is None:
        return "–"
    return f"{waiting.who} ({timezone.localtime(waiting.since):%Y-%m-%d})"


class AgreementIndexView(RegisterIndexView):
    """The register with the progress of signatures and whom each waits for."""

    export_accessors = {
        "parties": lambda agreement: ", ".join(map(str, agreement.parties.all())),
        "signatures": describe_signatures,
        "waiting": describe_waiting,
    }

    def get_base_queryset(self):
        return progress.prefetch_progress(
            PatronageAgreement.objects.visible_to(self.request.user)
        )


class AgreementInspectView(generic.InspectView):
    """All fields of one agreement, within what this person may see."""

    template_name = "workflows/admin/inspect_agreement.html"

    def get_object(self, queryset=None):
        # Wagtail's own looks among all objects, whatever queryset it is given.
        return get_object_or_404(
            PatronageAgreement.objects.visible_to(self.request.user), pk=self.pk
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        agreement = progress.prefetch_progress(
            PatronageAgreement.objects.filter(pk=self.object.pk)
        ).get()
        context["diagram"] = diagram.draw(stages.list_stages(agreement))
        context["signatures"] = progress.list_signatures(agreement)
        context["waiting"] = progress.get_waiting(agreement)
        context["documents"] = agreement.documents.prefetch_related("revisions")
        return context


class AgreementViewSet(ModelViewSet):
    model = PatronageAgreement
    icon = "doc-full-inverse"
    menu_label = _("Agreements")
    index_view_class = AgreementIndexView
    inspect_view_class = AgreementInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = AgreementFilterSet
    search_fields = ["number", "title_pl", "title_en", "class_name"]
    list_per_page = 50
    list_display = [
        TitleColumn(
            "display_number",
            label=_("Number"),
            get_url=lambda agreement: agreement.get_absolute_url(),
        ),
        Column("title", label=_("Title")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("signatures", label=_("Signatures"), accessor=count_signatures),
        Column("waiting", label=_("Waiting for"), accessor=describe_waiting),
        DateColumn("state_since", label=_("Since"), sort_key="state_since"),
    ]
    list_export = [
        "number",
        "title_pl",
        "get_state_display",
        "state_since",
        "waiting",
        "signatures",
        "parties",
        "initiator",
        "occupation",
        "class_name",
        "start_school_year",
        "end_school_year",
        "start_date",
        "end_date",
        "total_value",
        "submitted_at",
        "version",
    ]
    export_headings = {
        "get_state_display": _("State"),
        "number": _("Number"),
        "waiting": _("Waiting for"),
        "signatures": _("Signatures"),
        "parties": _("Parties"),
    }
    inspect_view_fields = [
        "number",
        "state",
        "document_kind",
        "title_pl",
        "title_en",
        "initiator",
        "occupation",
        "class_name",
        "start_school_year",
        "end_school_year",
        "start_date",
        "end_date",
        "total_value",
        "submitted_at",
        "version",
    ]
    form_fields = ["title_pl"]


class CommitmentIndexView(RegisterIndexView):
    """Commitments of the agreements that this person may see."""

    def get_base_queryset(self):
        return Commitment.objects.filter(
            agreement__in=PatronageAgreement.objects.visible_to(self.request.user)
        ).select_related("agreement", "party__organisation")


class CommitmentViewSet(ModelViewSet):
    model = Commitment
    index_view_class = CommitmentIndexView
    icon = "list-ol"
    menu_label = _("Commitments")
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        TitleColumn(
            "description",
            label=_("What"),
            get_url=lambda commitment: commitment.agreement.get_absolute_url(),
        ),
        Column("agreement", label=_("Agreement")),
        Column("party", label=_("Who")),
        Column("get_area_display", label=_("Form of co-operation"), sort_key="area"),
        Column("school_year", label=_("School year"), sort_key="school_year"),
        DayColumn("deadline", label=_("By"), sort_key="deadline"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
    ]
    list_filter = ["area", "status", "school_year"]
    search_fields = ["description_pl", "description_en"]
    list_export = [
        "agreement",
        "party",
        "get_area_display",
        "description_pl",
        "description_en",
        "quantity",
        "unit",
        "school_year",
        "deadline",
        "value",
        "details_text",
        "get_status_display",
    ]
    export_headings = {
        "agreement": _("Agreement"),
        "get_area_display": _("Form of co-operation"),
        "details_text": _("Details"),
        "get_status_display": _("Status"),
    }
    form_fields = ["description_pl"]


class IdeaFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        choices=IdeaState.choices, label=_("State")
    )

    class Meta:
        model = Idea
        fields = ["state", "wants_working_group", "cross_border"]


class IdeaIndexView(RegisterIndexView):
    """Evaluated ideas, the best first; ties go to the first criterion."""

    def get_base_queryset(self):
        return ideas.prefetch_list(
            Idea.objects.visible_to(self.request.user).filter(score__isnull=False)
        )


def describe_idea_waiting(idea) -> str:
    """Return whom the idea waits for and since when."""
    return _describe(ideas.get_waiting(idea, knows_evaluators=True))


class IdeaViewSet(ModelViewSet):
    model = Idea
    index_view_class = IdeaIndexView
    icon = "pick"
    menu_label = _("Ranking of ideas")
    copy_view_enabled = False
    filterset_class = IdeaFilterSet
    search_fields = ["number", "title_pl", "title_en"]
    list_per_page = 50
    ordering = ["-score", "-tie_score", "submitted_at"]
    list_display = [
        TitleColumn(
            "display_number",
            label=_("Number"),
            get_url=lambda idea: idea.get_absolute_url(),
        ),
        Column("title", label=_("Title")),
        Column("lead", label=_("Leading organisation")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("score", label=_("Score"), sort_key="score"),
        Column("tie_score", label=_("Need of the labour market"), sort_key="tie_score"),
        Column("waiting", label=_("Waiting for"), accessor=describe_idea_waiting),
        DateColumn("state_since", label=_("Since"), sort_key="state_since"),
    ]
    list_export = [
        *["number", "title_pl", "title_en", "lead", "get_state_display"],
        *["score", "tie_score", "budget_total", "period_start", "period_end"],
        *["wants_working_group", "submitted_at", "decided_at", "version"],
    ]
    export_headings = {
        "get_state_display": _("State"),
        "number": _("Number"),
        "lead": _("Leading organisation"),
        "tie_score": _("Need of the labour market"),
        "version": _("Version"),
    }
    form_fields = ["title_pl"]


class JobIndexView(RegisterIndexView):
    """Jobs with the documents that they make."""

    def get_base_queryset(self):
        return SealingJob.objects.select_related(
            "document__agreement"
        ).prefetch_related("document__subject")


class JobViewSet(ModelViewSet):
    model = SealingJob
    index_view_class = JobIndexView
    icon = "cogs"
    menu_label = _("Sealing jobs")
    copy_view_enabled = False
    list_display = [
        Column("document", label=_("Document")),
        Column("get_kind_display", label=_("Kind")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("attempts", label=_("Attempts")),
        DateColumn("created_at", label=_("Created"), sort_key="created_at"),
    ]
    list_filter = {"state": ["exact"], "kind": ["exact"]}
    list_per_page = 50
    form_fields = ["kind"]


class MailViewSet(ModelViewSet):
    model = MailRecord
    index_view_class = RegisterIndexView
    icon = "mail"
    menu_label = _("Mails")
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ["subject", "address", "state", "created_at", "sent_at", "error"]
    list_filter = ["state", "key", "language"]
    search_fields = ["subject", "address"]
    list_export = ["key", "subject", "address", "state", "created_at", "sent_at"]
    inspect_view_fields = [
        "key",
        "subject",
        "address",
        "language",
        "body",
        "state",
        "attempts",
        "error",
        "created_at",
        "sent_at",
    ]
    form_fields = ["subject"]


class AuditViewSet(ModelViewSet):
    model = AuditEvent
    index_view_class = RegisterIndexView
    icon = "history"
    menu_label = _("Audit log")
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ["sequence", "at", "action", "actor_name", "object_label"]
    list_filter = ["action"]
    search_fields = ["object_label", "actor_name", "action"]
    list_export = [
        "sequence",
        "at",
        "action",
        "actor_name",
        "object_label",
        "previous_hash",
        "hash",
    ]
    export_headings = {
        "sequence": _("Number"),
        "previous_hash": _("Hash of the entry before"),
        "hash": _("Hash"),
    }
    form_fields = ["action"]


class ConsentViewSet(ModelViewSet):
    model = ConsentRecord
    index_view_class = RegisterIndexView
    icon = "check"
    menu_label = _("Consents")
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = [
        *["name", "purpose", "text_version"],
        DateColumn("given_at", label=_("Given"), sort_key="given_at"),
        DateColumn("withdrawn_at", label=_("Withdrawn"), sort_key="withdrawn_at"),
    ]
    list_filter = ["purpose"]
    search_fields = ["name", "email", "purpose"]
    list_per_page = 50
    list_export = [
        *["name", "email", "purpose", "text_version"],
        *["about", "given_at", "withdrawn_at"],
    ]
    inspect_view_fields = [
        *["name", "email", "purpose", "text", "text_version"],
        *["about", "given_at", "withdrawn_at"],
    ]
    form_fields = ["purpose"]


class OccupationViewSet(ModelViewSet):
    model = Occupation
    index_view_class = RegisterIndexView
    icon = "list-ul"
    menu_label = _("Occupations")
    copy_view_enabled = False
    list_display = ["code", "name_pl", "name_en", "branch"]
    list_filter = ["branch"]
    search_fields = ["code", "name_pl", "name_en"]
    list_export = ["code", "name_pl", "name_en", "branch", "qualifications"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("branch")]),
        FieldRowPanel([FieldPanel("name_pl"), FieldPanel("name_en")]),
        FieldPanel("school_types"),
        FieldPanel("qualifications"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]


class WorkflowViewSetGroup(ModelViewSetGroup):
    menu_label = _("Workflows")
    menu_icon = "clipboard-list"
    menu_order = 200
    items = (
        AgreementViewSet("cluster_agreements"),
        CommitmentViewSet("cluster_commitments"),
        IdeaViewSet("cluster_ideas"),
        WorkingGroupViewSet("cluster_working_groups"),
        JobViewSet("cluster_jobs"),
        MailViewSet("cluster_mails"),
        AuditViewSet("cluster_audit"),
        ConsentViewSet("cluster_consents"),
        OccupationViewSet("cluster_occupations"),
    )

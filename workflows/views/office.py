"""Screens of the office: statistics, texts of mails, personal data, retention."""

import csv
import io

import openpyxl
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from ..actions import permissions
from ..actions import privacy as privacy_actions
from ..exceptions import TransitionNotAllowed
from ..forms.everywhere import AnonymiseForm, MailTextForm
from ..models import MailTemplate
from ..models.notifications import MailGroup
from ..services import mail_templates, privacy, retention, statistics
from ..services.mail_texts import MAILS, get_group
from .privacy import send_data

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _demand_office(user) -> None:
    if not permissions.runs_system(user):
        raise PermissionDenied


@require_safe
@never_cache
def show_statistics(request):
    """Charts with their tables, of a year and a kind; the same as CSV and XLSX."""
    user = request.user
    if not (
        permissions.runs_system(user) or user.has_perm("cluster_workflows.can_audit")
    ):
        raise PermissionDenied
    chosen = request.GET.get("year", "")
    year = int(chosen) if chosen.isdecimal() and len(chosen) == 4 else None
    kinds = statistics.list_counted()
    only = request.GET.get("kind", "")
    only = only if only in {kind.key for kind in kinds} else ""
    report = statistics.build_report(year, only)
    if request.GET.get("export") == "csv":
        return _send_csv(report.list_rows())
    if request.GET.get("export") == "xlsx":
        return _send_xlsx(report.list_rows())
    return render(
        request,
        "workflows/admin/statistics.html",
        {
            "report": report,
            "kinds": [(kind.key, kind.label()) for kind in kinds],
            "year": year,
            "only": only,
            "in_force": statistics.list_agreements_in_force().count(),
        },
    )


def _send_csv(rows) -> HttpResponse:
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="statistics.csv"'},
    )
    # Spreadsheets take it for UTF-8 only with this mark.
    response.write("\ufeff")
    csv.writer(response).writerows(rows)
    return response


def _send_xlsx(rows) -> HttpResponse:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(str(_("Statistics"))[:31])
    for row in rows:
        sheet.append(
            [value if isinstance(value, (int, float)) else str(value) for value in row]
        )
    file = io.BytesIO()
    book.save(file)
    return HttpResponse(
        file.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="statistics.xlsx"'},
    )


@require_safe
def list_mail_texts(request):
    """Every event that sends mails, with what the office changed."""
    _demand_office(request.user)
    labels = dict(MailGroup.choices)
    rows = mail_templates.list_rows(translation.get_language())
    return render(
        request,
        "workflows/admin/mail_texts.html",
        {
            "rows": [(row, labels[row.group]) for row in rows],
            "languages": mail_templates.LANGUAGES,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_mail_text(request, key: str, language: str):
    """Change, look at, or reset the wording of one mail in one language."""
    _demand_office(request.user)
    if key not in MAILS or language not in mail_templates.LANGUAGES:
        raise Http404
    default = mail_templates.get_default(key, language)
    changed = MailTemplate.objects.filter(key=key, language=language).first()
    wanted = request.POST.get("action", "")
    if wanted == "reset":
        if mail_templates.reset(key, language, user=request.user):
            messages.success(request, _("The text is the original one again."))
        return redirect("workflows_office:edit_mail_text", key, language)
    shown = changed or MailTemplate(
        key=key, language=language, subject=default[0], body=default[1]
    )
    form = MailTextForm(request.POST or None, instance=shown, key=key)
    preview = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data
        if wanted != "preview":
            mail_templates.change(key, language, user=request.user, **text)
            messages.success(request, _("The text is saved."))
            return redirect("workflows_office:mail_texts")
        preview = mail_templates.preview(key, text["subject"], text["body"])
    elif request.method != "POST":
        preview = mail_templates.preview(key, shown.subject, shown.body)
    return render(
        request,
        "workflows/admin/edit_mail_text.html",
        {
            "form": form,
            "key": key,
            "language": language,
            "group": MailGroup(get_group(key)).label,
            "is_changed": changed is not None,
            "default": default,
            "variables": [
                (f"%({name})s", mail_templates.SAMPLES.get(name, ""))
                for name in mail_templates.list_variables(key)
            ],
            "preview": preview,
        },
        status=422 if form.errors else 200,
    )


@require_safe
def list_people(request):
    """Find an account: hand its data out, or anonymise it."""
    _demand_office(request.user)
    text = request.GET.get("q", "").replace("\0", "").strip()
    page = Paginator(privacy.list_accounts(text), PER_PAGE).get_page(
        request.GET.get("p")
    )
    return render(
        request, "workflows/admin/people_data.html", {"page_obj": page, "query": text}
    )


@require_POST
@never_cache
def download_person(request, pk: int):
    """Everything that is known of an account, for a request under RODO art. 15."""
    _demand_office(request.user)
    person = get_object_or_404(get_user_model(), pk=pk)
    return send_data(privacy_actions.export(person, by=request.user), person)


@require_http_methods(["GET", "HEAD", "POST"])
def anonymise(request, pk: int):
    """Blank an account for good; signed documents stay."""
    _demand_office(request.user)
    person = get_object_or_404(get_user_model(), pk=pk)
    form = AnonymiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy_actions.anonymise(
                person, by=request.user, reason=form.cleaned_data["reason"]
            )
        except TransitionNotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The account is anonymised."))
            return redirect("workflows_office:people")
    return render(
        request,
        "workflows/admin/anonymise.html",
        {"form": form, "person": person, "obstacles": privacy.list_obstacles(person)},
        status=422 if form.errors else 200,
    )


@require_safe
def show_retention(request):
    """What may be kept how long, and what falls due."""
    _demand_office(request.user)
    return render(
        request, "workflows/admin/retention.html", {"rows": retention.list_due()}
    )

"""The agreement form in steps. Each step is saved; nothing typed is lost."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import View

from ..actions import drafts, permissions
from ..exceptions import StaleVersion, TransitionNotAllowed
from ..forms import drafts as forms
from ..forms.commitments import CommitmentFormSet
from ..forms.steps import SeenForm
from ..models import AgreementAnnex, PatronageAgreement
from ..services import completeness
from ..services import versions as version_service

STEPS = [name for name, _title in forms.WIZARD]


@never_cache
@login_required
def create(request):
    """Start a new draft for one's organisation."""
    initiators = drafts.list_initiators(request.user)
    if not initiators:
        raise PermissionDenied
    form = forms.StartForm(
        request.POST or None,
        initiators=initiators,
        initial={"initiator": initiators[0]},
    )
    if request.method == "POST" and form.is_valid():
        agreement = drafts.create_draft(user=request.user, **form.cleaned_data)
        messages.success(request, _("The draft is saved. Go on step by step."))
        return redirect("workflows:edit_agreement", agreement.pk, "head")
    return render(
        request,
        "workflows/portal/create_agreement.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@method_decorator(never_cache, name="dispatch")
class DraftStepView(LoginRequiredMixin, View):
    """One step of the form: one or more forms and formsets, saved together."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.agreement = get_object_or_404(
            PatronageAgreement.objects.visible_to(request.user), pk=kwargs["pk"]
        )
        if not permissions.is_author_side(request.user, self.agreement):
            raise PermissionDenied
        self.step = kwargs["step"]
        if self.step not in STEPS:
            raise Http404
        if not self.agreement.is_editable:
            return redirect(self.agreement)
        return super().dispatch(request, *args, **kwargs)

    def build_forms(self, data=None, files=None) -> dict:
        """Return the forms of this step by the name that the template uses."""
        common = {"instance": self.agreement}
        match self.step:
            case "head":
                return {"form": forms.HeadForm(data, **common)}
            case "class":
                return {
                    "form": forms.ClassForm(data, **common),
                    "formset": forms.IntakeFormSet(data, prefix="intakes", **common),
                }
            case "commitments":
                return {
                    "formset": CommitmentFormSet(data, prefix="commitments", **common)
                }
            case "legal":
                return {"form": forms.LegalForm(data, **common)}
            case "parties":
                return {"formset": forms.PartyFormSet(data, prefix="parties", **common)}
            case "annexes":
                return {"form": forms.AnnexForm(data, files)}
        return {}

    def build_signer_formsets(self, data=None) -> list:
        if self.step != "parties":
            return []
        return [
            forms.SignerFormSet(data, instance=party, prefix=f"signers-{party.pk}")
            for party in self.agreement.parties.select_related("organisation")
        ]

    def get(self, request, *args, **kwargs):
        return self.show(self.build_forms(), self.build_signer_formsets())

    def post(self, request, *args, **kwargs):
        seen = SeenForm(request.POST)
        if self.step == "review" or not seen.is_valid():
            return redirect("workflows:edit_agreement", self.agreement.pk, self.step)
        built = self.build_forms(request.POST, request.FILES)
        signer_formsets = self.build_signer_formsets(request.POST)
        try:
            # First: the mistake may be that a row is gone by now.
            drafts.demand_edit(
                self.agreement, user=request.user, seen_version=self.posted_version
            )
        except (StaleVersion, TransitionNotAllowed) as error:
            return self.show(built, signer_formsets, status=409, conflict=error)
        everything = [
            *built.values(),
            *self.leave_out_removed(built, signer_formsets),
        ]
        # All of them, so that all errors are shown at once.
        answers = [form.is_valid() for form in everything]
        if not all(answers):
            return self.show(
                built, signer_formsets, seen_version=self.posted_version, status=422
            )
        try:
            self.save(built, everything)
        except (StaleVersion, TransitionNotAllowed) as error:
            return self.show(built, signer_formsets, status=409, conflict=error)
        except ValidationError as error:
            built["form"].add_error(None, error)
            return self.show(built, signer_formsets, status=422)
        messages.success(request, _("Saved."))
        if self.step == "commitments" and built["formset"].has_new_details:
            messages.info(
                request, _("Now fill in the details of the new form of co-operation.")
            )
            target = self.step
        elif "stay" in request.POST or self.step == "annexes":
            target = self.step
        else:
            target = STEPS[min(STEPS.index(self.step) + 1, len(STEPS) - 1)]
        return redirect("workflows:edit_agreement", self.agreement.pk, target)

    def leave_out_removed(self, built, signer_formsets) -> list:
        """Return the signers of parties that stay: the others go with their party."""
        if not signer_formsets:
            return []
        removed = {form.instance.pk for form in built["formset"].deleted_forms}
        return [f for f in signer_formsets if f.instance.pk not in removed]

    @property
    def posted_version(self) -> str:
        return self.request.POST.get("seen_version", "")

    def save(self, built, everything) -> None:
        user = self.request.user
        if self.step == "annexes":
            form = built["form"]
            drafts.add_annex(
                self.agreement,
                user=user,
                seen_version=self.posted_version,
                kind=form.cleaned_data["kind"],
                title=form.cleaned_data["title"],
                file_name=form.cleaned_data["file"].name,
                content=form.cleaned_data["content"],
            )
            return
        drafts.save_draft(
            self.agreement, everything, user=user, seen_version=self.posted_version
        )

    def show(
        self, built, signer_formsets, *, seen_version=None, status=200, conflict=None
    ):
        current = PatronageAgreement.objects.get(pk=self.agreement.pk)
        missing = completeness.list_missing_to_submit(current)
        missing += completeness.list_missing_approvers(
            current, author=self.request.user
        )
        to_sign = [
            item
            for item in completeness.list_missing_to_sign(current)
            if item not in missing
        ]
        unready = {item.step for item in missing}
        position = STEPS.index(self.step)
        wizard = [
            {
                "name": name,
                "title": title,
                "is_current": name == self.step,
                "state": "current"
                if name == self.step
                else "incomplete"
                if name in unready
                else "complete",
            }
            for name, title in forms.WIZARD
        ]
        parties = []
        if "formset" in built and self.step == "parties":
            by_party = {formset.instance.pk: formset for formset in signer_formsets}
            parties = [
                {"form": form, "signers": by_party.get(form.instance.pk)}
                for form in built["formset"].forms
            ]
        return render(
            self.request,
            f"workflows/portal/draft_{self.step}.html",
            {
                **built,
                "parties": parties,
                "signer_formsets": signer_formsets,
                "agreement": current,
                "wizard": wizard,
                "step": self.step,
                "step_title": dict(forms.WIZARD)[self.step],
                "previous_step": STEPS[position - 1] if position else None,
                "seen_version": seen_version or current.version,
                "missing_to_submit": missing,
                "missing_to_sign": to_sign,
                "missing_here": [item for item in missing if item.step == self.step],
                "warnings_here": [
                    item
                    for item in completeness.list_warnings(current)
                    if item.step == self.step
                ],
                "conflict": conflict,
                "conflict_changes": version_service.list_changes_since(
                    current, getattr(conflict, "seen", "")
                ),
                "annexes": current.annexes.all(),
                "all_forms": list_forms([*built.values(), *signer_formsets]),
                "all_formsets": [
                    formset
                    for formset in [*built.values(), *signer_formsets]
                    if hasattr(formset, "forms")
                ],
            },
            status=status,
        )


def list_forms(built) -> list:
    """Return single forms and the forms of formsets, each with its details."""
    found = []
    for item in built:
        for form in getattr(item, "forms", [item]):
            found.append(form)
            if getattr(form, "details", None):
                found.append(form.details)
    return found


@login_required
@require_POST
def remove_annex(request, pk: int, annex_pk: int):
    """Take an annex out of a draft."""
    agreement = get_object_or_404(
        PatronageAgreement.objects.visible_to(request.user), pk=pk
    )
    annex = get_object_or_404(AgreementAnnex, pk=annex_pk, agreement=agreement)
    try:
        drafts.remove_annex(
            annex, user=request.user, seen_version=request.POST.get("seen_version", "")
        )
    except (StaleVersion, TransitionNotAllowed) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The annex is removed from the draft."))
    return redirect("workflows:edit_agreement", agreement.pk, "annexes")

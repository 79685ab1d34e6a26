"""The agreement form in steps. Each step is saved; nothing typed is lost."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..actions import drafts, permissions
from ..exceptions import StaleVersion, TransitionNotAllowed
from ..forms import drafts as forms
from ..forms.commitments import CommitmentFormSet
from ..models import AgreementAnnex, PatronageAgreement
from ..services import completeness, versions
from .wizard import WizardView


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


class DraftStepView(WizardView):
    """One step of the form of an agreement."""

    steps = forms.WIZARD
    upload_step = "annexes"
    url_name = "workflows:edit_agreement"
    template_start = "workflows/portal/draft_"
    list_changes = staticmethod(versions.list_changes_since)

    def get_draft(self):
        return get_object_or_404(
            PatronageAgreement.objects.visible_to(self.request.user),
            pk=self.kwargs["pk"],
        )

    def is_author(self):
        return permissions.is_author_side(self.request.user, self.draft)

    def build_forms(self, data=None, files=None):
        common = {"instance": self.draft}
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
                return {
                    "formset": forms.PartyFormSet(data, prefix="parties", **common),
                    "signer_formsets": self.build_signer_formsets(data),
                }
            case "annexes":
                return {"form": forms.AnnexForm(data, files)}
        return {}

    def build_signer_formsets(self, data) -> list:
        return [
            forms.SignerFormSet(data, instance=party, prefix=f"signers-{party.pk}")
            for party in self.draft.parties.select_related("organisation")
        ]

    def demand_fresh(self, version):
        # A row that is gone by now would look like a mistake.
        drafts.demand_edit(self.draft, user=self.request.user, seen_version=version)

    def list_to_save(self, built):
        """Leave out the signers of parties that are removed: they go with them."""
        if self.step != "parties":
            return self.list_parts(built)
        removed = {form.instance.pk for form in built["formset"].deleted_forms}
        return [
            built["formset"],
            *[f for f in built["signer_formsets"] if f.instance.pk not in removed],
        ]

    def save(self, built, version):
        user = self.request.user
        if self.step != self.upload_step:
            drafts.save_draft(
                self.draft, self.list_to_save(built), user=user, seen_version=version
            )
            return
        data = built["form"].cleaned_data
        drafts.add_annex(
            self.draft,
            user=user,
            seen_version=version,
            kind=data["kind"],
            title=data["title"],
            file_name=data["file"].name,
            content=data["content"],
        )

    def get_next_step(self, built):
        if self.step == "commitments" and built["formset"].has_new_details:
            messages.info(
                self.request,
                _("Now fill in the details of the new form of co-operation."),
            )
            return self.step
        return super().get_next_step(built)

    def list_missing(self, draft):
        return [
            *completeness.list_missing_to_submit(draft),
            *completeness.list_missing_approvers(draft, author=self.request.user),
        ]

    def list_missing_later(self, draft):
        return completeness.list_missing_to_sign(draft)

    def get_extra(self, draft, built, missing):
        signers = {
            formset.instance.pk: formset for formset in built.get("signer_formsets", [])
        }
        return {
            "agreement": draft,
            "parties": [
                {"form": form, "signers": signers.get(form.instance.pk)}
                for form in built["formset"].forms
            ]
            if self.step == "parties"
            else [],
            "warnings_here": [
                item
                for item in completeness.list_warnings(draft)
                if item.step == self.step
            ],
            "annexes": draft.annexes.all(),
        }


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

"""Screens of human steps.

A screen shows a step and reads a decision. It does not act: whoever mounts it
hands in ``complete``, the action that does (see ``views.tasks``).
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from .enums import Outcome
from .exceptions import (
    Incomplete,
    ReauthenticationFailed,
    StaleVersion,
    TransitionNotAllowed,
)
from .forms import steps as forms
from .pdf.backends import get_backend
from .services import completeness, subjects, versions
from .services.decisions import StepInput
from .services.reauthentication import get_proof

# A tick survives the way to the page that asks for the passkey, for this file only.
READ_SESSION_KEY = "cluster_workflows.has_read"


class StepView(FormView):
    """Base of all steps: form, stale versions, refusals."""

    template_name = "workflows/portal/step.html"
    #: Handed in by the mounting view:
    #: ``complete(step, user=…, answer=StepInput, request=…)``.
    complete = None
    #: And for signing steps: ``get_contract(step)``.
    get_contract = None
    step = None
    intro = ""
    submit_label = ""

    @property
    def about(self):
        """The agreement or subject of the step."""
        return self.step.about

    def get_initial(self):
        return {"seen_version": self.about.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            step=self.step,
            about=self.about,
            agreement=self.step.agreement,
            intro=self.intro,
            submit_label=self.submit_label,
            **kwargs,
        )

    def build_answer(self, form) -> StepInput:
        return StepInput(
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["reason"],
            checklist=form.get_checklist(),
            data=form.get_data(),
            **self.get_trace(form),
        )

    def get_trace(self, form) -> dict:
        """What was seen, and from where: for the audit entry."""
        return {
            "seen_version": form.cleaned_data["seen_version"],
            "ip": self.request.META.get("REMOTE_ADDR", ""),
            "user_agent": self.request.headers.get("user-agent", "")[:250],
        }

    def form_valid(self, form):
        try:
            self.complete_step(self.build_answer(form))
        except ReauthenticationFailed as error:
            form.add_error("secret" if "secret" in form.fields else None, str(error))
        except Incomplete as error:
            form.add_error(None, str(error))
            for item in error.missing:
                form.add_error(None, item.message)
        except (StaleVersion, TransitionNotAllowed) as error:
            return self.render_conflict(error, form.cleaned_data.get("reason"))
        else:
            return redirect(f"{self.about.get_absolute_url()}?done=1")
        return self.form_invalid(form)

    def complete_step(self, answer: StepInput) -> None:
        if self.complete is None:
            raise PermissionDenied
        self.complete(
            self.step, user=self.request.user, answer=answer, request=self.request
        )

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def render_conflict(self, error, typed=""):
        """Say in words what changed since the person looked (HTTP 409)."""
        self.about.refresh_from_db()
        seen = getattr(error, "seen", "")
        changes = (
            versions.list_changes_since(self.about, seen)
            if self.step.agreement_id
            else subjects.list_changes_since(self.about, seen)
        )
        return self.response_class(
            request=self.request,
            template="workflows/portal/conflict.html",
            context={
                "about": self.about,
                "message": str(error),
                "changes": changes,
                "typed": [typed] if typed else [],
                "view": self,
            },
            using=self.template_engine,
            status=409,
        )


class OfficeStepView(StepView):
    """What is unlikely to be meant stands before whoever answers for the text."""

    def get_context_data(self, **kwargs):
        warnings = completeness.list_warnings(self.about)
        return super().get_context_data(warnings=warnings, **kwargs)


class FormalCheckView(OfficeStepView):
    form_class = forms.FormalCheckForm

    @property
    def intro(self):
        return _(
            "Check the draft formally. If you approve, the parties are asked next."
        )

    @property
    def submit_label(self):
        return _("Record the decision")


class PartyApprovalView(StepView):
    form_class = forms.PartyApprovalForm

    @property
    def intro(self):
        return _(
            "Read this version. Approving says that your organisation agrees with the "
            "text; signing comes later and is done by the people named as signers."
        )

    @property
    def submit_label(self):
        return _("Record the decision")


class SignOffView(OfficeStepView):
    form_class = forms.SignOffForm

    @property
    def intro(self):
        return _(
            "All parties approved this version. Your sign-off freezes the text: "
            "afterwards only signatures are added."
        )

    @property
    def submit_label(self):
        return _("Record the decision")


class SignView(StepView):
    """Shows exactly the PDF that will be signed."""

    template_name = "workflows/portal/sign.html"
    form_class = forms.SignForm

    @property
    def intro(self):
        return _("Read the document to the end, then sign it.")

    @property
    def submit_label(self):
        return _("Sign the document")

    @property
    def revision(self):
        """The newest revision of the contract, which will be signed."""
        document = self.get_contract(self.step) if self.get_contract else None
        return document.latest if document else None

    def get_initial(self):
        revision = self.revision
        return {
            **super().get_initial(),
            "seen_sha256": revision.sha256 if revision else "",
            "has_read": revision is not None
            and self.request.session.get(READ_SESSION_KEY)
            == [self.step.pk, revision.sha256],
        }

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        # Of the file that was on the screen, which need not be the newest.
        seen = self.request.POST.get("seen_sha256", kwargs["initial"]["seen_sha256"])
        proof = get_proof(self.request.user, self.request, self.step, seen)
        return {**kwargs, "proof": proof}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            revision=self.revision,
            level=get_backend().level.label,
            decline_form=forms.DeclineForm(
                initial={"seen_version": self.about.version}, prefix="decline"
            ),
            **kwargs,
        )

    def build_answer(self, form):
        return StepInput(
            outcome=Outcome.SIGNED,
            secret=form.cleaned_data.get("secret", ""),
            seen_sha256=form.cleaned_data["seen_sha256"],
            **self.get_trace(form),
        )

    def post(self, request, *args, **kwargs):
        if "confirm" in request.POST:
            return self.confirm_elsewhere(self.get_form())
        if "decline" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = forms.DeclineForm(request.POST, prefix="decline")
        if not form.is_valid():
            return self.render_to_response(
                {
                    **self.get_context_data(form=self.get_unbound_form()),
                    "decline_form": form,
                },
                status=422,
            )
        answer = StepInput(
            outcome=Outcome.DECLINED,
            reason=form.cleaned_data["reason"],
            **self.get_trace(form),
        )
        try:
            self.complete_step(answer)
        except (StaleVersion, TransitionNotAllowed) as error:
            return self.render_conflict(error, form.cleaned_data["reason"])
        return redirect(f"{self.about.get_absolute_url()}?done=1")

    def get_unbound_form(self):
        kwargs = self.get_form_kwargs()
        return self.form_class(initial=kwargs["initial"], proof=kwargs["proof"])

    def confirm_elsewhere(self, form):
        """Leave for the page where the person confirms who they are, and come back."""
        if not form.proof.confirm_label:
            return self.form_invalid(form)
        self.request.session[READ_SESSION_KEY] = (
            [self.step.pk, self.request.POST.get("seen_sha256", "")]
            if self.request.POST.get("has_read")
            else None
        )
        return redirect(form.proof.start_confirmation(self.request.path))


class SubjectStepView(StepView):
    """A step of a subject: what it says, the documents so far, the form.

    A flow gives ``form_class``, ``intro``, ``submit_label`` and, where the subject
    needs more than its facts, ``summary_template`` by ``as_view()``. The form is a
    ``DecisionForm`` that may take the subject as ``subject``.
    """

    template_name = "workflows/portal/subject_step.html"
    summary_template = "workflows/portal/includes/subject_summary.html"
    form_class = forms.DecisionForm
    submit_label = gettext_lazy("Record the decision")
    # What else the summary needs: ``build_extra(subject) -> dict``.
    build_extra = staticmethod(lambda about: {})

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "step": self.step}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            summary_template=self.summary_template,
            facts=subjects.list_facts(self.about),
            documents=subjects.list_documents(self.about, self.request.user),
            **self.build_extra(self.about),
            **kwargs,
        )


class SubjectSignView(SignView):
    """Sign a paper: shows exactly the PDF that will be signed."""

    def get_context_data(self, **kwargs):
        content = subjects.get_content(self.about)
        place = next(
            s for s in content["signers"] if s["field"] == self.step.data["field"]
        )
        return super().get_context_data(place=place, **kwargs)

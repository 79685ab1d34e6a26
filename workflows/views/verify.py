"""The public page *Verify a document*. Any file at all gets a polite verdict."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from ..forms.verify import VerifyForm
from ..services import verification


@method_decorator(never_cache, name="dispatch")
class VerifyView(FormView):
    """Checks an uploaded file in memory; nothing is stored."""

    template_name = "workflows/verify/verify.html"
    form_class = VerifyForm
    extra_context = {
        "meta_description": gettext_lazy(
            "Check whether a signed PDF of the cluster is genuine and unchanged."
        )
    }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        public_id = self.kwargs.get("public_id")
        if public_id:
            context["summary"] = verification.summarize(public_id)
            context["is_unknown_code"] = context["summary"] is None
        return context

    def form_valid(self, form):
        upload = form.cleaned_data["file"]
        result = verification.verify(upload.read())
        return self.render_to_response(
            self.get_context_data(
                form=self.form_class(), result=result, file_name=upload.name
            )
        )

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def follow_code(request, public_id):
    """Send the address of a QR code to the page in the visitor's language."""
    return redirect(reverse("workflows_verify:verify_code", args=[public_id]))

"""Register for an edition of a course, cancel, and fetch the certificate of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workflows.services import storage

from ..enums import EditionState
from ..models import Edition, Registration
from ..services import tokens
from .registrations import CancelView, RegisteredView, RegisterView


def get_public_edition(public_id) -> Edition:
    """Return an edition of a published course; a plan is not announced by address."""
    return get_object_or_404(
        Edition.objects.exclude(state=EditionState.PLANNED).select_related("course"),
        public_id=public_id,
        course__live=True,
    )


class RegisterForCourseView(RegisterView):
    purpose = "course_registration"

    def get_place(self):
        return get_public_edition(self.kwargs["public_id"])

    def get_done_url(self, token):
        return reverse("skills_centers:registered", args=[self.place.public_id, token])


class RegisteredForCourseView(RegisteredView):
    def get_place(self):
        return get_public_edition(self.kwargs["public_id"])


class CancelCourseView(CancelView):
    model = Registration


@never_cache
@require_safe
def download_certificate(request, token: str):
    """The signed PDF, for who holds the link that was mailed."""
    certificate = tokens.find_certificate(token)
    file = certificate.signed_file if certificate else None
    if file is None:
        raise Http404
    response = HttpResponse(storage.read(file.sha256), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""Number and contents of a certificate, and what its PDF says.

Certificates are in Polish and English at once, like all signed documents.
"""

import hashlib
from itertools import zip_longest

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workflows import conf
from workflows.enums import DocumentType
from workflows.models.subjects import DocumentSpec, SubjectKind
from workflows.pdf import render
from workflows.pdf.authority import Identity
from workflows.pdf.backends import get_backend
from workflows.services.audit import canonical_json
from workflows.services.decisions import describe_actor
from workflows.services.documents import DOCUMENT_CSS, both, both_dates

from ..enums import CertificateKind, CourseMode, CourseType, EditionState
from ..enums import RegistrationState as State
from ..exceptions import NotAllowedNow
from ..models import Certificate, CertificateCounter, CoursePage, Registration

# Rises when the meaning of a key of the content changes.
CONTENT_FORMAT = 1
SIGNATURE_FIELD = "certificate"
TEMPLATE = "skills_centers/pdf/certificate.html"
CSS = "skills_centers/pdf/includes/certificate.css"
LANGUAGES = ("pl", "en")


def check_can_be_certified(registration: Registration) -> None:
    """Raise ``NotAllowedNow`` unless the person attended a course that is over."""
    edition = registration.edition
    if registration.state == State.CERTIFIED:
        raise NotAllowedNow(_("The certificate was issued already."))
    if registration.state != State.ATTENDED:
        raise NotAllowedNow(_("Only who attended gets a certificate."))
    if edition.state == EditionState.CANCELLED or not edition.has_ended():
        raise NotAllowedNow(_("Certificates are issued when the course is over."))
    if edition.course.certificate_kind == CertificateKind.NONE:
        raise NotAllowedNow(_("This course ends without a certificate."))


def _get_version(page, language: str):
    """Return a page in a language, or the page itself where there is no other."""
    found = page.get_translations(inclusive=True).filter(locale__language_code=language)
    return found.first() or page


def _both_labels(choice) -> dict:
    labels = both(choice.label)
    return {"pl": labels.pl, "en": labels.en}


def build_content(registration: Registration, *, number: str, user=None) -> dict:
    """Return everything that a certificate says, in both languages.

    ``user`` signs it: their name and function are part of what it says.

    Only what JSON can hold, so that it can be hashed and kept.
    """
    edition = registration.edition
    courses: dict[str, CoursePage] = {
        language: _get_version(edition.course, language) for language in LANGUAGES
    }
    center = edition.course.center
    texts = {}
    for language, course in courses.items():
        with translation.override(language):
            localized = _get_version(center, language)
            texts[language] = {
                "course": course.title,
                "outcomes": course.outcome_list,
                "center": localized.title,
                "institutions": [
                    {"role": str(role), "name": name}
                    for role, name in localized.institutions
                ],
            }
    course = edition.course
    return {
        "format": CONTENT_FORMAT,
        "number": number,
        "participant": registration.name,
        "texts": texts,
        "course_code": course.code,
        "course_type": _both_labels(CourseType(course.course_type)),
        "mode": _both_labels(CourseMode(course.mode)),
        "hours": course.hours,
        "hours_theory": course.hours_theory,
        "hours_practice": course.hours_practice,
        "start_date": edition.start_date.isoformat(),
        "end_date": edition.end_date.isoformat(),
        "issue_date": timezone.localdate().isoformat(),
        "issue_place": center.city,
        "signer": _describe_signer(user, center) if user else None,
    }


def _describe_signer(user, center) -> dict:
    actor = describe_actor(user, center.host_school or center.founding_body)
    return {
        "name": actor.name,
        "given_name": actor.given_name,
        "surname": actor.surname,
        "function": actor.function,
        "organisation": actor.organisation,
    }


def _assign_number() -> str:
    """Return the next number of the year, BCU/2026/0001."""
    year = timezone.localdate().year
    CertificateCounter.objects.get_or_create(year=year)
    counter = CertificateCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save()
    return f"BCU/{year}/{counter.last:04}"


@transaction.atomic
def create_certificate(registration: Registration, *, user) -> Certificate:
    """Freeze what the certificate says and give it its number.

    The caller holds the lock of the registration and has checked its state.
    """
    number = _assign_number()
    content = build_content(registration, number=number, user=user)
    certificate = Certificate.objects.create(
        registration=registration,
        number=number,
        content=content,
        version=hashlib.sha256(canonical_json(content)).hexdigest(),
        issued_by=user,
    )
    registration.state = State.CERTIFIED
    registration.state_changed_at = timezone.now()
    registration.save(update_fields=["state", "state_changed_at"])
    return certificate


def build_context(content: dict) -> dict:
    """Return what the template reads, apart from what the document adds."""
    return {
        "content": content,
        "start_date": both_dates(content["start_date"]),
        "end_date": both_dates(content["end_date"]),
        "is_one_day": content["start_date"] == content["end_date"],
        "issue_date": both_dates(content["issue_date"]),
        "rows": [
            {"pl": polish, "en": english}
            for polish, english in zip_longest(
                content["texts"]["pl"]["outcomes"],
                content["texts"]["en"]["outcomes"],
                fillvalue="",
            )
        ],
        "actor": content["signer"],
    }


def read_css() -> str:
    """Return the styles of a certificate: those of all documents, and its own."""
    return render_to_string(DOCUMENT_CSS) + render_to_string(CSS)


def render_preview(registration: Registration) -> bytes:
    """Return the certificate as a draft: without number, field, code and signature."""
    content = build_content(registration, number="")
    context = {
        **build_context(content),
        "number": "—",
        "version": "",
        "issue": 1,
        "field": SIGNATURE_FIELD,
        "is_preview": True,
        "is_test": conf.get("TEST_MODE") or get_backend().is_test,
    }
    with translation.override("pl"):
        html = render_to_string(TEMPLATE, context)
    return render.render(html, css=read_css(), boxes=()).content


def _build_document_context(document) -> dict:
    return build_context(document.subject.content)


def _get_identity(document) -> Identity:
    signer = document.subject.content["signer"]
    return Identity(
        name=signer["name"],
        given_name=signer["given_name"],
        surname=signer["surname"],
        function=signer["function"],
        organisation=signer["organisation"],
    )


def _get_public_state(certificate: Certificate) -> str:
    return _("issued")


SUBJECT = SubjectKind(
    model="cluster_skills_centers.certificate",
    documents={
        DocumentType.COMPLETION_CERTIFICATE: DocumentSpec(
            file_label="zaswiadczenie",
            template=TEMPLATE,
            read_css=read_css,
            build_context=_build_document_context,
            get_identity=_get_identity,
            field_name=SIGNATURE_FIELD,
        )
    },
    get_public_state=_get_public_state,
)

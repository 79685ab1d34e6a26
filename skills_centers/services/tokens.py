"""Signed links for people without an account. Nothing secret is stored."""

from django.core import signing

from ..models import Certificate
from ..models.registrations import AbstractRegistration

# A dot ends no address in a mail program and stands in no base64.
_SEPARATOR = "."
OUTCOME_SECONDS = 24 * 60 * 60


def _get_signer(model) -> signing.Signer:
    # A token of an event opens no registration of a course.
    return signing.Signer(sep=_SEPARATOR, salt=f"{model._meta.label_lower}.cancel")


def make_cancel_token(registration: AbstractRegistration) -> str:
    """Return what proves that somebody read the mail about this registration."""
    return _get_signer(type(registration)).sign(registration.public_id.hex)


def find_registration(model, token: str) -> AbstractRegistration | None:
    """Return the registration a token is for, or None for a token that is not ours."""
    try:
        public_id = _get_signer(model).unsign(token)
    except signing.BadSignature:
        return None
    return model.objects.filter(public_id=public_id).first()


def make_certificate_token(certificate: Certificate) -> str:
    """Return what opens a certificate for the person it was mailed to."""
    return _get_certificate_signer().sign(str(certificate.pk))


def find_certificate(token: str) -> Certificate | None:
    """Return the certificate a token is for, or None for a token that is not ours."""
    try:
        key = _get_certificate_signer().unsign(token)
    except signing.BadSignature:
        return None
    return Certificate.objects.filter(pk=key).first()


def _get_certificate_signer() -> signing.Signer:
    return signing.Signer(sep=_SEPARATOR, salt="cluster_skills_centers.certificate")


def make_outcome_token(state: str) -> str:
    """Return what the page after a registration reads; it names nobody."""
    return signing.dumps(state, salt="cluster_skills_centers.outcome")


def read_outcome(token: str) -> str | None:
    """Return what ``make_outcome_token`` was given, for a day."""
    try:
        return signing.loads(
            token, salt="cluster_skills_centers.outcome", max_age=OUTCOME_SECONDS
        )
    except signing.BadSignature:
        return None

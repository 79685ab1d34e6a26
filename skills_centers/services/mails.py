"""Messages to people without an account, in the language they registered in.

They go through the mail service of ``workflows``: written with the event, sent
after the commit, tried again when the server is away, kept with their result.
"""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import conf
from workflows.models import MailRecord
from workflows.services import notifications

from ..enums import RegistrationState
from ..models import Certificate
from ..models.registrations import AbstractRegistration
from . import tokens
from .mail_texts import CERTIFICATE_MAIL, ENDED, MAILS


def get_cancel_url(registration: AbstractRegistration) -> str:
    """Return the address that lets its holder cancel, in the active language."""
    return conf.get("BASE_URL").rstrip("/") + reverse(
        registration.cancel_url_name, args=[tokens.make_cancel_token(registration)]
    )


def notify(
    registration: AbstractRegistration, key: str, *, reason: str = ""
) -> MailRecord:
    """Write one mail about a registration; it is sent after the commit."""
    place = registration.place
    with translation.override(registration.language):
        filled = {
            "title": place.display_title,
            "state": registration.get_state_display(),
            "position": registration.waiting_position or "",
            "reason": reason,
        }
        subject, text = (str(template) % filled for template in MAILS[key])
        facts = _("When: %(when)s\nWhere: %(where)s") % {
            "when": place.display_when,
            "where": place.display_place,
        }
        details = conf.get("BASE_URL").rstrip("/") + place.get_details_url()
        parts = [_("Good day,"), text, facts]
        parts.append(_("Details: %(url)s") % {"url": details})
        if key not in ENDED and registration.can_be_cancelled:
            parts.append(
                _(
                    "If you cannot come, please give the place back, so that somebody "
                    "else can take it:\n%(url)s"
                )
                % {"url": get_cancel_url(registration)}
            )
        parts.append(
            _(
                "If it was not you who registered, use the same link or answer this "
                "message.\nThis message was sent by the site of the education cluster."
            )
            if key not in ENDED
            else _("This message was sent by the site of the education cluster.")
        )
        record = MailRecord(
            key=key,
            address=registration.email,
            language=registration.language,
            subject=" ".join(subject.split())[:250],
            body="\n\n".join(parts),
            calendar=place.build_calendar(registration.language)
            if registration.state == RegistrationState.CONFIRMED
            else "",
        )
    notifications.queue_mails([record])
    return record


def send_certificate(certificate: Certificate) -> MailRecord:
    """Write the mail with the link to a signed certificate."""
    registration = certificate.registration
    with translation.override(registration.language):
        filled = {
            "title": registration.place.display_title,
            "number": certificate.number,
        }
        subject, text = (str(template) % filled for template in CERTIFICATE_MAIL)
        url = conf.get("BASE_URL").rstrip("/") + reverse(
            "skills_centers:certificate",
            args=[tokens.make_certificate_token(certificate)],
        )
        parts = [
            _("Good day,"),
            text,
            _("Your certificate: %(url)s") % {"url": url},
            _("This message was sent by the site of the education cluster."),
        ]
        record = MailRecord(
            key="certificate.issued",
            address=registration.email,
            language=registration.language,
            subject=" ".join(subject.split())[:250],
            body="\n\n".join(parts),
        )
    notifications.queue_mails([record])
    return record


def mail_signed_certificate(sender, revision, **kwargs) -> None:
    """The file of a certificate is stored: its holder may have it."""
    subject = revision.document.subject
    if isinstance(subject, Certificate):
        send_certificate(subject)

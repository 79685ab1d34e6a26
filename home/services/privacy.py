"""Messages of the contact form: what they know of people, and for how long."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from workflows.services.privacy import PersonalData
from workflows.services.retention import RetentionRule


def _get_model():
    return apps.get_model("cluster_home.ContactMessage")


def _list_of(user):
    if not user.email:
        return _get_model().objects.none()
    return _get_model().objects.filter(email__iexact=user.email)


def _collect(user) -> list[dict]:
    return [
        {
            **{name: getattr(row, name) for name in ("name", "subject", "message")},
            "created_at": row.created_at.isoformat(),
            "consent_at": row.consent_at.isoformat(),
        }
        for row in _list_of(user)
    ]


MESSAGE_DATA = PersonalData(
    "contact",
    _("Messages to the office"),
    _collect,
    lambda user: _list_of(user).delete(),
)
# A year: ContactMessage.RETENTION, which sweep_contact_messages keeps to as well.
MESSAGE_RULE = RetentionRule(
    "contact",
    _("Messages from the contact form"),
    lambda before: [_get_model().objects.filter(created_at__lt=before)],
    days=365,
    deletes=True,
)

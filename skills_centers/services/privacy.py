"""What registrations know of people: for exports, blanking and retention.

Registrations of courses and of events alike, for people with and without an account.
"""

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from workflows.services.privacy import PersonalData
from workflows.services.retention import RetentionRule

from ..models.registrations import AbstractRegistration

_FIELDS = (
    *["name", "email", "phone", "institution", "special_needs", "state"],
    *["created_at", "consent_at", "consent_version", "special_needs_consent_at"],
)


def _list_models() -> list:
    return [
        model for model in apps.get_models() if issubclass(model, AbstractRegistration)
    ]


def _list_of(user) -> list:
    """Return the registrations under the address of an account."""
    if not user.email:
        return []
    return [
        row
        for model in _list_models()
        for row in model.objects.filter(email__iexact=user.email).select_related(
            model.place_field
        )
    ]


def _collect(user) -> list[dict]:
    rows = []
    for registration in _list_of(user):
        values = {name: getattr(registration, name) for name in _FIELDS}
        rows.append(
            {
                "for": str(getattr(registration, registration.place_field)),
                **{
                    name: value.isoformat() if hasattr(value, "isoformat") else value
                    for name, value in values.items()
                },
            }
        )
    return rows


@transaction.atomic
def _blank(user) -> None:
    for registration in _list_of(user):
        blank_registrations(type(registration).objects.filter(pk=registration.pk))


def blank_registrations(rows) -> None:
    """Remove the person from registrations; how many came stays known."""
    for registration in rows:
        # Two people of one course have two addresses: none has somebody else's.
        registration.email = f"removed-{registration.pk}@invalid.invalid"
        registration.name = "–"
        registration.phone = registration.institution = ""
        registration.special_needs = ""
        registration.save(
            update_fields=["email", "name", "phone", "institution", "special_needs"]
        )


REGISTRATION_DATA = PersonalData(
    "registrations", _("Registrations for courses and events"), _collect, _blank
)
REGISTRATION_RULE = RetentionRule(
    "registrations",
    _("Registrations for courses and events that are over"),
    lambda before: [
        model.filter_ended(before).exclude(name="–") for model in _list_models()
    ],
    days=1825,
    delete=blank_registrations,
)

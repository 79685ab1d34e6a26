"""Small helpers of the portal's templates."""

from django import template

from ..enums import AgreementState

register = template.Library()

_BADGES = {
    AgreementState.DRAFT: "info",
    AgreementState.RETURNED: "wait",
    AgreementState.SEALED: "ok",
    AgreementState.IN_FORCE: "ok",
    AgreementState.EXPIRED: "info",
    AgreementState.WITHDRAWN: "info",
    AgreementState.REJECTED: "bad",
    AgreementState.ABORTED: "bad",
    AgreementState.VOIDED: "bad",
    # Of ideas.
    "accepted_no_group": "ok",
    "accepted_with_group": "ok",
    "in_progress": "ok",
    "completed": "ok",
    "merged": "info",
    "abandoned": "bad",
    # Of working groups, their meetings and papers.
    "appointed": "ok",
    "confirmed": "ok",
    "convened": "ok",
    "held": "ok",
    "signed": "ok",
    "published": "ok",
    "forwarded": "ok",
    "implemented": "ok",
    "suspended": "bad",
    "cancelled": "bad",
    "dissolved": "info",
    "archived": "info",
    # Of applications to join.
    "active": "ok",
    "declined": "bad",
}


@register.simple_tag
def list_errors(form=None, forms=(), formsets=()):
    """Return all errors of forms and formsets with the ids of their fields."""
    errors = []
    for formset in formsets or ():
        errors += [
            {"message": message, "target": "", "label": ""}
            for message in formset.non_form_errors()
        ]
    for item in [*([form] if form else []), *(forms or [])]:
        errors += [
            {"message": message, "target": "", "label": ""}
            for message in item.non_field_errors()
        ]
        for bound in item:
            errors += [
                {
                    "message": message,
                    # Groups of boxes have no single field to go to.
                    "target": f"{bound.auto_id}_0"
                    if bound.use_fieldset
                    else bound.id_for_label,
                    "label": bound.label,
                }
                for message in bound.errors
            ]
    return errors


@register.filter
def state_badge(state: str) -> str:
    """Return the kind of badge for the state of an agreement."""
    return _BADGES.get(state, "wait")


@register.filter
def short_hash(value: str) -> str:
    """Return the first twelve characters of a hash."""
    return (value or "")[:12]

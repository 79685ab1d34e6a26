"""What differs between two contents of an agreement, in words for people."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation

from ..enums import Channel, SignatureLevel
from ..models import (
    AgreementAnnex,
    AgreementIntake,
    AgreementParty,
    AgreementSigner,
    Commitment,
    Occupation,
    PatronageAgreement,
)
from ..models.commitments import DETAILS

# What a part of the content is called, and the model that names its values.
_PARTS = {
    "head": (_("document"), PatronageAgreement),
    "class": (_("class"), PatronageAgreement),
    "occupation": (_("occupation"), Occupation),
    "intakes": (_("intake"), AgreementIntake),
    "parties": (_("party"), AgreementParty),
    "contact": (_("coordinator"), AgreementParty),
    "details": (_("data of the register"), Organisation),
    "signers": (_("signer"), AgreementSigner),
    "commitments": (_("commitment"), Commitment),
    "scholarship": (_("scholarship"), None),
    "graduates": (_("graduates"), None),
    "legal": (_("legal part"), PatronageAgreement),
    "term": (_("term"), PatronageAgreement),
    "annexes": (_("annex"), AgreementAnnex),
}
# Where the content calls a field otherwise than its model does.
_FIELDS = {
    ("head", "kind"): "document_kind",
    ("class", "name"): "class_name",
    ("class", "symbol"): "class_symbol",
    ("class", "scope"): "class_scope",
    ("class", "grades"): "grades_covered",
    ("contact", "name"): "contact_name",
    ("contact", "function"): "contact_function",
    ("contact", "email"): "contact_email",
    ("contact", "phone"): "contact_phone",
}
_LISTS = {"accepted_levels": SignatureLevel, "logo_channels": Channel}


def list_changes(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """Return what differs between two contents: where, before, after, for people."""
    before, after = _put_in_words(old), _put_in_words(new)
    return [
        (
            (after.get(path) or before[path])[0],
            before.get(path, ("", ""))[1],
            after.get(path, ("", ""))[1],
        )
        for path in dict.fromkeys([*after, *before])
        if before.get(path, ("", ""))[1] != after.get(path, ("", ""))[1]
    ]


def _put_in_words(content: dict) -> dict[tuple, tuple[str, str]]:
    """Return each value by its path: what it is called, and what it says."""
    return dict(_walk({k: v for k, v in content.items() if k != "form"}))


def _walk(value, path=(), words=(), part=""):
    if isinstance(value, dict):
        for key, item in value.items():
            inner = (*path, key)
            if part == "commitments" and key == "details":
                yield from _walk_details(value["area"], item, inner, words)
            elif isinstance(item, dict) or key in _PARTS and isinstance(item, list):
                label = str(_PARTS[key][0]) if key in _PARTS else key
                yield from _walk(item, inner, (*words, label), key)
            else:
                yield inner, _name_value(part, key, item, words)
    else:
        for number, item in enumerate(value, start=1):
            numbered = (*words[:-1], f"{words[-1]} {number}")
            yield from _walk(item, (*path, number), numbered, part)


def _walk_details(area, details, path, words):
    for key, detail in DETAILS.get(area, {}).items():
        value = details.get(key)
        if isinstance(value, bool):
            text = _write_value(value)
        else:
            text = "" if value in (None, "", []) else detail.write(value)
        yield (*path, key), (" › ".join([*words, str(detail.label)]), text)


def _name_value(part, key, value, words) -> tuple[str, str]:
    model = _PARTS.get(part, ("", None))[1]
    try:
        field = model._meta.get_field(_FIELDS.get((part, key), key)) if model else None
    except FieldDoesNotExist:
        field = None
    label = str(field.verbose_name) if field else key
    if isinstance(value, list):
        names = dict(_LISTS[key].choices) if key in _LISTS else {}
        text = ", ".join(str(names.get(item, item)) for item in value)
    else:
        names = dict(getattr(field, "flatchoices", None) or ())
        text = str(names.get(value) or _write_value(value))
    return " › ".join([*words, label]), text


def _write_value(value) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(value)

"""What an agreement says, in one spelling, and the hash that names it.

The PDF is rendered from the same content that is hashed. Changing the form
changes every hash: then raise ``CANONICAL_FORM`` and keep the old builder.
"""

import hashlib

from django.utils.translation import gettext as _

from ..models import AgreementVersion, PatronageAgreement
from .audit import canonical_json

CANONICAL_FORM = 1


def _text(value) -> str | None:
    """Decimals and dates as text: JSON has neither."""
    return None if value is None else str(value)


def _date(value) -> str | None:
    return value.isoformat() if value else None


def build_content(agreement: PatronageAgreement) -> dict:
    """Return everything that the parties agree on, as plain JSON values.

    Not in it: number, state, people who merely typed. Shape: ``head``,
    ``class``, ``parties`` (each with ``signers``), ``commitments``,
    ``scholarship``, ``graduates``, ``legal``, ``term``, ``annexes``.
    """
    occupation = agreement.occupation
    parties = list(agreement.parties.prefetch_related("signers"))
    keys = {party.pk: party.key for party in parties}
    return {
        "form": CANONICAL_FORM,
        "head": {
            "kind": agreement.document_kind,
            "title_pl": agreement.title_pl,
            "title_en": agreement.title_en,
            "place": agreement.place,
            "conclusion_date_rule": agreement.conclusion_date_rule,
            "conclusion_date": _date(agreement.conclusion_date),
            "confidentiality": agreement.confidentiality,
            "purpose_pl": agreement.purpose_pl,
            "purpose_en": agreement.purpose_en,
        },
        "class": {
            "school_type": agreement.school_type,
            "occupation": {
                "code": occupation.code,
                "name_pl": occupation.name_pl,
                "name_en": occupation.name_en,
                "branch": occupation.branch,
                "qualifications": occupation.qualifications,
            }
            if occupation
            else None,
            "is_new_occupation": agreement.is_new_occupation,
            "labour_opinion_number": agreement.labour_opinion_number,
            "labour_opinion_date": _date(agreement.labour_opinion_date),
            "name": agreement.class_name,
            "symbol": agreement.class_symbol,
            "scope": agreement.class_scope,
            "start_school_year": agreement.start_school_year,
            "end_school_year": agreement.end_school_year,
            "grades": sorted(agreement.grades_covered),
            "recruitment_note": agreement.recruitment_note,
            "intakes": [
                {
                    "school_year": intake.school_year,
                    "planned_students": intake.planned_students,
                    "places_at_employer": intake.places_at_employer,
                    "places_confirmed": intake.places_confirmed,
                }
                for intake in agreement.intakes.all()
            ],
        },
        "parties": [_build_party(party) for party in parties],
        "commitments": [
            {
                "party": keys[item.party_id],
                "area": item.area,
                "description_pl": item.description_pl,
                "description_en": item.description_en,
                "quantity": _text(item.quantity),
                "unit": item.unit,
                "school_year": item.school_year,
                "deadline": _date(item.deadline),
                "value": _text(item.value),
            }
            for item in agreement.commitments.all()
        ],
        "scholarship": {
            "amount": _text(agreement.scholarship_amount),
            "months": agreement.scholarship_months,
            "recipients": agreement.scholarship_recipients,
            "min_average": _text(agreement.scholarship_min_average),
        },
        "graduates": {
            "interview_guaranteed": agreement.interview_guaranteed,
            "planned_hires": agreement.planned_hires,
        },
        "legal": {
            "child_protection_standards": agreement.child_protection_standards,
            "child_protection_date": _date(agreement.child_protection_date),
            "child_protection_url": agreement.child_protection_url,
            "staff_checked_registers": agreement.staff_checked_registers,
            "ohs_training": agreement.ohs_training,
            "school_insures": agreement.school_insures,
            "separate_controllers": agreement.separate_controllers,
            "image_consents_by_school": agreement.image_consents_by_school,
            "logo_licence": agreement.logo_licence,
            "local_government_pays": agreement.local_government_pays,
            "total_value": _text(agreement.total_value),
        },
        "term": {
            "start_date": _date(agreement.start_date),
            "end_date": _date(agreement.end_date),
            "is_indefinite": agreement.is_indefinite,
            "end_date_reason": agreement.end_date_reason,
            "notice_months": agreement.notice_months,
            "notice_to_school_year_end": agreement.notice_to_school_year_end,
            "continuation_duty": agreement.continuation_duty,
            "report_due_day": agreement.report_due_day,
        },
        "annexes": [
            {
                "kind": annex.kind,
                "title": annex.title,
                "file_name": annex.file_name,
                "sha256": annex.sha256,
                "size": annex.size,
            }
            for annex in agreement.annexes.all()
        ],
    }


def _build_party(party) -> dict:
    return {
        "key": party.key,
        "role": party.role,
        "signing_order": party.signing_order,
        "contact": {
            "name": party.contact_name,
            "function": party.contact_function,
            "email": party.contact_email,
            "phone": party.contact_phone,
        },
        "accepted_levels": sorted(party.accepted_levels),
        "details": party.details,
        "signers": [
            {
                "field": signer.field_name,
                "given_name": signer.given_name,
                "surname": signer.surname,
                "function_pl": signer.function_pl,
                "function_en": signer.function_en,
                "order": signer.order,
                "is_countersign": signer.is_countersign,
            }
            for signer in sorted(
                party.signers.all(), key=lambda s: (s.is_countersign, s.order, s.pk)
            )
        ],
    }


def hash_content(content: dict) -> str:
    """Return the SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def store_version(agreement: PatronageAgreement, *, user=None) -> AgreementVersion:
    """Keep what the agreement says now and note its hash on the agreement.

    A content that was there before keeps its first row.
    """
    content = build_content(agreement)
    version, _created = AgreementVersion.objects.get_or_create(
        agreement=agreement,
        hash=hash_content(content),
        defaults={
            "canonical_form": CANONICAL_FORM,
            "content": content,
            "created_by": user,
        },
    )
    if agreement.version != version.hash:
        agreement.version = version.hash
        agreement.save(update_fields=["version"])
    return version


def get_content(agreement: PatronageAgreement, version_hash: str = "") -> dict:
    """Return the content of a version, the present one unless told.

    Raises ``AgreementVersion.DoesNotExist``.
    """
    return agreement.versions.get(hash=version_hash or agreement.version).content


def list_changes(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """Return what differs between two contents: path, before, after, for people."""
    before, after = dict(_flatten(old)), dict(_flatten(new))
    return [
        (path, before.get(path, ""), after.get(path, ""))
        for path in sorted(before.keys() | after.keys())
        if before.get(path, "") != after.get(path, "")
    ]


def list_changes_since(
    agreement: PatronageAgreement, seen_hash: str
) -> list[tuple[str, str, str]]:
    """Return what changed since the version that a person saw.

    Nothing when that version is not known. ``agreement`` is freshly read.
    """
    seen = agreement.versions.filter(hash=seen_hash).first()
    if seen is None or not agreement.version:
        return []
    return list_changes(seen.content, get_content(agreement))


def _flatten(value, path=""):
    if isinstance(value, dict):
        for key in value:
            yield from _flatten(value[key], f"{path} › {key}" if path else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _flatten(item, f"{path} {number}")
    elif isinstance(value, bool):
        yield path, str(_("yes") if value else _("no"))
    else:
        yield path, "" if value is None else str(value)

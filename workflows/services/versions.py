"""What an agreement says, in one spelling, and the hash that names it.

The PDF is rendered from the same content that is hashed. Changing the form
changes every new hash: then raise ``CANONICAL_FORM``. What was stored stays as it
is, byte for byte; ``read_content`` knows every form there ever was.

1  scholarship and graduates beside the commitments
2  details of each commitment, scholarships and employment offers among them
"""

import hashlib

from ..enums import CooperationForm
from ..models import AgreementVersion, PatronageAgreement
from .audit import canonical_json
from .changes import list_changes

CANONICAL_FORM = 2


def _text(value) -> str | None:
    """Decimals and dates as text: JSON has neither."""
    return None if value is None else str(value)


def _date(value) -> str | None:
    return value.isoformat() if value else None


def build_content(agreement: PatronageAgreement) -> dict:
    """Return everything that the parties agree on, as plain JSON values.

    Not in it: number, state, people who merely typed. Shape: ``head``,
    ``class``, ``parties`` (each with ``signers``), ``commitments`` (each with
    ``details``), ``legal``, ``term``, ``annexes``.
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
            "title_de": agreement.title_de,
            "title_cs": agreement.title_cs,
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
            "group_size": agreement.group_size,
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
                "details": item.details,
            }
            for item in agreement.commitments.all()
        ],
        "legal": {
            "child_protection_standards": agreement.child_protection_standards,
            "child_protection_date": _date(agreement.child_protection_date),
            "child_protection_url": agreement.child_protection_url,
            "staff_checked_registers": agreement.staff_checked_registers,
            "ohs_training": agreement.ohs_training,
            "school_insures": agreement.school_insures,
            "liability_insurance_by": agreement.liability_insurance_by,
            "separate_controllers": agreement.separate_controllers,
            "processing_agreement_needed": agreement.processing_agreement_needed,
            "image_consents_by_school": agreement.image_consents_by_school,
            "logo_licence": agreement.logo_licence,
            "logo_territory": agreement.logo_territory,
            "logo_channels": sorted(agreement.logo_channels),
            "logo_revocation_days": agreement.logo_revocation_days,
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
    """Return the content of a version as readers need it, the present one unless told.

    Raises ``AgreementVersion.DoesNotExist``.
    """
    stored = agreement.versions.get(hash=version_hash or agreement.version)
    return read_content(stored.content)


def read_content(content: dict) -> dict:
    """Return a stored content of any form with what documents say in their clauses.

    Adds ``scholarships``, ``offers`` and ``promotions``: commitments with name and
    role of their party; ``has_loyalty_agreement``.
    """
    rows = content["commitments"] if content["form"] > 1 else _read_form_1(content)
    parties = {party["key"]: party for party in content["parties"]}
    terms = [
        {
            **row,
            "party_name": parties[row["party"]]["details"]["short_name"],
            "party_role": parties[row["party"]]["role"],
        }
        for row in rows
        if any(row["details"].values())
    ]
    scholarships = [
        row
        for row in terms
        if row["area"] == CooperationForm.SCHOLARSHIPS and row["details"].get("amount")
    ]
    return {
        **content,
        "scholarships": scholarships,
        "offers": [r for r in terms if r["area"] == CooperationForm.GRADUATES],
        "promotions": [r for r in terms if r["area"] == CooperationForm.PROMOTION],
        "has_loyalty_agreement": any(
            row["details"].get("loyalty_agreement") for row in scholarships
        ),
    }


def _read_form_1(content) -> list[dict]:
    """Return the scholarship and the offer of form 1 as commitments of the employer."""
    parties = sorted(content["parties"], key=lambda party: party["role"] != "employer")
    if not parties:
        return []
    common = {"party": parties[0]["key"], "school_year": ""}
    old = content["scholarship"]
    return [
        {
            **common,
            "area": CooperationForm.SCHOLARSHIPS,
            "details": {
                "amount": old["amount"],
                "months": old["months"],
                "max_recipients": old["recipients"],
                "min_average": old["min_average"],
            },
        },
        {
            **common,
            "area": CooperationForm.GRADUATES,
            "details": content["graduates"],
        },
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
    current = agreement.versions.get(hash=agreement.version)
    return list_changes(seen.content, current.content)

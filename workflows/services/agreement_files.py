"""The files of an agreement: step records, the contract, its signatures, the seal."""

from ..enums import DocumentType, FormalCheckItem, Outcome, SignOffItem, StepKind
from ..models import Decision, Document
from ..pdf import sign
from ..pdf.backends import get_backend
from . import documents, versions
from .made_files import (
    MadeFile,
    get_base,
    get_seal_identity,
    identity_of_actor,
    make_appearance,
    sign_next,
    sign_whole,
)

STATEMENTS = {
    DocumentType.RECEIPT: documents.Bilingual(
        "Składam projekt w opisanej wersji do sprawdzenia przez biuro klastra.",
        "I submit the draft in the version described here for the office to check.",
    ),
    DocumentType.FORMAL_CARD: documents.Bilingual(
        "Sprawdziłam/sprawdziłem projekt pod względem formalnym z wynikiem jak wyżej.",
        "I checked the draft formally, with the result given above.",
    ),
    DocumentType.PARTY_APPROVAL: documents.Bilingual(
        "W imieniu strony zajmuję stanowisko wobec opisanej wersji projektu. "
        "Nie jest to podpis pod umową.",
        "On behalf of the party I take a position on the version described here. "
        "This is not a signature under the agreement.",
    ),
    DocumentType.SIGN_OFF_SHEET: documents.Bilingual(
        "Potwierdzam uzgodnienie opisanej wersji i kieruję ją do podpisu.",
        "I confirm that the version described here is agreed and send it for signing.",
    ),
    DocumentType.DECISION_RECORD: documents.Bilingual(
        "Podjęłam/podjąłem decyzję opisaną powyżej.",
        "I took the decision described above.",
    ),
}

_LABELS = {
    "title": documents.Bilingual("Tytuł", "Title"),
    "parties": documents.Bilingual("Strony", "Parties"),
    "occupation": documents.Bilingual("Zawód", "Occupation"),
    "years": documents.Bilingual("Lata szkolne", "School years"),
    "party": documents.Bilingual("Strona", "Party"),
    "file": documents.Bilingual("Plik (SHA-256)", "File (SHA-256)"),
}


def _fact(key, value) -> dict:
    return {
        "label": _LABELS[key],
        "value": value,
        "is_bilingual": isinstance(value, documents.Bilingual),
    }


def make_record(job) -> MadeFile:
    """Return a step record, signed by the person who completed the step."""
    decision, document = job.decision, job.document
    identity = identity_of_actor(decision)
    rendered = documents.render_record(
        document,
        build_record_context(document, decision),
        box_label=f"Podpis: {identity.name}",
    )
    return sign_whole(
        rendered,
        identity=identity,
        field_name=documents.RECORD_FIELD,
        reason=f"{document.get_type_display()} {document.agreement.number}",
    )


def build_record_context(document: Document, decision: Decision) -> dict:
    """Return what a step record says: facts, checklist, decision, who and when."""
    agreement = document.agreement
    content = versions.get_content(agreement, decision.version)
    group = content["class"]
    facts = [
        _fact(
            "title",
            documents.Bilingual(
                content["head"]["title_pl"],
                content["head"]["title_en"] or content["head"]["title_pl"],
            ),
        ),
        _fact(
            "parties",
            "; ".join(party["details"]["legal_name"] for party in content["parties"]),
        ),
    ]
    if group["occupation"]:
        facts.append(
            _fact(
                "occupation",
                documents.Bilingual(
                    f"{group['occupation']['name_pl']} ({group['occupation']['code']})",
                    f"{group['occupation']['name_en']} ({group['occupation']['code']})",
                ),
            )
        )
    facts.append(
        _fact("years", f"{group['start_school_year']} – {group['end_school_year']}")
    )
    if decision.step_id and decision.step.party_id:
        facts.append(_fact("party", decision.step.party.details["legal_name"]))
    if decision.document_sha256:
        facts.append(_fact("file", decision.document_sha256))
    return {
        "facts": facts,
        "checklist": _build_checklist(decision),
        "outcome": documents.both(Outcome(decision.outcome).label),
        "reason": decision.reason,
        "statement": STATEMENTS[document.type],
        "actor": {
            "name": decision.actor_name,
            "function": decision.actor_function,
            "organisation": decision.actor_organisation,
        },
        "decided_at": documents.both_dates(decision.decided_at),
    }


def _build_checklist(decision) -> list[dict]:
    if not decision.checklist or not decision.step_id:
        return []
    items = SignOffItem if decision.step.kind == StepKind.SIGN_OFF else FormalCheckItem
    return [
        {"label": documents.both(item.label), "value": decision.checklist.get(item)}
        for item in items
    ]


def make_issue(job) -> MadeFile:
    """Return the contract with empty boxes."""
    document = job.document
    content = versions.get_content(document.agreement, document.version)
    rendered = documents.render_agreement(document.agreement, content, document)
    return MadeFile(rendered.content, rendered.pages, [], "", None)


def make_signature(job) -> MadeFile:
    """Return the contract with the signature of one more signer."""
    return sign_next(
        job.document,
        identity=documents.identity_of_signer(job.signer),
        field_name=job.signer.field_name,
        reason=f"Zawarcie umowy {job.document.agreement.number}",
    )


def make_seal(job) -> MadeFile:
    """Return the contract with the leader's seal and an archival timestamp."""
    base, pdf = get_base(job.document)
    backend = get_backend()
    content = sign.append_signature(
        pdf,
        backend=backend,
        identity=None,
        field_name=sign.SEAL_FIELD,
        appearance=make_appearance(get_seal_identity()),
        reason=f"Pieczęć lidera klastra, {job.document.agreement.number}",
        location="",
    )
    content = sign.archive(content, backend=backend)
    return MadeFile(
        content,
        base.pages,
        [*base.signatures, sign.SEAL_FIELD, sign.ARCHIVE_FIELD],
        "B-LTA",
        base.number,
    )

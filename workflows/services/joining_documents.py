"""What the receipt and the partner declaration say, from frozen content."""

from django.utils import translation
from django_countries import countries

from partners.enums import (
    CooperationForm,
    ForeignIdType,
    LegalForm,
    OrganisationKind,
    RepresentationBasis,
)

from ..enums import DocumentType, SignatureLevel
from ..models.joining import LEADER_FIELD
from ..models.subjects import DocumentSpec
from ..pdf.backends import get_backend
from . import subjects
from .documents import IDENTIFIER_LABELS, Bilingual, both, both_dates


def list_identifiers(details: dict) -> list[tuple[str, str]]:
    """Return pairs of label and number, those that there are."""
    rows = [
        (label, details[key]) for key, label in IDENTIFIER_LABELS if details.get(key)
    ]
    if details.get("foreign_id"):
        label = ForeignIdType(details["foreign_id_type"]).label
        rows.append((str(label), details["foreign_id"]))
    return rows


def build_facts(content: dict) -> list:
    """Return the rows for step records and screens."""
    details = content["organisation"]
    numbers = ", ".join(
        f"{label} {value}" for label, value in list_identifiers(details)
    )
    people = "; ".join(
        f"{person['given_name']} {person['surname']} – {person['function']}"
        for person in content["people"]
    )
    rows = [
        (("Nazwa", "Name"), details["legal_name"]),
        (("Rodzaj", "Kind"), both(OrganisationKind(details["kind"]).label)),
        (("Forma prawna", "Legal form"), both(LegalForm(details["legal_form"]).label)),
        (("Numery w rejestrach", "Register numbers"), numbers),
        (("Adres", "Address"), content["address"]),
        (("Organ prowadzący", "Founding body"), content["founding_body_name"]),
        (
            ("Podstawa umocowania", "Source of authority"),
            both(RepresentationBasis(details["representation_basis"]).label),
        ),
        (("Sposób reprezentacji", "Representation"), details["representation_rule"]),
        (("Podpisuje", "Signed by"), people),
        (
            ("Osoba do kontaktu", "Contact person"),
            f"{content['contact']['name']}, {content['contact']['email']}",
        ),
        (("Powód przystąpienia", "Why it joins"), content["motivation"]),
        (("Odpowiedź dla biura", "Answer to the office"), content["answer"]),
    ]
    return [(label, value) for label, value in rows if value]


def build_receipt_context(document) -> dict:
    """Return what the receipt of an application says."""
    application = document.subject
    content = subjects.get_content(application, document.version)
    return {
        "content": content,
        "facts": [
            {
                "label": Bilingual(*label),
                "value": value,
                "is_bilingual": isinstance(value, Bilingual),
            }
            for label, value in build_facts(content)
        ],
        "outcome": Bilingual("wniosek przyjęty do sprawdzenia", "application received"),
        "statement": Bilingual(
            "Lider klastra potwierdza, że otrzymał wniosek o przystąpienie w tej "
            "treści, a adres e-mail osoby do kontaktu został potwierdzony. "
            "Potwierdzenie nie oznacza przyjęcia do klastra.",
            "The leader of the cluster confirms that it received the application to "
            "join with this content and that the e-mail address of the contact person "
            "was confirmed. The receipt does not mean admission to the cluster.",
        ),
        "decided_at": both_dates(application.verified_at),
    }


def build_declaration_context(document) -> dict:
    """Return what the template of the declaration reads besides the content."""
    content = subjects.get_content(document.subject, document.version)
    details = content["organisation"]
    level = get_backend().level
    return {
        "declaration_number": content["declaration_number"],
        "details": details,
        "kind": both(OrganisationKind(details["kind"]).label),
        "is_school": details["kind"]
        in (OrganisationKind.SCHOOL, OrganisationKind.SCHOOL_COMPLEX),
        "legal_form": both(LegalForm(details["legal_form"]).label),
        "country": Bilingual(
            *(_get_country(details["country"], language) for language in ("pl", "en"))
        )
        if details["country"] != "PL"
        else None,
        "basis": both(RepresentationBasis(details["representation_basis"]).label),
        "identifiers": list_identifiers(details),
        "leader": content["leader"],
        "leader_identifiers": list_identifiers(content["leader"]),
        "cooperation_forms": [
            both(CooperationForm(key).label) for key in content["cooperation_forms"]
        ],
        "partner_signers": [
            s for s in content["signers"] if s["field"] != LEADER_FIELD
        ],
        "leader_signers": [s for s in content["signers"] if s["field"] == LEADER_FIELD],
        "is_qualified": level == SignatureLevel.QUALIFIED,
    }


def _get_country(code: str, language: str) -> str:
    with translation.override(language):
        return str(countries.name(code))


DOCUMENTS = {
    DocumentType.RECEIPT: DocumentSpec(
        "potwierdzenie", build_context=build_receipt_context
    ),
    DocumentType.FORMAL_CARD: DocumentSpec(
        "karta-formalna",
        (
            "Wniosek o przystąpienie do klastra w tej wersji został przeze mnie "
            "sprawdzony; powyższa decyzja jest moja.",
            "I have checked this version of the application to join the cluster and "
            "taken the decision above.",
        ),
    ),
    DocumentType.DECISION_RECORD: DocumentSpec(
        "decyzja",
        (
            "Powyższa decyzja w sprawie wniosku o przystąpienie jest moja.",
            "I have taken the decision above on the application to join.",
        ),
    ),
    DocumentType.DECLARATION: DocumentSpec(
        "deklaracja",
        template="workflows/pdf/joining_declaration.html",
        build_context=build_declaration_context,
        is_contract=True,
    ),
}

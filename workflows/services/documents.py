"""What a document says: texts, tables and signature boxes for the renderer.

Documents are in Polish and English at once, so their templates hold both
languages and no gettext; labels of enumerations are handed over in both.
"""

import base64
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import segno
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format

from partners.enums import (
    ForeignIdType,
    LegalForm,
    RepresentationBasis,
)

from .. import conf
from ..enums import (
    AnnexKind,
    ClassScope,
    ConclusionDateRule,
    CooperationForm,
    DocumentKind,
    DocumentType,
    PartyRole,
    SchoolType,
    SignatureLevel,
)
from ..models import Document, PatronageAgreement
from ..pdf import preview, render
from ..pdf.authority import Identity
from ..pdf.backends import get_backend
from ..pdf.sign import ARCHIVE_FIELD, SEAL_FIELD
from . import school_years
from .agreements import is_local_government

RECORD_FIELD = "record"
DOCUMENT_CSS = "workflows/pdf/includes/document.css"
LANGUAGES = ("pl", "en")

IDENTIFIER_LABELS = (
    ("nip", "NIP"),
    ("regon", "REGON"),
    ("krs", "KRS"),
    ("rspo", "RSPO"),
)


@dataclass(frozen=True)
class Bilingual:
    """The same words in both languages of a document."""

    pl: str
    en: str

    def __str__(self):
        return f"{self.pl} / {self.en}"


def both(lazy) -> Bilingual:
    """Return a lazily translated label in Polish and English."""
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[language] = str(lazy)
    return Bilingual(**texts)


def both_dates(value: str | date | datetime | None) -> Bilingual | None:
    """Return a date, or a moment with seconds and zone, as both languages write it."""
    if not value:
        return None
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value)
        clock = value.strftime("%H:%M:%S %Z (%z)")
        return Bilingual(
            f"{_format_date(value, 'pl')}, {clock}",
            f"{_format_date(value, 'en')}, {clock}",
        )
    return Bilingual(_format_date(value, "pl"), _format_date(value, "en"))


def both_days(text: str) -> Bilingual | None:
    """Return a day of each year, given as ``31.07``, as both languages write it."""
    value = school_years.parse_day_of_year(text)
    if value is None:
        return None
    return Bilingual(_format_date(value, "pl", ""), _format_date(value, "en", ""))


def _format_date(value, language, year=" Y") -> str:
    with translation.override(language):
        return date_format(value, ("j E" if language == "pl" else "j F") + year)


def both_numbers(value: str | int | None, *, places: int | None = None):
    """Return a number as both languages write it."""
    if value is None or value == "":
        return None
    number = Decimal(value)
    if places is None:
        number = number.normalize()
        places = max(0, -number.as_tuple().exponent)
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[language] = number_format(
                number, decimal_pos=places, force_grouping=True
            )
    return Bilingual(**texts)


def get_verification_url(document: Document) -> str:
    """Return the address behind the QR code: short, and it names nobody."""
    return f"{conf.get('BASE_URL').rstrip('/')}/v/{document.public_id}/"


def make_qr(text: str) -> str:
    """Return a QR code as a ``data:`` URI (PNG, error correction M).

    Not SVG: WeasyPrint would draw that again on each page.
    """
    buffer = io.BytesIO()
    # A fixed mask: trying all eight takes longer than the rest and reads no better.
    segno.make(text, error="m", micro=False, boost_error=False, mask=3).save(
        buffer, kind="png", scale=4, border=0, dark="#16232b"
    )
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def _build_party(party: dict) -> dict:
    details = party["details"]
    identifiers = [
        (label, details[key]) for key, label in IDENTIFIER_LABELS if details.get(key)
    ]
    if details.get("foreign_id"):
        label = ForeignIdType(details["foreign_id_type"]).label
        identifiers.append((str(label), details["foreign_id"]))
    return {
        **party,
        "role_label": both(PartyRole(party["role"]).label),
        "legal_form_label": both(LegalForm(details["legal_form"]).label),
        "basis_label": both(RepresentationBasis(details["representation_basis"]).label)
        if details.get("representation_basis")
        else None,
        "identifiers": identifiers,
        "extract_date": both_dates(details.get("register_extract_date")),
        "levels": [
            both(SignatureLevel(level).label) for level in party["accepted_levels"]
        ],
        "signs": party["role"] != PartyRole.OBSERVER,
    }


def _sum_local_government(content: dict) -> Decimal:
    """Return what local governments promised, of the value of all commitments."""
    keys = {
        party["key"]
        for party in content["parties"]
        if is_local_government(
            party["role"], party["details"].get("founding_body_type", "")
        )
    }
    values = (i["value"] for i in content["commitments"] if i["party"] in keys)
    return sum((Decimal(value) for value in values if value), Decimal())


def build_agreement_context(content: dict) -> dict:
    """Return what the template of the agreement reads, from a canonical content.

    Dates, numbers and labels come as ``Bilingual``; see the comment on top of
    ``workflows/pdf/agreement.html`` for the list.
    """
    parties = [_build_party(party) for party in content["parties"]]
    names = {party["key"]: party["details"]["short_name"] for party in parties}
    group, legal, term = content["class"], content["legal"], content["term"]
    years = sorted({item["school_year"] for item in content["commitments"]})
    return {
        "content": content,
        "kind": both(DocumentKind(content["head"]["kind"]).label),
        "is_letter_of_intent": content["head"]["kind"] == DocumentKind.LETTER_OF_INTENT,
        "parties": parties,
        **{
            f"{role.value}_parties": [p for p in parties if p["role"] == role]
            for role in PartyRole
        },
        "school_type": both(SchoolType(group["school_type"]).label)
        if group["school_type"]
        else None,
        "scope": both(ClassScope(group["scope"]).label),
        "opinion_date": both_dates(group["labour_opinion_date"]),
        "total_students": sum(i["planned_students"] for i in group["intakes"]),
        "total_places": sum(i["places_at_employer"] for i in group["intakes"]),
        "commitment_years": [
            {
                "school_year": year,
                "rows": [
                    {
                        **item,
                        "party_name": names[item["party"]],
                        "area_label": both(CooperationForm(item["area"]).label),
                        "quantity_label": both_numbers(item["quantity"]),
                        "value_label": both_numbers(item["value"], places=2),
                        "deadline_label": both_dates(item["deadline"]),
                    }
                    for item in content["commitments"]
                    if item["school_year"] == year
                ],
            }
            for year in years
        ],
        "has_scholarship": bool(content["scholarships"]),
        "has_equipment": any(
            item["area"] == CooperationForm.EQUIPMENT for item in content["commitments"]
        ),
        "child_protection_date": both_dates(legal["child_protection_date"]),
        "total_value": both_numbers(legal["total_value"], places=2),
        "local_government_value": both_numbers(
            _sum_local_government(content) or None, places=2
        ),
        "start_date": both_dates(term["start_date"]),
        "end_date": both_dates(term["end_date"]),
        "report_due": both_days(term["report_due_day"] or ""),
        "conclusion_by_last_signature": content["head"]["conclusion_date_rule"]
        == ConclusionDateRule.LAST_SIGNATURE,
        "conclusion_date": both_dates(content["head"]["conclusion_date"]),
        "annexes": [
            {**annex, "kind_label": both(AnnexKind(annex["kind"]).label)}
            for annex in content["annexes"]
        ],
    }


@cache
def _read_css() -> str:
    # Beside the HTML it belongs to, so that a host overrides both by path.
    return render_to_string(DOCUMENT_CSS)


# Soft hyphens, zero-width and bidirectional marks: nobody sees them, they let a text
# read other than it is, and WeasyPrint needs minutes to break lines at them.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)


def _write_html(template, context) -> str:
    with translation.override("pl"):
        return _INVISIBLE.sub("", render_to_string(template, context))


def _build_furniture(about, document: Document | None) -> dict:
    """Number, version and QR code: what stands in the footer of every page."""
    url = get_verification_url(document) if document else ""
    return {
        "number": getattr(about, "number", "") or "—",
        "version": document.version if document else about.version,
        "issue": document.issue if document else about.issue,
        "verification_url": url,
        "qr": make_qr(url) if url else "",
        "is_test": conf.get("TEST_MODE") or get_backend().is_test,
        "level": both(SignatureLevel(get_backend().level).label),
    }


def render_agreement(
    agreement: PatronageAgreement, content: dict, document: Document | None = None
) -> render.RenderedPdf:
    """Return the contract with one empty box per signer, the seal and the archive.

    Without a document it is a preview: marked so, without fields and QR code, and
    rendered within limits. Raises ``LimitExceeded`` then.
    """
    template = "workflows/pdf/agreement.html"
    boxes = []
    context = {
        **build_agreement_context(content),
        **_build_furniture(agreement, document),
        "is_preview": document is None,
        "seal_field": SEAL_FIELD,
        "archive_field": ARCHIVE_FIELD,
    }
    if document is None:
        return preview.render_preview(_write_html(template, context), css=_read_css())
    for party in context["parties"]:
        for signer in party["signers"] if party["signs"] else ():
            name = f"{signer['given_name']} {signer['surname']}"
            boxes.append(
                render.SignatureBox(
                    signer["field"],
                    signer["field"],
                    f"Podpis: {name}, {signer['function_pl']}, "
                    f"{party['details']['short_name']}",
                )
            )
    boxes.append(render.SignatureBox(SEAL_FIELD, SEAL_FIELD, "Pieczęć lidera klastra"))
    boxes.append(
        render.SignatureBox(ARCHIVE_FIELD, ARCHIVE_FIELD, "Archiwalny znacznik czasu")
    )
    return render.render(
        _write_html(template, context), css=_read_css(), boxes=tuple(boxes)
    )


def render_record(
    document: Document, context: dict, *, box_label: str, attachments=()
) -> render.RenderedPdf:
    """Return a step record: short, with one box for who completed the step."""
    return render.render(
        write_record_html(document, context),
        css=_read_css(),
        boxes=(render.SignatureBox(RECORD_FIELD, RECORD_FIELD, box_label),),
        attachments=tuple(attachments),
    )


def write_record_html(document: Document, context: dict) -> str:
    """Return what a step record says, before it is laid out."""
    template = (
        "workflows/pdf/audit_certificate.html"
        if document.type == DocumentType.AUDIT_CERTIFICATE
        else "workflows/pdf/step_record.html"
    )
    return _write_html(
        template,
        {
            **_build_furniture(document.agreement, document),
            "document": document,
            "about": document.agreement,
            "title": both(DocumentType(document.type).label),
            "field": RECORD_FIELD,
            **context,
        },
    )


def render_subject(
    document: Document, context: dict, *, boxes: dict[str, str]
) -> render.RenderedPdf:
    """Return a document about another subject.

    ``boxes`` maps the name of each signature field, which is the id of its place in
    the template, to the name of who signs there.
    """
    spec = document.spec
    html = _write_html(
        spec.template,
        {
            **_build_furniture(document.subject, document),
            "document": document,
            "about": document.subject,
            "title": both(DocumentType(document.type).label),
            "field": next(iter(boxes)),
            **context,
        },
    )
    return render.render(
        html,
        css=(spec.read_css or _read_css)(),
        boxes=tuple(
            render.SignatureBox(field, field, f"Podpis: {name}")
            for field, name in boxes.items()
        ),
    )


def identity_of_signer(signer) -> Identity:
    """Return whom the certificate of a contract signature names."""
    details = signer.party.details
    return Identity(
        name=signer.full_name,
        given_name=signer.given_name,
        surname=signer.surname,
        function=signer.function_pl,
        organisation=details.get("legal_name", ""),
        country=details.get("country", "PL"),
    )

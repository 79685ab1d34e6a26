"""Signatures are added, never taken away; a file proves itself for years."""

import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import crl as asn1_crl
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tests.conftest import PASSPHRASE
from workflows.exceptions import NotConfigured, SigningFailed
from workflows.pdf import appearance, sign
from workflows.pdf.appearance import Appearance, draw_lines
from workflows.pdf.authority import Identity, create_authority
from workflows.pdf.render import get_font_path

from .pdf_helpers import (
    ANNA,
    JAN,
    check,
    get_samples,
    list_codes,
    open_backend,
    render_blank,
    sign_as,
)


@pytest.fixture
def samples(authority_directory):
    return get_samples(authority_directory)


@pytest.fixture
def backend(authority_directory):
    return open_backend(authority_directory)


def validate_all(pdf: bytes, backend) -> list:
    """Return pyHanko's status of each signature that is not a document timestamp."""
    context = {"trust_roots": backend.get_trust_roots(), "allow_fetching": False}
    return [
        validate_pdf_signature(
            embedded,
            ValidationContext(**context),
            ts_validation_context=ValidationContext(**context),
        )
        for embedded in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    ]


def run_pdfsig(pdf: bytes, folder) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("stage", "names"),
    [
        ("first", ["signer-1"]),
        ("second", ["signer-1", "signer-2"]),
        ("sealed", ["signer-1", "signer-2", "seal"]),
        ("archived", ["signer-1", "signer-2", "seal"]),
    ],
)
def test_each_signature_keeps_the_earlier_ones_valid(
    samples, backend, tmp_path, stage, names
):
    pdf = getattr(samples, stage)

    statuses = validate_all(pdf, backend)

    assert len(statuses) == len(names)
    for status in statuses:
        assert status.bottom_line, status.pretty_print_details()
        assert status.modification_level <= ModificationLevel.FORM_FILLING
        assert status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        assert status.timestamp_validity.trusted
    report = run_pdfsig(pdf, tmp_path)
    assert re.findall(r"Signature Field Name: (\S+)", report)[: len(names)] == names
    assert report.count("Signature is Valid") == len(names)
    signed = [part for part in report.split("Signature #") if "Signed Ranges" in part]
    assert ["Total document signed" in part for part in signed][:-1] == [False] * (
        len(signed) - 1
    )
    assert "- Total document signed" in signed[-1]


def test_each_revision_begins_with_the_bytes_of_the_one_before(samples):
    stages = list(vars(samples).values())

    for before, after in zip(stages, stages[1:], strict=False):
        assert after.startswith(before)


def test_certificate_of_a_person_names_person_function_and_organisation(samples):
    subject = PdfFileReader(BytesIO(samples.first)).embedded_signatures[0].signer_cert

    assert dict(subject.subject.native) == {
        "country_name": "PL",
        "organization_name": "Zespół Szkół „Mechanik”",
        "title": "Dyrektorka",
        "surname": "Żółkiewska",
        "given_name": "Anna",
        "common_name": "Anna Żółkiewska TEST",
    }


def test_field_is_filled_once(samples, backend):
    with pytest.raises(SigningFailed):
        sign_as(samples.first, backend, "signer-1", JAN)


def test_field_that_does_not_exist_is_refused(samples, backend):
    with pytest.raises(SigningFailed):
        sign_as(samples.first, backend, "signer-9", JAN)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"\x00" * 2000])
def test_broken_file_is_not_signed(backend, pdf):
    with pytest.raises(SigningFailed):
        sign_as(pdf, backend, "signer-1", ANNA)
    with pytest.raises(SigningFailed):
        sign.archive(pdf, backend=backend)


def test_wrong_passphrase_is_said_before_anything_is_signed(
    samples, authority_directory, settings
):
    backend = open_backend(authority_directory)
    backend.authority._passphrase = "wrong"

    with pytest.raises(NotConfigured) as error:
        sign_as(samples.blank, backend, "signer-1", ANNA)

    assert "wrong" not in str(error.value)
    assert PASSPHRASE not in str(error.value)


def test_long_name_after_a_tiny_one_outgrows_the_reserve(samples, backend, monkeypatch):
    monkeypatch.setattr(sign, "_reserve", sign._Reserve())
    monkeypatch.setattr(sign, "RESERVE_MARGIN", 8)
    tiny = Identity("A", given_name="A", surname="A")
    long = Identity(
        "Ż" * 64,
        function="Ś" * 64,
        organisation="Ó" * 64,
        given_name="Ą" * 64,
        surname="Ę" * 64,
    )

    first = sign_as(samples.blank, backend, "signer-1", tiny)
    small = sign._reserve.get("ClusterAuthority:person")
    second = sign_as(first, backend, "signer-2", long)

    assert small < sign._reserve.get("ClusterAuthority:person")
    assert check(second, backend).ok


def test_reserve_fits_the_next_signature_without_measuring_again(
    samples, backend, monkeypatch
):
    monkeypatch.setattr(sign, "_reserve", sign._Reserve())
    first = sign_as(samples.blank, backend, "signer-1", ANNA)
    learned = []
    monkeypatch.setattr(sign._reserve, "learn", lambda *args: learned.append(args))

    second = sign_as(first, backend, "signer-2", JAN)

    assert learned == []
    assert check(second, backend).ok


def test_names_longer_than_a_certificate_allows_are_shortened(samples, backend):
    endless = replace(ANNA, name="Ż" * 500, organisation="Ó" * 500, function="X" * 500)

    verdict = check(sign_as(samples.blank, backend, "signer-1", endless), backend)

    assert verdict.ok
    assert verdict.signatures[0].organisation == "Ó" * 63 + "…"
    assert verdict.signatures[0].name == "Ż" * 28 + "…"
    assert verdict.signatures[0].is_test


LINES = {
    "Polish": ("Zażółć gęślą jaźń", "ĄĆĘŁŃÓŚŹŻ"),
    "Czech": ("Příliš žluťoučký kůň", "úpěl ďábelské ódy"),
    "German": ("Straße Größe Ärger", "Jürgen Müller"),
    "missing glyphs": ("東京 \U0001f600 ไทย", "\U0010ffff"),
    "right to left": ("Jan \u202e\u202dsoŁ\u202c", "\u2066x\u2069 שלום"),
    "control characters": ("a\x00b\x07c\r\n\td", "\x1b[31m\x7f\ufeff\u2028"),
    "PDF syntax": (") Tj ET Q (x", "<</JS (app.alert)>> endstream endobj"),
    "very long": ("W" * 5000, "x"),
    "empty": ("", ""),
    "lone surrogate": ("a\ud800b", "x"),
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_appearance_draws_any_text_as_plain_outlines(lines):
    operators = draw_lines(lines, 200, 60)

    assert re.fullmatch(rb"[-0-9. \nqQhfmlcrg]*(cm|[-0-9. \nqQhfmlcrg])*", operators)
    assert operators.count(b"q ") == operators.count(b" Q") >= len(lines)


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_signature_with_any_name_is_valid(samples, backend, lines):
    name = lines[0][:200]

    pdf = sign.append_signature(
        samples.blank,
        backend=backend,
        identity=Identity(name or "–", given_name="A", surname="B"),
        field_name="signer-1",
        appearance=Appearance(lines),
        reason="Próba",
    )

    assert check(pdf, backend).ok


def test_letters_of_neighbouring_languages_have_glyphs():
    face = appearance._get_face("Regular")
    missing = face.get_glyph("\U0010ffff")

    letters = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäöüßÄÖÜẞ„”–…§"

    assert [c for c in letters if face.get_glyph(c) == missing] == []
    assert get_font_path("SourceSansPro", "Regular").exists()


def read_rows(operators: bytes) -> tuple[set[float], list[float]]:
    """Return the sizes and the heights at which lines are drawn."""
    rows = re.findall(rb"q ([0-9.]+) 0 0 [0-9.]+ [0-9.]+ ([-0-9.]+) cm", operators)
    return {1000 * float(size) for size, _y in rows}, [float(y) for _size, y in rows]


def test_long_line_is_wrapped_at_words_and_nothing_is_cut():
    function = "zastępca dyrektora do spraw kształcenia zawodowego i praktycznego"
    lines = ("Podpisano", "Jan", function, "Zespół Szkół Technicznych i Licealnych")

    sizes, heights = read_rows(draw_lines(lines, 200, 62))

    assert sizes == {appearance.MAX_SIZE}
    assert len(heights) == len(lines) + 1
    face = appearance._get_face("Regular")
    limit = 20 * face.measure("n")
    for text in (function, "n" * 50, f"a {'m' * 50} b", " ".join("ab" * 30)):
        rows = face.wrap(text, limit)
        assert "".join(rows).replace(" ", "") == text.replace(" ", "")
        assert max(map(face.measure, rows)) <= limit
    assert " ".join(face.wrap(function, limit)) == function


def test_lines_are_made_smaller_only_when_they_do_not_fit_the_height():
    sizes, heights = read_rows(draw_lines(("word " * 150, "W" * 300), 200, 60))

    assert len(sizes) == 1
    assert appearance.MIN_SIZE < sizes.pop() < appearance.MAX_SIZE
    assert all(0 < y < 60 for y in heights)


def test_lines_do_not_leave_the_box():
    _sizes, heights = read_rows(draw_lines(("a", "b", "c", "d"), 200, 60))

    assert all(0 <= y <= 60 - appearance.MAX_SIZE for y in heights)
    assert heights == sorted(heights, reverse=True)


def test_thirty_signatures_in_one_file_are_all_valid(backend):
    names = [f"signer-{number:02}" for number in range(30)]
    pdf = render_blank(*names)

    for name in names:
        pdf = sign_as(pdf, backend, name, ANNA)

    verdict = check(pdf, backend)
    assert [signature.field_name for signature in verdict.signatures] == names
    assert verdict.ok


# Archive data


def test_archive_holds_the_certificates_of_all_signers_and_a_crl(samples, backend):
    reader = PdfFileReader(BytesIO(samples.archived))

    store = DocumentSecurityStore.read_dss(reader)

    kept = {certificate.sha256 for certificate in store.load_certs()}
    for embedded in reader.embedded_signatures[:3]:
        assert embedded.signer_cert.sha256 in kept
    timestamp = reader.embedded_signatures[3]
    assert timestamp.sig_object_type == "/DocTimeStamp"
    assert timestamp.signer_cert.sha256 in kept
    assert {root.sha256 for root in backend.get_trust_roots()} <= kept
    crls = [asn1_crl.CertificateList.load(i.get_object().data) for i in store.crls]
    assert [crl.issuer for crl in crls] == [backend.get_trust_roots()[0].subject]
    assert timestamp.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE


def test_archive_of_an_unsigned_file_is_only_a_timestamp(samples, backend):
    verdict = check(sign.archive(samples.blank, backend=backend), backend)

    assert [signature.kind for signature in verdict.signatures] == ["timestamp"]


def test_file_is_archived_once(samples, backend):
    with pytest.raises(SigningFailed):
        sign.archive(samples.archived, backend=backend)


@pytest.mark.parametrize("years", [2, 4, 12])
def test_archived_file_is_valid_years_after_its_certificates_expired(
    tmp_path, monkeypatch, years
):
    now = timezone.now()
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: now - timedelta(days=365 * years))
        create_authority(tmp_path, PASSPHRASE, organisation="Klaster", test=True)
        backend = open_backend(tmp_path)
        pdf = render_blank("signer-1", sign.SEAL_FIELD, sign.ARCHIVE_FIELD)
        pdf = sign_as(pdf, backend, "signer-1", ANNA)
        pdf = sign_as(pdf, backend, sign.SEAL_FIELD)
        archived = sign.archive(pdf, backend=backend)

    verdict = check(archived, open_backend(tmp_path))

    assert list_codes(verdict) == []
    assert verdict.ok
    assert verdict.signatures[0].signed_at < now - timedelta(days=365 * years - 1)

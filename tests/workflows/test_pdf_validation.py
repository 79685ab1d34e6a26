"""Any bytes get a verdict: sound files are accepted, attacks are named."""

import random
import re
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.conftest import PASSPHRASE
from workflows.pdf import sign, validation
from workflows.pdf.authority import DOCUMENT_SIGNING, create_authority
from workflows.pdf.validation import Problem, SignatureKind

from .pdf_helpers import (
    ANNA,
    JAN,
    TAMPERED,
    check,
    edit,
    flip_in_padding,
    get_samples,
    list_codes,
    open_backend,
    remove_store,
    render_blank,
    replace_content,
    sign_as,
)

PESEL = "44051401359"


@pytest.fixture
def samples(authority_directory):
    return get_samples(authority_directory)


@pytest.fixture
def backend(authority_directory):
    return open_backend(authority_directory)


def sign_by_hand(
    pdf, backend, *, digest="sha256", start=None, end=None, number="", timestamped=True
) -> bytes:
    """Sign as somebody who does not use our code, with a certificate of our root."""
    now = timezone.now()
    key = ec.generate_private_key(ec.SECP256R1())
    names = [
        (NameOID.SURNAME, "Obca"),
        (NameOID.GIVEN_NAME, "Ewa"),
        (NameOID.COMMON_NAME, "Ewa Obca"),
        (NameOID.SERIAL_NUMBER, number),
    ]
    certificate = backend.authority._sign_certificate(
        subject=x509.Name([x509.NameAttribute(*pair) for pair in names if pair[1]]),
        public_key=key.public_key(),
        start=start or now - timedelta(minutes=1),
        end=end or now + timedelta(hours=1),
        usages=[(DOCUMENT_SIGNING, False)],
    )
    return sign_with(
        pdf,
        key,
        certificate,
        backend,
        digest=digest,
        timestamper=backend.get_timestamper() if timestamped else None,
    )


def sign_with(pdf, key, certificate, backend, *, digest, timestamper) -> bytes:
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    registry = SimpleCertificateStore()
    registry.register_multiple(backend.get_trust_roots())
    output = BytesIO()
    signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name="signer-1",
            md_algorithm=digest,
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer=signers.SimpleSigner(
            asn1_x509.Certificate.load(
                certificate.public_bytes(serialization.Encoding.DER)
            ),
            keys.PrivateKeyInfo.load(der),
            registry,
        ),
        timestamper=timestamper,
    ).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


# Sound files


@pytest.mark.parametrize("stage", ["first", "second", "sealed", "archived"])
def test_sound_file_is_accepted(samples, backend, stage):
    verdict = check(getattr(samples, stage), backend)

    assert list_codes(verdict) == []
    assert verdict.ok
    assert all(signature.has_trusted_time for signature in verdict.signatures)


def test_verdict_names_people_seal_and_timestamp(samples, backend):
    verdict = check(samples.archived, backend)

    assert [(s.kind, s.name, s.function, s.is_test) for s in verdict.signatures] == [
        (SignatureKind.PERSONAL, "Anna Żółkiewska", "Dyrektorka", True),
        (SignatureKind.PERSONAL, "Jan Łoś", "Prezes zarządu", True),
        (SignatureKind.SEAL, "Pieczęć klastra edukacyjnego", "", True),
        (SignatureKind.TIMESTAMP, "Znacznik czasu klastra edukacyjnego", "", True),
    ]
    assert verdict.size == len(samples.archived)


def test_foreign_signature_of_our_root_is_accepted(samples, backend):
    verdict = check(sign_by_hand(samples.blank, backend), backend)

    assert list_codes(verdict) == []
    assert verdict.signatures[0].is_test is False


# Tampering


@pytest.mark.parametrize(("spoil", "code"), TAMPERED.values(), ids=TAMPERED)
def test_tampered_file_is_refused_with_a_reason(samples, backend, spoil, code):
    verdict = check(spoil(samples), backend)

    codes = list_codes(verdict)
    assert not verdict.ok
    assert codes
    assert code is None or code in codes


def test_change_between_two_signatures_spoils_the_first_only(samples, backend):
    changed = edit(samples.first, replace_content)

    verdict = check(sign_as(changed, backend, "signer-2", JAN), backend)

    assert [signature.problems for signature in verdict.signatures] == [
        [Problem.CHANGED_AFTERWARDS],
        [],
    ]
    assert not verdict.ok


def test_archive_data_removed_and_stamped_again_is_noticed(
    samples, backend, monkeypatch
):
    monkeypatch.setattr(sign, "ARCHIVE_FIELD", "another-timestamp")
    without = edit(samples.archived, remove_store)

    verdict = check(sign.archive(without, backend=backend), backend)

    assert len(verdict.signatures) == 5
    assert not verdict.ok


def test_flip_in_the_padding_is_beyond_what_a_signature_proves(samples, backend):
    spoiled = flip_in_padding(samples.first)

    verdict = check(spoiled, backend)

    assert spoiled != samples.first
    assert verdict.sha256 != check(samples.first, backend).sha256


def test_file_over_the_limit_is_not_even_read(samples, backend):
    limit = len(samples.first)

    assert check(samples.first, backend, limit=limit).ok
    verdict = check(samples.first + b"\n", backend, limit=limit)
    assert (verdict.problems, verdict.signatures) == ([Problem.TOO_BIG], [])


def test_too_many_signatures_are_not_checked(samples, backend, monkeypatch):
    monkeypatch.setattr(validation, "MAX_SIGNATURES", 3)

    verdict = check(samples.archived, backend)

    assert (verdict.problems, verdict.signatures) == ([Problem.TOO_MANY], [])


# Trust


def test_unknown_issuer_is_not_trusted(samples, backend, tmp_path):
    create_authority(tmp_path, PASSPHRASE, organisation="Obcy urząd", test=True)
    stranger = open_backend(tmp_path)

    verdict = check(sign_as(samples.blank, stranger, "signer-1", ANNA), backend)

    assert list_codes(verdict) == ["BAD_TIMESTAMP", "CERT_UNTRUSTED"]


def test_namesake_of_our_root_is_not_trusted(samples, backend, tmp_path):
    root = backend.authority.get_certificate("root").subject
    organisation = root.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    create_authority(
        tmp_path,
        PASSPHRASE,
        organisation=organisation,
        organisation_id="VATPL-6140007778",
        test=True,
    )
    stranger = open_backend(tmp_path)

    verdict = check(sign_as(samples.blank, stranger, "signer-1", ANNA), backend)

    assert stranger.authority.get_certificate("root").subject == root
    assert not verdict.ok
    assert "CERT_UNTRUSTED" in list_codes(verdict)


def test_certificate_revoked_before_signing_is_refused(samples, own_authority):
    backend = open_backend(own_authority)
    seal = backend.authority.get_certificate("seal")

    backend.authority.revoke(seal.serial_number)
    verdict = check(sign_as(samples.blank, backend, "signer-1"), backend)

    assert list_codes(verdict) == ["CERT_REVOKED"]


def test_certificate_revoked_after_signing_does_not_spoil_the_signature(
    samples, own_authority, monkeypatch
):
    backend = open_backend(own_authority)
    signed = sign_as(samples.blank, backend, "signer-1")
    later = timezone.now() + timedelta(seconds=2)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: later)
        backend.authority.revoke(
            backend.authority.get_certificate("seal").serial_number
        )

    assert list_codes(check(signed, backend)) == []


def test_revocation_is_found_in_a_file_whose_own_list_is_older(own_authority):
    backend = open_backend(own_authority)
    pdf = render_blank("signer-1", sign.ARCHIVE_FIELD)
    before = backend.get_crls()
    backend.authority.revoke(backend.authority.get_certificate("seal").serial_number)
    signed = sign_as(pdf, backend, "signer-1")
    backend.get_crls = lambda: before
    archived = sign.archive(signed, backend=backend)

    verdict = check(archived, open_backend(own_authority))

    assert "CERT_REVOKED" in list_codes(verdict)


@pytest.mark.parametrize("days", [-2, 2])
def test_certificate_not_valid_at_the_time_of_signing_is_refused(
    samples, backend, days
):
    start = timezone.now() + timedelta(days=days)

    signed = sign_by_hand(
        samples.blank, backend, start=start, end=start + timedelta(days=1)
    )

    assert list_codes(check(signed, backend)) == ["CERT_EXPIRED"]


def test_weak_hash_is_refused(samples, backend):
    signed = sign_by_hand(samples.blank, backend, digest="sha1")

    assert list_codes(check(signed, backend)) == ["WEAK_ALGO"]


def test_missing_timestamp_is_refused(samples, backend):
    signed = sign_by_hand(samples.blank, backend, timestamped=False)

    verdict = check(signed, backend)

    assert list_codes(verdict) == ["NO_TIMESTAMP"]
    assert not verdict.signatures[0].has_trusted_time


def test_signature_with_the_timestamp_key_is_no_signature(samples, own_authority):
    backend = open_backend(own_authority)
    signed = sign_with(
        samples.blank,
        backend.authority.get_key("timestamp"),
        backend.authority.get_certificate("timestamp"),
        backend,
        digest="sha256",
        timestamper=backend.get_timestamper(),
    )

    assert not check(signed, backend).ok


# Privacy


def test_personal_number_in_a_certificate_is_never_shown(samples, backend):
    signed = sign_by_hand(samples.blank, backend, number=f"PNOPL-{PESEL}")

    verdict = check(signed, backend)

    assert verdict.ok
    assert verdict.signatures[0].name == "Ewa Obca"
    assert PESEL not in repr(verdict)


# Fuzzing


def mutate(pdf: bytes, dice: random.Random) -> tuple[bytes, int, int]:
    """Return a spoiled copy, and where it was spoiled."""
    start = dice.randrange(len(pdf))
    length = dice.choice([1, 1, 1, 2, 16, 300])
    end = min(len(pdf), start + length)
    kind = dice.choice(["flip", "noise", "delete", "insert", "copy", "cut"])
    if kind == "flip":
        middle = bytes([pdf[start] ^ (1 << dice.randrange(8))]) + pdf[start + 1 : end]
    elif kind == "noise":
        middle = dice.randbytes(end - start)
    elif kind == "delete":
        middle = b""
    elif kind == "insert":
        middle = dice.randbytes(length) + pdf[start:end]
    elif kind == "copy":
        origin = dice.randrange(len(pdf))
        middle = pdf[origin : origin + length]
    else:
        return pdf[:start], start, len(pdf)
    return pdf[:start] + middle + pdf[end:], start, end


def test_random_damage_never_raises_and_is_never_accepted(samples, backend):
    pdf = samples.first
    value = re.search(rb"/Contents <([0-9A-Fa-f]{1000,})>", pdf).span(1)
    dice = random.Random(20270101)
    accepted = []

    for _number in range(200):
        spoiled, start, end = mutate(pdf, dice)
        verdict = check(spoiled, backend)
        inside = value[0] <= start and end <= value[1]
        if verdict.ok and spoiled != pdf and not inside:
            accepted.append((start, end))

    assert accepted == []

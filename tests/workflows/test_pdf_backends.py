"""Where keys come from: encrypted files, a PKCS#11 token, a PKCS#12 file."""

import json
import os
import shutil
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.conftest import PASSPHRASE
from workflows import conf
from workflows.exceptions import NotConfigured, SigningFailed
from workflows.pdf import authority as authorities
from workflows.pdf.authority import (
    DOCUMENT_SIGNING,
    SERVICE_LIFETIME,
    Authority,
    create_authority,
)
from workflows.pdf.backends import (
    ClusterAuthority,
    Pkcs12,
    forget_backends,
    get_backend,
)
from workflows.pdf.selftest import sign_and_validate

from .pdf_helpers import ANNA, check, get_samples, list_codes, open_backend, sign_as
from .test_timestamps import (  # noqa: F401 -- fixtures
    find_closed_port,
    good,
    serve,
)

SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def samples(authority_directory):
    return get_samples(authority_directory)


@pytest.fixture
def authority(authority_directory):
    """What the server of ``good`` stamps with."""
    return open_backend(authority_directory)


# The authority in files


def test_files_of_an_authority_are_for_the_owner_alone(own_authority):
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in own_authority.glob("*.*")
    }

    assert modes == {
        "authority.json": 0o600,
        "root.key.pem": 0o600,
        "seal.key.pem": 0o600,
        "timestamp.key.pem": 0o600,
        "root.cert.pem": 0o644,
        "seal.cert.pem": 0o644,
        "timestamp.cert.pem": 0o644,
    }


def test_keys_are_stored_encrypted(authority_directory):
    for path in authority_directory.glob("*.key.pem"):
        assert path.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
        with pytest.raises(TypeError):
            serialization.load_pem_private_key(path.read_bytes(), None)


@pytest.mark.parametrize("passphrase", ["wrong-secret", ""])
def test_wrong_passphrase_is_refused_without_repeating_it(
    authority_directory, passphrase
):
    opened = Authority(authority_directory, passphrase)

    for role in authorities.ROLES:
        with pytest.raises(NotConfigured) as error:
            opened.get_key(role)
        assert "wrong-secret" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"garbage", b"-----BEGIN PRIVATE KEY-----"])
def test_damaged_key_is_refused(own_authority, content):
    (own_authority / "root.key.pem").write_bytes(content)

    with pytest.raises(NotConfigured):
        Authority(own_authority, PASSPHRASE).get_key("root")


def test_authority_without_a_passphrase_is_not_made(tmp_path):
    with pytest.raises(NotConfigured):
        create_authority(tmp_path / "keys", "", organisation="Klaster")

    assert list(tmp_path.iterdir()) == []


def test_missing_authority_says_what_to_run(tmp_path):
    with pytest.raises(NotConfigured, match="create_authority"):
        Authority(tmp_path, PASSPHRASE)


def test_certificates_have_their_purpose_and_lifetime(authority_directory):
    opened = Authority(authority_directory, PASSPHRASE)
    root, seal, clock = (opened.get_certificate(role) for role in authorities.ROLES)

    assert root.extensions.get_extension_for_oid(
        authorities.x509.oid.ExtensionOID.BASIC_CONSTRAINTS
    ).value.ca
    assert seal.not_valid_after_utc - timezone.now() < SERVICE_LIFETIME
    # What a stamp proves has to outlive the agreement by far.
    assert clock.not_valid_after_utc == root.not_valid_after_utc
    for certificate in (seal, clock):
        certificate.verify_directly_issued_by(root)


def test_personal_certificate_lasts_an_hour_and_no_key_is_kept(own_authority):
    before = sorted(own_authority.rglob("*"))
    signer = open_backend(own_authority).get_personal_signer(ANNA)

    certificate = signer.signing_cert
    now = timezone.now()
    assert certificate.not_valid_after - now <= authorities.PERSONAL_LIFETIME
    assert certificate.not_valid_before < now < certificate.not_valid_after
    assert certificate.key_usage_value.native == {
        "digital_signature",
        "non_repudiation",
    }
    assert certificate.extended_key_usage_value.native == [
        DOCUMENT_SIGNING.dotted_string
    ]
    assert sorted(own_authority.rglob("*")) == before


def test_two_signatures_of_one_person_use_two_keys(authority_directory):
    backend = open_backend(authority_directory)

    certificates = {
        backend.get_personal_signer(ANNA).signing_cert.public_key.sha256
        for _number in range(2)
    }

    assert len(certificates) == 2


def test_replaced_authority_keeps_trust_in_what_the_old_one_signed(
    samples, own_authority
):
    old = open_backend(own_authority)
    create_authority(own_authority, "another", organisation="Klaster", test=True)

    new = open_backend(own_authority, AUTHORITY_PASSPHRASE="another")

    assert len(new.get_trust_roots()) == 2
    assert new.get_trust_fingerprint() != old.get_trust_fingerprint()
    assert list_codes(check(samples.archived, new)) == []
    signed = sign_as(samples.first, new, "signer-2", ANNA)
    assert check(signed, new).ok
    assert not check(signed, old).ok


def test_self_test_signs_and_validates(own_authority):
    assert sign_and_validate() > 0


def test_backend_is_kept_until_settings_change(settings, own_authority):
    first = get_backend()

    assert get_backend() is first
    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "TIMESTAMP_TIMEOUT": 9}
    assert get_backend() is not first
    assert isinstance(first, ClusterAuthority)


# The command


@pytest.fixture
def empty_directory(settings, tmp_path):
    directory = tmp_path / "new-keys"
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "KEY_DIRECTORY": str(directory),
        "TEST_MODE": True,
    }
    yield directory
    forget_backends()


@pytest.mark.django_db
def test_command_makes_an_authority(empty_directory):
    out = StringIO()

    call_command("create_authority", organisation="Klaster", stdout=out)

    made = Authority(empty_directory, PASSPHRASE)
    subject = made.get_certificate("seal").subject
    assert (
        subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == "Klaster"
    )
    assert made.is_test
    assert PASSPHRASE not in out.getvalue()
    assert str(empty_directory) in out.getvalue()


@pytest.mark.django_db
def test_command_does_not_replace_an_authority_unasked(empty_directory):
    call_command("create_authority", organisation="Klaster", stdout=StringIO())
    before = (empty_directory / "root.cert.pem").read_bytes()

    with pytest.raises(CommandError, match="--replace"):
        call_command("create_authority", organisation="Klaster")
    call_command("create_authority", organisation="Klaster", if_missing=True)

    assert (empty_directory / "root.cert.pem").read_bytes() == before


@pytest.mark.django_db
def test_command_replaces_an_authority_and_keeps_its_root(empty_directory):
    call_command("create_authority", organisation="Klaster", stdout=StringIO())
    before = (empty_directory / "root.cert.pem").read_bytes()

    call_command(
        "create_authority", organisation="Klaster", replace=True, stdout=StringIO()
    )

    kept = [path.read_bytes() for path in (empty_directory / "trust").glob("*.pem")]
    assert kept == [before]
    assert (empty_directory / "root.cert.pem").read_bytes() != before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "settings_change"),
    [
        ({}, {}),
        ({"organisation": "Klaster"}, {"AUTHORITY_PASSPHRASE": ""}),
        ({"organisation": "Klaster", "pkcs11_module": SOFTHSM}, {}),
        (
            {
                "organisation": "Klaster",
                "pkcs11_module": "/nowhere.so",
                "pkcs11_token": "x",
            },
            {},
        ),
    ],
    ids=["no organisation", "no passphrase", "no token", "no module"],
)
def test_command_without_what_it_needs_makes_nothing(
    empty_directory, settings, options, settings_change
):
    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, **settings_change}

    with pytest.raises(CommandError):
        call_command("create_authority", **options)

    assert not empty_directory.exists() or not list(empty_directory.glob("*.pem"))


def test_token_that_does_not_open_leaves_the_authority_as_it_was(own_authority):
    before = {path: path.read_bytes() for path in own_authority.glob("*.*")}

    with pytest.raises(NotConfigured):
        create_authority(
            own_authority,
            PASSPHRASE,
            organisation="Klaster",
            pkcs11={"module": "/nowhere.so", "token": "x"},
        )

    assert {path: path.read_bytes() for path in own_authority.glob("*.*")} == before


# PKCS#11

TOKEN_SCRIPT = """
import sys
from pathlib import Path

import django

django.setup()
from tests.workflows.pdf_helpers import ANNA, check, open_backend, render_blank, sign_as
from workflows.pdf import sign
from workflows.pdf.authority import create_authority

directory, module = Path(sys.argv[1]), sys.argv[2]
token = {"module": module, "token": "cluster"}
create_authority(directory, "1234", organisation="Klaster", test=True, pkcs11=token)
assert not list(directory.glob("*.key.pem")), "a key left the token"
backend = open_backend(directory, AUTHORITY_PASSPHRASE="1234")
pdf = render_blank("signer-1", "seal", "archive-timestamp")
pdf = sign_as(pdf, backend, "signer-1", ANNA)
pdf = sign.archive(sign_as(pdf, backend, "seal"), backend=backend)
assert check(pdf, backend).ok, check(pdf, backend)
key = backend.authority.get_key("seal")
try:
    key.private_bytes(None, None, None)
except TypeError:
    print("stays inside")
create_authority(directory, "1234", organisation="Klaster", test=True, pkcs11=token)
renewed = open_backend(directory, AUTHORITY_PASSPHRASE="1234")
assert check(pdf, renewed).ok
assert check(sign_as(render_blank("a"), renewed, "a", ANNA), renewed).ok
print("renewed")
"""

WRONG_PIN_SCRIPT = """
import sys
from pathlib import Path

from workflows.exceptions import NotConfigured
from workflows.pdf.authority import Authority

for pin in ("", "9999"):
    try:
        Authority(Path(sys.argv[1]), pin).get_key("root")
    except NotConfigured as error:
        assert "9999" not in str(error)
        print("refused")
"""


def test_authority_in_a_token_signs_seals_and_stamps(tmp_path):
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    configuration = tmp_path / "softhsm2.conf"
    configuration.write_text(
        f"directories.tokendir = {tokens}\nobjectstore.backend = file\n"
    )
    environment = {
        **os.environ,
        "SOFTHSM2_CONF": str(configuration),
        "DJANGO_SETTINGS_MODULE": "cluster_site.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "cluster"]
        + ["--pin", "1234", "--so-pin", "5678"],
        env=environment,
        check=True,
        capture_output=True,
    )

    results = [
        subprocess.run(
            [sys.executable, "-c", script, tmp_path / "keys", SOFTHSM],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        for script in (TOKEN_SCRIPT, WRONG_PIN_SCRIPT)
    ]

    assert [result.returncode for result in results] == [0, 0], results
    assert results[0].stdout.split() == ["stays", "inside", "renewed"]
    assert results[1].stdout.split() == ["refused", "refused"]


# PKCS#12


@pytest.fixture
def make_p12(authority_directory, tmp_path):
    def make(key) -> Path:
        """Return a file as an organisation gets it: its seal and the issuer."""
        issuer = Authority(authority_directory, PASSPHRASE)
        name = authorities.x509.NameAttribute
        certificate = issuer._sign_certificate(
            subject=authorities.x509.Name(
                [name(NameOID.COMMON_NAME, "Pieczęć szkoły")]
            ),
            public_key=key.public_key(),
            start=timezone.now() - authorities.CLOCK_TOLERANCE,
            end=timezone.now() + SERVICE_LIFETIME,
            usages=[(DOCUMENT_SIGNING, False)],
        )
        path = tmp_path / "seal.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"seal",
                key,
                certificate,
                [issuer.get_certificate("root")],
                serialization.BestAvailableEncryption(b"p12-secret"),
            )
        )
        return path

    return make


@pytest.fixture
def use_p12(settings):
    def use(path, url, **options):
        settings.CLUSTER_WORKFLOWS = {
            **settings.CLUSTER_WORKFLOWS,
            "SIGNER_BACKEND": "workflows.pdf.backends.Pkcs12",
            "SIGNER_OPTIONS": {
                "PATH": str(path),
                "PASSPHRASE": "p12-secret",
                **options,
            },
            "TIMESTAMP_URLS": [url] if url else [],
            "TIMESTAMP_TIMEOUT": 2,
        }
        return get_backend()

    yield use
    forget_backends()


@pytest.mark.parametrize("kind", ["EC", "RSA"])
def test_pkcs12_file_signs_and_its_issuer_is_trusted(
    samples,
    make_p12,
    use_p12,
    good,  # noqa: F811 -- a fixture
    kind,
):
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if kind == "EC"
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    backend = use_p12(make_p12(key), good.url)

    signed = sign_as(samples.blank, backend, "signer-1", ANNA)
    sealed = sign_as(signed, backend, "seal")

    assert isinstance(backend, Pkcs12)
    verdict = check(sealed, backend)
    assert list_codes(verdict) == []
    assert [signature.name for signature in verdict.signatures] == [
        "Pieczęć szkoły"
    ] * 2
    # It names an organisation, so it is not passed off as a person's.
    assert [signature.kind for signature in verdict.signatures] == ["seal"] * 2


@pytest.mark.parametrize(
    "change",
    [{"PASSPHRASE": "wrong-secret"}, {"PATH": "/nowhere.p12"}, {"PATH": ""}],
    ids=["wrong passphrase", "no file", "no path"],
)
def test_pkcs12_file_that_does_not_open_is_refused_without_its_secret(
    make_p12, use_p12, samples, change
):
    path = make_p12(ec.generate_private_key(ec.SECP256R1()))
    backend = use_p12(path, find_closed_port(), **change)

    with pytest.raises(NotConfigured) as error:
        sign_as(samples.blank, backend, "signer-1", ANNA)

    assert "secret" not in str(error.value)


def test_pkcs12_backend_needs_a_timestamp_server(make_p12, use_p12, samples):
    backend = use_p12(make_p12(ec.generate_private_key(ec.SECP256R1())), "")

    with pytest.raises(NotConfigured, match="TIMESTAMP_URLS"):
        sign_as(samples.blank, backend, "signer-1", ANNA)


@pytest.mark.parametrize("curve", [ec.SECP384R1(), ec.SECP521R1()])
def test_pkcs12_file_with_another_curve_signs(
    samples,
    make_p12,
    use_p12,
    good,  # noqa: F811 -- a fixture
    curve,
):
    backend = use_p12(make_p12(ec.generate_private_key(curve)), good.url)

    signed = sign_as(samples.blank, backend, "signer-1", ANNA)

    assert list_codes(check(signed, backend)) == []


def test_root_that_an_administrator_adds_is_trusted(samples, own_authority, tmp_path):
    other = tmp_path / "other"
    create_authority(other, PASSPHRASE, organisation="Obcy urząd", test=True)
    signed = sign_as(samples.blank, open_backend(other), "signer-1", ANNA)
    before = check(signed, get_backend())

    (own_authority / "trusted").mkdir()
    shutil.copy(other / "root.cert.pem", own_authority / "trusted" / "other.pem")

    assert not before.ok
    assert check(signed, get_backend()).ok
    assert conf.get("KEY_DIRECTORY") == str(own_authority)


def test_revocation_list_of_an_authority_names_what_was_revoked(own_authority):
    opened = Authority(own_authority, PASSPHRASE)

    opened.revoke(0xABCDEF)

    crl = authorities.x509.load_der_x509_crl(opened.issue_crl())
    assert [entry.serial_number for entry in crl] == [0xABCDEF]
    assert crl.is_signature_valid(opened.get_certificate("root").public_key())
    assert json.loads(opened.get_revocation_state())[0]["serial"] == "abcdef"


def test_signing_with_no_key_is_a_failure_with_a_reason(samples, own_authority):
    (own_authority / "root.key.pem").unlink()

    with pytest.raises((NotConfigured, SigningFailed)):
        sign_as(samples.blank, open_backend(own_authority), "signer-1", ANNA)


def test_replaced_authority_still_knows_what_it_revoked(own_authority):
    backend = get_backend()
    revoked = backend.authority.get_certificate("seal").serial_number
    backend.authority.revoke(revoked)

    create_authority(own_authority, PASSPHRASE, organisation="Klaster", test=True)
    forget_backends()

    lists = [x509.load_der_x509_crl(data) for data in get_backend().get_crls()]
    assert len({crl.issuer for crl in lists}) == 2
    assert [
        crl.get_revoked_certificate_by_serial_number(revoked) is not None
        for crl in lists
    ] == [False, True]

"""The cluster's certification authority.

For each signature a fresh P-256 key gets a certificate for an hour and is then
forgotten; the timestamp carries the validity. The long-lived keys (root, seal,
timestamp) lie in encrypted files or in a PKCS#11 token.
"""

import json
import os
import stringprep
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils import timezone

from ..exceptions import NotConfigured
from .pkcs11_keys import Pkcs11Keys

PERSONAL_LIFETIME = timedelta(hours=1)
CLOCK_TOLERANCE = timedelta(minutes=5)
ROOT_LIFETIME = timedelta(days=365 * 20)
SERVICE_LIFETIME = timedelta(days=365 * 5)
# A file is checked long after its agreement ended, and nobody stamps it again.
TIMESTAMP_LIFETIME = ROOT_LIFETIME
CRL_LIFETIME = timedelta(days=7)

# id-kp-documentSigning, RFC 9336.
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
# organizationIdentifier, ETSI EN 319 412-1.
ORGANIZATION_IDENTIFIER = x509.ObjectIdentifier("2.5.4.97")

ROLES = ("root", "seal", "timestamp")


@dataclass(frozen=True)
class Identity:
    """The person (or, without names, the seal) in whose name a file is signed."""

    name: str
    function: str = ""
    organisation: str = ""
    given_name: str = ""
    surname: str = ""
    country: str = "PL"


def _limited(text: str, length: int = 64) -> str:
    """X.520 allows 64 characters in most attributes."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _common_name(text: str, suffix: str) -> str:
    """The library counts the 64 of a common name in bytes of UTF-8."""
    room = 64 - len(suffix)
    encoded = _comparable(text).encode()
    if len(encoded) > room:
        text = encoded[: room - 3].decode(errors="ignore") + "…"
    return text + suffix


def _comparable(text: str) -> str:
    """Validators compare names by a table of 2002 (RFC 4518, 2.3 and 2.4).

    A name with a newer character, such as an emoji, would never be trusted.
    """
    return "".join(
        "?"
        if character == "\ufffd" or any(test(character) for test in _REFUSED)
        else character
        for character in text.replace("ẞ", "SS")
    )


_REFUSED = (
    stringprep.in_table_a1,  # unassigned in Unicode 3.2
    stringprep.in_table_c3,  # private use
    stringprep.in_table_c4,  # no character
    stringprep.in_table_c5,  # surrogates
    stringprep.in_table_c8,  # change of direction
)


def _name(attributes) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(oid, _limited(_comparable(value)))
            for oid, value in attributes
            if value
        ]
    )


class Authority:
    """An opened authority: it signs certificates and revocation lists.

    ``directory`` holds one certificate per role, the encrypted keys and what is
    needed to trust older authorities (``trust/*.pem``).
    """

    def __init__(self, directory: Path, passphrase: str):
        self.directory = Path(directory)
        self._passphrase = passphrase
        if not (self.directory / "root.cert.pem").exists():
            raise NotConfigured(
                "There is no signing authority. Run: manage.py create_authority"
            )

    # Opening

    @cached_property
    def meta(self) -> dict:
        return json.loads((self.directory / "authority.json").read_text("utf-8"))

    @cached_property
    def _token(self) -> Pkcs11Keys | None:
        options = self.meta.get("pkcs11")
        return Pkcs11Keys(options, pin=self._passphrase) if options else None

    def get_certificate(self, role: str) -> x509.Certificate:
        """Return the certificate of ``root``, ``seal`` or ``timestamp``."""
        return self._certificates[role]

    @cached_property
    def _certificates(self) -> dict[str, x509.Certificate]:
        return {
            role: x509.load_pem_x509_certificate(
                (self.directory / f"{role}.cert.pem").read_bytes()
            )
            for role in ROLES
        }

    def get_key(self, role: str):
        """Return the private key of a role.

        Raises ``NotConfigured`` when it is missing or the passphrase is wrong.
        """
        if role not in self._keys:
            self._keys[role] = self._load_key(role)
        return self._keys[role]

    @cached_property
    def _keys(self) -> dict:
        return {}

    def _load_key(self, role: str):
        if self._token:
            return self._token.get(role)
        path = self.directory / f"{role}.key.pem"
        try:
            return serialization.load_pem_private_key(
                path.read_bytes(), self._passphrase.encode() or None
            )
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
            # The message of the library may quote the passphrase's length only,
            # yet nothing of it is repeated here.
            raise NotConfigured(
                f"The key of the {role} cannot be opened: check the passphrase."
            ) from error

    @property
    def is_test(self) -> bool:
        return bool(self.meta.get("test"))

    @cached_property
    def trust_roots(self) -> list[x509.Certificate]:
        """The present root and the roots of earlier authorities."""
        older = sorted((self.directory / "trust").glob("*.pem"))
        return [self.get_certificate("root")] + [
            x509.load_pem_x509_certificate(path.read_bytes()) for path in older
        ]

    # Issuing

    def issue_personal(self, identity: Identity, public_key) -> x509.Certificate:
        """Return a certificate of one hour that names person, function, organisation.

        Raises ``NotConfigured`` when the root key cannot be opened.
        """
        suffix = " TEST" if self.is_test else ""
        subject = _name(
            [
                (NameOID.COUNTRY_NAME, identity.country),
                (NameOID.ORGANIZATION_NAME, identity.organisation),
                (NameOID.TITLE, identity.function),
                (NameOID.SURNAME, identity.surname),
                (NameOID.GIVEN_NAME, identity.given_name),
                (NameOID.COMMON_NAME, _common_name(identity.name, suffix)),
            ]
        )
        now = timezone.now()
        return self._sign_certificate(
            subject=subject,
            public_key=public_key,
            start=now - CLOCK_TOLERANCE,
            end=now + PERSONAL_LIFETIME,
            usages=[(DOCUMENT_SIGNING, False)],
        )

    def _sign_certificate(self, *, subject, public_key, start, end, usages):
        root = self.get_certificate("root")
        return _build_certificate(
            subject=subject,
            issuer=root.subject,
            public_key=public_key,
            issuer_key=self.get_key("root"),
            start=start,
            end=end,
            usages=usages,
        )

    def list_retired_crls(self) -> list[bytes]:
        """Return the last revocation lists of earlier roots, DER."""
        return [
            path.read_bytes()
            for path in sorted((self.directory / "trust").glob("*.crl"))
        ]

    def issue_crl(self, lifetime: timedelta = CRL_LIFETIME) -> bytes:
        """Return a fresh revocation list of the root, DER.

        Revoked serial numbers come from ``revoked.json``: a list of
        ``{"serial": hexadecimal, "at": ISO 8601}``.
        """
        now = timezone.now()
        root = self.get_certificate("root")
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(root.subject)
            .last_update(now - timedelta(seconds=1))
            .next_update(now + lifetime)
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()),
                critical=False,
            )
        )
        for entry in self._read_revoked():
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(int(entry["serial"], 16))
                .revocation_date(datetime.fromisoformat(entry["at"]))
                .build()
            )
        crl = builder.sign(self.get_key("root"), hashes.SHA256())
        return crl.public_bytes(serialization.Encoding.DER)

    def get_revocation_state(self) -> bytes:
        """Return the file of revocations, or nothing."""
        path = self.directory / "revoked.json"
        return path.read_bytes() if path.exists() else b""

    def _read_revoked(self) -> list[dict]:
        return json.loads(self.get_revocation_state() or b"[]")

    def revoke(self, serial: int) -> None:
        """Put a certificate of this authority on its revocation list."""
        entries = self._read_revoked()
        entries.append({"serial": f"{serial:x}", "at": timezone.now().isoformat()})
        _write(self.directory / "revoked.json", json.dumps(entries).encode())


def _build_certificate(
    *, subject, issuer, public_key, issuer_key, start, end, usages, is_authority=False
):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(
            x509.BasicConstraints(is_authority, 0 if is_authority else None),
            critical=True,
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority,
                # Non-repudiation: validators ask for it by default.
                content_commitment=not is_authority
                and ExtendedKeyUsageOID.TIME_STAMPING not in [oid for oid, _ in usages],
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if usages:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([oid for oid, _ in usages]),
            critical=any(critical for _, critical in usages),
        )
    return builder.sign(issuer_key, hashes.SHA256())


def _write(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a key or certificate so that it is whole or absent."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(path)


def _retire(directory: Path, passphrase: str) -> None:
    """Move the present root to ``trust/``, with a last list of what it revoked.

    Without its key no list can be made; what it signed is then checked without.
    """
    old = Authority(directory, passphrase)
    name = f"{old.get_certificate('root').serial_number:x}"
    trust = directory / "trust"
    with suppress(NotConfigured):
        _write(trust / f"{name}.crl", old.issue_crl(ROOT_LIFETIME), mode=0o644)
    revoked = directory / "revoked.json"
    if revoked.exists():
        revoked.rename(trust / f"{name}.revoked.json")
    (directory / "root.cert.pem").rename(trust / f"{name}.pem")


def create_authority(
    directory: Path,
    passphrase: str,
    *,
    organisation: str,
    organisation_id: str = "",
    test: bool = False,
    pkcs11: dict | None = None,
) -> Authority:
    """Make root, seal and timestamp keys with their certificates.

    ``pkcs11`` is ``{"module": path, "token": label}``; keys are then made in the
    token and ``passphrase`` is its PIN. An authority that is already there is
    moved to ``trust/`` so that what it signed stays verifiable.

    Raises ``NotConfigured`` without a passphrase: keys are never stored open.
    """
    if not passphrase:
        raise NotConfigured("Set CLUSTER_AUTHORITY_PASSPHRASE: keys are encrypted.")
    # Before anything is moved: a token that does not open leaves all as it was.
    token = Pkcs11Keys(pkcs11, pin=passphrase) if pkcs11 else None
    directory = Path(directory)
    (directory / "trust").mkdir(parents=True, exist_ok=True, mode=0o700)
    if (directory / "root.cert.pem").exists():
        _retire(directory, passphrase)

    suffix = " TEST" if test else ""
    keys, certificates = {}, {}
    for role in ROLES:
        keys[role] = (
            token.generate(role) if token else ec.generate_private_key(ec.SECP256R1())
        )
    now = timezone.now()

    def subject(common_name):
        return _name(
            [
                (NameOID.COUNTRY_NAME, "PL"),
                (NameOID.ORGANIZATION_NAME, organisation),
                (ORGANIZATION_IDENTIFIER, organisation_id),
                (NameOID.COMMON_NAME, _common_name(common_name, suffix)),
            ]
        )

    # Lists are found by the issuer's name: each generation has its own.
    generation = 1 + len(list((directory / "trust").glob("*.pem")))
    root_name = subject(f"Urząd certyfikacji klastra edukacyjnego G{generation}")
    plan = {
        "root": (root_name, ROOT_LIFETIME, [], True),
        "seal": (
            subject("Pieczęć klastra edukacyjnego"),
            SERVICE_LIFETIME,
            [(DOCUMENT_SIGNING, False)],
            False,
        ),
        "timestamp": (
            subject("Znacznik czasu klastra edukacyjnego"),
            TIMESTAMP_LIFETIME,
            [(ExtendedKeyUsageOID.TIME_STAMPING, True)],
            False,
        ),
    }
    for role, (name, lifetime, usages, is_authority) in plan.items():
        certificates[role] = _build_certificate(
            subject=name,
            issuer=root_name,
            public_key=keys[role].public_key(),
            issuer_key=keys["root"],
            start=now - CLOCK_TOLERANCE,
            end=now + lifetime,
            usages=usages,
            is_authority=is_authority,
        )
    for role in ROLES:
        if not token:
            pem = keys[role].private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(passphrase.encode()),
            )
            _write(directory / f"{role}.key.pem", pem)
    _write(
        directory / "authority.json",
        json.dumps({"test": test, "pkcs11": pkcs11, "made": now.isoformat()}).encode(),
    )
    for role in ("seal", "timestamp", "root"):
        _write(
            directory / f"{role}.cert.pem",
            certificates[role].public_bytes(serialization.Encoding.PEM),
            mode=0o644,
        )
    return Authority(directory, passphrase)

"""Where signatures come from. The setting ``SIGNER_BACKEND`` names one of these."""

import hashlib
from abc import ABC, abstractmethod
from functools import cached_property, lru_cache
from pathlib import Path

from asn1crypto import algos
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.utils.module_loading import import_string
from pyhanko.sign import signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .. import conf
from ..enums import SignatureLevel
from ..exceptions import NotConfigured
from .authority import Authority, Identity
from .timestamps import AuthorityTimeStamper, FailoverTimeStamper


def _to_asn1(certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(
        certificate.public_bytes(serialization.Encoding.DER)
    )


class KeySigner(signers.Signer):
    """A pyHanko signer around an opened P-256 key: nothing is parsed per signature."""

    def __init__(self, key, certificate: asn1_x509.Certificate, chain):
        registry = SimpleCertificateStore()
        registry.register_multiple(chain)
        super().__init__(
            signing_cert=certificate,
            cert_registry=registry,
            signature_mechanism=algos.SignedDigestAlgorithm(
                {"algorithm": "sha256_ecdsa"}
            ),
        )
        self._key = key

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False) -> bytes:
        if dry_run:
            return bytes(72)  # the longest DER form of a P-256 signature
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class SignerBackend(ABC):
    """Signs for people and for the cluster, and says what that is worth."""

    #: Legal level of a personal signature made by this backend.
    level = SignatureLevel.SIMPLE
    #: Signatures of this backend differ little in size: the reserve is measured once.
    is_test = False

    @abstractmethod
    def get_personal_signer(self, identity: Identity) -> signers.Signer:
        """Return a signer that signs as this person. Raises ``NotConfigured``."""

    @abstractmethod
    def get_seal_signer(self) -> signers.Signer:
        """Return the signer of the cluster's seal. Raises ``NotConfigured``."""

    @abstractmethod
    def get_timestamper(self) -> TimeStamper:
        """Return the source of trusted time."""

    @abstractmethod
    def get_trust_roots(self) -> list[asn1_x509.Certificate]:
        """Return the certificates that verification starts from."""

    def get_trust_fingerprint(self) -> str:
        """Return a short name of what is trusted now, for caches of verdicts."""
        digest = hashlib.sha256()
        for root in self.get_trust_roots():
            digest.update(root.sha256)
        digest.update(self.get_revocation_state())
        return digest.hexdigest()[:16]

    def get_revocation_state(self) -> bytes:
        """Return bytes that change when something is revoked."""
        return b""

    @abstractmethod
    def get_crls(self) -> list[bytes]:
        """Return current revocation lists, DER, to be kept with a document."""


class ClusterAuthority(SignerBackend):
    """The default: an internal authority with one certificate per signature."""

    @cached_property
    def authority(self) -> Authority:
        return Authority(
            Path(conf.get("KEY_DIRECTORY")), conf.get("AUTHORITY_PASSPHRASE")
        )

    @property
    def is_test(self) -> bool:
        return self.authority.is_test

    @cached_property
    def _root(self) -> asn1_x509.Certificate:
        return _to_asn1(self.authority.get_certificate("root"))

    def _get_service_signer(self, role: str) -> KeySigner:
        return KeySigner(
            self.authority.get_key(role),
            _to_asn1(self.authority.get_certificate(role)),
            [self._root],
        )

    def get_personal_signer(self, identity):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self.authority.issue_personal(identity, key.public_key())
        return KeySigner(key, _to_asn1(certificate), [self._root])

    @cached_property
    def _seal_signer(self) -> KeySigner:
        return self._get_service_signer("seal")

    def get_seal_signer(self):
        return self._seal_signer

    @cached_property
    def _timestamper(self) -> TimeStamper:
        if urls := conf.get("TIMESTAMP_URLS"):
            return FailoverTimeStamper(urls, timeout=conf.get("TIMESTAMP_TIMEOUT"))
        signer = self._get_service_signer("timestamp")
        return AuthorityTimeStamper(signer, signer.signing_cert)

    def get_timestamper(self):
        return self._timestamper

    def get_trust_roots(self):
        roots = [_to_asn1(root) for root in self.authority.trust_roots]
        return roots + load_extra_roots()

    def get_revocation_state(self):
        return self.authority.get_revocation_state()

    def get_crls(self):
        return [self.authority.issue_crl(), *self.authority.list_retired_crls()]


class Pkcs12(SignerBackend):
    """One certificate from a PKCS#12 file signs everything.

    ``SIGNER_OPTIONS``: ``PATH``, ``PASSPHRASE``, ``SEAL_PATH`` and
    ``SEAL_PASSPHRASE`` (default: the same file). The name of the person then
    stands in the signature's reason, as with a trusted profile; that is an
    organisation's seal, not a personal signature.
    """

    def _load(self, prefix: str) -> signers.SimpleSigner:
        options = conf.get("SIGNER_OPTIONS")
        path = options.get(f"{prefix}PATH") or options.get("PATH")
        passphrase = options.get(f"{prefix}PASSPHRASE", options.get("PASSPHRASE", ""))
        if not path:
            raise NotConfigured("Set CLUSTER_WORKFLOWS['SIGNER_OPTIONS']['PATH'].")
        try:
            data = Path(path).read_bytes()
            key, certificate, chain = pkcs12.load_key_and_certificates(
                data, passphrase.encode() or None
            )
        except (OSError, ValueError) as error:
            raise NotConfigured(
                "The PKCS#12 file cannot be opened: check path and passphrase."
            ) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            signer = signers.SimpleSigner.load_pkcs12_data(
                data, (), passphrase.encode() or None
            )
            if signer is None:
                raise NotConfigured("The PKCS#12 file holds no usable key.")
            return signer
        return KeySigner(key, _to_asn1(certificate), [_to_asn1(c) for c in chain])

    @cached_property
    def _personal(self):
        return self._load("")

    @cached_property
    def _seal(self):
        return self._load("SEAL_")

    def get_personal_signer(self, identity):
        return self._personal

    def get_seal_signer(self):
        return self._seal

    @cached_property
    def _timestamper(self) -> TimeStamper:
        urls = conf.get("TIMESTAMP_URLS")
        if not urls:
            raise NotConfigured("The PKCS#12 backend needs TIMESTAMP_URLS.")
        return FailoverTimeStamper(urls, timeout=conf.get("TIMESTAMP_TIMEOUT"))

    def get_timestamper(self):
        return self._timestamper

    def get_trust_roots(self):
        chain = [
            certificate
            for signer in (self._personal, self._seal)
            for certificate in signer.cert_registry
            if certificate.self_signed != "no"
        ]
        return chain + load_extra_roots()

    def get_crls(self):
        return [path.read_bytes() for path in sorted(_trust_directory().glob("*.crl"))]


def _trust_directory() -> Path:
    return Path(conf.get("KEY_DIRECTORY")) / "trusted"


def load_extra_roots() -> list[asn1_x509.Certificate]:
    """Return what an administrator put into ``KEY_DIRECTORY/trusted/*.pem``."""
    return [
        _to_asn1(x509.load_pem_x509_certificate(path.read_bytes()))
        for path in sorted(_trust_directory().glob("*.pem"))
    ]


@lru_cache(maxsize=4)
def _make_backend(path: str, key: str) -> SignerBackend:
    return import_string(path)()


def get_backend() -> SignerBackend:
    """Return the configured backend, kept for the life of the process.

    Another key directory or backend in the settings makes a new one.
    """
    key = repr(
        [
            conf.get(name)
            for name in (
                "KEY_DIRECTORY",
                "AUTHORITY_PASSPHRASE",
                "SIGNER_OPTIONS",
                "TIMESTAMP_URLS",
                "TIMESTAMP_TIMEOUT",
            )
        ]
    )
    return _make_backend(conf.get("SIGNER_BACKEND"), key)


def forget_backends() -> None:
    """Drop opened keys: after a new authority was made, and between tests."""
    _make_backend.cache_clear()

"""Private keys that stay in a PKCS#11 token (an HSM, a card, SoftHSM)."""

from contextlib import suppress
from threading import Lock

import pkcs11
from asn1crypto.core import OctetString
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from pkcs11.exceptions import PKCS11Error, UserAlreadyLoggedIn
from pkcs11.util.ec import encode_ecdsa_signature, encode_named_curve_parameters

from ..exceptions import NotConfigured


class Pkcs11PrivateKey(ec.EllipticCurvePrivateKey):
    """A P-256 key of a token with the interface that `cryptography` expects."""

    def __init__(self, private, public, lock):
        self._private = private
        self._lock = lock
        point = bytes(OctetString.load(public[pkcs11.Attribute.EC_POINT]))
        self._public_key = ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), point
        )

    def sign(self, data, signature_algorithm):
        if isinstance(signature_algorithm.algorithm, utils.Prehashed):
            digest = data
        else:
            hasher = hashes.Hash(signature_algorithm.algorithm)
            hasher.update(data)
            digest = hasher.finalize()
        with self._lock:
            raw = self._private.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)
        return encode_ecdsa_signature(raw)

    def public_key(self):
        return self._public_key

    @property
    def curve(self):
        return ec.SECP256R1()

    @property
    def key_size(self):
        return 256

    def exchange(self, algorithm, peer_public_key):
        raise TypeError("This key signs only.")

    def private_numbers(self):
        raise TypeError("The key does not leave the token.")

    def private_bytes(self, encoding, format, encryption_algorithm):
        raise TypeError("The key does not leave the token.")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class Pkcs11Keys:
    """Finds and makes the keys of the authority in one token.

    ``options``: ``{"module": path of the library, "token": label}``.
    """

    def __init__(self, options: dict, *, pin: str):
        self._lock = Lock()
        try:
            token = pkcs11.lib(options["module"]).get_token(
                token_label=options["token"]
            )
            try:
                self._session = token.open(user_pin=pin, rw=True)
            except UserAlreadyLoggedIn:
                # A login is for the whole process, not for one session.
                self._session = token.open(rw=True)
        except (PKCS11Error, RuntimeError, KeyError) as error:
            raise NotConfigured(
                "The PKCS#11 token cannot be opened: check module, label and PIN."
            ) from error

    @staticmethod
    def _label(role: str) -> str:
        return f"cluster-{role}"

    def get(self, role: str) -> Pkcs11PrivateKey:
        """Return the newest key of a role. Raises ``NotConfigured``."""
        label = self._label(role)
        try:
            private = self._session.get_key(
                object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label
            )
            public = self._session.get_key(
                object_class=pkcs11.ObjectClass.PUBLIC_KEY, label=label
            )
        except PKCS11Error as error:
            raise NotConfigured(f"The token has no key {label}.") from error
        return Pkcs11PrivateKey(private, public, self._lock)

    def generate(self, role: str) -> Pkcs11PrivateKey:
        """Make a key for a role in the token, in place of an older one."""
        label = self._label(role)
        for kind in (pkcs11.ObjectClass.PRIVATE_KEY, pkcs11.ObjectClass.PUBLIC_KEY):
            with suppress(PKCS11Error):
                self._session.get_key(object_class=kind, label=label).destroy()
        parameters = self._session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {
                pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1"),
            },
            local=True,
        )
        public, private = parameters.generate_keypair(
            store=True,
            label=label,
            private_template={
                pkcs11.Attribute.SENSITIVE: True,
                pkcs11.Attribute.EXTRACTABLE: False,
            },
        )
        return Pkcs11PrivateKey(private, public, self._lock)

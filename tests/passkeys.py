"""A passkey in software: real WebAuthn registrations and assertions, no device."""

import hashlib
import json
import os

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "testserver"
Flag = AuthenticatorData.FLAG


class Passkey:
    """One key of one account. ``verifies`` says whether it asks for PIN or body."""

    def __init__(self, user, *, verifies: bool = True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.number = os.urandom(16)
        self.flags = Flag.UP | Flag.UV if verifies else Flag.UP
        self.row = Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Klucz", "credential": self._register()},
        )

    def _pack(self, **response) -> dict:
        return {
            "id": websafe_encode(self.number),
            "rawId": websafe_encode(self.number),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {k: websafe_encode(v) for k, v in response.items()},
        }

    def _describe(self, flags, counter, credential=b"") -> AuthenticatorData:
        host = hashlib.sha256(HOST.encode()).digest()
        return AuthenticatorData.create(host, flags, counter, credential)

    def _register(self) -> dict:
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.number, public)
        data = self._describe(self.flags | Flag.AT, 0, credential)
        client = CollectedClientData.create(
            CollectedClientData.TYPE.CREATE, os.urandom(32), f"https://{HOST}"
        )
        return self._pack(
            clientDataJSON=bytes(client),
            attestationObject=bytes(AttestationObject.create("none", data, {})),
        )

    def answer(self, challenge: str) -> str:
        """Return what a browser would post for a challenge in base64url."""
        client = CollectedClientData.create(
            CollectedClientData.TYPE.GET, challenge, f"https://{HOST}"
        )
        data = self._describe(self.flags, 1)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            self._pack(
                clientDataJSON=bytes(client),
                authenticatorData=bytes(data),
                signature=signature,
            )
        )

    def use(self, client, url: str):
        """Answer the page of allauth at ``url``, and return its response."""
        page = client.get(url)
        options = page.context["js_data"]["request_options"]["publicKey"]
        challenge = options["challenge"]
        if isinstance(challenge, bytes):
            challenge = websafe_encode(challenge)
        fields = {"credential": self.answer(challenge)}
        if next_url := page.context["redirect_field_value"]:
            fields["next"] = next_url
        return client.post(url.split("?")[0], fields)

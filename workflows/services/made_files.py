"""What all makers of files share: the result, who signs, what the box shows."""

from dataclasses import dataclass

from django.utils import timezone

from ..exceptions import SigningFailed
from ..models import Decision, Revision
from ..pdf import sign
from ..pdf.appearance import Appearance
from ..pdf.authority import Identity
from ..pdf.backends import get_backend
from . import documents, storage


@dataclass(frozen=True)
class MadeFile:
    """The bytes of a new revision and what it extends."""

    content: bytes
    pages: int
    signatures: list[str]
    pades_level: str
    base_number: int | None


def identity_of_actor(decision: Decision) -> Identity:
    """Return whom the certificate of a step record names."""
    user = decision.actor
    return Identity(
        name=decision.actor_name,
        given_name=user.first_name if user else "",
        surname=user.last_name if user else "",
        function=decision.actor_function,
        organisation=decision.actor_organisation,
    )


def make_appearance(identity: Identity) -> Appearance:
    """Return the lines that stand in a signature's box."""
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S %Z")
    test = " TEST" if get_backend().is_test else ""
    return Appearance(
        (
            f"Podpisano elektronicznie / Signed electronically{test}",
            identity.name,
            *filter(None, [identity.function, identity.organisation]),
            moment,
        )
    )


def get_seal_identity() -> Identity:
    """Return whom the leader's seal names."""
    signer = get_backend().get_seal_signer()
    subject = signer.signing_cert.subject.native
    organisation = subject.get("organization_name", "")
    if isinstance(organisation, list):
        organisation = organisation[0]
    return Identity(name=organisation, function="Pieczęć lidera klastra / Seal")


def get_base(document) -> tuple[Revision, bytes]:
    """Return the newest revision and its bytes. Raises ``SigningFailed``."""
    base = document.revisions.order_by("number").last()
    if base is None:
        raise SigningFailed("The document has not been issued yet.")
    return base, storage.read(base.sha256)


def sign_whole(
    rendered, *, identity: Identity | None, field_name: str, reason: str
) -> MadeFile:
    """Return a fresh document with its one signature; without identity the seal."""
    content = sign.append_signature(
        rendered.content,
        backend=get_backend(),
        identity=identity,
        field_name=field_name,
        appearance=make_appearance(identity or get_seal_identity()),
        reason=reason,
        location="",
    )
    return MadeFile(content, rendered.pages, [field_name], "B-T", None)


def sign_next(
    document, *, identity: Identity, field_name: str, reason: str
) -> MadeFile:
    """Return the newest revision of a contract document with one more signature.

    Raises ``SigningFailed`` when it was not issued or the place is signed already.
    """
    base, pdf = get_base(document)
    if field_name in base.signatures:
        raise SigningFailed("This place is signed already.")
    content = sign.append_signature(
        pdf,
        backend=get_backend(),
        identity=identity,
        field_name=field_name,
        appearance=make_appearance(identity),
        reason=reason,
        location="",
    )
    return MadeFile(
        content, base.pages, [*base.signatures, field_name], "B-T", base.number
    )


def make_statement(texts: tuple[str, str]) -> documents.Bilingual | None:
    """Return what a signer declares, in both languages, if anything."""
    return documents.Bilingual(*texts) if any(texts) else None

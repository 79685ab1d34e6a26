"""Numbers, states, the parties' data, comments."""

from functools import partial

from django.db import transaction

from ..enums import DEFAULT_SIGNING_ORDER, PartyRole, SignatureLevel, StepState
from ..models import (
    AgreementComment,
    AgreementParty,
    AgreementSigner,
    PatronageAgreement,
)
from ..models.transitions import TRANSITIONS
from ..signals import agreement_state_changed
from . import audit, numbers, states, versions


def lock_agreement(agreement_id: int) -> PatronageAgreement:
    """Return the agreement, locked until the transaction ends."""
    return (
        PatronageAgreement.objects.select_for_update(of=("self",))
        .select_related("created_by__wagtail_userprofile")
        .get(pk=agreement_id)
    )


def release_signer(user, organisation) -> list[PatronageAgreement]:
    """Take the account from the places where its person has not signed yet.

    The text stays as it is. Returns the agreements whose signing waits for them.
    """
    places = AgreementSigner.objects.filter(
        user=user, party__organisation=organisation
    ).exclude(steps__state=StepState.DONE)
    waiting = PatronageAgreement.objects.filter(
        steps__state=StepState.OPEN, steps__signer__in=places
    )
    agreements = list(waiting.distinct())
    AgreementSigner.objects.filter(
        pk__in=list(places.values_list("pk", flat=True))
    ).update(user=None)
    return agreements


def is_local_government(role: str, founding_body_type: str) -> bool:
    """Say whether what a party pays is money of a local government.

    By the part it plays in the agreement, or by what the organisation is.
    """
    return role == PartyRole.FOUNDING_BODY or bool(founding_body_type)


def copy_party(party: AgreementParty) -> None:
    """Copy the organisation's data into the party, in the form that is printed.

    Keys: names, legal form, identifiers, address, contacts, representation,
    register check, ``signers_required``. No translated text: it is hashed.
    """
    source = party.organisation
    party.details = {
        "legal_name": source.legal_name,
        "short_name": source.short_name,
        "name_en": source.name_en,
        "kind": source.kind,
        "legal_form": source.legal_form,
        "founding_body_type": source.founding_body_type,
        "founding_body": source.founding_body.legal_name
        if source.founding_body_id
        else "",
        "country": source.country.code,
        "nip": source.nip,
        "regon": source.regon,
        "krs": source.krs,
        "rspo": source.rspo,
        "foreign_id_type": source.foreign_id_type,
        "foreign_id": source.foreign_id,
        "address": source.address,
        "email": source.email,
        "phone": source.phone,
        "ede_address": source.ede_address,
        "dpo_contact": source.dpo_contact,
        "representation_basis": source.representation_basis,
        "representation_rule": source.representation_rule,
        "signers_required": source.signers_required,
        "register_source": source.register_source,
        "register_extract_date": source.register_extract_date.isoformat()
        if source.register_extract_date
        else None,
    }
    party.save(update_fields=["details"])


def copy_signer(signer: AgreementSigner) -> None:
    """Copy name and address of the person, and find their account."""
    person = signer.person
    signer.given_name, signer.surname = person.given_name, person.surname
    signer.email = person.email
    signer.user = person.user


@transaction.atomic
def create_draft(*, user, initiator, **fields) -> PatronageAgreement:
    """Return a new draft with its author's organisation and the leader as parties."""
    agreement = PatronageAgreement.objects.create(
        created_by=user, initiator=initiator, **fields
    )
    audit.record("cluster_workflows.create_draft", agreement, user=user)
    return agreement


def add_party(
    agreement: PatronageAgreement, organisation, role: str, **fields
) -> AgreementParty:
    """Return a new party with the default order and the organisation's data."""
    fields.setdefault("signing_order", DEFAULT_SIGNING_ORDER[PartyRole(role)])
    fields.setdefault("accepted_levels", [SignatureLevel.SIMPLE.value])
    party = AgreementParty.objects.create(
        agreement=agreement, organisation=organisation, role=role, **fields
    )
    copy_party(party)
    return party


def add_signer(party: AgreementParty, person, **fields) -> AgreementSigner:
    """Return a new signer with the person's data copied."""
    signer = AgreementSigner(party=party, person=person, **fields)
    copy_signer(signer)
    signer.save()
    return signer


@transaction.atomic
def refresh_draft(agreement: PatronageAgreement, *, user) -> None:
    """Copy the parties' present data and keep the version, after an edit."""
    before = agreement.version
    for party in agreement.parties.select_related(
        "organisation", "organisation__founding_body"
    ):
        copy_party(party)
        for signer in party.signers.select_related("person", "person__user"):
            copy_signer(signer)
            signer.save()
    version = versions.store_version(agreement, user=user)
    if version.hash != before:
        audit.record(
            "cluster_workflows.edit",
            agreement,
            user=user,
            data={"before": before, "version": version.hash},
        )


def assign_number(agreement: PatronageAgreement) -> None:
    """Give the next number of the year, KP/2026/0001, once and for ever."""
    if agreement.number:
        return
    agreement.number = numbers.take("KP")
    agreement.save(update_fields=["number"])


@transaction.atomic
def change_state(
    agreement: PatronageAgreement, name: str, *, user=None, reason: str = ""
) -> None:
    """Move an agreement along one row of the transition table.

    Raises ``TransitionNotAllowed`` when its state does not allow that. The
    caller holds the lock of the agreement or of its process.
    """
    old = states.change_state(agreement, TRANSITIONS[name], user=user, reason=reason)
    transaction.on_commit(
        partial(
            agreement_state_changed.send,
            sender=PatronageAgreement,
            agreement=agreement,
            old_state=old,
            new_state=agreement.state,
        )
    )


@transaction.atomic
def add_comment(
    agreement: PatronageAgreement, *, user, text: str, office_only: bool = False
) -> AgreementComment:
    """Keep a remark, with the version it was made about."""
    comment = AgreementComment.objects.create(
        agreement=agreement,
        author=user,
        author_name=audit.get_actor_name(user),
        text=text,
        office_only=office_only,
        version=agreement.version,
    )
    audit.record(
        "cluster_workflows.comment",
        agreement,
        user=user,
        data={"comment": comment.pk, "office_only": office_only},
    )
    return comment

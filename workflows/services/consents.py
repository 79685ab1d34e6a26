"""The log of consents: who agreed to which wording, and took it back when."""

import hashlib

from django.db import transaction
from django.utils import timezone

from ..models import ConsentRecord
from . import audit


def get_text_version(text: str) -> str:
    """Return the short name of a wording: the beginning of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def give(
    purpose: str, text: str, *, user=None, name: str = "", email: str = "", about=None
) -> ConsentRecord:
    """Note that a person agreed to ``text``, as they saw it.

    ``user``, or ``name`` and ``email`` of somebody without an account. The same
    consent, given again while it is in force, is kept once.
    """
    about_text = str(about)[:250] if about is not None else ""
    person = {
        "user": user,
        "name": (audit.get_actor_name(user) if user else name)[:160],
        "email": user.email if user else email,
    }
    record, _created = ConsentRecord.objects.in_force().get_or_create(
        **person,
        purpose=purpose,
        text_version=get_text_version(text),
        about=about_text,
        withdrawn_at=None,
        defaults={"text": text},
    )
    return record


def list_consents(user):
    """Return the consents of an account, also those given under its address."""
    own = ConsentRecord.objects.filter(user_id=user.pk)
    if user.email:
        own |= ConsentRecord.objects.filter(user=None, email__iexact=user.email)
    return own


@transaction.atomic
def withdraw(record: ConsentRecord, *, user) -> bool:
    """Note that a consent was taken back; returns whether it was in force.

    What was done before stays lawful (RODO art. 7 (3)).
    """
    changed = (
        ConsentRecord.objects.in_force()
        .filter(pk=record.pk)
        .update(withdrawn_at=timezone.now())
    )
    if changed:
        audit.record(
            "cluster_workflows.withdraw_consent",
            record,
            user=user,
            data={"purpose": record.purpose, "version": record.text_version},
        )
    return bool(changed)

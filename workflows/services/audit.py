"""The hash chain: append, verify, anchor outside the database."""

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import models, transaction
from django.utils import timezone

from .. import conf
from ..models import AuditEvent, AuditHead

logger = logging.getLogger(__name__)

GENESIS = "0" * 64
ANCHOR_FILE = "audit-heads.log"


def canonical_json(value) -> bytes:
    """Return the one spelling of a JSON value: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def get_actor_name(user) -> str:
    """Return the name to be copied; the system acts without one."""
    if user is None:
        return "system"
    return user.get_full_name() or getattr(user, "email", "") or user.get_username()


def _hash(event: AuditEvent) -> str:
    return hashlib.sha256(
        canonical_json(
            {
                "sequence": event.sequence,
                "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "action": event.action,
                "actor_id": event.actor_id_copy,
                "actor_name": event.actor_name,
                "object_type": event.object_type,
                "object_id": event.object_id,
                "object_label": event.object_label,
                "data": event.data,
                "previous_hash": event.previous_hash,
            }
        )
    ).hexdigest()


@transaction.atomic(savepoint=False)
def record(action: str, obj: models.Model, *, user=None, data=None) -> AuditEvent:
    """Append one event about ``obj`` to the chain, in the caller's transaction.

    ``data`` is what JSON can hold. The end of the chain stays locked until the
    transaction ends, so that the order of events is the order of commits.
    """
    head = _lock_head()
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=timezone.now(),
        action=action,
        actor_id=user.pk if user else None,
        actor_id_copy=str(user.pk) if user else "",
        actor_name=get_actor_name(user)[:160],
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:250],
        data=json.loads(canonical_json(data or {})),
        previous_hash=head.hash,
    )
    event.hash = _hash(event)
    event.save()
    head.sequence, head.hash, head.updated_at = event.sequence, event.hash, event.at
    head.save()
    sequence, digest = event.sequence, event.hash
    transaction.on_commit(lambda: _anchor(sequence, digest))
    return event


def _lock_head() -> AuditHead:
    heads = AuditHead.objects.select_for_update()
    head = heads.filter(pk=1).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = heads.get(pk=1)
    return head


def _get_anchor_path() -> Path:
    return Path(conf.get("DOCUMENT_ROOT")) / ANCHOR_FILE


def _anchor(sequence: int, digest: str) -> None:
    """Note the end of the chain outside the database.

    A database restored from an older backup, or cut off at the end together
    with its head, disagrees with this file.
    """
    path = _get_anchor_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="ascii") as file:
            file.write(f"{sequence} {digest}\n")
    except OSError:
        logger.exception("The end of the audit chain could not be anchored.")


@dataclass(frozen=True)
class ChainReport:
    """``broken_at`` is the first sequence number that does not fit, if any."""

    ok: bool
    events: int
    broken_at: int | None = None
    reason: str = ""
    last: datetime | None = None


def verify_chain() -> ChainReport:
    """Walk the chain and compare it with its head and with the anchors.

    Finds an entry that was edited, deleted, reordered, cut off at the end,
    forked, or a database restored from an older backup.
    """
    previous, expected, last = GENESIS, 1, None
    known = {}
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            return ChainReport(False, expected - 1, expected, "an event is missing")
        if event.previous_hash != previous:
            return ChainReport(
                False, expected - 1, expected, "an event does not follow the one before"
            )
        if _hash(event) != event.hash:
            return ChainReport(False, expected - 1, expected, "an event was changed")
        known[event.sequence] = event.hash
        previous, last = event.hash, event.at
        expected += 1
    count = expected - 1
    head = AuditHead.objects.filter(pk=1).first()
    if (head.sequence if head else 0) != count or (head and head.hash != previous):
        return ChainReport(False, count, expected, "the end of the chain was cut off")
    return _compare_anchors(known, count, last)


def _compare_anchors(known, count, last) -> ChainReport:
    path = _get_anchor_path()
    if not path.exists():
        return ChainReport(True, count, last=last)
    with path.open(encoding="ascii", errors="replace") as file:
        for line in file:
            parts = line.split()
            # The last line may be half written when the power fails.
            if len(parts) != 2 or not parts[0].isdigit() or len(parts[1]) != 64:
                continue
            sequence = int(parts[0])
            if sequence not in known:
                return ChainReport(
                    False,
                    count,
                    sequence,
                    "the database is older than the anchor file",
                )
            if known[sequence] != parts[1]:
                return ChainReport(
                    False, count, sequence, "an event differs from its anchor"
                )
    return ChainReport(True, count, last=last)

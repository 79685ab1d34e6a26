"""What may be kept how long, what falls due, and what is deleted by itself.

Each app says what it keeps (``register_retention``). ``CLUSTER_WORKFLOWS["RETENTION"]``
gives the days and whether the sweep deletes; what it may not delete is a list for the
office. Sources of the rules: domain §5.2 and §7 (``retention.due``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import conf
from ..enums import EDITABLE_STATES, MailState
from ..models import (
    FlowSubject,
    JoiningApplication,
    MailRecord,
    PatronageAgreement,
    SweepClaim,
)
from ..models.joining import JoiningState
from ..models.subjects import list_subject_models
from . import audit, joining, notifications

# A sweep deletes so many of a kind at most: its transaction stays short.
BATCH = 500
BATCHES = 20


@dataclass(frozen=True)
class RetentionRule:
    """One kind: ``list_due(before)`` returns querysets of what is older than that.

    ``days`` and ``deletes`` hold unless the settings say otherwise; ``delete(rows)``
    removes, by default with all that hangs on them.
    """

    key: str
    label: str | Promise
    list_due: Callable[[datetime], list[QuerySet]]
    days: int
    deletes: bool = False
    delete: Callable[[QuerySet], None] | None = None


@dataclass(frozen=True)
class Due:
    """A rule with its settings and what falls due now."""

    rule: RetentionRule
    days: int
    deletes: bool
    count: int
    examples: tuple[str, ...] = ()


_rules: dict[str, RetentionRule] = {}


def register_retention(rule: RetentionRule) -> None:
    """Make a rule known, from the ``ready()`` of an app."""
    _rules[rule.key] = rule


def get_settings(rule: RetentionRule) -> tuple[int, bool]:
    """Return the days of a rule and whether the sweep deletes."""
    chosen = conf.get("RETENTION").get(rule.key, {})
    return chosen.get("days", rule.days), chosen.get("delete", rule.deletes)


def list_due(now: datetime | None = None, *, examples: int = 20) -> list[Due]:
    """Return every rule with how much falls due, and the first of it."""
    now = now or timezone.now()
    found = []
    for rule in _rules.values():
        days, deletes = get_settings(rule)
        querysets = rule.list_due(now - timedelta(days=days))
        count = sum(rows.count() for rows in querysets)
        shown = [str(row) for rows in querysets for row in rows[:examples]]
        found.append(Due(rule, days, deletes, count, tuple(shown[:examples])))
    return found


def run_daily(now: datetime | None = None) -> int:
    """Delete what may be deleted by itself, once a day; returns how many rows.

    Once a quarter the office is told what waits for its decision.
    """
    now = now or timezone.now()
    day = timezone.localtime(now).date()
    if not _claim(f"retention {day}"):
        return 0
    SweepClaim.objects.filter(at__lt=now - timedelta(days=400)).delete()
    total = delete_due(now)
    tell_office(now)
    return total


def _claim(key: str) -> bool:
    """Say whether this sweep is the one that does something."""
    return SweepClaim.objects.get_or_create(key=key)[1]


def delete_due(now: datetime | None = None) -> int:
    """Delete what may be deleted by itself; returns how many. Safe to run twice."""
    now = now or timezone.now()
    total = 0
    for rule in _rules.values():
        days, deletes = get_settings(rule)
        if not deletes:
            continue
        for rows in rule.list_due(now - timedelta(days=days)):
            for _batch in range(BATCHES):
                deleted = _delete(rule, rows)
                total += deleted
                if deleted < BATCH:
                    break
    return total


@transaction.atomic
def _delete(rule: RetentionRule, rows: QuerySet) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not ids:
        return 0
    found = rows.model._base_manager.filter(pk__in=ids)
    if rule.delete is not None:
        rule.delete(found)
    else:
        found.delete()
    audit.record(
        "cluster_workflows.delete_due",
        ContentType.objects.get_for_model(rows.model),
        data={"rule": rule.key, "count": len(ids)},
    )
    return len(ids)


def tell_office(now: datetime | None = None) -> bool:
    """Tell the office once a quarter what waits for its decision (domain §7)."""
    now = timezone.localtime(now)
    waiting = [
        due for due in list_due(now, examples=0) if due.count and not due.deletes
    ]
    if not waiting:
        return False
    with transaction.atomic():
        if not _claim(f"retention.due {now.year}-{(now.month - 1) // 3 + 1}"):
            return False
        notifications.notify(
            "retention.due",
            notifications.list_coordinators(),
            url_name="workflows_office:retention",
            list=", ".join(f"{due.rule.label} ({due.count})" for due in waiting),
        )
    return True


def _list_drafts(before) -> list[QuerySet]:
    """Return drafts that were never submitted and not touched since."""
    rows = [
        PatronageAgreement.objects.filter(
            state__in=EDITABLE_STATES, submitted_at=None, created_at__lt=before
        ).exclude(versions__created_at__gte=before)
    ]
    for model in list_subject_models():
        if model is JoiningApplication:
            continue
        if issubclass(model, FlowSubject) and model.states_of_drafts:
            rows.append(
                model._default_manager.filter(
                    state__in=model.states_of_drafts,
                    submitted_at=None,
                    created_at__lt=before,
                ).exclude(versions__created_at__gte=before)
            )
    return rows


def _delete_applications(rows) -> None:
    for application in rows:
        joining.forget_mails(application)
    rows.delete()


for _rule in [
    RetentionRule(
        "mails",
        _("Messages and mails"),
        lambda before: [
            MailRecord.objects.filter(created_at__lt=before).exclude(
                state=MailState.WAITING
            )
        ],
        days=730,
        deletes=True,
    ),
    # ``services.joining`` deletes them on each sweep; here they are listed.
    RetentionRule(
        "applications",
        _("Applications to join whose e-mail nobody confirmed"),
        lambda before: [
            JoiningApplication.objects.filter(
                state=JoiningState.UNVERIFIED, mailed_at__lt=before
            )
        ],
        days=conf.get("JOINING_KEEP_DAYS"),
        deletes=True,
        delete=_delete_applications,
    ),
    RetentionRule(
        "drafts", _("Drafts that were never submitted"), _list_drafts, days=730
    ),
]:
    register_retention(_rule)

"""Messages of a person in the portal, what of them is mailed, the mail of the day."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from partners.roles import holds

from .. import conf
from ..enums import MailState
from ..models import MailRecord, NotificationSettings
from ..models.notifications import MANDATORY_GROUPS, MailGroup, MailMode
from . import notifications

DIGEST = "digest.daily"
# A longer list is read in the portal.
DIGEST_LIMIT = 50


def list_messages(user):
    """Return the messages of a person: unread ones first, then the newest."""
    return (
        MailRecord.objects.filter(user_id=user.pk)
        .exclude(key=DIGEST)
        .order_by(F("read_at").asc(nulls_first=True), "-pk")
    )


def count_unread(user) -> int:
    return list_messages(user).order_by().filter(read_at=None).count()


def mark_read(user, pk: int | None = None) -> int:
    """Note that a person read one message, or all; returns how many were unread."""
    messages = MailRecord.objects.filter(user_id=user.pk, read_at=None)
    if pk is not None:
        messages = messages.filter(pk=pk)
    return messages.update(read_at=timezone.now())


@dataclass(frozen=True)
class Choice:
    """One group as the person's settings show it."""

    group: str
    label: str
    mode: str
    is_mandatory: bool


def list_choices(user) -> list[Choice]:
    """Return how the messages of each group reach a person."""
    chosen = NotificationSettings.objects.filter(user_id=user.pk).first()
    chosen = chosen or NotificationSettings(user_id=user.pk)
    is_office = holds(user, "cluster_workflows.can_coordinate")
    return [
        Choice(
            group.value,
            str(group.label),
            chosen.get_mode(group),
            group in MANDATORY_GROUPS,
        )
        for group in MailGroup
        if group != MailGroup.OFFICE or is_office
    ]


@transaction.atomic
def set_modes(user, modes: dict[str, str]) -> NotificationSettings:
    """Keep what a person chose; what is mandatory or unknown is left out."""
    row, _created = NotificationSettings.objects.select_for_update().get_or_create(
        user_id=user.pk
    )
    row.modes = {
        group: mode
        for group, mode in modes.items()
        if group in MailGroup.values
        and group not in MANDATORY_GROUPS
        and mode in MailMode.values
    }
    row.save(update_fields=["modes"])
    return row


def send_digests() -> int:
    """Write the mail of the day for everybody who has one; returns how many.

    Once per person and day: whoever moves ``last_digest_on`` writes the mail. Messages
    that were read in the portal by then are not repeated.
    """
    now = timezone.localtime()
    if now.hour < conf.get("DIGEST_HOUR"):
        return 0
    waiting = MailRecord.objects.filter(state=MailState.DIGEST)
    due = NotificationSettings.objects.filter(
        Q(last_digest_on=None) | Q(last_digest_on__lt=now.date()),
        user__in=waiting.values("user"),
    )
    count = 0
    for user_id in list(due.values_list("user_id", flat=True)):
        with transaction.atomic():
            if due.filter(user_id=user_id).update(last_digest_on=now.date()):
                count += _write_digest(user_id)
    return count


def _write_digest(user_id: int) -> bool:
    messages = MailRecord.objects.filter(state=MailState.DIGEST, user_id=user_id)
    records = list(messages.order_by("pk"))
    unread = [record for record in records if record.read_at is None]
    messages.filter(pk__in=[record.pk for record in records]).update(
        state=MailState.DIGESTED, sent_at=timezone.now()
    )
    user = get_user_model().objects.get(pk=user_id)
    if not unread or not user.is_active:
        return False
    with translation.override(notifications.get_language(user)):
        lines = [f"– {record.subject}" for record in unread[:DIGEST_LIMIT]]
        if len(unread) > DIGEST_LIMIT:
            lines.append(_("– and more in the portal"))
    notifications.notify(
        DIGEST,
        [user],
        url_name="workflows:inbox",
        count=len(unread),
        list="\n".join(lines),
    )
    return True

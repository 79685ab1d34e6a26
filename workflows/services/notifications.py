"""Messages: written with the event, in the language of the person, for the portal.

They go out as mails after the commit, at once or in the mail of the day, as the
person chose; what they are asked to do is always mailed at once.
A message is a link to what can be done; it carries no personal data beyond names, and
nothing is attached but an entry for a calendar. Every mail keeps its result.
"""

import logging
from datetime import date, timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from partners.enums import MembershipRole
from partners.models import Membership

from .. import conf
from ..enums import Audience, MailState, PartyRole, StepKind
from ..models import (
    Absence,
    MailRecord,
    NotificationSettings,
    PatronageAgreement,
    four_eyes,
)
from ..models.notifications import MANDATORY_GROUPS, MailMode
from . import mail_templates
from .mail_texts import get_group, is_about_step

logger = logging.getLogger(__name__)

MAIL_ATTEMPTS = 5
CLAIM_SECONDS = 120


def get_language(user) -> str:
    """Return the language a person chose in their profile, else the site's."""
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else None
    return (language or "pl").split("-")[0]


def list_coordinators(exclude=()):
    """Return active accounts of the office, without these (primary keys)."""
    return (
        get_user_model()
        .objects.with_perm(
            "cluster_workflows.can_coordinate",
            include_superusers=False,
            backend="django.contrib.auth.backends.ModelBackend",
        )
        .exclude(pk__in=exclude)
        .select_related("wagtail_userprofile")
    )


def list_approvers(party, exclude=()):
    """Return the accounts that may approve for a party today, substitutes included.

    ``exclude`` are primary keys.
    """
    return _list_of_role(party.organisation_id, MembershipRole.APPROVER, *exclude)


def _list_of_role(organisation_id, role, *barred) -> list:
    """Return who holds a role in an organisation, and members who stand in for them."""
    members = (
        Membership.objects.current()
        .filter(organisation=organisation_id, user__is_active=True)
        .select_related("user__wagtail_userprofile")
    )
    people = {row.user_id: row.user for row in members.filter(role=role)}
    if role == MembershipRole.SIGNER:
        # Nobody signs for another.
        return [person for pk, person in people.items() if pk not in barred]
    substitutes = (
        Absence.objects.current()
        .filter(user__in=set(people) - set(barred))
        .filter(substitute__in=members.values("user"))
        .select_related("substitute__wagtail_userprofile")
    )
    people |= {absence.substitute_id: absence.substitute for absence in substitutes}
    return [person for pk, person in people.items() if pk not in barred]


def list_involved(agreement: PatronageAgreement) -> list:
    """Return author, approvers, signers of all parties, and the office."""
    people = {agreement.created_by_id: agreement.created_by}
    for party in agreement.parties.prefetch_related("signers__user"):
        if party.role != PartyRole.OBSERVER:
            people |= {user.pk: user for user in list_approvers(party)}
        people |= {s.user_id: s.user for s in party.signers.all() if s.user_id}
    people |= {user.pk: user for user in list_coordinators()}
    return [user for user in people.values() if user.is_active]


def notify(
    key: str,
    users,
    about=None,
    *,
    url_name: str = "",
    url_args=(),
    calendar: str = "",
    **values,
) -> list[MailRecord]:
    """Write one mail per person and send it after the commit.

    ``values`` fill the placeholders of the text. The link leads to the agreement or
    subject unless ``url_name`` says otherwise.
    """
    records = []
    people = [user for user in users if user.is_active]
    group = get_group(key)
    modes = _get_modes(people, group)
    texts = mail_templates.Texts(key)
    for user in people:
        language = get_language(user)
        with translation.override(language):
            filled = {
                "number": about.display_number if about else "",
                "title": about.title if about else "",
                "person": "",
                "reason": "",
                "actor": "",
                "due": "–",
                "waiting_for": "",
                "step": "",
                "outcome": "",
                **{name: _localize(value) for name, value in values.items()},
            }
            path = (
                reverse(url_name, args=url_args)
                if url_name
                else about.get_absolute_url()
            )
            subject, text = texts.write(language, filled)
            body = "\n\n".join(
                [
                    _("Good day,"),
                    text,
                    conf.get("BASE_URL").rstrip("/") + path,
                    _get_footer(key),
                ]
            )
        records.append(
            MailRecord(
                key=key,
                user=user,
                address=user.email,
                language=language,
                subject=subject,
                body=body,
                calendar=calendar,
                path=path,
                state=_STATES[modes[user.pk]] if user.email else MailState.PORTAL,
                **_refer_to(about),
            )
        )
    queue_mails(records)
    return records


def _get_footer(key: str) -> str:
    if is_about_step(key):
        return _(
            "The same task is also in the portal under “My tasks” after "
            "you sign in.\nThis message was sent by the portal of the "
            "education cluster."
        )
    return _("This message was sent by the portal of the education cluster.")


_STATES = {
    MailMode.ON: MailState.WAITING,
    MailMode.DIGEST: MailState.DIGEST,
    MailMode.OFF: MailState.PORTAL,
}


def _get_modes(people, group: str) -> dict:
    """Return for each person how messages of a group reach them."""
    modes = {person.pk: MailMode.ON for person in people}
    if group not in MANDATORY_GROUPS:
        for row in NotificationSettings.objects.filter(user__in=modes):
            modes[row.user_id] = MailMode(row.get_mode(group))
    return modes


def _refer_to(about) -> dict:
    if about is None:
        return {}
    if isinstance(about, PatronageAgreement):
        return {"agreement": about}
    return {
        "about_type": ContentType.objects.get_for_model(about),
        "about_id": about.pk,
    }


def list_step_people(step, exclude=None) -> list:
    """Return the accounts that a subject's step waits for, substitutes included."""
    barred = {*four_eyes.get_barred_ids(step), getattr(exclude, "pk", None)}
    if step.audience == Audience.OFFICE:
        people = list(list_coordinators())
    elif step.audience == Audience.ORGANISATION:
        people = _list_of_role(step.organisation_id, step.role, *barred)
    else:
        people = [step.assignee] if step.assignee_id else []
    if step.audience == Audience.PERSON and step.assignee_id not in barred | {None}:
        people += [
            absence.substitute
            for absence in Absence.objects.current()
            .filter(user=step.assignee_id)
            .select_related("substitute__wagtail_userprofile")
            if step.may_be_completed_by(absence.substitute)
        ]
    unique = {person.pk: person for person in people if person.is_active}
    return [person for pk, person in unique.items() if pk not in barred]


def list_people_to_act(step) -> list:
    """Return the accounts that a step waits for, of agreements and of subjects."""
    if not step.agreement_id:
        return list_step_people(step)
    if step.kind == StepKind.SIGN:
        user = step.signer.user
        return [user] if user and step.is_for(user) else []
    barred = four_eyes.get_barred_ids(step)
    if step.kind == StepKind.PARTY_APPROVAL:
        return list_approvers(step.party, exclude=barred)
    return list(list_coordinators(exclude=barred))


def queue_mails(records: list[MailRecord]) -> None:
    """Write messages that are ready; those to be mailed are sent after the commit."""
    MailRecord.objects.bulk_create(records)
    for record in records:
        if record.state != MailState.WAITING:
            continue
        transaction.on_commit(partial(send_mail_record.enqueue, record.pk))


def _localize(value) -> str:
    if hasattr(value, "tzinfo"):
        return date_format(timezone.localtime(value), "DATE_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return "–" if value is None else str(value)


@task()
def send_mail_record(record_id: int) -> bool:
    """Send one mail unless another process does, and note the result."""
    now = timezone.now()
    claimed = (
        MailRecord.objects.filter(pk=record_id, attempts__lt=MAIL_ATTEMPTS)
        .filter(state__in=[MailState.WAITING, MailState.FAILED])
        .filter(
            Q(claimed_at=None)
            | Q(claimed_at__lt=now - timedelta(seconds=CLAIM_SECONDS))
            | Q(state=MailState.FAILED)
        )
        .update(claimed_at=now, state=MailState.WAITING)
    )
    if not claimed:
        return False
    record = MailRecord.objects.get(pk=record_id)
    message = EmailMessage(
        subject=record.subject,
        body=record.body,
        to=[record.address],
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": record.language,
        },
    )
    if record.calendar:
        message.attach("calendar.ics", record.calendar, "text/calendar")
    record.attempts += 1
    try:
        message.send()
    # A mail server may fail in any way; the result is kept and shown.
    except Exception as error:
        logger.warning("Mail %s could not be sent: %s", record_id, error)
        record.state = MailState.FAILED
        record.error = f"{type(error).__name__}: {error}"[:500]
    else:
        record.state = MailState.SENT
        record.sent_at = timezone.now()
        record.error = ""
    record.save(update_fields=["attempts", "state", "error", "sent_at"])
    return record.state == MailState.SENT


def list_unsent_mail_ids() -> list[int]:
    """Return mails that a sweep should send: never tried, or failed so far."""
    limit = timezone.now() - timedelta(seconds=CLAIM_SECONDS)
    return list(
        MailRecord.objects.filter(attempts__lt=MAIL_ATTEMPTS)
        .filter(
            Q(state=MailState.FAILED)
            | Q(state=MailState.WAITING, claimed_at=None)
            | Q(state=MailState.WAITING, claimed_at__lt=limit)
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )

"""What is known of a person: to be handed out, and to be blanked.

Each app says what it knows (``register_personal_data``). What was signed stays, with
the names in it: decisions and the audit log hold copies, and a contract outlives the
account of its signer (RODO art. 17 (3)(b) and (e)).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.models import GroupMember, Membership, Person, PersonFunction
from partners.models.groups import OPEN_MEMBER_STATES, GroupMemberState

from ..enums import RUNNING_STATES, Audience, JobState, MailState, Outcome
from ..models import (
    Absence,
    AgreementComment,
    AgreementSigner,
    AuditEvent,
    Decision,
    MailRecord,
    NotificationSettings,
    Revision,
    SealingJob,
    Step,
    SubjectComment,
)
from ..models.ideas import Idea, IdeaSupport
from . import consents


@dataclass(frozen=True)
class PersonalData:
    """One part: ``collect(user)`` returns rows that JSON can hold.

    ``blank(user)`` removes the person from it; None where nothing is removed.
    """

    key: str
    label: str | Promise
    collect: Callable[[object], list[dict]]
    blank: Callable[[object], None] | None = None


_parts: dict[str, PersonalData] = {}


def register_personal_data(part: PersonalData) -> None:
    """Make known what an app keeps of people, from its ``ready()``."""
    _parts[part.key] = part


def list_parts() -> list[PersonalData]:
    return list(_parts.values())


def export(user) -> dict:
    """Return everything that is known of an account, as plain JSON values."""
    return {
        "form": 1,
        "exported_at": timezone.now().isoformat(),
        "account": user.pk,
        **{
            part.key: {"label": str(part.label), "rows": part.collect(user)}
            for part in list_parts()
        },
    }


def list_obstacles(user) -> list[str]:
    """Return why an account cannot be anonymised yet, in words."""
    found = []
    waiting = Step.objects.open().filter(
        Q(assignee_id=user.pk, audience__in=[Audience.PERSON, Audience.SIGNER])
        | Q(signer__user_id=user.pk)
    )
    found += [
        _("A step waits for this person: %(step)s.") % {"step": step}
        for step in waiting.select_related("agreement").prefetch_related("subject")
    ]
    if (
        SealingJob.objects.exclude(state__in=[JobState.DONE, JobState.CANCELLED])
        .filter(Q(decision__actor_id=user.pk) | Q(signer__user_id=user.pk))
        .exists()
    ):
        found.append(_("A document of this person is still being signed."))
    found += [
        _("This person is to sign %(agreement)s.") % {"agreement": row.party.agreement}
        for row in AgreementSigner.objects.filter(
            user_id=user.pk, party__agreement__state__in=RUNNING_STATES
        ).select_related("party__agreement")
    ]
    if user.is_superuser:
        found.append(_("This is an administrator. Take these rights away first."))
    return [str(text) for text in found]


def blank_account(user) -> None:
    """Deactivate an account and remove what it says about the person.

    Everything else that refers to it stays and finds an account without a name.
    """
    for part in reversed(list_parts()):
        if part.blank is not None:
            part.blank(user)
    user.groups.clear()
    user.user_permissions.clear()
    user.username = f"removed-{user.pk}"
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


def _row(obj, *names) -> dict:
    return {name: _plain(getattr(obj, name)) for name in names}


def _plain(value):
    if value is None or isinstance(value, (bool, int, str, dict, list)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _collect_account(user) -> list[dict]:
    row = _row(
        user,
        "username",
        "first_name",
        "last_name",
        "email",
        "date_joined",
        "last_login",
    )
    row["groups"] = sorted(user.groups.values_list("name", flat=True))
    profile = getattr(user, "wagtail_userprofile", None)
    if profile is not None:
        row["profile"] = {
            key: _plain(value)
            for key, value in model_to_dict(profile).items()
            if key not in ("id", "user", "avatar")
        }
    return [row]


def _blank_account(user) -> None:
    """Addresses and second factors of django-allauth, the profile of Wagtail."""
    for relation in user._meta.related_objects:
        label = relation.related_model._meta.label_lower
        if label in _ACCOUNT_PARTS:
            relation.related_model._default_manager.filter(
                **{relation.field.name: user}
            ).delete()


# Named, not imported: a host site may do without these apps.
_ACCOUNT_PARTS = {
    "account.emailaddress",
    "mfa.authenticator",
    "usersessions.usersession",
    "wagtailusers.userprofile",
}


def _collect_person(user) -> list[dict]:
    return [
        _row(person, "academic_title", "given_name", "surname", "email", "phone")
        for person in Person.objects.filter(user_id=user.pk)
    ]


def _blank_person(user) -> None:
    for person in Person.objects.filter(user_id=user.pk):
        person.given_name, person.surname = "–", "–"
        person.academic_title = person.email = person.phone = ""
        person.user = None
        # Saved one by one, so that the search index forgets the name as well.
        person.save()


def _collect_functions(user) -> list[dict]:
    rows = PersonFunction.objects.filter(person__user_id=user.pk)
    return [
        _row(row, "organisation", "name_pl", "name_en", "since_date", "until_date")
        for row in rows.select_related("organisation")
    ]


def _end_periods(rows) -> None:
    """End with yesterday what runs: from today on it counts no more."""
    yesterday = timezone.localdate() - timedelta(days=1)
    running = rows.filter(Q(until_date=None) | Q(until_date__gt=yesterday))
    running.filter(since_date__gt=yesterday).update(until_date=timezone.localdate())
    running.filter(since_date__lte=yesterday).update(until_date=yesterday)


def _collect_memberships(user) -> list[dict]:
    rows = Membership.objects.filter(user_id=user.pk).select_related("organisation")
    return [
        _row(row, "organisation", "role", "since_date", "until_date") for row in rows
    ]


def _list_group_places(user):
    return GroupMember.objects.filter(person__user_id=user.pk)


def _collect_groups(user) -> list[dict]:
    return [
        _row(row, "group", "organisation", "role", "state", "since_date", "until_date")
        for row in _list_group_places(user).select_related("group", "organisation")
    ]


def _leave_groups(user) -> None:
    places = _list_group_places(user).filter(state__in=OPEN_MEMBER_STATES)
    _end_periods(places)
    places.update(state=GroupMemberState.ENDED, motivation="")


def _collect_signatures(user) -> list[dict]:
    rows = AgreementSigner.objects.filter(user_id=user.pk)
    return [
        {
            "agreement": str(row.party.agreement),
            **_row(row, "given_name", "surname", "email", "function_pl"),
        }
        for row in rows.select_related("party__agreement")
    ]


def _collect_decisions(user) -> list[dict]:
    rows = Decision.objects.filter(actor_id=user.pk).select_related("agreement")
    return [
        {
            "about": str(row.about),
            **_row(
                row,
                *["outcome", "reason", "actor_name", "actor_function"],
                *["actor_organisation", "decided_at"],
            ),
        }
        for row in rows.prefetch_related("subject")
    ]


def list_documents(user):
    """Return the signed files that a person's decisions left, newest first."""
    signed = Decision.objects.filter(actor_id=user.pk)
    return (
        Revision.objects.filter(
            Q(document__decision__in=signed)
            | Q(
                document__process_id__in=signed.filter(outcome=Outcome.SIGNED).values(
                    "process_id"
                )
            )
        )
        .select_related("document")
        .order_by("-pk")
        .distinct()
    )


def _collect_documents(user) -> list[dict]:
    return [
        {
            "document": str(row.document.public_id),
            "type": row.document.type,
            "revision": row.number,
            "sha256": row.sha256,
        }
        for row in list_documents(user)
    ]


def _collect_comments(user) -> list[dict]:
    return [
        {"text": row.text, "created_at": row.created_at.isoformat()}
        for model in (AgreementComment, SubjectComment)
        for row in model.objects.filter(author_id=user.pk)
    ]


def _collect_ideas(user) -> list[dict]:
    """Return what the person wrote, alone or with others, supports and follows."""
    written = [
        {"idea": str(idea), "role": "author", "at": _plain(idea.created_at)}
        for idea in Idea.objects.of_author(user).order_by("pk")
    ]
    supported = IdeaSupport.objects.filter(user_id=user.pk).select_related("idea")
    return written + [
        {"idea": str(row.idea), "role": row.kind, "at": _plain(row.created_at)}
        for row in supported
    ]


def _list_mails(user):
    """Return the messages to an account, also those before there was one."""
    mails = Q(user_id=user.pk)
    if user.email:
        mails |= Q(user=None, address__iexact=user.email)
    return MailRecord.objects.filter(mails)


def _collect_mails(user) -> list[dict]:
    return [
        _row(row, *["key", "address", "subject", "body", "created_at", "sent_at"])
        for row in _list_mails(user).order_by("pk")
    ]


def _blank_mails(user) -> None:
    mails = _list_mails(user)
    ids = list(mails.values_list("pk", flat=True))
    mails.filter(
        state__in=[MailState.WAITING, MailState.FAILED, MailState.DIGEST]
    ).update(state=MailState.PORTAL)
    MailRecord.objects.filter(pk__in=ids).update(
        address="", body="", calendar="", read_at=timezone.now()
    )


def _collect_audit(user) -> list[dict]:
    return [
        _row(row, "at", "action", "object_label")
        for row in AuditEvent.objects.filter(actor_id_copy=str(user.pk))
    ]


def _collect_absences(user) -> list[dict]:
    rows = Absence.objects.filter(Q(user_id=user.pk) | Q(substitute_id=user.pk))
    return [_row(row, "since", "until") for row in rows]


def _collect_consents(user) -> list[dict]:
    return [
        _row(
            row,
            *["purpose", "text", "text_version", "about", "given_at", "withdrawn_at"],
        )
        for row in consents.list_consents(user)
    ]


def _collect_settings(user) -> list[dict]:
    rows = NotificationSettings.objects.filter(user_id=user.pk)
    return [_row(row, "modes", "last_digest_on") for row in rows]


for _part in [
    PersonalData("profile", _("Account"), _collect_account, _blank_account),
    PersonalData("person", _("Register of people"), _collect_person, _blank_person),
    PersonalData(
        "functions",
        _("Functions"),
        _collect_functions,
        lambda user: _end_periods(PersonFunction.objects.filter(person__user=user)),
    ),
    PersonalData(
        "memberships",
        _("Memberships"),
        _collect_memberships,
        lambda user: _end_periods(Membership.objects.filter(user=user)),
    ),
    PersonalData("groups", _("Working groups"), _collect_groups, _leave_groups),
    PersonalData("signatures", _("Places to sign"), _collect_signatures),
    PersonalData("decisions", _("Decisions and signatures"), _collect_decisions),
    PersonalData("documents", _("Signed documents"), _collect_documents),
    PersonalData("comments", _("Comments"), _collect_comments),
    PersonalData(
        "ideas",
        _("Ideas"),
        _collect_ideas,
        lambda user: IdeaSupport.objects.filter(user=user).delete(),
    ),
    PersonalData("mails", _("Messages"), _collect_mails, _blank_mails),
    PersonalData("audit", _("What was recorded"), _collect_audit),
    PersonalData(
        "absences",
        _("Absences"),
        _collect_absences,
        lambda user: Absence.objects.filter(
            Q(user=user) | Q(substitute=user), until__gte=timezone.localdate()
        ).delete(),
    ),
    PersonalData(
        "settings",
        _("Notifications"),
        _collect_settings,
        lambda user: NotificationSettings.objects.filter(user=user).delete(),
    ),
    PersonalData("consents", _("Consents"), _collect_consents),
]:
    register_personal_data(_part)


def list_accounts(text: str = ""):
    """Return the accounts that the office looks for, by name or address."""
    accounts = get_user_model().objects.order_by("last_name", "first_name", "pk")
    if text:
        accounts = accounts.filter(
            Q(last_name__icontains=text)
            | Q(first_name__icontains=text)
            | Q(email__icontains=text)
        )
    return accounts

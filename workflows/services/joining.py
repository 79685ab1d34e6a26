"""Applications to join: duplicates, acceptance, admission, and what is forgotten."""

import unicodedata
from datetime import timedelta
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from partners import services as partners
from partners.enums import MembershipRole, OrganisationKind
from partners.models import Membership, Organisation, PersonFunction

from .. import conf
from ..exceptions import Incomplete
from ..models import JoiningApplication, MailRecord
from ..models.joining import (
    IDENTIFIERS,
    LEADER_FIELD,
    PENDING_STATES,
    REGISTER_FIELDS,
    JoiningState,
)
from ..models.subjects import refer_to
from . import decisions, joining_mails, notifications, numbers, subjects

# Of the first account; signing needs a check by the office, which it had.
FIRST_ROLES = (
    MembershipRole.MEMBER,
    MembershipRole.EDITOR,
    MembershipRole.APPROVER,
    MembershipRole.SIGNER,
    MembershipRole.ADMIN,
)
SIGNING_ROLES = (MembershipRole.MEMBER, MembershipRole.SIGNER)
# Names that agree so far are shown to the office.
SIMILARITY = 0.82
_FORMS = (
    *[
        "sp. z o.o.",
        "spółka z ograniczoną odpowiedzialnością",
        "s.a.",
        "spółka akcyjna",
    ],
    *["sp.k.", "sp.j.", "s.c.", "s.r.o.", "gmbh"],
)


def _has_same_number(subject) -> Q | None:
    """Return the condition for rows with one of the numbers of ``subject``."""
    condition = Q()
    for name in IDENTIFIERS:
        value = getattr(subject, name)
        if not value:
            continue
        same = Q(**{name: value})
        if name == "foreign_id":
            same &= Q(foreign_id_type=subject.foreign_id_type)
        condition |= same
    return condition or None


def is_known(subject) -> bool:
    """Say whether a partner, or an application under way, has one of the numbers.

    Applications that nobody confirmed do not count: anybody could block anybody.
    """
    same = _has_same_number(subject)
    if same is None:
        return False
    pending = JoiningApplication.objects.filter(same, state__in=PENDING_STATES)
    return (
        Organisation.objects.active().filter(same).exists()
        or pending.exclude(pk=subject.pk).exists()
    )


def demand_unknown(subject) -> None:
    """Raise ``Incomplete`` where ``is_known``, without saying whose number it is."""
    if is_known(subject):
        raise Incomplete(get_known_text(), [])


def get_known_text() -> str:
    return _(
        "An organisation with this number is a partner already, or its application is "
        "under way. For reasons of privacy we say no more here. If you belong to it, "
        "ask its administrator to invite you, or write to the cluster office."
    )


def _fold(name: str) -> str:
    """Return a name without case, diacritics, quotes and legal forms."""
    text = name.casefold()
    for form in _FORMS:
        text = text.replace(form, " ")
    text = unicodedata.normalize("NFKD", text.replace("ł", "l"))
    words = "".join(
        c if c.isalnum() else " " for c in text if not unicodedata.combining(c)
    )
    return " ".join(words.split())


def list_similar(application: JoiningApplication) -> list[str]:
    """Return organisations of the register that are called much the same."""
    wanted = _fold(application.legal_name)
    found = []
    rows = Organisation.objects.exclude(pk=application.organisation_id).values_list(
        "legal_name", "city", "is_active"
    )
    for name, city, is_active in rows.order_by("legal_name").iterator():
        other = _fold(name)
        matcher = SequenceMatcher(None, wanted, other)
        if (wanted and wanted in other) or (
            matcher.quick_ratio() >= SIMILARITY and matcher.ratio() >= SIMILARITY
        ):
            facts = [name, city] if is_active else [name, city, _("not active")]
            found.append(", ".join(facts))
    return found


def list_leader_signers() -> list:
    """Return the accounts that sign for the leader today."""
    rows = (
        Membership.objects.current()
        .filter(
            role=MembershipRole.SIGNER,
            organisation__kind=OrganisationKind.LEADER,
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user__last_name", "user__pk")
    )
    return list({row.user_id: row.user for row in rows}.values())


# Acceptance


@transaction.atomic
def accept(application, *, leader_signer, register_source: str, user) -> None:
    """Put an accepted applicant into the register, not active yet, and ask its signers.

    The organisation is one that left where its numbers are known. Raises
    ``Incomplete``.
    """
    demand_unknown(application)
    organisation = _save_organisation(application, register_source, user)
    application.organisation = organisation
    invited = []
    for prefix, number in (("signer", "first"), ("second", "second")):
        if not getattr(application, f"{prefix}_email"):
            continue
        account = _give_account(application, prefix, organisation)
        setattr(application, f"{number}_signer", account)
        if not account.has_usable_password():
            invited.append(account)
    leader = Organisation.objects.get(kind=OrganisationKind.LEADER)
    actor = decisions.describe_actor(leader_signer, leader)
    application.leader_signer = leader_signer
    application.leader_data = {
        "organisation": _describe_organisation(leader),
        "signer": {
            "field": LEADER_FIELD,
            "name": actor.name,
            "given_name": actor.given_name,
            "surname": actor.surname,
            "function": actor.function,
            "organisation": leader.legal_name,
            "organisation_id": leader.pk,
            "user": leader_signer.pk,
        },
    }
    if not application.declaration_number:
        application.declaration_number = numbers.take("D")
    application.save()
    subjects.store_version(application, user=user)
    notifications.notify("account.invited", invited, url_name="account_reset_password")


def _save_organisation(application, register_source, user) -> Organisation:
    organisation = application.organisation or _find_former(application)
    organisation = organisation or Organisation()
    for name in REGISTER_FIELDS:
        setattr(organisation, name, getattr(application, name))
    organisation.signers_required = 2 if application.has_second_signer else 1
    organisation.register_source = register_source
    organisation.register_extract_date = timezone.localdate()
    organisation.register_checked_by = user
    organisation.founding_body = Organisation.objects.filter(
        kind=OrganisationKind.FOUNDING_BODY,
        legal_name__iexact=application.founding_body_name,
    ).first()
    organisation.is_active = False
    organisation.save()
    return organisation


def _find_former(application) -> Organisation | None:
    same = _has_same_number(application)
    if same is None:
        return None
    return Organisation.objects.filter(same, is_active=False).order_by("-pk").first()


def _describe_organisation(organisation) -> dict:
    return {
        "legal_name": organisation.legal_name,
        "name_en": organisation.name_en,
        "address": organisation.address,
        "email": organisation.email,
        "dpo_contact": organisation.dpo_contact,
        **{name: str(getattr(organisation, name) or "") for name in IDENTIFIERS[:4]},
    }


def _give_account(application, prefix: str, organisation):
    email = getattr(application, f"{prefix}_email")
    names = {
        "given_name": getattr(application, f"{prefix}_given_name"),
        "surname": getattr(application, f"{prefix}_surname"),
    }
    account = partners.create_account(email=email, **names)
    if not account.has_usable_password():
        # Mails come in the language of the application, until the person chooses.
        profile = UserProfile.get_for_user(account)
        if not profile.preferred_language:
            profile.preferred_language = application.language
            profile.save()
    partners.grant_roles(account, organisation, SIGNING_ROLES)
    person = partners.register_person(email=email, user=account, **names)
    function = getattr(application, f"{prefix}_function")
    PersonFunction.objects.update_or_create(
        person=person,
        organisation=organisation,
        until_date=None,
        defaults={"name_pl": function, "name_en": function, "can_represent": True},
    )
    return account


# The end


@transaction.atomic
def admit(application: JoiningApplication) -> None:
    """Make the organisation a partner: all have signed. The caller holds the lock."""
    organisation = application.organisation
    organisation.is_active = True
    organisation.save(update_fields=["is_active"])
    partners.grant_roles(application.first_signer, organisation, FIRST_ROLES)
    partners.draft_partner_pages(
        organisation,
        intro="",
        cooperation_forms=application.cooperation_forms,
    )
    subjects.change_state(application, "joining_activate")
    joining_mails.tell_applicant(application, "joining.active")
    notifications.notify("joining.partner", [*list_accounts(application)], application)


def list_accounts(application) -> list:
    """Return the office and whoever signs: who is told in the portal."""
    people = {user.pk: user for user in notifications.list_coordinators()}
    for name in ("first_signer", "second_signer", "leader_signer"):
        user = getattr(application, name)
        if user is not None and user.is_active:
            people[user.pk] = user
    return list(people.values())


@transaction.atomic
def release(application: JoiningApplication) -> None:
    """Take back what acceptance gave, where the signing ended without a partnership."""
    organisation = application.organisation
    if organisation is None or organisation.is_active:
        return
    end_memberships(Membership.objects.current().filter(organisation=organisation))


def end_memberships(rows) -> int:
    """End memberships at once. One that began today leaves no day: it is removed."""
    today = timezone.localdate()
    count = 0
    for row in rows:
        count += 1
        if row.since_date >= today:
            row.delete()
        else:
            row.until_date = today - timedelta(days=1)
            row.save(update_fields=["until_date"])
    return count


# Time


def delete_unconfirmed(now=None) -> int:
    """Delete applications that nobody confirmed in time, with their mails."""
    before = (now or timezone.now()) - timedelta(days=conf.get("JOINING_KEEP_DAYS"))
    count = 0
    rows = JoiningApplication.objects.filter(
        state=JoiningState.UNVERIFIED, mailed_at__lt=before
    )
    for found in rows:
        with transaction.atomic():
            # Confirmed in this very moment: kept.
            application = rows.select_for_update().filter(pk=found.pk).first()
            if application is None:
                continue
            forget_mails(application)
            application.delete()
            count += 1
    return count


def forget_mails(application) -> None:
    reference = refer_to(application)
    MailRecord.objects.filter(
        about_type=reference["subject_type"], about_id=reference["subject_id"]
    ).delete()


def delete_on_sweep(sender, **kwargs):
    delete_unconfirmed()

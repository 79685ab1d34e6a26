"""Writes to the partner register that take more than one row."""

from collections import defaultdict

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from .enums import MembershipRole
from .file_names import make_file_stem
from .models import (
    Membership,
    Organisation,
    PartnerDesk,
    PartnerIndexPage,
    PartnerPage,
    Person,
)

# On the pictures of the own folder.
IMAGE_PERMISSIONS = ("add_image", "choose_image")


@transaction.atomic
def find_account(email: str):
    """Return the account of this address, or None."""
    return get_user_model().objects.filter(email__iexact=email.strip()).first()


def create_account(*, email: str, given_name: str, surname: str, password=None):
    """Return a new active account for this address, without a usable password
    unless one is given. An account that exists is returned as it is.
    """
    user_model = get_user_model()
    email = user_model.objects.normalize_email(email).lower()
    user = find_account(email)
    if user is None:
        user = user_model(email=email, first_name=given_name, last_name=surname)
        if user_model.USERNAME_FIELD != "email":
            setattr(user, user_model.USERNAME_FIELD, email)
        user.set_password(password)
        user.save()
    return user


@transaction.atomic
def grant_roles(user, organisation: Organisation, roles, *, since=None) -> None:
    """Give an account roles in an organisation, from a day on (today by default)."""
    for role in roles:
        Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            role=role,
            until_date=None,
            defaults={"since_date": since or timezone.localdate()},
        )


@transaction.atomic
def register_person(
    *, given_name: str, surname: str, email: str, user=None, phone: str = ""
) -> Person:
    """Return the person with this address, made or linked to the account."""
    person, _ = Person.objects.get_or_create(
        email=email,
        defaults={"given_name": given_name, "surname": surname, "phone": phone},
    )
    if user is not None and person.user_id is None:
        person.user = user
        person.save(update_fields=["user"])
    return person


@transaction.atomic
def sync_desk(organisation: Organisation) -> None:
    """Give the editors of an organisation their page, and nobody else.

    They may change its page in every language and add pictures to a folder of their
    own; publishing stays with the office. An organisation without a page has no
    editors of it, so its people need no access to the admin.
    """
    pages = set(
        PartnerPage.objects.filter(organisation=organisation).values_list(
            "pk", flat=True
        )
    )
    editors = _list_editors([organisation.pk])[organisation.pk] if pages else set()
    desk = PartnerDesk.objects.filter(organisation=organisation).first()
    if desk is None:
        if not editors:
            return
        desk = _create_desk(organisation)
    if desk.collection_id is None:
        _give_folder(desk)
    desk.group.user_set.set(editors)
    granted = desk.group.page_permissions
    granted.exclude(page__in=pages).delete()
    for page_id in pages - set(granted.values_list("page_id", flat=True)):
        GroupPagePermission.objects.create(
            group=desk.group, page_id=page_id, permission_type="change"
        )


def sync_desks() -> int:
    """Bring all desks up to date and return how many were not.

    Memberships begin and end on their days without anybody saving them.
    """
    with_page = set(
        PartnerPage.objects.order_by().values_list("organisation", flat=True).distinct()
    )
    wanted = _list_editors(with_page)
    found = defaultdict(set)
    for organisation_id, user_id in PartnerDesk.objects.values_list(
        "organisation", "group__user"
    ):
        found[organisation_id].update({user_id} - {None})
    stale = [
        organisation_id
        for organisation_id in wanted.keys() | found.keys()
        if wanted[organisation_id] != found[organisation_id]
    ]
    for organisation in Organisation.objects.filter(pk__in=stale):
        sync_desk(organisation)
    return len(stale)


def _list_editors(organisation_ids) -> dict[int, set[int]]:
    editors = defaultdict(set)
    rows = Membership.objects.current().filter(
        role=MembershipRole.EDITOR,
        organisation__in=organisation_ids,
        organisation__is_active=True,
    )
    for organisation_id, user_id in rows.values_list("organisation", "user"):
        editors[organisation_id].add(user_id)
    return editors


def _create_desk(organisation: Organisation) -> PartnerDesk:
    # The number keeps apart organisations that are called the same.
    name = f"Partner editors {organisation.pk}: {organisation}"[:150]
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(
        Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
    )
    return PartnerDesk.objects.create(organisation=organisation, group=group)


def _give_folder(desk: PartnerDesk) -> None:
    root = Collection.get_first_root_node()
    desk.collection = root.add_child(name=str(desk.organisation)[:255])
    desk.save(update_fields=["collection"])
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=IMAGE_PERMISSIONS
    ):
        GroupCollectionPermission.objects.create(
            group=desk.group, collection=desk.collection, permission=permission
        )


@transaction.atomic
def draft_partner_pages(
    organisation: Organisation, *, intro: str = "", cooperation_forms=()
) -> list[PartnerPage]:
    """Begin the page of a partner below the directory of each language, unpublished.

    The first is in the language of the oldest directory; the others are its
    translations. A language that has a page, or no directory, is left alone.
    """
    pages: list[PartnerPage] = []
    for index in PartnerIndexPage.objects.order_by("pk").select_related("locale"):
        existing = PartnerPage.objects.filter(
            organisation=organisation, locale=index.locale
        ).first()
        if existing is not None:
            pages.append(existing)
            continue
        is_polish = index.locale.language_code.startswith("pl")
        title = (
            organisation.short_name
            if is_polish or not organisation.name_en
            else organisation.name_en
        )
        if pages and index.get_translations().filter(locale=pages[0].locale).exists():
            page = pages[0].copy_for_translation(index.locale)
            page.title = page.draft_title = title
            page.save_revision()
        else:
            slug = make_file_stem(title) or f"partner-{organisation.pk}"
            page = PartnerPage(
                title=title,
                slug=find_available_slug(index, slug),
                locale=index.locale,
                organisation=organisation,
                intro=intro,
                cooperation_forms=list(cooperation_forms),
                website=organisation.website,
                live=False,
            )
            index.add_child(instance=page)
            page.save_revision()
        pages.append(page)
    return pages

"""A partner's editor keeps the page of the own organisation, and gets nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from partners import services
from partners.enums import MembershipRole
from partners.models import Membership, Organisation, PartnerDesk, PartnerPage
from workflows.management.demo import get_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(partner_pages):
    """Who drafts for Granit Automatyka, and nothing else."""
    return get_user("kadry.granit")


@pytest.fixture
def office(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def own_page(partner_pages) -> PartnerPage:
    return partner_pages["granit-automatyka"]


@pytest.fixture
def page_of_others(partner_pages) -> PartnerPage:
    return partner_pages["karpacz"]


def get_post(page: PartnerPage, **changes) -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "intro": page.intro,
            "body": rich_text("<p>New text.</p>"),
            "organisation": page.organisation_id,
            "cooperation_forms": page.cooperation_forms,
            "latitude": page.latitude,
            "longitude": page.longitude,
            "public_email": page.public_email,
            "occupations": inline_formset([]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def is_refused(response) -> bool:
    """Wagtail sends those who may not back to the start of the admin."""
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


def test_editor_saves_a_draft_that_is_not_public(office, editor, own_page):
    address = reverse("wagtailadmin_pages:edit", args=[own_page.pk])
    assert office.get(address).status_code == 200

    response = office.post(address, get_post(own_page, title="Granit, new name"))

    assert response.status_code == 302, response.context["form"].errors
    own_page.refresh_from_db()
    assert own_page.title == "Granit Automatyka"
    assert own_page.has_unpublished_changes
    assert own_page.latest_revision.user == editor
    assert own_page.latest_revision.content["title"] == "Granit, new name"


def test_editor_cannot_publish(office, own_page):
    office.post(
        reverse("wagtailadmin_pages:edit", args=[own_page.pk]),
        get_post(own_page, title="Granit, at once", **{"action-publish": "1"}),
    )

    own_page.refresh_from_db()
    assert own_page.title == "Granit Automatyka"
    assert own_page.live


def test_editor_submits_to_moderation(office, editor, own_page, directory):
    task = GroupApprovalTask.objects.create(name="The office looks")
    moderation = Workflow.objects.create(name="By the office")
    # Not through ``moderation.workflow_tasks``: that is stored with its parent only,
    # and a workflow without a task publishes at once, which the editor may not.
    WorkflowTask.objects.create(workflow=moderation, task=task)
    WorkflowPage.objects.create(workflow=moderation, page=directory)

    response = office.post(
        reverse("wagtailadmin_pages:edit", args=[own_page.pk]),
        get_post(own_page, title="Granit, please check", **{"action-submit": "1"}),
    )

    assert response.url == reverse("wagtailadmin_explore", args=[directory.pk])
    state = own_page.workflow_states.get()
    assert (state.status, state.requested_by) == ("in_progress", editor)
    assert TaskState.objects.get(workflow_state=state).status == "in_progress"
    own_page.refresh_from_db()
    assert own_page.title == "Granit Automatyka"
    assert own_page.latest_revision.content["title"] == "Granit, please check"


def test_editor_keeps_the_translation_too(office, own_page):
    english = own_page.get_translations().get().specific
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])

    assert office.post(address, get_post(english, title="New")).status_code == 302
    english.refresh_from_db()
    assert english.latest_revision.content["title"] == "New"


def test_editor_cannot_move_the_page_to_another_organisation(office, own_page):
    other = Organisation.objects.get(short_name="Nowy Len")

    office.post(
        reverse("wagtailadmin_pages:edit", args=[own_page.pk]),
        get_post(own_page, organisation=other.pk),
    )

    own_page.refresh_from_db()
    content = own_page.latest_revision.content
    assert content["organisation"] == own_page.organisation_id != other.pk


@pytest.mark.parametrize("name", ["edit", "view_draft", "history", "preview_on_edit"])
def test_editor_sees_what_belongs_to_editing(office, own_page, name):
    response = office.get(reverse(f"wagtailadmin_pages:{name}", args=[own_page.pk]))

    assert response.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        *["edit", "view_draft", "history", "preview_on_edit", "copy", "move"],
        *["delete", "unpublish", "set_privacy", "workflow_history", "lock"],
    ],
)
def test_page_of_others_is_closed(office, page_of_others, name):
    address = reverse(f"wagtailadmin_pages:{name}", args=[page_of_others.pk])
    before = page_of_others.latest_revision_id

    assert is_refused(office.get(address)) or office.get(address).status_code == 405
    office.post(address, get_post(page_of_others, title="Mine now"))

    page = PartnerPage.objects.get(pk=page_of_others.pk)
    assert (page.title, page.live) == (page_of_others.title, True)
    assert page.latest_revision_id == before
    assert not page.view_restrictions.exists()
    assert not page.locked


def test_revisions_of_others_are_closed(office, page_of_others):
    revision = page_of_others.latest_revision
    for name, arguments in (
        ("revisions_revert", [page_of_others.pk, revision.pk]),
        ("revisions_view", [page_of_others.pk, revision.pk]),
        ("revisions_compare", [page_of_others.pk, "earliest", "latest"]),
    ):
        response = office.get(reverse(f"wagtailadmin_pages:{name}", args=arguments))
        assert is_refused(response), name


@pytest.mark.parametrize("name", ["copy", "delete", "move", "unpublish"])
def test_own_page_stays_where_it_is(office, own_page, name):
    response = office.get(reverse(f"wagtailadmin_pages:{name}", args=[own_page.pk]))

    assert is_refused(response)


def test_draft_of_the_own_page_is_not_deleted(office, own_page):
    own_page.unpublish()

    address = reverse("wagtailadmin_pages:delete", args=[own_page.pk])

    assert is_refused(office.get(address))
    assert is_refused(office.post(address))
    assert PartnerPage.objects.filter(pk=own_page.pk).exists()


def test_editor_adds_no_pages(office, directory):
    for address in (
        reverse("wagtailadmin_pages:add_subpage", args=[directory.pk]),
        reverse(
            "wagtailadmin_pages:add",
            args=["cluster_partners", "partnerpage", directory.pk],
        ),
    ):
        assert is_refused(office.get(address))


def test_explorer_leads_to_the_own_page_only(office, directory, own_page):
    response = office.get(reverse("wagtailadmin_explore", args=[directory.pk]))

    assert [page.pk for page in response.context["pages"]] == [own_page.pk]


@pytest.mark.parametrize(
    "address",
    [
        *["cluster_organisations:index", "cluster_people:index"],
        *["cluster_memberships:index", "cluster_functions:index"],
        *["wagtailusers_users:index", "wagtailusers_groups:index"],
        *["wagtailsites:index", "wagtailredirects:index", "wagtaillocales:index"],
        *["wagtailadmin_collections:index", "wagtaildocs:index", "wagtaildocs:add"],
        *["wagtailadmin_workflows:index", "workflows_admin:failed_jobs"],
        *["workflows_admin:invite", "workflows_admin:check_setup"],
        "cluster_agreements:index",
    ],
)
def test_rest_of_the_admin_is_closed(office, address):
    assert is_refused(office.get(reverse(address)))


def test_menu_shows_pages_and_pictures_only(office, editor):
    html = office.get(reverse("wagtailadmin_home")).content.decode()

    for name in ("cluster_organisations", "cluster_people", "failed_jobs", "users/"):
        assert f"/admin/{name}" not in html


def test_chooser_offers_no_drafts_of_others(office, page_of_others, directory):
    page_of_others.unpublish()

    def choose():
        return office.get(
            reverse("wagtailadmin_choose_page_child", args=[directory.pk])
        ).json()["html"]

    assert page_of_others.title not in choose()
    assert "Nowy Len" in choose()
    search = office.get(reverse("wagtailadmin_choose_page_search"), {"q": "Karpacz"})
    assert page_of_others.title not in search.content.decode()


# Wagtail leaves the temporary file of a thumbnail to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_editor_has_a_folder_of_pictures(office, editor, own_page):
    desk = PartnerDesk.objects.get(organisation=own_page.organisation)
    image_model = get_image_model()
    foreign = image_model.objects.create(
        title="Foreign",
        file=get_test_image_file(),
        collection=Collection.get_first_root_node(),
    )
    form = office.get(reverse("wagtailimages:add")).context["form"]
    assert "collection" not in form.fields

    response = office.post(
        reverse("wagtailimages:add"),
        {
            "title": "Hall",
            "file": SimpleUploadedFile("h.png", get_test_image_file().file.getvalue()),
        },
    )

    assert response.status_code == 302
    assert image_model.objects.get(title="Hall").collection == desk.collection
    edit = reverse("wagtailimages:edit", args=[foreign.pk])
    assert is_refused(office.get(edit))
    chosen = office.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert "Hall" in chosen
    assert "Foreign" not in chosen


def test_desk_follows_the_membership(partner_pages, own_page, editor):
    membership = Membership.objects.get(
        user=editor, organisation=own_page.organisation, role=MembershipRole.EDITOR
    )
    group = PartnerDesk.objects.get(organisation=own_page.organisation).group
    assert editor in group.user_set.all()

    membership.until_date = timezone.localdate() - timedelta(days=1)
    membership.save()

    assert editor not in group.user_set.all()
    assert not get_user("kadry.granit").has_perm("wagtailadmin.access_admin")

    membership.until_date = None
    membership.save()
    assert editor in group.user_set.all()
    membership.delete()
    assert editor not in group.user_set.all()


def test_membership_ends_on_its_day_without_being_saved(own_page, editor):
    group = PartnerDesk.objects.get(organisation=own_page.organisation).group
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=editor).update(until_date=yesterday)
    assert editor in group.user_set.all()

    assert services.sync_desks() == 1

    assert editor not in group.user_set.all()
    assert services.sync_desks() == 0


def test_other_roles_do_not_edit(own_page, editor):
    Membership.objects.filter(user=editor, role=MembershipRole.EDITOR).delete()
    services.grant_roles(
        editor, own_page.organisation, [MembershipRole.SIGNER, MembershipRole.APPROVER]
    )
    services.sync_desk(own_page.organisation)

    assert not get_user("kadry.granit").has_perm("wagtailadmin.access_admin")


def test_partner_without_a_page_has_no_desk(own_page, editor):
    assert not PartnerDesk.objects.filter(
        organisation__short_name="Miasto Jelenia Góra"
    ).exists()

    for page in own_page.get_translations(inclusive=True):
        page.specific.delete()

    assert not get_user("kadry.granit").has_perm("wagtailadmin.access_admin")
    desk = PartnerDesk.objects.get(organisation=own_page.organisation)
    assert not GroupPagePermission.objects.filter(group=desk.group).exists()


def test_desk_is_made_again(own_page, editor):
    desk = PartnerDesk.objects.get(organisation=own_page.organisation)
    Group.objects.get(pk=desk.group_id).delete()

    services.sync_desk(own_page.organisation)
    services.sync_desk(own_page.organisation)

    desk = PartnerDesk.objects.get(organisation=own_page.organisation)
    pages = desk.group.page_permissions.values_list("page", flat=True)
    expected = own_page.get_translations(inclusive=True).values_list("pk", flat=True)
    assert sorted(pages) == sorted(expected)
    assert editor in desk.group.user_set.all()
    assert Collection.objects.filter(pk=desk.collection_id).exists()

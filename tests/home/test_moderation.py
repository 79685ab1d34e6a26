"""Editors write, moderators publish: pages, dates of publication, translations."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from home.models import StandardPage
from home.services.moderation import (
    PAGE_PERMISSIONS,
    WAGTAILS_NAME,
    sync_moderation,
)
from partners import roles

from .pages import add_page, get_home

pytestmark = pytest.mark.django_db


def make_account(django_user_model, group: str):
    user = django_user_model.objects.create_user(f"{group}@klaster.example")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(site, django_user_model):
    return make_account(django_user_model, roles.EDITORS)


@pytest.fixture
def moderator(site, django_user_model):
    return make_account(django_user_model, roles.MODERATORS)


@pytest.fixture
def page(site) -> StandardPage:
    return add_page(StandardPage, title="Biuro", slug="biuro")


@pytest.fixture
def translation(page, editor) -> Page:
    """An English draft that an editor has translated, but for the introduction."""
    english = get_home("en").locale
    translate_object(page, [english], user=editor)
    copy = page.get_translation(english)
    write(page, copy, title="Office", slug="office")
    return copy


def write(page, copy, **texts) -> None:
    """Translate fields as the translation editor stores them, each at once."""
    source = TranslationSource.objects.get_for_instance(page)
    for name, text in texts.items():
        segment = source.stringsegment_set.get(context__path=name)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=copy.locale,
            context=segment.context,
            defaults={"data": text},
        )


def list_kinds(group: str) -> list[str]:
    codenames = GroupPagePermission.objects.filter(
        group__name=group, page__depth=1
    ).values_list("permission__codename", flat=True)
    return sorted(name.removesuffix("_page") for name in codenames)


def test_new_site_has_groups_and_moderation(site):
    Group.objects.filter(name__in=PAGE_PERMISSIONS).delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()

    call_command("setup_site", verbosity=0)

    assert list_kinds(roles.EDITORS) == ["add", "change"]
    assert list_kinds(roles.MODERATORS) == [
        *["add", "change", "lock", "publish", "unlock"],
    ]
    for name in PAGE_PERMISSIONS:
        files = GroupCollectionPermission.objects.filter(
            group__name=name, collection__depth=1
        ).values_list("permission__codename", flat=True)
        assert sorted(files) == [
            *["add_document", "add_image", "change_document", "change_image"],
            *["choose_document", "choose_image"],
        ]
    task = GroupApprovalTask.objects.get()
    assert [group.name for group in task.groups.all()] == [roles.MODERATORS]
    assert get_home().get_workflow().workflow_tasks.get().task == task.task_ptr


def test_moderation_keeps_what_was_changed_but_wagtails_english_name(site):
    task = GroupApprovalTask.objects.get()
    assert WAGTAILS_NAME not in {Workflow.objects.get().name, task.name}
    Workflow.objects.update(name="Sekretariat", active=False)
    GroupPagePermission.objects.filter(group__name=roles.EDITORS).delete()
    editors = Group.objects.get(name=roles.EDITORS)
    GroupPagePermission.objects.create(
        group=editors, page=get_home(), permission_type="change"
    )

    sync_moderation()

    workflow = Workflow.objects.get()
    assert (workflow.name, workflow.active) == ("Sekretariat", False)
    assert list_kinds(roles.EDITORS) == []
    assert editors.page_permissions.count() == 1


def test_who_may_do_what(page, editor, moderator, client):
    kinds = ("edit", "submit_for_moderation", "publish", "unpublish", "lock", "delete")
    found = {
        user: [
            kind
            for kind in kinds
            if getattr(page.permissions_for_user(user), f"can_{kind}")()
        ]
        for user in (editor, moderator)
    }
    assert found == {editor: ["edit", "submit_for_moderation"], moderator: [*kinds]}

    client.force_login(editor)
    for name in ("edit", "history", "workflow_history", "preview_on_edit"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert client.get(address).status_code == 200, name
    # An editor proposes a date; it counts once a moderator publishes.
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context[
        "form"
    ]
    assert "comments" in form.formsets
    assert {"go_live_at", "expire_at"} <= form.fields.keys()


def test_sweep_publishes_and_expires_what_is_due(page):
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    coming = add_page(StandardPage, live=False, go_live_at=tomorrow)
    page.expire_at = tomorrow
    page.save_revision().publish()

    call_command("run_due", verbosity=0)
    coming.refresh_from_db()
    page.refresh_from_db()
    assert (coming.live, page.live) == (False, True)

    past = now - timedelta(minutes=1)
    revision = coming.revisions.get(approved_go_live_at=tomorrow)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    Page.objects.filter(pk=page.pk).update(expire_at=past)
    call_command("run_due", verbosity=0)

    coming.refresh_from_db()
    page.refresh_from_db()
    assert (coming.live, page.live) == (True, False)


def test_editor_starts_a_translation_that_is_a_draft(page, editor, client):
    client.force_login(editor)
    english = get_home("en").locale
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])

    response = client.post(url, {"locales": [english.pk]})

    copy = page.get_translation(english)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert (copy.live, copy.get_parent().pk) == (False, get_home("en").pk)
    html = client.get(response.url).content.decode()
    assert reverse("home_admin:submit_translation", args=[copy.pk]) in html


def test_translation_goes_through_moderation(translation, editor, moderator, client):
    client.force_login(editor)

    response = client.post(
        reverse("home_admin:submit_translation", args=[translation.pk])
    )

    parent = reverse("wagtailadmin_explore", args=[translation.get_parent().pk])
    assert response.url == parent
    state = translation.workflow_states.get()
    assert (state.status, state.requested_by) == ("in_progress", editor)
    translation.refresh_from_db()
    assert not translation.live
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[translation.pk]))
    assert "/submit/" not in edit.content.decode()

    state.current_task_state.approve(user=moderator)

    translation.refresh_from_db()
    assert (translation.live, translation.title) == (True, "Office")
    assert translation.url == "/en/office/"


def test_public_translation_stays_as_it_is_until_a_moderator_decides(
    page, translation, editor, client
):
    Translation.objects.get().save_target(publish=False)
    translation.refresh_from_db()
    translation.get_latest_revision().publish()
    write(page, translation, title="Bureau")
    client.force_login(editor)

    client.post(reverse("home_admin:submit_translation", args=[translation.pk]))

    translation.refresh_from_db()
    assert (translation.title, translation.slug) == ("Office", "office")
    assert translation.latest_revision.content["title"] == "Bureau"
    assert translation.workflow_in_progress


def test_who_may_not_edit_sends_nothing(translation, client, django_user_model):
    stranger = make_account(django_user_model, roles.CENTER_STAFF)
    client.force_login(stranger)

    client.post(reverse("home_admin:submit_translation", args=[translation.pk]))

    assert not translation.workflow_states.exists()
    assert translation.revisions.filter(user=stranger).count() == 0


def test_taking_changes_over_publishes_nothing_for_an_editor(
    page, translation, editor, moderator, client
):
    source = TranslationSource.objects.get()
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    client.force_login(editor)
    assert client.get(url).context["form"].fields["publish_translations"].disabled

    client.post(url, {"publish_translations": "on"})
    translation.refresh_from_db()
    assert not translation.live

    client.force_login(moderator)
    assert not client.get(url).context["form"].fields["publish_translations"].disabled


def test_editor_does_not_replace_a_translation_by_its_original(
    translation, editor, moderator, client
):
    url = reverse("wagtail_localize:convert_to_alias", args=[translation.pk])
    client.force_login(editor)
    assert client.get(url).status_code == 302
    client.post(url)
    translation.refresh_from_db()
    assert translation.alias_of is None

    client.force_login(moderator)
    assert client.get(url).status_code == 200
    client.post(url)
    translation.refresh_from_db()
    assert translation.alias_of is not None

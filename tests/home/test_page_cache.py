"""Anonymous pages come from the cache, until what they show changes."""

import time
from datetime import date
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from home.services import page_cache

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def page_cache_on(settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "pages",
        },
    }
    page_cache._cache().clear()


@pytest.fixture
def site(transactional_db):
    call_command("setup_site", verbosity=0)
    return HomePage.objects.get(locale__language_code="pl")


def add_page(parent, title):
    page = parent.add_child(
        instance=StandardPage(
            title=title, intro=f"Wstęp: {title}.", locale=parent.locale, live=False
        )
    )
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def get(page, client=None, **headers):
    return (client or Client()).get(page.url, headers=headers)


def test_second_visitor_gets_the_stored_page_without_a_query(
    site, django_assert_num_queries
):
    page = add_page(site, "O klastrze")
    first = get(page)
    with django_assert_num_queries(0):
        second = get(page)

    assert first["X-Page-Cache"] == "miss"
    assert second["X-Page-Cache"] == "hit"
    assert second.content == first.content
    assert (
        second["Content-Length"] == first["Content-Length"] == str(len(first.content))
    )
    assert second["X-Frame-Options"] == first["X-Frame-Options"]
    assert not second.cookies


def test_edit_is_seen_at_once_and_leaves_other_pages_alone(site):
    changed, other = add_page(site, "Biuro"), add_page(site, "Rada")
    get(changed), get(other)

    changed.intro = "Nowe godziny otwarcia."
    changed.save_revision().publish()

    assert "Nowe godziny otwarcia." in get(changed).content.decode()
    assert get(other)["X-Page-Cache"] == "hit"


def test_draft_changes_nothing(site):
    page = add_page(site, "Biuro")
    get(page)
    page.intro = "Jeszcze nie."
    page.save_revision()
    assert get(page)["X-Page-Cache"] == "hit"


def test_page_taken_back_is_gone_at_once(site):
    page = add_page(site, "Biuro")
    get(page)
    page.unpublish()
    assert get(page).status_code == 404


def test_page_moved_is_gone_at_its_old_address(site):
    parent, page = add_page(site, "Dział"), add_page(site, "Biuro")
    old = page.url
    get(page)
    page.move(parent, pos="last-child")
    page.refresh_from_db()
    assert Client().get(old).status_code in (301, 302, 404)
    assert get(page).status_code == 200


def test_page_made_private_is_never_answered_from_the_cache(site):
    page = add_page(site, "Biuro")
    get(page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert get(page).status_code == 302
    assert "X-Page-Cache" not in get(page)


def test_who_is_signed_in_gets_a_fresh_page(site, django_user_model):
    page = add_page(site, "Biuro")
    get(page)
    client = Client()
    client.force_login(django_user_model.objects.create_user("anna@example.org"))
    response = get(page, client)
    assert "X-Page-Cache" not in response


def test_page_changed_while_it_was_rendered_is_not_kept(site):
    page = add_page(site, "Biuro")
    epoch = page_cache.get_epoch()
    page.save_revision().publish()
    page_cache.store(
        "key", content=b"old", headers={}, tags=page_cache.list_tags(page), epoch=epoch
    )
    assert page_cache.load("key") is None


def test_translation_shows_in_the_language_switch_at_once(site):
    page = add_page(site, "Biuro")
    get(page)
    english = HomePage.objects.get(locale__language_code="en")
    copy = page.copy_for_translation(english.locale)
    copy.title, copy.slug = "Office", "office"
    copy.save_revision().publish()
    assert StandardPage.objects.get(pk=copy.pk).url in get(page).content.decode()


def test_list_of_news_follows_its_own_language_only(site):
    lists = {}
    for home in HomePage.objects.all():
        page = home.add_child(instance=NewsIndexPage(title="News", locale=home.locale))
        lists[home.locale.language_code] = page
        assert get(page)["X-Page-Cache"] == "miss"

    news = NewsPage(title="Nowość", date=date(2026, 5, 4), locale=lists["pl"].locale)
    lists["pl"].add_child(instance=news)
    news.save_revision().publish()

    assert get(lists["pl"])["X-Page-Cache"] == "miss"
    assert get(lists["en"])["X-Page-Cache"] == "hit"


def test_changes_elsewhere_do_not_make_a_page_live_longer(site):
    page, other = add_page(site, "Biuro"), add_page(site, "Rada")
    get(page)
    now = time.time()
    for minutes in (4, 8):
        with patch("time.time", return_value=now + minutes * 60):
            other.save_revision().publish()
            assert get(page)["X-Page-Cache"] == "hit"
    with patch("time.time", return_value=now + 12 * 60):
        assert get(page)["X-Page-Cache"] == "miss"


def test_rollback_invalidates_nothing(site):
    page = add_page(site, "Biuro")
    get(page)
    with pytest.raises(RuntimeError), transaction.atomic():
        page.intro = "Nie."
        page.save_revision().publish()
        raise RuntimeError
    assert get(page)["X-Page-Cache"] == "hit"


def test_browser_that_has_the_page_gets_no_content(site):
    page = add_page(site, "Biuro")
    first = get(page)
    again = get(page, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_long_query_and_post_are_not_kept(site):
    page = add_page(site, "Biuro")
    assert "X-Page-Cache" not in Client().get(page.url, {"q": "x" * 300})
    assert "X-Page-Cache" not in Client().post(page.url)

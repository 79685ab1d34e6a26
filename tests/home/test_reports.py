"""Reports that editors use to keep the site whole."""

import io
from datetime import timedelta

import pytest
import requests
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Locale, Page

from home.models import ExternalLink, HomePage, StandardPage
from home.services import content_checks, translations
from home.services.translations import TranslationState as State

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    call_command("setup_site", verbosity=0)
    return HomePage.objects.get(locale__language_code="pl")


def add_page(parent, title, **fields):
    page = parent.add_child(
        instance=StandardPage(
            title=title, intro="Wstęp.", locale=parent.locale, **fields
        )
    )
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def translate(page, *, live=True):
    english = Locale.objects.get(language_code="en")
    copy = page.copy_for_translation(english)
    copy.title = "Office"
    revision = copy.save_revision()
    if live:
        revision.publish()
    return copy


def get_cell(page, language="en"):
    rows = translations.build_rows(translations.list_originals())
    return next(row for row in rows if row.page.pk == page.pk).cells[language]


def test_missing_translation_leads_to_its_form(site):
    cell = get_cell(add_page(site, "Biuro"))
    assert cell.state == State.MISSING
    assert "/submit/page/" in cell.url


def test_translation_is_draft_then_current_then_stale(site):
    page = add_page(site, "Biuro")
    copy = translate(page, live=False)
    assert get_cell(page).state == State.DRAFT

    copy.save_revision().publish()
    assert get_cell(page).state == State.CURRENT

    page.intro = "Inaczej."
    page.save_revision().publish()
    assert get_cell(page).state == State.STALE
    assert get_cell(page, "pl").state == State.ORIGINAL


def test_overview_needs_as_many_queries_for_twenty_pages_as_for_one(
    site, django_assert_max_num_queries
):
    for number in range(20):
        add_page(site, f"Strona {number}")
    with django_assert_max_num_queries(8):
        assert len(translations.build_rows(translations.list_originals())) >= 21


def test_link_to_a_page_taken_back_is_found(site):
    target = add_page(site, "Cel")
    page = add_page(
        site,
        "Źródło",
        body=[
            ("text", f'<p><a linktype="page" id="{target.pk}">tu</a></p>'),
        ],
    )
    assert content_checks.list_broken_links() == []

    target.unpublish()
    (finding,) = content_checks.list_broken_links()
    assert (finding.page.pk, finding.target) == (page.pk, "Cel")


def test_link_typed_as_a_path_is_followed_as_well(site):
    target = add_page(site, "Cel")
    links = (
        *(target.url, f"{target.url}?a=1#b", "/pl/szukaj/?q=x", "/en/search/"),
        *("/static/x.css", "//elsewhere.example/x", "/pl/nie-ma-takiej/", "/xyz"),
    )
    body = "".join(f'<p><a href="{link}">x</a></p>' for link in links)
    page = add_page(site, "Źródło", body=[("text", body)])

    found = content_checks.list_broken_links()

    assert {finding.page.pk for finding in found} == {page.pk}
    assert [finding.target for finding in found] == ["/pl/nie-ma-takiej/", "/xyz"]


class FakeSession:
    """A network in which one address is gone and one does not answer."""

    def __init__(self):
        self.headers = {}
        self.asked = []

    def get(self, url, **options):
        self.asked.append(url)
        if "slow" in url:
            raise requests.Timeout
        response = requests.Response()
        response.raw = io.BytesIO()
        response.status_code = 404 if "gone" in url else 200
        return response


def test_links_to_other_sites_are_asked_once_and_reported(site):
    body = "".join(
        f'<p><a href="https://{name}.example/a">x</a></p>'
        for name in ("fine", "gone", "slow")
    )
    page = add_page(site, "Linki", body=[("text", body)])
    add_page(site, "Linki 2", body=[("text", body)])
    session = FakeSession()

    assert content_checks.check_external_links(session) == (3, 2)

    assert len(session.asked) == 3
    problems = {f.target: f.problem for f in content_checks.list_broken_links()}
    assert problems == {
        "https://gone.example/a": "HTTP 404",
        "https://slow.example/a": "Timeout",
    }
    page.unpublish()
    content_checks.check_external_links(FakeSession())
    assert not ExternalLink.objects.filter(page=page).exists()


def test_picture_in_use_without_description_is_listed(site):
    image = get_image_model().objects.create(title="Mapa", file=get_test_image_file())
    assert content_checks.list_images_without_text() == []
    add_page(site, "Biuro", picture=image)
    assert content_checks.list_images_without_text() == [(image, 1)]
    image.description = "Mapa dojazdu"
    image.save()
    assert content_checks.list_images_without_text() == []


def test_reports_show_what_the_reader_may_change(site, client, django_user_model):
    """A partner's editor has one page; so has this one."""
    now = timezone.now()
    old, foreign, fresh = (add_page(site, name) for name in ("Stara", "Obca", "Nowa"))
    Page.objects.filter(pk__in=[old.pk, foreign.pk]).update(
        last_published_at=now - timedelta(days=400)
    )
    Page.objects.filter(pk=fresh.pk).update(last_published_at=now - timedelta(days=200))
    image = get_image_model().objects.create(title="Mapa", file=get_test_image_file())
    foreign.picture = image
    foreign.save()
    editor = django_user_model.objects.create_user("partner@klaster.example")
    editor.groups.add(group := Group.objects.create(name="Jedna strona"))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in (old, fresh):
        GroupPagePermission.objects.create(
            group=group, page=page, permission_type="change"
        )
    client.force_login(editor)

    def show(name, **query):
        return client.get(reverse(f"home_admin:{name}"), query).context

    assert [page.pk for page in show("stale_pages")["pages"]] == [old.pk]
    pages = show("stale_pages", days="180")["pages"]
    assert [page.pk for page in pages] == [old.pk, fresh.pk]
    assert show("stale_pages", days="x")["days"] == 365
    assert content_checks.list_images_without_text() == [(image, 1)]
    assert list(show("images_without_text")["images"]) == []


@pytest.mark.parametrize(
    "name", ["translations", "broken_links", "images_without_text", "stale_pages"]
)
def test_report_opens_for_editors_and_for_nobody_else(
    site, client, django_user_model, admin_user, name
):
    add_page(site, "Biuro")
    url = reverse(f"home_admin:{name}")
    assert client.get(url).status_code == 302
    client.force_login(django_user_model.objects.create_user("partner"))
    assert client.get(url).status_code == 302
    client.force_login(admin_user)
    assert client.get(url).status_code == 200

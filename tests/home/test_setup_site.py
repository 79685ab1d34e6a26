import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from home.models import HomePage

pytestmark = pytest.mark.django_db


def test_setup_site_serves_a_live_home_page_in_each_language(site):
    pages = HomePage.objects.live().order_by("pk")

    assert [page.locale.language_code for page in pages] == ["pl", "en"]
    assert [page.get_url() for page in pages] == ["/pl/", "/en/"]
    assert site.root_page_id == pages[0].pk
    assert site.site_name == "KSSEMP"
    assert (site.hostname, site.port) == ("localhost", 8000)


def test_setup_site_removes_the_welcome_page_of_wagtail(site):
    first_level = Page.objects.filter(depth=2)

    assert {page.specific_class for page in first_level} == {HomePage}


def test_setup_site_twice_changes_nothing(site):
    HomePage.objects.filter(locale__language_code="en").update(lead="By the office.")
    before = list(HomePage.objects.order_by("pk").values())
    revisions = [page.revisions.count() for page in HomePage.objects.order_by("pk")]

    call_command("setup_site", verbosity=0)

    assert list(HomePage.objects.order_by("pk").values()) == before
    assert [
        page.revisions.count() for page in HomePage.objects.order_by("pk")
    ] == revisions
    assert Site.objects.count() == 1
    assert Locale.objects.count() == 2


def test_setup_site_keeps_a_hostname_that_the_office_chose(site):
    site.hostname = "klaster.example"
    site.save()

    call_command("setup_site", verbosity=0)

    site.refresh_from_db()
    assert site.hostname == "klaster.example"


def test_setup_site_keeps_a_page_of_the_office(db):
    root = Page.get_first_root_node()
    page = root.add_child(instance=Page(title="Regulamin", slug="regulamin"))

    call_command("setup_site", verbosity=0)

    assert Page.objects.filter(pk=page.pk).exists()

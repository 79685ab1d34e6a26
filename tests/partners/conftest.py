import pytest
from django.core.cache import cache
from wagtail.models import Collection, Locale, Page, Site

from partners.management.demo_pages import create_demo_partner_pages
from partners.models import PartnerIndexPage, PartnerPage
from tests.databases import beginnings


def create_site() -> tuple[Page, Locale]:
    """Make a site whose root is a plain page, as any host may have it.

    Nothing need be there: tests that ran before may have emptied the database.
    """
    Site.clear_site_root_paths_cache()
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    root = root or Page.add_root(instance=Page(title="Root", slug="root"))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    home = root.add_child(instance=Page(title="Host", slug="host", locale=polish))
    home.copy_for_translation(english).save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    return home, english


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker):
    """The demo partners on anybody's site, in both languages, once for a module."""
    with beginnings.module_transaction(django_db_blocker):
        home, english = create_site()
        directory = home.add_child(
            instance=PartnerIndexPage(title="Partnerzy", slug="partnerzy")
        )
        translation = directory.copy_for_translation(english)
        translation.title, translation.slug = "Partners", "partners"
        translation.save_revision().publish()
        create_demo_partner_pages({"pl": directory, "en": translation})
        yield
    cache.clear()


@pytest.fixture
def directory(demo_site, db) -> PartnerIndexPage:
    """The Polish directory with the demo partners."""
    return PartnerIndexPage.objects.get(slug="partnerzy")


@pytest.fixture
def partner_pages(directory) -> dict[str, PartnerPage]:
    """The Polish pages of the demo partners, by the last part of their address."""
    return {page.slug: page for page in PartnerPage.objects.child_of(directory)}


@pytest.fixture
def empty_directory(directory) -> PartnerIndexPage:
    """Another directory, without a partner."""
    return directory.add_sibling(
        "right", instance=PartnerIndexPage(title="Inni", slug="inni")
    )

"""The public site of `make demo`, built once for all tests of this folder.

They stay in one worker, which builds it once (`tests.conftest.TOGETHER`).
"""

import gc
import warnings
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from home.management import demo_pictures
from home.management.demo_site import create_demo_site
from partners.management.demo import create_demo_partners
from tests.databases import beginnings
from tests.home.pages import add_renditions
from tests.screens import open_browser
from tests.workflows.test_public_classes import put_in_force
from workflows.management import demo

from .reader import Reader


@contextmanager
def forgiving_unclosed_files():
    """Wagtail leaves the temporary files of renditions to the garbage collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture(scope="package")
def demo_site(django_db_setup, django_db_blocker):
    """The site, in one transaction around all tests that use it."""
    with pytest.MonkeyPatch.context() as patch:
        # The drawings are the same; making them smaller takes no time.
        patch.setattr(demo_pictures, "WIDTH", 160)
        patch.setattr(demo_pictures, "HEIGHT", 90)
        with beginnings.module_transaction(django_db_blocker):
            Site.clear_site_root_paths_cache()
            call_command("setup_site", verbosity=0)
            create_demo_partners()
            with forgiving_unclosed_files():
                create_demo_site()
            for image in get_image_model().objects.prefetch_related("renditions"):
                if not image.renditions.all():
                    add_renditions(image)
            put_in_force(demo.draft_agreement(with_annex=False))
            cache.clear()
            yield
        Site.clear_site_root_paths_cache()


@pytest.fixture(scope="package")
def visitor(demo_site) -> Client:
    """An anonymous visitor of the site."""
    return Client(headers={"host": "localhost:8000"})


@pytest.fixture(scope="package")
def readers(visitor) -> dict[str, Reader]:
    """Every live page by its path, as an anonymous visitor gets it."""
    found = {}
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    with forgiving_unclosed_files():
        for page in pages.order_by("path"):
            path = page.get_url()
            response = visitor.get(path)
            assert response.status_code == 200, path
            language = page.locale.language_code
            found[path] = Reader(response.content.decode(), language, page)
    return found


@pytest.fixture(scope="package")
def browser():
    with open_browser() as browser:
        yield browser

import pytest
from django.core.management import call_command
from wagtail.models import Site


@pytest.fixture
def site(db) -> Site:
    """The site as ``setup_site`` leaves it."""
    Site.clear_site_root_paths_cache()
    call_command("setup_site", verbosity=0)
    return Site.objects.get(is_default_site=True)

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.first_texts import HOME_PAGE
from home.models import HomePage
from home.services.moderation import sync_moderation

ONE_LETTER_WORD = re.compile(r"(?<=\s)([aiouwz]) ", re.IGNORECASE)
SITE_NAME = "KSSEMP"


class Command(BaseCommand):
    help = (
        "Create the home page in Polish and English, groups of editors and moderation. "
        "Leaves what is already there."
    )

    @transaction.atomic
    def handle(self, **options):
        polish = self._get_or_create_polish()
        site = self._serve(polish)
        self._remove_welcome_page()
        self._get_or_create_english(polish)
        sync_moderation()
        if options["verbosity"]:
            self.stdout.write(f"{site.root_url}/pl/ and {site.root_url}/en/ are ready.")

    def _get_or_create_polish(self) -> HomePage:
        locale, _ = Locale.objects.get_or_create(language_code="pl")
        page = HomePage.objects.filter(locale=locale, depth=2).first()
        if page is None:
            page = HomePage(locale=locale, slug="strona-glowna", **get_texts("pl"))
            # A database that was emptied has lost the root that Wagtail made.
            root = Page.get_first_root_node() or Page.add_root(
                instance=Page(title="Root", slug="root", locale=locale)
            )
            root.add_child(instance=page)
            page.save_revision().publish()
        return page

    def _get_or_create_english(self, polish: HomePage) -> HomePage:
        locale, _ = Locale.objects.get_or_create(language_code="en")
        page = polish.get_translation_or_none(locale)
        if page is None:
            page = polish.copy_for_translation(locale)
            page.slug = "home"
            for name, value in get_texts("en").items():
                setattr(page, name, value)
            page.save_revision().publish()
        return page

    def _serve(self, page: HomePage) -> Site:
        """Make ``page`` the root of the default site, if no home page is it yet."""
        site = Site.objects.filter(is_default_site=True).first()
        address = urlsplit(settings.BASE_URL)
        if site is None:
            site = Site(is_default_site=True, hostname="localhost")
        if site.pk is None or not issubclass(
            site.root_page.specific_class or Page, HomePage
        ):
            site.root_page = page
            site.site_name = SITE_NAME
            site.hostname = address.hostname or "localhost"
            site.port = address.port or {"https": 443}.get(address.scheme, 80)
            site.save()
        return site

    def _remove_welcome_page(self):
        """Delete the page that Wagtail's own migrations create."""
        for page in Page.objects.filter(depth=2, slug="home").exact_type(Page):
            if not page.get_children().exists() and not page.sites_rooted_here.exists():
                page.delete()


def get_texts(language: str) -> dict:
    """Return the fields of a new home page, streams in Wagtail's own shape."""
    texts = dict(HOME_PAGE[language])
    if language == "pl":
        # Polish typesetting does not leave a word of one letter at the end of a line.
        texts["hero_title"] = ONE_LETTER_WORD.sub("\\1\u00a0", texts["hero_title"])
        texts["lead"] = ONE_LETTER_WORD.sub("\\1\u00a0", texts["lead"])
    texts["doors"] = [
        ("door", {"title": title, "text": text}) for title, text in texts["doors"]
    ]
    texts["members"] = [
        ("school", {"name": name, "place": place}) for name, place in texts["members"]
    ]
    return texts

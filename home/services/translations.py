"""Which page exists in which language, and whether it keeps up with its original."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource


class TranslationState(TextChoices):
    ORIGINAL = "original", _("original")
    CURRENT = "current", pgettext_lazy("translation", "current")
    STALE = "stale", pgettext_lazy("translation", "out of date")
    DRAFT = "draft", pgettext_lazy("translation", "draft")
    MISSING = "missing", pgettext_lazy("translation", "missing")


@dataclass(frozen=True)
class Cell:
    """One page in one language, and where to do something about it."""

    state: TranslationState
    url: str
    action: str


@dataclass(frozen=True)
class Row:
    page: Page
    cells: dict[str, Cell]


def list_originals():
    """Return the pages that others are translations of: Polish ones, then the rest."""
    default = Locale.get_default()
    translated = Page.objects.filter(locale=default).values("translation_key")
    return (
        Page.objects.filter(depth__gt=1)
        .exclude(alias_of__isnull=False)
        .exclude(~Q(locale=default), translation_key__in=translated)
        .select_related("locale", "content_type")
        .order_by("path")
    )


def build_rows(originals) -> list[Row]:
    """Return the row of each page, in a number of queries that does not grow."""
    originals = list(originals)
    locales = list(Locale.objects.order_by("pk"))
    versions = defaultdict(dict)
    for page in Page.objects.filter(
        translation_key__in={page.translation_key for page in originals}
    ):
        versions[page.translation_key][page.locale_id] = page
    sources = {
        source.object_id: source
        for source in TranslationSource.objects.filter(
            object_id__in=list(versions),
            locale_id__in={page.locale_id for page in originals},
        )
    }
    untranslated = _find_untranslated(sources.values())
    return [
        Row(
            page,
            {
                locale.language_code: _build_cell(
                    page,
                    versions[page.translation_key].get(locale.pk),
                    locale,
                    sources.get(page.translation_key),
                    untranslated,
                )
                for locale in locales
            },
        )
        for page in originals
    ]


def build_draft(page: Page) -> Page | None:
    """Return a translation with the texts that translators wrote so far, not saved.

    The page in the database stays as the public sees it. ``None`` for a page that
    wagtail-localize does not keep.
    """
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale=page.locale_id,
            enabled=True,
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is None:
        return None
    draft = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    draft.slug = find_available_slug(
        draft.get_parent(), slugify(draft.slug), ignore_page_id=draft.pk
    )
    return draft


def _find_untranslated(sources) -> set[tuple[int, int]]:
    """Return (source, locale) of translations that miss some text."""
    return {
        (translation.source_id, translation.target_locale_id)
        for translation in Translation.objects.filter(
            source__in=[source.pk for source in sources], enabled=True
        )
        if len(set(translation.get_progress())) > 1
    }


def _build_cell(original, version, locale, source, untranslated) -> Cell:
    if original.locale_id == locale.pk:
        return Cell(
            TranslationState.ORIGINAL, _get_edit_url(original), _("Edit original")
        )
    if version is None:
        url = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
        return Cell(TranslationState.MISSING, url, _("Translate"))
    if _is_stale(original, version, locale, source, untranslated):
        if source and _is_source_behind(original, source):
            url = reverse("wagtail_localize:update_translations", args=[source.pk])
            return Cell(TranslationState.STALE, url, _("Take over changes"))
        return Cell(
            TranslationState.STALE, _get_edit_url(version), _("Complete translation")
        )
    if not version.live:
        return Cell(TranslationState.DRAFT, _get_edit_url(version), _("Finish draft"))
    return Cell(TranslationState.CURRENT, _get_edit_url(version), _("Edit"))


def _get_edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _is_source_behind(original, source) -> bool:
    published = original.last_published_at
    return bool(published and source.last_updated_at < published)


def _is_stale(original, version, locale, source, untranslated) -> bool:
    """The original was published after the translation took it over."""
    if source:
        return (
            _is_source_behind(original, source)
            or (
                source.pk,
                locale.pk,
            )
            in untranslated
        )
    # Translated by hand, without segments: the newest edit of each tells.
    edited = version.latest_revision_created_at or version.last_published_at
    return bool(
        original.last_published_at and edited and edited < original.last_published_at
    )

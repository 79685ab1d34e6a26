"""Tells wagtail-localize about translations that were written beside their originals.

An editor then sees each sentence of a page next to its translation, and the pages
count as translated until their original changes.
"""

from collections import defaultdict

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def register_translations(language: str) -> list[Page]:
    """Register every page that has a translation into ``language`` and no record of it.

    Returns the originals whose translation has another structure: those stay pages of
    their own, which editors change in the usual editor.
    """
    locale = Locale.objects.get(language_code=language)
    known = Translation.objects.filter(target_locale=locale).values("source__object")
    originals = Page.objects.filter(depth__gt=1, alias_of=None).exclude(
        translation_key__in=known
    )
    failed = []
    for original in originals.exclude(locale=locale).order_by("path").specific():
        translation = original.get_translation_or_none(locale)
        if translation and not register_translation(original, translation):
            failed.append(original)
    return failed


def register_translation(original: Page, translation: Page) -> bool:
    """Pair the strings of both pages; False where they do not fit together."""
    align_blocks(original, translation)
    originals, translations = _list_strings(original), _list_strings(translation)
    if {path: len(texts) for path, texts in originals.items()} != {
        path: len(texts) for path, texts in translations.items()
    }:
        return False
    now = timezone.now()
    source, _ = TranslationSource.update_or_create_from_instance(original)
    _store_strings(source, translation.locale, translations)
    Translation.objects.create(
        source=source,
        target_locale=translation.locale,
        translations_last_updated_at=now,
        destination_last_updated_at=now,
    )
    TranslationLog.objects.create(
        source=source, locale=translation.locale, revision=translation.latest_revision
    )
    return True


def _list_strings(page: Page) -> dict[str, list[str]]:
    texts = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment.string.data)
    return texts


def _store_strings(source, locale, translations: dict[str, list[str]]) -> None:
    remaining = {path: iter(texts) for path, texts in translations.items()}
    segments = StringSegment.objects.filter(source=source).order_by("order")
    rows = {}
    for segment in segments.select_related("context"):
        data = next(remaining[segment.context.path])
        # A sentence that stands twice in one text has one translation.
        rows.setdefault((segment.string_id, segment.context_id), data)
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=string,
            context_id=context,
            locale=locale,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for (string, context), data in rows.items()
    )


def align_blocks(original: Page, translation: Page) -> None:
    """Give the blocks of the translation the ids that they have in the original.

    Streams of another structure stay as they are.
    """
    changed = {}
    for item in original._meta.get_fields():
        if not isinstance(item, StreamField):
            continue
        source = list(getattr(original, item.name).raw_data)
        target = list(getattr(translation, item.name).raw_data)
        aligned = _align(source, target)
        if aligned is not None and aligned != target:
            changed[item.name] = item.stream_block.to_python(aligned)
    if changed:
        amend(translation, changed)


def amend(page: Page, values: dict) -> None:
    """Change a live page and its last revision alike, as if it had been made so.

    Publishing again would cost ten times as much and tell nobody anything.
    """
    for name, value in values.items():
        setattr(page, name, value)
    type(page).objects.filter(pk=page.pk).update(**values)
    revision = page.latest_revision
    data = page.serializable_data()
    revision.content |= {name: data[name] for name in values}
    revision.save(update_fields=["content"])


def _align(source, target):
    """Return ``target`` with the ids of ``source``; None where they differ in shape."""
    if isinstance(source, list) and isinstance(target, list):
        if len(source) != len(target):
            return None
        found = [_align(*both) for both in zip(source, target, strict=True)]
        return None if None in found else found
    if isinstance(source, dict) and isinstance(target, dict):
        if source.keys() != target.keys() or source.get("type") != target.get("type"):
            return None
        found = {
            name: source[name] if name == "id" else _align(source[name], target[name])
            for name in source
        }
        return (
            None
            if any(
                value is None and target[name] is not None
                for name, value in found.items()
            )
            else found
        )
    return target

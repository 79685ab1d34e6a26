"""What the search of the site finds: filed when a page is published."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import Manager
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText

from workflows.models import Idea

from ..enums import SearchKind
from .search_terms import build_index_text, list_forms, list_words

KINDS = {
    "cluster_home.newspage": SearchKind.NEWS,
    "cluster_home.eventpage": SearchKind.EVENT,
    "cluster_partners.partnerpage": SearchKind.PARTNER,
    "cluster_skills_centers.skillscenterpage": SearchKind.CENTER,
    "cluster_skills_centers.coursepage": SearchKind.COURSE,
}
SUMMARY_LENGTH = 220
# A longer question is a text that somebody pasted.
MAX_WORDS = 8
# Nobody reads further; whoever finds more asks again.
MAX_RESULTS = 300


def list_texts(item, fields=None) -> Iterator[str]:
    """Yield what ``search_fields`` of a model say is worth finding."""
    for field in item.get_search_fields() if fields is None else fields:
        if isinstance(field, index.SearchField):
            yield from _flatten(field.get_value(item))
        elif isinstance(field, index.RelatedFields):
            related = field.get_value(item)
            if isinstance(related, Manager):
                related = related.all()
            elif related is not None:
                related = [related]
            for other in related or ():
                yield from list_texts(other, field.fields)


def _flatten(value) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for part in value:
            yield from _flatten(part)
    elif isinstance(value, dict):
        yield from _flatten(list(value.values()))
    elif value not in (None, ""):
        yield strip_tags(str(value))


@transaction.atomic
def file_page(page: Page) -> None:
    """File a live page, and the documents listed on it, as they are now."""
    forget_page(page)
    page = page.specific
    description = getattr(page, "meta_description", "") or page.search_description
    texts = " ".join([description, *list_texts(page)])
    _file(
        page_id=page.pk,
        locale=page.locale,
        kind=KINDS.get(page._meta.label_lower, SearchKind.PAGE),
        label=page.title,
        summary=description or texts,
        text=texts,
    )
    listed = page.list_documents() if hasattr(page, "list_documents") else []
    # A document that is listed twice is found once.
    for entry in {entry["document"].pk: entry for entry in listed}.values():
        _file(
            page_id=page.pk,
            document=entry["document"],
            locale=page.locale,
            kind=SearchKind.DOCUMENT,
            label=entry.label,
            summary=entry.get("text") or "",
            text=f"{entry.get('text') or ''} {entry['document'].filename}",
        )


@transaction.atomic
def file_idea(idea: Idea) -> None:
    """File an idea that the public may read, under its title in each language."""
    _forget(idea=idea)
    if not idea.is_public:
        return
    for locale in Locale.objects.all():
        with override(locale.language_code):
            label, summary = idea.title, idea.public_summary
        _file(
            idea=idea,
            locale=locale,
            kind=SearchKind.IDEA,
            label=label,
            summary=summary,
            text=f"{idea.number} {summary} {idea.goal_main}",
        )


def _file(*, label, summary, text, locale, **fields) -> None:
    _get_model().objects.create(
        **fields,
        locale=locale,
        label=label,
        summary=Truncator(summary).chars(SUMMARY_LENGTH),
        title=build_index_text(label, locale.language_code),
        stems=build_index_text(text, locale.language_code),
    )


def forget_page(page: Page) -> None:
    _forget(page_id=page.pk)


def _forget(**about) -> None:
    for entry in _get_model().objects.filter(**about):
        # One by one: the index of Wagtail hears of each.
        entry.delete()


def file_all() -> int:
    """File every live page and published idea again; return how many pages it is."""
    _get_model().objects.exclude(page__live=True).delete()
    pages = Page.objects.live().filter(depth__gt=1)
    for page in pages.specific().iterator(chunk_size=100):
        file_page(page)
    for idea in Idea.objects.public():
        file_idea(idea)
    return pages.count()


def find(text: str, *, locale) -> list:
    """Return entries that have all words of ``text``, the best first.

    First those with the most words in their title: SQLite does not know where a word
    stands, and Wagtail gives short titles more weight than right ones.
    """
    words = list_words(text)[:MAX_WORDS]
    if not words:
        return []
    entries = _get_model().objects.select_related("page", "document", "idea")
    entries = entries.defer("stems")
    entries = entries.filter(locale=locale)
    if private := list(Page.objects.private().values_list("pk", flat=True)):
        entries = entries.exclude(page__in=private)
    forms = [list_forms(word, locale.language_code) for word in words]
    query = And([Or([PlainText(form) for form in group]) for group in forms])
    found = get_search_backend().search(query, entries)[:MAX_RESULTS]
    ranked = sorted(found, key=lambda entry: -_count_words(entry.title, forms))
    # A document that several pages list is one result, under its best label.
    unique = {}
    for entry in ranked:
        unique.setdefault((entry.document_id, entry.document_id or entry.pk), entry)
    return list(unique.values())


def _count_words(title: str, forms: list[tuple[str, ...]]) -> int:
    in_title = set(title.split())
    return sum(not in_title.isdisjoint(group) for group in forms)


def _get_model():
    return apps.get_model("cluster_home.SearchEntry")

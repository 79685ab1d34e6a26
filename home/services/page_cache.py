"""Pages of anonymous visitors, kept until something that they show changes.

A stored page remembers the version of each tag that it depends on, and the epoch
in which it was made. A change gives its tags new versions, then the epoch a new
value, after the commit. While the epoch is the same, one look is enough; when it
is another one, the tags of the page decide, and every other page stays.

All of it lives in the cache, so that several processes agree as soon as they
share one (``PAGE_CACHE_URL``).
"""

import hashlib
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.cache import caches
from django.db import transaction

ALIAS = "pages"
# With the form of what is stored: a new release does not read what an old one wrote.
PREFIX = "cluster_home:pages:2:"
EPOCH = f"{PREFIX}epoch"
# On every page: menus, footer, office, the site itself.
FRAME = "frame"
# Addresses changed, and with them links anywhere.
EVERYTHING = "everything"

# "Next events" grow old without anybody changing anything.
SECONDS = 600
MAX_QUERY_LENGTH = 200


@dataclass
class StoredPage:
    content: bytes
    headers: dict[str, str]
    tags: dict[str, str]
    epoch: str
    # Clock time: what a page says of today is not kept alive by changes elsewhere.
    ends: float = field(default_factory=lambda: time.time() + SECONDS)


def _cache():
    return caches[ALIAS]


def make_key(request) -> str | None:
    """Return where a page is kept, or None when its address is not worth keeping."""
    query = urlencode(sorted(request.GET.lists()), doseq=True)
    if len(query) > MAX_QUERY_LENGTH:
        return None
    address = f"{request.scheme}://{request.get_host()}{request.path}?{query}"
    return PREFIX + "page:" + hashlib.sha256(address.encode()).hexdigest()


def _tag_key(tag: str) -> str:
    return f"{PREFIX}tag:{tag}"


def get_epoch() -> str:
    """Return the value that changes with every invalidation."""
    epoch = _cache().get(EPOCH)
    if epoch is None:
        _cache().add(EPOCH, uuid.uuid4().hex, None)
        epoch = _cache().get(EPOCH)
    return epoch or ""


def _read_versions(tags) -> dict[str, str]:
    keys = {_tag_key(tag): tag for tag in tags}
    found = _cache().get_many(keys)
    return {tag: found[key] for key, tag in keys.items() if key in found}


# Pages that this process read lately: as long as the epoch in the shared cache is
# theirs, nothing changed, and they need not be read and unpacked again.
_recent: dict[str, StoredPage] = {}
MAX_RECENT = 100


def load(key: str) -> StoredPage | None:
    """Return a stored page if nothing that it shows was changed since."""
    epoch = get_epoch()
    recent = _recent.get(key)
    if recent and recent.epoch == epoch and time.time() < recent.ends:
        return recent
    page = _load_shared(key, epoch)
    if page is not None:
        if len(_recent) >= MAX_RECENT:
            _recent.clear()
        _recent[key] = page
    return page


def _load_shared(key: str, epoch: str) -> StoredPage | None:
    page = _cache().get(key)
    if page is None:
        return None
    if page.epoch != epoch:
        if _read_versions(page.tags) != page.tags:
            _cache().delete(key)
            return None
        page.epoch = epoch
        _cache().set(key, page, max(page.ends - time.time(), 0))
    return page


def store(key: str, *, content: bytes, headers: dict, tags, epoch: str) -> None:
    """Keep a page that was rendered since ``epoch``.

    Something may have changed while it was rendered: then it is not kept.
    """
    tags = set(tags)
    versions = _read_versions(tags)
    for tag in tags - versions.keys():
        _cache().add(_tag_key(tag), uuid.uuid4().hex, None)
    if len(versions) < len(tags):
        versions = _read_versions(tags)
    if len(versions) == len(tags) and epoch and get_epoch() == epoch:
        _cache().set(key, StoredPage(content, headers, versions, epoch), SECONDS)


def invalidate(*tags: str) -> None:
    """Make the pages that depend on one of the tags out of date, after the commit."""
    transaction.on_commit(lambda: _invalidate_now(tags))


def _invalidate_now(tags) -> None:
    _cache().set_many({_tag_key(tag): uuid.uuid4().hex for tag in tags}, None)
    _cache().set(EPOCH, uuid.uuid4().hex, None)


def list_tags(page) -> list[str]:
    """Name everything that a page shows: itself, the way to it, its lists."""
    trail = [
        f"path:{page.path[:end]}"
        for end in range(page.steplen * 2, len(page.path) + 1, page.steplen)
    ]
    return [
        EVERYTHING,
        FRAME,
        f"translations:{page.translation_key}",
        *trail,
        *(
            variant
            for tag in getattr(page, "cache_tags", [])
            for variant in _list_variants(tag, page.locale.language_code)
        ),
    ]


def name_list(model, language: str) -> str:
    """Name the lists of a model's rows in one language."""
    return f"model:{model._meta.label_lower}@{language}"


def _list_variants(tag: str, language: str) -> list[str]:
    """A list goes out of date with its own language, and with what all share."""
    return [tag, f"{tag}@{language}"] if tag.startswith("model:") else [tag]

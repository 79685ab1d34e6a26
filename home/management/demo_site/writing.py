"""How the texts of the demo are written down: Polish and English side by side.

A pair is a tuple of two strings. All the rest is the same in both languages, so both
pages have the same blocks in the same order, and wagtail-localize can tell which
sentence is the translation of which. ``"@key"`` names a page, ``"@doc:key"`` a
document, ``"@pic:key"`` a picture of the demo, also as the target of a link.
"""

import re
import uuid
from dataclasses import dataclass, field

from wagtail.models import Page

Pair = tuple[str, str]

LANGUAGES = ("pl", "en")
NAMESPACE = uuid.UUID("5a2b8f0e-3c0d-4a53-9d0b-7b1f7f0f5a10")

# Polish typesetting does not leave a word of one letter at the end of a line. Not the
# name of a tag or of an address.
ONE_LETTER_WORD = re.compile(r"(?<![\w</&.@-])([aiouwz]) (?=\S)", re.IGNORECASE)
# Read by programs or shown where lines do not break.
NOT_TYPESET = {"slug", "title", "seo_title", "search_description", "label"}

MARKS = ("## ", "### ", "- ", "1. ")
TAGS = {"## ": "h2", "### ": "h3", "- ": "li", "1. ": "li", "": "p"}
LISTS = {"- ": "ul", "1. ": "ol"}


@dataclass(frozen=True)
class DemoPage:
    """A page in both languages. ``parent`` and the texts name pages by their keys."""

    key: str
    model: type[Page]
    slug: Pair
    title: Pair
    intro: Pair = ("", "")
    parent: str = "home"
    picture: str = ""
    fields: dict = field(default_factory=dict)

    @property
    def translation_key(self) -> uuid.UUID:
        """The same at every run, so that a page is found again under any address."""
        return uuid.uuid5(NAMESPACE, self.key)


def pick(value, number: int, name: str = ""):
    """Return ``value`` with every pair replaced by its text in one language."""
    if isinstance(value, tuple):
        text = value[number]
        return text if number or name in NOT_TYPESET else typeset(text)
    if isinstance(value, dict):
        return {key: pick(item, number, key) for key, item in value.items()}
    if isinstance(value, list):
        return [pick(item, number, name) for item in value]
    return value


def typeset(text: str) -> str:
    return ONE_LETTER_WORD.sub("\\1\u00a0", text)


def add_ids(value, path: str):
    """Give every block its id: translations find each other's blocks by it."""
    if isinstance(value, dict):
        found = {name: add_ids(item, f"{path}.{name}") for name, item in value.items()}
        if found.keys() == {"type", "value"}:
            found["id"] = str(uuid.uuid5(NAMESPACE, path))
        return found
    if isinstance(value, list):
        return [add_ids(item, f"{path}.{order}") for order, item in enumerate(value)]
    return value


def html(*pairs: Pair) -> Pair:
    """Return rich text; each pair is one element.

    It begins like Markdown: ``## `` and ``### `` for headings, ``- `` and ``1. `` for
    items of lists, nothing for a paragraph.
    """
    return _build_html(pairs, 0), _build_html(pairs, 1)


def _build_html(pairs, number: int) -> str:
    parts: list[str] = []
    open_list = ""
    for pair in pairs:
        # The mark of the Polish text holds for both.
        mark = next((mark for mark in MARKS if pair[0].startswith(mark)), "")
        text = pair[number].removeprefix(mark)
        wanted = LISTS.get(mark, "")
        if wanted != open_list:
            parts += [f"</{open_list}>"] if open_list else []
            parts += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        parts.append(f"<{TAGS[mark]}>{text}</{TAGS[mark]}>")
    if open_list:
        parts.append(f"</{open_list}>")
    return "".join(parts)


def block(kind: str, value) -> dict:
    return {"type": kind, "value": value}


def items(values) -> list[dict]:
    return [block("item", value) for value in values]


def text(*pairs: Pair) -> dict:
    return block("text", html(*pairs))


def steps(title: Pair, *entries: tuple[Pair, Pair]) -> dict:
    return block("steps", {"title": title, "steps": items(list_steps(*entries))})


def list_steps(*entries: tuple[Pair, Pair]) -> list[dict]:
    return [{"title": heading, "text": html(words)} for heading, words in entries]


def accordion(title: Pair, *entries: tuple[Pair, Pair]) -> dict:
    return block("accordion", {"title": title, "entries": items(list_steps(*entries))})


def quote(words: Pair, author: Pair) -> dict:
    return block("quote", {"text": words, "author": author, "source": ""})


def table(caption: Pair, columns: list[tuple[str, Pair]], *rows: list) -> dict:
    return block(
        "table",
        {
            "has_row_headings": True,
            "table": {
                "caption": caption,
                "columns": [
                    {"type": kind, "heading": heading} for kind, heading in columns
                ],
                "rows": [{"values": list(row)} for row in rows],
            },
        },
    )


def picture(key: str, alt: Pair, caption: Pair) -> dict:
    described = {"image": f"@pic:{key}", "alt_text": alt, "decorative": False}
    return block("picture", {"picture": described, "caption": caption, "credit": ""})


def people(title: Pair, *entries: tuple[Pair, Pair, str, str]) -> dict:
    return block(
        "people",
        {
            "title": title,
            "people": items(
                {
                    "function": function,
                    "name": "",
                    "matters": matters,
                    "email": email,
                    "phone": phone,
                }
                for function, matters, email, phone in entries
            ),
        },
    )


def link(label: Pair, *, page: str = "", action: str = "") -> dict:
    return {"label": label, "page": page or None, "action": action, "url": ""}


def call(title: Pair, words: Pair, target: dict) -> dict:
    return block("call_to_action", {"title": title, "text": words, "link": target})


def documents(title: Pair, *entries: tuple[str, Pair]) -> dict:
    return block(
        "documents",
        {
            "title": title,
            "documents": items(
                {"document": f"@doc:{key}", "title": label} for key, label in entries
            ),
        },
    )


def live(name: str, title: Pair, /, **values) -> dict:
    """A list of what the database has: numbers, partners, courses, events."""
    return block(name, {"title": title, **values})


def chart(title: Pair, label: Pair, value: Pair, source: Pair, *rows) -> dict:
    return block(
        "chart",
        {
            "title": title,
            "label_heading": label,
            "value_heading": value,
            "source": source,
            "rows": items({"label": name, "value": str(count)} for name, count in rows),
        },
    )

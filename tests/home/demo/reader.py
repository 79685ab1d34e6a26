"""Reads a page as a search engine and a person would."""

import re
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What a reader hears or sees without being an element's text.
SPOKEN = ("alt", "aria-label", "placeholder", "title", "data-label")


class Reader(HTMLParser):
    """The head of a page, its links, and its words that are in its own language.

    Names and addresses of other languages are marked by ``lang``, as they have to be.
    """

    def __init__(self, html: str, language: str, page=None):
        super().__init__()
        self.html = html
        self.language = language
        self.page = page
        self.h1 = 0
        self.title = self.description = self.canonical = ""
        # Address by language.
        self.alternates: dict[str, str] = {}
        self.links: set[str] = set()
        self.words: set[str] = set()
        # Name of each open element, and whether it is in another language.
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and attrs.get("name") == "description":
            self.description = attrs["content"]
            self._read(attrs["content"])
        if tag == "link" and attrs["rel"] == "canonical":
            self.canonical = attrs["href"]
        if tag == "link" and attrs["rel"] == "alternate" and "hreflang" in attrs:
            self.alternates[attrs["hreflang"]] = attrs["href"]
        self.h1 += tag == "h1"
        if tag == "a" and "href" in attrs:
            self.links.add(attrs["href"])
        foreign = attrs.get("lang", self.language) != self.language
        if not foreign and not self._is_foreign():
            for name in SPOKEN:
                self._read(attrs.get(name) or "")
        if tag not in VOID:
            self._open.append((tag, foreign))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._is_in("title") and not self._is_in("svg"):
            self.title += data
        if not (self._is_in("script") or self._is_in("style") or self._is_foreign()):
            self._read(data)

    def _read(self, text: str) -> None:
        # Addresses have no language.
        text = re.sub(r"\S+(@|://)\S+", "", text)
        self.words.update(re.findall(r"[^\W\d_]+", text.lower()))

    def _is_in(self, name: str) -> bool:
        return any(tag == name for tag, _foreign in self._open)

    def _is_foreign(self) -> bool:
        return any(foreign for _tag, foreign in self._open)

"""Words as the search compares them: stems without accents.

Databases know no Polish grammar out of the box. The stemmers are Snowball's. A word has
several forms: its stem, and the stem of what somebody writes who has no Polish
keyboard, which can be another one. https://snowballstem.org/algorithms/
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

STEMMERS = {"pl": "polish", "en": "english"}
WORD = re.compile(r"[^\W_]+")
# Letters that are no letter with an accent to Unicode.
PLAIN_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "đ": "d"})


def fold(text: str) -> str:
    """Return the text in small letters without accents: "Łódź" becomes "lodz"."""
    text = unicodedata.normalize("NFKD", text.translate(PLAIN_LETTERS))
    return "".join(sign for sign in text if not unicodedata.combining(sign)).lower()


# Frequent words come back on every page; 20,000 of them are about 4 MB.
@lru_cache(maxsize=20_000)
def list_forms(word: str, language: str) -> tuple[str, ...]:
    """Return the forms under which a word is filed and looked for."""
    stemmer = snowballstemmer.stemmer(STEMMERS.get(language, "english"))
    word = word.lower()
    plain = fold(word)
    forms = {plain, fold(stemmer.stemWord(word)), stemmer.stemWord(plain)}
    return tuple(sorted(form for form in forms if form))


def list_words(text: str) -> list[str]:
    """Return the words of a text; those of one letter say nothing."""
    return [word for word in WORD.findall(text) if len(word) > 1]


def build_index_text(text: str, language: str) -> str:
    """Return all forms of all words, for the index."""
    forms = (list_forms(word, language) for word in list_words(text))
    return " ".join(form for forms_of_word in forms for form in forms_of_word)

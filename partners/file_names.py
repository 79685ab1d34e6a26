"""Names of files for people, in letters that every system keeps."""

from django.utils.text import slugify

# Unicode takes no line off these letters; ``slugify`` would drop them.
_PLAIN_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "ø": "o"})


def make_file_stem(text: str) -> str:
    """Return a text as part of the name of a file: ``Przemysł`` is ``przemysl``."""
    return slugify(str(text).translate(_PLAIN_LETTERS))

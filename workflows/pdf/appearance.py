"""What is seen in the box of a signature: lines of text, drawn as outlines.

Outlines need no font, so a signature adds a few kilobytes and no subsetting.
The same words are read out from the field's description, and who was expected
to sign is printed on the page beneath.
"""

from dataclasses import dataclass
from functools import cache

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.stamp import BaseStamp, BaseStampStyle

from .render import get_font_path

LINE_HEIGHT = 1.2
# Six lines at full size fit in the box of a signature, five of them are the rule:
# so all boxes of a page look the same.
MAX_SIZE = 7.5
MIN_SIZE = 1.0
SIZE_STEP = 0.5
PADDING = 4.0

_OPERATORS = {"moveTo": "m", "lineTo": "l", "curveTo": "c"}


@dataclass(frozen=True)
class Appearance:
    """Lines in reading order; the first stands out."""

    lines: tuple[str, ...]


class _Face:
    """Glyphs of one font as PDF operators, in units of 1/1000 em, drawn once."""

    def __init__(self, style: str):
        self._font = TTFont(get_font_path("SourceSansPro", style), lazy=True)
        self._glyphs = self._font.getGlyphSet()
        self._cmap = self._font.getBestCmap()
        self._drawn: dict[str, tuple[int, str]] = {}

    def get_glyph(self, character: str) -> tuple[int, str]:
        """Return advance and operators that draw and move on; a box if missing."""
        if character not in self._drawn:
            name = self._cmap.get(ord(character), ".notdef")
            pen = DecomposingRecordingPen(self._glyphs)
            glyph = self._glyphs[name]
            glyph.draw(pen)
            parts = []
            for operator, points in pen.value:
                parts += [f"{round(x)} {round(y)}" for x, y in points]
                parts.append(_OPERATORS.get(operator, "h"))
            if parts:
                parts.append("f")
            advance = round(glyph.width)
            parts.append(f"1 0 0 1 {advance} 0 cm")
            self._drawn[character] = (advance, " ".join(parts))
        return self._drawn[character]

    def measure(self, text: str) -> int:
        return sum(self.get_glyph(character)[0] for character in text)

    def wrap(self, text: str, limit: float) -> list[str]:
        """Return the text in rows no wider than ``limit``; long words are broken."""
        if self.measure(text) <= limit:
            return [text]
        rows, row, used = [], "", 0
        space = self.get_glyph(" ")[0]
        for word in text.split(" "):
            advance = self.measure(word)
            if row and used + space + advance <= limit:
                row, used = f"{row} {word}", used + space + advance
                continue
            if row:
                rows.append(row)
            if advance > limit:
                *broken, word = self._break(word, limit)
                rows += broken
                advance = self.measure(word)
            row, used = word, advance
        return [*rows, row]

    def _break(self, word: str, limit: float) -> list[str]:
        rows, used = [""], 0
        for character in word:
            advance = self.get_glyph(character)[0]
            if rows[-1] and used + advance > limit:
                rows.append("")
                used = 0
            rows[-1] += character
            used += advance
        return rows

    def draw(self, text: str) -> str:
        return " ".join(self.get_glyph(character)[1] for character in text)


@cache
def _get_face(style: str) -> _Face:
    return _Face(style)


def draw_lines(lines, width: float, height: float) -> bytes:
    """Return PDF operators that draw the lines, wrapped at words where too long.

    ``width`` and ``height`` in points. All at full size if they fit the height then,
    or else smaller, down to a size that no text of a sane length comes near.
    """
    faces = [_get_face("Semibold" if n == 0 else "Regular") for n in range(len(lines))]
    size = MAX_SIZE
    rows = _wrap_all(faces, lines, width, size)
    while len(rows) * LINE_HEIGHT * size > height - 2 * PADDING and size > MIN_SIZE:
        size = max(size - SIZE_STEP, MIN_SIZE)
        rows = _wrap_all(faces, lines, width, size)
    block = len(rows) * LINE_HEIGHT * size
    top = (height + block) / 2 - size
    scale = size / 1000
    parts = ["0.10 0.16 0.20 rg"]
    for number, (face, row) in enumerate(rows):
        y = top - number * LINE_HEIGHT * size
        parts.append(
            f"q {scale:.5f} 0 0 {scale:.5f} {PADDING:.2f} {y:.2f} cm {face.draw(row)} Q"
        )
    return "\n".join(parts).encode("ascii")


def _wrap_all(faces, lines, width: float, size: float) -> list[tuple[_Face, str]]:
    limit = 1000 * (width - 2 * PADDING) / size
    return [
        (face, row)
        for face, line in zip(faces, lines, strict=True)
        for row in face.wrap(line, limit)
    ]


class _OutlineStamp(BaseStamp):
    def _render_inner_content(self):
        return []

    def render(self) -> bytes:
        return draw_lines(self.style.lines, self.box.width, self.box.height)

    def as_form_xobject(self) -> generic.StreamObject:
        stream = super().as_form_xobject()
        stream.compress()
        return stream


@dataclass(frozen=True)
class OutlineStampStyle(BaseStampStyle):
    """pyHanko's way to a signature's appearance, with our drawing."""

    border_width: int = 0
    lines: tuple[str, ...] = ()

    def create_stamp(self, writer, box, text_params):
        return _OutlineStamp(writer=writer, style=self, box=box)


def make_stamp_style(appearance: Appearance) -> OutlineStampStyle:
    """Return the style that pyHanko draws a signature with."""
    return OutlineStampStyle(lines=appearance.lines)

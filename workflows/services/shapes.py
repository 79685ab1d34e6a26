"""Boxes with wrapped text, arrows with round corners: the parts of a drawing.

Arithmetic only. A template writes the shapes as SVG.
"""

from dataclasses import dataclass

# One unit is about one CSS pixel: the drawing is shown nearly at its own size.
TEXT_SIZES = {"title": 15, "name": 14, "note": 13, "label": 13}
LINE_HEIGHTS = {"title": 19, "name": 18, "note": 17, "label": 17}
_BOLD = ("title", "name", "label")

ICON_RADIUS = 10
_PADDING = 10
_TEXT_INDENT = _PADDING + 2 * ICON_RADIUS + 8
_CORNER = 6
_ARROW = 8
_MARGIN = 2


@dataclass(frozen=True)
class Line:
    """One line of text; ``y`` is its baseline."""

    role: str
    text: str
    x: int
    y: int

    @property
    def size(self) -> int:
        return TEXT_SIZES[self.role]


@dataclass(frozen=True)
class Box:
    """A stage, a frame around its parts, a part, or an exit."""

    kind: str
    state: str
    x: int
    y: int
    width: int
    height: int
    icon: str = ""
    number: int | None = None
    lines: tuple[Line, ...] = ()

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def center(self) -> int:
        return self.x + self.width // 2

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def icon_x(self) -> int:
        return self.x + _PADDING + ICON_RADIUS

    @property
    def icon_y(self) -> int:
        return self.y + _PADDING + ICON_RADIUS - 1


@dataclass(frozen=True)
class Edge:
    """A line from box to box with rounded corners; ``head`` is its arrow head."""

    state: str
    points: tuple[tuple[int, int], ...]
    has_head: bool = True

    @property
    def path(self) -> str:
        points = list(self.points)
        if self.has_head:
            points[-1] = _move(points[-1], points[-2], _ARROW - 2)
        texts = ["M{} {}".format(*points[0])]
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            radius = min(
                _CORNER, _distance(before, corner) // 2, _distance(corner, after) // 2
            )
            texts.append("L{} {}".format(*_move(corner, before, radius)))
            texts.append("Q{} {} {} {}".format(*corner, *_move(corner, after, radius)))
        texts.append("L{} {}".format(*points[-1]))
        return "".join(texts)

    @property
    def head(self) -> str:
        if not self.has_head:
            return ""
        tip = self.points[-1]
        x, y = _move(tip, self.points[-2], _ARROW)
        half = _ARROW // 2 + 1
        if y == tip[1]:
            return f"M{tip[0]} {tip[1]}L{x} {y - half}L{x} {y + half}z"
        return f"M{tip[0]} {tip[1]}L{x - half} {y}L{x + half} {y}z"


def _distance(one, other) -> int:
    """All lines run along an axis."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _move(point, towards, length) -> tuple[int, int]:
    """Return the point that lies so far from ``point`` on the way to another."""
    x, y = point
    if x != towards[0]:
        return x + (length if towards[0] > x else -length), y
    return x, y + (length if towards[1] > y else -length)


@dataclass(frozen=True)
class Drawing:
    name: str
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]

    @property
    def view_box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height, with half of the thickest line around."""
        xs = [x for box in self.boxes for x in (box.x, box.right)]
        ys = [y for box in self.boxes for y in (box.y, box.bottom)]
        xs += [x for edge in self.edges for x, _y in edge.points]
        ys += [y for edge in self.edges for _x, y in edge.points]
        left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
        return left, top, max(xs) + _MARGIN - left, max(ys) + _MARGIN - top


_NARROW_LETTERS = frozenset(" \N{NO-BREAK SPACE}.,;:!|'’`ijlıfrt()[]/-„”“\"·łí")
_WIDE_LETTERS = frozenset("mwMWQGOÓÖ@%—×")


def measure(text: str, role: str) -> float:
    """Return how wide a text is at most: on the safe side for the usual fonts."""
    width = 0.0
    for letter in text:
        if letter in _NARROW_LETTERS:
            width += 0.42
        elif letter in _WIDE_LETTERS:
            width += 0.98
        elif letter.isupper():
            width += 0.76
        else:
            width += 0.645
    return width * TEXT_SIZES[role] * (1.07 if role in _BOLD else 1)


def wrap(text: str, role: str, width: int) -> list[str]:
    """Return a text in lines that fit; a word that is too long is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer, role) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while measure(word, role) > width:
            length = len(word)
            while length > 1 and measure(f"{word[:length]}-", role) > width:
                length -= 1
            lines[-1] = f"{word[:length].removesuffix('-')}-"
            lines.append("")
            word = word[length:]
        lines[-1] = word
    return lines


def make_box(kind, state, texts, x, y, width, *, icon="", number=None) -> Box:
    """Return a box that is as high as its texts, pairs of role and text, need."""
    lines = []
    baseline = y + _PADDING - 3
    for role, text in texts:
        for line in wrap(text, role, width - _TEXT_INDENT - _PADDING) if text else ():
            baseline += LINE_HEIGHTS[role]
            lines.append(Line(role, line, x + _TEXT_INDENT, baseline - 1))
    height = max(baseline + 4 - y, 2 * ICON_RADIUS) + _PADDING
    return Box(
        kind, state, x, y, width, height, icon or state, number, lines=tuple(lines)
    )

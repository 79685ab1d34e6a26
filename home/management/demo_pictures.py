"""Pictures of the demo, drawn by code: the ridges of the Karkonosze and a sign.

No photographs, no people and no words, so one picture serves every language. All of
them are decoration: the sign repeats what the title beside it says. The colors are
those of the skin.
"""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

WIDTH, HEIGHT = 1600, 900
# Drawn larger and made smaller, so that edges are smooth.
SCALE = 2
JPEG_QUALITY = 86

DEEP, SPRUCE, FAR = "#103f32", "#14513f", "#1d5a49"
GRANITE, STONE, MIST, SNOW = "#4a5651", "#6b7872", "#c8d0cc", "#f2f4f3"
GREEN, ORANGE, PEACH = "#dcebe4", "#c2491a", "#f5a26b"
WHITE = "#ffffff"


@dataclass(frozen=True)
class Light:
    """Colors of a time of day: sky from top to horizon, disc, ridges far to near."""

    sky: tuple[str, str]
    disc: str
    ridges: tuple[str, str, str, str]


MORNING = Light(("#e6eae8", "#fbe0cb"), WHITE, (MIST, "#9fb5ab", "#3d7464", DEEP))
DAY = Light(("#cfe0e4", SNOW), WHITE, ("#b9c9c3", "#8aa89b", SPRUCE, DEEP))
EVENING = Light(("#9dbdb5", "#f9c49c"), "#fff4ea", ("#5f9183", FAR, SPRUCE, "#0b2c23"))


class Pen:
    """Draws in a square around a point; its sides reach from -1 to 1."""

    def __init__(self, draw: ImageDraw.ImageDraw, x: float, y: float, size: float):
        self.draw, self.x, self.y, self.size = draw, x, y, size

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.size, self.y + y * self.size

    def poly(self, points, fill=DEEP) -> None:
        self.draw.polygon([self._place(*point) for point in points], fill=fill)

    def box(self, left, top, right, bottom, fill=DEEP, radius=0.0) -> None:
        self.draw.rounded_rectangle(
            [self._place(left, top), self._place(right, bottom)],
            radius=radius * self.size,
            fill=fill,
        )

    def dot(self, x, y, radius, fill=DEEP) -> None:
        self.draw.ellipse(
            [self._place(x - radius, y - radius), self._place(x + radius, y + radius)],
            fill=fill,
        )

    def ring(self, x, y, radius, width, fill=DEEP) -> None:
        self.draw.ellipse(
            [self._place(x - radius, y - radius), self._place(x + radius, y + radius)],
            outline=fill,
            width=round(width * self.size),
        )

    def half(self, x, y, radius, fill=DEEP) -> None:
        """The upper half of a disc."""
        self.draw.pieslice(
            [self._place(x - radius, y - radius), self._place(x + radius, y + radius)],
            start=180,
            end=360,
            fill=fill,
        )

    def line(self, points, width, fill=DEEP) -> None:
        self.draw.line(
            [self._place(*point) for point in points],
            fill=fill,
            width=round(width * self.size),
            joint="curve",
        )


def draw_peak(pen: Pen) -> None:
    """The highest mountain of the region, with the round house on its top."""
    pen.poly([(-1.15, 0.75), (-0.1, -0.5), (0.12, -0.5), (1.15, 0.75)])
    pen.poly(
        [(-0.33, -0.22), (-0.1, -0.5), (0.12, -0.5), (0.36, -0.22), (0.02, -0.08)], SNOW
    )
    pen.box(-0.1, -0.6, 0.14, -0.5, STONE)
    for x, y, width in ((0.02, -0.62, 0.22), (-0.02, -0.72, 0.16), (0.05, -0.8, 0.1)):
        pen.box(x - width, y - 0.035, x + width, y + 0.035, ORANGE, 0.035)


def draw_rings(pen: Pen) -> None:
    """Schools and employers, linked."""
    pen.ring(-0.32, 0, 0.5, 0.14)
    pen.ring(0.32, 0, 0.5, 0.14, ORANGE)
    pen.draw.arc(
        [pen._place(-0.82, -0.5), pen._place(0.18, 0.5)],
        start=300,
        end=350,
        fill=DEEP,
        width=round(0.14 * pen.size),
    )


def draw_table(pen: Pen) -> None:
    """A council: seats around a table."""
    pen.dot(0, 0, 0.42)
    pen.dot(0, 0, 0.3, FAR)
    for number in range(8):
        angle = number * math.pi / 4
        color = ORANGE if number % 4 == 1 else GRANITE
        pen.dot(0.68 * math.cos(angle), 0.68 * math.sin(angle), 0.13, color)


def draw_signpost(pen: Pen) -> None:
    pen.box(-0.07, -0.75, 0.07, 0.85, GRANITE, 0.03)
    arrows = ((-0.6, 1, ORANGE), (-0.18, -1, DEEP), (0.24, 1, FAR))
    for top, side, color in arrows:
        pen.poly(
            [
                (-0.55 * side, top),
                (0.45 * side, top),
                (0.68 * side, top + 0.15),
                (0.45 * side, top + 0.3),
                (-0.55 * side, top + 0.3),
            ],
            color,
        )


def draw_calendar(pen: Pen) -> None:
    pen.box(-0.65, -0.55, 0.65, 0.65, DEEP, 0.08)
    pen.box(-0.57, -0.2, 0.57, 0.57, SNOW, 0.04)
    for x in (-0.35, 0.35):
        pen.box(x - 0.06, -0.72, x + 0.06, -0.4, GRANITE, 0.06)
    for row in range(3):
        for column in range(4):
            color = ORANGE if (row, column) == (1, 2) else MIST
            x, y = -0.42 + column * 0.28, -0.08 + row * 0.22
            pen.box(x - 0.09, y - 0.07, x + 0.09, y + 0.07, color, 0.02)


def draw_document(pen: Pen) -> None:
    """A signed agreement with its seal."""
    pen.box(-0.5, -0.75, 0.5, 0.7, DEEP, 0.06)
    pen.box(-0.44, -0.69, 0.44, 0.64, SNOW, 0.04)
    for number in range(5):
        width = 0.32 if number != 4 else 0.05
        pen.box(-0.32, -0.52 + number * 0.17, width, -0.45 + number * 0.17, MIST)
    pen.line([(-0.3, 0.45), (-0.18, 0.35), (-0.12, 0.48), (0, 0.38)], 0.03)
    pen.dot(0.3, 0.45, 0.22, ORANGE)
    pen.dot(0.3, 0.45, 0.13, PEACH)


def draw_cap(pen: Pen) -> None:
    """Graduates."""
    pen.poly([(-0.5, -0.05), (0.5, -0.05), (0.5, 0.38), (0, 0.55), (-0.5, 0.38)], FAR)
    pen.poly([(0, -0.55), (0.95, -0.15), (0, 0.25), (-0.95, -0.15)])
    pen.line([(0, -0.15), (0.7, 0.02), (0.7, 0.45)], 0.05, ORANGE)
    pen.box(0.63, 0.42, 0.77, 0.66, ORANGE, 0.04)


def draw_book(pen: Pen) -> None:
    pen.poly([(0, -0.45), (-0.85, -0.6), (-0.85, 0.4), (0, 0.58)])
    pen.poly([(0, -0.45), (0.85, -0.6), (0.85, 0.4), (0, 0.58)], FAR)
    pen.poly([(0, -0.38), (-0.77, -0.52), (-0.77, 0.32), (0, 0.48)], SNOW)
    pen.poly([(0, -0.38), (0.77, -0.52), (0.77, 0.32), (0, 0.48)], WHITE)
    for number in range(3):
        y = -0.28 + number * 0.19
        pen.line([(-0.65, y), (-0.14, y + 0.09)], 0.05, MIST)
    pen.line([(0.2, 0.1), (0.38, 0.26), (0.62, -0.2)], 0.09, ORANGE)


def draw_factory(pen: Pen) -> None:
    pen.box(0.42, -0.75, 0.6, 0.2, GRANITE)
    pen.box(0.42, -0.62, 0.6, -0.5, ORANGE)
    pen.poly(
        [
            (-0.85, 0.65),
            (-0.85, -0.3),
            (-0.42, 0),
            (-0.42, -0.3),
            (0.01, 0),
            (0.01, -0.3),
            (0.44, 0),
            (0.85, 0),
            (0.85, 0.65),
        ]
    )
    for number in range(4):
        x = -0.62 + number * 0.4
        pen.box(x - 0.1, 0.2, x + 0.1, 0.4, PEACH, 0.02)


def draw_clipboard(pen: Pen) -> None:
    pen.box(-0.55, -0.65, 0.55, 0.75, DEEP, 0.08)
    pen.box(-0.46, -0.52, 0.46, 0.66, SNOW, 0.03)
    pen.box(-0.2, -0.78, 0.2, -0.5, GRANITE, 0.06)
    for number in range(3):
        y = -0.25 + number * 0.33
        pen.line([(-0.34, y), (-0.25, y + 0.09), (-0.1, y - 0.11)], 0.06, ORANGE)
        pen.box(0.02, y - 0.035, 0.36, y + 0.035, MIST)


def draw_helmet(pen: Pen) -> None:
    """Practical training: a safety helmet."""
    pen.half(0, 0.25, 0.68, ORANGE)
    pen.box(-0.13, -0.55, 0.13, 0.25, PEACH, 0.08)
    pen.line([(-0.42, 0.2), (-0.34, -0.2)], 0.05, PEACH)
    pen.line([(0.42, 0.2), (0.34, -0.2)], 0.05, PEACH)
    pen.box(-0.92, 0.2, 0.92, 0.4, DEEP, 0.1)


def draw_bulb(pen: Pen) -> None:
    """An idea that becomes a project."""
    pen.dot(0, -0.2, 0.5, ORANGE)
    pen.poly([(-0.36, 0.1), (0.36, 0.1), (0.22, 0.42), (-0.22, 0.42)], ORANGE)
    pen.line(
        [(-0.16, 0.3), (-0.16, -0.1), (0, -0.28), (0.16, -0.1), (0.16, 0.3)],
        0.06,
        WHITE,
    )
    for number in range(3):
        pen.box(-0.22, 0.44 + number * 0.12, 0.22, 0.53 + number * 0.12, DEEP, 0.03)


def draw_screen(pen: Pen) -> None:
    """A presentation, with what it shows."""
    pen.line([(-0.3, 0.8), (0, 0.3), (0.3, 0.8)], 0.07, GRANITE)
    pen.box(-0.85, -0.65, 0.85, 0.42, DEEP, 0.06)
    pen.box(-0.77, -0.57, 0.77, 0.34, SNOW, 0.03)
    bars = (
        (-0.5, 0.05, FAR),
        (-0.18, -0.12, FAR),
        (0.14, -0.26, SPRUCE),
        (0.46, -0.42, ORANGE),
    )
    for x, top, color in bars:
        pen.box(x - 0.1, top, x + 0.1, 0.24, color)


def draw_school(pen: Pen) -> None:
    pen.box(-0.88, -0.05, 0.88, 0.65)
    pen.poly([(-0.4, -0.05), (0, -0.5), (0.4, -0.05)], ORANGE)
    pen.box(-0.32, -0.05, 0.32, 0.65, FAR)
    pen.line([(0, -0.5), (0, -0.85)], 0.04, GRANITE)
    pen.poly([(0, -0.85), (0.32, -0.77), (0, -0.67)], ORANGE)
    pen.box(-0.12, 0.25, 0.12, 0.65, PEACH)
    pen.dot(0, -0.14, 0.1, SNOW)
    for x in (-0.72, -0.48, 0.48, 0.72):
        for y in (0.1, 0.4):
            pen.box(x - 0.07, y - 0.07, x + 0.07, y + 0.09, SNOW)


def draw_bolt(pen: Pen) -> None:
    pen.poly(
        [
            (0.12, -0.9),
            (-0.5, 0.12),
            (-0.06, 0.12),
            (-0.2, 0.9),
            (0.5, -0.22),
            (0.06, -0.22),
        ],
        ORANGE,
    )


def draw_gear(pen: Pen) -> None:
    _draw_wheel(pen, -0.15, -0.05, 0.56, 10, DEEP)
    _draw_wheel(pen, 0.56, 0.5, 0.3, 8, ORANGE)


def _draw_wheel(pen: Pen, x, y, radius, teeth, color) -> None:
    for number in range(teeth):
        angle = 2 * math.pi * number / teeth
        wide, narrow = 0.9 / teeth * math.pi / 2, 0.6 / teeth * math.pi / 2
        pen.poly(
            [
                (
                    x + radius * reach * math.cos(angle + shift),
                    y + radius * reach * math.sin(angle + shift),
                )
                for reach, shift in (
                    (0.9, -wide),
                    (1.22, -narrow),
                    (1.22, narrow),
                    (0.9, wide),
                )
            ],
            color,
        )
    pen.dot(x, y, radius, color)
    pen.dot(x, y, radius * 0.42, SNOW)


def draw_chip(pen: Pen) -> None:
    for number in range(4):
        place = -0.36 + number * 0.24
        pen.box(place - 0.05, -0.85, place + 0.05, 0.85, GRANITE, 0.02)
        pen.box(-0.85, place - 0.05, 0.85, place + 0.05, GRANITE, 0.02)
    pen.box(-0.6, -0.6, 0.6, 0.6, DEEP, 0.08)
    pen.box(-0.28, -0.28, 0.28, 0.28, ORANGE, 0.05)
    pen.dot(-0.44, -0.44, 0.06, PEACH)


def draw_chef(pen: Pen) -> None:
    """Food and hospitality: a chef's hat over a covered dish."""
    for x, y, radius in ((-0.34, -0.38, 0.27), (0.34, -0.38, 0.27), (0, -0.54, 0.32)):
        pen.dot(x, y, radius, DEEP)
    pen.poly([(-0.46, -0.3), (0.46, -0.3), (0.38, 0.12), (-0.38, 0.12)])
    pen.box(-0.4, 0.02, 0.4, 0.16, PEACH)
    pen.half(0, 0.74, 0.42, ORANGE)
    pen.box(-0.72, 0.7, 0.72, 0.8, GRANITE, 0.05)


def draw_truck(pen: Pen) -> None:
    pen.box(-0.95, -0.45, 0.3, 0.42, DEEP, 0.05)
    pen.box(-0.95, -0.1, 0.3, 0.02, ORANGE)
    pen.poly(
        [(0.34, -0.2), (0.68, -0.2), (0.95, 0.12), (0.95, 0.42), (0.34, 0.42)], FAR
    )
    pen.poly([(0.44, -0.1), (0.63, -0.1), (0.8, 0.12), (0.44, 0.12)], SNOW)
    for x in (-0.6, 0.62):
        pen.dot(x, 0.45, 0.2, GRANITE)
        pen.dot(x, 0.45, 0.08, SNOW)


def draw_envelope(pen: Pen) -> None:
    pen.box(-0.85, -0.5, 0.85, 0.6, DEEP, 0.06)
    pen.poly([(-0.78, 0.52), (-0.16, 0.05), (0.16, 0.05), (0.78, 0.52)], FAR)
    pen.poly([(-0.78, -0.43), (0.78, -0.43), (0, 0.22)], SNOW)
    pen.dot(0, 0.1, 0.15, ORANGE)


def draw_panel(pen: Pen) -> None:
    """Renewable energy: a panel below the sun."""
    pen.dot(0.5, -0.55, 0.24, ORANGE)
    pen.line([(0, 0.4), (0, 0.85)], 0.08, GRANITE)
    pen.poly([(-0.6, -0.25), (0.6, -0.25), (0.9, 0.55), (-0.9, 0.55)])
    for share in (0.2, 0.4, 0.6, 0.8):
        x, y = 2 * share - 1, share
        pen.line([(0.6 * x, -0.25), (0.9 * x, 0.55)], 0.025, PEACH)
        pen.line(
            [(-0.6 - 0.3 * y, -0.25 + 0.8 * y), (0.6 + 0.3 * y, -0.25 + 0.8 * y)],
            0.025,
            PEACH,
        )


@dataclass(frozen=True)
class Picture:
    title: str
    light: Light
    draw: Callable[[Pen], None]


PICTURES = {
    "peak": Picture("Karkonosze: szczyt", EVENING, draw_peak),
    "rings": Picture("Karkonosze: współpraca", MORNING, draw_rings),
    "table": Picture("Karkonosze: stół obrad", DAY, draw_table),
    "signpost": Picture("Karkonosze: drogowskaz", MORNING, draw_signpost),
    "calendar": Picture("Karkonosze: kalendarz", DAY, draw_calendar),
    "document": Picture("Karkonosze: dokument z pieczęcią", EVENING, draw_document),
    "cap": Picture("Karkonosze: czapka absolwenta", EVENING, draw_cap),
    "book": Picture("Karkonosze: podręcznik", DAY, draw_book),
    "factory": Picture("Karkonosze: zakład pracy", EVENING, draw_factory),
    "clipboard": Picture("Karkonosze: lista sprawdzająca", MORNING, draw_clipboard),
    "helmet": Picture("Karkonosze: kask", DAY, draw_helmet),
    "bulb": Picture("Karkonosze: żarówka", EVENING, draw_bulb),
    "screen": Picture("Karkonosze: prezentacja", DAY, draw_screen),
    "school": Picture("Karkonosze: szkoła", MORNING, draw_school),
    "bolt": Picture("Karkonosze: energia", EVENING, draw_bolt),
    "gear": Picture("Karkonosze: koła zębate", DAY, draw_gear),
    "chip": Picture("Karkonosze: układ scalony", EVENING, draw_chip),
    "chef": Picture("Karkonosze: gastronomia", MORNING, draw_chef),
    "truck": Picture("Karkonosze: ciężarówka", MORNING, draw_truck),
    "envelope": Picture("Karkonosze: koperta", DAY, draw_envelope),
    "panel": Picture("Karkonosze: panel słoneczny", MORNING, draw_panel),
}


def create_demo_pictures() -> dict:
    """Return the pictures by their key; draw those that are missing."""
    model = get_image_model()
    titles = [picture.title for picture in PICTURES.values()]
    found = {image.title: image for image in model.objects.filter(title__in=titles)}
    images = {}
    for key, picture in PICTURES.items():
        if picture.title not in found:
            file = ImageFile(io.BytesIO(draw_picture(key)), name=f"demo-{key}.jpg")
            found[picture.title] = model.objects.create(title=picture.title, file=file)
        images[key] = found[picture.title]
    return images


def draw_picture(key: str) -> bytes:
    """Return a JPEG, the same bytes for the same key."""
    picture = PICTURES[key]
    number = list(PICTURES).index(key)
    canvas = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
    draw = ImageDraw.Draw(canvas)
    _draw_sky(draw, picture.light.sky)
    x, y = canvas.width * 0.6, canvas.height * 0.4
    far, middle, near, first = picture.light.ridges
    _draw_ridge(draw, far, base=0.56, height=0.11, seed=number)
    radius = canvas.height * 0.3
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], picture.light.disc)
    picture.draw(Pen(draw, x, y, radius * 0.72))
    _draw_ridge(draw, middle, base=0.7, height=0.07, seed=number + 7)
    _draw_ridge(draw, near, base=0.82, height=0.07, seed=number + 13)
    _draw_ridge(draw, first, base=0.92, height=0.05, seed=number + 29, trees=True)
    _draw_trail(draw, number)
    output = io.BytesIO()
    canvas.reduce(SCALE).save(output, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return output.getvalue()


def _draw_sky(draw, sky: tuple[str, str]) -> None:
    top, horizon = (tuple(bytes.fromhex(color[1:])) for color in sky)
    height = HEIGHT * SCALE
    for row in range(height):
        share = min(1, row / (height * 0.7))
        color = tuple(
            round(high + (low - high) * share)
            for high, low in zip(top, horizon, strict=True)
        )
        draw.line([(0, row), (WIDTH * SCALE, row)], fill=color)


def _get_ridge(base: float, height: float, seed: int, x: float) -> float:
    """Return how high a ridge is, as a share of the picture from the top.

    Waves of several lengths: long ones for the range, short ones for its tops.
    """
    waves = ((1.1, 0.55), (2.3, 0.3), (5.7, 0.13), (13.1, 0.05))
    return base - height * sum(
        weight * math.sin(length * math.pi * x + seed * (order + 1.7))
        for order, (length, weight) in enumerate(waves)
    )


def _draw_ridge(draw, color, *, base, height, seed, trees=False) -> None:
    width, total = WIDTH * SCALE, HEIGHT * SCALE
    points = [
        (x, total * _get_ridge(base, height, seed, x / width))
        for x in range(0, width + 16, 16)
    ]
    draw.polygon([*points, (width, total), (0, total)], fill=color)
    if not trees:
        return
    for number in range(26):
        # Two groups of spruces that leave the middle free.
        share = (number * 0.618 + seed * 0.37) % 1
        place = share * 0.3 if number % 3 else 0.82 + share * 0.18
        size = total * (0.035 + 0.04 * ((number * 7 + seed) % 5) / 4)
        x = place * width
        y = total * _get_ridge(base, height, seed, place) + 6
        for layer in range(3):
            top = y - size * (1.5 - layer * 0.42)
            half = size * (0.2 + layer * 0.1)
            draw.polygon(
                [
                    (x, top),
                    (x - half, top + size * 0.66),
                    (x + half, top + size * 0.66),
                ],
                fill=color,
            )


def _draw_trail(draw, seed: int) -> None:
    """The mark of a mountain trail, white and orange, on the nearest slopes."""
    width, total = WIDTH * SCALE, HEIGHT * SCALE
    for number in range(9):
        start = 0.36 + number * 0.045
        points = [
            (
                width * (start + step * 0.006),
                total
                * (
                    0.985
                    - 0.012 * number
                    + 0.008 * math.sin(seed + (number + step / 5) * 1.3)
                ),
            )
            for step in range(5)
        ]
        draw.line(points, fill=WHITE, width=20, joint="curve")
        draw.line(points, fill=PEACH, width=8, joint="curve")

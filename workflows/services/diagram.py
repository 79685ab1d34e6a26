"""Where the boxes and arrows of the process diagram stand.

Arithmetic only: the stages of an agreement in, coordinates out. What the drawing
says is what the stages say, so it cannot differ from the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .shapes import Box, Drawing, Edge, make_box
from .stages import CURRENT, DONE, FAILED, SKIPPED, WAITING, Part, Stage

_GAP = 30  # between stages: room for an arrow
_PART_GAP = 8
_TURN_GAP = 26
_FRAME_PADDING = 10
_BUS = 18  # beside the parts of a frame: room for the lines that fork and join
_FORK = 14
_TRACK = 16  # the way past an exit, from the left edge of a stage or of its parts
_LANE = 9  # beside a column: the way back to the draft

# Ways that were gone are drawn last, on top of those that share a part of them.
_EDGE_ORDER = ("skipped", "waiting", "past", "taken", "left")


@dataclass(frozen=True)
class Column:
    """Stages below each other, between two x."""

    stages: tuple[str, ...]
    x: int
    width: int


# One column for a phone; on a wide screen four, read like those of a newspaper.
NARROW = (
    Column(
        (
            *("draft", "formal_check", "party_approval", "sign_off"),
            *("signing", "seal", "in_force"),
        ),
        0,
        316,
    ),
)
WIDE = (
    Column(("draft", "formal_check"), 0, 190),
    Column(("party_approval", "sign_off"), 230, 280),
    Column(("signing",), 554, 280),
    Column(("seal", "in_force"), 874, 184),
)


@dataclass(frozen=True)
class Diagram:
    """The process as drawings, as a list and in a sentence: the same stages."""

    stages: tuple[Stage, ...]
    drawings: tuple[Drawing, ...]

    @property
    def summary(self) -> str:
        """What a screen reader says of the drawing."""
        return "; ".join(
            f"{stage.title}: "
            + ", ".join([stage.label, *(way_out.title for way_out in stage.exits)])
            for stage in self.stages
        )


def draw(stages: Sequence[Stage]) -> Diagram:
    """Return the diagram, drawn once for narrow and once for wide screens."""
    drawings = (_draw("narrow", NARROW, stages), _draw("wide", WIDE, stages))
    return Diagram(tuple(stages), drawings)


# Boxes


@dataclass(frozen=True)
class _Placed:
    """A stage with its boxes; without parts there are no frame and no blocks."""

    stage: Stage
    head: Box
    frame: Box | None
    blocks: tuple[tuple[Box, ...], ...]
    way_out: Box | None

    @property
    def body(self) -> Box:
        return self.frame or self.head

    @property
    def bottom(self) -> int:
        return (self.way_out or self.body).bottom

    @property
    def leave(self) -> int:
        """Where the way to a stage below runs down: past the exit, if there is one."""
        if self.way_out:
            return _get_track(self.head, self.blocks)
        return self.head.center


def _place_stage(stage: Stage, x, y, width, *, is_last) -> _Placed:
    head = make_box(
        "stage",
        stage.state,
        [("title", stage.title), ("note", stage.note), ("label", stage.label)],
        x,
        y,
        width,
    )
    frame, blocks = None, ()
    if stage.turns:
        blocks = tuple(_place_turns(stage.turns, x, head.bottom, width))
        bottom = blocks[-1][-1].bottom + _FRAME_PADDING
        if not is_last and len(blocks[-1]) > 1:
            bottom += _TURN_GAP // 2
        frame = Box("frame", stage.state, x, y, width, bottom - y)
    way_out = None
    if stage.exits:
        # The way to a stage below runs down beside the exit.
        indent = 0 if is_last else _get_track(head, blocks) + _TRACK - x
        below = (frame or head).bottom + _GAP
        way_out = _place_exits(stage, x + indent, below, width - indent)
    return _Placed(stage, head, frame, blocks, way_out)


def _get_track(head: Box, blocks) -> int:
    return (blocks[-1][-1] if blocks else head).x + _TRACK


def _place_turns(turns, x, y, width):
    """Give a block of boxes for each turn: those in one block act at once."""
    inset = _FRAME_PADDING + _BUS
    for number, turn in enumerate(turns, 1):
        y += _TURN_GAP
        block = []
        for part in turn:
            box = _place_part(
                part,
                x + inset,
                y,
                width - 2 * inset,
                number=number if len(turns) > 1 else None,
            )
            block.append(box)
            y = box.bottom + _PART_GAP
        y -= _PART_GAP
        if len(block) > 1:
            y += _TURN_GAP // 2
        yield tuple(block)


def _place_part(part: Part, x, y, width, *, number) -> Box:
    return make_box(
        "part",
        part.state,
        [("name", part.title), ("note", part.note), ("label", part.label)],
        x,
        y,
        width,
        number=number if part.state in (WAITING, CURRENT) else None,
    )


def _place_exits(stage: Stage, x, y, width) -> Box:
    """Return one box with all ways out of a stage that were taken."""
    texts = []
    for way_out in stage.exits:
        texts += [
            ("name", way_out.title),
            ("note", way_out.note),
            ("label", way_out.remark),
        ]
    last = stage.exits[-1]
    return make_box(
        "exit",
        "past" if last.is_past else FAILED,
        texts,
        x,
        y,
        width,
        icon="return" if last.leads_back else FAILED,
    )


def _place_column(column: Column, stages: Iterable[Stage], y: int) -> list[_Placed]:
    placed = []
    chosen = [stage for stage in stages if stage.name in column.stages]
    for stage in chosen:
        is_last = stage is chosen[-1]
        one = _place_stage(stage, column.x, y, column.width, is_last=is_last)
        placed.append(one)
        y = one.bottom + _GAP
    return placed


def _place(columns: Sequence[Column], stages: Sequence[Stage]) -> list[list[_Placed]]:
    """Return the columns with their stages; what comes last stands at the bottom."""
    placed = [_place_column(column, stages, 0) for column in columns]
    lowest = max(column[-1].bottom for column in placed)
    room = lowest - placed[-1][-1].bottom
    return [*placed[:-1], _place_column(columns[-1], stages, room)]


# Arrows

_PATHS = {DONE: "taken", CURRENT: "taken", FAILED: "taken"}


def _get_path_state(state: str) -> str:
    """Return how the way to a box looks: gone, still to go, or not any more."""
    return _PATHS.get(state, "skipped" if state == SKIPPED else "waiting")


def _connect_parts(placed: _Placed, *, leaves_right: int | None):
    """Give the edges inside a frame, from its head to each part and on.

    Returns the point from which the next stage is reached. ``leaves_right``:
    the height at which the last turn should leave to the right, if it does.
    """
    edges = []
    center, leave = placed.head.center, placed.leave
    start = (center, placed.head.bottom)
    for block in placed.blocks:
        is_last = block is placed.blocks[-1]
        if len(block) == 1:
            box = block[0]
            state = _get_path_state(box.state)
            edges.append(Edge(state, (start, (center, box.y))))
            start = (leave if is_last else center, box.bottom)
            if is_last and leaves_right is not None:
                start = (box.right, box.middle)
            continue
        fork = block[0].y - _TURN_GAP // 2
        left, right = block[0].x - _FORK, block[0].right + _FORK
        join = block[-1].bottom + _TURN_GAP // 2
        end = [(right, join), (leave if is_last else center, join)]
        if is_last and leaves_right is not None:
            height = min(max(leaves_right, block[0].middle), block[-1].middle)
            end = [(right, height)]
        for box in block:
            way = [start, (center, fork), (left, fork), (left, box.middle)]
            edges.append(Edge(_get_path_state(box.state), (*way, (box.x, box.middle))))
            done = "taken" if box.state == DONE else "waiting"
            if box.state in (SKIPPED, FAILED):
                done = "skipped"
            way = _clean([(box.right, box.middle), (right, box.middle), *end])
            edges.append(Edge(done, way, has_head=False))
        start = end[-1]
    return edges, start


def _clean(points) -> tuple[tuple[int, int], ...]:
    """Return the points without repetitions."""
    return tuple(dict.fromkeys(points))


def _connect_below(placed: _Placed, following: _Placed):
    """Give the edges from a stage to the one under it."""
    edges, start = [], (placed.leave, placed.head.bottom)
    if placed.blocks:
        edges, start = _connect_parts(placed, leaves_right=None)
    state = _get_path_state(following.stage.state)
    edges.append(Edge(state, (start, (start[0], following.head.y))))
    return edges


def _connect_right(placed: _Placed, following: _Placed):
    """Give the edges from a stage to the top one of the next column."""
    target = (following.head.x, following.head.middle)
    edges, start = [], (placed.head.right, placed.head.middle)
    if placed.blocks:
        edges, start = _connect_parts(placed, leaves_right=target[1])
    turn = following.head.x - 2 * _LANE
    way = [start, target]
    if start[1] != target[1]:
        way = [start, (turn, start[1]), (turn, target[1]), target]
    edges.append(Edge(_get_path_state(following.stage.state), tuple(way)))
    return edges


def _connect_exit(placed: _Placed) -> Edge:
    box = placed.way_out
    state = "past" if box.state == "past" else "left"
    return Edge(state, ((box.center, placed.body.bottom), (box.center, box.y)))


def _lead_back(placed: _Placed, draft: Box, *, below: int) -> Edge:
    """Return the edge from an exit to the draft, around everything between.

    With one column it runs up at its right, else under the columns (``below``)
    and up at their left.
    """
    box = placed.way_out
    state = "past" if box.state == "past" else "left"
    lane = placed.head.right + _LANE
    way = [(box.right, box.middle), (lane, box.middle)]
    if below:
        left = draft.x - 2 * _LANE
        way += [(lane, below), (left, below)]
        way += [(left, draft.middle), (draft.x, draft.middle)]
    else:
        way += [(lane, draft.middle), (draft.right, draft.middle)]
    return Edge(state, tuple(way))


def _draw(name: str, columns, stages) -> Drawing:
    placed = _place(columns, stages)
    draft = placed[0][0].head
    edges = []
    bottom = 0
    for number, column in enumerate(placed):
        bottom = max(bottom, column[-1].bottom)
        for one, following in zip(column, column[1:], strict=False):
            edges += _connect_below(one, following)
        if number + 1 < len(placed):
            edges += _connect_right(column[-1], placed[number + 1][0])
        for one in column:
            if one.way_out:
                edges.append(_connect_exit(one))
            if any(way_out.leads_back for way_out in one.stage.exits):
                below = bottom + _GAP // 2 if len(columns) > 1 else 0
                edges.append(_lead_back(one, draft, below=below))
    boxes = [
        box
        for column in placed
        for one in column
        for box in (one.frame, one.head, *sum(one.blocks, ()), one.way_out)
        if box
    ]
    edges.sort(key=lambda edge: _EDGE_ORDER.index(edge.state))
    return Drawing(name, tuple(boxes), tuple(edges))

"""The diagram of a process: its stages, where boxes and arrows stand, how it looks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from tests.screens import DESKTOP, get_overflow, list_violations
from workflows.actions import agreements as actions
from workflows.actions import steps
from workflows.enums import (
    AgreementState,
    DocumentType,
    JobKind,
    JobState,
    Outcome,
    PartyRole,
    StepKind,
)
from workflows.management import demo
from workflows.models import PatronageAgreement, SealingJob, Step
from workflows.services import agreements, progress, sealing
from workflows.services import stages as stage_service
from workflows.services.decisions import StepInput
from workflows.services.diagram import draw
from workflows.services.shapes import Edge, measure, wrap
from workflows.services.stages import (
    CURRENT,
    DONE,
    FAILED,
    SKIPPED,
    WAITING,
    Exit,
    Part,
    Stage,
)

# Stages as services.progress gives them, in the longest words of both languages

RETURNED = Exit(
    "return_from_check", "zwrócono do poprawy", "Wanda K., 22-11-2026", 2, True
)
BACK_NOW = replace(RETURNED, count=1, is_past=False)
DECLINED = Exit("decline", "signature declined", "Olga A., 3 Nov 2026", 1, False)
REISSUED = Exit("reissue", "re-issued", "Xawery B., 4 Nov 2026", 1, False)
WITHDRAWN = Exit("withdraw", "wycofano", "Anna S., 5 Nov 2026", 1, False)
VOIDED = Exit("void", "unieważniono", "Wanda K., 6 Nov 2026", 1, False)

PARTIES = (
    Part("Granit Automatyka", DONE, "zaakceptowano"),
    Part("Zespół Szkół Technicznych „Mechanik”", CURRENT, "poproszono o akceptację"),
    Part("Miasto Jelenia Góra", CURRENT, "poproszono o akceptację"),
    Part("Konstantynopolitańczykowianeczkówna-Wszędobylska S.A.", WAITING, "później"),
)
TURNS = (
    (
        Part("Norbert Granitowy", DONE, "signed", "Granit Automatyka"),
        Part("Olga Automatyczna", FAILED, "signature declined", "Granit Automatyka"),
    ),
    (Part("Barbara Dyrektorska", CURRENT, "asked to sign", "ZST „Mechanik”"),),
    (Part("Urszula Prezesowska", SKIPPED, "not reached", "SSEMP S.A."),),
)
TITLES = {
    "draft": "Projekt umowy",
    "formal_check": "Kontrola formalna",
    "party_approval": "Approval by the parties",
    "sign_off": "Uzgodnienie",
    "signing": "Signatures",
    "seal": "Pieczęć i archiwum",
    "in_force": "Obowiązuje",
}


def make_stages(states, *, parties=(), turns=(), exits=None) -> list[Stage]:
    found = []
    for (name, title), state in zip(TITLES.items(), states, strict=True):
        inside = {"party_approval": (parties,) if parties else (), "signing": turns}
        found.append(
            Stage(
                name,
                title,
                state,
                "teraz, 1 z 4, termin: 29-11-2026",
                "Wanda Koordynatorska" if name == "formal_check" else "",
                inside.get(name, ()),
                (exits or {}).get(name, ()),
            )
        )
    return found


CASES = {
    "fresh draft": make_stages([CURRENT, *[WAITING] * 6]),
    "approval": make_stages(
        [DONE, DONE, CURRENT, *[WAITING] * 4], parties=PARTIES, turns=TURNS
    ),
    "returned by the office": make_stages(
        [CURRENT, *[WAITING] * 6],
        parties=PARTIES,
        turns=TURNS,
        exits={"formal_check": (BACK_NOW,)},
    ),
    "a long way": make_stages(
        [DONE] * 4 + [FAILED, SKIPPED, SKIPPED],
        parties=PARTIES * 2,
        turns=TURNS * 3,
        exits={
            "formal_check": (RETURNED,),
            "party_approval": (RETURNED,),
            "sign_off": (RETURNED,),
            "signing": (RETURNED, DECLINED, REISSUED),
        },
    ),
    "withdrawn draft": make_stages(
        [FAILED, *[SKIPPED] * 6],
        parties=PARTIES[:1],
        turns=TURNS[1:2],
        exits={"draft": (WITHDRAWN,), "party_approval": (RETURNED,)},
    ),
    "all at once": make_stages(
        [DONE] * 6 + [FAILED],
        parties=PARTIES,
        turns=TURNS[:1],
        exits={"in_force": (VOIDED,)},
    ),
}
DRAWINGS = [
    pytest.param(case, drawing, id=f"{case}, {drawing.name}")
    for case, stages in CASES.items()
    for drawing in draw(stages).drawings
]


def list_solid(drawing) -> list:
    """Return the boxes that nothing may overlap; frames go around others."""
    return [box for box in drawing.boxes if box.kind != "frame"]


def overlap(one, other) -> bool:
    """Say whether the insides of two rectangles (x, y, right, bottom) meet."""
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def get_rectangle(box) -> tuple:
    return (box.x, box.y, box.right, box.bottom)


@pytest.mark.parametrize(("case", "drawing"), DRAWINGS)
def test_boxes_stand_apart_and_inside_the_drawing(case, drawing):
    boxes = list_solid(drawing)
    left, top, width, height = drawing.view_box

    assert [
        (one.lines[0].text, other.lines[0].text)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if overlap(get_rectangle(one), get_rectangle(other))
    ] == []
    for box in drawing.boxes:
        assert left < box.x < box.right < left + width
        assert top < box.y < box.bottom < top + height


@pytest.mark.parametrize(("case", "drawing"), DRAWINGS)
def test_frames_hold_their_stage_and_its_parts(case, drawing):
    frames = [box for box in drawing.boxes if box.kind == "frame"]
    held = [
        box.kind
        for frame in frames
        for box in list_solid(drawing)
        if frame.x <= box.x
        and box.right <= frame.right
        and frame.y <= box.y
        and box.bottom <= frame.bottom
    ]

    assert held.count("stage") == len(frames)
    assert held.count("part") == sum(box.kind == "part" for box in drawing.boxes)
    assert "exit" not in held


@pytest.mark.parametrize(("case", "drawing"), DRAWINGS)
def test_arrows_end_at_boxes_and_cross_none(case, drawing):
    boxes = [get_rectangle(box) for box in list_solid(drawing)]

    for edge in drawing.edges:
        for (x1, y1), (x2, y2) in zip(edge.points, edge.points[1:], strict=False):
            assert x1 == x2 or y1 == y2
            line = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            around = (line[0] - 0.5, line[1] - 0.5, line[2] + 0.5, line[3] + 0.5)
            inside = [(x + 1, y + 1, r - 1, b - 1) for x, y, r, b in boxes]
            assert not any(overlap(around, box) for box in inside), edge
        x, y = edge.points[-1]
        touches = any(
            (x in (left, right) and top < y < bottom)
            or (y in (top, bottom) and left < x < right)
            for left, top, right, bottom in boxes
        )
        assert touches == edge.has_head, edge


@pytest.mark.parametrize(("case", "drawing"), DRAWINGS)
def test_every_box_but_the_first_is_reached(case, drawing):
    ends = {edge.points[-1] for edge in drawing.edges if edge.has_head}
    missed = [
        box.lines[0].text
        for box in list_solid(drawing)
        if not any(
            box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in ends
        )
    ]
    leads_back = any(
        way_out.leads_back for stage in CASES[case] for way_out in stage.exits
    )

    assert missed == ([] if leads_back else [TITLES["draft"]])


@pytest.mark.parametrize(("case", "drawing"), DRAWINGS)
def test_texts_fit_their_boxes(case, drawing):
    for box in drawing.boxes:
        for line in box.lines:
            assert line.x + measure(line.text, line.role) <= box.right
            assert box.y < line.y - line.size / 2
            assert line.y < box.bottom


@pytest.mark.parametrize("stages", CASES.values(), ids=CASES)
def test_drawings_say_what_the_stages_say(stages):
    expected = []
    for stage in stages:
        expected += [stage.title, stage.note, stage.label]
        for part in sum(stage.turns, ()):
            expected += [part.title, part.note, part.label]
        for way_out in stage.exits:
            expected += [way_out.title, way_out.note, way_out.remark]

    for drawing in draw(stages).drawings:
        drawn = "".join(line.text for box in drawing.boxes for line in box.lines)
        shorten = str.maketrans("", "", " -")
        assert sorted(drawn.translate(shorten)) == sorted(
            "".join(expected).translate(shorten)
        )


def test_states_differ_in_more_than_color():
    box_states = {
        box.state: box.icon
        for stages in CASES.values()
        for box in list_solid(draw(stages).drawings[0])
        if not box.number
    }

    assert box_states.keys() == {DONE, CURRENT, WAITING, SKIPPED, FAILED, "past"}
    assert len({icon for state, icon in box_states.items() if state != "past"}) == 5


def test_ways_show_what_was_gone():
    stages = CASES["approval"]
    for drawing in draw(stages).drawings:
        boxes = {box.lines[0].text: box for box in list_solid(drawing)}
        states = {
            title: edge.state
            for title, box in boxes.items()
            for edge in drawing.edges
            if edge.has_head
            and box.x <= edge.points[-1][0] <= box.right
            and box.y <= edge.points[-1][1] <= box.bottom
        }
        assert states["Approval by the parties"] == "taken"
        assert states["Granit Automatyka"] == "taken"
        assert states["Uzgodnienie"] == "waiting"
        assert states["Signatures"] == "waiting"


def test_text_is_wrapped_between_words_and_long_words_are_cut():
    assert wrap("Kontrola formalna", "title", 400) == ["Kontrola formalna"]
    assert wrap("Kontrola formalna", "title", 100) == ["Kontrola", "formalna"]
    assert wrap("22\N{NO-BREAK SPACE}Nov 2026", "note", 60) == [
        "22\N{NO-BREAK SPACE}Nov",
        "2026",
    ]
    cut = wrap("Konstantynopolitańczykowianeczka", "name", 100)
    assert len(cut) > 1
    assert "".join(line.removesuffix("-") for line in cut) == (
        "Konstantynopolitańczykowianeczka"
    )
    assert all(measure(line, "name") <= 100 for line in cut)


def test_corners_are_round_and_heads_point_along_the_line():
    edge = Edge("taken", ((0, 0), (0, 50), (40, 50)))

    assert edge.path == "M0 0L0 44Q0 50 6 50L34 50"
    assert edge.head == "M40 50L32 45L32 55z"


# Stages of real agreements


def get_states(agreement) -> list[str]:
    return [stage.state for stage in list_stages(agreement)]


def list_stages(agreement) -> list[Stage]:
    rows = PatronageAgreement.objects.filter(pk=agreement.pk)
    with translation.override("en"):
        return stage_service.list_stages(progress.prefetch_progress(rows).get())


def get_stage(agreement, name) -> Stage:
    return next(stage for stage in list_stages(agreement) if stage.name == name)


def get_parts(agreement, name) -> list[list[str]]:
    turns = get_stage(agreement, name).turns
    return [[part.state for part in turn] for turn in turns]


def list_exits(agreement) -> dict:
    return {
        stage.name: [(way_out.name, way_out.is_past) for way_out in stage.exits]
        for stage in list_stages(agreement)
        if stage.exits
    }


def leave(agreement, name, box) -> None:
    agreement.refresh_from_db()
    actions.EXITS[name](
        agreement,
        user=demo.get_user(box),
        reason="Powód",
        seen_version=agreement.version,
    )


@pytest.mark.django_db(transaction=True)
def test_stages_follow_an_agreement_with_all_its_turns(draft):
    assert get_states(draft) == [CURRENT, *[WAITING] * 6]
    assert get_stage(draft, "draft").label == "now"

    demo.submit(draft)
    assert get_states(draft) == [DONE, CURRENT, *[WAITING] * 5]
    demo.check(draft, outcome=Outcome.RETURNED, reason="Popraw")
    assert get_states(draft) == [CURRENT, *[WAITING] * 6]
    assert list_exits(draft) == {"formal_check": [("return_from_check", False)]}

    draft.refresh_from_db()
    demo.submit(draft)
    demo.check(draft)
    demo.approve_for_parties(draft, count=1)
    assert get_states(draft) == [DONE, DONE, CURRENT, *[WAITING] * 4]
    assert get_parts(draft, "party_approval") == [[DONE, CURRENT, CURRENT, CURRENT]]
    assert get_stage(draft, "party_approval").label.startswith("now, 1 of 4, due ")
    assert list_exits(draft) == {"formal_check": [("return_from_check", True)]}

    demo.approve_for_parties(draft)
    assert get_states(draft)[3] == CURRENT
    assert get_stage(draft, "formal_check").note == "Wanda Koordynatorska"
    demo.sign_off(draft)
    demo.sign_all(draft, count=1)
    assert get_states(draft) == [*[DONE] * 4, CURRENT, WAITING, WAITING]
    signing = [[DONE, CURRENT], [WAITING], [WAITING], [WAITING], [WAITING]]
    assert get_parts(draft, "signing") == signing

    step = Step.objects.open().get(agreement=draft, kind=StepKind.SIGN)
    draft.refresh_from_db()
    steps.complete_step(
        step,
        user=step.signer.user,
        answer=StepInput(Outcome.DECLINED, draft.version, reason="Nie mogę"),
    )
    assert get_states(draft) == [*[DONE] * 4, FAILED, SKIPPED, SKIPPED]
    assert get_parts(draft, "signing") == [[DONE, FAILED], *[[SKIPPED]] * 4]
    assert list_exits(draft)["signing"] == [("decline", False)]

    leave(draft, "reissue", "koordynator")
    assert get_states(draft) == [CURRENT, *[WAITING] * 6]
    assert {state for turn in get_parts(draft, "signing") for state in turn} == {
        WAITING
    }
    leave(draft, "withdraw", "autor.mechanik")
    assert get_states(draft) == [FAILED, *[SKIPPED] * 6]
    assert list_exits(draft)["signing"] == [("decline", False), ("reissue", False)]
    assert list_exits(draft)["draft"] == [("withdraw", False)]


@pytest.mark.django_db(transaction=True)
def test_withdrawal_stops_the_agreement_where_it_stands(in_approval):
    demo.approve_for_parties(in_approval, count=1)

    leave(in_approval, "withdraw", "autor.mechanik")

    assert get_states(in_approval) == [DONE, DONE, FAILED, *[SKIPPED] * 4]
    assert get_parts(in_approval, "party_approval") == [[DONE, *[SKIPPED] * 3]]
    assert list_exits(in_approval) == {"party_approval": [("withdraw", False)]}


@pytest.mark.django_db
def test_rejection_ends_at_the_check(draft, get_user):
    agreements.change_state(draft, "submit")
    agreements.change_state(draft, "reject", user=get_user("koordynator"))

    assert get_states(draft) == [DONE, FAILED, *[SKIPPED] * 5]
    assert list_exits(draft) == {"formal_check": [("reject", False)]}


@pytest.mark.django_db
def test_document_that_could_not_be_signed_is_a_failed_stage(draft):
    agreements.change_state(draft, "submit")
    receipt = sealing.create_document(draft, DocumentType.RECEIPT)
    sealing.open_job(JobKind.RECORD, receipt)
    assert get_stage(draft, "formal_check").state == CURRENT

    SealingJob.objects.update(state=JobState.FAILED)

    stage = get_stage(draft, "formal_check")
    assert stage.state == FAILED
    assert stage.label == "the office: a document could not be signed"
    assert stage.exits == ()


FIRST_DAY = "from 1\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2027"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("transitions", "states", "label"),
    [
        ([], [*[DONE] * 6, WAITING], FIRST_DAY),
        (["start"], [DONE] * 7, FIRST_DAY),
        (["start", "expire"], [DONE] * 7, "expired"),
        (["void"], [*[DONE] * 6, FAILED], "stopped"),
        (["start", "void"], [*[DONE] * 6, FAILED], "stopped"),
    ],
)
def test_concluded_agreement_shows_from_when_it_is_in_force(
    draft, get_user, transitions, states, label
):
    draft.state, draft.start_date = AgreementState.SEALED, date(2027, 9, 1)
    draft.save()
    for name in transitions:
        agreements.change_state(draft, name, user=get_user("koordynator"), reason="x")

    stage = get_stage(draft, "in_force")

    assert get_states(draft) == states
    assert stage.label == label
    assert [way_out.name for way_out in stage.exits] == transitions[-1:] * (
        "void" in transitions
    )


@pytest.mark.django_db
def test_late_step_is_marked_and_observers_have_no_part(draft, partners):
    agreements.add_party(draft, partners["elektronik"], PartyRole.OBSERVER)
    for name in ("submit", "pass_formal_check"):
        agreements.change_state(draft, name)
    Step.objects.create(
        task_id=1,
        process_id=1,
        agreement=draft,
        kind=StepKind.PARTY_APPROVAL,
        party=draft.parties.first(),
        due_at=timezone.now() - timedelta(days=1),
    )

    stage = get_stage(draft, "party_approval")

    assert stage.label == "now, 0 of 4, overdue"
    assert get_parts(draft, "party_approval") == [[CURRENT, *[WAITING] * 3]]


@pytest.mark.django_db
def test_pages_show_the_drawing_and_the_same_as_a_list(draft):
    agreements.change_state(draft, "submit")
    draft.submitted_at = timezone.now()
    draft.save()
    client = Client()
    client.force_login(demo.get_user("koordynator"))

    for name in ("workflows:agreement", "cluster_agreements:inspect"):
        response = client.get(reverse(name, args=[draft.pk]))
        html = response.content.decode()
        html = html[html.index('<div class="diagram">') :]
        drawing, _, text = html.partition('<details class="diagram__list">')
        text = text.partition("</details>")[0]

        assert drawing.count('role="img" aria-label="') == 2
        assert " style=" not in drawing
        for stage in response.context["diagram"].stages:
            assert f">{stage.title}</p>" in text
            assert f">{stage.label}</p>" in text
            for part in sum(stage.turns, ()):
                assert escape(part.title) in text


# In a browser


FITS = """() => {
    const found = [];
    for (const box of document.querySelectorAll('.diagram__box')) {
        const shape = box.querySelector('.diagram__shape').getBoundingClientRect();
        for (const text of box.querySelectorAll(':scope > text')) {
            const place = text.getBoundingClientRect();
            if (place.right > shape.right || place.left < shape.left
                || place.bottom > shape.bottom || place.top < shape.top)
                found.push(text.textContent);
        }
    }
    return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("viewport", "shown"),
    [({"width": 360, "height": 780}, "narrow"), (DESKTOP, "wide")],
    ids=["360", "1280"],
)
def test_drawing_fits_the_screen_and_is_accessible(browser, viewport, shown, scheme):
    page = browser.new_page(viewport=viewport, color_scheme=scheme)
    for case, stages in CASES.items():
        part = render_to_string(
            "workflows/includes/diagram.html", {"diagram": draw(stages)}
        )
        page.set_content(
            f'<!DOCTYPE html><html lang="pl"><title>{case}</title>'
            f'<main class="container"><h1>{case}</h1>{part}</main></html>'
        )
        for path in ("home/css/site.css", "workflows/css/diagram.css"):
            page.add_style_tag(path=finders.find(path))

        assert page.evaluate(FITS) == [], case
        assert get_overflow(page) <= 0, case
        assert page.locator(f".diagram__drawing--{shown}").is_visible(), case
        assert page.locator("svg:visible").count() == 1, case
        assert page.get_by_role("img").count() == 1, case
        if case == "a long way":
            page.locator("summary").click()
            assert list_violations(page) == []
    page.close()

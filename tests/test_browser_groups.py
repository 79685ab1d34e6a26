"""A working group in a real Chromium: the office, members, secretary, chair, leader.

Each refusal is met where a person meets it: too few members, no quorum, a second vote,
a vote after the end.
"""

from contextlib import contextmanager

import pytest
from django.urls import reverse

from partners.management.demo import DEMO_PASSWORD
from partners.models.groups import GroupState
from tests.screens import DESKTOP, PHONE, Person, get_overflow, list_violations
from workflows.actions import groups, meetings
from workflows.management import demo_groups
from workflows.management.demo_groups import reload
from workflows.models import Meeting, Minutes, Step, Vote
from workflows.models.groups import PaperState, VoteResult
from workflows.models.subjects import refer_to

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
]


@pytest.fixture
def work_as(browser, live_server):
    """Give the page of a signed-in person, on a phone where that is asked for."""

    @contextmanager
    def work(box, viewport=DESKTOP, has_scripts=True):
        with Person(
            browser,
            live_server.url,
            demo_groups.get_user(box),
            viewport=viewport,
            java_script_enabled=has_scripts,
        ) as person:
            page = person.page

            def visit(about):
                path = about if isinstance(about, str) else about.get_absolute_url()
                return page.goto(f"{live_server.url}{path}")

            page.visit = visit
            yield page

    return work


def press(page, selector: str = "main form button[type=submit]") -> int:
    """Send the form of the page; returns the status of the answer."""
    with page.expect_navigation() as navigation:
        page.locator(selector).first.click()
    return navigation.value.status


def sign(page, paper) -> None:
    """Sign a paper as one does: read, tick, password."""
    step = Step.objects.open().get(**refer_to(paper))
    page.visit(step)
    page.check("#id_has_read")
    page.fill("#id_secret", DEMO_PASSWORD)
    assert press(page, "form:has(#id_secret) button[type=submit]") == 200


def test_group_is_appointed_meets_votes_and_signs_by_clicks(partners, work_as):
    group = groups.move(
        demo_groups.propose_group(),
        "open_call",
        user=demo_groups.get_user("koordynator"),
    )
    demo_groups.seat(group, "dyrektor.mechanik")
    page_of_group = reverse("workflows:group", args=[group.pk])
    appoint = reverse("workflows:appoint_group", args=[group.pk])

    with work_as("koordynator") as office:
        office.visit(appoint)
        assert press(office) == 422
        assert office.locator("[role=alert]").is_visible()
        assert not group.acts.exists()
        for box in ("prezes.granit", "prezes.len"):
            demo_groups.seat(group, box)
        office.visit(appoint)
        assert press(office) == 200
    with work_as("lider") as leader:
        sign(leader, group.acts.get())
    assert reload(group).state == GroupState.ACTIVE

    meeting = demo_groups.plan_meeting(group)
    meetings.convene(meeting, user=demo_groups.get_user("koordynator"))
    with work_as("prezes.len", viewport=PHONE, has_scripts=False) as member:
        member.visit(meeting)
        assert press(member, "button[name=answer][value=yes]") == 200
        assert meeting.attendances.get(answer="yes").member.person.email.startswith(
            "prezes.len"
        )
    with work_as("prezes.len", viewport=PHONE) as member:
        for about in (page_of_group, meeting):
            member.visit(about)
            assert get_overflow(member) <= 0
            assert list_violations(member) == []
    meeting = demo_groups.let_time_pass(reload(meeting))
    with work_as("koordynator") as desk:
        hold_without_quorum(desk, meeting)
        vote = hold_with_quorum(desk, meeting)
        cast_and_be_refused(work_as, desk, vote)
        minutes = write_minutes(desk, meeting)
    with work_as("koordynator") as secretary:
        sign(secretary, demo_groups.end_comments(minutes))
    with work_as("dyrektor.mechanik", viewport=PHONE) as chair:
        sign(chair, minutes)
    assert reload(minutes).state == PaperState.SIGNED
    assert reload(minutes).documents.get().latest.signatures == [
        "sign-secretary",
        "sign-chair",
    ]
    with work_as("jednatel.jizera") as stranger:
        for about in (meeting, vote, minutes):
            assert stranger.visit(about).status == 404


def note_attendance(desk, meeting, presence: str) -> None:
    desk.visit(reverse("workflows:attendance", args=[meeting.pk]))
    for box in desk.locator("main form select").all():
        box.select_option(presence)
    assert press(desk) == 200


def hold_without_quorum(desk, meeting: Meeting) -> None:
    """Nobody comes: no vote is opened, no minutes go out."""
    note_attendance(desk, meeting, "absent")
    assert desk.locator(".notice--error").is_visible()
    desk.visit(reverse("workflows:prepare_vote", args=[meeting.pk]))
    desk.fill("#id_question_pl", "Czy rekomendować zajęcia praktyczne?")
    press(desk)
    vote = Vote.objects.get()
    desk.visit(reverse("workflows:vote_action", args=[vote.pk, "open"]))
    assert press(desk) == 409
    desk.visit(reverse("workflows:draft_minutes", args=[meeting.pk]))
    press(desk)
    minutes = Minutes.objects.get()
    desk.visit(reverse("workflows:send_minutes", args=[minutes.pk]))
    assert press(desk) == 422
    assert reload(minutes).state == PaperState.DRAFT


def hold_with_quorum(desk, meeting: Meeting) -> Vote:
    """All are there after all."""
    note_attendance(desk, meeting, "present")
    vote = Vote.objects.get()
    desk.visit(reverse("workflows:vote_action", args=[vote.pk, "open"]))
    assert press(desk) == 200
    return vote


def cast_and_be_refused(work_as, desk, vote: Vote) -> None:
    """Two tabs of one member count once; who is late counts not at all."""
    late_box, fast_box = "prezes.len", "prezes.granit"
    with work_as(late_box) as late, work_as(fast_box, viewport=PHONE) as fast:
        second = fast.context.new_page()
        late.visit(vote)
        fast.visit(vote)
        second.goto(fast.url)
        for page in (late, fast, second):
            page.check("input[name=choice][value=for]")
        assert press(fast) == 200
        assert press(second) == 409
        assert second.locator("[role=alert]").is_visible()
        desk.visit(reverse("workflows:vote_action", args=[vote.pk, "close"]))
        assert press(desk) == 200
        assert press(late) == 409
        assert late.locator("[role=alert]").is_visible()
    vote = reload(vote)
    # One vote of three, and two are needed.
    assert (vote.votes_for, vote.cast) == (1, 1)
    assert vote.result == VoteResult.NO_QUORUM


def write_minutes(desk, meeting: Meeting) -> Minutes:
    """Write the minutes and send them to the members."""
    minutes = Minutes.objects.get(meeting=meeting)
    desk.visit(reverse("workflows:edit_minutes", args=[minutes.pk]))
    for area in desk.locator("textarea[name^=discussion_]").all():
        area.fill("Omówiono punkt.")
    assert press(desk) == 200
    desk.visit(reverse("workflows:send_minutes", args=[minutes.pk]))
    assert press(desk) == 200
    assert reload(minutes).state == PaperState.COMMENT
    return minutes

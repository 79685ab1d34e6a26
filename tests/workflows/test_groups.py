"""Working groups at the level of actions and forms: each rule.

They are asked within one transaction that is never committed, so that nothing is
sealed and a test costs milliseconds.
"""

from datetime import timedelta

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import GroupMember, WorkingGroup
from partners.models.groups import (
    GroupMemberState,
    GroupState,
    GroupVisibility,
    Majority,
)
from tests.databases import beginnings
from workflows.actions import (
    group_papers,
    group_schedule,
    groups,
    meetings,
    questions,
    schedule,
    subjects,
    votes,
)
from workflows.enums import DocumentType
from workflows.exceptions import Incomplete, TransitionNotAllowed
from workflows.management import demo_groups
from workflows.management.demo_groups import reload
from workflows.models import (
    AuditEvent,
    Document,
    GroupAct,
    GroupTask,
    MailRecord,
    Meeting,
    Minutes,
    Resolution,
    Step,
    Vote,
)
from workflows.models.groups import (
    Choice,
    MeetingState,
    PaperState,
    Presence,
    VoteResult,
    VoteState,
)
from workflows.services import groups as services

DESK = demo_groups.SECRETARY
VOTERS = ["dyrektor.mechanik", "prezes.granit", "dyrektor.elektronik", "prezes.len"]
OUTSIDER = "jednatel.jizera"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """An active group with four voting members, in a transaction of the module."""
    with beginnings.module_transaction(django_db_blocker):
        group = demo_groups.fill_group(demo_groups.propose_group())
        WorkingGroup.objects.filter(pk=group.pk).update(state=GroupState.ACTIVE)
        yield group.pk


@pytest.fixture
def group(world, db) -> WorkingGroup:
    return WorkingGroup.objects.get(pk=world)


@pytest.fixture
def user(group):
    return demo_groups.get_user


@pytest.fixture
def meeting(group) -> Meeting:
    """A meeting that is held, with everybody there."""
    return demo_groups.hold_meeting(demo_groups.plan_meeting(group))


def prepare(meeting, user, **fields) -> Vote:
    vote = votes.prepare(meeting, user=user(DESK), question_pl="Czy tak?", **fields)
    return votes.open_vote(vote, user=user(DESK))


def list_asked(user) -> list[str]:
    return [question.url for question in questions.list_questions(user)]


def test_what_a_group_asks_of_somebody_stands_in_my_tasks(group, user, client):
    voter, approver = user("dyrektor.mechanik"), user("prezes.len")
    assert list_asked(voter) == []
    meeting = demo_groups.plan_meeting(group)
    meetings.convene(meeting, user=user(DESK))
    meeting = reload(meeting)
    assert list_asked(voter) == [meeting.get_absolute_url()]
    meetings.answer(meeting, user=voter, answer="yes")
    assert list_asked(voter) == []

    vote = prepare(demo_groups.hold_meeting(demo_groups.plan_meeting(group)), user)
    client.force_login(voter)
    page = client.get(reverse("workflows:tasks")).content.decode()
    assert vote.get_absolute_url() in page and "Nic na Ciebie nie czeka" not in page
    votes.cast(vote, user=voter, choice=Choice.FOR)
    assert list_asked(voter) == []

    WorkingGroup.objects.filter(pk=group.pk).update(state=GroupState.CALL)
    organisation = demo_groups.get_person("prezes.len").functions.get().organisation
    member = groups.apply(
        reload(group), user=user("produkcja.len"), organisation=organisation
    )
    place = reverse("workflows:group", args=[group.pk])
    assert place in list_asked(approver) and place in list_asked(user(DESK))
    assert place not in list_asked(user(OUTSIDER))
    groups.confirm(member, user=approver)
    assert place not in list_asked(approver) and place in list_asked(user(DESK))


# Members


def test_group_with_too_few_members_is_not_appointed(group, user):
    WorkingGroup.objects.filter(pk=group.pk).update(state=GroupState.CALL)
    for member in group.members.filter(organisation__kind="employer"):
        groups.resign(member, user=member.person.user, reason="Brak czasu")

    with pytest.raises(Incomplete) as error:
        group_papers.appoint(group, user=user("koordynator"))

    assert "Pracodawcy" in str(error.value.missing[0].message) or "Employers" in str(
        error.value.missing[0].message
    )
    assert not GroupAct.objects.exists()
    assert reload(group).state == GroupState.CALL
    with pytest.raises(PermissionDenied):
        group_papers.appoint(group, user=user("dyrektor.mechanik"))


def change_in_register(group, user, **fields):
    """Post the form of the office as it is shown, with other values."""
    client = Client()
    client.force_login(user)
    url = reverse("cluster_working_groups:edit", args=[group.pk])
    form = client.get(url).context["form"]
    data = {
        bound.html_name: bound.value() if bound.value() not in (None, False) else ""
        for bound in form
    }
    return client.post(url, {**data, **fields})


def test_register_keeps_what_the_act_of_a_group_says(group, user):
    office = user("koordynator")
    chair = demo_groups.get_person("prezes.granit")

    refused = change_in_register(group, office, quorum_percent=1)
    assert "quorum_percent" in refused.context["form"].errors
    outsider = demo_groups.get_person(OUTSIDER)
    refused = change_in_register(group, office, chair=outsider.pk)
    assert "chair" in refused.context["form"].errors

    assert change_in_register(group, office, chair=chair.pk).status_code == 302
    assert reload(group).chair == chair
    event = AuditEvent.objects.get(action="cluster_workflows.change_group")
    assert event.actor_id == office.pk
    assert event.data["changes"]["chair"][1] == str(chair)
    told = MailRecord.objects.filter(key="group.amended")
    assert chair.user in [record.user for record in told]


def test_nothing_changes_in_an_act_while_it_is_signed(group, user):
    WorkingGroup.objects.filter(pk=group.pk).update(state=GroupState.CALL)
    office, chair = user("koordynator"), demo_groups.get_person("prezes.granit")
    act = group_papers.appoint(reload(group), user=office)

    refused = change_in_register(group, office, chair=chair.pk, ends_on="2040-01-01")

    assert set(refused.context["form"].errors) == {"chair", "ends_on"}
    subjects.leave(
        act, "withdraw", user=office, reason="Zmiana", seen_version=act.version
    )
    assert change_in_register(group, office, chair=chair.pk).status_code == 302


def test_place_is_taken_when_partner_and_group_agreed(group, user):
    WorkingGroup.objects.filter(pk=group.pk).update(state=GroupState.CALL)
    applicant = user("produkcja.len")
    organisation = demo_groups.get_person("prezes.len").functions.get().organisation
    with pytest.raises(PermissionDenied):
        groups.apply(group, user=user("prezes.granit"), organisation=organisation)

    member = groups.apply(group, user=applicant, organisation=organisation)
    with pytest.raises(PermissionDenied):
        groups.confirm(member, user=user("prezes.granit"))
    with pytest.raises(PermissionDenied):
        groups.accept(member, user=applicant)
    groups.accept(member, user=user(DESK))
    assert reload(member).state == GroupMemberState.APPLIED
    groups.confirm(member, user=user("prezes.len"))

    assert reload(member).state == GroupMemberState.CONFIRMED
    with pytest.raises(TransitionNotAllowed):
        groups.apply(group, user=applicant, organisation=organisation)
    successor = groups.replace(
        member,
        user=user("prezes.len"),
        person=_leave_and_get(group, "prezes.len", user),
        reason="Nowe zadania",
    )
    assert reload(member).state == GroupMemberState.REPLACED
    assert reload(member).replaced_by == successor
    assert successor.state == GroupMemberState.APPLIED


def _leave_and_get(group, box, user):
    seat = services.get_seat(group, user(box))
    groups.resign(seat, user=user(box), reason="Zamiana")
    return demo_groups.get_person(box)


def test_applications_end_with_the_call(group, user):
    yesterday = timezone.localdate() - timedelta(days=1)
    WorkingGroup.objects.filter(pk=group.pk).update(
        state=GroupState.CALL, call_until=yesterday
    )
    person = demo_groups.get_person("jednatel.jizera")

    with pytest.raises(TransitionNotAllowed):
        groups.apply(
            reload(group),
            user=person.user,
            organisation=person.functions.get().organisation,
        )


def test_group_is_suspended_with_a_reason_and_does_not_meet(group, user):
    with pytest.raises(PermissionDenied):
        groups.move(group, "suspend", user=user("prezes.granit"), reason="x")
    with pytest.raises(Incomplete):
        groups.move(group, "suspend", user=user("koordynator"))

    groups.move(group, "suspend", user=user("koordynator"), reason="Brak kworum")

    with pytest.raises(TransitionNotAllowed):
        demo_groups.plan_meeting(reload(group))
    groups.move(group, "resume", user=user("koordynator"))
    assert reload(group).state == GroupState.ACTIVE


# Meetings


def test_meeting_is_convened_seven_days_before_with_an_agenda(group, user):
    MailRecord.objects.all().delete()
    late = demo_groups.plan_meeting(group, days=6)
    empty = demo_groups.plan_meeting(group, agenda=())
    for meeting in (late, empty):
        with pytest.raises(TransitionNotAllowed):
            meetings.convene(meeting, user=user(DESK))
    good = demo_groups.plan_meeting(group, days=7)
    with pytest.raises(PermissionDenied):
        meetings.convene(good, user=user("prezes.len"))
    assert not MailRecord.objects.exists()

    meetings.convene(good, user=user(DESK))

    mails = MailRecord.objects.filter(key="meeting.convened")
    # Four members and the secretary.
    assert mails.count() == 5
    (entry,) = icalendar.Calendar.from_ical(mails[0].calendar).events
    assert entry["DTSTART"].dt == good.starts_at
    assert "Lista umiejętności" in entry["DESCRIPTION"]
    meetings.cancel(reload(good), user=user(DESK), reason="Choroba")
    mail = MailRecord.objects.filter(key="meeting.cancelled").first()
    cancelled = icalendar.Calendar.from_ical(mail.calendar)
    assert cancelled["METHOD"] == "CANCEL"
    assert cancelled.events[0]["UID"] == entry["UID"]
    assert cancelled.events[0]["SEQUENCE"] > entry["SEQUENCE"]


def test_moved_meeting_asks_again(group, user):
    meeting = demo_groups.plan_meeting(group, days=10)
    meetings.convene(meeting, user=user(DESK))
    meetings.answer(meeting, user=user("prezes.granit"), answer="yes")
    with pytest.raises(PermissionDenied):
        meetings.answer(meeting, user=user("jednatel.jizera"), answer="yes")
    with pytest.raises(TransitionNotAllowed):
        meetings.record_attendance(meeting, user=user(DESK), presences={})
    sooner = timezone.now() + timedelta(days=2)
    with pytest.raises(TransitionNotAllowed):
        meetings.change(
            meeting,
            user=user(DESK),
            starts_at=sooner,
            ends_at=sooner + timedelta(hours=1),
        )

    moved = meeting.starts_at + timedelta(days=1)
    meetings.change(
        reload(meeting),
        user=user(DESK),
        starts_at=moved,
        ends_at=moved + timedelta(hours=1),
    )

    assert set(meeting.attendances.values_list("answer", flat=True)) == {""}
    assert reload(meeting).sequence == 1


# Votes


@pytest.mark.parametrize(
    ("majority", "numbers", "result"),
    [
        (Majority.SIMPLE, (2, 1, 3), VoteResult.ADOPTED),
        (Majority.ABSOLUTE, (2, 1, 3), VoteResult.REJECTED),
        (Majority.ABSOLUTE, (4, 1, 2), VoteResult.ADOPTED),
        (Majority.ABSOLUTE, (3, 3, 0), VoteResult.REJECTED),
        (Majority.SIMPLE, (3, 3, 0), VoteResult.REJECTED),
        (Majority.SIMPLE, (4, 0, 0), VoteResult.NO_QUORUM),
        (Majority.SIMPLE, (0, 0, 5), VoteResult.REJECTED),
    ],
)
def test_result_follows_from_numbers(majority, numbers, result):
    votes_for, against, abstained = numbers
    vote = Vote(
        majority=majority,
        needed=5,
        votes_for=votes_for,
        votes_against=against,
        votes_abstained=abstained,
    )

    assert services.get_result(vote) == result


@pytest.mark.parametrize(("voting", "needed"), [(0, 0), (1, 1), (4, 2), (5, 3), (7, 4)])
def test_half_of_the_members_is_rounded_up(voting, needed):
    assert WorkingGroup(quorum_percent=50).count_needed(voting) == needed


def test_member_votes_once_and_not_after_the_end(meeting, user):
    vote = prepare(meeting, user)
    votes.cast(vote, user=user("prezes.granit"), choice=Choice.FOR)
    with pytest.raises(TransitionNotAllowed):
        votes.cast(vote, user=user("prezes.granit"), choice=Choice.AGAINST)
    for stranger in ("jednatel.jizera", "koordynator", "kadry.granit"):
        with pytest.raises(PermissionDenied):
            votes.cast(vote, user=user(stranger), choice=Choice.FOR)
    with pytest.raises(PermissionDenied):
        votes.close_vote(vote, user=user("prezes.len"))
    votes.cast(vote, user=user("prezes.len"), choice=Choice.FOR)

    votes.close_vote(vote, user=user(DESK))

    with pytest.raises(TransitionNotAllowed):
        votes.cast(vote, user=user("dyrektor.mechanik"), choice=Choice.FOR)
    vote = reload(vote)
    assert (vote.votes_for, vote.votes_against) == (2, 0)
    assert (vote.entitled, vote.needed, vote.result) == (4, 2, VoteResult.ADOPTED)


def test_vote_whose_time_is_over_counts_nothing_more(meeting, user):
    vote = prepare(meeting, user, closes_at=timezone.now() + timedelta(hours=1))
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now())

    with pytest.raises(TransitionNotAllowed):
        votes.cast(vote, user=user("prezes.granit"), choice=Choice.FOR)

    assert reload(vote).cast == 0


def test_secret_vote_keeps_who_voted_and_not_what(meeting, user):
    vote = prepare(meeting, user, is_secret=True)
    for box, choice in zip(VOTERS, [*[Choice.FOR] * 3, Choice.AGAINST], strict=True):
        votes.cast(vote, user=user(box), choice=choice)
    votes.close_vote(vote, user=user(DESK))

    vote = reload(vote)
    assert (vote.votes_for, vote.votes_against) == (3, 1)
    assert set(vote.ballots.values_list("has_voted", "choice")) == {(True, "")}
    events = AuditEvent.objects.filter(action="cluster_workflows.cast_ballot")
    assert [event.data for event in events] == [{}] * 4
    client = Client()
    client.force_login(user("prezes.granit"))
    html = client.get(vote.get_absolute_url()).content.decode()
    assert "Renata Lniana" in html
    with pytest.raises(TransitionNotAllowed):
        votes.cast(vote, user=user("prezes.len"), choice=Choice.FOR)


def test_without_quorum_there_are_no_votes_and_no_minutes(group, user):
    meeting = demo_groups.hold_meeting(
        demo_groups.plan_meeting(group),
        absent=("prezes.granit", "prezes.len", "dyrektor.elektronik"),
    )
    vote = votes.prepare(meeting, user=user(DESK), question_pl="Czy tak?")
    with pytest.raises(TransitionNotAllowed):
        votes.open_vote(vote, user=user(DESK))
    vote.delete()
    minutes = demo_groups.write_minutes(meeting)

    with pytest.raises(Incomplete) as error:
        group_papers.send_minutes(
            minutes, user=user(DESK), seen_version=minutes.version
        )

    assert [item.step for item in error.value.missing] == ["attendance"]
    assert reload(minutes).state == PaperState.DRAFT
    assert not Document.objects.filter(type=DocumentType.MINUTES).exists()


def test_only_what_was_adopted_becomes_a_resolution(meeting, user):
    vote = prepare(meeting, user)
    for box in VOTERS:
        votes.cast(vote, user=user(box), choice=Choice.AGAINST)
    vote = votes.close_vote(vote, user=user(DESK))

    with pytest.raises(TransitionNotAllowed):
        group_papers.write_resolution(vote, user=user(DESK), title_pl="Uchwała")

    assert not Resolution.objects.exists()


def test_minutes_are_commented_then_signed_and_can_be_taken_back(meeting, user):
    minutes = demo_groups.write_minutes(meeting)
    group_papers.send_minutes(minutes, user=user(DESK), seen_version=minutes.version)
    minutes = reload(minutes)
    assert minutes.state == PaperState.COMMENT
    assert group_papers.can_comment(user("prezes.granit"), minutes)
    assert MailRecord.objects.filter(key="minutes.for_comment").count() == 5
    with pytest.raises(TransitionNotAllowed):
        group_papers.edit_minutes(
            minutes, user=user(DESK), seen_version=minutes.version, items={}
        )
    schedule.run_due()
    assert reload(minutes).state == PaperState.COMMENT
    client = Client()
    client.force_login(user(DESK))
    url = reverse(
        "workflows:subject_transition", args=["minutes", minutes.pk, "withdraw"]
    )
    answer = client.post(url, {"reason": "Poprawka", "seen_version": minutes.version})

    assert answer.status_code == 302
    assert reload(minutes).state == PaperState.DRAFT
    assert not Step.objects.open().exists()


# Time


def test_time_begins_and_ends_terms_and_reminds_once(group, meeting, user):
    today = timezone.localdate()
    ending = group.members.first()
    GroupMember.objects.filter(pk=ending.pk).update(
        since_date=today - timedelta(days=9), until_date=today - timedelta(days=1)
    )
    GroupMember.objects.exclude(pk=ending.pk).filter(group=group).update(
        started_at=None
    )
    soon = demo_groups.plan_meeting(group)
    meetings.convene(soon, user=user(DESK))
    Meeting.objects.filter(pk=soon.pk).update(
        starts_at=timezone.now() + timedelta(hours=20),
        ends_at=timezone.now() + timedelta(hours=21),
    )
    vote = prepare(meeting, user, closes_at=timezone.now() + timedelta(days=3))
    votes.cast(vote, user=user("prezes.granit"), choice=Choice.FOR)
    Vote.objects.filter(pk=vote.pk).update(
        opened_at=timezone.now() - timedelta(days=2),
        closes_at=timezone.now() + timedelta(hours=5),
    )
    task = meetings.add_task(
        group,
        user=user(DESK),
        title="Zebrać uwagi",
        owner=demo_groups.get_person("prezes.granit"),
        due_on=today + timedelta(days=3),
    )
    MailRecord.objects.all().delete()

    def sweep():
        for _round in range(2):
            group_schedule.run_on_sweep(None)
        found = MailRecord.objects.order_by("key").values_list("key", flat=True)
        keys = {key: list(found).count(key) for key in found}
        MailRecord.objects.all().delete()
        return keys

    assert sweep() == {
        "meeting.reminder": 5,
        "member.ended": 1,
        "member.started": 3,
        "task.due": 1,
        "vote.closing": 3,
    }
    assert reload(ending).state == GroupMemberState.ENDED
    GroupTask.objects.filter(pk=task.pk).update(due_on=today - timedelta(days=1))
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now())
    WorkingGroup.objects.filter(pk=group.pk).update(
        starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )

    # The owner is the deputy; chair and secretary run the group too.
    assert sweep() == {"group.ending": 3, "task.overdue": 3, "vote.closed": 5}
    assert reload(group).state == GroupState.CLOSING
    assert reload(vote).state == VoteState.CLOSED
    assert reload(vote).result == VoteResult.NO_QUORUM
    assert sweep() == {}


def test_appointed_group_begins_on_its_first_day(group):
    WorkingGroup.objects.filter(pk=group.pk).update(
        state=GroupState.APPOINTED,
        starts_on=timezone.localdate() + timedelta(days=1),
    )
    group_schedule.run_on_sweep(None)
    assert reload(group).state == GroupState.APPOINTED
    WorkingGroup.objects.filter(pk=group.pk).update(starts_on=timezone.localdate())

    group_schedule.run_on_sweep(None)

    assert reload(group).state == GroupState.ACTIVE


# Who sees what


READ_ONLY = ("answer_meeting", "meeting_calendar", "group", "meeting", "minutes")


def list_inner_urls(group, meeting, vote, minutes, task) -> dict:
    """Return every address about the papers of a group, by its name."""
    member = group.members.first()
    item = meeting.agenda.first()
    pk = [group.pk]
    arguments = {
        **dict.fromkeys(
            [
                *["group", "appoint_group", "invite_to_group", "close_group"],
                *["plan_meeting", "apply_to_group"],
            ],
            pk,
        ),
        "move_group": [group.pk, "suspend"],
        "group_member": [member.pk, "remove"],
        **dict.fromkeys(
            [
                *["meeting", "change_meeting", "answer_meeting", "add_agenda_item"],
                *["attendance", "meeting_calendar", "prepare_vote"],
                *["add_group_task", "draft_minutes"],
            ],
            [meeting.pk],
        ),
        "move_meeting": [meeting.pk, "cancel"],
        "remove_agenda_item": [meeting.pk, item.pk],
        "vote": [vote.pk],
        "vote_action": [vote.pk, "close"],
        "write_resolution": [vote.pk],
        "group_task": [task.pk],
        **dict.fromkeys(
            ["minutes", "edit_minutes", "send_minutes", "publish_minutes"],
            [minutes.pk],
        ),
        "subject_comment": ["minutes", minutes.pk],
        "subject_versions": ["minutes", minutes.pk],
        "subject_transition": ["minutes", minutes.pk, "withdraw"],
    }
    return {
        name: reverse(f"workflows:{name}", args=args)
        for name, args in arguments.items()
    }


@pytest.fixture
def closed_world(group, meeting, user):
    """A group for members only, with a vote, minutes and a task."""
    WorkingGroup.objects.filter(pk=group.pk).update(visibility=GroupVisibility.MEMBERS)
    vote = prepare(meeting, user)
    task = meetings.add_task(
        group,
        meeting=meeting,
        user=user(DESK),
        title="Zebrać uwagi",
        owner=demo_groups.get_person("prezes.granit"),
        due_on=timezone.localdate(),
    )
    minutes = group_papers.draft_minutes(meeting, user=user(DESK))
    return list_inner_urls(group, meeting, vote, minutes, task)


def test_papers_are_closed_to_others_and_open_to_members(closed_world, user):
    before = AuditEvent.objects.count()
    wrong = []
    for box in (None, OUTSIDER):
        client = Client()
        if box:
            client.force_login(user(box))
        for name, url in closed_world.items():
            for response in (client.get(url), client.post(url, {"answer": "yes"})):
                is_right = (
                    response.status_code in {403, 404, 405}
                    if box
                    else response.status_code == 302
                    and "/accounts/login/" in response.headers["Location"]
                )
                if not is_right:
                    wrong.append((box, name, response.status_code))
    assert wrong == []
    assert AuditEvent.objects.count() == before

    member, desk, auditor = Client(), Client(), Client()
    member.force_login(user("dyrektor.elektronik"))
    desk.force_login(user(DESK))
    auditor.force_login(user("audytor"))
    for name in ("group", "meeting", "vote", "minutes", "group_task"):
        for client in (member, desk, auditor):
            assert client.get(closed_world[name]).status_code == 200, name
    for name, url in closed_world.items():
        if name in READ_ONLY or name.startswith("subject_"):
            continue
        assert auditor.post(url, {"choice": "for"}).status_code in (403, 404), name
        assert desk.get(url).status_code == 200, name


def test_group_shows_members_to_everybody_and_the_rest_as_it_allows(
    closed_world, group
):
    url = reverse("workflows:public_group", args=[group.pk])

    html = Client().get(url).content.decode()
    assert "Norbert Granitowy" in html
    assert group.purpose_pl not in html
    WorkingGroup.objects.filter(pk=group.pk).update(visibility=GroupVisibility.PUBLIC)
    assert group.purpose_pl in Client().get(url).content.decode()
    assert group.name_pl in (
        Client().get(reverse("workflows:public_groups")).content.decode()
    )
    WorkingGroup.objects.filter(pk=group.pk).update(state=GroupState.PROPOSED)
    assert Client().get(url).status_code == 404


def test_desk_runs_a_meeting_with_forms_only(group, user):
    """Every form of the desk once, as a browser sends it."""
    desk = Client()
    desk.force_login(user(DESK))
    starts = timezone.localtime() + timedelta(days=8)
    answer = desk.post(
        reverse("workflows:plan_meeting", args=[group.pk]),
        {
            "starts_at": starts.strftime("%Y-%m-%dT10:00"),
            "ends_at": starts.strftime("%Y-%m-%dT12:00"),
            "place": "Jelenia Góra",
        },
    )
    meeting = Meeting.objects.get(place="Jelenia Góra")
    assert answer.headers["Location"] == meeting.get_absolute_url()

    def post(name, data=None, *more, pk=meeting.pk):
        return desk.post(reverse(f"workflows:{name}", args=[pk, *more]), data or {})

    assert post("move_meeting", None, "convene").status_code == 409
    assert post("add_agenda_item", {"title_pl": "Plan pracy"}).status_code == 302
    assert post("move_meeting", None, "convene").status_code == 302
    meeting = demo_groups.let_time_pass(reload(meeting))
    presences = {
        f"presence_{row.pk}": Presence.PRESENT for row in meeting.attendances.all()
    }
    assert post("attendance", presences).status_code == 302
    assert reload(meeting).state == MeetingState.HELD
    item = meeting.agenda.get()
    assert (
        post(
            "prepare_vote",
            {"question_pl": "Czy przyjąć?", "majority": "simple", "item": item.pk},
        ).status_code
        == 302
    )
    vote = meeting.votes.get()
    assert post("vote_action", None, "open", pk=vote.pk).status_code == 302
    for box in VOTERS:
        client = Client()
        client.force_login(user(box))
        url = vote.get_absolute_url()
        assert client.post(url, {"choice": "for"}).status_code == 302
        assert client.post(url, {"choice": "for"}).status_code == 409
    assert post("vote_action", None, "close", pk=vote.pk).status_code == 302
    assert client.post(url, {"choice": "for"}).status_code == 409
    resolution = {
        "kind": "opinion",
        "title_pl": "Plan pracy",
        "addressee": "Lider klastra",
        "text_pl": "Plan jest dobry.",
        "justification_pl": "Odpowiada potrzebom.",
    }
    assert post("write_resolution", resolution, pk=vote.pk).status_code == 302
    assert desk.get(Resolution.objects.get().get_absolute_url()).status_code == 200
    assert post("draft_minutes").status_code == 302
    minutes = Minutes.objects.get(meeting=meeting)
    data = {
        "seen_version": minutes.version,
        "opening": "Otwarto posiedzenie.",
        f"is_adopted_{item.pk}": "on",
        f"discussion_{item.pk}": "Omówiono plan.",
    }
    assert post("edit_minutes", data, pk=minutes.pk).status_code == 302
    # Written on an old version: nothing is lost silently.
    assert post("edit_minutes", data, pk=minutes.pk).status_code == 409
    data = {"seen_version": reload(minutes).version}
    assert post("send_minutes", data, pk=minutes.pk).status_code == 302
    assert reload(minutes).state == PaperState.COMMENT
    assert desk.get(reverse("workflows:groups")).status_code == 200

"""A working group and the programme council, driven through actions like people would.

Nobody waits seven days for a demo: ``let_time_pass`` moves what was agreed into the
past, which is the only thing here that is no action.
"""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from partners.management.demo import DEMO_PASSWORD, create_demo_partners
from partners.models import Person, WorkingGroup
from partners.models.groups import GroupVisibility, Majority

from ..actions import group_papers, groups, meetings, schedule, steps, votes
from ..enums import Outcome
from ..models import GroupAct, Meeting, Minutes, Resolution, Step, Vote
from ..models.groups import Choice, Presence, ResolutionKind
from ..models.subjects import refer_to
from ..services.decisions import StepInput
from .demo import StepRow, export_files, get_user

SECRETARY, CHAIR = "koordynator", "dyrektor.mechanik"


def get_person(box: str) -> Person:
    """Return a demo person by the part of its address before the @."""
    return get_user(box).person


def propose_group(**overrides) -> WorkingGroup:
    """Return a group that the office proposes."""
    create_demo_partners()
    today = timezone.localdate()
    return groups.propose(
        user=get_user("koordynator"),
        **{
            "name_pl": "Grupa robocza ds. kształcenia mechatroników",
            "name_en": "Working group on training mechatronics technicians",
            "purpose_pl": (
                "Uzgodnić, czego szkoły uczą, a czego pracodawcy oczekują od "
                "absolwentów kierunków mechatronicznych."
            ),
            "purpose_en": (
                "To agree on what schools teach and what employers expect of graduates "
                "in mechatronics."
            ),
            "scope_pl": "Programy nauczania, zajęcia praktyczne, wyposażenie pracowni.",
            "scope_en": "Curricula, practical classes, equipment of labs.",
            "deliverables_pl": (
                "Wspólna lista umiejętności i plan zajęć praktycznych u pracodawców."
            ),
            "deliverables_en": (
                "A common list of skills and a plan of practical classes at employers."
            ),
            "origin": "PP/2026/0001",
            # Its first meeting was held a few days ago.
            "starts_on": today - timedelta(days=30),
            "ends_on": today + timedelta(days=365),
            "quorum_percent": 50,
            "majority": Majority.SIMPLE,
            "meeting_rhythm": "raz na kwartał",
            "chair": get_person(CHAIR),
            "deputy": get_person("prezes.granit"),
            "secretary": get_person(SECRETARY),
            **overrides,
        },
    )


def seat(group: WorkingGroup, box: str, **fields) -> None:
    """Invite a person for their first organisation and have the partner confirm."""
    person = get_person(box)
    organisation = person.functions.get().organisation
    member = groups.invite(
        group,
        user=get_user("koordynator"),
        person=person,
        organisation=organisation,
        **fields,
    )
    approver = organisation.memberships.filter(role="approver").first().user
    groups.confirm(member, user=approver)


def fill_group(group: WorkingGroup) -> WorkingGroup:
    """Call for members and have two schools and two employers join."""
    office = get_user("koordynator")
    group = groups.move(group, "open_call", user=office)
    for box in ("dyrektor.mechanik", "prezes.granit", "dyrektor.elektronik"):
        seat(group, box)
    applicant = get_user("prezes.len")
    member = groups.apply(
        group,
        user=applicant,
        organisation=get_person("prezes.len").functions.get().organisation,
        motivation="Szukamy automatyków do linii przędzalniczych.",
    )
    groups.confirm(member, user=applicant)
    groups.accept(member, user=office)
    return reload(group)


def reload(row):
    """Return a row as it is in the database now."""
    return type(row).objects.get(pk=row.pk)


def sign_paper(paper) -> list[StepRow]:
    """Sign turn by turn, as each signer."""
    rows = []
    while step := _get_step(paper):
        document = steps.get_contract(step)
        user = step.assignee
        steps.complete_step(
            step,
            user=user,
            answer=StepInput(
                outcome=Outcome.SIGNED,
                seen_version=reload(paper).version,
                seen_sha256=document.latest.sha256,
                secret=DEMO_PASSWORD,
                ip="127.0.0.1",
                user_agent="demo",
            ),
        )
        rows.append(_row(document, user))
    return rows


def _get_step(paper) -> Step | None:
    return Step.objects.open().filter(**refer_to(paper)).order_by("pk").first()


def _row(document, user) -> StepRow:
    revision = document.latest
    return StepRow(
        f"Podpis / Signature: {document.get_type_display()}",
        user.get_full_name(),
        "signed",
        revision.file_name,
        len(revision.signatures),
        revision.pades_level,
    )


def appoint_group(group: WorkingGroup) -> tuple[GroupAct, list[StepRow]]:
    """Have the leader sign the act of appointment."""
    act = group_papers.appoint(group, user=get_user("koordynator"))
    rows = sign_paper(act)
    return reload(act), rows


AGENDA = (
    {
        "title_pl": "Lista umiejętności absolwenta",
        "title_en": "List of a graduate's skills",
        "presenter": "Norbert Granitowy",
        "minutes_planned": 40,
    },
    {
        "title_pl": "Zajęcia praktyczne w zakładach w przyszłym roku szkolnym",
        "title_en": "Practical classes in plants in the next school year",
        "presenter": "Barbara Dyrektorska",
        "minutes_planned": 40,
    },
    {
        "title_pl": "Wybór reprezentanta do Rady Programowej",
        "title_en": "Election of a representative to the Programme Council",
        "minutes_planned": 20,
    },
)


def plan_meeting(group: WorkingGroup, *, days: int = 8, agenda=AGENDA) -> Meeting:
    """Return a meeting with an agenda, at ten in the morning."""
    day = timezone.localdate() + timedelta(days=days)
    begins = timezone.make_aware(datetime.combine(day, time(10)))
    return meetings.plan(
        group,
        user=get_user(SECRETARY),
        agenda=agenda,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        place="Kamienna Góra, biuro klastra, sala 2",
        online_url="https://spotkania.klaster.example/gr-1",
    )


def let_time_pass(meeting: Meeting, days: int = 9) -> Meeting:
    """Move a convened meeting so that it is over."""
    gap = timedelta(days=days)
    Meeting.objects.filter(pk=meeting.pk).update(
        convened_at=meeting.convened_at - gap,
        starts_at=meeting.starts_at - gap,
        ends_at=meeting.ends_at - gap,
    )
    return reload(meeting)


def hold_meeting(meeting: Meeting, absent=()) -> Meeting:
    """Convene a meeting, let the day come, and note who is there."""
    meetings.convene(meeting, user=get_user(SECRETARY))
    meeting = reload(meeting)
    for row in meeting.attendances.select_related("member__person__user"):
        meetings.answer(meeting, user=row.member.person.user, answer="yes")
    meeting = let_time_pass(meeting)
    meetings.record_attendance(
        meeting,
        user=get_user(SECRETARY),
        presences={
            row.pk: Presence.EXCUSED
            if row.member.person.email.split("@")[0] in absent
            else Presence.PRESENT
            for row in meeting.attendances.select_related("member__person")
        },
        guests="Adam Doradczy, powiatowy urząd pracy",
    )
    return reload(meeting)


def run_vote(meeting: Meeting, choices: dict, **fields) -> Vote:
    """Prepare and open a vote, cast the ballots and close it."""
    desk = get_user(SECRETARY)
    vote = votes.prepare(meeting, user=desk, **fields)
    votes.open_vote(vote, user=desk)
    for box, choice in choices.items():
        votes.cast(vote, user=get_user(box), choice=choice)
    return votes.close_vote(vote, user=desk)


def run_resolution(vote: Vote) -> tuple[Resolution, list[StepRow]]:
    """Write what was adopted, have the chair sign it, and forward it."""
    desk = get_user(SECRETARY)
    resolution = group_papers.write_resolution(
        vote,
        user=desk,
        kind=ResolutionKind.RECOMMENDATION,
        title_pl="Zajęcia praktyczne w dwóch zakładach partnerskich",
        title_en="Practical classes in two partner plants",
        addressee="Lider klastra i organy prowadzące szkół",
        basis="mandat grupy, pkt „Zakres”",
        text_pl=(
            "Grupa rekomenduje, aby od przyszłego roku szkolnego klasy mechatroniczne "
            "odbywały jeden dzień zajęć praktycznych w tygodniu w zakładach "
            "partnerów.\n\n"
            "Szkoły i pracodawcy uzgodnią wykaz stanowisk do końca kwartału."
        ),
        text_en=(
            "The group recommends that from the next school year classes in "
            "mechatronics spend one day a week on practical classes in the partners' "
            "plants.\n\nSchools and employers agree on a list of workplaces by the end "
            "of the quarter."
        ),
        justification_pl=(
            "Uczniowie poznają urządzenia, których szkoły nie mają, a pracodawcy "
            "poznają przyszłych pracowników."
        ),
        justification_en=(
            "Students get to know machines that schools do not have, and employers get "
            "to know their future staff."
        ),
        responsible="Barbara Dyrektorska",
        deadline=timezone.localdate() + timedelta(days=90),
    )
    group_papers.send_resolution(
        resolution, user=desk, seen_version=reload(resolution).version
    )
    rows = sign_paper(resolution)
    resolution = reload(resolution)
    group_papers.forward_resolution(
        resolution, user=desk, seen_version=resolution.version
    )
    return reload(resolution), rows


def write_minutes(meeting: Meeting) -> Minutes:
    """Draft the minutes from the agenda and write what each point says."""
    desk = get_user(SECRETARY)
    minutes = group_papers.draft_minutes(meeting, user=desk)
    return group_papers.edit_minutes(
        minutes,
        user=desk,
        seen_version=minutes.version,
        next_meeting="za trzy miesiące, w ZST „Mechanik”",
        items={
            item.pk: {
                "discussion": (
                    f"{item.discussion}\nOmówiono punkt „{item.title_pl}”; głos "
                    "zabrali przedstawiciele szkół i pracodawców."
                ).strip(),
                "conclusions": "Ustalono dalsze kroki i osoby odpowiedzialne.",
            }
            for item in meeting.agenda.all()
        },
    )


def end_comments(minutes: Minutes) -> Minutes:
    """Let the five days for comments pass; the sweep opens the signing."""
    Task.objects.filter(
        process__artifact_content_type=ContentType.objects.get_for_model(Minutes),
        process__artifact_object_id=minutes.pk,
        flow_task_type="TIMER",
        status=STATUS.SCHEDULED,
    ).update(scheduled=timezone.now())
    schedule.run_due()
    return reload(minutes)


SUMMARY = (
    "Grupa uzgodniła listę umiejętności absolwenta i zarekomendowała jeden dzień zajęć "
    "praktycznych w tygodniu w zakładach partnerów.",
    "The group agreed on the skills of a graduate and recommended one day of practical "
    "classes a week in the partners' plants.",
)


def run_minutes(meeting: Meeting, summary=SUMMARY) -> tuple[Minutes, list[StepRow]]:
    """Take the minutes from the agenda to both signatures and a public summary."""
    desk = get_user(SECRETARY)
    minutes = write_minutes(meeting)
    group_papers.send_minutes(minutes, user=desk, seen_version=minutes.version)
    rows = sign_paper(end_comments(minutes))
    minutes = reload(minutes)
    group_papers.publish_minutes(
        minutes,
        user=desk,
        seen_version=minutes.version,
        summary_pl=summary[0],
        summary_en=summary[1],
    )
    return reload(minutes), rows


def run_meeting(group: WorkingGroup) -> tuple[list, list[StepRow]]:
    """Hold a meeting with an open and a secret vote, a task, and its papers."""
    meeting = hold_meeting(plan_meeting(group))
    items = list(meeting.agenda.all())
    for_all = dict.fromkeys(
        ["dyrektor.mechanik", "prezes.granit", "dyrektor.elektronik"], Choice.FOR
    )
    vote = run_vote(
        meeting,
        {**for_all, "prezes.len": Choice.ABSTAIN},
        item=items[1],
        question_pl="Czy zarekomendować zajęcia praktyczne w zakładach partnerów?",
        question_en="Shall practical classes in the partners' plants be recommended?",
    )
    run_vote(
        meeting,
        {**for_all, "prezes.len": Choice.AGAINST},
        item=items[2],
        question_pl="Czy reprezentantem zostaje Norbert Granitowy?",
        question_en="Shall Norbert Granitowy be the representative?",
        is_secret=True,
        majority=Majority.ABSOLUTE,
    )
    meetings.add_task(
        group,
        meeting=meeting,
        user=get_user(SECRETARY),
        item=items[0],
        title="Zebrać uwagi nauczycieli do listy umiejętności",
        owner=get_person("dyrektor.elektronik"),
        due_on=timezone.localdate() + timedelta(days=30),
    )
    resolution, rows = run_resolution(vote)
    minutes, more = run_minutes(meeting)
    return [resolution, minutes], rows + more


def close_group(group: WorkingGroup) -> tuple[GroupAct, list[StepRow]]:
    """Close a group: report, signatures of chair and leader, dissolved."""
    desk = get_user(SECRETARY)
    groups.move(group, "begin_closing", user=desk, reason="Mandat wykonany.")
    act = group_papers.write_closing(
        reload(group),
        user=desk,
        report_pl=(
            "Uzgodniono listę umiejętności absolwenta.\n\n"
            "Zarekomendowano zajęcia praktyczne w zakładach partnerów."
        ),
        report_en=(
            "A list of a graduate's skills was agreed on.\n\n"
            "Practical classes in the partners' plants were recommended."
        ),
        open_points="Wykaz stanowisk u pracodawców – przejmuje biuro klastra.",
    )
    group_papers.send_closing(act, user=desk)
    rows = sign_paper(act)
    return reload(act), rows


def run_group() -> tuple[WorkingGroup, list, list[StepRow]]:
    """Take a group from its proposal to its closing report.

    Returns it, its papers and the table of steps.
    """
    group = fill_group(propose_group())
    act, rows = appoint_group(group)
    papers, more = run_meeting(reload(group))
    closing, last = close_group(reload(group))
    return reload(group), [act, *papers, closing], rows + more + last


def export_papers(papers, directory: Path) -> list[Path]:
    """Copy the newest revision of every paper under the name that people see."""
    return [path for paper in papers for path in export_files(paper, directory)]


def create_demo_groups() -> list[WorkingGroup]:
    """Leave two groups at work, one of them the council; nothing on a second run."""
    if WorkingGroup.objects.filter(is_council=True).exists():
        return []
    group = fill_group(propose_group())
    appoint_group(group)
    run_meeting(reload(group))
    coming = plan_meeting(reload(group), days=21)
    meetings.convene(coming, user=get_user(SECRETARY))
    council = propose_group(
        name_pl="Rada Programowa klastra",
        name_en="Programme Council of the cluster",
        is_council=True,
        purpose_pl=(
            "Opiniować plan pracy klastra, wyniki badania potrzeb pracodawców i "
            "regulamin."
        ),
        purpose_en=(
            "To give opinions on the cluster's work plan, the survey of employers' "
            "needs and the regulations."
        ),
        scope_pl="Plan pracy, regulamin, pomysły projektów, wnioski.",
        scope_en="Work plan, regulations, project ideas, conclusions.",
        deliverables_pl="Opinie i wnioski po każdym posiedzeniu.",
        deliverables_en="Opinions and conclusions after each meeting.",
        origin="regulamin klastra",
        majority=Majority.ABSOLUTE,
        remote_voting=True,
        visibility=GroupVisibility.PUBLIC,
        min_schools=2,
        meeting_rhythm="dwa razy w roku",
        chair=get_person("prezydent.jelenia-gora"),
        deputy=get_person("dyrektor.emilka"),
    )
    for box in (
        *["prezydent.jelenia-gora", "dyrektor.emilka", "dyrektor.karpacz"],
        *["dyrektor.mechanik", "prezes.granit", "prezes.len"],
    ):
        seat(council, box)
    appoint_group(council)
    meeting = hold_meeting(
        plan_meeting(
            reload(council),
            agenda=(
                {"title_pl": "Plan pracy klastra", "title_en": "Work plan"},
                {
                    "title_pl": "Wyniki badania potrzeb pracodawców",
                    "title_en": "Survey of employers' needs",
                },
            ),
        ),
        absent=("prezes.len",),
    )
    run_vote(
        meeting,
        {
            "prezydent.jelenia-gora": Choice.FOR,
            "dyrektor.emilka": Choice.FOR,
            "dyrektor.karpacz": Choice.FOR,
            "dyrektor.mechanik": Choice.FOR,
            "prezes.granit": Choice.ABSTAIN,
        },
        item=meeting.agenda.first(),
        question_pl="Czy Rada pozytywnie opiniuje plan pracy?",
        question_en="Does the Council approve of the work plan?",
    )
    run_minutes(
        meeting,
        summary=(
            "Rada pozytywnie zaopiniowała plan pracy klastra i omówiła wyniki badania "
            "potrzeb pracodawców.",
            "The Council approved of the cluster's work plan and discussed the survey "
            "of employers' needs.",
        ),
    )
    return [reload(group), reload(council)]

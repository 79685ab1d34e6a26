"""The papers of groups as the shared parts know them, their mails and audit words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import Audience, DocumentType, Outcome
from ..models.audit import register_audit_actions
from ..models.groups import (
    ACT_TRANSITIONS,
    MINUTES_TRANSITIONS,
    RESOLUTION_TRANSITIONS,
    PaperState,
    ResolutionKind,
)
from ..models.subjects import DocumentSpec, StepSpec, SubjectKind, register_subject
from ..services import group_papers, notifications
from ..services.documents import Bilingual, both, both_dates
from ..services.mail_texts import register_mails
from . import group_papers as papers
from .group_rights import WHO_OF_PAPER

SIGN = StepSpec(
    _("Sign"),
    Audience.SIGNER,
    {Outcome.SIGNED: "", Outcome.DECLINED: "decline"},
    what_follows=_("Then the next signer is asked; the last signature concludes it."),
    # The secretary signs the minutes that the secretary wrote.
    four_eyes=False,
)

DECISION = DocumentSpec(
    "decyzja",
    (
        "Oświadczam, że podjąłem(-ęłam) powyższą decyzję.",
        "I declare that I took the decision above.",
    ),
)


def get_public_state(paper) -> str:
    """Return the state in plain words, for the verification page."""
    return str(PUBLIC_STATES.get(paper.state, paper.get_state_display()))


PUBLIC_STATES = {
    PaperState.SIGNING: pgettext_lazy("paper", "being signed"),
    PaperState.SIGNED: pgettext_lazy("paper", "signed"),
    PaperState.PUBLISHED: pgettext_lazy("paper", "signed"),
    PaperState.FORWARDED: pgettext_lazy("paper", "signed and forwarded"),
}


def list_involved(paper) -> list:
    """Return the people of the group, its author, and the office."""
    people = [*group_papers.list_readers(paper), paper.created_by]
    return list(
        {
            person.pk: person
            for person in [*people, *notifications.list_coordinators()]
            if person is not None and person.is_active
        }.values()
    )


def _build_group_facts(content: dict) -> list:
    group = content["group"]
    return [
        (
            ("Grupa", "Group"),
            Bilingual(group["name_pl"], group["name_en"] or group["name_pl"]),
        ),
        (("Numer grupy", "Number of the group"), group["number"]),
    ]


def _build_act_facts(content: dict) -> list:
    group = content["group"]
    return [
        *_build_group_facts(content),
        (("Kadencja od", "Term from"), both_dates(group["starts_on"])),
        (("Kadencja do", "Term to"), both_dates(group["ends_on"])),
        (("Liczba członków", "Number of members"), str(len(content["members"]))),
    ]


def _build_minutes_facts(content: dict) -> list:
    quorum = content["quorum"]
    return [
        *_build_group_facts(content),
        (
            ("Posiedzenie", "Meeting"),
            both_dates(content["meeting"]["starts_at"][:10]),
        ),
        (
            ("Obecni z prawem głosu", "Voting members present"),
            f"{quorum['present']} / {quorum['voting']}",
        ),
        (("Kworum wynosi", "The quorum is"), str(quorum["needed"])),
    ]


def _build_resolution_facts(content: dict) -> list:
    vote = content["vote"]
    return [
        *_build_group_facts(content),
        (("Rodzaj", "Kind"), both(ResolutionKind(content["kind"]).label)),
        (("Adresat", "Addressee"), content["addressee"]),
        (
            ("Głosowanie: za / przeciw / wstrzymało się", "For / against / abstained"),
            f"{vote['for']} / {vote['against']} / {vote['abstained']}",
        ),
    ]


LABELS = {
    "title_pl": _("Title in Polish"),
    "title_en": _("Title in English"),
    "opening": _("Opening"),
    "previous_approved": _("Minutes of the meeting before"),
    "dissent": _("Dissenting opinions"),
    "next_meeting": _("Next meeting"),
    "agenda": pgettext_lazy("meeting", "Agenda"),
    "discussion": _("Discussion"),
    "conclusions": _("Conclusions"),
    "attendance": _("Attendance"),
    "guests": _("Guests"),
    "presence": _("Presence"),
    "votes": _("Votes"),
    "tasks": _("Tasks"),
    "quorum": _("Quorum"),
    "text_pl": _("Text in Polish"),
    "text_en": _("Text in English"),
    "justification_pl": _("Reasons in Polish"),
    "justification_en": _("Reasons in English"),
    "addressee": _("Addressee"),
    "report_pl": _("What was achieved"),
    "report_en": _("What was achieved, in English"),
    "open_points": _("What stays open"),
    "group": _("Group"),
    "meeting": _("Meeting"),
    "signers": _("Signers"),
    "members": _("Members"),
    "title": _("Title"),
    "name": _("Name"),
    "organisation": _("Organisation"),
}

GROUP_ACT = SubjectKind(
    model="cluster_workflows.groupact",
    transitions=ACT_TRANSITIONS,
    who=WHO_OF_PAPER,
    steps={"sign": SIGN},
    documents={
        DocumentType.APPOINTMENT_ACT: DocumentSpec(
            "akt-powolania",
            template="workflows/pdf/appointment_act.html",
            build_context=group_papers.build_act,
            is_contract=True,
        ),
        DocumentType.CLOSING_REPORT: DocumentSpec(
            "raport-koncowy",
            template="workflows/pdf/closing_report.html",
            build_context=group_papers.build_act,
            is_contract=True,
        ),
        DocumentType.DECISION_RECORD: DECISION,
    },
    get_public_state=get_public_state,
    list_involved=list_involved,
    build_facts=_build_act_facts,
    labels=LABELS,
    can_comment=papers.can_comment,
)

MINUTES = SubjectKind(
    model="cluster_workflows.minutes",
    transitions=MINUTES_TRANSITIONS,
    who=WHO_OF_PAPER,
    steps={"sign": SIGN},
    documents={
        DocumentType.MINUTES: DocumentSpec(
            "protokol",
            template="workflows/pdf/minutes.html",
            build_context=group_papers.build_minutes,
            is_contract=True,
        ),
        DocumentType.DECISION_RECORD: DECISION,
    },
    get_public_state=get_public_state,
    list_involved=list_involved,
    build_facts=_build_minutes_facts,
    labels=LABELS,
    can_comment=papers.can_comment,
)

RESOLUTION = SubjectKind(
    model="cluster_workflows.resolution",
    transitions=RESOLUTION_TRANSITIONS,
    who=WHO_OF_PAPER,
    steps={"sign": SIGN},
    documents={
        DocumentType.RESOLUTION: DocumentSpec(
            "stanowisko",
            template="workflows/pdf/resolution.html",
            build_context=group_papers.build_resolution,
            is_contract=True,
        ),
        DocumentType.DECISION_RECORD: DECISION,
    },
    get_public_state=get_public_state,
    list_involved=list_involved,
    build_facts=_build_resolution_facts,
    labels=LABELS,
    actions={"forward": papers.forward_resolution},
    can_comment=papers.can_comment,
)

MAILS = {
    "group.call": (
        _("%(number)s: the group looks for members"),
        _(
            "The working group “%(title)s” calls for members. Whoever wants to join "
            "applies in the portal; an approver of your organisation confirms. "
            "Applications until: %(due)s (without a day: as long as places are free)."
        ),
    ),
    "group.changed": (
        _("%(number)s: the group is now “%(outcome)s”"),
        _("“%(title)s” is now “%(outcome)s” (%(actor)s).\n\n%(reason)s"),
    ),
    "group.amended": (
        _("%(number)s: something about the group was changed"),
        _("%(actor)s changed in “%(title)s”:\n\n%(reason)s"),
    ),
    "group.appointed": (
        _("%(number)s: the group is appointed"),
        _(
            "The leader signed: “%(title)s”. The term ends on %(due)s. You find the "
            "signed act and the next meetings in the portal."
        ),
    ),
    "group.dissolved": (
        _("%(number)s: the group is dissolved"),
        _("“%(title)s” is signed; the group is dissolved. Thank you for your work."),
    ),
    "group.ending": (
        _("%(number)s: the term is over, the closing report is needed"),
        _(
            "The term of “%(title)s” ended on %(due)s. The group does not meet any "
            "more; please write the closing report."
        ),
    ),
    "member.invited": (
        _("%(number)s: %(person)s is invited to the group"),
        _(
            "%(actor)s invites %(person)s to the group “%(title)s”. An approver of "
            "your organisation confirms or refuses on the page of the group."
        ),
    ),
    "member.applied": (
        _("%(number)s: %(person)s applied"),
        _(
            "%(person)s wants to join the group “%(title)s”. An approver of the "
            "organisation confirms, and the group accepts."
        ),
    ),
    "member.confirmed": (
        _("%(number)s: %(person)s is a member"),
        _("%(person)s is now a confirmed member of the group “%(title)s”."),
    ),
    "member.started": (
        _("%(number)s: your term begins"),
        _("From today you are a member of the group “%(title)s”."),
    ),
    "member.left": (
        _("%(number)s: %(person)s – %(outcome)s"),
        _("Group “%(title)s”, %(person)s: %(outcome)s.\n\nReason: %(reason)s"),
    ),
    "member.ended": (
        _("%(number)s: your term has ended"),
        _("Your term in the group “%(title)s” ended. Thank you for your work."),
    ),
    "meeting.convened": (
        _("Invitation: %(title)s"),
        _(
            "You are invited: %(title)s, on %(due)s at %(hour)s, %(place)s. The agenda "
            "is on the page below; "
            "please say there whether you come. The attached entry fits every "
            "calendar."
        ),
    ),
    "meeting.changed": (
        _("Changed: %(title)s"),
        _(
            "The meeting was changed: %(title)s, on %(due)s at %(hour)s, %(place)s. "
            "Please look at the page "
            "again and say whether you come. The attached entry replaces the old one."
        ),
    ),
    "meeting.cancelled": (
        _("Cancelled: %(title)s"),
        _("%(actor)s cancelled: %(title)s.\n\nReason: %(reason)s"),
    ),
    "meeting.reminder": (
        _("Tomorrow: %(title)s"),
        _("A reminder of tomorrow: %(title)s. The agenda is on the page below."),
    ),
    "minutes.for_comment": (
        _("%(number)s: please read the minutes"),
        _("“%(title)s” waits for your comments until %(due)s. Then it is signed."),
    ),
    "minutes.signed": (
        _("%(number)s: the minutes are signed"),
        _("Secretary and chair signed: “%(title)s”."),
    ),
    "vote.opened": (
        _("Please vote: %(title)s"),
        _(
            "A vote is open: “%(title)s”. Each member votes once. Until: %(due)s. "
            "Without a day the chair closes it."
        ),
    ),
    "vote.closing": (
        _("The vote ends soon: %(title)s"),
        _("You have not voted yet: “%(title)s”. The vote closes on %(due)s."),
    ),
    "vote.closed": (
        _("Result of the vote: %(outcome)s"),
        _("The vote “%(title)s” is closed. Result: %(outcome)s."),
    ),
    "resolution.signed": (
        _("%(number)s is signed"),
        _("The chair signed: “%(title)s”."),
    ),
    "resolution.forwarded": (
        _("%(number)s: forwarded to you"),
        _(
            "%(actor)s forwards “%(title)s”, adopted by a working group. The group "
            "recommends; what binds is decided by the leader."
        ),
    ),
    "task.assigned": (
        _("A task for you: %(title)s"),
        _("%(actor)s noted a task for you: “%(title)s”, due on %(due)s."),
    ),
    "task.due": (
        _("Due soon: %(title)s"),
        _("Your task “%(title)s” is due on %(due)s."),
    ),
    "task.overdue": (
        _("Overdue: %(title)s"),
        _(
            "The task “%(title)s” of %(person)s was due on %(due)s. Note in the portal "
            "what became of it."
        ),
    ),
}

AUDIT_WORDS = {
    "propose_group": _("group proposed"),
    "change_group": _("group changed in the register"),
    "open_call": _("call for members opened"),
    "appoint": _("group appointed"),
    "activate": _("term begun"),
    "suspend": _("group suspended"),
    "resume": _("group goes on"),
    "begin_closing": _("closing begun"),
    "dissolve": _("group dissolved"),
    "archive": _("group archived"),
    "invite_member": _("member invited"),
    "apply_member": _("application for the group"),
    "confirm_member": _("confirmed by the partner"),
    "accept_member": _("accepted by the group"),
    "end_membership": _("membership ended"),
    "start_membership": _("membership begun"),
    "plan_meeting": _("meeting planned"),
    "change_meeting": _("meeting changed"),
    "convene": _("meeting convened"),
    "cancel": _("meeting cancelled"),
    "hold": _("meeting opened"),
    "answer_invitation": _("invitation answered"),
    "record_attendance": _("attendance noted"),
    "change_agenda": _("agenda changed"),
    "add_task": _("task given"),
    "change_task": _("task changed"),
    "prepare_vote": _("vote prepared"),
    "open_vote": _("vote opened"),
    "cast_ballot": _("ballot cast"),
    "close_vote": _("vote closed"),
    "open_signing": _("signing opened"),
    "complete_paper": _("signed by all"),
    "publish": _("summary published"),
    "forward": _("forwarded"),
    "implement": _("noted as implemented"),
}


def register() -> None:
    """Make papers, mails and words known, from the ``ready()`` of the app."""
    for kind in (GROUP_ACT, MINUTES, RESOLUTION):
        register_subject(kind)
    register_mails(MAILS)
    register_audit_actions(AUDIT_WORDS)

"""What working groups do: acts, meetings, votes, minutes, resolutions, tasks.

Who belongs to a group is in ``partners.models.groups``. Tables of states stand at the
end; ``actions.group_kinds`` says who may do what and what follows.
"""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import GroupMember, Person, WorkingGroup
from partners.models.groups import GroupState, Majority

from ..enums import Outcome
from .flow_subjects import FlowSubject
from .subjects import build_signer, list_rows
from .transitions import Transition

# How a group's people sign; the document names them in both languages.
CHAIR_FUNCTION = "przewodniczący(-a)"
SECRETARY_FUNCTION = "sekretarz"


class ActKind(models.TextChoices):
    APPOINTMENT = "appointment", _("act of appointment")
    CLOSING = "closing", _("closing report")


class PaperState(models.TextChoices):
    """Where an act, minutes or a resolution stands."""

    DRAFT = "draft", pgettext_lazy("paper", "draft")
    COMMENT = "comment", pgettext_lazy("paper", "open for comments")
    SIGNING = "signing", pgettext_lazy("paper", "being signed")
    SIGNED = "signed", pgettext_lazy("paper", "signed")
    PUBLISHED = "published", pgettext_lazy("paper", "signed, summary published")
    FORWARDED = "forwarded", pgettext_lazy("paper", "forwarded")
    IMPLEMENTED = "implemented", pgettext_lazy("paper", "implemented")
    EXPIRED = "expired", pgettext_lazy("paper", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("paper", "withdrawn")


SIGNED_STATES = (
    PaperState.SIGNED,
    PaperState.PUBLISHED,
    PaperState.FORWARDED,
    PaperState.IMPLEMENTED,
    PaperState.EXPIRED,
)


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    CONVENED = "convened", pgettext_lazy("meeting", "convened")
    HELD = "held", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class Answer(models.TextChoices):
    YES = "yes", pgettext_lazy("answer", "I am coming")
    NO = "no", pgettext_lazy("answer", "I am not coming")
    MAYBE = "maybe", pgettext_lazy("answer", "I do not know yet")


class Presence(models.TextChoices):
    PRESENT = "present", pgettext_lazy("presence", "present")
    REMOTE = "remote", pgettext_lazy("presence", "present online")
    EXCUSED = "excused", pgettext_lazy("presence", "excused")
    ABSENT = "absent", pgettext_lazy("presence", "absent")


THERE = (Presence.PRESENT, Presence.REMOTE)


class VoteState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("vote", "in preparation")
    OPEN = "open", pgettext_lazy("vote", "open")
    CLOSED = "closed", pgettext_lazy("vote", "closed")


class VoteResult(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("vote", "adopted")
    REJECTED = "rejected", pgettext_lazy("vote", "rejected")
    NO_QUORUM = "no_quorum", pgettext_lazy("vote", "no quorum")


class Choice(models.TextChoices):
    FOR = "for", pgettext_lazy("vote", "for")
    AGAINST = "against", pgettext_lazy("vote", "against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "I abstain")


class ResolutionKind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("recommendation")
    OPINION = "opinion", _("opinion")
    MOTION = "motion", _("motion (wniosek)")
    RESOLUTION = "resolution", _("resolution (uchwała)")


class TaskState(models.TextChoices):
    TODO = "todo", pgettext_lazy("task", "to do")
    DOING = "doing", pgettext_lazy("task", "being done")
    DONE = "done", pgettext_lazy("task", "done")
    DROPPED = "dropped", pgettext_lazy("task", "dropped")


OPEN_TASKS = (TaskState.TODO, TaskState.DOING)


class OfGroupQuerySet(models.QuerySet):
    """Of a model with ``group``: for those who read the papers of the group."""

    def visible_to(self, user):
        return self.filter(group__in=WorkingGroup.objects.of_insider(user).values("pk"))


def choose_text(about, field: str) -> str:
    """Return a field in the language of the reader, else in Polish."""
    polish = getattr(about, f"{field}_pl")
    if (get_language() or "").startswith("en"):
        return getattr(about, f"{field}_en") or polish
    return polish


def describe_group(group: WorkingGroup) -> dict:
    """Return what documents say of a group, as plain JSON values."""
    return {
        "number": group.number or "",
        "name_pl": group.name_pl,
        "name_en": group.name_en,
        "is_council": group.is_council,
        **{
            f"{name}_{language}": getattr(group, f"{name}_{language}")
            for name in ("purpose", "scope", "deliverables")
            for language in ("pl", "en")
        },
        "origin": group.origin,
        "starts_on": group.starts_on.isoformat(),
        "ends_on": group.ends_on.isoformat(),
        "min_schools": group.min_schools,
        "min_employers": group.min_employers,
        "quorum_percent": group.quorum_percent,
        "majority": group.majority,
        "remote_voting": group.remote_voting,
        "meeting_rhythm": group.meeting_rhythm,
        "chair": group.chair.full_name if group.chair else "",
        "deputy": group.deputy.full_name if group.deputy else "",
        "secretary": group.secretary.full_name if group.secretary else "",
    }


def describe_member(member: GroupMember) -> dict:
    """Return what documents say of a member."""
    return {
        "name": member.person.full_name,
        "organisation": member.organisation.legal_name,
        "role": member.role,
        "is_voting": member.is_voting,
        "since": member.since_date.isoformat(),
        "until": member.until_date.isoformat() if member.until_date else "",
    }


def sign_as_chair(group: WorkingGroup, turn: int) -> dict:
    """Return the chair's place in a document."""
    seat = group.members.seated().filter(person=group.chair).first()
    return build_signer(
        group.chair.user,
        "sign-chair",
        function=CHAIR_FUNCTION,
        organisation=seat.organisation.legal_name if seat else "",
        turn=turn,
    )


def sign_as_secretary(group: WorkingGroup, turn: int) -> dict:
    """Return the secretary's place in a document."""
    function = (
        group.secretary.functions.current().select_related("organisation").first()
    )
    return build_signer(
        group.secretary.user,
        "sign-secretary",
        function=SECRETARY_FUNCTION,
        organisation=function.organisation.legal_name if function else "",
        turn=turn,
    )


class GroupAct(FlowSubject):
    """What begins and ends a group: the act of appointment, the closing report."""

    states_of_drafts = (PaperState.DRAFT,)

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="acts"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ActKind)
    # The person who represents the leader, and may sign for it.
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    report_pl = models.TextField(_("what was achieved"), max_length=6000, blank=True)
    report_en = models.TextField(
        _("what was achieved, in English"), max_length=6000, blank=True
    )
    open_points = models.TextField(
        _("what stays open and who takes it over"), max_length=3000, blank=True
    )
    state = models.CharField(
        _("state"), max_length=12, choices=PaperState, default=PaperState.DRAFT
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("act of a working group")
        verbose_name_plural = _("acts of working groups")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind"],
                condition=~models.Q(state=PaperState.WITHDRAWN),
                name="cluster_workflows_one_act_of_kind",
            )
        ]

    @property
    def number_series(self) -> str:
        return "AP" if self.kind == ActKind.APPOINTMENT else "SK"

    @property
    def title_pl(self) -> str:
        word = "Akt powołania" if self.kind == ActKind.APPOINTMENT else "Raport końcowy"
        return f"{word}: {self.group.name_pl}"

    @property
    def title_en(self) -> str:
        word = "Appointment" if self.kind == ActKind.APPOINTMENT else "Closing report"
        return f"{word}: {self.group.name_en or self.group.name_pl}"

    def get_absolute_url(self):
        return reverse("workflows:group_act", args=[self.pk])

    def build_content(self) -> dict:
        group = self.group
        function = (
            self.signer.functions.current()
            .filter(can_represent=True)
            .select_related("organisation")
            .first()
        )
        leader = build_signer(
            self.signer.user,
            "sign-leader",
            function=function.name_pl if function else "",
            organisation=function.organisation.legal_name if function else "",
            turn=2,
        )
        is_appointment = self.kind == ActKind.APPOINTMENT
        rows = group.members.filter(
            state__in=("confirmed", "ended", "resigned", "replaced")
            if not is_appointment
            else ("confirmed",)
        ).select_related("person", "organisation")
        content = {
            "form": 1,
            "kind": self.kind,
            "title_pl": self.title_pl,
            "title_en": self.title_en,
            "group": describe_group(group),
            "members": [describe_member(member) for member in rows],
            "leader_function_en": function.name_en if function else "",
            "signers": [leader]
            if is_appointment
            else [sign_as_chair(group, 1), leader],
        }
        if not is_appointment:
            meetings = group.meetings.filter(state=MeetingState.HELD)
            content |= {
                "report_pl": self.report_pl,
                "report_en": self.report_en,
                "open_points": self.open_points,
                "meetings": [
                    {"number": m.number, "day": m.day.isoformat()} for m in meetings
                ],
                "resolutions": [
                    {
                        "number": r.number,
                        "title_pl": r.title_pl,
                        "title_en": r.title_en,
                        "kind": r.kind,
                    }
                    for r in group.resolutions.filter(state__in=SIGNED_STATES)
                ],
            }
        return content


class Meeting(models.Model):
    """A meeting of a group, from its plan to what was decided there."""

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="meetings"
    )
    # One after the other within the group.
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(
        _("place"),
        max_length=200,
        help_text=_("Address and room, or “online”."),
    )
    online_url = models.URLField(_("link for those who join online"), blank=True)
    note = models.TextField(_("note for the members"), max_length=2000, blank=True)
    guests = models.TextField(
        _("guests"), help_text=_("One per line: name, organisation."), blank=True
    )
    state = models.CharField(
        _("state"), max_length=12, choices=MeetingState, default=MeetingState.PLANNED
    )
    state_since = models.DateTimeField(default=timezone.now)
    convened_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    # A calendar replaces an entry by one with a higher number (RFC 5545, §3.8.7.4).
    sequence = models.PositiveSmallIntegerField(default=0)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"], name="cluster_workflows_meeting_number"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="cluster_workflows_meeting_period",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workflows:meeting", args=[self.pk])

    @property
    def day(self):
        return timezone.localtime(self.starts_at).date()

    @property
    def title(self) -> str:
        return _("Meeting %(number)s of %(day)s: %(group)s") % {
            "number": self.number,
            "day": date_format(self.day, "DATE_FORMAT"),
            "group": self.group.title,
        }

    @property
    def display_number(self) -> str:
        return f"{self.group.number or self.group.title} / {self.number}"

    @property
    def papers(self) -> "Minutes | None":
        return Minutes.objects.filter(meeting=self).first()

    @property
    def is_locked(self) -> bool:
        """Whether what happened is written down and no longer changed."""
        minutes = self.papers
        return minutes is not None and not minutes.is_editable


class AgendaItem(models.Model):
    """A point of the agenda, and what the minutes say about it."""

    wagtail_reference_index_ignore = True

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title_pl = models.CharField(_("point, in Polish"), max_length=200)
    title_en = models.CharField(_("point, in English"), max_length=200, blank=True)
    presenter = models.CharField(_("presented by"), max_length=120, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(
        _("planned minutes"), null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    # Added by the members at the meeting itself.
    is_planned = models.BooleanField(default=True, editable=False)
    is_adopted = models.BooleanField(_("dealt with"), default=True)
    discussion = models.TextField(_("discussion"), max_length=4000, blank=True)
    conclusions = models.TextField(_("conclusions"), max_length=4000, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return choose_text(self, "title")


class Attendance(models.Model):
    """A member invited to a meeting: the answer, and whether they were there."""

    wagtail_reference_index_ignore = True

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances"
    )
    member = models.ForeignKey(
        GroupMember, on_delete=models.PROTECT, related_name="attendances"
    )
    answer = models.CharField(_("answer"), max_length=6, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    presence = models.CharField(
        _("presence"), max_length=8, choices=Presence, blank=True
    )

    class Meta:
        ordering = ["member__organisation__short_name", "member__person__surname"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], name="cluster_workflows_attendance_once"
            )
        ]

    def __str__(self):
        return str(self.member)

    @property
    def is_there(self) -> bool:
        return self.presence in THERE


class Vote(models.Model):
    """One question to the voting members of a meeting.

    The numbers are counted by the row itself. Of a secret vote nothing else is kept
    about who chose what: a ballot then says only that a member voted.
    """

    wagtail_reference_index_ignore = True

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="votes"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="votes")
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("point of the agenda"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="votes",
    )
    question_pl = models.CharField(_("question, in Polish"), max_length=400)
    question_en = models.CharField(
        _("question, in English"), max_length=400, blank=True
    )
    is_secret = models.BooleanField(_("secret vote"), default=False)
    majority = models.CharField(_("majority"), max_length=10, choices=Majority)
    closes_at = models.DateTimeField(
        _("closes by itself"),
        help_text=_("Empty: the chair or the secretary closes it."),
        null=True,
        blank=True,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=VoteState, default=VoteState.DRAFT
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    # Voting members of the group when it was opened, and how many make a quorum.
    entitled = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField(default=0)
    votes_for = models.PositiveSmallIntegerField(default=0)
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_abstained = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(
        _("result"), max_length=10, choices=VoteResult, blank=True
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workflows:vote", args=[self.pk])

    @property
    def title(self) -> str:
        return choose_text(self, "question")

    @property
    def display_number(self) -> str:
        return self.meeting.display_number

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.votes_abstained


class Ballot(models.Model):
    """The right of one member to vote once, used or not.

    ``choice`` stays empty in a secret vote, and no time is noted there.
    """

    wagtail_reference_index_ignore = True

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    member = models.ForeignKey(
        GroupMember, on_delete=models.PROTECT, related_name="ballots"
    )
    has_voted = models.BooleanField(default=False)
    choice = models.CharField(max_length=8, choices=Choice, blank=True)

    class Meta:
        ordering = ["member__organisation__short_name", "member__person__surname"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "member"], name="cluster_workflows_ballot_once"
            )
        ]

    def __str__(self):
        return str(self.member)


class Resolution(FlowSubject):
    """What a group adopted by a vote, signed by its chair.

    A group decides about its own work; to others it recommends, because the cluster
    has no legal personality and its leader decides (domain §2.5).
    """

    states_of_drafts = (PaperState.DRAFT,)
    number_series = "R"

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="resolutions"
    )
    vote = models.OneToOneField(
        Vote, on_delete=models.PROTECT, related_name="resolution"
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=ResolutionKind,
        default=ResolutionKind.RECOMMENDATION,
    )
    title_pl = models.CharField(_("title in Polish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    addressee = models.CharField(_("addressee"), max_length=200)
    basis = models.CharField(
        _("basis"),
        help_text=_("What in the mandate or the regulations it rests on."),
        max_length=300,
        blank=True,
    )
    text_pl = models.TextField(_("text in Polish"), max_length=6000)
    text_en = models.TextField(_("text in English"), max_length=6000, blank=True)
    justification_pl = models.TextField(_("reasons in Polish"), max_length=4000)
    justification_en = models.TextField(
        _("reasons in English"), max_length=4000, blank=True
    )
    effective_on = models.DateField(_("effective from"), null=True, blank=True)
    responsible = models.CharField(_("responsible"), max_length=160, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=PaperState, default=PaperState.DRAFT
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def get_absolute_url(self):
        return reverse("workflows:resolution", args=[self.pk])

    def build_content(self) -> dict:
        vote = self.vote
        return {
            "form": 1,
            "kind": self.kind,
            "title_pl": self.title_pl,
            "title_en": self.title_en,
            "addressee": self.addressee,
            "basis": self.basis,
            "text_pl": self.text_pl,
            "text_en": self.text_en,
            "justification_pl": self.justification_pl,
            "justification_en": self.justification_en,
            "effective_on": self.effective_on.isoformat() if self.effective_on else "",
            "responsible": self.responsible,
            "deadline": self.deadline.isoformat() if self.deadline else "",
            "group": describe_group(self.group),
            "meeting": {
                "number": vote.meeting.number,
                "day": vote.meeting.day.isoformat(),
            },
            "vote": describe_vote(vote),
            "signers": [sign_as_chair(self.group, 1)],
        }


class Minutes(FlowSubject):
    """What happened at a meeting, signed by its secretary and its chair."""

    states_of_drafts = (PaperState.DRAFT,)
    number_series = "P"

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="minutes"
    )
    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="minutes"
    )
    opening = models.TextField(_("opening"), max_length=3000, blank=True)
    previous_approved = models.CharField(
        _("minutes of the meeting before"), max_length=300, blank=True
    )
    dissent = models.TextField(_("dissenting opinions"), max_length=3000, blank=True)
    next_meeting = models.CharField(_("next meeting"), max_length=200, blank=True)
    summary_pl = models.TextField(
        _("public summary in Polish"), max_length=2000, blank=True
    )
    summary_en = models.TextField(
        _("public summary in English"), max_length=2000, blank=True
    )
    comments_until = models.DateTimeField(_("comments until"), null=True)
    state = models.CharField(
        _("state"), max_length=12, choices=PaperState, default=PaperState.DRAFT
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    @property
    def title_pl(self) -> str:
        return f"Protokół posiedzenia nr {self.meeting.number}: {self.group.name_pl}"

    @property
    def title_en(self) -> str:
        name = self.group.name_en or self.group.name_pl
        return f"Minutes of meeting {self.meeting.number}: {name}"

    @property
    def summary(self) -> str:
        return choose_text(self, "summary")

    def get_absolute_url(self):
        return reverse("workflows:minutes", args=[self.pk])

    def build_content(self) -> dict:
        meeting = self.meeting
        attendance = list(
            meeting.attendances.select_related("member__person", "member__organisation")
        )
        voting = [row for row in attendance if row.member.is_voting]
        present = sum(row.is_there for row in voting)
        needed = self.group.count_needed(len(voting))
        return {
            "form": 1,
            "title_pl": self.title_pl,
            "title_en": self.title_en,
            "group": describe_group(self.group),
            "meeting": {
                "number": meeting.number,
                "starts_at": meeting.starts_at.isoformat(),
                "ends_at": meeting.ends_at.isoformat(),
                "place": meeting.place,
                "is_online": bool(meeting.online_url),
                "convened_at": meeting.convened_at.isoformat()
                if meeting.convened_at
                else "",
            },
            "opening": self.opening,
            "previous_approved": self.previous_approved,
            "dissent": self.dissent,
            "next_meeting": self.next_meeting,
            "attendance": [
                {**describe_member(row.member), "presence": row.presence or "absent"}
                for row in attendance
            ],
            "guests": [line for line in meeting.guests.splitlines() if line.strip()],
            "quorum": {
                "voting": len(voting),
                "present": present,
                "needed": needed,
                "is_reached": bool(voting) and present >= needed,
            },
            "agenda": [
                {
                    "title_pl": item.title_pl,
                    "title_en": item.title_en,
                    "presenter": item.presenter,
                    "is_planned": item.is_planned,
                    "is_adopted": item.is_adopted,
                    "discussion": item.discussion,
                    "conclusions": item.conclusions,
                    "votes": [describe_vote(vote) for vote in item.votes.all()],
                    "tasks": [describe_task(task) for task in item.tasks.all()],
                }
                for item in meeting.agenda.all()
            ],
            "other_votes": [
                describe_vote(vote) for vote in meeting.votes.filter(item=None)
            ],
            "other_tasks": [
                describe_task(task) for task in meeting.tasks.filter(item=None)
            ],
            "signers": [
                sign_as_secretary(self.group, 1),
                sign_as_chair(self.group, 2),
            ],
        }


def describe_vote(vote: Vote) -> dict:
    """Return what documents say of a vote; names only where it was open."""
    return {
        "question_pl": vote.question_pl,
        "question_en": vote.question_en,
        "is_secret": vote.is_secret,
        "majority": vote.majority,
        "entitled": vote.entitled,
        "needed": vote.needed,
        "for": vote.votes_for,
        "against": vote.votes_against,
        "abstained": vote.votes_abstained,
        "result": vote.result,
    }


def describe_task(task: "GroupTask") -> dict:
    """Return what documents say of a task."""
    return {
        "title": task.title,
        "owner": task.owner.full_name,
        "due_on": task.due_on.isoformat(),
    }


class GroupTask(models.Model):
    """Something that somebody promised to do, by a day."""

    wagtail_reference_index_ignore = True

    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="tasks"
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("point of the agenda"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    title = models.CharField(_("task"), max_length=200)
    owner = models.ForeignKey(
        Person,
        verbose_name=_("who does it"),
        on_delete=models.PROTECT,
        related_name="group_tasks",
    )
    due_on = models.DateField(_("due"))
    state = models.CharField(
        _("state"), max_length=10, choices=TaskState, default=TaskState.TODO
    )
    state_since = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("what became of it"), max_length=500, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(
        default=0, validators=[MinValueValidator(0)]
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task of a group")
        verbose_name_plural = _("tasks of groups")
        indexes = [
            models.Index(
                fields=["state", "due_on"], name="cluster_workflows_group_tasks"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workflows:group_task", args=[self.pk])

    @property
    def display_number(self) -> str:
        return self.group.display_number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_TASKS

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


# The tables of states. ``who`` is answered by ``actions.group_rights``.

OFFICE, DESK, SYSTEM = "office", "desk", "system"
G = GroupState

GROUP_TRANSITIONS = list_rows(
    Transition(
        "open_call",
        _("Call for members"),
        G.CALL,
        (G.PROPOSED,),
        OFFICE,
        is_button=True,
        explanation=_(
            "Every partner is told and may apply. A partner's approver confirms whom "
            "the partner sends; you or the chair accept."
        ),
    ),
    Transition("appoint", _("Appoint"), G.APPOINTED, (G.PROPOSED, G.CALL), SYSTEM),
    Transition("activate", _("Begin the term"), G.ACTIVE, (G.APPOINTED,), SYSTEM),
    Transition(
        "suspend",
        _("Suspend the group"),
        G.SUSPENDED,
        (G.ACTIVE,),
        OFFICE,
        needs_reason=True,
        is_button=True,
        explanation=_("A suspended group does not meet. Its members are told."),
    ),
    Transition(
        "resume",
        _("Let the group go on"),
        G.ACTIVE,
        (G.SUSPENDED,),
        OFFICE,
        is_button=True,
        explanation=_("The group meets again. Its members are told."),
    ),
    Transition(
        "begin_closing",
        _("Close the group"),
        G.CLOSING,
        (G.APPOINTED, G.ACTIVE, G.SUSPENDED),
        DESK,
        needs_reason=True,
        is_button=True,
        explanation=_(
            "The chair writes the closing report. When chair and leader signed it, "
            "the group is dissolved."
        ),
    ),
    Transition("dissolve", _("Dissolve"), G.DISSOLVED, (G.CLOSING,), SYSTEM),
    Transition(
        "archive",
        _("Archive"),
        G.ARCHIVED,
        (G.DISSOLVED, G.PROPOSED, G.CALL),
        OFFICE,
        needs_reason=True,
        is_button=True,
        explanation=_("The group leaves the lists. What is signed stays."),
    ),
)

_SIGNED = (PaperState.SIGNED,)

ACT_TRANSITIONS = list_rows(
    Transition(
        "submit", _("Send for signature"), PaperState.SIGNING, (PaperState.DRAFT,), DESK
    ),
    Transition(
        "decline",
        _("Decline to sign"),
        PaperState.DRAFT,
        (PaperState.SIGNING,),
        SYSTEM,
        Outcome.DECLINED,
        needs_reason=True,
    ),
    Transition(
        "withdraw",
        _("Take back"),
        PaperState.DRAFT,
        (PaperState.SIGNING,),
        DESK,
        Outcome.WITHDRAWN,
        needs_reason=True,
        is_button=True,
        explanation=_("The signing stops; signatures given so far do not count."),
    ),
    Transition(
        "complete_paper",
        _("Signed"),
        PaperState.SIGNED,
        (PaperState.SIGNING,),
        SYSTEM,
    ),
)

MINUTES_TRANSITIONS = list_rows(
    Transition(
        "submit",
        _("Send to the members for comments"),
        PaperState.COMMENT,
        (PaperState.DRAFT,),
        DESK,
    ),
    Transition(
        "open_signing",
        _("Open the signing"),
        PaperState.SIGNING,
        (PaperState.COMMENT,),
        SYSTEM,
    ),
    ACT_TRANSITIONS["decline"],
    Transition(
        "withdraw",
        _("Take back and correct"),
        PaperState.DRAFT,
        (PaperState.COMMENT, PaperState.SIGNING),
        DESK,
        Outcome.WITHDRAWN,
        needs_reason=True,
        is_button=True,
        explanation=_(
            "You can change the minutes again. Afterwards the members have another "
            "five days for comments, and everyone signs anew."
        ),
    ),
    ACT_TRANSITIONS["complete_paper"],
    Transition(
        "publish",
        _("Publish the summary"),
        PaperState.PUBLISHED,
        _SIGNED,
        DESK,
    ),
)

RESOLUTION_TRANSITIONS = list_rows(
    ACT_TRANSITIONS["submit"],
    ACT_TRANSITIONS["decline"],
    ACT_TRANSITIONS["withdraw"],
    ACT_TRANSITIONS["complete_paper"],
    Transition(
        "forward",
        _("Forward"),
        PaperState.FORWARDED,
        _SIGNED,
        DESK,
        is_button=True,
        explanation=_(
            "The leader and the office get it with a link to the signed PDF."
        ),
    ),
    Transition(
        "implement",
        _("Implemented"),
        PaperState.IMPLEMENTED,
        (PaperState.FORWARDED,),
        OFFICE,
        is_button=True,
    ),
    Transition(
        "expire",
        _("Not pursued any more"),
        PaperState.EXPIRED,
        (PaperState.FORWARDED,),
        OFFICE,
        needs_reason=True,
        is_button=True,
    ),
)

MEETING_TRANSITIONS = list_rows(
    Transition(
        "convene",
        _("Convene"),
        MeetingState.CONVENED,
        (MeetingState.PLANNED,),
        DESK,
        is_button=True,
        explanation=_(
            "Every member gets the invitation with the agenda and an entry for the "
            "calendar, at least seven days before."
        ),
    ),
    Transition(
        "hold",
        _("Open the meeting"),
        MeetingState.HELD,
        (MeetingState.CONVENED,),
        DESK,
    ),
    Transition(
        "cancel",
        _("Cancel the meeting"),
        MeetingState.CANCELLED,
        (MeetingState.PLANNED, MeetingState.CONVENED),
        DESK,
        needs_reason=True,
        is_button=True,
        explanation=_("Everyone who was invited is told, and the entry disappears."),
    ),
)

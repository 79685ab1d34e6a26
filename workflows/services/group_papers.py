"""Papers of groups: what follows when all have signed, and what their PDFs say."""

from datetime import datetime

from django.utils import timezone

from partners.models.groups import GroupMemberState, GroupRole, GroupState, Majority

from ..models import GroupAct, Minutes, Resolution
from ..models.groups import (
    SIGNED_STATES,
    ActKind,
    PaperState,
    Presence,
    ResolutionKind,
    VoteResult,
)
from . import groups, notifications, subjects
from .documents import Bilingual, both, both_dates

# When all have signed


def complete_act(act: GroupAct) -> None:
    """The group is appointed, or dissolved."""
    subjects.change_state(act, "complete_paper")
    group = groups.lock_group(act.group)
    if act.kind == ActKind.APPOINTMENT:
        groups.change_group_state(group, "appoint")
        begin_term(group)
        key = "group.appointed"
    else:
        groups.change_group_state(group, "dissolve")
        key = "group.dissolved"
    people = groups.list_seated_people(group) + list_confirmed_people(group)
    if act.kind == ActKind.CLOSING:
        groups.end_memberships(group)
    notifications.notify(
        key, groups.unique_users(people), act, due=group.ends_on.isoformat()
    )


def list_confirmed_people(group) -> list:
    """Return the accounts of confirmed members, also those whose term is to come."""
    rows = group.members.filter(state=GroupMemberState.CONFIRMED)
    return [row.person.user for row in rows.select_related("person__user")]


def begin_term(group) -> bool:
    """Make an appointed group active from the first day of its term on."""
    if group.state != GroupState.APPOINTED or group.starts_on > timezone.localdate():
        return False
    groups.change_group_state(group, "activate")
    return True


def complete_minutes(minutes: Minutes) -> None:
    """Tell the members; the summary can be published now."""
    subjects.change_state(minutes, "complete_paper")
    notifications.notify("minutes.signed", list_readers(minutes), minutes)


def complete_resolution(resolution: Resolution) -> None:
    """Tell the members; it can be forwarded now."""
    subjects.change_state(resolution, "complete_paper")
    notifications.notify("resolution.signed", list_readers(resolution), resolution)


def list_readers(paper) -> list:
    """Return the people of the paper's group."""
    return groups.list_seated_people(paper.group)


def list_signed(group) -> dict:
    """Return the papers that the public page may name."""
    return {
        "minutes": Minutes.objects.filter(
            group=group, state=PaperState.PUBLISHED
        ).select_related("meeting"),
        "resolutions": Resolution.objects.filter(group=group, state__in=SIGNED_STATES),
    }


# What the documents say


def _describe_group(group: dict) -> dict:
    return {
        **group,
        "starts": both_dates(group["starts_on"]),
        "ends": both_dates(group["ends_on"]),
        "majority_label": both(Majority(group["majority"]).label),
        # Nominative, genitive: Polish needs both.
        "word": Bilingual(
            "Rada Programowa" if group["is_council"] else "grupa robocza",
            "Programme Council" if group["is_council"] else "working group",
        ),
    }


def _describe_members(rows: list[dict]) -> list[dict]:
    return [
        {
            **row,
            "role_label": both(GroupRole(row["role"]).label),
            "since_label": both_dates(row["since"]),
            "until_label": both_dates(row["until"]),
            "presence_label": both(Presence(row["presence"]).label)
            if "presence" in row
            else None,
        }
        for row in rows
    ]


def describe_votes(rows: list[dict]) -> list[dict]:
    """Return votes with their labels in both languages."""
    return [
        {
            **row,
            "result_label": both(VoteResult(row["result"]).label)
            if row["result"]
            else None,
            "majority_label": both(Majority(row["majority"]).label),
            "cast": row["for"] + row["against"] + row["abstained"],
        }
        for row in rows
    ]


def _describe_tasks(rows: list[dict]) -> list[dict]:
    return [{**row, "due_label": both_dates(row["due_on"])} for row in rows]


def _get_content(document) -> dict:
    return subjects.get_content(document.subject, document.version)


def build_act(document) -> dict:
    """Return what the templates of both acts read."""
    content = _get_content(document)
    return {
        "group": _describe_group(content["group"]),
        "members": _describe_members(content["members"]),
        "meetings": [
            {**row, "day_label": both_dates(row["day"])}
            for row in content.get("meetings", [])
        ],
        "resolutions": [
            {**row, "kind_label": both(ResolutionKind(row["kind"]).label)}
            for row in content.get("resolutions", [])
        ],
        "leader": next(s for s in content["signers"] if s["field"] == "sign-leader"),
    }


def _both_clocks(text: str) -> Bilingual | None:
    """Return a moment without seconds: nobody begins a meeting at 10:00:00."""
    if not text:
        return None
    moment = timezone.localtime(datetime.fromisoformat(text))
    day = both_dates(moment.date())
    clock = moment.strftime("%H:%M")
    return Bilingual(f"{day.pl}, godz. {clock}", f"{day.en}, {clock}")


def build_minutes(document) -> dict:
    """Return what the template of the minutes reads."""
    content = _get_content(document)
    meeting = content["meeting"]
    ends = timezone.localtime(datetime.fromisoformat(meeting["ends_at"]))
    return {
        "group": _describe_group(content["group"]),
        "meeting": meeting,
        "starts": _both_clocks(meeting["starts_at"]),
        "ends": ends.strftime("%H:%M"),
        "convened": both_dates(meeting["convened_at"][:10]),
        "attendance": _describe_members(content["attendance"]),
        "agenda": [
            {
                **item,
                "votes": describe_votes(item["votes"]),
                "tasks": _describe_tasks(item["tasks"]),
            }
            for item in content["agenda"]
        ],
        "other_votes": describe_votes(content["other_votes"]),
        "other_tasks": _describe_tasks(content["other_tasks"]),
    }


def build_resolution(document) -> dict:
    """Return what the template of a resolution reads."""
    content = _get_content(document)
    return {
        "group": _describe_group(content["group"]),
        "kind_label": both(ResolutionKind(content["kind"]).label),
        "is_internal": content["kind"] == ResolutionKind.RESOLUTION,
        "day": both_dates(content["meeting"]["day"]),
        "effective": both_dates(content["effective_on"]),
        "deadline": both_dates(content["deadline"]),
        "votes": describe_votes([content["vote"]]),
    }

"""Who: organisations, people, memberships, working groups, public pages."""

from .desks import PartnerDesk
from .groups import GroupMember, WorkingGroup
from .organisations import Organisation
from .pages import PartnerIndexPage, PartnerOccupation, PartnerPage
from .people import Membership, Person, PersonFunction

__all__ = [
    "GroupMember",
    "Membership",
    "Organisation",
    "PartnerDesk",
    "PartnerIndexPage",
    "PartnerOccupation",
    "PartnerPage",
    "Person",
    "PersonFunction",
    "WorkingGroup",
]

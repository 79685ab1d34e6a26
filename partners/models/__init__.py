"""Who: organisations, people and their functions, memberships, public pages."""

from .desks import PartnerDesk
from .organisations import Organisation
from .pages import PartnerIndexPage, PartnerOccupation, PartnerPage
from .people import Membership, Person, PersonFunction

__all__ = [
    "Membership",
    "Organisation",
    "PartnerDesk",
    "PartnerIndexPage",
    "PartnerOccupation",
    "PartnerPage",
    "Person",
    "PersonFunction",
]

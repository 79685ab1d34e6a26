"""Who: organisations, people and their functions, memberships of accounts."""

from .organisations import Organisation
from .people import Membership, Person, PersonFunction

__all__ = ["Membership", "Organisation", "Person", "PersonFunction"]

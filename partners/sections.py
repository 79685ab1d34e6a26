"""What other apps show on the page of a partner.

This package knows none of them. They add a section through Wagtail's hook
``construct_partner_sections``; see docs/plugin.md.
"""

from dataclasses import dataclass, field

from wagtail import hooks

HOOK = "construct_partner_sections"


@dataclass(frozen=True)
class SectionEntry:
    """One line of a section: a class, a course, an event."""

    title: str
    url: str = ""
    # Short facts beside the title: when, with whom, how many places.
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartnerSection:
    """A heading with entries. It is not shown while it has none.

    Add it even then: ``cache_tags`` say which changes make the page out of date, and
    the first entry is such a change.
    """

    key: str
    title: str
    entries: list[SectionEntry] = field(default_factory=list)
    order: int = 100
    cache_tags: tuple[str, ...] = ()
    # Where all of them are, not only those of this partner.
    more_url: str = ""
    more_text: str = ""


def list_sections(page, request=None) -> list[PartnerSection]:
    """Ask every app for its section, in their order."""
    sections: list[PartnerSection] = []
    for construct in hooks.get_hooks(HOOK):
        construct(page, request, sections)
    return sorted(sections, key=lambda section: section.order)

"""Pages of this site, and what they stand on.

base        what every page has
pages       front page, pages of text, forms of co-operation, documents, site map
news        news with tags
catalogue   patronage classes in force
events      events and registrations; event_lists their list and calendar
contact     the contact page and its messages
duties      accessibility declaration, privacy notices
settings    office data, footer, menus
search      what the search of the site looks through
links       links to other sites, and whether they answer
"""

from home.models.base import SitePage
from home.models.catalogue import PatronageCataloguePage
from home.models.contact import ContactMessage, ContactPage
from home.models.duties import DeclarationPage, PrivacyIndexPage, PrivacyNoticePage
from home.models.event_lists import EventIndexPage
from home.models.events import EventOrganiser, EventPage, EventRegistration
from home.models.links import ExternalLink
from home.models.news import NewsIndexPage, NewsPage, NewsPageTag, NewsTag
from home.models.pages import (
    CooperationFormPage,
    CooperationIndexPage,
    DocumentsPage,
    DoorBlock,
    HomePage,
    MemberBlock,
    SiteMapPage,
    StandardPage,
)
from home.models.search import SearchEntry
from home.models.settings import FooterSettings, Menu, OfficeSettings

__all__ = [
    "ContactMessage",
    "ContactPage",
    "CooperationFormPage",
    "CooperationIndexPage",
    "DeclarationPage",
    "DocumentsPage",
    "ExternalLink",
    "DoorBlock",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventRegistration",
    "FooterSettings",
    "HomePage",
    "MemberBlock",
    "Menu",
    "NewsIndexPage",
    "NewsPage",
    "NewsPageTag",
    "NewsTag",
    "OfficeSettings",
    "PatronageCataloguePage",
    "PrivacyIndexPage",
    "PrivacyNoticePage",
    "SearchEntry",
    "SiteMapPage",
    "SitePage",
    "StandardPage",
]

"""Closed lists of the public site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """Source: domain.md §5.5. The values are part of addresses of feeds."""

    STUDY_VISIT = "study_visit", pgettext_lazy("event", "study visit")
    OPEN_DAY = "open_day", pgettext_lazy("event", "open day")
    CONFERENCE = "conference", pgettext_lazy("event", "industry conference")
    JOB_FAIR = "job_fair", pgettext_lazy("event", "job fair")
    EDUCATION_FAIR = "education_fair", pgettext_lazy("event", "education fair")
    WORKSHOP = "workshop", pgettext_lazy("event", "workshop")
    MEETING = "meeting", pgettext_lazy("event", "meeting")


class EventStatus(models.TextChoices):
    SCHEDULED = "scheduled", pgettext_lazy("event", "takes place")
    POSTPONED = "postponed", pgettext_lazy("event", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")


class Audience(models.TextChoices):
    """For whom an event is. Each value has a field ``for_…`` of the event page."""

    STUDENTS = "students", _("students")
    PARENTS = "parents", _("parents")
    SCHOOLS = "schools", _("schools and teachers")
    EMPLOYERS = "employers", _("employers")
    EVERYONE = "everyone", _("everyone")


class EventPeriod(models.TextChoices):
    """How far ahead a visitor looks."""

    WEEK = "week", _("the next 7 days")
    MONTH = "month", _("the next 30 days")
    QUARTER = "quarter", _("the next 3 months")


class SiteAction(models.TextChoices):
    """Where a button leads that must not break when a page moves."""

    NEW_AGREEMENT = "new_agreement", _("draft a patronage class agreement")
    PORTAL = "portal", _("open the portal")
    VERIFY = "verify", _("verify a document")
    CONTACT = "contact", _("write to the office")
    JOIN = "join", _("apply to join the cluster")
    PARTNERS = "partners", _("see the partners")
    CLASSES = "classes", _("see the patronage classes")
    COURSES = "courses", _("see the Industry Skills Centers and their courses")
    EVENTS = "events", _("see the events")
    IDEAS = "ideas", _("see the ideas of the partners")
    NEW_IDEA = "new_idea", _("submit an idea")


class ConformanceStatus(models.TextChoices):
    """Source: conditions of accessibility declarations 2.0 (domain.md §5.1)."""

    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")


class AuditType(models.TextChoices):
    SELF = "self", _("self-assessment")
    EXTERNAL = "external", _("audit by another organisation")


class PrivacyPurpose(models.TextChoices):
    """One notice for each reason to hold data (domain.md §5.2)."""

    CONTACT_FORM = "contact_form", _("contact form")
    PARTNER_ACCOUNT = "partner_account", _("account in the portal")
    IDEA = "idea", _("submitting an idea")
    EVENT_REGISTRATION = "event_registration", _("registration for an event")
    COURSE_REGISTRATION = "course_registration", _("registration for a course")
    NEWSLETTER = "newsletter", _("newsletter")
    AGREEMENT = "agreement", _("signers and contact persons of agreements")
    LOGS = "logs", _("logs of the website")


class SearchKind(models.TextChoices):
    """What a visitor can find."""

    PAGE = "page", _("page")
    NEWS = "news", _("news")
    EVENT = "event", _("event")
    PARTNER = "partner", _("partner")
    CENTER = "center", _("Industry Skills Center")
    COURSE = "course", _("course")
    IDEA = "idea", _("idea")
    DOCUMENT = "document", _("document")

"""Closed lists of the skills centers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationState(models.TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("registration", "has a place")
    WAITLIST = "waitlist", pgettext_lazy("registration", "on the waiting list")
    ATTENDED = "attended", pgettext_lazy("registration", "attended")
    CERTIFIED = "certified", pgettext_lazy("registration", "has the certificate")
    NO_SHOW = "no_show", pgettext_lazy("registration", "did not come")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")


# Whoever came, or was expected and stayed away, had a place.
PLACE_STATES = (
    RegistrationState.CONFIRMED,
    RegistrationState.ATTENDED,
    RegistrationState.CERTIFIED,
    RegistrationState.NO_SHOW,
)
CANCELLABLE_STATES = (RegistrationState.CONFIRMED, RegistrationState.WAITLIST)


class RegistrationStatus(models.TextChoices):
    """What a visitor finds when they want to register."""

    NOT_YET = "not_yet", _("registration has not begun")
    OPEN = "open", _("places are free")
    WAITLIST = "waitlist", _("full, with a waiting list")
    FULL = "full", _("full")
    CLOSED = "closed", _("registration is closed")


class ParticipantStatus(models.TextChoices):
    STUDENT = "student", pgettext_lazy("participant", "student")
    TEACHER = "teacher", pgettext_lazy("participant", "teacher")
    EMPLOYEE = "employee", pgettext_lazy("participant", "employee")
    OTHER = "other", pgettext_lazy("participant", "other")


class CenterStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("skills center", "planned")
    ACTIVE = "active", pgettext_lazy("skills center", "active")
    CLOSED = "closed", pgettext_lazy("skills center", "closed")


class SocialService(models.TextChoices):
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"
    OTHER = "other", _("other")


class CourseType(models.TextChoices):
    """What a center offers (domain §3.2)."""

    INDUSTRY_TRAINING = "industry_training", _("industry vocational training")
    SKILLS_COURSE = "skills_course", _("vocational skills course")
    SECTORAL_QUALIFICATION = "sectoral_qualification", _("sectoral qualification")
    TEACHER_TRAINING = "teacher_training", _("industry training of teachers")
    THEORY_COURSE = "theory_course", _("theory course of young workers")
    WORKSHOP = "workshop", _("workshop")


class CourseAudience(models.TextChoices):
    STUDENTS = "students", pgettext_lazy("audience", "students")
    UNIVERSITY_STUDENTS = "university", pgettext_lazy("audience", "university students")
    TEACHERS = "teachers", pgettext_lazy("audience", "teachers of vocational subjects")
    EMPLOYEES = "employees", pgettext_lazy("audience", "employees")
    ADULTS = "adults", pgettext_lazy("audience", "adults who learn a new trade")


class CourseMode(models.TextChoices):
    ON_SITE = "on_site", pgettext_lazy("course", "on site")
    ONLINE = "online", pgettext_lazy("course", "online")
    BLENDED = "blended", pgettext_lazy("course", "partly online")


class CourseLanguage(models.TextChoices):
    POLISH = "pl", _("Polish")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    CZECH = "cs", _("Czech")


class CertificateKind(models.TextChoices):
    COMPLETION = "completion", _("certificate of completion")
    QUALIFICATION = "qualification", _("certificate of a sectoral qualification")
    NONE = "none", _("no certificate")


class EditionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("edition", "planned")
    OPEN = "open", pgettext_lazy("edition", "open for registration")
    CLOSED = "closed", pgettext_lazy("edition", "registration closed")
    HELD = "held", pgettext_lazy("edition", "held")
    CANCELLED = "cancelled", pgettext_lazy("edition", "called off")


# What the staff may do with an edition: the state it gets, by the state it has.
EDITION_TRANSITIONS = {
    EditionState.PLANNED: (EditionState.OPEN, EditionState.CANCELLED),
    EditionState.OPEN: (
        EditionState.CLOSED,
        EditionState.HELD,
        EditionState.CANCELLED,
    ),
    EditionState.CLOSED: (
        EditionState.OPEN,
        EditionState.HELD,
        EditionState.CANCELLED,
    ),
    EditionState.HELD: (),
    EditionState.CANCELLED: (),
}
# What a visitor may still hope to take part in.
COMING_STATES = (EditionState.PLANNED, EditionState.OPEN, EditionState.CLOSED)

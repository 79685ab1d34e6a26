"""Closed lists of what is approved and signed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# One list for partners and agreements; importable from here as well.
from partners.enums import CooperationForm as CooperationForm


class AgreementState(models.TextChoices):
    """Where an agreement stands (domain: state machines)."""

    DRAFT = "draft", pgettext_lazy("agreement", "draft")
    RETURNED = "returned", pgettext_lazy("agreement", "returned for changes")
    FORMAL_CHECK = "formal_check", pgettext_lazy("agreement", "formal check")
    PARTY_APPROVAL = (
        "party_approval",
        pgettext_lazy("agreement", "approval by the parties"),
    )
    SIGN_OFF = "sign_off", pgettext_lazy("agreement", "coordinator's sign-off")
    SIGNING = "signing", pgettext_lazy("agreement", "signing")
    FULLY_SIGNED = (
        "fully_signed",
        pgettext_lazy("agreement", "signed by all, being sealed"),
    )
    SEALED = "sealed", pgettext_lazy("agreement", "sealed")
    IN_FORCE = "in_force", pgettext_lazy("agreement", "in force")
    EXPIRED = "expired", pgettext_lazy("agreement", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("agreement", "withdrawn")
    REJECTED = "rejected", pgettext_lazy("agreement", "rejected")
    ABORTED = "aborted", pgettext_lazy("agreement", "signing aborted")
    VOIDED = "voided", pgettext_lazy("agreement", "voided")


EDITABLE_STATES = (AgreementState.DRAFT, AgreementState.RETURNED)
# Before the sign-off freezes the text.
OPEN_TEXT_STATES = (
    *EDITABLE_STATES,
    AgreementState.FORMAL_CHECK,
    AgreementState.PARTY_APPROVAL,
    AgreementState.SIGN_OFF,
)
RUNNING_STATES = (
    AgreementState.FORMAL_CHECK,
    AgreementState.PARTY_APPROVAL,
    AgreementState.SIGN_OFF,
    AgreementState.SIGNING,
    AgreementState.FULLY_SIGNED,
)
CONCLUDED_STATES = (
    AgreementState.SEALED,
    AgreementState.IN_FORCE,
    AgreementState.EXPIRED,
)


class DocumentKind(models.TextChoices):
    """Kind of contract; the wording of the title and of § 1 follows it."""

    LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
    AGREEMENT = "porozumienie", _("agreement (porozumienie)")
    CONTRACT = "umowa", _("contract (umowa)")


class Confidentiality(models.TextChoices):
    PUBLIC_SUMMARY = "public_summary", _("a summary is public")
    PARTNERS = "partners", _("visible to partners")
    PARTIES_ONLY = "parties_only", _("visible to the parties only")


class ConclusionDateRule(models.TextChoices):
    LAST_SIGNATURE = "date_of_last_signature", _("date of the last signature")
    FIXED = "fixed", _("fixed date")


class PartyRole(models.TextChoices):
    SCHOOL = "school", _("school")
    FOUNDING_BODY = "founding_body", _("founding body")
    EMPLOYER = "employer", _("employer")
    LEADER = "leader", _("cluster leader")
    OBSERVER = "observer", _("observer")


# Who signs first, unless the parties decide otherwise (domain §4.6, row 8).
DEFAULT_SIGNING_ORDER = {
    PartyRole.EMPLOYER: 1,
    PartyRole.SCHOOL: 2,
    PartyRole.FOUNDING_BODY: 3,
    PartyRole.LEADER: 4,
    PartyRole.OBSERVER: 5,
}


class SignatureLevel(models.TextChoices):
    """What a signature is worth in law (domain §4.1). Never claim more."""

    SIMPLE = "simple", _("electronic signature of the cluster's authority")
    TRUSTED_PROFILE = "trusted_profile", _("trusted signature (podpis zaufany)")
    PERSONAL = "personal", _("personal signature (podpis osobisty)")
    QUALIFIED = "qualified", _("qualified electronic signature")


class SchoolType(models.TextChoices):
    TECHNIKUM = "technikum", _("technical secondary school (technikum)")
    TRADE_FIRST = "bs1", _("first-stage trade school")
    TRADE_SECOND = "bs2", _("second-stage trade school")
    POST_SECONDARY = "policealna", _("post-secondary school")


# Years of a full training cycle (Prawo oświatowe; domain §1.3).
CYCLE_YEARS = {
    SchoolType.TECHNIKUM: 5,
    SchoolType.TRADE_FIRST: 3,
    SchoolType.TRADE_SECOND: 2,
    SchoolType.POST_SECONDARY: 3,
}


class ClassScope(models.TextChoices):
    WHOLE_CLASS = "whole_class", _("the whole class")
    GROUP = "group", _("a group in the class")


class CommitmentStatus(models.TextChoices):
    """What became of a promise; not part of what was agreed and signed."""

    OPEN = "open", pgettext_lazy("commitment", "open")
    DONE = "done", pgettext_lazy("commitment", "done")
    DROPPED = "dropped", pgettext_lazy("commitment", "not performed")


class PlacementKind(models.TextChoices):
    """Practical training by the regulation of 22.02.2019, or art. 121a."""

    PRACTICAL_CLASSES = "zajecia_praktyczne", _("practical classes")
    PLACEMENT = "praktyka", _("vocational placement")
    INTERNSHIP = "staz_uczniowski", _("student internship")


class EquipmentForm(models.TextChoices):
    DONATION = "donation", _("donation")
    LOAN = "loan", _("loan for use")
    LICENCE = "licence", _("licence")


class Behaviour(models.TextChoices):
    """Marks for behaviour, those that a scholarship may ask for."""

    EXCELLENT = "wzorowe", pgettext_lazy("behaviour", "excellent")
    VERY_GOOD = "bardzo_dobre", pgettext_lazy("behaviour", "very good")
    GOOD = "dobre", pgettext_lazy("behaviour", "good")
    ACCEPTABLE = "poprawne", pgettext_lazy("behaviour", "acceptable")


class Grade(models.TextChoices):
    """Marks for a subject or a placement, those that a scholarship may ask for."""

    EXCELLENT = "6", pgettext_lazy("grade", "excellent (6)")
    VERY_GOOD = "5", pgettext_lazy("grade", "very good (5)")
    GOOD = "4", pgettext_lazy("grade", "good (4)")
    SATISFACTORY = "3", pgettext_lazy("grade", "satisfactory (3)")
    ACCEPTABLE = "2", pgettext_lazy("grade", "acceptable (2)")


class Channel(models.TextChoices):
    """Where a class and its patron are shown."""

    WEBSITES = "websites", _("websites")
    SOCIAL_MEDIA = "social_media", _("social media")
    PRINT = "print", _("printed matter")
    PRESS = "press", _("press, radio and television")
    EVENTS = "events", _("events and fairs")
    ROOMS = "rooms", _("signs in rooms and on equipment")
    CLOTHING = "clothing", _("working clothes")


class Territory(models.TextChoices):
    POLAND = "poland", _("Poland")
    EUROPEAN_UNION = "eu", _("European Union")
    WORLD = "world", _("the whole world")


class Insurer(models.TextChoices):
    """Who pays for the third-party liability insurance (OC) of the students."""

    SCHOOL = "school", _("school")
    EMPLOYER = "employer", _("employer")
    FOUNDING_BODY = "founding_body", _("founding body")
    NOBODY = "nobody", _("nobody: it is not taken out")


class AnnexKind(models.TextChoices):
    CLASS_CARD = "class_card", _("class and occupation card")
    SCHEDULE = "schedule", _("schedule of commitments")
    SCHOLARSHIP_RULES = "scholarship_rules", _("scholarship rules")
    EQUIPMENT_LIST = "equipment_list", _("equipment list and handover protocol")
    REPRESENTATION = "representation", _("representation documents")
    PRIVACY_NOTICES = "privacy_notices", _("privacy notices")
    LOGO_GUIDELINES = "logo_guidelines", _("logo guidelines")
    CURRICULUM = "curriculum", _("curriculum")
    REPORT_TEMPLATE = "report_template", _("report template")
    E_FORM_CONSENT = "e_form_consent", _("consent to the electronic form")
    PROCESSING_AGREEMENT = "processing_agreement", _("data processing agreement")


class DocumentType(models.TextChoices):
    """What a signed PDF is."""

    RECEIPT = "receipt", _("submission receipt")
    FORMAL_CARD = "formal_card", _("formal check card")
    PARTY_APPROVAL = "party_approval", _("party approval")
    SIGN_OFF_SHEET = "sign_off_sheet", _("sign-off sheet")
    AGREEMENT = "agreement", _("agreement")
    DECISION_RECORD = "decision_record", _("decision record")
    AUDIT_CERTIFICATE = "audit_certificate", _("audit certificate")
    COMPLETION_CERTIFICATE = "completion", _("certificate of completion")
    EVALUATION_CARD = "evaluation_card", _("evaluation card")
    RECOMMENDATION = "recommendation", _("recommendation")
    COMPLETION_REPORT = "report", _("completion report")
    APPOINTMENT_ACT = "appointment_act", _("act of appointment")
    CLOSING_REPORT = "closing_report", _("closing report")
    MINUTES = "minutes", _("minutes")
    RESOLUTION = "resolution", _("resolution or recommendation")
    DECLARATION = "declaration", _("partner declaration")


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being signed")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class JobKind(models.TextChoices):
    """What a sealing job does to which document."""

    RECORD = "record", _("sign a step record")
    ISSUE = "issue", _("issue the contract document")
    SIGNATURE = "signature", _("add a signature")
    SEAL = "seal", _("add the seal and archive data")
    CERTIFICATE = "certificate", _("issue the audit certificate")
    SUBJECT = "subject", _("sign a document of another app")


class StepState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


class Audience(models.TextChoices):
    """Whom a step waits for."""

    OFFICE = "office", _("cluster office")
    ORGANISATION = "organisation", _("people of an organisation with a role")
    # A substitute may stand in.
    PERSON = "person", _("one person")
    # Nobody signs for another.
    SIGNER = "signer", _("one signer")


class StepKind(models.TextChoices):
    """Human steps of agreements; the value is the name of the node in the flow."""

    FORMAL_CHECK = "formal_check", _("Formal check")
    PARTY_APPROVAL = "party_approval", _("Approve this version")
    SIGN_OFF = "sign_off", _("Coordinator's sign-off")
    SIGN = "sign", _("Sign the agreement")


# What follows a step, told to whoever completes it.
NEXT_STEPS = {
    StepKind.FORMAL_CHECK: _("Then each party approves the version."),
    StepKind.PARTY_APPROVAL: _(
        "When all parties have approved, the coordinator signs off."
    ),
    StepKind.SIGN_OFF: _("Then the signers are asked one after the other."),
    StepKind.SIGN: _(
        "Then the next signer is asked; at the end the leader's seal follows."
    ),
}


class Outcome(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("decision", "submitted")
    APPROVED = "approved", pgettext_lazy("decision", "approved")
    RETURNED = "returned", pgettext_lazy("decision", "returned for changes")
    REJECTED = "rejected", pgettext_lazy("decision", "rejected")
    SIGNED = "signed", pgettext_lazy("decision", "signed")
    DECLINED = "declined", pgettext_lazy("decision", "signature declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("decision", "withdrawn")
    ABORTED = "aborted", pgettext_lazy("decision", "signing aborted")
    REISSUED = "reissued", pgettext_lazy("decision", "re-issued")
    VOIDED = "voided", pgettext_lazy("decision", "voided")
    CONFIRMED = "confirmed", pgettext_lazy("decision", "confirmed")
    EVALUATED = "evaluated", pgettext_lazy("decision", "evaluated")
    RECOMMENDED = "recommended", pgettext_lazy("decision", "recommended")
    NOT_RECOMMENDED = (
        "not_recommended",
        pgettext_lazy("decision", "not recommended"),
    )
    ACCEPTED = "accepted", pgettext_lazy("decision", "accepted")
    ACCEPTED_WITH_GROUP = (
        "accepted_group",
        pgettext_lazy("decision", "accepted with a working group"),
    )
    IMPROVE = "improve", pgettext_lazy("decision", "to be improved")
    DEFERRED = "deferred", pgettext_lazy("decision", "deferred")
    MERGED = "merged", pgettext_lazy("decision", "merged with another idea")
    COMPLETED = "completed", pgettext_lazy("decision", "completed")
    ABANDONED = "abandoned", pgettext_lazy("decision", "abandoned")
    CONFLICT = "conflict", pgettext_lazy("decision", "conflict of interest declared")


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    PORTAL = "portal", _("in the portal only")
    DIGEST = "digest", _("waits for the mail of the day")
    DIGESTED = "digested", _("sent in the mail of a day")


class FormalCheckItem(models.TextChoices):
    """What a coordinator confirms, each with yes or no."""

    PARTIES = "parties", _("The parties and their register numbers are right.")
    AUTHORITY = (
        "authority",
        _("The people who sign are authorised; extracts are at hand."),
    )
    CLASS = "class", _("Class, occupation and intakes agree with school law.")
    COMMITMENTS = (
        "commitments",
        _("The commitments are concrete and have a school year."),
    )
    MINORS = "minors", _("Child protection, health and safety are provided for.")
    PRIVACY = (
        "privacy",
        _("No personal data of students are in the text or the annexes."),
    )


class SignOffItem(models.TextChoices):
    """What the coordinator confirms before the text is frozen."""

    SAME_VERSION = "same_version", _("All parties approved this same version.")
    COMPLETE = "complete", _("Everything needed to sign is there.")
    SIGNERS = "signers", _("Signers and their order are right.")
    ANNEXES = "annexes", _("The annexes are the ones that the parties know.")

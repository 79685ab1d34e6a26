"""Subjects and bodies of the mails, one per event (domain §7).

Placeholders: ``number``, ``title``, ``person``, ``reason``, ``actor``,
``due``, ``waiting_for``, ``step``, ``outcome``. The link and the greeting are added
around the body. A flow adds its own with ``register_mails``. The office may change
each text (``services.mail_templates``).
"""

from django.utils.translation import gettext_lazy as _

from ..models.notifications import MailGroup
from ..models.subjects import list_subject_kinds

MAILS = {
    "agreement.submitted": (
        _("%(number)s was submitted"),
        _(
            "%(actor)s submitted the agreement “%(title)s”. "
            "The cluster office checks it first. You will be told what happens next."
        ),
    ),
    "agreement.check_needed": (
        _("Please check %(number)s"),
        _(
            "The agreement “%(title)s” waits for the formal check. "
            "Whoever wrote it cannot check it. Due: %(due)s."
        ),
    ),
    "agreement.returned": (
        _("%(number)s was returned for changes"),
        _(
            "%(actor)s returned the agreement “%(title)s” for changes.\n\n"
            "Reason: %(reason)s\n\nThe author can change it and submit it again."
        ),
    ),
    "agreement.rejected": (
        _("%(number)s was rejected"),
        _("%(actor)s rejected the agreement “%(title)s”.\n\nReason: %(reason)s"),
    ),
    "agreement.approval_needed": (
        _("Please approve %(number)s for your organisation"),
        _(
            "The agreement “%(title)s” passed the formal check. Read this version and "
            "approve it for your organisation, or return it with a comment. "
            "Approving is not signing yet. Due: %(due)s."
        ),
    ),
    "agreement.party_approved": (
        _("%(number)s: a party approved"),
        _("%(actor)s approved the agreement “%(title)s” for their organisation."),
    ),
    "agreement.signoff_needed": (
        _("Please sign off %(number)s"),
        _(
            "All parties approved the agreement “%(title)s”. Your sign-off freezes "
            "the text and opens the signing. Due: %(due)s."
        ),
    ),
    "agreement.frozen": (
        _("%(number)s goes to signature"),
        _(
            "The text of the agreement “%(title)s” is frozen. The signers are asked "
            "one after the other; you need to do nothing until it is your turn."
        ),
    ),
    "sign.turn_open": (
        _("It is your turn to sign %(number)s"),
        _(
            "The agreement “%(title)s” waits for your signature. Open it, read the "
            "PDF, and sign with your password. It takes two minutes, no other program "
            "is needed. You can also decline and say why. Due: %(due)s."
        ),
    ),
    "sign.accepted": (
        _("%(number)s: %(person)s signed"),
        _("%(person)s signed the agreement “%(title)s”."),
    ),
    "sign.declined": (
        _("%(number)s: a signature was declined"),
        _(
            "%(actor)s declined to sign the agreement “%(title)s”.\n\n"
            "Reason: %(reason)s\n\nSigning has stopped. The office can issue the "
            "document again; signatures given so far do not count then."
        ),
    ),
    "agreement.aborted": (
        _("%(number)s: signing was aborted"),
        _(
            "%(actor)s aborted the signing of “%(title)s”.\n\nReason: %(reason)s\n\n"
            "Signatures given so far do not count."
        ),
    ),
    "agreement.reissued": (
        _("%(number)s is issued again"),
        _(
            "%(actor)s re-issued the agreement “%(title)s”.\n\nReason: %(reason)s\n\n"
            "The author corrects it and submits it; it is then checked, approved and "
            "signed anew."
        ),
    ),
    "agreement.withdrawn": (
        _("%(number)s was withdrawn"),
        _("%(actor)s withdrew the agreement “%(title)s”.\n\nReason: %(reason)s"),
    ),
    "agreement.voided": (
        _("%(number)s was voided"),
        _(
            "%(actor)s voided the agreement “%(title)s”.\n\nReason: %(reason)s\n\n"
            "The verification page says so from now on."
        ),
    ),
    "agreement.fully_signed": (
        _("%(number)s is signed by all"),
        _(
            "All signers signed the agreement “%(title)s”. "
            "The leader's seal and the archival timestamp follow now."
        ),
    ),
    "agreement.sealed": (
        _("%(number)s is concluded"),
        _(
            "The agreement “%(title)s” carries all signatures, the leader's seal and "
            "an archival timestamp. You can download it with its audit certificate."
        ),
    ),
    "agreement.in_force": (
        _("%(number)s is in force"),
        _("The agreement “%(title)s” is in force from today."),
    ),
    "agreement.expired": (
        _("%(number)s has ended"),
        _("The agreement “%(title)s” reached its last day."),
    ),
    "agreement.comment": (
        _("%(number)s: new comment"),
        _("%(actor)s commented on the agreement “%(title)s”:\n\n%(reason)s"),
    ),
    "step.reminder": (
        _("Reminder: %(number)s waits for you"),
        _("The agreement “%(title)s” still waits for you. Due: %(due)s."),
    ),
    "step.escalated": (
        _("%(number)s waits too long"),
        _(
            "The agreement “%(title)s” waits for %(waiting_for)s since it was due on "
            "%(due)s. The person was reminded."
        ),
    ),
    "subject.step_needed": (
        _("%(number)s: %(step)s"),
        _("“%(title)s” waits for you: %(step)s. Due: %(due)s."),
    ),
    "subject.decided": (
        _("%(number)s: %(step)s – %(outcome)s"),
        _("“%(title)s”: %(actor)s, %(step)s – %(outcome)s.\n\n%(reason)s"),
    ),
    "subject.left": (
        _("%(number)s: %(outcome)s"),
        _("“%(title)s”: %(actor)s – %(outcome)s.\n\nReason: %(reason)s"),
    ),
    "subject.comment": (
        _("%(number)s: new comment"),
        _("%(actor)s commented on “%(title)s”:\n\n%(reason)s"),
    ),
    "subject.reminder": (
        _("Reminder: %(number)s waits for you"),
        _("“%(title)s” still waits for you: %(step)s. Due: %(due)s."),
    ),
    "subject.escalated": (
        _("%(number)s waits too long"),
        _(
            "“%(title)s” waits for %(waiting_for)s (%(step)s) since it was due on "
            "%(due)s. The person was reminded."
        ),
    ),
    "job.failed": (
        _("%(number)s: a document could not be signed"),
        _(
            "The document “%(title)s” could not be made or signed. "
            "Nothing is lost. Look at the failed jobs in the administration and try "
            "again."
        ),
    ),
    "account.invited": (
        _("Your account in the cluster's portal"),
        _(
            "You were invited to the portal of the education cluster. Open the page "
            "below and type this e-mail address: a message with a link to choose your "
            "password comes at once. That link works once."
        ),
    ),
    "step.handed_over": (
        _("%(number)s: you are asked instead of %(person)s"),
        _(
            "%(actor)s gave a step of “%(title)s” to you: %(step)s. Due: %(due)s.\n\n"
            "Reason: %(reason)s"
        ),
    ),
    "step.taken_away": (
        _("%(number)s: somebody else does this step"),
        _(
            "%(actor)s gave a step of “%(title)s” to %(person)s: %(step)s. You need to "
            "do nothing more.\n\nReason: %(reason)s"
        ),
    ),
    "step.extended": (
        _("%(number)s: more time until %(due)s"),
        _(
            "%(actor)s extended the time for a step of “%(title)s”: %(step)s. "
            "It is now due on %(due)s.\n\nReason: %(reason)s"
        ),
    ),
    "absence.entered": (
        _("%(person)s is absent: you stand in"),
        _(
            "From %(since)s to %(until)s you can complete the steps of %(person)s, "
            "except signatures. They appear under “My tasks”."
        ),
    ),
    "absence.removed": (
        _("%(person)s is not absent: you need not stand in"),
        _("The absence of %(person)s from %(since)s to %(until)s was removed."),
    ),
    "digest.daily": (
        _("Your messages of the day (%(count)s)"),
        _(
            "This happened since the last mail of this kind:\n\n%(list)s\n\n"
            "You read all messages in the portal."
        ),
    ),
    "consent.withdrawn": (
        _("%(person)s withdrew a consent"),
        _(
            "%(person)s withdrew this consent: “%(wording)s”\n\n%(matter)s\n\n"
            "Please end what was based on it, for example a publication."
        ),
    ),
    "colleague.left_signatures": (
        _("%(person)s no longer signs for %(title)s"),
        _(
            "The access of %(person)s for %(title)s was ended. These agreements wait "
            "for the signature of this person:\n\n%(list)s\n\n"
            "Abort the signing and issue them again with another signer."
        ),
    ),
    "retention.due": (
        _("Data to be deleted or archived"),
        _(
            "The time to keep some data is over: %(list)s. Please look at the list "
            "and decide; nothing of it is deleted by itself."
        ),
    ),
}

# Groups that people switch together; what is not here follows from the rules below.
MAIL_GROUPS = {
    "agreement.check_needed": MailGroup.TASKS,
    "agreement.approval_needed": MailGroup.TASKS,
    "agreement.signoff_needed": MailGroup.TASKS,
    "sign.turn_open": MailGroup.TASKS,
    "step.reminder": MailGroup.TASKS,
    "subject.reminder": MailGroup.TASKS,
    "step.handed_over": MailGroup.TASKS,
    "step.taken_away": MailGroup.TASKS,
    "step.extended": MailGroup.TASKS,
    "absence.entered": MailGroup.TASKS,
    "absence.removed": MailGroup.TASKS,
    "account.invited": MailGroup.TASKS,
    "step.escalated": MailGroup.OFFICE,
    "subject.escalated": MailGroup.OFFICE,
    "job.failed": MailGroup.OFFICE,
    "retention.due": MailGroup.OFFICE,
    "consent.withdrawn": MailGroup.TASKS,
    "colleague.left_signatures": MailGroup.TASKS,
    # It brings what was held back: it is not held back itself.
    "digest.daily": MailGroup.TASKS,
    # Somebody is asked to answer, to come, to vote or to do something by a day.
    **dict.fromkeys(
        (
            *["idea.partner_confirm", "idea.coauthor_invited", "change.proposed"],
            *["member.invited", "member.applied", "minutes.for_comment"],
            *["meeting.convened", "meeting.changed", "meeting.cancelled"],
            *["meeting.reminder", "vote.opened", "vote.closing"],
            *["task.assigned", "task.due", "task.overdue"],
        ),
        MailGroup.TASKS,
    ),
}


def register_mails(mails: dict, group: str = "") -> None:
    """Add the mails of a flow: key → (subject, body), both lazily translated.

    ``group`` is one of ``MailGroup``; without it ``get_group`` decides.
    """
    MAILS.update(mails)
    if group:
        MAIL_GROUPS.update(dict.fromkeys(mails, group))


def get_group(key: str) -> str:
    """Return the group of an event: as registered, else by what it is.

    The mail that opens a step is a task, a key that ends in ``comment`` a comment,
    and everything else tells about progress.
    """
    if key in MAIL_GROUPS:
        return MAIL_GROUPS[key]
    if _opens_step(key):
        return MailGroup.TASKS
    if key.endswith("comment"):
        return MailGroup.COMMENTS
    return MailGroup.PROGRESS


def is_about_step(key: str) -> bool:
    """Say whether a mail is about a step that its reader finds under *My tasks*."""
    return key in _STEP_MAILS or _opens_step(key)


def _opens_step(key: str) -> bool:
    return any(
        key == spec.mail
        for kind in list_subject_kinds()
        for spec in kind.steps.values()
    )


_STEP_MAILS = {
    *("agreement.check_needed", "agreement.approval_needed"),
    *("agreement.signoff_needed", "sign.turn_open", "subject.step_needed"),
    *("step.reminder", "subject.reminder", "step.handed_over", "step.extended"),
}

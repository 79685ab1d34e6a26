"""Subjects and bodies of the mails, one per event (domain §7).

Placeholders: ``number``, ``title``, ``person``, ``reason``, ``actor``,
``due``, ``waiting_for``, ``step``, ``outcome``. The link and the greeting are added
around the body. A flow adds its own with ``register_mails``.
"""

from django.utils.translation import gettext_lazy as _

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
            "You were invited to the portal of the education cluster. Choose your "
            "password with the link below; it works once."
        ),
    ),
}


def register_mails(mails: dict) -> None:
    """Add the mails of a flow: key → (subject, body), both lazily translated."""
    MAILS.update(mails)

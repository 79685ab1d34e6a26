"""Links and mails for an applicant, who has no account.

A confirmation link works for some days and once more than one is out only the newest
does; the link by which an application is followed works as long as the application
is there. Nothing secret is stored. Mails go through the common mail service, in the
language of the application.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import conf
from ..models import JoiningApplication, MailRecord
from ..models.notifications import MailGroup
from . import mail_templates, notifications
from .mail_texts import register_mails

# A dot ends no address in a mail program and stands in no base64.
_confirming = signing.TimestampSigner(sep=".", salt="cluster_workflows.joining.confirm")
_following = signing.Signer(sep=".", salt="cluster_workflows.joining.follow")

# To the applicant: subject, text. Which link follows, the caller says.
APPLICANT_MAILS = {
    "joining.confirm": (
        gettext_lazy("Please confirm your application to join the education cluster"),
        gettext_lazy(
            "Somebody filled in an application for “%(title)s” with this address. "
            "Please confirm with the link below that it was you; then the cluster "
            "office begins to check it. The link works until %(until)s.\n\n"
            "If it was not you, do nothing: without your confirmation the application "
            "is deleted."
        ),
    ),
    "joining.received": (
        gettext_lazy("%(number)s: we received your application"),
        gettext_lazy(
            "Thank you for confirming your application for “%(title)s”. The cluster "
            "office checks it now. With the link below you can see at any time how "
            "far it is, also without an account. Please keep this message."
        ),
    ),
    "joining.needs_changes": (
        gettext_lazy("%(number)s: the office asks you for more"),
        gettext_lazy(
            "The cluster office checked the application for “%(title)s” and needs "
            "something more from you:\n\n%(reason)s\n\nYou can correct the "
            "application and answer with the link below."
        ),
    ),
    "joining.rejected": (
        gettext_lazy("%(number)s: the application was not accepted"),
        gettext_lazy(
            "The application for “%(title)s” was not accepted.\n\nReason: %(reason)s"
        ),
    ),
    "joining.accepted": (
        gettext_lazy("%(number)s: the application is accepted"),
        gettext_lazy(
            "The cluster office accepted the application for “%(title)s”. The partner "
            "declaration is signed next: first by your side, then by the leader of "
            "the cluster. Whoever signs for you gets a message of their own, with an "
            "account for the portal."
        ),
    ),
    "joining.signed": (
        gettext_lazy("%(number)s: %(person)s signed the declaration"),
        gettext_lazy("%(person)s signed the partner declaration of “%(title)s”."),
    ),
    "joining.declined": (
        gettext_lazy("%(number)s: the signing was stopped"),
        gettext_lazy(
            "The signing of the partner declaration of “%(title)s” was stopped.\n\n"
            "Reason: %(reason)s\n\nThe cluster office decides what happens next and "
            "tells you."
        ),
    ),
    "joining.reopened": (
        gettext_lazy("%(number)s: the application is checked anew"),
        gettext_lazy(
            "The cluster office checks the application for “%(title)s” anew.\n\n"
            "Reason: %(reason)s"
        ),
    ),
    "joining.active": (
        gettext_lazy("%(number)s: welcome to the education cluster"),
        gettext_lazy(
            "The partner declaration is signed by both sides: “%(title)s” is a "
            "partner of the education cluster. The first signer is the administrator "
            "of your organisation in the portal and can invite colleagues there. A "
            "page of your organisation is prepared as a draft."
        ),
    ),
    "joining.withdrawn": (
        gettext_lazy("%(number)s: the application is withdrawn"),
        gettext_lazy("The application for “%(title)s” is withdrawn, as you asked."),
    ),
}

register_mails(APPLICANT_MAILS)
# To people with an account.
register_mails(
    {
        "joining.check_needed": (
            gettext_lazy("Please check %(number)s: application to join"),
            gettext_lazy(
                "“%(title)s” applies to join the cluster. Compare the data with the "
                "register and decide. Due: %(due)s."
            ),
        ),
        "joining.sign_needed": (
            gettext_lazy("It is your turn to sign the partner declaration"),
            gettext_lazy(
                "The partner declaration of “%(title)s” (%(number)s) waits for your "
                "signature. Open it, read the PDF, and sign. You can also decline and "
                "say why. Due: %(due)s."
            ),
        ),
        "joining.stopped": (
            gettext_lazy("%(number)s: %(outcome)s"),
            gettext_lazy(
                "The application of “%(title)s” to join the cluster: %(actor)s – "
                "%(outcome)s.\n\nReason: %(reason)s"
            ),
        ),
        "joining.withdrawn_by_applicant": (
            gettext_lazy("%(number)s: the applicant withdrew"),
            gettext_lazy(
                "“%(title)s” withdrew its application to join the cluster.\n\n"
                "%(reason)s"
            ),
        ),
        "joining.partner": (
            gettext_lazy("%(number)s: a new partner"),
            gettext_lazy(
                "“%(title)s” is a partner of the cluster: its declaration is signed by "
                "both sides. Drafts of its page wait for the editors."
            ),
        ),
        "change.proposed": (
            gettext_lazy("%(title)s: a change of data to confirm"),
            gettext_lazy(
                "%(actor)s proposes to change the data of “%(title)s” in the register. "
                "Nothing changes before you confirm it."
            ),
        ),
        "change.decided": (
            gettext_lazy("%(title)s: your change of data – %(outcome)s"),
            gettext_lazy(
                "%(actor)s decided on the change of data of “%(title)s”: "
                "%(outcome)s.\n\n%(reason)s"
            ),
        ),
    }
)
# Whoever loses an access hears of it in any case.
register_mails(
    {
        "colleague.asked": (
            gettext_lazy("%(actor)s invites you to “%(title)s”"),
            gettext_lazy(
                "%(actor)s invites you to act for “%(title)s” in the portal of the "
                "education cluster. If you agree, say so on the page below within "
                "14 days. If not, do nothing."
            ),
        ),
        "colleague.removed": (
            gettext_lazy("Your access for %(title)s has ended"),
            gettext_lazy(
                "%(actor)s ended your access to the portal for “%(title)s”. If you "
                "think this is a mistake, ask the administrator of your organisation."
            ),
        ),
    },
    MailGroup.TASKS,
)


def make_confirm_token(application: JoiningApplication) -> str:
    """Return what proves that somebody read the mail to the contact person."""
    return _confirming.sign(f"{application.public_id.hex}-{application.link_key}")


def get_link_age() -> timedelta:
    return timedelta(hours=conf.get("JOINING_LINK_HOURS"))


def find_to_confirm(token: str) -> tuple[JoiningApplication | None, bool]:
    """Return the application a link is for, and whether the link still works.

    No application for a link that is not ours. A link does not work when it is too
    old or a newer one was sent.
    """
    is_fresh = True
    try:
        value = _confirming.unsign(token, max_age=get_link_age())
    except signing.SignatureExpired:
        is_fresh = False
        value = _confirming.unsign(token)
    except signing.BadSignature:
        return None, False
    public_id, _separator, key = value.partition("-")
    found = JoiningApplication.objects.filter(public_id=public_id).first()
    return found, is_fresh and found is not None and found.link_key == key


def make_follow_token(application: JoiningApplication) -> str:
    """Return what opens an application for whoever confirmed it."""
    return _following.sign(application.public_id.hex)


def find_to_follow(token: str) -> JoiningApplication | None:
    """Return the application a link is for, or None for a link that is not ours.

    What is not confirmed cannot be followed.
    """
    try:
        public_id = _following.unsign(token)
    except signing.BadSignature:
        return None
    return (
        JoiningApplication.objects.filter(public_id=public_id)
        .exclude(verified_at=None)
        .first()
    )


def get_follow_path(application: JoiningApplication) -> str:
    return reverse("workflows:joining_follow", args=[make_follow_token(application)])


def tell_applicant(application: JoiningApplication, key: str, **values) -> MailRecord:
    """Write one mail to the contact person; it is sent after the commit."""
    with translation.override(application.language):
        if key == "joining.confirm":
            path = reverse(
                "workflows:joining_confirm", args=[make_confirm_token(application)]
            )
        else:
            path = get_follow_path(application)
        filled = {
            "number": application.display_number,
            "title": application.title,
            "reason": "",
            "person": "",
            **values,
        }
        subject, text = mail_templates.Texts(key).write(application.language, filled)
        body = "\n\n".join(
            [
                _("Good day,"),
                text,
                conf.get("BASE_URL").rstrip("/") + path,
                _("This message was sent by the portal of the education cluster."),
            ]
        )
        record = MailRecord(
            key=key,
            address=application.contact_email,
            language=application.language,
            subject=subject,
            body=body,
            about=application,
        )
    notifications.queue_mails([record])
    return record

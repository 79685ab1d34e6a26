"""The one table of states: target, allowed from, who, and what has to be true.

It drives buttons, actions, tests and the table in docs/agreement-states.md.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import EDITABLE_STATES, RUNNING_STATES, AgreementState, Outcome

S = AgreementState

# Who may ask for a transition; answered by actions.permissions.
EDITOR = "editor"
AUTHOR_SIDE = "author_side"
COORDINATOR = "coordinator"
APPROVER = "approver"
SIGNER = "signer"
SYSTEM = "system"


@dataclass(frozen=True)
class Transition:
    """One row. ``needs_reason``: a reason is typed and sent to everyone involved.

    ``is_button``: a person starts it from the page of a subject, outside its steps;
    ``explanation`` says there what will happen.
    """

    name: str
    label: str | Promise
    target: str
    allowed_from: tuple[str, ...]
    who: str
    outcome: Outcome | None = None
    needs_reason: bool = False
    check: str = ""
    is_button: bool = False
    explanation: str | Promise = ""


TRANSITIONS = {
    row.name: row
    for row in [
        Transition(
            "submit",
            _("Submit"),
            S.FORMAL_CHECK,
            (S.DRAFT, S.RETURNED),
            EDITOR,
            Outcome.SUBMITTED,
            check="complete_to_submit",
        ),
        Transition(
            "pass_formal_check",
            _("Approve"),
            S.PARTY_APPROVAL,
            (S.FORMAL_CHECK,),
            COORDINATOR,
            Outcome.APPROVED,
        ),
        Transition(
            "return_from_check",
            _("Return for changes"),
            S.RETURNED,
            (S.FORMAL_CHECK, S.PARTY_APPROVAL, S.SIGN_OFF),
            COORDINATOR,
            Outcome.RETURNED,
            needs_reason=True,
        ),
        Transition(
            "reject",
            _("Reject"),
            S.REJECTED,
            (S.FORMAL_CHECK,),
            COORDINATOR,
            Outcome.REJECTED,
            needs_reason=True,
        ),
        Transition(
            "approve_for_all",
            _("Approved by all parties"),
            S.SIGN_OFF,
            (S.PARTY_APPROVAL,),
            SYSTEM,
        ),
        Transition(
            "sign_off",
            _("Sign off and freeze"),
            S.SIGNING,
            (S.SIGN_OFF,),
            COORDINATOR,
            Outcome.APPROVED,
            check="complete_to_sign",
        ),
        Transition(
            "complete_signing",
            _("Signed by all"),
            S.FULLY_SIGNED,
            (S.SIGNING,),
            SYSTEM,
        ),
        Transition("seal", _("Sealed"), S.SEALED, (S.FULLY_SIGNED,), SYSTEM),
        Transition("start", _("In force"), S.IN_FORCE, (S.SEALED,), SYSTEM),
        Transition("expire", _("Expired"), S.EXPIRED, (S.IN_FORCE, S.SEALED), SYSTEM),
        Transition(
            "withdraw",
            _("Withdraw"),
            S.WITHDRAWN,
            (
                S.DRAFT,
                S.RETURNED,
                S.FORMAL_CHECK,
                S.PARTY_APPROVAL,
                S.SIGN_OFF,
                S.SIGNING,
                S.ABORTED,
            ),
            AUTHOR_SIDE,
            Outcome.WITHDRAWN,
            needs_reason=True,
        ),
        Transition(
            "decline",
            _("Decline to sign"),
            S.ABORTED,
            (S.SIGNING,),
            SIGNER,
            Outcome.DECLINED,
            needs_reason=True,
        ),
        Transition(
            "abort",
            _("Abort signing"),
            S.ABORTED,
            (S.SIGNING,),
            COORDINATOR,
            Outcome.ABORTED,
            needs_reason=True,
        ),
        Transition(
            "reissue",
            _("Re-issue"),
            S.RETURNED,
            (S.ABORTED,),
            COORDINATOR,
            Outcome.REISSUED,
            needs_reason=True,
        ),
        Transition(
            "void",
            _("Void"),
            S.VOIDED,
            (S.SEALED, S.IN_FORCE),
            COORDINATOR,
            Outcome.VOIDED,
            needs_reason=True,
        ),
    ]
}

# Leaving a running state by one of these ends the process.
ENDING_TRANSITIONS = ("withdraw", "decline", "abort")

# What the public reads; the internal name is for the office.
PUBLIC_STATES = {
    **dict.fromkeys(EDITABLE_STATES, _("in preparation")),
    **dict.fromkeys(RUNNING_STATES, _("being agreed and signed")),
    S.SEALED: _("signed, not yet in force"),
    S.IN_FORCE: _("in force"),
    S.EXPIRED: _("ended"),
    S.WITHDRAWN: _("not concluded"),
    S.REJECTED: _("not concluded"),
    S.ABORTED: _("not concluded"),
    S.VOIDED: _("voided"),
}

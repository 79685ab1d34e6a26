"""Joining the cluster: what applicants do by their links, and what the office does.

Whoever holds a link acts without an account: the link is the permission, and the
callers have found the application by it.
"""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from viewflow.workflow.models import Process

from ..enums import Audience, DocumentType, Outcome
from ..exceptions import Incomplete, TransitionNotAllowed
from ..flows.joining import JoiningFlow
from ..forms.joining import CONSENT
from ..models import JoiningApplication
from ..models.audit import register_audit_actions
from ..models.joining import (
    JOINING_TRANSITIONS,
    PUBLIC_JOINING_STATES,
    JoiningCheckItem,
    JoiningState,
    make_link_key,
)
from ..models.subjects import StepSpec, SubjectKind, register_subject
from ..models.transitions import COORDINATOR, SIGNER
from ..services import (
    consents,
    decisions,
    joining,
    joining_documents,
    joining_mails,
    notifications,
    sealing,
    subjects,
)
from . import subjects as subject_actions
from .permissions import is_coordinator

# Applicant


@transaction.atomic
def apply(application: JoiningApplication) -> JoiningApplication:
    """Keep a new application and ask its contact person to confirm the address.

    It has no version and no audit entry yet: what nobody confirms is deleted whole.
    """
    application.save()
    joining_mails.tell_applicant(application, "joining.confirm", **_get_until())
    return application


@transaction.atomic
def resend(email: str) -> int:
    """Send new links for what waits for confirmation at this address.

    Old links stop working. The answer tells nobody whether there was something:
    callers do not pass it on.
    """
    found = JoiningApplication.objects.select_for_update().filter(
        contact_email__iexact=email, state=JoiningState.UNVERIFIED
    )
    count = 0
    for application in found:
        application.link_key = make_link_key()
        application.mailed_at = timezone.now()
        application.save(update_fields=["link_key", "mailed_at"])
        joining_mails.tell_applicant(application, "joining.confirm", **_get_until())
        count += 1
    return count


def _get_until() -> dict:
    until = timezone.localtime(timezone.now() + joining_mails.get_link_age())
    return {"until": until.strftime("%Y-%m-%d %H:%M")}


@transaction.atomic
def confirm(application: JoiningApplication) -> JoiningApplication:
    """Submit an application whose contact person followed the link.

    Doing it twice is no error. Raises ``Incomplete`` when the organisation became
    known in the meantime.
    """
    application = subjects.lock_subject(application)
    if application.verified_at is not None:
        return application
    joining.demand_unknown(application)
    now = timezone.now()
    application.verified_at = application.submitted_at = now
    application.save(update_fields=["verified_at", "submitted_at"])
    subjects.assign_number(application)
    subjects.store_version(application)
    subjects.change_state(application, "joining_verify")
    # In the words that the applicant saw.
    with translation.override(application.language):
        consents.give(
            "joining",
            str(CONSENT),
            name=application.contact_name,
            email=application.contact_email,
            about=application,
        )
    joining_mails.tell_applicant(application, "joining.received")
    JoiningFlow.start.run(subject=application)
    return application


@transaction.atomic
def answer(application: JoiningApplication, fields: dict) -> JoiningApplication:
    """Correct an application as the office asked, and submit it again.

    ``fields`` are valid. Raises ``TransitionNotAllowed``.
    """
    application = subjects.lock_subject(application)
    if application.state == JoiningState.NEEDS_CHANGES and subject_actions.get_process(
        application
    ):
        raise TransitionNotAllowed(
            _("The documents of the last step are still being signed. Try in a moment.")
        )
    for name, value in fields.items():
        setattr(application, name, value)
    joining.demand_unknown(application)
    subjects.change_state(
        application, "joining_answer", reason=fields.get("answer", "")
    )
    application.office_reason = ""
    application.save()
    subjects.store_version(application)
    joining_mails.tell_applicant(application, "joining.received")
    JoiningFlow.start.run(subject=application)
    return application


def withdraw(application: JoiningApplication, *, reason: str) -> JoiningApplication:
    """Take an application back, at any time before the declaration is signed by all.

    Raises ``TransitionNotAllowed``.
    """
    with transaction.atomic():
        process = subject_actions.get_process(application)
        if process is None:
            return _withdraw(application, reason, None)
        # The order of locks is always process, then subject.
        with process.flow_class.lock(process.pk):
            return _withdraw(application, reason, process)


def _withdraw(application, reason, process):
    application = subjects.lock_subject(application)
    subjects.change_state(application, "joining_withdraw", reason=reason)
    involved = joining.list_accounts(application)
    if process:
        decisions.cancel_open_steps(process.pk)
        sealing.supersede_papers(application, process.pk, reason)
        process.flow_class.instance.cancel(Process.objects.get(pk=process.pk))
    joining.release(application)
    joining_mails.tell_applicant(application, "joining.withdrawn")
    notifications.notify(
        "joining.withdrawn_by_applicant", involved, application, reason=reason
    )
    return application


# Office


def reopen(application, *, user, reason: str, seen_version: str) -> None:
    """Check an application anew whose signing was stopped.

    Raises what ``subjects.leave`` raises.
    """
    with transaction.atomic():
        if subject_actions.get_process(application):
            raise TransitionNotAllowed(
                _(
                    "The documents of the last step are still being signed. Try in a "
                    "moment."
                )
            )
        application = subject_actions.leave(
            application,
            "joining_reopen",
            user=user,
            reason=reason,
            seen_version=seen_version,
        )
        JoiningFlow.start.run(subject=application)


def _after_check(application, decision, user) -> None:
    """Keep the office's words for the applicant; on acceptance ask the signers."""
    application.office_reason = decision.reason
    application.save(update_fields=["office_reason"])
    if decision.outcome != Outcome.APPROVED:
        return
    leader_signer = next(
        (
            signer
            for signer in joining.list_leader_signers()
            if signer.pk == decision.data.get("leader_signer")
        ),
        None,
    )
    if leader_signer is None:
        raise Incomplete(_("Name somebody who signs for the leader today."), [])
    if leader_signer.pk == user.pk:
        raise Incomplete(
            _("Whoever checks the application does not sign the declaration."), []
        )
    joining.accept(
        application,
        leader_signer=leader_signer,
        register_source=decision.data.get("register_source", ""),
        user=user,
    )


_CHECK_MAILS = {
    Outcome.APPROVED: "joining.accepted",
    Outcome.RETURNED: "joining.needs_changes",
    Outcome.REJECTED: "joining.rejected",
}


def _tell_checked(application, step, decision, user) -> None:
    joining_mails.tell_applicant(
        application, _CHECK_MAILS[decision.outcome], reason=decision.reason
    )


def _tell_signed(application, step, decision, user) -> None:
    if user.pk == application.leader_signer_id:
        # The last signature: the welcome follows.
        return
    joining_mails.tell_applicant(
        application, "joining.signed", person=decision.actor_name
    )


_EXIT_MAILS = {
    JoiningState.DECLINED: "joining.declined",
    JoiningState.REJECTED: "joining.rejected",
    JoiningState.SUBMITTED: "joining.reopened",
}


def _after_exit(application, transition, user, reason) -> None:
    application.office_reason = reason
    application.save(update_fields=["office_reason"])
    joining.release(application)
    joining_mails.tell_applicant(
        application, _EXIT_MAILS[transition.target], reason=reason
    )


def _is_open_signer(user, application) -> bool:
    return application.steps.filter(
        state="open", kind="sign", assignee_id=user.pk
    ).exists()


def _is_impartial(application, user) -> bool:
    """Nobody checks the application that names them."""
    named = {person["email"].lower() for person in application.list_partner_people()}
    return user.email.lower() not in {*named, application.contact_email.lower()}


def _can_comment(user, application) -> bool:
    """The office and whoever signs; auditors only read."""
    return is_coordinator(user) or user.pk in {
        application.first_signer_id,
        application.second_signer_id,
        application.leader_signer_id,
    }


JOINING = SubjectKind(
    model="cluster_workflows.joiningapplication",
    transitions=JOINING_TRANSITIONS,
    steps={
        "check": StepSpec(
            gettext_lazy("Check the application"),
            Audience.OFFICE,
            {
                Outcome.APPROVED: "joining_accept",
                Outcome.RETURNED: "joining_ask",
                Outcome.REJECTED: "joining_reject",
            },
            document=DocumentType.FORMAL_CARD,
            what_follows=gettext_lazy(
                "Then the partner signs the declaration, and after it the leader."
            ),
            checklist=JoiningCheckItem,
            is_impartial=_is_impartial,
            mail="joining.check_needed",
            after=_after_check,
            tell=_tell_checked,
        ),
        "sign": StepSpec(
            gettext_lazy("Sign the partner declaration"),
            Audience.SIGNER,
            {Outcome.SIGNED: "", Outcome.DECLINED: "joining_decline"},
            what_follows=gettext_lazy(
                "When the partner and the leader have signed, the organisation is a "
                "partner of the cluster."
            ),
            four_eyes=False,
            days=14,
            mail="joining.sign_needed",
            tell=_tell_signed,
        ),
    },
    documents=joining_documents.DOCUMENTS,
    who={
        COORDINATOR: lambda user, application: is_coordinator(user),
        SIGNER: _is_open_signer,
    },
    list_involved=joining.list_accounts,
    build_facts=joining_documents.build_facts,
    get_public_state=lambda application: PUBLIC_JOINING_STATES[application.state],
    labels={
        "organisation": gettext_lazy("organisation"),
        "title_pl": gettext_lazy("name"),
        "title_en": gettext_lazy("name in English"),
        "address": gettext_lazy("address"),
        "contact": gettext_lazy("contact person"),
        "people": gettext_lazy("who signs"),
        "signers": gettext_lazy("signers"),
        "leader": gettext_lazy("cluster leader"),
        "cooperation_forms": gettext_lazy("forms of co-operation"),
        "motivation": gettext_lazy("why you want to join"),
        "answer": gettext_lazy("answer to the office"),
        "declaration_number": gettext_lazy("number of the declaration"),
        "founding_body_name": gettext_lazy("founding body"),
    },
    actions={"joining_reopen": reopen},
    can_comment=_can_comment,
    exit_mail="joining.stopped",
    after_exit=_after_exit,
)


def register() -> None:
    """Make applications known to the shared parts."""
    register_subject(JOINING)
    register_audit_actions(
        {
            "joining_verify": gettext_lazy("e-mail confirmed, application submitted"),
            "joining_answer": gettext_lazy("applicant answered the office"),
            "joining_accept": gettext_lazy("application accepted"),
            "joining_ask": gettext_lazy("applicant asked for more"),
            "joining_reject": gettext_lazy("application rejected"),
            "joining_close": gettext_lazy("application closed"),
            "joining_decline": gettext_lazy("signature declined"),
            "joining_abort": gettext_lazy("signing aborted"),
            "joining_reopen": gettext_lazy("check begun anew"),
            "joining_withdraw": gettext_lazy("withdrawn by the applicant"),
            "joining_activate": gettext_lazy("admitted to the cluster"),
            "ask_to_join": gettext_lazy("account asked to join the organisation"),
            "accept_place": gettext_lazy("invitation to the organisation accepted"),
            "remove_colleague": gettext_lazy("access of a colleague ended"),
            "propose_change": gettext_lazy("change of data proposed"),
            "confirm_change": gettext_lazy("change of data confirmed"),
            "reject_change": gettext_lazy("change of data rejected"),
            "withdraw_change": gettext_lazy("change of data withdrawn"),
        }
    )

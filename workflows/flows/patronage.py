from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow, lock

from .. import task_views
from ..enums import (
    DocumentType,
    JobKind,
    Outcome,
    PartyRole,
    StepKind,
    StepState,
)
from ..models import AgreementSigner, Decision, Document, PatronageProcess, Step
from ..services import agreements, decisions, notifications, sealing
from .nodes import FanOut, Seal
from .subjects import get_decision, open_job


class PatronageFlow(flow.Flow):
    """A patronage class agreement, from submission to archive.

    The module path, the class name and the names of nodes are stored with
    every process. Renaming any of them needs a data migration.
    """

    process_class = PatronageProcess
    process_title = _("Patronage class agreement")
    # Losers wait for the winner instead of sleeping in back-off.
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    start = flow.StartHandle(this.open_process).Next(this.seal_receipt)
    seal_receipt = Seal(this.open_receipt).Next(this.formal_check)

    # Cluster office: formal check

    formal_check = (
        flow.View(task_views.FormalCheckView.as_view())
        .Annotation(title=_("Formal check"))
        .Permission("cluster_workflows.can_coordinate")
        .onCreate(this.open_office_step)
        .Next(this.seal_formal_check)
    )
    seal_formal_check = Seal(this.open_formal_card).Next(this.check_formal)
    check_formal = flow.If(this.is_approved).Then(this.party_round).Else(this.stopped)

    # Parties: approval of one version, all at once

    party_round = FanOut(this.list_parties).Next(this.party_approval)
    party_approval = (
        flow.View(task_views.PartyApprovalView.as_view())
        .Annotation(title=_("Approve this version"))
        .Permission("cluster_workflows.can_approve_for_party")
        .onCreate(this.open_party_step)
        .Next(this.seal_party_approval)
    )
    seal_party_approval = Seal(this.open_party_record).Next(this.join_parties)
    join_parties = flow.Join(continue_on_condition=this.has_refusal).Next(
        this.check_parties
    )
    check_parties = flow.If(this.is_in_sign_off).Then(this.sign_off).Else(this.stopped)

    # Cluster office: sign-off freezes the text

    sign_off = (
        flow.View(task_views.SignOffView.as_view())
        .Annotation(title=_("Coordinator's sign-off"))
        .Permission("cluster_workflows.can_coordinate")
        .onCreate(this.open_office_step)
        .Next(this.seal_sign_off)
    )
    seal_sign_off = Seal(this.open_sign_off_sheet).Next(this.check_sign_off)
    check_sign_off = flow.If(this.is_approved).Then(this.issue).Else(this.stopped)
    issue = Seal(this.open_contract).Next(this.signing_round)

    # Signers: turn by turn in the configured order

    signing_round = FanOut(this.list_turn).Next(this.sign)
    sign = (
        flow.View(task_views.SignView.as_view())
        .Annotation(title=_("Sign the agreement"))
        .Permission("cluster_workflows.can_sign_for_party")
        .onCreate(this.open_signing_step)
        .Next(this.seal_signature)
    )
    seal_signature = Seal(this.open_signature).Next(this.join_signatures)
    join_signatures = flow.Join().Next(this.check_signatures)
    check_signatures = (
        flow.If(this.is_fully_signed)
        .Then(this.complete_signing)
        .Else(this.signing_round)
    )

    # Leader's seal, archive, certificate

    complete_signing = flow.Function(this.close_signing).Next(this.seal)
    seal = Seal(this.open_seal).Next(this.conclude)
    conclude = flow.Function(this.put_on_record).Next(this.certify)
    certify = Seal(this.open_certificate).Next(this.end)

    stopped = flow.End()
    end = flow.End()

    # Opening

    def open_process(self, activation, *, agreement, decision):
        activation.process.artifact = agreement
        activation.process.data = {"submission": decision.pk, "issue": agreement.issue}
        return activation.process

    def open_office_step(self, activation):
        kind = StepKind(activation.flow_task.name)
        agreement = activation.process.artifact
        step = decisions.open_step(
            task=activation.task,
            agreement=agreement,
            kind=kind,
            barred_id=_get_submitter_id(activation.process),
        )
        key = {
            StepKind.FORMAL_CHECK: "agreement.check_needed",
            StepKind.SIGN_OFF: "agreement.signoff_needed",
        }[kind]
        notifications.notify(
            key,
            notifications.list_people_to_act(step),
            agreement,
            due=step.due_at,
        )

    def open_party_step(self, activation):
        agreement = activation.process.artifact
        party = agreement.parties.select_related("organisation").get(
            pk=activation.task.data["party"]
        )
        step = decisions.open_step(
            task=activation.task,
            agreement=agreement,
            kind=StepKind.PARTY_APPROVAL,
            party=party,
            barred_id=_get_submitter_id(activation.process),
        )
        notifications.notify(
            "agreement.approval_needed",
            notifications.list_people_to_act(step),
            agreement,
            due=step.due_at,
        )

    def open_signing_step(self, activation):
        agreement = activation.process.artifact
        signer = AgreementSigner.objects.select_related("party__organisation").get(
            pk=activation.task.data["signer"]
        )
        step = decisions.open_step(
            task=activation.task,
            agreement=agreement,
            kind=StepKind.SIGN,
            party=signer.party,
            signer=signer,
        )
        if signer.user:
            notifications.notify(
                "sign.turn_open", [signer.user], agreement, due=step.due_at
            )

    # Branches

    def list_parties(self, activation):
        parties = activation.process.artifact.parties.exclude(role=PartyRole.OBSERVER)
        return [{"party": party.pk} for party in parties]

    def list_turn(self, activation):
        """Everyone who signs next, at the same time."""
        waiting = _list_waiting_signers(activation.process)
        turn = min(signer.turn for signer in waiting)
        return [{"signer": s.pk} for s in waiting if s.turn == turn]

    # Questions

    def is_approved(self, activation):
        return get_decision(activation).outcome == Outcome.APPROVED

    def has_refusal(self, activation, active_tasks):
        # A return from the formal check ended its process.
        return Decision.objects.filter(
            process_id=activation.process.pk, outcome=Outcome.RETURNED
        ).exists()

    def is_in_sign_off(self, activation):
        return not self.has_refusal(activation, None)

    def is_fully_signed(self, activation):
        return not _list_waiting_signers(activation.process)

    # Sealing jobs

    def open_receipt(self, activation):
        decision = Decision.objects.get(pk=activation.process.data["submission"])
        _open_record(activation, DocumentType.RECEIPT, decision)

    def open_formal_card(self, activation):
        _open_record(activation, DocumentType.FORMAL_CARD, get_decision(activation))

    def open_party_record(self, activation):
        _open_record(activation, DocumentType.PARTY_APPROVAL, get_decision(activation))

    def open_sign_off_sheet(self, activation):
        _open_record(activation, DocumentType.SIGN_OFF_SHEET, get_decision(activation))

    def open_contract(self, activation):
        document = sealing.create_document(
            activation.process.artifact,
            DocumentType.AGREEMENT,
            process_id=activation.process.pk,
        )
        open_job(activation, JobKind.ISSUE, document)

    def open_signature(self, activation):
        decision = get_decision(activation)
        open_job(
            activation,
            JobKind.SIGNATURE,
            _get_contract(activation.process),
            decision=decision,
            signer=decision.step.signer,
        )

    def open_seal(self, activation):
        open_job(activation, JobKind.SEAL, _get_contract(activation.process))

    def open_certificate(self, activation):
        document = sealing.create_document(
            activation.process.artifact,
            DocumentType.AUDIT_CERTIFICATE,
            process_id=activation.process.pk,
        )
        open_job(activation, JobKind.CERTIFICATE, document)

    # States

    def close_signing(self, activation):
        agreement = activation.process.artifact
        agreements.change_state(agreement, "complete_signing")
        notifications.notify(
            "agreement.fully_signed", notifications.list_involved(agreement), agreement
        )

    def put_on_record(self, activation):
        agreement = activation.process.artifact
        agreements.change_state(agreement, "seal")
        notifications.notify(
            "agreement.sealed", notifications.list_involved(agreement), agreement
        )


def _get_submitter_id(process) -> int | None:
    return (
        Decision.objects.filter(pk=process.data["submission"])
        .values_list("actor", flat=True)
        .first()
    )


def _get_contract(process) -> Document:
    return Document.objects.filter(
        process_id=process.pk, type=DocumentType.AGREEMENT
    ).latest("pk")


def _list_waiting_signers(process) -> list[AgreementSigner]:
    signed = Step.objects.filter(
        process_id=process.pk, kind=StepKind.SIGN, state=StepState.DONE
    ).values("signer")
    return list(
        AgreementSigner.objects.filter(
            party__agreement_id=process.artifact_object_id,
        )
        .exclude(party__role=PartyRole.OBSERVER)
        .exclude(pk__in=signed)
        .select_related("party")
    )


def _open_record(activation, type: DocumentType, decision: Decision) -> None:
    document = sealing.create_document(
        activation.process.artifact,
        type,
        process_id=activation.process.pk,
        decision=decision,
    )
    open_job(activation, JobKind.RECORD, document, decision=decision)

"""The base of flows about subjects, and the signing of a paper by several."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Task

from .. import task_views
from ..enums import DocumentType, JobKind, StepState
from ..models import Decision, Document, Step, SubjectProcess
from ..models.subjects import get_subject_kind
from ..services import decisions, notifications, sealing, subjects
from .jobs import run_after_commit
from .nodes import FanOut, Seal


class SubjectFlow(flow.Flow):
    """What every flow about a ``FlowSubject`` can name in its nodes.

    The names of human nodes are the keys of ``SubjectKind.steps``. Module path, class
    name and node names are stored with every process: renaming one needs a data
    migration.
    """

    process_class = SubjectProcess
    # Of the decision that starts the flow.
    first_document: str = DocumentType.RECEIPT
    # Losers wait for the winner instead of sleeping in back-off.
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    def open_process(self, activation, *, subject, decision=None):
        activation.process.artifact = subject
        activation.process.data = {"decision": decision.pk if decision else None}
        return activation.process

    def open_step(self, activation):
        """Open the step of this node and tell the people it waits for."""
        subject = activation.process.artifact
        name = activation.flow_task.name
        step = decisions.open_subject_step(
            activation.task, subject, name, activation.task.data
        )
        notifications.notify(
            step.spec.mail,
            notifications.list_step_people(step),
            subject,
            url_name="workflows:step",
            url_args=[step.process_id, step.task_id],
            due=step.due_at,
            step=step.get_kind_display(),
        )

    def open_first_record(self, activation):
        """Make the record of the decision that started the process."""
        decision = Decision.objects.get(pk=activation.process.data["decision"])
        self.make_record(activation, self.first_document, decision)

    def open_record(self, activation):
        """Make the record that the step before this node leaves."""
        decision = get_decision(activation)
        spec = get_subject_kind(activation.process.artifact).steps[decision.step.kind]
        self.make_record(activation, spec.document, decision)

    def make_record(self, activation, type: str, decision: Decision):
        document = sealing.create_document(
            activation.process.artifact,
            type,
            process_id=activation.process.pk,
            decision=decision,
        )
        open_job(activation, JobKind.RECORD, document, decision=decision)

    def is_approved(self, activation):
        return get_decision(activation).outcome in ("approved", "confirmed")


class SigningNodes:
    """A frozen paper that the people in ``content["signers"]`` sign in turns.

    Mixed into a ``SubjectFlow`` that names its ``contract_type`` and is told by
    ``complete`` when all have signed. No flow itself: Viewflow resolves the nodes of
    a flow class once, and a subclass would share them.
    """

    contract_type: str = ""

    issue = Seal(this.open_contract).Next(this.signing_round)
    signing_round = FanOut(this.list_turn).Next(this.sign)
    sign = (
        flow.View(task_views.SubjectSignView.as_view())
        .Annotation(title=_("Sign"))
        .onCreate(this.open_step)
        .Next(this.seal_signature)
    )
    seal_signature = Seal(this.open_signature).Next(this.join_signatures)
    join_signatures = flow.Join().Next(this.check_signatures)
    check_signatures = (
        flow.If(this.is_fully_signed).Then(this.conclude).Else(this.signing_round)
    )
    conclude = flow.Function(this.close_signing).Next(this.end)
    end = flow.End()
    stopped = flow.End()

    def get_contract_type(self, activation) -> str:
        """Which paper is issued, where one flow carries several."""
        return self.contract_type

    def open_contract(self, activation):
        document = sealing.create_document(
            activation.process.artifact,
            self.get_contract_type(activation),
            process_id=activation.process.pk,
        )
        open_job(activation, JobKind.ISSUE, document)

    def list_turn(self, activation):
        """Everyone who signs next, at the same time."""
        waiting = list_waiting_signers(activation.process)
        turn = min(signer["turn"] for signer in waiting)
        return [
            {
                "user": signer["user"],
                "field": signer["field"],
                # For whom they act, where the account alone does not say it.
                **(
                    {"organisation": signer["organisation_id"]}
                    if "organisation_id" in signer
                    else {}
                ),
            }
            for signer in waiting
            if signer["turn"] == turn
        ]

    def open_signature(self, activation):
        decision = get_decision(activation)
        open_job(
            activation,
            JobKind.SIGNATURE,
            get_contract(activation.process),
            decision=decision,
        )

    def is_fully_signed(self, activation):
        return not list_waiting_signers(activation.process)

    def close_signing(self, activation):
        """Let the flow's own consequences follow."""
        subject = subjects.lock_subject(activation.process.artifact)
        self.complete(subject, activation)

    def complete(self, subject, activation):
        raise NotImplementedError


def get_decision(activation) -> Decision:
    """Return the decision of the human step that led here."""
    if activation.process.decision:
        return activation.process.decision
    task = activation.task
    while True:
        previous = task.previous.order_by("-pk").first()
        if previous is None:
            raise Decision.DoesNotExist("No decision led to this node.")
        decision = (
            Decision.objects.select_related("step__signer", "step__party")
            .filter(step__task_id=previous.pk)
            .first()
        )
        if decision:
            return decision
        task = Task.objects.get(pk=previous.pk)


def get_contract(process) -> Document:
    """Return the paper that this process has signed."""
    return Document.objects.contracts_of(process.artifact, process.pk).latest("pk")


def list_waiting_signers(process) -> list[dict]:
    """Return who has still to sign, from the frozen content."""
    document = get_contract(process)
    content = subjects.get_content(process.artifact, document.version)
    signed = set(
        Step.objects.filter(process_id=process.pk, state=StepState.DONE)
        .exclude(data={})
        .values_list("data__field", flat=True)
    )
    return [s for s in content["signers"] if s["field"] not in signed]


def open_job(activation, kind: JobKind, document: Document, **fields) -> None:
    """Open the sealing job that a node waits for."""
    job = sealing.open_job(
        kind,
        document,
        task_id=activation.task.pk,
        process_id=activation.process.pk,
        **fields,
    )
    run_after_commit(job)

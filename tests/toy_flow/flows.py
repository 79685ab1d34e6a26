from viewflow import this
from viewflow.workflow import flow

from workflows.enums import DocumentType, Outcome
from workflows.flows.nodes import Seal
from workflows.flows.subjects import SigningNodes, SubjectFlow
from workflows.forms.steps import DecisionForm
from workflows.services import subjects
from workflows.task_views import SubjectStepView


class LendForm(DecisionForm):
    outcomes = ((Outcome.APPROVED, "Lend"), (Outcome.RETURNED, "Return"))


class LoanFlow(SigningNodes, SubjectFlow):
    """A machine is lent when the office agrees and the borrower signs."""

    contract_type = DocumentType.DECLARATION

    start = flow.StartHandle(this.open_process).Next(this.seal_receipt)
    seal_receipt = Seal(this.open_first_record).Next(this.lend)
    lend = (
        flow.View(SubjectStepView.as_view(form_class=LendForm))
        .onCreate(this.open_step)
        .Next(this.seal_lend)
    )
    seal_lend = Seal(this.open_record).Next(this.check)
    check = flow.If(this.is_approved).Then(this.issue).Else(this.stopped)

    def complete(self, subject, activation):
        subjects.change_state(subject, "hand_over")

"""The way of an application to join: check, declaration, signatures, partner."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from .. import task_views
from ..enums import DocumentType, JobKind
from ..forms.joining import JoiningCheckForm
from ..services import joining, sealing
from .nodes import Seal
from .subjects import SigningNodes, SubjectFlow, open_job


def read_similar(application) -> dict:
    """Return the partners that are called much the same, for whoever checks."""
    return {"similar": joining.list_similar(application)}


class JoiningFlow(SigningNodes, SubjectFlow):
    """Receipt, check by the office, declaration: the partner signs, then the leader.

    An application that the office sends back ends its process; the answer of the
    applicant starts another.
    """

    process_title = _("Joining the cluster")
    contract_type = DocumentType.DECLARATION

    start = flow.StartHandle(this.open_process).Next(this.seal_receipt)
    seal_receipt = Seal(this.open_receipt).Next(this.check)
    check = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=JoiningCheckForm,
                summary_template="workflows/joining/check_summary.html",
                build_extra=read_similar,
                intro=_(
                    "Compare the application with the public register. If you accept "
                    "it, the declaration is written and the signers are invited."
                ),
            )
        )
        .Annotation(title=_("Check the application"))
        .onCreate(this.open_step)
        .Next(this.seal_check)
    )
    seal_check = Seal(this.open_record).Next(this.check_outcome)
    check_outcome = flow.If(this.is_approved).Then(this.issue).Else(this.stopped)

    def open_receipt(self, activation):
        """The leader's seal confirms what the applicant sent."""
        document = sealing.create_document(
            activation.process.artifact,
            DocumentType.RECEIPT,
            process_id=activation.process.pk,
        )
        open_job(activation, JobKind.SUBJECT, document)

    def complete(self, subject, activation):
        joining.admit(subject)

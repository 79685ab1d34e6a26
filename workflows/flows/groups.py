"""The papers of working groups: signed in turns, minutes after a time for comments."""

from datetime import timedelta

from viewflow import this
from viewflow.workflow import flow

from ..enums import DocumentType
from ..models.groups import ActKind
from ..services import group_papers, groups, subjects
from .subjects import SigningNodes, SubjectFlow


class GroupActFlow(SigningNodes, SubjectFlow):
    """The leader appoints a group; chair and leader sign how it ended."""

    start = flow.StartHandle(this.open_process).Next(this.issue)

    def get_contract_type(self, activation):
        if activation.process.artifact.kind == ActKind.APPOINTMENT:
            return DocumentType.APPOINTMENT_ACT
        return DocumentType.CLOSING_REPORT

    def complete(self, subject, activation):
        group_papers.complete_act(subject)


class ResolutionFlow(SigningNodes, SubjectFlow):
    """The chair signs what the group adopted."""

    contract_type = DocumentType.RESOLUTION

    start = flow.StartHandle(this.open_process).Next(this.issue)

    def complete(self, subject, activation):
        group_papers.complete_resolution(subject)


class MinutesFlow(SigningNodes, SubjectFlow):
    """Five days for comments, then the secretary signs, then the chair."""

    contract_type = DocumentType.MINUTES

    start = flow.StartHandle(this.open_process).Next(this.comments)
    comments = flow.Timer(this.get_time_for_comments).Next(this.close_comments)
    close_comments = flow.Function(this.open_signing).Next(this.issue)

    def get_time_for_comments(self, activation):
        return timedelta(days=groups.COMMENT_DAYS)

    def open_signing(self, activation):
        minutes = subjects.lock_subject(activation.process.artifact)
        subjects.change_state(minutes, "open_signing")

    def complete(self, subject, activation):
        group_papers.complete_minutes(subject)

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from .. import conf, task_views
from ..enums import DocumentType, Outcome
from ..forms import ideas as forms
from ..models.ideas import ACCEPTED
from ..services import ideas, notifications, subjects
from .nodes import FanOut, Seal
from .subjects import SubjectFlow, get_decision

SUMMARY = "workflows/ideas/includes/content.html"
JUDGED = "workflows/ideas/includes/judged.html"


def read_results(idea) -> dict:
    """Return what evaluators gave, for whoever recommends or decides."""
    return {"results": ideas.build_results(idea)}


class IdeaFlow(SubjectFlow):
    """An idea, from submission to the report on what came of it (domain §2.4)."""

    process_title = _("Idea")
    first_document = DocumentType.RECEIPT

    start = flow.StartHandle(this.open_process).Next(this.seal_receipt)
    seal_receipt = Seal(this.open_first_record).Next(this.begin_check)
    begin_check = flow.Function(this.note_check).Next(this.formal_check)

    # Cluster office: formal check

    formal_check = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.FormalCheckForm,
                summary_template=SUMMARY,
                intro=_(
                    "Check the idea formally. If you approve, members of the cluster "
                    "can comment on it, then it is evaluated."
                ),
            )
        )
        .Annotation(title=_("Formal check"))
        .onCreate(this.open_step)
        .Next(this.seal_formal_check)
    )
    seal_formal_check = Seal(this.open_record).Next(this.check_formal)
    check_formal = flow.If(this.is_approved).Then(this.comments).Else(this.stopped)

    # Members: comments for a time

    comments = flow.Timer(this.get_comment_time).Next(this.end_comments)
    end_comments = flow.Function(this.close_comments).Next(this.assign_evaluators)

    # Evaluators: two, or three when they do not agree

    assign_evaluators = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.AssignForm,
                summary_template=SUMMARY,
                intro=_(
                    "Choose who evaluates. Nobody who wrote the idea or belongs to one "
                    "of its partners can be chosen."
                ),
            )
        )
        .Annotation(title=_("Assign evaluators"))
        .onCreate(this.open_step)
        .Next(this.seal_assignment)
    )
    seal_assignment = Seal(this.open_record).Next(this.evaluation_round)
    evaluation_round = FanOut(this.list_evaluators).Next(this.evaluate)
    evaluate = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.EvaluationForm,
                summary_template=SUMMARY,
                intro=_(
                    "Give points from 0 to 5 and say why. The author reads points and "
                    "reasons after the decision, never your name."
                ),
            )
        )
        .Annotation(title=_("Evaluate"))
        .onCreate(this.open_step)
        .Next(this.seal_evaluation)
    )
    seal_evaluation = Seal(this.open_record).Next(this.join_evaluations)
    join_evaluations = flow.Join().Next(this.check_evaluations)
    check_evaluations = (
        flow.If(this.is_evaluated)
        .Then(this.end_evaluation)
        .Else(this.assign_evaluators)
    )
    end_evaluation = flow.Function(this.close_evaluation).Next(this.recommend)

    # Council recommends, leader decides

    recommend = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.RecommendationForm,
                summary_template=JUDGED,
                build_extra=read_results,
                intro=_(
                    "Recommend to the leader of the cluster what to do with the idea."
                ),
            )
        )
        .Annotation(title=_("Recommend"))
        .onCreate(this.open_step)
        .Next(this.seal_recommendation)
    )
    seal_recommendation = Seal(this.open_record).Next(this.decide)
    decide = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.IdeaDecisionForm,
                summary_template=JUDGED,
                build_extra=read_results,
                intro=_(
                    "Decide for the leader of the cluster. The author and the partners "
                    "read your reasons."
                ),
            )
        )
        .Annotation(title=_("Decide"))
        .onCreate(this.open_step)
        .Next(this.seal_decision)
    )
    seal_decision = Seal(this.open_record).Next(this.route)
    route = (
        flow.Switch()
        .Case(this.start_work, this.is_accepted)
        .Case(this.take_up, this.is_deferred)
        .Default(this.stopped)
    )
    take_up = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.TakeUpForm,
                summary_template=JUDGED,
                build_extra=read_results,
                intro=_("Take the deferred idea up again: the leader decides anew."),
            )
        )
        .Annotation(title=_("Take up again"))
        .onCreate(this.open_step)
        .Next(this.seal_take_up)
    )
    seal_take_up = Seal(this.open_record).Next(this.decide)

    # Author: the work itself

    start_work = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.StartWorkForm,
                summary_template=SUMMARY,
                intro=_("Say that the work begins. Everyone involved is told."),
            )
        )
        .Annotation(title=_("Begin the work"))
        .onCreate(this.open_step)
        .Next(this.seal_start)
    )
    seal_start = Seal(this.open_record).Next(this.report)
    report = (
        flow.View(
            task_views.SubjectStepView.as_view(
                form_class=forms.ReportForm,
                summary_template=SUMMARY,
                intro=_(
                    "Report what came of the idea: what was done, and each indicator."
                ),
            )
        )
        .Annotation(title=_("Completion report"))
        .onCreate(this.open_step)
        .Next(this.seal_report)
    )
    seal_report = Seal(this.open_record).Next(this.end)

    stopped = flow.End()
    end = flow.End()

    # Time

    def get_comment_time(self, activation):
        return timedelta(days=conf.get("COMMENT_DAYS"))

    # States between the steps of people

    def note_check(self, activation):
        idea = subjects.lock_subject(activation.process.artifact)
        subjects.change_state(idea, "begin_check")

    def close_comments(self, activation):
        idea = subjects.lock_subject(activation.process.artifact)
        subjects.change_state(idea, "close_comments")
        notifications.notify("idea.comments_closed", ideas.list_involved(idea), idea)

    def close_evaluation(self, activation):
        idea = subjects.lock_subject(activation.process.artifact)
        ideas.store_score(idea, activation.process.pk)
        subjects.change_state(idea, "close_evaluation")

    # Branches and questions

    def list_evaluators(self, activation):
        return [{"user": pk} for pk in get_decision(activation).data["evaluators"]]

    def is_evaluated(self, activation):
        return not ideas.count_missing_evaluators(
            activation.process.artifact, activation.process.pk
        )

    def is_accepted(self, activation):
        return activation.process.artifact.state in ACCEPTED

    def is_deferred(self, activation):
        return get_decision(activation).outcome == Outcome.DEFERRED

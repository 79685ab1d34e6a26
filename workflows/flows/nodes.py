"""Nodes that Viewflow's open-source edition lacks."""

from django.utils import timezone
from viewflow import this
from viewflow.workflow import flow, nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.exceptions import FlowRuntimeError
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.status import STATUS

from ..enums import JobKind, JobState
from ..models import SealingJob


class FanOutActivation(SplitActivation):
    """One task for each item of the node's source."""

    @Activation.status.super()
    def activate(self):
        node = self.flow_task
        items = node.list_items(self)
        if not items:
            raise FlowRuntimeError(f"Nothing to do in {node.name}.")
        self.next_tasks = [(node.target, item) for item in items]


class FanOut(flow.Split):
    """A parallel gateway whose number of branches is known when it is reached.

    ``FanOut(this.list_parties).Next(this.approve)``: each branch gets one item
    as ``task.data``.
    """

    activation_class = FanOutActivation

    def __init__(self, source, **kwargs):
        super().__init__(**kwargs)
        self._source = source

    def _resolve(self, instance):
        super()._resolve(instance)
        self._source = this.resolve(instance, self._source)

    def list_items(self, activation) -> list[dict]:
        return self._source(activation)

    @property
    def target(self):
        return self._activate_next[0][0]


class SealActivation(nodes.AbstractJobActivation):
    """Waits until the file of a sealing job is stored.

    Errors of the job live on the job (message and traceback): Viewflow's own
    ``error()`` would store local variables, and so secrets, in the database.
    """

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.SCHEDULED)
    def activate(self):
        self.task.save()
        self.flow_task.open_job(self)

    @Activation.status.transition(
        source=[STATUS.SCHEDULED, STATUS.STARTED], target=STATUS.STARTED
    )
    def start(self):
        # Not saved: the file is there, ``execute`` follows in the same transaction.
        self.task.started = timezone.now()

    @Activation.status.transition(source=STATUS.STARTED)
    def execute(self):
        # Unlike Viewflow's: an error in a later node undoes the whole step.
        self.complete()
        self.activate_next()

    @Activation.status.transition(
        source=[STATUS.NEW, STATUS.SCHEDULED, STATUS.STARTED], target=STATUS.CANCELED
    )
    def cancel(self):
        self.task.finished = timezone.now()
        self.task.save()
        jobs = SealingJob.objects.filter(task_id=self.task.pk)
        # What a person decided is still written down; the rest is not needed.
        decided = [JobKind.RECORD, JobKind.SIGNATURE]
        jobs.filter(kind__in=decided).update(task_id=None)
        jobs.exclude(state=JobState.DONE).update(
            state=JobState.CANCELLED, finished_at=timezone.now(), claim=None
        )


class Seal(nodes.AbstractJob):
    """Opens a sealing job after a decision and goes on when its file is stored."""

    activation_class = SealActivation

    def __init__(self, opener, **kwargs):
        super().__init__(**kwargs)
        self._opener = opener

    def _resolve(self, instance):
        super()._resolve(instance)
        self._opener = this.resolve(instance, self._opener)

    def open_job(self, activation) -> None:
        self._opener(activation)

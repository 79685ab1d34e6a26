"""kill -9 at any moment between decision and stored PDF loses nothing."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.crash_child import POINTS
from workflows.actions import schedule
from workflows.enums import JobState, Outcome, StepKind
from workflows.management import demo
from workflows.models import Decision, Document, SealingJob, Step
from workflows.services import audit, storage
from workflows.services.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def get_database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"postgres://postgres@/{name}"


def kill_at(point: str, step: Step, box: str, outcome: str) -> None:
    """Complete the step in another process that is killed at the point."""
    connection.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash_child", point, str(step.pk), box, outcome],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cluster_site.settings.test",
            "DATABASE_URL": get_database_url(),
            "CRASH_WORKFLOWS": json.dumps(settings.CLUSTER_WORKFLOWS),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]


@pytest.mark.parametrize("point", POINTS)
def test_killed_after_a_formal_check_leaves_exactly_one_card(submitted, point):
    step = Step.objects.open().get(kind=StepKind.FORMAL_CHECK)

    kill_at(point, step, "koordynator", Outcome.APPROVED)
    first, second = schedule.run_due(), schedule.run_due()

    card = Document.objects.get(type="formal_card")
    assert Decision.objects.filter(step=step).count() == 1
    assert card.revisions.count() == 1
    assert verify(storage.read(card.latest.sha256)).ok
    assert Step.objects.open().filter(kind=StepKind.PARTY_APPROVAL).count() == 4
    assert not SealingJob.objects.exclude(state=JobState.DONE).exists()
    assert (second.jobs, second.failed_jobs, first.failed_jobs) == (0, 0, 0)
    assert audit.verify_chain().ok


@pytest.mark.parametrize("point", ["after_claim", "after_signature", "after_row"])
def test_killed_while_signing_leaves_exactly_one_signature(in_signing, point):
    step = Step.objects.open().order_by("pk").first()
    box = step.signer.email.split("@")[0]

    kill_at(point, step, box, Outcome.SIGNED)
    schedule.run_due()

    latest = demo.get_contract_revision(in_signing)
    assert (latest.number, latest.signatures) == (1, [step.signer.field_name])
    assert verify(storage.read(latest.sha256)).ok
    demo.sign_all(in_signing)
    in_signing.refresh_from_db()
    assert in_signing.state == "sealed"

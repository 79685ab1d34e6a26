"""A working group from its proposal to its end, with every signed PDF.

Apart from the rules in ``test_groups``, which hold one transaction open.
"""

import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from partners.models import WorkingGroup
from partners.models.groups import GroupMemberState, GroupState
from workflows.actions import schedule
from workflows.enums import DocumentType
from workflows.models import (
    AuditEvent,
    Document,
    GroupAct,
    MailRecord,
    Minutes,
    Resolution,
)
from workflows.models.groups import PaperState
from workflows.services import audit, storage
from workflows.services.subjects import get_content
from workflows.services.verification import verify

OUTLOUD = Path(__file__).parents[2] / ".venv" / "bin" / "outloud"


@pytest.mark.django_db(transaction=True)
def test_group_lives_from_its_proposal_to_its_closing_report(partners, tmp_path):
    call_command("run_demo_group", output=tmp_path, stdout=StringIO())

    group = WorkingGroup.objects.get()
    act, closing = GroupAct.objects.order_by("pk")
    resolution, minutes = Resolution.objects.get(), Minutes.objects.get()
    paths = list(tmp_path.glob("*.pdf"))
    assert len(paths) == 4
    judged = subprocess.run(
        [OUTLOUD, "--fail-on", "error", "--quiet", *paths],
        capture_output=True,
        text=True,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert group.state == GroupState.DISSOLVED
    assert group.number.startswith("GR-01/")
    assert [paper.state for paper in (act, resolution, minutes, closing)] == [
        *[PaperState.SIGNED, PaperState.FORWARDED],
        *[PaperState.PUBLISHED, PaperState.SIGNED],
    ]
    assert list(Document.objects.order_by("pk").values_list("type", flat=True)) == [
        *[DocumentType.APPOINTMENT_ACT, DocumentType.RESOLUTION],
        *[DocumentType.MINUTES, DocumentType.CLOSING_REPORT],
    ]
    for document in Document.objects.all():
        result = verify(storage.read(document.latest.sha256))
        assert (document.type, result.list_reasons()) == (document.type, [])
        assert len(document.latest.signatures) == len(
            get_content(document.subject, document.version)["signers"]
        )
    signed = verify(storage.read(minutes.documents.get().latest.sha256)).file
    assert [signature.name for signature in signed.signatures] == [
        "Wanda Koordynatorska",
        "Barbara Dyrektorska",
    ]
    assert set(group.members.values_list("state", flat=True)) == {
        GroupMemberState.ENDED
    }
    assert audit.verify_chain().ok
    before = MailRecord.objects.count(), AuditEvent.objects.count()
    schedule.run_due()
    assert (MailRecord.objects.count(), AuditEvent.objects.count()) == before

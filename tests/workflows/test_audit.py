"""Whatever is done to the audit trail afterwards is found."""

from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction

from workflows import conf
from workflows.models import AuditEvent, AuditHead
from workflows.models.audit import AppendOnlyError
from workflows.services import audit

pytestmark = pytest.mark.django_db(transaction=True)

ACTION = "cluster_workflows.comment"


@pytest.fixture
def user():
    return get_user_model().objects.create(
        username="anna", email="anna@example.pl", first_name="Anna", last_name="Żak"
    )


@pytest.fixture
def chain(user) -> list[AuditEvent]:
    for number in range(5):
        audit.record(ACTION, user, user=user, data={"n": number, "text": "ąę"})
    return list(AuditEvent.objects.all())


@pytest.fixture
def anchors() -> Path:
    return Path(conf.get("DOCUMENT_ROOT")) / audit.ANCHOR_FILE


def change(place: int, **values) -> None:
    """Change a row as somebody with access to the database would."""
    AuditEvent.objects.filter(sequence=place).update(**values)


def remove(*sequences: int) -> None:
    AuditEvent.objects.filter(sequence__in=sequences)._raw_delete("default")


def move_head(sequence: int) -> None:
    event = AuditEvent.objects.filter(sequence=sequence).first()
    AuditHead.objects.update(
        sequence=sequence, hash=event.hash if event else audit.GENESIS
    )


def rewrite_from(sequence: int) -> None:
    """Compute all hashes again, as somebody who has the code would."""
    previous = (
        AuditEvent.objects.filter(sequence=sequence - 1).values_list("hash", flat=True)
    ).first() or audit.GENESIS
    for event in AuditEvent.objects.filter(sequence__gte=sequence):
        event.previous_hash = previous
        previous = audit._hash(event)
        change(event.sequence, previous_hash=event.previous_hash, hash=previous)
    move_head(AuditEvent.objects.count())


def test_untouched_chain_is_intact(chain):
    report = audit.verify_chain()

    assert (report.ok, report.events, report.broken_at) == (True, 5, None)
    assert report.last == chain[-1].at


def test_empty_chain_is_intact():
    assert audit.verify_chain().events == 0
    assert audit.verify_chain().ok


def test_event_copies_who_did_what_to_what(user, chain):
    event = chain[1]

    assert (event.sequence, event.action, event.actor_name) == (2, ACTION, "Anna Żak")
    assert (event.object_id, event.data) == (str(user.pk), {"n": 1, "text": "ąę"})
    assert event.previous_hash == chain[0].hash
    assert chain[0].previous_hash == audit.GENESIS


def test_account_that_is_deleted_leaves_the_chain_intact(user, chain):
    user.delete()

    assert AuditEvent.objects.filter(actor=None).count() == 5
    assert AuditEvent.objects.first().actor_name == "Anna Żak"
    assert audit.verify_chain().ok


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "cluster_workflows.sign_document"),
        ("actor_name", "Jan Łoś"),
        ("actor_id_copy", "4711"),
        ("object_id", "4711"),
        ("object_type", "x.y"),
        ("object_label", "x"),
        ("data", {"n": 2, "text": "ae"}),
        ("at", "2020-01-01T00:00:00Z"),
        ("hash", "f" * 64),
    ],
)
def test_edited_entry_is_found(chain, field, value):
    change(3, **{field: value})

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, 3)
    assert report.reason


@pytest.mark.parametrize(("sequences", "broken"), [([1], 1), ([3], 3), ([2, 3], 2)])
def test_deleted_entry_is_found(chain, sequences, broken):
    remove(*sequences)

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, broken)


def test_reordered_entries_are_found(chain):
    change(2, sequence=99)
    change(3, sequence=2)
    change(99, sequence=3)

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, 2)


def test_deleted_entry_with_renumbered_rest_is_found(chain):
    remove(3)
    change(4, sequence=3)
    change(5, sequence=4)
    move_head(4)

    assert not audit.verify_chain().ok


def test_end_that_was_cut_off_is_found(chain):
    remove(4, 5)

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, 4)


def test_end_that_was_cut_off_with_its_head_is_found_by_the_anchor(chain):
    remove(4, 5)
    move_head(3)

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, 4)
    assert "anchor" in report.reason


def test_everything_deleted_is_found_by_the_anchor(chain):
    remove(1, 2, 3, 4, 5)
    AuditHead.objects.all().delete()

    assert not audit.verify_chain().ok


def test_head_that_is_missing_is_found(chain):
    AuditHead.objects.all().delete()

    assert not audit.verify_chain().ok


def test_chain_that_was_computed_again_is_found_by_the_anchor(chain):
    change(3, actor_name="Jan Łoś")
    rewrite_from(3)

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, 3)
    assert "anchor" in report.reason


def test_fork_is_found(user, chain):
    before = list(AuditEvent.objects.filter(sequence__gt=3).values())
    remove(4, 5)
    move_head(3)
    audit.record(ACTION, user, user=user, data={"another": "history"})
    audit.record(ACTION, user, user=user)

    report = audit.verify_chain()

    assert AuditEvent.objects.get(sequence=4).hash != before[0]["hash"]
    assert (report.ok, report.broken_at) == (False, 4)


def test_older_backup_is_found(user, chain, anchors):
    backup = list(AuditEvent.objects.filter(sequence__lte=2))
    remove(1, 2, 3, 4, 5)
    AuditEvent.objects.bulk_create(backup)
    move_head(2)

    report = audit.verify_chain()

    assert (report.ok, report.broken_at) == (False, 3)
    assert "older" in report.reason


def test_older_backup_is_still_found_after_work_went_on(user, chain):
    remove(4, 5)
    move_head(3)
    for _number in range(3):
        audit.record(ACTION, user, user=user)

    assert not audit.verify_chain().ok


def test_line_that_a_power_cut_left_half_written_is_passed_over(chain, anchors):
    with anchors.open("a") as file:
        file.write("6 abc")

    assert audit.verify_chain().ok


def test_rolled_back_event_leaves_neither_entry_nor_anchor(user, chain, anchors):
    with suppress(ZeroDivisionError), transaction.atomic():
        audit.record(ACTION, user, user=user)
        raise ZeroDivisionError

    assert AuditEvent.objects.count() == 5
    assert len(anchors.read_text().splitlines()) == 5
    assert audit.verify_chain().ok


def test_anchor_follows_each_event(chain, anchors):
    assert anchors.read_text().splitlines() == [
        f"{event.sequence} {event.hash}" for event in chain
    ]


def test_anchor_that_cannot_be_written_does_not_stop_the_work(user, settings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "DOCUMENT_ROOT": str(tmp_path / "file"),
    }

    audit.record(ACTION, user, user=user)

    assert AuditEvent.objects.count() == 1


def test_entry_is_neither_changed_nor_deleted_through_the_model(chain):
    event = AuditEvent.objects.get(sequence=2)
    event.actor_name = "Jan Łoś"

    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()

    assert AuditEvent.objects.get(sequence=2).actor_name == "Anna Żak"
    assert audit.verify_chain().ok


def test_two_entries_cannot_take_the_same_place(chain):
    last = chain[-1]

    with pytest.raises(Exception, match="(?i)unique"):
        AuditEvent.objects.bulk_create(
            [AuditEvent(sequence=last.sequence, at=last.at, hash="0" * 64)]
        )

    assert audit.verify_chain().ok


def run_command() -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_command_accepts_an_intact_chain(chain):
    assert run_command() == (0, "The audit chain is intact: 5 events.\n", "")


def test_command_refuses_a_broken_chain(chain):
    change(3, actor_name="Jan Łoś")

    assert run_command() == (
        1,
        "",
        "The audit chain is broken at event 3: an event was changed.\n",
    )

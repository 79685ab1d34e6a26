"""Migrations that move data, forwards and backwards."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from workflows.enums import CooperationForm as F
from workflows.models.commitments import DETAILS


@pytest.mark.django_db(transaction=True)
def test_scholarship_and_offer_move_into_commitments_and_back(draft):
    app, before, after = (
        "cluster_workflows",
        "0002_mail_calendar",
        "0003_commitment_details",
    )
    pk, stored = draft.pk, list(draft.versions.values_list("hash", "content"))
    old = _migrate(app, before)
    agreement = old.get_model(app, "PatronageAgreement").objects.get(pk=pk)
    moved_back = (
        str(agreement.scholarship_amount),
        agreement.scholarship_months,
        agreement.scholarship_recipients,
        str(agreement.scholarship_min_average),
        agreement.interview_guaranteed,
        agreement.planned_hires,
    )
    areas_before = set(agreement.commitments.values_list("area", flat=True))

    new = _migrate(app, after)
    agreement = new.get_model(app, "PatronageAgreement").objects.get(pk=pk)
    rows = {
        row.area: row
        for row in agreement.commitments.filter(area__in=[F.SCHOLARSHIPS, F.GRADUATES])
    }
    versions = new.get_model(app, "AgreementVersion").objects.filter(agreement_id=pk)
    kept = list(versions.values_list("hash", "content"))

    assert moved_back == ("500.00", 5, 10, "4.50", True, 6)
    assert not areas_before & {F.SCHOLARSHIPS, F.GRADUATES}
    assert rows[F.SCHOLARSHIPS].party.role == "employer"
    assert rows[F.SCHOLARSHIPS].details["max_recipients"] == 10
    assert rows[F.SCHOLARSHIPS].quantity == 10
    assert rows[F.SCHOLARSHIPS].details.keys() == DETAILS[F.SCHOLARSHIPS].keys()
    assert rows[F.GRADUATES].details == {
        "interview_guaranteed": True,
        "planned_hires": 6,
    }
    assert kept == stored


def _migrate(app, name):
    # Not forwards again: what a test committed is undone with its tables.
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name)])
    return MigrationExecutor(connection).loader.project_state([(app, name)]).apps

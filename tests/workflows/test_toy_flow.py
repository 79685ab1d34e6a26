"""A flow made by the recipe works like the others, without a change of shared code."""

from pathlib import Path

import pytest

from partners.management.demo import DEMO_PASSWORD
from tests.toy_flow.flows import LoanFlow
from tests.toy_flow.models import Loan
from workflows.actions import steps
from workflows.actions import subjects as actions
from workflows.enums import DocumentType, Outcome, StepState
from workflows.exceptions import StaleVersion, TransitionNotAllowed
from workflows.models import Revision, Step
from workflows.services import storage, subjects, verification
from workflows.services.decisions import StepInput

TOY = Path(__file__).parent.parent / "toy_flow"


@pytest.fixture
def author(get_user):
    return get_user("autor.mechanik")


@pytest.fixture
def office(get_user):
    return get_user("koordynator")


@pytest.fixture
def loan(transactional_db, author):
    loan = Loan.objects.create(title_pl="Frezarka", created_by=author)
    subjects.store_version(loan, user=author)
    actions.start(loan, LoanFlow, "submit", user=author, seen_version=loan.version)
    loan.refresh_from_db()
    return loan


def get_step(loan, kind):
    return Step.objects.open().get(subject_id=loan.pk, kind=kind)


def complete(loan, kind, user, outcome, **fields):
    answer = StepInput(outcome=outcome, seen_version=loan.version, **fields)
    steps.complete_step(get_step(loan, kind), user=user, answer=answer)
    loan.refresh_from_db()


def test_toy_flow_takes_fewer_than_120_lines():
    files = [*TOY.glob("*.py"), *TOY.glob("templates/**/*.html")]
    lines = [line for file in files for line in file.read_text().splitlines() if line]
    assert 0 < len(lines) < 120


def test_toy_flow_leaves_a_valid_signed_pdf_for_every_step(loan, author, office):
    complete(loan, "lend", office, Outcome.APPROVED)
    assert loan.state == "signing"
    paper = steps.get_contract(get_step(loan, "sign")).latest
    complete(
        loan,
        "sign",
        author,
        Outcome.SIGNED,
        seen_sha256=paper.sha256,
        secret=DEMO_PASSWORD,
    )
    assert loan.state == "lent" and loan.number.startswith("TOY/")
    signed = [document.latest for document in subjects.list_documents(loan)]
    assert [revision.document.type for revision in signed] == [
        DocumentType.RECEIPT,
        DocumentType.DECISION_RECORD,
        DocumentType.DECLARATION,
    ]
    for revision in signed:
        answer = verification.verify(storage.read(revision.sha256))
        assert answer.ok, answer.list_reasons()
        assert len(revision.signatures) == 1
    assert not Step.objects.open().filter(subject_id=loan.pk).exists()


def test_author_does_not_decide_their_own_matter(loan, author):
    assert not get_step(loan, "lend").may_be_completed_by(author)
    assert loan.state == "asked"


def test_stale_page_and_second_decision_change_nothing(loan, office):
    step = get_step(loan, "lend")
    old = StepInput(outcome=Outcome.APPROVED, seen_version="0" * 64)
    with pytest.raises(StaleVersion):
        steps.complete_step(step, user=office, answer=old)
    complete(loan, "lend", office, Outcome.RETURNED, reason="Za duża.")
    again = StepInput(outcome=Outcome.APPROVED, seen_version=loan.version)
    with pytest.raises(TransitionNotAllowed):
        steps.complete_step(step, user=office, answer=again)
    assert loan.state == "returned"


def test_exit_ends_the_process_and_writes_it_down(loan, author):
    actions.leave(
        loan, "drop", user=author, reason="Niepotrzebna.", seen_version=loan.version
    )
    loan.refresh_from_db()
    assert loan.state == "dropped"
    assert actions.get_process(loan) is None
    assert get_states(loan) == {StepState.CANCELLED}
    record = loan.documents.get(type=DocumentType.DECISION_RECORD)
    assert Revision.objects.get(document=record).signatures == ["record"]


def get_states(loan):
    return set(Step.objects.filter(subject_id=loan.pk).values_list("state", flat=True))


def test_screens_of_the_toy_need_nothing_of_their_own(client, loan, author, office):
    client.force_login(office)
    step = get_step(loan, "lend")
    assert loan.title in client.get("/pl/portal/").content.decode()
    page = client.get(step.get_absolute_url())
    assert page.status_code == 200 and "Frezarka" in page.content.decode()
    client.force_login(author)
    assert client.get(step.get_absolute_url()).status_code == 403

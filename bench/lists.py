"""Lists and boards with 100 and with 100,000 rows: same queries, nearly same time.

The rows are written in bulk as real ones look in lists: a number, a state, parties,
one open step where somebody is waited for.
"""

import time
from datetime import timedelta
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.models import Organisation
from workflows.enums import AgreementState, PartyRole, StepKind
from workflows.management import demo
from workflows.models import AgreementParty, PatronageAgreement, Step
from workflows.models.ideas import Idea, IdeaState

FEW, MANY = 100, 100_000
BATCH = 5_000
ROUNDS = 7
LIMIT = 1.5
# As years go by, most of what is there is finished.
AGREEMENT_STATES = (
    *[AgreementState.EXPIRED] * 6,
    *[AgreementState.IN_FORCE] * 2,
    AgreementState.FORMAL_CHECK,
    AgreementState.DRAFT,
)
OPEN_SHARE = 500
IDEA_STATES = (
    *[IdeaState.COMPLETED] * 5,
    *[IdeaState.REJECTED] * 3,
    IdeaState.IN_PROGRESS,
    IdeaState.OPEN_FOR_COMMENTS,
)


def _make_agreement(number: int, author, organisation, base) -> PatronageAgreement:
    state = AGREEMENT_STATES[number % len(AGREEMENT_STATES)]
    submitted = timezone.now() - timedelta(minutes=number)
    return PatronageAgreement(
        number=f"KP/1999/{number:06}",
        state=state,
        state_since=submitted,
        title_pl=f"Klasa patronacka {number}",
        created_by=author,
        initiator=organisation,
        occupation_id=base.occupation_id,
        start_school_year="2027/2028",
        end_school_year="2031/2032",
        submitted_at=None if state == AgreementState.DRAFT else submitted,
    )


def fill(start: int, stop: int, base: PatronageAgreement) -> None:
    """Write agreements and ideas with the numbers from ``start`` to ``stop``."""
    author, organisation = base.created_by, base.initiator
    employer = Organisation.objects.exclude(pk=organisation.pk).first()
    for first in range(start, stop, BATCH):
        numbers = range(first, min(first + BATCH, stop))
        rows = PatronageAgreement.objects.bulk_create(
            _make_agreement(number, author, organisation, base) for number in numbers
        )
        AgreementParty.objects.bulk_create(
            AgreementParty(
                agreement=row,
                organisation=party,
                role=role,
                signing_order=order,
                details={"short_name": party.short_name},
            )
            for row in rows
            for party, role, order in (
                (organisation, PartyRole.SCHOOL, 1),
                (employer, PartyRole.EMPLOYER, 2),
            )
        )
        Step.objects.bulk_create(
            Step(
                task_id=10_000_000 + number,
                process_id=10_000_000 + number,
                agreement=row,
                kind=StepKind.FORMAL_CHECK,
            )
            for number, row in zip(numbers, rows, strict=True)
            if number % OPEN_SHARE == 0 and row.state == AgreementState.FORMAL_CHECK
        )
        Idea.objects.bulk_create(
            Idea(
                number=f"PP/1999/{number:06}",
                state=IDEA_STATES[number % len(IDEA_STATES)],
                title_pl=f"Pomysł {number}",
                created_by=author,
                submitted_at=timezone.now() - timedelta(minutes=number),
            )
            for number in numbers
        )


def list_pages() -> list[tuple[str, str]]:
    """Return label and address of each list and board of the office."""
    return [
        ("my tasks", reverse("workflows:tasks")),
        ("my agreements", reverse("workflows:agreements")),
        ("my agreements, searched", f"{reverse('workflows:agreements')}?q=patronacka"),
        ("register of agreements", reverse("patronageagreement:index")),
        *[(label, reverse(name)) for label, name in IDEA_PAGES],
    ]


IDEA_PAGES = (
    ("ideas", "workflows:ideas"),
    ("board of ideas", "workflows:idea_board"),
    ("ranking of ideas", "workflows:idea_ranking"),
)


def _measure(client, url) -> tuple[float, int]:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url}: {answer.status_code}")
    seconds = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        client.get(url)
        seconds.append(time.perf_counter() - began)
    return median(seconds) * 1000, len(queries)


def measure_lists() -> list[tuple]:
    """Return rows for the table: each list with few and with many rows behind it."""
    base = demo.draft_agreement(with_annex=False)
    client = Client()
    client.force_login(demo.get_user("koordynator"))
    fill(0, FEW, base)
    few = {url: _measure(client, url) for _label, url in list_pages()}
    fill(FEW, MANY, base)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = []
    for label, url in list_pages():
        before, after = few[url], _measure(client, url)
        rows += [
            (f"{label}, {FEW} rows ({before[1]} queries)", before[0], 1.0, None),
            (
                f"{label}, {MANY:,} rows ({after[1]} queries)",
                after[0],
                after[0] / before[0],
                LIMIT,
            ),
            (
                f"{label}: queries with many by queries with few",
                after[1],
                after[1] / before[1],
                1.0,
            ),
        ]
    return rows

"""Lists and boards with 100 and with 100,000 rows: same queries, nearly same time.

The rows are written past the flows and look as real ones do in lists: a number, a
state, parties, the step that is open in that state, a document with its job. One
partner has a few rows, all of them old; one has most of them; the office sees all.
"""

import time
from contextlib import contextmanager
from datetime import timedelta
from statistics import median

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import DateTimeField, F, UUIDField
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.enums import MembershipRole
from partners.management.demo import create_demo_partners
from partners.models import Person
from workflows.enums import (
    AgreementState,
    Audience,
    DocumentType,
    JobKind,
    JobState,
    MailState,
    Outcome,
    PartyRole,
    StepKind,
    StepState,
)
from workflows.management.demo import get_user
from workflows.models import (
    AgreementParty,
    AgreementSigner,
    AuditEvent,
    Decision,
    Document,
    MailRecord,
    Occupation,
    PatronageAgreement,
    SealingJob,
    Step,
)
from workflows.models.ideas import AnswerState, Idea, IdeaPartner, IdeaPartnerRole
from workflows.models.ideas import IdeaState as I
from workflows.services import occupations

FEW, MANY = 100, 100_000
# So many are written one by one and then copied in the database.
BLOCK = 1_000
ROUNDS = 5
LIMIT = 1.5
# Numbers that Viewflow does not give.
TASKS = 1_000_000_000

OFFICE, OWN_FEW, OWN_MANY = "koordynator", "prezes.len", "prezes.granit"
SCHOOLS = ("elektronik", "mechanik", "biedrzychowice", "karpacz", "emilka")
PRESIDENTS = {
    "granit": "prezes.granit",
    "len": "prezes.len",
    "jizera": "jednatel.jizera",
}

# State and the step of it. Few are finished, so that there are 100,000 tasks.
S = AgreementState
AGREEMENTS = (
    *[(S.PARTY_APPROVAL, StepKind.PARTY_APPROVAL)] * 4,
    *[(S.FORMAL_CHECK, StepKind.FORMAL_CHECK)] * 2,
    (S.SIGN_OFF, StepKind.SIGN_OFF),
    (S.SIGNING, StepKind.SIGN),
    (S.IN_FORCE, StepKind.SIGN),
    (S.DRAFT, None),
)
IDEAS = (
    (I.FORMAL_REVIEW, "formal_check", Audience.OFFICE),
    (I.OPEN_FOR_COMMENTS, "formal_check", None),
    (I.EVALUATION, "evaluate", Audience.PERSON),
    (I.DECISION, "decide", Audience.ORGANISATION),
    (I.DEFERRED, "take_up", Audience.OFFICE),
    (I.ACCEPTED_NO_GROUP, "start_work", Audience.PERSON),
    (I.IN_PROGRESS, "report", Audience.PERSON),
    (I.COMPLETED, "decide", None),
    (I.REJECTED, "decide", None),
    (I.DRAFT, "", None),
)

PAGES = {
    OFFICE: {
        "my tasks": "workflows:tasks",
        "agreements": "workflows:agreements",
        "ideas": "workflows:ideas",
        "board of ideas": "workflows:idea_board",
        "ideas without evaluators": "workflows:assign_ideas",
        "messages": "workflows:inbox",
        "home of the admin": "wagtailadmin_home",
        "register of agreements": "cluster_agreements:index",
        "ranking of ideas": "cluster_ideas:index",
        "documents and their jobs": "cluster_jobs:index",
        "mails": "cluster_mails:index",
        "audit log": "cluster_audit:index",
    },
    OWN_FEW: {
        "my tasks": "workflows:tasks",
        "agreements": "workflows:agreements",
        "ideas": "workflows:ideas",
        "messages": "workflows:inbox",
    },
    OWN_MANY: {
        "my tasks": "workflows:tasks",
        "agreements": "workflows:agreements",
        "ideas": "workflows:ideas",
        "messages": "workflows:inbox",
    },
}
NAMES = {OFFICE: "office", OWN_FEW: "partner of few", OWN_MANY: "partner of many"}


class _Filler:
    """Writes rows with the numbers of a range, the newest last."""

    def __init__(self):
        self.organisations = create_demo_partners()
        self.users = {key: get_user(box) for key, box in PRESIDENTS.items()}
        self.people = {
            key: Person.objects.get(user=user) for key, user in self.users.items()
        }
        self.office = get_user(OFFICE)
        self.author = get_user("autor.mechanik")
        occupations.load_occupations()
        self.occupation = Occupation.objects.first()
        self.idea_type = ContentType.objects.get_for_model(Idea)
        self.start = timezone.now() - timedelta(days=365)

    @transaction.atomic
    def fill(self, numbers: range) -> None:
        self._write_agreements(numbers)
        self._write_ideas(numbers)
        self._write_events(numbers)
        for model in (PatronageAgreement, Idea):
            model.objects.update(created_at=F("state_since"))

    def _get_employer(self, number: int) -> str:
        if number < FEW and number % 9 == 0:
            return "len"
        return "jizera" if number % 4 == 3 else "granit"

    def _get_moment(self, number: int):
        return self.start + timedelta(minutes=number)

    def _write_agreements(self, numbers) -> None:
        agreements = PatronageAgreement.objects.bulk_create(
            PatronageAgreement(
                number=f"KP/1999/{number:06}",
                state=AGREEMENTS[number % 10][0],
                state_since=self._get_moment(number),
                title_pl="Klasa patronacka w zawodzie technik mechatronik",
                created_by=self.author,
                initiator=self.organisations[SCHOOLS[number // 10 % 5]],
                occupation=self.occupation,
                class_name="Technikum mechatroniczne",
                start_school_year="2027/2028",
                end_school_year="2031/2032",
                submitted_at=self._get_moment(number)
                if AGREEMENTS[number % 10][1]
                else None,
            )
            for number in numbers
        )
        parties = AgreementParty.objects.bulk_create(
            AgreementParty(
                agreement=agreement,
                organisation=organisation,
                role=role,
                signing_order=order,
                details={"short_name": organisation.short_name},
            )
            for number, agreement in zip(numbers, agreements, strict=True)
            for organisation, role, order in (
                (
                    self.organisations[self._get_employer(number)],
                    PartyRole.EMPLOYER,
                    1,
                ),
                (agreement.initiator, PartyRole.SCHOOL, 2),
            )
        )
        employers = parties[::2]
        keys = [self._get_employer(number) for number in numbers]
        signers = AgreementSigner.objects.bulk_create(
            AgreementSigner(
                party=party,
                person=self.people[key],
                user=self.users[key],
                given_name=self.people[key].given_name,
                surname=self.people[key].surname,
                email=self.people[key].email,
                function_pl="prezes zarządu",
            )
            for key, party in zip(keys, employers, strict=True)
        )
        rows = []
        for number, agreement, party, signer in zip(
            numbers, agreements, employers, signers, strict=True
        ):
            state, kind = AGREEMENTS[number % 10]
            if kind is None:
                continue
            fields = {}
            if kind == StepKind.PARTY_APPROVAL:
                fields = {"party": party, "organisation_id": party.organisation_id}
            if kind == StepKind.SIGN:
                fields = {"signer": signer}
            rows.append(
                self._make_step(
                    TASKS + number,
                    number,
                    is_open=state != S.IN_FORCE,
                    agreement=agreement,
                    kind=kind,
                    **fields,
                )
            )
        self._write_steps(rows, Outcome.SIGNED)

    def _write_ideas(self, numbers) -> None:
        keys = [self._get_employer(number) for number in numbers]
        ideas = Idea.objects.bulk_create(
            Idea(
                number=f"PP/1999/{number:06}",
                state=IDEAS[number % 10][0],
                state_since=self._get_moment(number),
                title_pl="Pomysł na wspólny projekt szkół i pracodawców",
                created_by=self.users[key],
                submitted_at=self._get_moment(number) if number % 10 != 9 else None,
                score=None if number % 10 in (0, 1, 2, 9) else number % 97,
                tie_score=None if number % 10 in (0, 1, 2, 9) else number % 5,
            )
            for key, number in zip(keys, numbers, strict=True)
        )
        IdeaPartner.objects.bulk_create(
            IdeaPartner(
                idea=idea,
                organisation=self.organisations[key],
                role=IdeaPartnerRole.LEAD,
                state=AnswerState.CONFIRMED,
                asked_at=idea.submitted_at,
            )
            for key, idea in zip(keys, ideas, strict=True)
        )
        rows = []
        for number, key, idea in zip(numbers, keys, ideas, strict=True):
            _state, kind, audience = IDEAS[number % 10]
            if not kind:
                continue
            fields = {}
            if kind in ("start_work", "report"):
                fields = {"assignee": self.users[key]}
            if kind == "evaluate":
                fields = {"assignee": self.author, "barred": self.users[key]}
            if kind == "decide":
                fields = {
                    "organisation": self.organisations["lider"],
                    "role": MembershipRole.SIGNER,
                }
            rows.append(
                self._make_step(
                    TASKS * 2 + number,
                    number,
                    is_open=audience is not None,
                    subject_type=self.idea_type,
                    subject_id=idea.pk,
                    kind=kind,
                    audience=audience or Audience.OFFICE,
                    **fields,
                )
            )
        self._write_steps(rows, Outcome.CONFIRMED)

    def _make_step(self, task: int, number: int, *, is_open: bool, **fields) -> Step:
        moment = self._get_moment(number)
        return Step(
            task_id=task,
            process_id=task,
            state=StepState.OPEN if is_open else StepState.DONE,
            opened_at=moment,
            due_at=moment + timedelta(days=14),
            closed_at=None if is_open else moment,
            **fields,
        )

    def _write_steps(self, rows: list[Step], outcome: Outcome) -> None:
        """Write steps, the decisions of closed ones, and a document with its job."""
        steps = Step.objects.bulk_create(rows)
        documents = Document.objects.bulk_create(
            Document(
                agreement_id=step.agreement_id,
                subject_type_id=step.subject_type_id,
                subject_id=step.subject_id,
                type=DocumentType.RECEIPT,
                ordinal=1,
                created_at=step.opened_at,
            )
            for step in steps
        )
        SealingJob.objects.bulk_create(
            SealingJob(
                kind=JobKind.RECORD,
                document=document,
                state=JobState.DONE,
                created_at=document.created_at,
                finished_at=document.created_at,
            )
            for document in documents
        )
        Decision.objects.bulk_create(
            Decision(
                step=step,
                agreement_id=step.agreement_id,
                subject_type_id=step.subject_type_id,
                subject_id=step.subject_id,
                process_id=step.process_id,
                outcome=outcome,
                actor=self.users["granit"] if step.signer_id else self.office,
                actor_name="Wanda Koordynatorska",
                decided_at=step.closed_at,
            )
            for step in steps
            if step.state == StepState.DONE
        )

    def _write_events(self, numbers) -> None:
        receivers = [self.office, self.users["granit"]]
        few = [self.users["len"]]
        MailRecord.objects.bulk_create(
            MailRecord(
                key="agreement.returned",
                user=user,
                address=user.email,
                language="pl",
                subject="Umowa czeka na poprawki",
                body="Prosimy o poprawki.",
                state=MailState.SENT,
                created_at=self._get_moment(number),
                read_at=self._get_moment(number) if number % 20 > 1 else None,
            )
            for number in numbers
            for user in [receivers[number % 2], *(few if number < FEW else ())]
        )
        AuditEvent.objects.bulk_create(
            AuditEvent(
                sequence=TASKS + number,
                at=self._get_moment(number),
                action="cluster_workflows.submit",
                actor_name="Wanda Koordynatorska",
                object_type="cluster_workflows.patronageagreement",
                object_id=str(number),
                object_label=f"KP/1999/{number:06}",
                previous_hash=f"{number:064}",
                hash=f"{number + 1:064}",
            )
            for number in numbers
        )


# In an order in which each refers to those before it.
COPIED = (
    PatronageAgreement,
    AgreementParty,
    AgreementSigner,
    Idea,
    IdeaPartner,
    Step,
    Decision,
    Document,
    SealingJob,
    MailRecord,
    AuditEvent,
)
COUNTED = {
    "number": "printf(substr({0}, 1, 8) || '%06d', substr({0}, 9) + copy * {block})",
    "hash": "printf('%064d', {0} + copy * {block})",
    "task_id": "{0} + copy * {block}",
    "process_id": "{0} + copy * {block}",
    "sequence": "{0} + copy * {block}",
}


def _copy(model, sizes: dict, copies: int) -> None:
    """Copy the last block of a table, with what refers to the blocks of others."""
    columns = {}
    for field in model._meta.concrete_fields:
        name = field.column
        if field.primary_key:
            columns[name] = f"{name} + copy * {sizes[model]}"
        elif field.related_model in sizes:
            columns[name] = f"{name} + copy * {sizes[field.related_model]}"
        elif name == "subject_id":
            columns[name] = f"{name} + copy * {sizes[Idea]}"
        elif name in COUNTED:
            columns[name] = COUNTED[name].format(name, block=BLOCK)
        elif isinstance(field, DateTimeField):
            columns[name] = (
                f"strftime('%Y-%m-%d %H:%M:%f', {name}, (copy * {BLOCK}) || ' minutes')"
            )
        elif isinstance(field, UUIDField) and field.unique:
            columns[name] = "lower(hex(randomblob(16)))"
        else:
            columns[name] = f'"{name}"'
    table = model._meta.db_table
    last = model.objects.order_by("-pk").values_list("pk", flat=True)[0]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE copies(copy) AS "  # noqa: S608 -- our own names
            f"(SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < {copies}) "
            f"INSERT INTO {table} ({names}) SELECT {', '.join(columns.values())} "
            f"FROM copies CROSS JOIN {table} WHERE id > {last - sizes[model]} "
            f"AND id <= {last} ORDER BY copy, id"
        )


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def prepare() -> str:
    """Write the rows; return where the database with few of them is."""
    few = f"{connection.settings_dict['NAME']}-few"
    filler = _Filler()
    filler.fill(range(FEW))
    _analyze()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [few])
    filler.fill(range(FEW, BLOCK))
    before = {model: model.objects.count() for model in COPIED}
    filler.fill(range(BLOCK, 2 * BLOCK))
    sizes = {model: model.objects.count() - before[model] for model in COPIED}
    with transaction.atomic():
        for model in COPIED:
            _copy(model, sizes, MANY // BLOCK - 2)
    _analyze()
    return few


@contextmanager
def _use_database(name: str):
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _ask(box: str, url: str) -> tuple[float, int]:
    """Return the milliseconds of an answer and how many queries it needs."""
    client = Client()
    client.force_login(get_user(box))
    client.get(url)
    count = 0

    def note(execute, *args):
        nonlocal count
        count += 1
        return execute(*args)

    with connection.execute_wrapper(note):
        answer = client.get(url)
    if answer.status_code != 200 or not count:
        raise RuntimeError(f"{url}: {answer.status_code}, {count} queries")
    times = []
    for _again in range(3):
        started = time.perf_counter()
        client.get(url)
        times.append(1000 * (time.perf_counter() - started))
    # What else the machine does only adds.
    return min(times), count


def measure_lists():
    """Each list with few and with many rows behind it.

    The two databases take turns, and the ratio is the median of the ratios of
    neighbours: a machine that is slower for a while is slower for both.
    """
    started = time.perf_counter()
    few = prepare()
    many = connection.settings_dict["NAME"]
    rows = [
        (
            f"write {MANY:,} rows of each kind, s",
            time.perf_counter() - started,
            None,
            120.0,
        )
    ]
    for box, pages in PAGES.items():
        for label, name in pages.items():
            found = {few: [], many: []}
            for _round in range(ROUNDS):
                for database, answers in found.items():
                    with _use_database(database):
                        answers.append(_ask(box, reverse(name)))
            counts = [answers[0][1] for answers in found.values()]
            pairs = zip(found[few], found[many], strict=True)
            what = f"{NAMES[box]}: {label}"
            rows.append(
                (
                    f"{what}, {counts[1]} queries",
                    median(taken for taken, _count in found[many]),
                    median(after[0] / before[0] for before, after in pairs),
                    LIMIT,
                )
            )
            if counts[0] != counts[1]:
                rows.append(
                    (
                        f"{what}: queries, {counts[0]} with {FEW} rows",
                        counts[1],
                        max(counts) / min(counts),
                        1.0,
                    )
                )
    return rows

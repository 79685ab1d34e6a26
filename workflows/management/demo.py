"""The main job on realistic data, driven through actions like a person would."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils import translation

from partners.management.demo import DEMO_PASSWORD, DOMAIN, create_demo_partners
from partners.models import Person

from ..actions import agreements as agreement_actions
from ..actions import drafts, schedule, steps
from ..enums import (
    AgreementState,
    AnnexKind,
    Behaviour,
    Channel,
    CooperationForm,
    EquipmentForm,
    FormalCheckItem,
    Grade,
    Insurer,
    Outcome,
    PartyRole,
    PlacementKind,
    SchoolType,
    SignOffItem,
    StepKind,
    Territory,
)
from ..exceptions import SigningFailed
from ..models import (
    AgreementIntake,
    Commitment,
    Occupation,
    PatronageAgreement,
    Revision,
    Step,
)
from ..models.commitments import DETAILS
from ..services import agreements, occupations, school_years, storage
from ..services.decisions import StepInput


@dataclass(frozen=True)
class StepRow:
    """One line of the table that the demo prints."""

    step: str
    actor: str
    result: str
    file: str = ""
    signatures: int = 0
    level: str = ""


def get_user(box: str):
    """Return a demo account by the part of its address before the @."""
    return get_user_model().objects.get(email=f"{box}@{DOMAIN}")


def _get_person(box: str) -> Person:
    return Person.objects.get(email=f"{box}@{DOMAIN}")


def draft_agreement(
    *, first_year: int | None = None, with_annex: bool = True, **overrides
) -> PatronageAgreement:
    """Return a complete draft: “Mechanik”, Granit Automatyka, the city, the leader."""
    organisations = create_demo_partners()
    occupations.load_occupations()
    author = get_user("autor.mechanik")
    first = first_year or school_years.get_current_school_year() + 1
    years = [school_years.format_school_year(first + n) for n in range(5)]
    agreement = drafts.create_draft(
        user=author,
        initiator=organisations["mechanik"],
        **{
            "title_pl": "Klasa patronacka w zawodzie technik mechatronik",
            "title_en": "Patronage class in the occupation of mechatronics technician",
            "place": "Kamienna Góra",
            "purpose_pl": (
                "Pracodawca rozbudowuje zakład w Kamiennej Górze i w ciągu pięciu lat "
                "potrzebuje mechatroników, których dziś w regionie brakuje. Szkoła chce "
                "kształcić na sprzęcie, na którym absolwenci będą pracować."
            ),
            "purpose_en": (
                "The employer is extending its plant in Kamienna Góra and will need "
                "mechatronics technicians whom the region lacks today. The school wants "
                "to train on the equipment that graduates will work with."
            ),
            "school_type": SchoolType.TECHNIKUM,
            "occupation": Occupation.objects.get(code="311410"),
            "class_name": "Technikum mechatroniczne pod patronatem Granit Automatyka",
            "class_symbol": "1TM",
            "start_school_year": years[0],
            "end_school_year": years[-1],
            "grades_covered": [1, 2, 3, 4, 5],
            "child_protection_standards": True,
            "child_protection_date": date(2024, 8, 1),
            "staff_checked_registers": True,
            "ohs_training": True,
            "school_insures": True,
            "liability_insurance_by": Insurer.EMPLOYER,
            "separate_controllers": True,
            "image_consents_by_school": True,
            "logo_licence": (
                "nazwy i znaki pozostałych stron w informacjach o klasie."
            ),
            "logo_territory": Territory.POLAND,
            "logo_channels": [Channel.WEBSITES, Channel.SOCIAL_MEDIA, Channel.PRINT],
            "logo_revocation_days": 30,
            "local_government_pays": True,
            "total_value": "186000.00",
            "start_date": date(first, 9, 1),
            "end_date": date(first + 5, 8, 31),
            **overrides,
        },
    )
    _add_parties(agreement, organisations)
    _add_content(agreement, years)
    agreements.refresh_draft(agreement, user=author)
    if not with_annex:
        return _reload(agreement)
    drafts.add_annex(
        agreement,
        user=author,
        seen_version=_reload(agreement).version,
        kind=AnnexKind.CURRICULUM,
        title="Program nauczania zawodu technik mechatronik",
        file_name="program-nauczania.pdf",
        content=_get_annex(agreement, author),
    )
    return _reload(agreement)


_annexes: dict[str, bytes] = {}


def _get_annex(agreement, author) -> bytes:
    """Return some PDF to attach, made once per run."""
    if "pdf" not in _annexes:
        _annexes["pdf"] = drafts.render_preview(agreement, user=author)
    return _annexes["pdf"]


def _reload(agreement) -> PatronageAgreement:
    return PatronageAgreement.objects.get(pk=agreement.pk)


def _add_parties(agreement, organisations) -> None:
    agreements.add_party(agreement, organisations["granit"], PartyRole.EMPLOYER)
    people = {
        "mechanik": ("autor.mechanik", [("dyrektor.mechanik", {})]),
        "granit": ("kadry.granit", [("prezes.granit", {}), ("zarzad.granit", {})]),
        "jelenia-gora": (
            "prezydent.jelenia-gora",
            [
                ("prezydent.jelenia-gora", {}),
                ("skarbnik.jelenia-gora", {"is_countersign": True}),
            ],
        ),
        "lider": ("koordynator", [("lider", {})]),
    }
    for key, (contact, signers) in people.items():
        party = agreement.parties.get(organisation=organisations[key])
        person = _get_person(contact)
        party.contact_name = person.full_name
        party.contact_function = person.functions.get().name_pl
        party.contact_email = person.email
        party.contact_phone = "+48755550100"
        party.save()
        for box, fields in signers:
            signer = _get_person(box)
            function = signer.functions.get()
            agreements.add_signer(
                party,
                signer,
                function_pl=function.name_pl,
                function_en=function.name_en,
                **fields,
            )


def _add_content(agreement, years) -> None:
    parties = {party.role: party for party in agreement.parties.all()}
    for year in years[:3]:
        AgreementIntake.objects.create(
            agreement=agreement,
            school_year=year,
            planned_students=24,
            places_at_employer=12,
        )
    employer, school = parties[PartyRole.EMPLOYER], parties[PartyRole.SCHOOL]
    city, leader = parties[PartyRole.FOUNDING_BODY], parties[PartyRole.LEADER]
    F = CooperationForm
    first = school_years.parse_school_year(years[0])
    # Who, form, texts, school year (None: all the time), what else the row says.
    rows = [
        (
            employer,
            F.PLACEMENTS,
            "Miejsca zajęć praktycznych w zakładzie",
            "Places for practical classes in the plant",
            0,
            {
                "kind": PlacementKind.PRACTICAL_CLASSES,
                "places": 12,
                "hours": 280,
                "days_per_week": 2,
                "paid": False,
                "amount": None,
            },
        ),
        (
            employer,
            F.EQUIPMENT,
            "Stanowisko dydaktyczne z robotem przemysłowym",
            "Training station with an industrial robot",
            0,
            {
                "item": "robot sześcioosiowy z panelem operatorskim i ogrodzeniem",
                "quantity": 1,
                "value": "120000.00",
                "form": EquipmentForm.LOAN,
                "handover_date": date(first, 10, 15).isoformat(),
                "protocol": True,
            },
        ),
        (
            city,
            F.EQUIPMENT,
            "Doposażenie pracowni mechatronicznej",
            "Further equipment of the mechatronics lab",
            0,
            {
                "item": "stół montażowy ze sterownikiem PLC",
                "quantity": 6,
                "value": "66000.00",
                "form": "",
                "handover_date": date(first, 11, 30).isoformat(),
                "protocol": True,
            },
        ),
        (
            school,
            F.GUIDANCE,
            "Dzień otwarty klasy patronackiej",
            "Open day of the patronage class",
            0,
            {"quantity": 1, "unit": "wydarzenie"},
        ),
        (
            employer,
            F.CURRICULUM,
            "Konsultacje programu nauczania",
            "Consultations on the curriculum",
            1,
            {"quantity": 2, "unit": "spotkania"},
        ),
        (
            employer,
            F.WORKSHOPS,
            "Warsztaty z programowania sterowników PLC",
            "Workshops on programming PLCs",
            1,
            {"quantity": 20, "unit": "godz."},
        ),
        (
            employer,
            F.TEACHERS,
            "Szkolenie nauczycieli w zakładzie",
            "Training of teachers in the plant",
            1,
            {"hours": 16, "people": 4},
        ),
        (
            leader,
            F.GUIDANCE,
            "Udział klasy w targach pracy klastra",
            "Participation of the class in the cluster's job fair",
            1,
            {"quantity": 1, "unit": "wydarzenie"},
        ),
        (
            employer,
            F.PLACEMENTS,
            "Staże uczniowskie w wakacje po trzeciej klasie",
            "Student internships in the holidays after the third grade",
            2,
            {
                "kind": PlacementKind.INTERNSHIP,
                "places": 6,
                "hours": 160,
                "days_per_week": 5,
                "paid": True,
                "amount": "2400.00",
            },
        ),
        (
            school,
            F.SKILLS_CHECK,
            "Próbny egzamin zawodowy z udziałem pracodawcy",
            "Mock vocational exam with the employer",
            2,
            {"quantity": 1, "unit": "egzamin"},
        ),
        (
            employer,
            F.SCHOLARSHIPS,
            "Stypendia dla uczniów klasy",
            "Scholarships for students of the class",
            None,
            {
                "amount": "500.00",
                "months": 5,
                "max_recipients": 10,
                "min_average": "4.50",
                "min_behaviour": Behaviour.VERY_GOOD,
                "min_placement_grade": Grade.VERY_GOOD,
                "exams_passed": True,
                "rules_url": "https://granit-automatyka.example/stypendia",
                "loyalty_agreement": False,
            },
        ),
        (
            employer,
            F.GUIDANCE,
            "Wizyty w zakładzie",
            "Visits to the plant",
            None,
            {"visits_per_year": 2},
        ),
        (
            employer,
            F.PROMOTION,
            "Wspólna promocja klasy",
            "Joint promotion of the class",
            None,
            {
                "logo_use": True,
                "channels": [Channel.EVENTS, Channel.ROOMS, Channel.SOCIAL_MEDIA],
                "class_name": "Klasa mechatroniczna Granit Automatyka",
            },
        ),
        (
            employer,
            F.GRADUATES,
            "Oferta dla absolwentów",
            "Offer for graduates",
            None,
            {"interview_guaranteed": True, "planned_hires": 6},
        ),
    ]
    for party, area, text_pl, text_en, year, values in rows:
        has_details = values.keys() == DETAILS.get(area, {}).keys()
        commitment = Commitment(
            agreement=agreement,
            party=party,
            area=area,
            description_pl=text_pl,
            description_en=text_en,
            school_year="" if year is None else years[year],
            **({} if has_details else values),
        )
        if has_details:
            commitment.set_details(values)
        commitment.save()


def submit(agreement) -> StepRow:
    """Submit as the author."""
    author = agreement.created_by
    agreement_actions.submit(agreement, user=author, seen_version=agreement.version)
    return _row(agreement, "Złożenie / Submission", author, "submitted")


def _get_step(agreement, kind, **filters) -> Step:
    return Step.objects.open().get(agreement=agreement, kind=kind, **filters)


def check(agreement, *, box="koordynator", outcome=Outcome.APPROVED, reason=""):
    """Do the formal check as a coordinator."""
    return _decide(
        agreement,
        _get_step(agreement, StepKind.FORMAL_CHECK),
        get_user(box),
        "Kontrola formalna / Formal check",
        outcome,
        reason,
        FormalCheckItem,
    )


APPROVERS = {
    "mechanik": "dyrektor.mechanik",
    "granit": "prezes.granit",
    "jelenia-gora": "prezydent.jelenia-gora",
    "lider": "lider",
}


def approve_for_parties(agreement, *, count: int | None = None) -> list[StepRow]:
    """Approve as each party's approver, the first ``count`` of them."""
    rows = []
    waiting = Step.objects.open().filter(
        agreement=agreement, kind=StepKind.PARTY_APPROVAL
    )
    for step in list(waiting.order_by("pk"))[:count]:
        approver = next(
            get_user(box)
            for box in APPROVERS.values()
            if step.may_be_completed_by(get_user(box))
        )
        rows.append(
            _decide(
                agreement,
                step,
                approver,
                f"Akceptacja strony / Approval: {step.party}",
                Outcome.APPROVED,
            )
        )
    return rows


def sign_off(agreement, *, box="koordynator2") -> StepRow:
    """Sign off as the second coordinator."""
    return _decide(
        agreement,
        _get_step(agreement, StepKind.SIGN_OFF),
        get_user(box),
        "Uzgodnienie / Sign-off",
        Outcome.APPROVED,
        "",
        SignOffItem,
    )


def sign_all(agreement, *, count: int | None = None) -> list[StepRow]:
    """Sign turn by turn, as each signer, the first ``count`` of them."""
    rows = []
    while count is None or len(rows) < count:
        step = (
            Step.objects.open()
            .filter(agreement=agreement, kind=StepKind.SIGN)
            .select_related("signer__user", "party")
            .order_by("pk")
            .first()
        )
        if step is None:
            break
        latest = get_contract_revision(agreement)
        rows.append(
            _decide(
                agreement,
                step,
                step.signer.user,
                f"Podpis / Signature: {step.party}",
                Outcome.SIGNED,
                seen_sha256=latest.sha256,
                secret=DEMO_PASSWORD,
            )
        )
    return rows


def get_contract_revision(agreement) -> Revision:
    """Return the newest revision of the newest contract document."""
    return (
        Revision.objects.filter(
            document__agreement=agreement, document__type="agreement"
        )
        .order_by("document", "number")
        .last()
    )


def _decide(
    agreement, step, user, label, outcome, reason="", items=(), **seen
) -> StepRow:
    answer = StepInput(
        outcome=outcome,
        seen_version=_reload(agreement).version,
        reason=reason,
        checklist={item.value: True for item in items},
        ip="127.0.0.1",
        user_agent="demo",
        **seen,
    )
    steps.complete_step(step, user=user, answer=answer)
    return _row(agreement, label, user, outcome, process_id=step.process_id)


def _row(agreement, label, user, result, *, process_id=None) -> StepRow:
    revision = (
        Revision.objects.filter(
            document__agreement=agreement, job__decision__actor=user
        )
        .select_related("document__agreement")
        .order_by("pk")
        .last()
    )
    if revision is None:
        raise SigningFailed(f"{label}: no signed file was left.")
    return StepRow(
        label,
        user.get_full_name(),
        _in_english(Outcome(result).label),
        revision.file_name,
        len(revision.signatures),
        revision.pades_level,
    )


def _in_english(label) -> str:
    """The terminal speaks one language."""
    with translation.override("en"):
        return str(label)


def finish_rows(agreement) -> list[StepRow]:
    """Return what the leader's seal left behind."""
    revisions = Revision.objects.filter(
        document__agreement=agreement, job__kind__in=["seal", "certificate"]
    ).select_related("document__agreement", "job")
    labels = {
        "seal": "Pieczęć i archiwum / Seal and archive",
        "certificate": "Poświadczenie / Audit certificate",
    }
    return [
        StepRow(
            labels[revision.job.kind],
            "SSEMP S.A.",
            _in_english(AgreementState(_reload(agreement).state).label),
            revision.file_name,
            len(revision.signatures),
            revision.pades_level,
        )
        for revision in revisions.order_by("pk")
    ]


def run_agreement(**overrides) -> tuple[PatronageAgreement, list[StepRow]]:
    """Take a new agreement from a draft to the archive. Returns it and the table."""
    agreement = draft_agreement(**overrides)
    rows = [submit(agreement), check(agreement)]
    rows += approve_for_parties(agreement)
    rows.append(sign_off(agreement))
    rows += sign_all(agreement)
    rows += finish_rows(agreement)
    schedule.run_due()
    return _reload(agreement), rows


def export_files(agreement, directory: Path) -> list[Path]:
    """Copy the newest revision of every document under the name that people see."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for document in agreement.documents.prefetch_related("revisions"):
        revision = document.latest
        if revision is None:
            continue
        path = directory / revision.file_name
        path.write_bytes(storage.read(revision.sha256))
        paths.append(path)
    return paths


def clear_directory(directory: Path) -> None:
    """Remove PDFs of an earlier run, nothing else."""
    for path in directory.glob("KP-*.pdf"):
        path.unlink()


def create_examples() -> list[PatronageAgreement]:
    """Leave agreements in several states, so that every role has something to do.

    Two are in force: they are what the public catalogue shows.
    """
    running = [_run_to_force(**values) for values in IN_FORCE]
    schedule.run_due()
    first = school_years.get_current_school_year() + 1
    draft = draft_agreement(
        first_year=first,
        title_pl="Klasa patronacka – projekt w przygotowaniu",
        title_en="Patronage class – draft in preparation",
    )
    to_check = draft_agreement(
        first_year=first,
        title_pl="Klasa patronacka z robotyką",
        title_en="Patronage class with robotics",
    )
    submit(to_check)
    to_approve = draft_agreement(
        first_year=first,
        title_pl="Klasa patronacka – automatyka linii produkcyjnych",
        title_en="Patronage class – automation of production lines",
    )
    submit(to_approve)
    check(to_approve)
    approve_for_parties(to_approve, count=1)
    to_sign = draft_agreement(
        first_year=first,
        title_pl="Klasa patronacka – mechatronika przemysłowa",
        title_en="Patronage class – industrial mechatronics",
    )
    submit(to_sign)
    check(to_sign)
    approve_for_parties(to_sign)
    sign_off(to_sign)
    sign_all(to_sign, count=1)
    returned = draft_agreement(
        first_year=first,
        title_pl="Klasa patronacka – utrzymanie ruchu",
        title_en="Patronage class – maintenance",
    )
    submit(returned)
    check(
        returned,
        outcome=Outcome.RETURNED,
        reason="Proszę dołączyć aktualny odpis z KRS pracodawcy.",
    )
    kept = (*running, draft, to_check, to_approve, to_sign, returned)
    return [_reload(item) for item in kept]


# Concluded for classes that began with this school year.
IN_FORCE = (
    {
        "code": "311410",
        "title_pl": "Klasa patronacka w zawodzie technik mechatronik – pierwszy rocznik",
        "title_en": "Patronage class in mechatronics – the first year",
    },
    {
        "code": "311504",
        "title_pl": "Klasa patronacka w zawodzie technik mechanik",
        "title_en": "Patronage class in the occupation of mechanical technician",
        "class_name": "Technikum mechaniczne pod patronatem Granit Automatyka",
        "class_symbol": "1TMe",
    },
)


def _run_to_force(*, code: str, **values) -> PatronageAgreement:
    occupations.load_occupations()
    agreement = draft_agreement(
        first_year=school_years.get_current_school_year(),
        with_annex=False,
        occupation=Occupation.objects.get(code=code),
        **values,
    )
    submit(agreement)
    check(agreement)
    approve_for_parties(agreement)
    sign_off(agreement)
    sign_all(agreement)
    return agreement

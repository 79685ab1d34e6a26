"""Demo partners: the five real schools with their founding bodies, the leader,
three invented employers, and a portal account for each role.

People are invented; their surnames name their roles. Numbers are synthetic.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from partners import roles, services
from partners.enums import (
    ForeignIdType,
    FoundingBodyType,
    LegalForm,
    MembershipRole,
    OrganisationKind,
    RegisterSource,
    RepresentationBasis,
)
from partners.models import Organisation, PersonFunction

DEMO_PASSWORD = "klaster-demo-2026"  # noqa: S105 -- demo accounts only, printed
DOMAIN = "demo.klaster.example"

M, E, A, S, _ADMIN = MembershipRole.values


@dataclass
class DemoPerson:
    given_name: str
    surname: str
    function_pl: str
    function_en: str
    email: str
    roles: list = field(default_factory=list)
    can_represent: bool = False
    is_treasurer: bool = False
    groups: list = field(default_factory=list)


def _krs(rule, signers):
    return {
        "representation_basis": RepresentationBasis.KRS,
        "representation_rule": rule,
        "signers_required": signers,
        "register_source": RegisterSource.KRS,
    }


def _poa(rule):
    return {
        "representation_basis": RepresentationBasis.POWER_OF_ATTORNEY,
        "representation_rule": rule,
        "signers_required": 1,
        "register_source": RegisterSource.RSPO,
    }


def _local(rule, signers):
    return {
        "representation_basis": RepresentationBasis.RESOLUTION,
        "representation_rule": rule,
        "signers_required": signers,
        "register_source": RegisterSource.REGON,
    }


HEAD_RULE = (
    "Dyrektor działa jednoosobowo na podstawie pełnomocnictwa organu prowadzącego."
)

FOUNDING_BODIES = [
    dict(
        key="jelenia-gora",
        founding_body_type=FoundingBodyType.CITY,
        legal_name="Miasto Jelenia Góra",
        short_name="Miasto Jelenia Góra",
        name_en="City of Jelenia Góra",
        nip="6110000027",
        regon="230821412",
        street="plac Ratuszowy",
        house_number="58",
        postcode="58-500",
        city="Jelenia Góra",
        **_local(
            "Prezydent Miasta jednoosobowo; kontrasygnata skarbnika przy "
            "zobowiązaniach pieniężnych.",
            1,
        ),
    ),
    dict(
        key="wojewodztwo",
        founding_body_type=FoundingBodyType.VOIVODESHIP,
        legal_name="Województwo Dolnośląskie",
        short_name="Województwo Dolnośląskie",
        name_en="Lower Silesian Voivodeship",
        nip="8960000016",
        regon="931934644",
        street="Wybrzeże J. Słowackiego",
        house_number="12-14",
        postcode="50-411",
        city="Wrocław",
        **_local("Marszałek i jeden członek zarządu województwa łącznie.", 2),
    ),
    dict(
        key="powiat",
        founding_body_type=FoundingBodyType.COUNTY,
        legal_name="Powiat Zgorzelecki",
        short_name="Powiat Zgorzelecki",
        name_en="Zgorzelec County",
        nip="6150000013",
        regon="230821390",
        street="Bohaterów Getta",
        house_number="11a",
        postcode="59-900",
        city="Zgorzelec",
        **_local("Dwóch członków zarządu powiatu łącznie.", 2),
    ),
]

SCHOOLS = [
    dict(
        key="elektronik",
        body="jelenia-gora",
        legal_name="Zespół Szkół Elektronicznych w Jeleniej Górze",
        short_name="Zespół Szkół Elektronicznych, Jelenia Góra",
        name_en="Electronics School Complex in Jelenia Góra",
        rspo=900001,
        street="Grunwaldzka",
        house_number="64a",
        postcode="58-500",
        city="Jelenia Góra",
    ),
    dict(
        key="mechanik",
        body="jelenia-gora",
        legal_name="Zespół Szkół Technicznych „Mechanik” w Jeleniej Górze",
        short_name="ZST „Mechanik”, Jelenia Góra",
        name_en="“Mechanik” Technical School Complex in Jelenia Góra",
        rspo=900002,
        street="Obrońców Pokoju",
        house_number="10",
        postcode="58-500",
        city="Jelenia Góra",
    ),
    dict(
        key="biedrzychowice",
        body="wojewodztwo",
        legal_name="Dolnośląski Zespół Szkół w Biedrzychowicach",
        short_name="Dolnośląski ZS, Biedrzychowice",
        name_en="Lower Silesian School Complex in Biedrzychowice",
        rspo=900003,
        street="",
        house_number="2",
        postcode="59-830",
        city="Biedrzychowice",
    ),
    dict(
        key="karpacz",
        body="wojewodztwo",
        legal_name="Dolnośląski Zespół Szkół w Karpaczu",
        short_name="Dolnośląski ZS, Karpacz",
        name_en="Lower Silesian School Complex in Karpacz",
        rspo=900004,
        street="Gimnazjalna",
        house_number="9",
        postcode="58-540",
        city="Karpacz",
    ),
    dict(
        key="emilka",
        body="powiat",
        legal_name="Zespół Szkół Ponadpodstawowych „Emilka” w Zgorzelcu",
        short_name="ZSP „Emilka”, Zgorzelec",
        name_en="“Emilka” Post-Primary School Complex in Zgorzelec",
        rspo=900005,
        street="Lubańska",
        house_number="11a",
        postcode="59-900",
        city="Zgorzelec",
    ),
]

EMPLOYERS = [
    dict(
        key="granit",
        legal_form=LegalForm.LIMITED_COMPANY,
        legal_name="Granit Automatyka sp. z o.o.",
        short_name="Granit Automatyka",
        name_en="Granit Automatyka",
        nip="6110000004",
        regon="230123457",
        krs="0000900001",
        street="Strefowa",
        house_number="7",
        postcode="58-400",
        city="Kamienna Góra",
        **_krs("Do reprezentacji uprawnionych jest dwóch członków zarządu łącznie.", 2),
    ),
    dict(
        key="len",
        legal_form=LegalForm.JOINT_STOCK_COMPANY,
        legal_name="Sudeckie Zakłady Lniarskie Nowy Len S.A.",
        short_name="Nowy Len",
        name_en="Nowy Len",
        nip="6150001234",
        regon="123456785",
        krs="0000900002",
        street="Fabryczna",
        house_number="21",
        postcode="59-820",
        city="Leśna",
        **_krs("Prezes zarządu samodzielnie albo członek zarządu z prokurentem.", 1),
    ),
    dict(
        key="jizera",
        legal_form=LegalForm.FOREIGN,
        legal_name="Jizerské strojírny s.r.o.",
        short_name="Jizerské strojírny",
        name_en="Jizerské strojírny",
        country="CZ",
        foreign_id_type=ForeignIdType.CZ_ICO,
        foreign_id="12345679",
        street="Tovární",
        house_number="15",
        postcode="460 01",
        city="Liberec",
        representation_basis=RepresentationBasis.FOREIGN_REGISTER,
        representation_rule="Jednatel zastupuje společnost samostatně.",
        signers_required=1,
        register_source=RegisterSource.FOREIGN,
    ),
]

LEADER = dict(
    key="lider",
    legal_form=LegalForm.JOINT_STOCK_COMPANY,
    legal_name="Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A.",
    short_name="SSEMP S.A.",
    name_en="Special Economic Zone for Small Business",
    nip="6140007778",
    regon="230000000",
    krs="0000900003",
    street="Papieża Jana Pawła II",
    house_number="11a",
    postcode="58-400",
    city="Kamienna Góra",
    **_krs("Prezes zarządu samodzielnie.", 1),
)


def _person(
    given,
    surname,
    pl,
    en,
    box,
    granted=(),
    represents=False,
    treasurer=False,
    groups=(),
):
    return DemoPerson(
        given,
        surname,
        pl,
        en,
        f"{box}@{DOMAIN}",
        list(granted),
        represents,
        treasurer,
        list(groups),
    )


PEOPLE = {
    "mechanik": [
        _person(
            "Anna", "Szkolna", "wicedyrektor", "deputy head", "autor.mechanik", [M, E]
        ),
        _person(
            "Barbara",
            "Dyrektorska",
            "dyrektor szkoły",
            "head teacher",
            "dyrektor.mechanik",
            [M, E, A, S],
            True,
        ),
    ],
    "elektronik": [
        _person(
            "Cezary",
            "Nauczycielski",
            "kierownik szkolenia praktycznego",
            "head of practical training",
            "autor.elektronik",
            [M, E],
        ),
        _person(
            "Dorota",
            "Elektroniczna",
            "dyrektor szkoły",
            "head teacher",
            "dyrektor.elektronik",
            [M, E, A, S],
            True,
        ),
    ],
    "biedrzychowice": [
        _person(
            "Ewa",
            "Gastronomiczna",
            "dyrektor szkoły",
            "head teacher",
            "dyrektor.biedrzychowice",
            [M, E, A, S],
            True,
        ),
    ],
    "karpacz": [
        _person(
            "Feliks",
            "Hotelarski",
            "dyrektor szkoły",
            "head teacher",
            "dyrektor.karpacz",
            [M, E, A, S],
            True,
        ),
    ],
    "emilka": [
        _person(
            "Grażyna",
            "Zawodowa",
            "dyrektor szkoły",
            "head teacher",
            "dyrektor.emilka",
            [M, E, A, S],
            True,
        ),
    ],
    "jelenia-gora": [
        _person(
            "Henryk",
            "Miejski",
            "Prezydent Miasta",
            "mayor",
            "prezydent.jelenia-gora",
            [M, A, S],
            True,
        ),
        _person(
            "Irena",
            "Skarbnicza",
            "Skarbnik Miasta",
            "city treasurer",
            "skarbnik.jelenia-gora",
            [M, S],
            True,
            True,
        ),
    ],
    "wojewodztwo": [
        _person(
            "Jan",
            "Wojewódzki",
            "Marszałek Województwa",
            "marshal",
            "marszalek.wojewodztwo",
            [M, A, S],
            True,
        ),
        _person(
            "Krystyna",
            "Zarządowa",
            "członek zarządu",
            "member of the board",
            "czlonek.wojewodztwo",
            [M, S],
            True,
        ),
    ],
    "powiat": [
        _person(
            "Leon",
            "Powiatowy",
            "Starosta",
            "county head",
            "starosta.powiat",
            [M, A, S],
            True,
        ),
        _person(
            "Maria",
            "Zarządowa",
            "członek zarządu powiatu",
            "member of the county board",
            "czlonek.powiat",
            [M, S],
            True,
        ),
    ],
    "granit": [
        _person(
            "Norbert",
            "Granitowy",
            "prezes zarządu",
            "president of the board",
            "prezes.granit",
            [M, E, A, S],
            True,
        ),
        _person(
            "Olga",
            "Automatyczna",
            "członek zarządu",
            "member of the board",
            "zarzad.granit",
            [M, A, S],
            True,
        ),
        _person(
            "Paweł",
            "Kadrowy",
            "kierownik działu kadr",
            "head of personnel",
            "kadry.granit",
            [M, E],
        ),
    ],
    "len": [
        _person(
            "Renata",
            "Lniana",
            "prezes zarządu",
            "president of the board",
            "prezes.len",
            [M, E, A, S],
            True,
        ),
        _person(
            "Stanisław",
            "Warsztatowy",
            "kierownik produkcji",
            "production manager",
            "produkcja.len",
            [M, E, A],
        ),
    ],
    "jizera": [
        _person(
            "Šimon",
            "Jednatelský",
            "jednatel",
            "managing director",
            "jednatel.jizera",
            [M, E, A, S],
            True,
        ),
        _person(
            "Tereza",
            "Personální",
            "vedoucí personálního oddělení",
            "head of personnel",
            "personalni.jizera",
            [M, E],
        ),
    ],
    "lider": [
        _person(
            "Urszula",
            "Prezesowska",
            "prezes zarządu",
            "president of the board",
            "lider",
            [M, A, S],
            True,
            False,
            [roles.LEADER_SIGNERS],
        ),
        _person(
            "Wanda",
            "Koordynatorska",
            "koordynator klastra",
            "cluster coordinator",
            "koordynator",
            [M],
            False,
            False,
            [roles.COORDINATORS],
        ),
        _person(
            "Xawery",
            "Biurowy",
            "koordynator klastra",
            "cluster coordinator",
            "koordynator2",
            [M],
            False,
            False,
            [roles.COORDINATORS],
        ),
        _person(
            "Zofia",
            "Redaktorska",
            "redaktor",
            "editor",
            "redaktor",
            [M],
            False,
            False,
            [roles.EDITORS],
        ),
        _person(
            "Bogna",
            "Publikacyjna",
            "kierownik biura klastra",
            "head of the cluster office",
            "moderator",
            [M],
            False,
            False,
            [roles.MODERATORS],
        ),
        _person(
            "Adam",
            "Kontrolny",
            "audytor",
            "auditor",
            "audytor",
            [],
            False,
            False,
            [roles.AUDITORS],
        ),
    ],
}


def make_regon(seed: int) -> str:
    """Return a synthetic REGON with a right check digit (weights 8 9 2 3 4 5 6 7)."""
    base = f"{seed:08d}"
    total = sum(int(d) * w for d, w in zip(base, (8, 9, 2, 3, 4, 5, 6, 7), strict=True))
    return f"{base}{total % 11 % 10}"


def make_nip(prefix: str) -> str:
    """Return the first synthetic NIP from this prefix on that has a check digit."""
    number = int(prefix)
    while True:
        base = f"{number:09d}"
        weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
        rest = sum(int(d) * w for d, w in zip(base, weights, strict=True)) % 11
        if rest != 10:
            return f"{base}{rest}"
        number += 1


def _save(kind, legal_form, data, **more) -> Organisation:
    data = {key: value for key, value in data.items() if key not in {"key", "body"}}
    data.setdefault("legal_form", legal_form)
    slug = more.pop("slug")
    defaults = {
        "email": f"sekretariat.{slug}@{DOMAIN}",
        "phone": "+48755550100",
        "dpo_contact": f"iod.{slug}@{DOMAIN}",
        "register_extract_date": timezone.localdate() - timedelta(days=14),
        **data,
        **more,
    }
    organisation = Organisation.objects.filter(legal_name=data["legal_name"]).first()
    organisation = organisation or Organisation(kind=kind)
    for name, value in defaults.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save()
    return organisation


@transaction.atomic
def create_demo_partners() -> dict[str, Organisation]:
    """Make or refresh the demo register. Returns the organisations by short key."""
    found = {}
    for number, data in enumerate(FOUNDING_BODIES):
        data = {
            **data,
            "nip": make_nip(f"61100{number * 10 + 100:04d}"),
            "regon": make_regon(23080000 + number),
        }
        found[data["key"]] = _save(
            OrganisationKind.FOUNDING_BODY,
            LegalForm.LOCAL_GOVERNMENT,
            data,
            slug=data["key"],
        )
    for number, data in enumerate(SCHOOLS):
        data = {
            **data,
            "nip": make_nip(f"61100{number * 10 + 500:04d}"),
            "regon": make_regon(23090000 + number),
            **_poa(HEAD_RULE),
        }
        found[data["key"]] = _save(
            OrganisationKind.SCHOOL_COMPLEX,
            LegalForm.BUDGETARY_UNIT,
            data,
            founding_body=found[data["body"]],
            slug=data["key"],
        )
    for data in EMPLOYERS:
        found[data["key"]] = _save(
            OrganisationKind.EMPLOYER, LegalForm.LIMITED_COMPANY, data, slug=data["key"]
        )
    found["lider"] = _save(
        OrganisationKind.LEADER, LegalForm.JOINT_STOCK_COMPANY, LEADER, slug="lider"
    )
    for key, people in PEOPLE.items():
        for person in people:
            _create_person(found[key], person)
    return found


def _create_person(organisation, data: DemoPerson) -> None:
    user = services.create_account(
        email=data.email,
        given_name=data.given_name,
        surname=data.surname,
        password=DEMO_PASSWORD,
    )
    since = timezone.localdate() - timedelta(days=365)
    services.grant_roles(user, organisation, data.roles, since=since)
    user.groups.add(*Group.objects.filter(name__in=data.groups))
    person = services.register_person(
        given_name=data.given_name, surname=data.surname, email=data.email, user=user
    )
    PersonFunction.objects.get_or_create(
        person=person,
        organisation=organisation,
        defaults={
            "name_pl": data.function_pl,
            "name_en": data.function_en,
            "can_represent": data.can_represent,
            "is_treasurer": data.is_treasurer,
            "since_date": since,
        },
    )

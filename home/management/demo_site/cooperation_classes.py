"""Forms of co-operation: patronage classes, Industry Skills Centers.

Facts: domain.md §0, §1.1 and §3.1. The company of the last example is invented.
"""

from home.enums import SiteAction
from partners.enums import CooperationForm

from .cooperation import make_form
from .writing import accordion, html, live, table

PATRONAGE = make_form(
    key=CooperationForm.PATRONAGE,
    slug=("tworzenie-klas-patronackich", "setting-up-patronage-classes"),
    title=("Tworzenie klas patronackich", "Setting up patronage classes"),
    intro=(
        "Najpełniejsza forma współpracy: pracodawca obejmuje patronatem klasę, a umowa "
        "mówi, co i kiedy jej zapewni.",
        "The fullest form of co-operation: an employer becomes the patron of a class, "
        "and an agreement says what it provides and when.",
    ),
    picture="school",
    what=html(
        (
            "Klasa patronacka to oddział albo grupa, którą szkoła uczy zawodu razem z "
            "firmą. W umowie strony wybierają z listy to, co naprawdę mogą dać: "
            "miejsca praktyk, wyposażenie pracowni, szkolenia nauczycieli, stypendia, "
            "wizyty, gwarancję rozmowy o pracę.",
            "A patronage class is a class or group that learns an occupation at school "
            "together with a company. In the agreement the parties choose from a list "
            "what they can really give: placements, equipment, training of teachers, "
            "scholarships, visits, a guaranteed interview.",
        ),
        (
            "### Kiedy umowa jest obowiązkowa",
            "### When an agreement is compulsory",
        ),
        (
            "Gdy szkoła rozpoczyna kształcenie w nowym zawodzie, dyrektor musi "
            "nawiązać współpracę z pracodawcą w formie umowy lub porozumienia, na co "
            "najmniej jeden cykl kształcenia, i uzyskać opinię wojewódzkiej rady "
            "rynku pracy (art. 68 ust. 7 i 7c Prawa oświatowego). W pozostałych "
            "przypadkach umowa jest dobrowolna.",
            "When a school starts a new occupation, the head teacher has to set up "
            "co-operation with an employer by a contract or agreement, for at least "
            "one training cycle, and to obtain the opinion of the regional labour "
            "market council (art. 68 (7) and (7c) of the Education Law). In other "
            "cases the agreement is voluntary.",
        ),
    ),
    audience=html(
        (
            "- <strong>Szkoły</strong>: technika, branżowe szkoły I i II stopnia, "
            "szkoły policealne.",
            "- <strong>Schools</strong>: technical secondary schools, trade schools of "
            "both stages, post-secondary schools.",
        ),
        (
            "- <strong>Pracodawcy</strong> z regionu i zza granicy.",
            "- <strong>Employers</strong> of the region and from abroad.",
        ),
        (
            "- <strong>Organy prowadzące</strong>, które odpowiadają za szkołę.",
            "- <strong>Founding bodies</strong>, which answer for the school.",
        ),
    ),
    start=[
        (
            ("Szkic w portalu", "A draft in the portal"),
            (
                "Szkoła albo pracodawca opisuje klasę: zawód, rok, liczbę miejsc i "
                "zobowiązania.",
                "A school or an employer describes the class: occupation, year, places "
                "and commitments.",
            ),
        ),
        (
            ("Sprawdzenie formalne", "Formal check"),
            (
                "Biuro klastra mówi, czego brakuje, zanim zaczną się rozmowy.",
                "The cluster office says what is missing before negotiations begin.",
            ),
        ),
        (
            ("Uzgodnienia", "Negotiation"),
            (
                "Strony pracują na jednym tekście i zatwierdzają tę samą wersję.",
                "The parties work on one text and approve the same version.",
            ),
        ),
        (
            ("Podpisy", "Signatures"),
            (
                "Pracodawca, szkoła, organ prowadzący i lider podpisują po kolei jeden "
                "plik PDF.",
                "Employer, school, founding body and leader sign one PDF, each in "
                "turn.",
            ),
        ),
        (
            ("Klasa rusza", "The class opens"),
            (
                "Streszczenie umowy, na które zgodziły się strony, trafia do katalogu.",
                "The summary that the parties agreed to make public appears in the "
                "catalogue.",
            ),
        ),
    ],
    example_title=("Pracownia z 2015 roku", "A classroom of 2015"),
    example=html(
        (
            "W 2015 roku klaster otworzył klasę patronacką w zawodzie technik "
            "urządzeń i systemów energetyki odnawialnej w Zespole Szkół Technicznych "
            "„Mechanik” w Jeleniej Górze. Pracownia dostała pomoce dydaktyczne za "
            "około 180 tysięcy złotych.",
            "In 2015 the cluster opened a patronage class for renewable energy "
            "technicians at the “Mechanik” Technical School Complex in Jelenia Góra. "
            "Its classroom received teaching aids worth about 180,000 zlotys.",
        ),
    ),
    action=SiteAction.NEW_AGREEMENT,
    action_label=("Przygotuj umowę", "Draft an agreement"),
    body=[
        table(
            ("Kto co wnosi", "Who brings what"),
            [
                ("text", ("Strona", "Party")),
                ("text", ("Zwykle zapewnia", "Usually provides")),
            ],
            [
                ("Pracodawca", "Employer"),
                (
                    "miejsca praktyk, opiekunów, wyposażenie, szkolenia nauczycieli, "
                    "czasem stypendia",
                    "placements, supervisors, equipment, training of teachers, "
                    "sometimes scholarships",
                ),
            ],
            [
                ("Szkoła", "School"),
                (
                    "program i nadzór dydaktyczny, koordynatora, ubezpieczenie "
                    "uczniów, kontakt z rodzicami",
                    "curriculum and pedagogical supervision, a coordinator, insurance "
                    "of students, contact with parents",
                ),
            ],
            [
                ("Organ prowadzący", "Founding body"),
                (
                    "warunki organizacyjne i środki w granicach planu finansowego",
                    "organisation and funds within its budget",
                ),
            ],
            [
                ("Lider klastra", "Cluster leader"),
                (
                    "koordynację, przypomnienia o terminach, mediację",
                    "coordination, reminders of dates, mediation",
                ),
            ],
        ),
        accordion(
            ("Częste pytania", "Frequent questions"),
            (
                (
                    "Czy uczeń musi potem pracować u patrona?",
                    "Must a student work for the patron afterwards?",
                ),
                (
                    "Nie. Umowa nie nakłada na ucznia takiego obowiązku, a na patrona "
                    "– obowiązku zatrudnienia.",
                    "No. The agreement obliges neither the student to work there nor "
                    "the patron to hire.",
                ),
            ),
            (
                (
                    "Czy patron może wybierać uczniów do klasy?",
                    "May the patron choose the students of the class?",
                ),
                (
                    "Nie. Rekrutacja zawsze odbywa się według przepisów oświatowych.",
                    "No. Admission always follows school law.",
                ),
            ),
            (
                (
                    "Czy w portalu są dane uczniów?",
                    "Does the portal hold data of students?",
                ),
                (
                    "Nie. Umowa mówi o liczbie miejsc, nie o nazwiskach.",
                    "No. An agreement speaks of numbers of places, not of names.",
                ),
            ),
        ),
    ],
)

SKILLS_CENTERS = make_form(
    key=CooperationForm.SKILLS_CENTERS,
    slug=("branzowe-centra-umiejetnosci", "industry-skills-centers"),
    title=(
        "Branżowe Centra Umiejętności: szkolenia na sprzęcie branży",
        "Industry Skills Centers: courses on real equipment",
    ),
    intro=(
        "Krótkie szkolenia na sprzęcie z branży: dla uczniów, nauczycieli, pracowników "
        "i dorosłych, którzy zmieniają zawód.",
        "Short courses on the equipment of the industry, for students, teachers, "
        "employees and adults who change their trade.",
    ),
    picture="bolt",
    what=html(
        (
            "Branżowe Centrum Umiejętności (BCU) to placówka o zasięgu ogólnopolskim, "
            "jedna dla każdej dziedziny zawodowej. Szkoli i egzaminuje, łączy szkoły, "
            "uczelnie i firmy, wdraża nowe technologie, doradza i promuje branżę.",
            "An Industry Skills Center (in Polish <em>BCU</em>) serves the whole "
            "country, one for each vocational field. It trains and examines, brings "
            "together schools, universities and companies, introduces new technology, "
            "advises, and promotes its industry.",
        ),
        (
            "W naszym regionie działa centrum w dziedzinie energetyki w Zgorzelcu, "
            "utworzone przez Powiat Zgorzelecki ze Stowarzyszeniem Elektryków "
            "Polskich.",
            "In our region there is a center for the energy sector in Zgorzelec, set "
            "up by Zgorzelec County with the Association of Polish Electrical "
            "Engineers.",
        ),
    ),
    audience=html(
        (
            "- <strong>Uczniowie i studenci</strong> – kursy, których nie ma w "
            "programie.",
            "- <strong>Students</strong> – courses that are not in the curriculum.",
        ),
        (
            "- <strong>Nauczyciele zawodu</strong> – szkolenia branżowe.",
            "- <strong>Vocational teachers</strong> – industry training.",
        ),
        (
            "- <strong>Firmy</strong> – szkolenia na zamówienie i rezerwacja pracowni.",
            "- <strong>Companies</strong> – courses to order and booking of labs.",
        ),
        (
            "- <strong>Dorośli</strong> – nowe uprawnienia bez wracania do szkoły.",
            "- <strong>Adults</strong> – new qualifications without going back to "
            "school.",
        ),
    ),
    start=[
        (
            ("Wybierz szkolenie", "Choose a course"),
            (
                "Przy każdym jest program, cena lub informacja o finansowaniu i wolne "
                "miejsca.",
                "Each shows its contents, price or funding, and the free places.",
            ),
        ),
        (
            ("Zapisz się", "Register"),
            (
                "Bez zakładania konta. Gdy miejsc brak, trafiasz na listę rezerwową.",
                "Without an account. When it is full, you go on the waiting list.",
            ),
        ),
        (
            ("Ćwicz", "Practise"),
            (
                "Zajęcia prowadzą praktycy: projektanci, monterzy, pomiarowcy.",
                "Classes are given by practitioners: designers, fitters, measuring "
                "engineers.",
            ),
        ),
        (
            ("Odbierz zaświadczenie", "Receive the certificate"),
            (
                "To plik PDF z podpisem elektronicznym, który każdy może sprawdzić na "
                "tej stronie.",
                "A PDF with an electronic signature, which everyone can verify on this "
                "site.",
            ),
        ),
    ],
    example_title=("Szkolenie dla własnej ekipy", "A course for one’s own crew"),
    example=html(
        (
            "Mała firma instalacyjna zamówiła w centrum dwudniowe szkolenie z pomiarów "
            "dla pięciu monterów. Ćwiczyli na rozdzielnicy takiej samej jak u ich "
            "klienta, a protokół z ćwiczeń stał się wzorem dla firmy.",
            "A small installation company ordered a two-day measuring course for five "
            "fitters. They practised on the same switchgear as their customer’s, and "
            "the report they wrote became the company’s template.",
        ),
    ),
    action=SiteAction.COURSES,
    action_label=("Zobacz centra i szkolenia", "See centers and courses"),
    body=[live("courses", ("Szkolenia", "Courses"), limit=3)],
)

FORMS = [PATRONAGE, SKILLS_CENTERS]

"""Forms of co-operation: the list, and the five in which companies open their doors.

Facts: domain.md §1.1, §1.3 and §1.4 D. The employers of the examples are invented.
"""

from home.enums import SiteAction
from home.models import CooperationFormPage, CooperationIndexPage
from partners.enums import CooperationForm

from .writing import (
    DemoPage,
    Pair,
    block,
    html,
    list_steps,
    text,
)

INDEX = DemoPage(
    key="cooperation",
    model=CooperationIndexPage,
    slug=("formy-wspolpracy", "forms-of-co-operation"),
    title=("Formy współpracy", "Forms of co-operation"),
    intro=(
        "Dziesięć sposobów, w jakie szkoła i pracodawca mogą działać razem. Zacznij od "
        "jednego – najlepiej od tego, który nic nie kosztuje.",
        "Ten ways in which a school and an employer can work together. Begin with one "
        "– preferably one that costs nothing.",
    ),
    picture="rings",
    fields={
        "body": [
            text(
                (
                    "Każda forma ma swoją stronę: czym jest, dla kogo, jak zacząć i "
                    "jak wygląda w praktyce. Kilka z nich można zapisać w jednej "
                    "umowie o klasie patronackiej. Nie wiesz, co wybrać? <a "
                    'href="@contact">Napisz do biura</a>.',
                    "Every form has a page: what it is, for whom, how to start and "
                    "what it looks like in practice. Several of them fit into one "
                    "patronage class agreement. Not sure which to choose? <a "
                    'href="@contact">Write to the office</a>.',
                )
            )
        ]
    },
)


def make_form(
    *,
    key: str,
    slug: Pair,
    title: Pair,
    intro: Pair,
    picture: str,
    what: Pair,
    audience: Pair,
    start: list[tuple[Pair, Pair]],
    example_title: Pair,
    example: Pair,
    action: str,
    action_label: Pair,
    body: list | None = None,
) -> DemoPage:
    return DemoPage(
        key=f"form.{key}",
        parent="cooperation",
        model=CooperationFormPage,
        slug=slug,
        title=title,
        intro=intro,
        picture=picture,
        fields={
            "key": key,
            "what": what,
            "audience": audience,
            "steps": [block("step", step) for step in list_steps(*start)],
            "example_title": example_title,
            "example": example,
            "action": action,
            "action_label": action_label,
            "body": body or [],
        },
    )


GRADUATES = make_form(
    key=CooperationForm.GRADUATES,
    slug=("rekrutacja-absolwentow", "recruitment-of-graduates"),
    title=("Rekrutacja absolwentów", "Recruitment of graduates"),
    intro=(
        "Pracodawca poznaje przyszłych absolwentów jeszcze w szkole i zaprasza ich na "
        "rozmowę, zanim zaczną szukać pracy.",
        "Employers meet future graduates while they are still at school, and invite "
        "them to an interview before they look for work.",
    ),
    picture="cap",
    what=html(
        (
            "Firma przedstawia się uczniom ostatnich klas, mówi otwarcie o "
            "stanowiskach i zarobkach, a chętnych zaprasza na rozmowę. W umowie o "
            "klasie patronackiej może zapisać gwarancję rozmowy i liczbę planowanych "
            "przyjęć.",
            "The company introduces itself to final-year classes, speaks openly about "
            "jobs and pay, and invites those who are interested. In a patronage class "
            "agreement it can guarantee an interview and state how many people it "
            "plans to hire.",
        ),
        (
            "Absolwent nie musi przyjąć propozycji, a firma nie musi zatrudnić "
            "każdego. Obie strony zyskują coś innego: wiedzą, z kim mają do czynienia.",
            "A graduate need not accept, and the company need not hire everybody. What "
            "both sides gain is something else: they know whom they are dealing with.",
        ),
    ),
    audience=html(
        (
            "- <strong>Pracodawcy</strong>, którzy wiedzą, ilu ludzi będą potrzebować "
            "za rok lub dwa.",
            "- <strong>Employers</strong> who know how many people they will need in a "
            "year or two.",
        ),
        (
            "- <strong>Szkoły</strong>, które chcą znać losy swoich absolwentów.",
            "- <strong>Schools</strong> that want to know what becomes of their "
            "graduates.",
        ),
        (
            "- <strong>Uczniowie ostatnich klas</strong> i ich rodzice.",
            "- <strong>Students of the final years</strong> and their parents.",
        ),
    ),
    start=[
        (
            ("Powiedz, kogo szukasz", "Say whom you look for"),
            (
                "Podaj biuru zawód, liczbę miejsc i termin. Wystarczy e-mail.",
                "Give the office the occupation, the number of places and the date. An "
                "e-mail is enough.",
            ),
        ),
        (
            ("Wybierz szkoły", "Choose the schools"),
            (
                "Wskażemy te, w których za rok kończą naukę uczniowie tego zawodu.",
                "We point out those where students of the occupation finish within a "
                "year.",
            ),
        ),
        (
            ("Przyjdź albo zaproś", "Come, or invite"),
            (
                "Lekcja o firmie w szkole albo zwiedzanie zakładu, w czasie zajęć.",
                "A lesson about the company at school, or a tour of the plant, during "
                "classes.",
            ),
        ),
        (
            ("Porozmawiaj i daj znać", "Talk, and let us know"),
            (
                "Po rozmowach napisz szkole, ile osób przyjęto i czego im brakowało.",
                "After the interviews, tell the school how many were hired and what "
                "they lacked.",
            ),
        ),
    ],
    example_title=("Rozmowa przed dyplomem", "An interview before the diploma"),
    example=html(
        (
            "Nowy Len zaprosił na halę przędzalni klasę mechaników z sąsiedniego "
            "powiatu. Z dwudziestu uczniów na rozmowę zgłosiło się siedmiu, umowę "
            "podpisało czterech. Szkoła usłyszała przy okazji, że warto więcej "
            "ćwiczyć czytanie schematów pneumatycznych.",
            "Nowy Len invited a class of mechanics from the next county into its "
            "spinning hall. Of twenty students, seven came to an interview and four "
            "signed a contract. The school also heard that it should practise reading "
            "pneumatic diagrams more.",
        ),
    ),
    action=SiteAction.EVENTS,
    action_label=("Zobacz targi i dni otwarte", "See fairs and open days"),
)

CURRICULUM = make_form(
    key=CooperationForm.CURRICULUM,
    slug=("konsultowanie-programow", "consulting-on-curricula"),
    title=("Konsultowanie programów nauczania", "Consulting on curricula"),
    intro=(
        "Praktycy z firm czytają program nauczania zawodu i mówią, czego w nim "
        "brakuje, a co się już zestarzało.",
        "People from companies read the curriculum of an occupation and say what it "
        "lacks and what has grown old.",
    ),
    picture="book",
    what=html(
        (
            "Podstawa programowa określa, co uczeń musi umieć. O tym, na jakich "
            "maszynach i przykładach się tego uczy, decyduje szkoła. Tu głos "
            "pracodawcy jest bezcenny: zna oprogramowanie, normy i błędy, które w "
            "zakładzie kosztują najwięcej.",
            "The core curriculum says what a student must be able to do. On which "
            "machines and examples it is learned is for the school to decide. This is "
            "where an employer’s voice counts: it knows the software, the standards "
            "and the mistakes that cost most in a plant.",
        ),
        (
            "Propozycja programu jest też jednym z obszarów współpracy, które wymienia "
            "prawo, gdy szkoła otwiera nowy zawód (art. 68 ust. 7c Prawa oświatowego).",
            "Proposing a curriculum is also one of the areas of co-operation that "
            "Polish law names for a school which starts a new occupation (art. 68 "
            "(7c) of the Education Law).",
        ),
    ),
    audience=html(
        (
            "- <strong>Nauczyciele zawodu</strong> i kierownicy kształcenia "
            "praktycznego.",
            "- <strong>Vocational teachers</strong> and heads of practical training.",
        ),
        (
            "- <strong>Technolodzy, mistrzowie i szefowie działów</strong> w firmach.",
            "- <strong>Technologists, foremen and heads of departments</strong> in "
            "companies.",
        ),
    ),
    start=[
        (
            ("Wybierzcie jeden zawód", "Choose one occupation"),
            (
                "Nie zaczynajcie od całej szkoły. Jeden zawód, jedna kwalifikacja.",
                "Do not begin with the whole school. One occupation, one "
                "qualification.",
            ),
        ),
        (
            ("Przeczytajcie program", "Read the curriculum"),
            (
                "Szkoła wysyła program i listę ćwiczeń. Firma zaznacza na marginesie: "
                "aktualne, przestarzałe, brakuje.",
                "The school sends the curriculum and a list of exercises. The company "
                "marks the margin: current, outdated, missing.",
            ),
        ),
        (
            ("Spotkajcie się na dwie godziny", "Meet for two hours"),
            (
                "Biuro prowadzi rozmowę i spisuje wnioski.",
                "The office chairs the talk and writes down the conclusions.",
            ),
        ),
        (
            ("Sprawdźcie po roku", "Look again after a year"),
            (
                "Co udało się zmienić i czy uczniowie na praktykach radzą sobie "
                "lepiej?",
                "What was changed, and do students on placements manage better?",
            ),
        ),
    ],
    example_title=(
        "Sterownik, którego nikt już nie używa",
        "A controller that nobody uses any more",
    ),
    example=html(
        (
            "Inżynierowie firmy Granit Automatyka przejrzeli ćwiczenia z "
            "programowania sterowników w jednej ze szkół klastra. Trzy z dziesięciu "
            "dotyczyły sprzętu sprzed piętnastu lat. Szkoła wymieniła je na zadania "
            "przygotowane przez firmę, a firma dołożyła dwa sterowniki do pracowni.",
            "Engineers of Granit Automatyka went through the controller programming "
            "exercises of a school of the cluster. Three of ten were about equipment "
            "fifteen years old. The school replaced them with tasks that the company "
            "had prepared, and the company added two controllers for the lab.",
        ),
    ),
    action=SiteAction.CONTACT,
    action_label=("Umów konsultacje", "Arrange a consultation"),
)

REAL_CONDITIONS = make_form(
    key=CooperationForm.REAL_CONDITIONS,
    slug=("zajecia-w-rzeczywistych-warunkach-pracy", "classes-in-real-conditions"),
    title=(
        "Zajęcia w rzeczywistych warunkach pracy",
        "Classes in real working conditions",
    ),
    intro=(
        "Lekcja odbywa się w hali, kuchni albo serwerowni: przy maszynach, na których "
        "powstaje prawdziwy produkt.",
        "The lesson takes place in a production hall, a kitchen or a server room, at "
        "machines that make a real product.",
    ),
    picture="factory",
    what=html(
        (
            "Grupa przychodzi do firmy na zajęcia przewidziane w planie lekcji: raz na "
            "kwartał albo raz w tygodniu. Prowadzi je nauczyciel razem z pracownikiem "
            "firmy, według programu szkoły.",
            "A group comes to the company for classes of its timetable: once a quarter "
            "or once a week. They are given by a teacher together with an employee of "
            "the company, by the curriculum of the school.",
        ),
        (
            "Jeśli zajęcia są częścią praktycznej nauki zawodu, dyrektor szkoły "
            "zawiera z firmą osobną umowę, z listą uczniów i programem. Umowa o "
            "klasie patronackiej jej nie zastępuje.",
            "Where the classes are part of practical vocational training, the head "
            "teacher concludes a separate contract with the company, with a list of "
            "students and the programme. A patronage class agreement does not replace "
            "it.",
        ),
    ),
    audience=html(
        (
            "- <strong>Firmy</strong>, które mają wolne stanowisko i kogoś, kto umie "
            "tłumaczyć.",
            "- <strong>Companies</strong> with a free workstation and somebody who can "
            "explain.",
        ),
        (
            "- <strong>Szkoły</strong>, którym brakuje sprzętu, jakiego nie da się "
            "postawić w pracowni.",
            "- <strong>Schools</strong> that lack equipment which does not fit into a "
            "classroom.",
        ),
    ),
    start=[
        (
            ("Sprawdźcie program", "Check the programme"),
            (
                "Które efekty kształcenia da się osiągnąć tylko w zakładzie?",
                "Which learning outcomes can be reached only in a plant?",
            ),
        ),
        (
            ("Zadbajcie o bezpieczeństwo", "See to safety"),
            (
                "Szkolenie BHP, odzież ochronna, ubezpieczenie, standardy ochrony "
                "małoletnich i weryfikacja osób, które będą pracować z uczniami.",
                "Health and safety training, protective clothing, insurance, "
                "child-protection standards, and a check of those who will work with "
                "students.",
            ),
        ),
        (
            ("Wyznaczcie opiekuna", "Appoint a supervisor"),
            (
                "Jedna osoba w firmie, jedna w szkole; obie znają swój numer telefonu.",
                "One person at the company, one at school; each has the other’s "
                "number.",
            ),
        ),
        (
            ("Zapiszcie to w umowie", "Put it into the agreement"),
            (
                "Liczba godzin, wielkość grupy, dni tygodnia, podział kosztów.",
                "Number of hours, size of the group, days of the week, who pays what.",
            ),
        ),
    ],
    example_title=("Środa w zakładzie", "Wednesdays at the plant"),
    example=html(
        (
            "Co drugą środę ośmioosobowa grupa mechatroników ma zajęcia w firmie "
            "Granit Automatyka. Przed południem uruchamia z inżynierem gniazdo z "
            "robotem, po przerwie opisuje, co poszło nie tak. Druga część jest "
            "ważniejsza.",
            "Every second Wednesday a group of eight mechatronics students has classes "
            "at Granit Automatyka. In the morning they start up a robot cell with an "
            "engineer; after the break they describe what went wrong. The second part "
            "is the more important one.",
        ),
    ),
    action=SiteAction.NEW_AGREEMENT,
    action_label=("Przygotuj umowę", "Draft an agreement"),
)

FORMS = [GRADUATES, CURRICULUM, REAL_CONDITIONS]

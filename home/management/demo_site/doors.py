"""Where each group of visitors begins, and how to join. Facts: domain.md §1.1, §1.3."""

from home.models import StandardPage

from .writing import (
    DemoPage,
    accordion,
    call,
    documents,
    link,
    live,
    steps,
    text,
)

STUDENTS = DemoPage(
    key="students",
    model=StandardPage,
    slug=("dla-uczniow-i-rodzicow", "for-students-and-parents"),
    title=("Dla uczniów i rodziców", "For students and parents"),
    intro=(
        "Jak wybrać szkołę zawodową, co daje klasa patronacka i gdzie spróbować "
        "zawodu, zanim złożysz podanie.",
        "How to choose a vocational school, what a patronage class gives, and where to "
        "try a trade before you apply.",
    ),
    picture="signpost",
    fields={
        "body": [
            text(
                (
                    "## Co daje klasa patronacka",
                    "## What a patronage class gives",
                ),
                (
                    "W klasie patronackiej uczysz się w szkole jak wszyscy, ale część "
                    "nauki odbywa się z firmą, która podpisała umowę. Co dokładnie "
                    "zapewnia, sprawdzisz w "
                    '<a href="@classes">katalogu klas patronackich</a>. Może to być:',
                    "In a patronage class you learn at school like everybody else, but "
                    "part of it happens with a company that signed an agreement. What "
                    "exactly it provides is in the "
                    '<a href="@classes">catalogue of patronage classes</a>. It may be:',
                ),
                (
                    "- praktyka na maszynach, na których pracuje firma,",
                    "- placements at the machines of the company,",
                ),
                (
                    "- lepiej wyposażona pracownia w szkole,",
                    "- a better equipped workshop at school,",
                ),
                (
                    "- stypendium według jawnego regulaminu,",
                    "- a scholarship with public rules,",
                ),
                (
                    "- szkolenia, wizyty i dodatkowe uprawnienia,",
                    "- courses, visits and additional qualifications,",
                ),
                (
                    "- rozmowa o pracę po skończeniu szkoły.",
                    "- a job interview when you leave school.",
                ),
                (
                    "Klasa patronacka nic nie kosztuje i do niczego nie zmusza: po "
                    "szkole sami decydujecie, gdzie pracować albo studiować.",
                    "A patronage class costs nothing and obliges you to nothing: after "
                    "school, where to work or study is for you to decide.",
                ),
            ),
            steps(
                ("Od pomysłu do pierwszego września", "From an idea to 1 September"),
                (
                    ("Zobacz zawód na żywo", "See the trade"),
                    (
                        "Dni otwarte, warsztaty i targi są w "
                        '<a href="@events">kalendarzu wydarzeń</a>.',
                        "Open days, workshops and fairs are in the "
                        '<a href="@events">calendar of events</a>.',
                    ),
                ),
                (
                    ("Porównaj szkoły", "Compare schools"),
                    (
                        "Pięć szkół klastra znajdziesz wśród <a "
                        'href="@partners">partnerów</a> – z listą zawodów i klas '
                        "patronackich.",
                        "You find the five schools of the cluster among the <a "
                        'href="@partners">partners</a>, with their occupations and '
                        "patronage classes.",
                    ),
                ),
                (
                    ("Zapytaj o umowę", "Ask about the agreement"),
                    (
                        "Od kiedy do kiedy obowiązuje? Ile jest miejsc praktyk? Kto "
                        "jest opiekunem klasy?",
                        "From when to when is it in force? How many placements are "
                        "there? Who looks after the class?",
                    ),
                ),
                (
                    ("Złóż wniosek", "Apply"),
                    (
                        "Rekrutacja do klasy patronackiej jest taka sama jak do każdej "
                        "innej. Firma nie wybiera uczniów.",
                        "Admission to a patronage class is the same as to any other. "
                        "The company does not choose students.",
                    ),
                ),
            ),
            live(
                "events",
                ("Najbliższe dni otwarte", "Next open days"),
                kind="open_day",
                limit=3,
            ),
            accordion(
                ("Pytają nas rodzice", "What parents ask us"),
                (
                    (
                        "Co to jest technikum, a co szkoła branżowa?",
                        "What is a technical secondary school, what a trade school?",
                    ),
                    (
                        "Technikum trwa pięć lat i kończy się maturą oraz tytułem "
                        "technika. Branżowa szkoła I stopnia trwa trzy lata i daje "
                        "zawód; naukę można kontynuować w szkole II stopnia.",
                        "A technical secondary school takes five years and ends with "
                        "the matura and the title of technician. A first-stage trade "
                        "school takes three years and gives a trade; the second stage "
                        "can follow.",
                    ),
                ),
                (
                    (
                        "Co się stanie, jeśli firma wycofa się w trakcie nauki?",
                        "What if the company withdraws while my child is at school?",
                    ),
                    (
                        "Klasa trwa dalej, bo prowadzi ją szkoła. Umowy przewidują "
                        "zwykle, że wypowiedzenie działa na koniec roku szkolnego, a "
                        "patron dokańcza rozpoczęty cykl.",
                        "The class goes on, for it belongs to the school. Agreements "
                        "usually say that notice takes effect at the end of the school "
                        "year and that the patron completes the cycle that has begun.",
                    ),
                ),
                (
                    (
                        "Czy dziecko jest bezpieczne w zakładzie?",
                        "Is my child safe in a plant?",
                    ),
                    (
                        "Przed pierwszymi zajęciami jest szkolenie BHP. Firma stosuje "
                        "standardy ochrony małoletnich i sprawdza osoby, które pracują "
                        "z uczniami.",
                        "There is health and safety training before the first class. "
                        "The company applies child-protection standards and checks "
                        "those who work with students.",
                    ),
                ),
                (
                    (
                        "Czy technikum zamyka drogę na studia?",
                        "Does a technical school close the way to university?",
                    ),
                    (
                        "Nie. Matura w technikum jest taka sama jak w liceum.",
                        "No. The matura of a technical school is the same as that of a "
                        "general one.",
                    ),
                ),
            ),
            call(
                ("Spróbuj, zanim wybierzesz", "Try before you choose"),
                (
                    "Warsztaty w szkołach i centrach umiejętności są otwarte także dla "
                    "uczniów klas ósmych.",
                    "Workshops at schools and Skills Centers are open to pupils who "
                    "have yet to choose, too.",
                ),
                link(("Zobacz wydarzenia", "See the events"), action="events"),
            ),
        ]
    },
)

SCHOOLS = DemoPage(
    key="schools",
    model=StandardPage,
    slug=("dla-szkol", "for-schools"),
    title=("Dla szkół", "For schools"),
    intro=(
        "Pracodawca do klasy, sprzęt do pracowni, szkolenie dla nauczyciela i umowa, "
        "którą podpiszesz bez drukowania.",
        "An employer for your class, equipment for your workshop, training for your "
        "teachers, and an agreement that you sign without paper.",
    ),
    picture="school",
    fields={
        "body": [
            text(
                ("## Od czego zacząć", "## Where to begin"),
                (
                    "Od zawodu. Napisz, dla jakiego zawodu szukasz pracodawcy i czego "
                    "potrzebujesz najbardziej: miejsc praktyk, ludzi, sprzętu czy "
                    "uczniów. Jedną rzecz załatwimy szybciej niż wszystkie naraz.",
                    "With the occupation. Write for which one you look for an "
                    "employer, and what you need most: placements, people, equipment "
                    "or students. One thing is arranged sooner than all at once.",
                ),
                ("## Nowy zawód w szkole", "## A new occupation at your school"),
                (
                    "Zanim ruszy nabór, dyrektor potrzebuje dwóch rzeczy:",
                    "Before admission begins, the head teacher needs two things:",
                ),
                (
                    "1. opinii wojewódzkiej rady rynku pracy – ważnej pięć lat, "
                    "niepotrzebnej, gdy zawód jest w prognozie zapotrzebowania;",
                    "1. the opinion of the regional labour market council – valid for "
                    "five years, and not needed if the occupation is in the official "
                    "forecast of demand;",
                ),
                (
                    "1. umowy lub porozumienia z pracodawcą z tej branży, na co "
                    "najmniej jeden cykl kształcenia.",
                    "1. a contract or agreement with an employer of the industry, for "
                    "at least one training cycle.",
                ),
                (
                    "Współpraca może dotyczyć klasy patronackiej, programu nauczania, "
                    "kształcenia praktycznego, wyposażenia, egzaminów, doskonalenia "
                    "nauczycieli i doradztwa zawodowego.",
                    "The co-operation may be about a patronage class, the curriculum, "
                    "practical training, equipment, exams, development of teachers and "
                    "career guidance.",
                ),
            ),
            steps(
                ("Umowa w portalu krok po kroku", "The agreement, step by step"),
                (
                    ("Konto", "Account"),
                    (
                        "Zakłada je biuro klastra. Osobno dla autora, osobno dla "
                        "dyrektora.",
                        "It is opened by the cluster office: one for the author, one "
                        "for the head teacher.",
                    ),
                ),
                (
                    ("Projekt", "Draft"),
                    (
                        "Portal podpowiada pola i zobowiązania. Projekt zapisuje się "
                        "sam.",
                        "The portal suggests fields and commitments. The draft saves "
                        "itself.",
                    ),
                ),
                (
                    ("Uzgodnienie", "Negotiation"),
                    (
                        "Pracodawca i organ prowadzący widzą ten sam tekst i "
                        "zaznaczone zmiany.",
                        "The employer and the founding body see the same text, with "
                        "the changes marked.",
                    ),
                ),
                (
                    ("Podpis", "Signature"),
                    (
                        "Dyrektor podpisuje na podstawie pełnomocnictwa organu "
                        "prowadzącego. Jeśli są pieniądze z budżetu – potrzebna jest "
                        "kontrasygnata skarbnika.",
                        "The head teacher signs by power of attorney of the founding "
                        "body. Where public money is involved, the treasurer "
                        "countersigns.",
                    ),
                ),
            ),
            documents(
                ("Przyda się", "Useful"),
                (
                    "checklist_pl",
                    (
                        "Lista kontrolna przed podpisaniem umowy",
                        "Checklist before signing an agreement, in Polish",
                    ),
                ),
                (
                    "checklist_en",
                    (
                        "Lista kontrolna przed podpisaniem umowy, po angielsku",
                        "Checklist before signing an agreement, in English",
                    ),
                ),
            ),
            live(
                "courses",
                ("Szkolenia także dla nauczycieli", "Courses, also for teachers"),
                limit=3,
            ),
            call(
                (
                    "Masz pracodawcę? Zacznij od projektu",
                    "You have an employer? Draft it",
                ),
                (
                    "Projekt umowy może złożyć szkoła albo pracodawca. Konto w portalu "
                    "jest bezpłatne.",
                    "A school or an employer may submit a draft. An account in the "
                    "portal is free.",
                ),
                link(("Przygotuj umowę", "Draft an agreement"), action="new_agreement"),
            ),
        ]
    },
)

PAGES = [STUDENTS, SCHOOLS]

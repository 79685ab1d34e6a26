"""News. Dates are counted back from the day on which the demo is made.

The news is invented; of the real schools only what domain.md says is told.
"""

from datetime import timedelta

from home.models import NewsIndexPage, NewsPage

from .writing import (
    DemoPage,
    Pair,
    call,
    chart,
    documents,
    link,
    live,
    quote,
    table,
    text,
)

# Address and names.
TAGS = {
    "klasy-patronackie": ("klasy patronackie", "patronage classes"),
    "szkolenia": ("szkolenia", "courses"),
    "nauczyciele": ("nauczyciele", "teachers"),
    "rynek-pracy": ("rynek pracy", "labour market"),
    "rada-programowa": ("Rada Programowa", "Programme Council"),
    "wspolpraca-transgraniczna": (
        "współpraca transgraniczna",
        "cross-border co-operation",
    ),
    "uczniowie-i-rodzice": ("uczniowie i rodzice", "students and parents"),
    "portal": ("portal", "portal"),
}

INDEX = DemoPage(
    key="news",
    model=NewsIndexPage,
    slug=("aktualnosci", "news"),
    title=("Aktualności", "News"),
    intro=(
        "Co nowego w klastrze: umowy, szkolenia, wyniki badań i relacje ze spotkań. "
        "Także jako kanał RSS i Atom.",
        "What is new in the cluster: agreements, courses, surveys and reports of "
        "meetings. Also as an RSS and Atom feed.",
    ),
    picture="screen",
)


def make_news(
    key: str,
    days: int,
    *,
    slug: Pair,
    title: Pair,
    intro: Pair,
    image: str,
    tags: list[str],
    body: list,
) -> DemoPage:
    return DemoPage(
        key=f"news.{key}",
        parent="news",
        model=NewsPage,
        slug=slug,
        title=title,
        intro=intro,
        picture=image,
        fields={"date": timedelta(days=-days), "tags": tags, "body": body},
    )


PAGES = [
    make_news(
        "portal",
        2,
        slug=("umowa-bez-drukowania", "agreement-without-paper"),
        title=(
            "Umowa patronacka bez drukowania",
            "A patronage agreement without paper",
        ),
        intro=(
            "Od projektu do ostatniego podpisu: szkoła i pracodawca prowadzą umowę "
            "w portalu klastra i widzą, na kogo czeka.",
            "From the draft to the last signature: school and employer lead their "
            "agreement through the portal and see whose turn it is.",
        ),
        image="document",
        tags=["portal", "klasy-patronackie"],
        body=[
            text(
                (
                    "Do tej pory projekt umowy krążył w załącznikach, a po dwóch "
                    "tygodniach nikt nie wiedział, która wersja jest aktualna. Teraz "
                    "jest jedna. Strony pracują na tym samym tekście, a portal "
                    "zaznacza, co się w nim zmieniło od ostatniej wizyty.",
                    "Until now, drafts travelled as attachments, and after two weeks "
                    "nobody knew which version was current. Now there is one. The "
                    "parties work on the same text, and the portal marks what has "
                    "changed since their last visit.",
                ),
                ("## Co nowego", "## What is new"),
                (
                    "- Każdy zakończony krok zostawia podpisany plik PDF.",
                    "- Every completed step leaves a signed PDF behind.",
                ),
                (
                    "- Przypomnienia o terminach przychodzą e-mailem.",
                    "- Reminders of dates come by e-mail.",
                ),
                (
                    "- Podpisuje się po kolei jeden plik, bez wymiany skanów.",
                    "- One file is signed, each in turn; nobody exchanges scans.",
                ),
                (
                    "- Kto dostał dokument, może sprawdzić jego autentyczność bez "
                    "konta.",
                    "- Whoever receives a document can verify it without an account.",
                ),
            ),
            call(
                ("Wypróbuj portal", "Try the portal"),
                (
                    "Konto zakłada biuro klastra. Projekt można zapisać i wrócić do "
                    "niego później.",
                    "Accounts are opened by the cluster office. You can save a draft "
                    "and come back later.",
                ),
                link(("Przygotuj umowę", "Draft an agreement"), action="new_agreement"),
            ),
        ],
    ),
    make_news(
        "courses",
        6,
        slug=("zapisy-na-szkolenia-w-zgorzelcu", "registration-for-courses-zgorzelec"),
        title=("Zapisy na szkolenia w Zgorzelcu", "Register for courses in Zgorzelec"),
        intro=(
            "Branżowe Centrum Umiejętności otworzyło zapisy na kolejne terminy: "
            "fotowoltaika, pomiary i systemy inteligentnego budynku.",
            "The Industry Skills Center has opened registration for new dates: "
            "photovoltaics, measurement and smart building systems.",
        ),
        image="panel",
        tags=["szkolenia", "nauczyciele"],
        body=[
            text(
                (
                    "Szkolenia są dla uczniów, pracowników firm, nauczycieli i "
                    "dorosłych, którzy zmieniają zawód. Zapis nie wymaga konta. Jeśli "
                    "w wybranym terminie nie ma miejsc, można stanąć na liście "
                    "rezerwowej: gdy ktoś zrezygnuje, następna osoba dostaje "
                    "wiadomość.",
                    "The courses are for students, employees, teachers and adults who "
                    "change their trade. You need no account to register. When a date "
                    "is full you can join the waiting list: if somebody cancels, the "
                    "next person gets a message.",
                ),
                (
                    "Po szkoleniu centrum wystawia zaświadczenie z podpisem "
                    "elektronicznym. Pracodawca sprawdzi je na tej stronie w minutę.",
                    "After the course the center issues a certificate with an "
                    "electronic signature. An employer can verify it on this site in "
                    "a minute.",
                ),
            ),
            live("courses", ("Najbliższe szkolenia", "Next courses"), limit=6),
        ],
    ),
    make_news(
        "teachers",
        11,
        slug=("hala-otwarta-dla-nauczycieli", "a-hall-open-to-teachers"),
        title=("Hala otwarta dla nauczycieli", "A production hall open to teachers"),
        intro=(
            "Granit Automatyka zaprasza nauczycieli zawodu na wizytę studyjną. Zobaczą "
            "linię, na której praktykują ich uczniowie.",
            "Granit Automatyka invites vocational teachers to a study visit. They will "
            "see the line on which their students train.",
        ),
        image="gear",
        tags=["nauczyciele", "klasy-patronackie"],
        body=[
            text(
                (
                    "Nauczyciel, który zna zakład, inaczej uczy. Dlatego firma nie "
                    "pokazuje sali konferencyjnej, tylko gniazda z robotami, magazyn "
                    "części i stanowisko, na którym powstaje najwięcej braków.",
                    "Teachers who know the plant teach differently. So the company "
                    "shows no conference room but robot cells, the parts store, and "
                    "the workstation with the most rejects.",
                ),
                (
                    "Liczba miejsc jest ograniczona ze względu na bezpieczeństwo. "
                    'Termin i zapisy są w <a href="@events">kalendarzu wydarzeń</a>.',
                    "The number of places is limited for safety. Date and registration "
                    'are in the <a href="@events">calendar of events</a>.',
                ),
            ),
            quote(
                (
                    "Po takiej wizycie wiem, dlaczego mówię uczniom o czystości na "
                    "stanowisku. Wcześniej tylko to powtarzałem.",
                    "After such a visit I know why I talk to students about a clean "
                    "workstation. Before, I only repeated it.",
                ),
                (
                    "nauczyciel zawodu (wypowiedź przykładowa)",
                    "vocational teacher (an invented statement)",
                ),
            ),
            live(
                "events",
                ("Najbliższe wizyty studyjne", "Next study visits"),
                kind="study_visit",
                limit=3,
            ),
        ],
    ),
    make_news(
        "survey",
        19,
        slug=("kogo-beda-szukac-pracodawcy", "whom-employers-will-look-for"),
        title=("Kogo będą szukać pracodawcy", "Whom employers will look for"),
        intro=(
            "Zapytaliśmy firmy, jakich zawodów zabraknie im za trzy lata. Na czele "
            "mechatronicy i elektrycy.",
            "We asked companies which occupations they will lack in three years. "
            "Mechatronics technicians and electricians come first.",
        ),
        image="chip",
        tags=["rynek-pracy", "rada-programowa"],
        body=[
            text(
                (
                    "Co roku biuro klastra pyta pracodawców o trzy rzeczy: ilu ludzi "
                    "potrzebują dziś, ilu za trzy lata i czego brakuje kandydatom. "
                    "Wyniki trafiają do szkół i na obrady Rady Programowej.",
                    "Every year the cluster office asks employers three things: how "
                    "many people they need today, how many in three years, and what "
                    "applicants lack. The results go to schools and to the Programme "
                    "Council.",
                ),
            ),
            chart(
                (
                    "Wolne miejsca pracy za trzy lata, według zawodów",
                    "Vacancies in three years, by occupation",
                ),
                ("Zawód", "Occupation"),
                ("Miejsca", "Vacancies"),
                (
                    "Dane przykładowe wersji pokazowej, nie wyniki prawdziwej ankiety.",
                    "Sample data of the demonstration, not the results of a real "
                    "survey.",
                ),
                (("technik mechatronik", "mechatronics technician"), 64),
                (("technik elektryk", "electrical technician"), 51),
                (("operator obrabiarek", "machine tool operator"), 43),
                (("technik logistyk", "logistics technician"), 38),
                (("kucharz i kelner", "cook and waiter"), 29),
            ),
            text(
                (
                    "## Czego brakuje kandydatom",
                    "## What applicants lack",
                ),
                (
                    "Najczęściej padały trzy odpowiedzi: czytanie dokumentacji "
                    "technicznej, praca w zespole i znajomość języka sąsiadów. Dyplom "
                    "był dopiero na piątym miejscu.",
                    "Three answers came most often: reading technical documentation, "
                    "working in a team, and the language of the neighbours. A diploma "
                    "was only fifth.",
                ),
            ),
        ],
    ),
    make_news(
        "plan",
        27,
        slug=("rada-przyjela-plan-pracy", "council-adopts-work-plan"),
        title=("Rada przyjęła plan pracy", "The Council adopts the work plan"),
        intro=(
            "Więcej wizyt studyjnych, szkolenia dla nauczycieli i jeden wspólny "
            "kalendarz dni otwartych – oto plan na rok szkolny {school_year}.",
            "More study visits, training for teachers and one calendar of open days – "
            "this is the plan for the school year {school_year}.",
        ),
        image="table",
        tags=["rada-programowa"],
        body=[
            text(
                (
                    "Rada Programowa wysłuchała sprawozdania biura i przyjęła plan na "
                    "cały rok szkolny. Najwięcej czasu zajęło pytanie, jak zachęcić "
                    "małe firmy: Rada zaproponowała dla nich krótką ścieżkę – jedno "
                    "miejsce praktyk, jeden opiekun, jedna strona ustaleń.",
                    "The Programme Council heard the report of the office and adopted "
                    "the plan for the whole school year. Most time went into the "
                    "question how to win small companies: the Council proposed a "
                    "short path for them – one placement, one supervisor, one page of "
                    "terms.",
                ),
            ),
            table(
                ("Zadania na rok szkolny", "Tasks of the school year"),
                [
                    ("text", ("Zadanie", "Task")),
                    ("number", ("Ile", "How many")),
                ],
                [("Wizyty studyjne w zakładach", "Study visits to plants"), "8"],
                [("Szkolenia dla nauczycieli", "Training courses for teachers"), "4"],
                [("Targi pracy i targi edukacyjne", "Job and education fairs"), "3"],
                [("Posiedzenia Rady Programowej", "Meetings of the Council"), "2"],
            ),
            documents(
                ("Cały plan", "The whole plan"),
                (
                    "work_plan_pl",
                    ("Plan pracy, wersja polska", "Work plan, Polish version"),
                ),
                (
                    "work_plan_en",
                    ("Plan pracy, wersja angielska", "Work plan, English version"),
                ),
            ),
        ],
    ),
]

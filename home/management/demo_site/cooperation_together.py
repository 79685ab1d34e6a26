"""Forms of co-operation in which schools and employers build something together.

Facts: domain.md §1.1, §2 and §3.1. The employers of the examples are invented.
"""

from home.enums import SiteAction
from partners.enums import CooperationForm

from .cooperation import make_form
from .writing import html, live

PROJECTS = make_form(
    key=CooperationForm.PROJECTS,
    slug=("wspolne-projekty-edukacyjne", "joint-educational-projects"),
    title=("Wspólne projekty edukacyjne", "Joint educational projects"),
    intro=(
        "Pomysł jednego partnera, zespół złożony z kilku: szkół, firm i samorządów. "
        "Także po czeskiej i niemieckiej stronie granicy.",
        "The idea of one partner, a team of several: schools, companies and local "
        "governments, on the Czech and German side too.",
    ),
    picture="bulb",
    what=html(
        (
            "Każdy partner może zgłosić własny pomysł i wejść do grupy roboczej, która "
            "go rozwija. Grupa ma mandat, przewodniczącego i termin. Musi w niej być "
            "co najmniej jedna szkoła i jeden pracodawca.",
            "Every partner may submit an idea and join the working group that "
            "develops it. A group has a mandate, a chair and a date. At least one "
            "school and one employer have to be in it.",
        ),
        (
            "Projekt może mieć własny budżet: środki partnerów, dotację, sponsora albo "
            "wkład rzeczowy. Biuro pomaga znaleźć konkurs i przygotować wniosek.",
            "A project may have its own budget: money of the partners, a grant, a "
            "sponsor or contributions in kind. The office helps to find a call and to "
            "write the application.",
        ),
    ),
    audience=html(
        (
            "- <strong>Partnerzy klastra</strong> – każdy, bez względu na wielkość.",
            "- <strong>Partners of the cluster</strong> – every one, large or small.",
        ),
        (
            "- <strong>Nauczyciele i uczniowie</strong>, którzy chcą zrobić coś poza "
            "programem.",
            "- <strong>Teachers and students</strong> who want to do something beyond "
            "the curriculum.",
        ),
        (
            "- <strong>Sąsiedzi z Liberca i Görlitz.</strong>",
            "- <strong>Neighbours from Liberec and Görlitz.</strong>",
        ),
    ),
    start=[
        (
            ("Opisz pomysł na jednej stronie", "Describe the idea on one page"),
            (
                "Jaki kłopot rozwiązuje, dla kogo, co powstanie i po czym poznamy, że "
                "się udało.",
                "Which problem it solves, for whom, what will come of it, and how we "
                "will know that it worked.",
            ),
        ),
        (
            ("Znajdź pierwszego sojusznika", "Find a first ally"),
            (
                "Szkoła – firmę, firma – szkołę. Biuro podpowie, kto myśli podobnie.",
                "A school finds a company, a company a school. The office knows who "
                "thinks alike.",
            ),
        ),
        (
            ("Wyślij pomysł do biura", "Send it to the office"),
            (
                "Sprawdzimy formalności i pokażemy pomysł partnerom.",
                "We check the formalities and show the idea to the partners.",
            ),
        ),
        (
            ("Powołajcie grupę roboczą", "Set up a working group"),
            (
                "Członkowie dostają akt powołania, a grupa – plan i pierwszy termin.",
                "Members receive an act of appointment, the group a plan and a first "
                "date.",
            ),
        ),
    ],
    example_title=("Trzy języki, jeden magazyn", "Three languages, one warehouse"),
    example=html(
        (
            "Uczniowie logistyki przygotowali z firmami po obu stronach granicy mały "
            "słownik magazynowy: 300 haseł po polsku, czesku i niemiecku. Dziś wisi "
            "przy rampach i służy na kursach.",
            "With companies on both sides of the border, logistics students made a "
            "small warehouse dictionary: 300 words in Polish, Czech and German. Today "
            "it hangs at the loading ramps and is used in courses.",
        ),
    ),
    action=SiteAction.NEW_IDEA,
    action_label=("Zgłoś pomysł", "Submit an idea"),
)

BOARDS = make_form(
    key=CooperationForm.BOARDS,
    slug=("pracodawcy-w-cialach-doradczych", "employers-in-advisory-boards"),
    title=(
        "Pracodawcy w ciałach doradczych",
        "Employers in advisory boards",
    ),
    intro=(
        "Rada Programowa, rada centrum umiejętności, grupa robocza: miejsca, w których "
        "głos firmy zmienia szkołę.",
        "The Programme Council, the council of a Skills Center, a working group: "
        "places where the voice of a company changes a school.",
    ),
    picture="table",
    what=html(
        (
            "Pracodawca deleguje jedną osobę, która kilka razy w roku bierze udział w "
            "obradach. Nie jest to funkcja honorowa: przedstawiciel firmy ocenia "
            "plany, zgłasza wnioski i odpowiada za to, żeby wrócić z odpowiedzią ze "
            "swojego zakładu.",
            "The employer sends one person who takes part in meetings a few times a "
            "year. It is not an honorary post: this person judges plans, proposes "
            "conclusions, and answers for bringing back a reply from the plant.",
        ),
    ),
    audience=html(
        (
            "- <strong>Firmy</strong>, które chcą wpływać na kierunki kształcenia, a "
            "nie tylko komentować wyniki.",
            "- <strong>Companies</strong> that want to influence what is taught, not "
            "only comment on the results.",
        ),
        (
            "- <strong>Izby i stowarzyszenia branżowe.</strong>",
            "- <strong>Chambers and industry associations.</strong>",
        ),
    ),
    start=[
        (
            ("Wybierz, gdzie chcesz zasiąść", "Choose where to sit"),
            (
                "Rada Programowa zajmuje się całym regionem, rada centrum jedną "
                "branżą, grupa robocza – jedną sprawą.",
                "The Programme Council deals with the whole region, the council of a "
                "center with one industry, a working group with one matter.",
            ),
        ),
        (
            ("Wskaż przedstawiciela", "Name a representative"),
            (
                "Najlepiej osobę, która zna produkcję i może zdecydować.",
                "Preferably someone who knows production and may decide.",
            ),
        ),
        (
            ("Odbierz akt powołania", "Receive the act of appointment"),
            (
                "Podpisuje go lider klastra. Zmianę przedstawiciela zgłasza się "
                "pisemnie.",
                "It is signed by the leader of the cluster. A change of representative "
                "is notified in writing.",
            ),
        ),
    ],
    example_title=("Pytanie, które zmieniło plan", "A question that changed the plan"),
    example=html(
        (
            "Na posiedzeniu przedstawiciel producenta opakowań zapytał, kto w regionie "
            "uczy obsługi wózków widłowych. Nikt. Pół roku później kurs był w planie "
            "pracy klastra i w ofercie dwóch szkół.",
            "At a meeting, the representative of a packaging company asked who in the "
            "region teaches people to drive forklifts. Nobody did. Half a year later "
            "the course was in the work plan of the cluster and offered by two "
            "schools.",
        ),
    ),
    action=SiteAction.CONTACT,
    action_label=("Zgłoś przedstawiciela", "Name a representative"),
)

WORKSHOPS = make_form(
    key=CooperationForm.WORKSHOPS,
    slug=("prezentacje-i-warsztaty", "presentations-and-workshops"),
    title=("Prezentacje i warsztaty", "Presentations and practical workshops"),
    intro=(
        "Godzina w klasie albo dzień w firmie. Najprostszy początek współpracy: nie "
        "wymaga umowy, tylko terminu.",
        "An hour in a classroom or a day in a company. The simplest beginning: it "
        "takes no agreement, only a date.",
    ),
    picture="screen",
    what=html(
        (
            "Praktyk pokazuje uczniom narzędzie, materiał albo sposób pracy, którego "
            "nie ma w podręczniku. Na prezentacji się ogląda, na warsztatach robi "
            "samemu.",
            "A practitioner shows students a tool, a material or a way of working that "
            "is not in the textbook. At a presentation you watch, at a workshop you do "
            "it yourself.",
        ),
        (
            "Wizyta studyjna działa w drugą stronę: uczniowie albo nauczyciele "
            "przyjeżdżają do zakładu i oglądają cały proces.",
            "A study visit works the other way round: students or teachers come to the "
            "plant and see the whole process.",
        ),
    ),
    audience=html(
        (
            "- <strong>Uczniowie</strong>, także klas ósmych, którzy dopiero wybierają "
            "zawód.",
            "- <strong>Students</strong>, also pupils who have yet to choose an "
            "occupation.",
        ),
        (
            "- <strong>Nauczyciele zawodu</strong>, którzy chcą zobaczyć nową "
            "technologię.",
            "- <strong>Vocational teachers</strong> who want to see new technology.",
        ),
        (
            "- <strong>Firmy</strong>, które chcą się dać poznać.",
            "- <strong>Companies</strong> that want to be known.",
        ),
    ),
    start=[
        (
            ("Wybierz temat", "Choose a topic"),
            (
                "Jedna rzecz, którą w firmie robi się inaczej niż w książce.",
                "One thing that your company does differently from the book.",
            ),
        ),
        (
            ("Podaj termin i miejsce", "Give a date and a place"),
            (
                "Biuro ogłosi zapisy na tej stronie, z liczbą miejsc i listą "
                "rezerwową.",
                "The office opens registration on this site, with places and a waiting "
                "list.",
            ),
        ),
        (
            ("Przygotuj coś do rąk", "Prepare something to touch"),
            (
                "Dwie części, z których jedna jest wadliwa, mówią więcej niż slajd.",
                "Two parts, one of them faulty, say more than a slide.",
            ),
        ),
    ],
    example_title=("Pęknięta tuleja", "A cracked bushing"),
    example=html(
        (
            "Kontroler jakości przyniósł do klasy pięć tulei i zapytał, którą by "
            "odrzucili. Po godzinie wszyscy wiedzieli, do czego służy mikrometr – a "
            "trzy osoby zapisały się na warsztaty pomiarów.",
            "A quality inspector brought five bushings into the classroom and asked "
            "which one they would reject. After an hour everybody knew what a "
            "micrometer is for – and three people registered for the measuring "
            "workshop.",
        ),
    ),
    action=SiteAction.EVENTS,
    action_label=("Zobacz warsztaty i wizyty", "See workshops and visits"),
    body=[
        live(
            "events",
            ("Najbliższe warsztaty", "Next workshops"),
            kind="workshop",
            limit=3,
        )
    ],
)

FORMS = [PROJECTS, BOARDS, WORKSHOPS]

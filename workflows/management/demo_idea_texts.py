"""Titles, summaries and goals of the demo's ideas, by the state that each shows."""

from typing import NamedTuple


class IdeaText(NamedTuple):
    title_pl: str
    title_en: str
    summary: str
    goal_main: str
    # Of those that the public reads.
    summary_en: str = ""


IDEA_TEXTS = {
    "draft": IdeaText(
        "Warsztaty druku 3D dla klas ósmych",
        "3D printing for eighth grades",
        "Uczniowie klas ósmych projektują i drukują uchwyt do telefonu. Zajęcia "
        "prowadzą technikum i pracodawca w jednej pracowni.",
        "Do czerwca 240 ósmoklasistów wykona własny wydruk.",
    ),
    "submitted": IdeaText(
        "Dni otwarte w zakładach pracy regionu",
        "Open days in the region's workplaces",
        "Raz w roku zakłady otwierają hale dla uczniów i rodziców. Klaster układa "
        "wspólny plan zwiedzania i dojazdów.",
        "W październiku 12 zakładów przyjmie 900 uczniów.",
    ),
    "formal_review": IdeaText(
        "Wspólny katalog staży uczniowskich",
        "One catalogue of student internships",
        "Jedna lista staży wszystkich pracodawców klastra, z terminem i liczbą miejsc. "
        "Szkoły zgłaszają chętnych w jednym miejscu.",
        "Do końca roku szkolnego katalog pokaże 80 miejsc staży.",
    ),
    "returned": IdeaText(
        "Kurs spawania dla nauczycieli zawodu",
        "A welding course for vocational teachers",
        "Nauczyciele ćwiczą metodę MAG na stanowiskach pracodawcy i zdają egzamin "
        "przed instytucją certyfikującą.",
        "Ośmiu nauczycieli zda egzamin do końca sierpnia.",
    ),
    "open_for_comments": IdeaText(
        "Transgraniczny konkurs mechatroniczny",
        "A mechatronics contest across the border",
        "Drużyny z Polski i Czech rozwiązują zadanie przygotowane przez pracodawców. "
        "Zwycięzcy odbywają staż po drugiej stronie granicy.",
        "W pierwszej edycji wystartuje 16 drużyn z obu krajów.",
    ),
    "evaluation": IdeaText(
        "Pracownia odnawialnych źródeł energii",
        "A lab for renewable energy",
        "Szkoła i instalatorzy budują pracownię z fotowoltaiką, pompą ciepła "
        "i magazynem energii, dostępną dla wszystkich szkół klastra.",
        "Od września z pracowni skorzysta 300 uczniów rocznie.",
    ),
    "decision": IdeaText(
        "Mentoring pracowników dla uczniów technikum",
        "Employees as mentors of students",
        "Doświadczony pracownik spotyka się z uczniem raz w miesiącu i pokazuje mu "
        "swoją pracę. Klaster dobiera pary i szkoli mentorów.",
        "W roku szkolnym 40 par odbędzie po osiem spotkań.",
    ),
    "improve": IdeaText(
        "Aplikacja do dzienniczka praktyk",
        "An application for the placement log",
        "Uczeń zapisuje w telefonie, co robił na praktyce, a opiekun to potwierdza. "
        "Szkoła widzi postępy bez papieru.",
        "Trzy szkoły zastąpią papierowe dzienniczki w ciągu roku.",
    ),
    "rejected": IdeaText(
        "Zakup autobusu dla jednej szkoły",
        "A bus for a single school",
        "Własny autobus dowoziłby uczniów jednej szkoły na praktyki w odległych "
        "zakładach.",
        "Autobus wykona 180 kursów w roku szkolnym.",
    ),
    "deferred": IdeaText(
        "Targi zawodów w Kamiennej Górze",
        "A fair of occupations in Kamienna Góra",
        "Szkoły pokazują zawody, a pracodawcy stanowiska pracy. Na miejscu działa "
        "punkt doradztwa zawodowego.",
        "Targi odwiedzi 1500 osób.",
    ),
    "merged": IdeaText(
        "Konkurs robotów polsko-czeski",
        "A Polish and Czech robot contest",
        "Uczniowie budują roboty, które pokonują tor z przeszkodami. Finał odbywa "
        "się na przemian w Polsce i w Czechach.",
        "W finale spotka się dziesięć drużyn.",
    ),
    "accepted_no_group": IdeaText(
        "Szkolenia z obrabiarek CNC w zakładzie",
        "CNC training in the plant",
        "Uczniowie klas trzecich programują obrabiarkę w zakładzie, pod okiem "
        "operatora, w grupach po czterech.",
        "Do czerwca 96 uczniów wykona detal według własnego programu.",
        "Third-year students program a machine tool in the plant, guided by its "
        "operator, in groups of four.",
    ),
    "accepted_with_group": IdeaText(
        "Nowy zawód: technik elektromobilności",
        "A new occupation: electromobility technician",
        "Szkoły i serwisy przygotowują program nauczania, wyposażenie i nabór w "
        "zawodzie, którego w regionie jeszcze nikt nie uczy.",
        "Pierwsza klasa rozpocznie naukę za dwa lata.",
        "Schools and garages prepare the curriculum, the equipment and the admission "
        "for an occupation that nobody in the region teaches yet.",
    ),
    "in_progress": IdeaText(
        "Staże wakacyjne w przemyśle włókienniczym",
        "Summer internships in the textile industry",
        "Płatne staże w lipcu i sierpniu: przędzalnia, farbiarnia, laboratorium. "
        "Stażysta poznaje cały zakład, nie jedno stanowisko.",
        "W wakacje 30 uczniów odbędzie staż po 150 godzin.",
        "Paid internships in July and August: spinning mill, dye works, laboratory. "
        "Interns get to know the whole plant, not a single workplace.",
    ),
    "abandoned": IdeaText(
        "Szkolna stacja pomiaru hałasu",
        "A noise measuring station at school",
        "Uczniowie budują stację pomiaru hałasu, a wyniki publikują na mapie miasta.",
        "Trzy stacje będą mierzyć hałas przez cały rok.",
    ),
    "withdrawn": IdeaText(
        "Wypożyczalnia narzędzi pomiarowych",
        "Lending of measuring tools",
        "Pracodawcy udostępniają szkołom drogie przyrządy na czas zajęć. Klaster "
        "prowadzi kalendarz wypożyczeń.",
        "Szkoły skorzystają z 25 przyrządów w ciągu roku.",
    ),
}

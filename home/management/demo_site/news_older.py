"""News of earlier months. See ``news``."""

from .news import make_news
from .writing import call, link, picture, text

PAGES = [
    make_news(
        "fair",
        38,
        slug=("po-targach-pracy-w-jeleniej-gorze", "after-the-job-fair-jelenia-gora"),
        title=(
            "Po targach pracy w Jeleniej Górze",
            "After the job fair in Jelenia Góra",
        ),
        intro=(
            "Najdłuższa kolejka stała do stanowiska, na którym można było samemu "
            "zaprogramować robota. Podsumowanie i wnioski.",
            "The longest queue was at the stand where visitors could program a robot "
            "themselves. A summary, and what we learned.",
        ),
        image="truck",
        tags=["rynek-pracy", "uczniowie-i-rodzice"],
        body=[
            text(
                (
                    "Na targi przyszli uczniowie, rodzice i dorośli, którzy myślą o "
                    "zmianie pracy. Wystawcy powtarzali jedno: najwięcej rozmów "
                    "zaczynało się tam, gdzie coś leżało na stole i można to było "
                    "wziąć do ręki.",
                    "The fair was visited by students, parents and adults who think "
                    "of a change. Exhibitors said one thing again and again: most "
                    "talks began where something lay on the table and could be "
                    "touched.",
                ),
                ("## Czego się nauczyliśmy", "## What we learned"),
                (
                    "- Cicha godzina przed południem była potrzebna; powtórzymy ją.",
                    "- The quiet hour before noon was needed; we will repeat it.",
                ),
                (
                    "- Rodzice chcą pytać nauczycieli, a nie działy personalne.",
                    "- Parents want to ask teachers rather than personnel departments.",
                ),
                (
                    "- Opis stanowiska bez widełek płacowych nikogo nie zatrzymuje.",
                    "- A job description without a range of pay stops nobody.",
                ),
                (
                    'Relacja jest na <a href="@events">stronie wydarzeń</a>, wśród '
                    "minionych.",
                    'A report is on the <a href="@events">page of events</a>, among '
                    "the past ones.",
                ),
            ),
            picture(
                "truck",
                (
                    "Rysunek: samochód dostawczy na tle gór o świcie.",
                    "Drawing: a delivery truck in front of mountains at dawn.",
                ),
                (
                    "Logistyka była na targach drugą najczęściej oglądaną branżą.",
                    "Logistics was the second most visited industry of the fair.",
                ),
            ),
        ],
    ),
    make_news(
        "questions",
        58,
        slug=("piec-pytan-przed-wyborem-szkoly", "five-questions-before-you-choose"),
        title=("Pięć pytań przed wyborem szkoły", "Five questions before you choose"),
        intro=(
            "Dzień otwarty trwa trzy godziny. Podpowiadamy, o co zapytać szkołę i "
            "patrona klasy, żeby wrócić z odpowiedziami.",
            "An open day lasts three hours. What to ask the school and the patron of "
            "the class, so that you go home with answers.",
        ),
        image="signpost",
        tags=["uczniowie-i-rodzice", "klasy-patronackie"],
        body=[
            text(
                (
                    "1. <strong>Od kiedy do kiedy obowiązuje umowa z "
                    "patronem?</strong> Dobra umowa obejmuje cały cykl kształcenia.",
                    "1. <strong>From when to when is the agreement with the patron in "
                    "force?</strong> A good one covers the whole training cycle.",
                ),
                (
                    "1. <strong>Ile miejsc praktyk zapewnia firma i gdzie?</strong> "
                    "Warto znać dojazd, zanim zacznie się wrzesień.",
                    "1. <strong>How many placements are there, and where?</strong> It "
                    "is good to know the way before September.",
                ),
                (
                    "1. <strong>Jak wyglądały praktyki w zeszłym roku?</strong> "
                    "Zapytaj uczniów, nie tylko nauczycieli.",
                    "1. <strong>What were placements like last year?</strong> Ask "
                    "students, not only teachers.",
                ),
                (
                    "1. <strong>Jakie egzaminy i uprawnienia zdobędę po "
                    "drodze?</strong> Kwalifikacje potwierdza egzamin zawodowy.",
                    "1. <strong>Which exams and licences come on the way?</strong> "
                    "Qualifications are confirmed by a vocational exam.",
                ),
                (
                    "1. <strong>Co, jeśli zmienię zdanie?</strong> Dowiedz się, jak "
                    "można przenieść się do innej klasy.",
                    "1. <strong>What if I change my mind?</strong> Find out how to "
                    "move to another class.",
                ),
            ),
            call(
                ("Sprawdź klasy, które już są", "See the classes that exist"),
                (
                    "W katalogu są zawód, szkoła, pracodawca, liczba miejsc i to, co "
                    "zapewnia patron.",
                    "The catalogue shows occupation, school, employer, places and what "
                    "the patron provides.",
                ),
                link(
                    ("Katalog klas patronackich", "Catalogue of classes"),
                    page="@classes",
                ),
            ),
        ],
    ),
    make_news(
        "liberec",
        83,
        slug=("staze-w-libercu", "internships-in-liberec"),
        title=("Staże w Libercu: zgłoszenia szkół", "Internships in Liberec: apply"),
        intro=(
            "Czeska fabryka maszyn ponownie przyjmie uczniów z Dolnego Śląska. Szkoły "
            "zgłaszają grupy do biura klastra.",
            "The Czech machine works will take students from Lower Silesia again. "
            "Schools register their groups with the cluster office.",
        ),
        image="helmet",
        tags=["wspolpraca-transgraniczna", "szkolenia"],
        body=[
            text(
                (
                    "Jizerské strojírny oferują miesięczne staże dla operatorów "
                    "obrabiarek i mechaników. Firma zapewnia nocleg, opiekuna i "
                    "tygodniowe wprowadzenie do rysunku technicznego po czesku.",
                    "Jizerské strojírny offers month-long internships to machine tool "
                    "operators and mechanics. The company provides accommodation, a "
                    "supervisor, and a week’s introduction to technical drawing in "
                    "Czech.",
                ),
                ("## Jak zgłosić grupę", "## How to register a group"),
                (
                    "- Grupa liczy od czterech do sześciu osób; uczniowie mają "
                    "ukończone 16 lat.",
                    "- A group has four to six students, aged 16 or more.",
                ),
                (
                    "- Umowę o staż zawiera firma z uczniem, a za niepełnoletniego – "
                    "z rodzicami.",
                    "- The internship contract is between the company and the "
                    "student, or the parents of a minor.",
                ),
                (
                    "- Szkoła wyznacza opiekuna, który odwiedza grupę co tydzień.",
                    "- The school appoints a supervisor who visits the group every "
                    "week.",
                ),
                (
                    'Zgłoszenia przyjmuje <a href="@office">biuro klastra</a>.',
                    'Applications go to the <a href="@office">cluster office</a>.',
                ),
            ),
        ],
    ),
    make_news(
        "kitchen",
        110,
        slug=("probny-egzamin-w-kuchni", "mock-exam-in-the-kitchen"),
        title=("Próbny egzamin pod okiem szefów kuchni", "A mock exam judged by chefs"),
        intro=(
            "Szefowie kuchni z trzech pensjonatów ocenili dania przyszłych techników "
            "żywienia. Smak na szóstkę, zegar do poprawki.",
            "Chefs of three guest houses judged the dishes of future catering "
            "technicians. Full marks for taste, less for timing.",
        ),
        image="chef",
        tags=["uczniowie-i-rodzice"],
        body=[
            text(
                (
                    "Zadanie było takie jak na prawdziwym egzaminie: dwa dania, jeden "
                    "deser, sto osiemdziesiąt minut. Oceniało dwoje ludzi – "
                    "nauczyciel i praktyk – według tej samej listy kryteriów.",
                    "The task was that of the real exam: two dishes, one dessert, a "
                    "hundred and eighty minutes. Two people judged, a teacher and a "
                    "practitioner, by the same list of criteria.",
                ),
                (
                    "Każdy uczeń usłyszał po egzaminie, co zrobił dobrze i co ćwiczyć "
                    "dalej. Najczęstsza rada brzmiała: zacznij od tego, co trwa "
                    "najdłużej.",
                    "Afterwards every student heard what went well and what to "
                    "practise. The most frequent advice: begin with what takes "
                    "longest.",
                ),
                (
                    "Chcesz przygotować podobny sprawdzian? Zobacz, jak działa <a "
                    'href="@form.skills_check">sprawdzanie wiedzy i umiejętności</a>.',
                    'Would you like to hold a similar test? See how <a href="@form.'
                    'skills_check">verification of skills</a> works.',
                ),
            ),
        ],
    ),
]

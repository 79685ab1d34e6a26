"""The cluster office and its work. Facts: domain.md §1.3; functions are invented."""

from home.models import StandardPage

from .front import CLASSES_EMAIL, EVENTS_EMAIL, OFFICE_EMAIL, PHONE
from .writing import DemoPage, accordion, people, picture, steps, table, text

OFFICE = DemoPage(
    key="office",
    parent="about",
    model=StandardPage,
    slug=("biuro-klastra", "cluster-office"),
    title=("Biuro klastra", "Cluster office"),
    intro=(
        "Pierwszy adres dla szkoły, firmy, ucznia i rodzica. Powiemy, od czego zacząć, "
        "i umówimy właściwych ludzi.",
        "The first address for schools, companies, students and parents. We say where "
        "to begin and bring the right people together.",
    ),
    picture="envelope",
    fields={
        "body": [
            text(
                ("## Z czym możesz przyjść", "## What you can come with"),
                (
                    "- szukasz szkoły, która kształci w potrzebnym ci zawodzie;",
                    "- you look for a school that trains for the occupation you need;",
                ),
                (
                    "- szukasz pracodawcy do klasy patronackiej albo miejsc praktyk;",
                    "- you look for an employer for a patronage class or for "
                    "placements;",
                ),
                (
                    "- masz projekt umowy i chcesz wiedzieć, czego w nim brakuje;",
                    "- you have a draft agreement and want to know what it lacks;",
                ),
                (
                    "- masz pomysł na wspólny projekt i szukasz partnerów;",
                    "- you have an idea for a joint project and look for partners;",
                ),
                (
                    "- organizujesz dzień otwarty i chcesz, żeby dowiedział się o nim "
                    "cały region.",
                    "- you organise an open day and want the whole region to know.",
                ),
                (
                    "Adres, godziny otwarcia i formularz są na stronie "
                    '<a href="@contact">Kontakt</a>. Na wizytę nie trzeba się umawiać, '
                    "ale po krótkim telefonie przygotujemy się do rozmowy.",
                    "The address, the opening hours and a form are on the page <a "
                    'href="@contact">Contact</a>. You need no appointment, but after '
                    "a short call we will be prepared.",
                ),
            ),
            people(
                ("Kogo pytać", "Whom to ask"),
                (
                    ("Kierownik biura klastra", "Head of the cluster office"),
                    (
                        "przystąpienie do klastra, Rada Programowa, sprawy ogólne",
                        "joining the cluster, Programme Council, general matters",
                    ),
                    OFFICE_EMAIL,
                    PHONE,
                ),
                (
                    (
                        "Koordynator klas patronackich",
                        "Coordinator of patronage classes",
                    ),
                    (
                        "umowy szkół i pracodawców, portal, podpisy",
                        "agreements of schools and employers, the portal, signatures",
                    ),
                    CLASSES_EMAIL,
                    "",
                ),
                (
                    (
                        "Koordynator wydarzeń i promocji",
                        "Coordinator of events and promotion",
                    ),
                    (
                        "wizyty studyjne, targi, strona internetowa, media",
                        "study visits, fairs, the website, the media",
                    ),
                    EVENTS_EMAIL,
                    "",
                ),
            ),
            accordion(
                ("Zanim napiszesz", "Before you write"),
                (
                    ("Kiedy dostanę odpowiedź?", "When will I get an answer?"),
                    (
                        "Najpóźniej trzeciego dnia roboczego. Jeśli sprawa wymaga "
                        "rozmowy ze szkołą lub firmą, napiszemy, kiedy do niej "
                        "wrócimy.",
                        "On the third working day at the latest. If the matter needs "
                        "a talk with a school or a company, we write when we will be "
                        "back.",
                    ),
                ),
                (
                    (
                        "Czy pomoc biura kosztuje?",
                        "Does the help of the office cost anything?",
                    ),
                    (
                        "Nie. Doradztwo, pośrednictwo i korzystanie z portalu są dla "
                        "partnerów bezpłatne.",
                        "No. Advice, introductions and the use of the portal are free "
                        "for partners.",
                    ),
                ),
                (
                    (
                        "Czy mogę porozmawiać po angielsku, czesku lub niemiecku?",
                        "Can I speak English, Czech or German?",
                    ),
                    (
                        "Po angielsku – zawsze. Na rozmowę po czesku lub niemiecku "
                        "umów się dwa dni wcześniej.",
                        "English – always. For a talk in Czech or German, make an "
                        "appointment two days ahead.",
                    ),
                ),
            ),
        ]
    },
)

WORK = DemoPage(
    key="work",
    parent="about",
    model=StandardPage,
    slug=("jak-pracuje-biuro", "how-the-office-works"),
    title=("Jak pracuje biuro", "How the office works"),
    intro=(
        "Spotkania, promocja, strona i media społecznościowe: co robimy na co dzień i "
        "jak wygląda rok w klastrze.",
        "Meetings, promotion, the website and social media: what we do every day, and "
        "what a year in the cluster looks like.",
    ),
    picture="calendar",
    fields={
        "body": [
            text(
                ("## Spotkania", "## Meetings"),
                (
                    "Biuro zwołuje Radę Programową i grupy robocze, przygotowuje "
                    "materiały i protokoły. Między posiedzeniami spotykamy się tam, "
                    "gdzie dzieje się nauka: w warsztatach szkolnych i w halach "
                    "produkcyjnych.",
                    "The office convenes the Programme Council and the working "
                    "groups, and prepares papers and minutes. Between these meetings "
                    "we go where learning happens: to school workshops and production "
                    "halls.",
                ),
                ("## Promocja", "## Promotion"),
                (
                    "Pokazujemy zawody i ludzi, którzy ich uczą. Partnerzy dostają od "
                    "nas zapowiedź wydarzenia, relację i materiały, które mogą "
                    "wykorzystać u siebie. Wizerunek uczniów publikujemy tylko za "
                    "osobną zgodą; zbiera ją szkoła.",
                    "We show occupations and the people who teach them. Partners get "
                    "an announcement of their event, a report, and material to use "
                    "themselves. Pictures of students appear only with separate "
                    "consent, which the school collects.",
                ),
                (
                    "## Strona i media społecznościowe",
                    "## Website and social media",
                ),
                (
                    "Wszystko, co ważne, jest najpierw na tej stronie – po polsku i "
                    "po angielsku, bez zakładania konta w jakimkolwiek serwisie. "
                    "Media społecznościowe prowadzą do niej, a nie odwrotnie. "
                    "Komentarze moderujemy w godzinach pracy biura.",
                    "Everything important is on this site first – in Polish and in "
                    "English, and nobody needs an account with any service to read it. "
                    "Social media lead here, not the other way round. Comments are "
                    "moderated during office hours.",
                ),
            ),
            table(
                ("Rok w klastrze", "A year in the cluster"),
                [
                    ("text", ("Kiedy", "When")),
                    ("text", ("Co się dzieje", "What happens")),
                ],
                [
                    ("wrzesień–listopad", "September–November"),
                    (
                        "Badanie potrzeb pracodawców, listy intencyjne, wybór zawodów.",
                        "Survey of employers’ needs, letters of intent, choice of "
                        "occupations.",
                    ),
                ],
                [
                    ("listopad–styczeń", "November–January"),
                    (
                        "Opinia wojewódzkiej rady rynku pracy, jeśli zawód jest w "
                        "szkole nowy; projekt umowy.",
                        "Opinion of the regional labour market council if the "
                        "occupation is new to the school; draft of the agreement.",
                    ),
                ],
                [
                    ("styczeń–luty", "January–February"),
                    (
                        "Uzgodnienia i podpisy, żeby szkoła mogła ogłosić klasę na "
                        "dniach otwartych.",
                        "Negotiations and signatures, so that the school can announce "
                        "the class on its open days.",
                    ),
                ],
                [
                    ("luty–czerwiec", "February–June"),
                    (
                        "Dni otwarte, targi edukacyjne, rekrutacja do szkół.",
                        "Open days, education fairs, admission to schools.",
                    ),
                ],
                [
                    ("lipiec–sierpień", "July–August"),
                    (
                        "Sprawozdania roczne szkół i pracodawców, aneksy na kolejny "
                        "rok.",
                        "Annual reports of schools and employers, annexes for the next "
                        "year.",
                    ),
                ],
            ),
            picture(
                "calendar",
                (
                    "Rysunek: kartka kalendarza z zaznaczonym dniem nad pasmem gór.",
                    "Drawing: a calendar with one day marked, above a mountain range.",
                ),
                (
                    "Umowę najlepiej podpisać przed dniami otwartymi szkoły.",
                    "An agreement is best signed before the open days of the school.",
                ),
            ),
            steps(
                ("Co dzieje się z twoją sprawą", "What happens to your matter"),
                (
                    ("Potwierdzenie", "Confirmation"),
                    (
                        "Odpisujemy, kto zajmuje się sprawą i do kiedy odpowie.",
                        "We write who deals with it, and by when.",
                    ),
                ),
                (
                    ("Rozpoznanie", "Clarification"),
                    (
                        "Dopytujemy o szczegóły i szukamy właściwego partnera.",
                        "We ask for details and look for the right partner.",
                    ),
                ),
                (
                    ("Spotkanie", "Meeting"),
                    (
                        "Umawiamy pierwszą rozmowę – w szkole, w firmie albo zdalnie.",
                        "We arrange the first talk – at the school, at the company or "
                        "online.",
                    ),
                ),
                (
                    ("Dalszy ciąg", "What follows"),
                    (
                        "Pilnujemy ustaleń, a po miesiącu pytamy, czy pomogliśmy.",
                        "We keep an eye on what was agreed, and after a month we ask "
                        "whether we helped.",
                    ),
                ),
            ),
        ]
    },
)

PAGES = [OFFICE, WORK]

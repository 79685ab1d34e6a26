"""The door for employers, and how to join. Facts: domain.md §1.1."""

from home.models import StandardPage

from .writing import DemoPage, accordion, call, link, quote, steps, text

EMPLOYERS = DemoPage(
    key="employers",
    model=StandardPage,
    slug=("dla-pracodawcow", "for-employers"),
    title=("Dla pracodawców", "For employers"),
    intro=(
        "Poznaj przyszłych pracowników, zanim skończą szkołę, i miej wpływ na to, "
        "czego się uczą. Zaczniesz od jednego e-maila.",
        "Meet your future staff before they leave school, and have a say in what they "
        "learn. You begin with one e-mail.",
    ),
    picture="factory",
    fields={
        "body": [
            text(
                ("## Co zyskuje firma", "## What a company gains"),
                (
                    "- kandydatów, którzy znają twoje maszyny i twoje zasady;",
                    "- applicants who know your machines and your rules;",
                ),
                (
                    "- wpływ na program i wyposażenie pracowni;",
                    "- a say in the curriculum and the equipment of workshops;",
                ),
                (
                    "- kontakt z nauczycielami, którzy znają mocne strony uczniów;",
                    "- contact with teachers, who know the strengths of their "
                    "students;",
                ),
                (
                    "- dobrą opinię w miejscu, z którego pochodzą twoi ludzie.",
                    "- a good name in the place where your people come from.",
                ),
                ("## Ile to kosztuje", "## What it costs"),
                (
                    "Tyle, ile sam zapiszesz. Lekcja o firmie kosztuje godzinę, "
                    "praktyki – czas opiekuna, wyposażenie i stypendia – konkretną "
                    "kwotę. Udział w klastrze i korzystanie z portalu są bezpłatne.",
                    "As much as you promise yourself. A lesson about the company "
                    "costs an hour, placements the time of a supervisor, equipment "
                    "and scholarships a definite sum. Membership and the portal are "
                    "free.",
                ),
            ),
            steps(
                ("Pierwsze trzy miesiące", "The first three months"),
                (
                    ("Rozmowa", "A talk"),
                    (
                        "Mówisz, kogo będziesz potrzebować za trzy lata. Biuro "
                        "wskazuje szkoły i zawody.",
                        "You say whom you will need in three years. The office points "
                        "out schools and occupations.",
                    ),
                ),
                (
                    ("Wizyta", "A visit"),
                    (
                        "Ty w szkolnej pracowni, nauczyciele w twojej hali.",
                        "You in the school workshop, the teachers in your hall.",
                    ),
                ),
                (
                    ("Pierwsze działanie", "A first step"),
                    (
                        "Warsztaty, kilka miejsc praktyk albo konsultacja programu.",
                        "A workshop, a few placements, or a consultation on a "
                        "curriculum.",
                    ),
                ),
                (
                    ("Umowa", "The agreement"),
                    (
                        "Jeśli obie strony chcą więcej – klasa patronacka. "
                        "Podpisujecie zgodnie z reprezentacją w KRS lub CEIDG.",
                        "If both sides want more, a patronage class. You sign as your "
                        "entry in the register (KRS or CEIDG) says.",
                    ),
                ),
            ),
            quote(
                (
                    "Pierwsi absolwenci zostali u nas. Dzisiaj to oni szkolą "
                    "następnych.",
                    "The first graduates stayed with us. Now they train others.",
                ),
                (
                    "kierownik produkcji w firmie partnerskiej (wypowiedź przykładowa)",
                    "head of production at a partner company (an invented statement)",
                ),
            ),
            text(
                (
                    "## Uczniowie w zakładzie: o czym pamiętać",
                    "## Students in the plant: what to remember",
                ),
                (
                    "- Standardy ochrony małoletnich trzeba mieć, zanim przyjdzie "
                    "pierwszy uczeń.",
                    "- Child-protection standards have to be in place before the first "
                    "student comes.",
                ),
                (
                    "- Osoby dopuszczone do pracy z uczniami sprawdza się w rejestrze "
                    "sprawców przestępstw na tle seksualnym.",
                    "- People admitted to work with students are checked in the "
                    "register of sex offenders.",
                ),
                (
                    "- Szkoła i firma są osobnymi administratorami danych uczniów.",
                    "- School and company are separate controllers of students’ data.",
                ),
                (
                    "- Firma zagraniczna też może być patronem: zamiast NIP i KRS "
                    "podaje numer ze swojego rejestru.",
                    "- A company from abroad can be a patron too: instead of Polish "
                    "numbers it gives that of its own register.",
                ),
            ),
            call(
                ("Zacznij od rozmowy", "Begin with a talk"),
                (
                    "Napisz, w jakich zawodach szukasz ludzi. Odpowiemy najpóźniej "
                    "trzeciego dnia roboczego.",
                    "Write for which occupations you look for people. We answer on the "
                    "third working day at the latest.",
                ),
                link(("Napisz do biura", "Write to the office"), action="contact"),
            ),
        ]
    },
)

JOIN = DemoPage(
    key="join",
    model=StandardPage,
    slug=("dolacz-do-klastra", "join-the-cluster"),
    title=("Dołącz do klastra", "Join the cluster"),
    intro=(
        "Partnerem może być szkoła, firma, samorząd, uczelnia lub organizacja. "
        "Przystąpienie jest bezpłatne.",
        "Schools, companies, local governments, universities and organisations can be "
        "partners. Joining is free.",
    ),
    picture="rings",
    fields={
        "body": [
            text(
                ("## Kto może dołączyć", "## Who can join"),
                (
                    "- szkoły i zespoły szkół, które kształcą w zawodach – razem z "
                    "organem prowadzącym;",
                    "- schools and school complexes that teach occupations, together "
                    "with their founding body;",
                ),
                (
                    "- pracodawcy, także z Czech i Niemiec;",
                    "- employers, also from Czechia and Germany;",
                ),
                (
                    "- instytucje: samorządy, urzędy pracy, uczelnie, stowarzyszenia "
                    "i izby branżowe.",
                    "- institutions: local governments, labour offices, universities, "
                    "associations and industry chambers.",
                ),
                ("## Co daje partnerstwo", "## What partnership gives"),
                (
                    "- stronę w katalogu partnerów, w dwóch językach, którą sam "
                    "redagujesz;",
                    "- a page in the directory of partners, in two languages, which "
                    "you edit yourself;",
                ),
                (
                    "- konto w portalu: umowy, terminy, podpisy;",
                    "- an account in the portal: agreements, dates, signatures;",
                ),
                (
                    "- udział w grupach roboczych i głos w sprawie planu pracy;",
                    "- a place in working groups and a voice in the work plan;",
                ),
                (
                    "- zapowiedzi twoich wydarzeń i zaproszenia na wizyty studyjne.",
                    "- announcements of your events, and invitations to study visits.",
                ),
                ("## Czego oczekujemy", "## What we expect"),
                (
                    "Jednej wskazanej osoby do kontaktu, odpowiedzi na coroczną "
                    "ankietę o potrzebach i jednego działania w roku – choćby lekcji "
                    "o firmie.",
                    "One named contact, an answer to the yearly survey of needs, and "
                    "one activity a year – if only a lesson about the company.",
                ),
            ),
            steps(
                ("Jak przystąpić", "How to join"),
                (
                    ("Wypełnij wniosek", "Fill in the application"),
                    (
                        "Nazwa, numery w rejestrach, kto podpisze deklarację i powód, "
                        "dla którego chcesz dołączyć. Adres potwierdzasz linkiem z "
                        "wiadomości.",
                        "Name, register numbers, who signs the declaration, and why "
                        "you want to join. You confirm the address with a link in a "
                        "message.",
                    ),
                ),
                (
                    ("Biuro sprawdza wniosek", "The office checks it"),
                    (
                        "Porównujemy dane z rejestrem i w razie potrzeby prosimy o "
                        "uzupełnienie. Stan wniosku widzisz w każdej chwili.",
                        "We compare the data with the register and ask for more where "
                        "something is missing. You can see how far it is at any time.",
                    ),
                ),
                (
                    ("Podpisz deklarację", "Sign the declaration"),
                    (
                        "Deklarację podpisuje osoba uprawniona do reprezentacji, a "
                        "potem lider klastra. Elektronicznie, bez drukowania.",
                        "It is signed by a person who may represent you, then by the "
                        "leader of the cluster. Electronically, without paper.",
                    ),
                ),
                (
                    ("Jesteś w klastrze", "You are in the cluster"),
                    (
                        "Masz konto, zapraszasz do portalu swoich ludzi, a szkic "
                        "strony partnera czeka na twoje zdania.",
                        "You have an account, invite your people to the portal, and "
                        "the draft of your page waits for your words.",
                    ),
                ),
            ),
            accordion(
                ("Częste pytania", "Frequent questions"),
                (
                    (
                        "Czy szkoła może przystąpić bez organu prowadzącego?",
                        "Can a school join without its founding body?",
                    ),
                    (
                        "Szkoła publiczna nie ma osobowości prawnej. Dyrektor "
                        "potrzebuje pełnomocnictwa – często ma je już w ramach "
                        "zwykłego zarządu.",
                        "A public school has no legal personality. The head teacher "
                        "needs a power of attorney – and often has one for ordinary "
                        "matters.",
                    ),
                ),
                (
                    ("Czy można się wypisać?", "Can we leave?"),
                    (
                        "W każdej chwili, pisemnie. Zawarte umowy obowiązują do "
                        "swojego końca.",
                        "At any time, in writing. Agreements that you made remain in "
                        "force until they end.",
                    ),
                ),
                (
                    (
                        "Czy mała firma ma tu czego szukać?",
                        "Is there anything here for a small company?",
                    ),
                    (
                        "Tak. Jedno dobre miejsce praktyk znaczy dla ucznia więcej niż "
                        "duży szyld.",
                        "Yes. To a student, one good placement means more than a large "
                        "sign.",
                    ),
                ),
            ),
            call(
                ("Gotowi?", "Ready?"),
                (
                    "Wniosek zajmuje około dziesięciu minut i nie wymaga konta.",
                    "The application takes about ten minutes and needs no account.",
                ),
                link(("Wypełnij wniosek", "Fill in the application"), action="join"),
            ),
        ]
    },
)

PAGES = [EMPLOYERS, JOIN]

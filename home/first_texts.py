"""Texts of a new site. The office edits them in Wagtail afterwards."""

HOME_PAGE = {
    "pl": {
        "title": "Strefowy Klaster Edukacyjny",
        "seo_title": "Strefowy Klaster Edukacyjny: szkoły i pracodawcy",
        "search_description": (
            "Klaster edukacyjny Kamiennogórskiej Specjalnej Strefy Ekonomicznej Małej "
            "Przedsiębiorczości: klasy patronackie, praktyki i wspólne projekty szkół "
            "zawodowych i pracodawców na Dolnym Śląsku."
        ),
        "hero_title": "Szkoły i pracodawcy na jednym szlaku",
        "lead": (
            "Strefowy Klaster Edukacyjny łączy szkoły zawodowe z pracodawcami "
            "Kamiennogórskiej Specjalnej Strefy Ekonomicznej Małej Przedsiębiorczości. "
            "Razem tworzymy klasy patronackie, praktyki i projekty."
        ),
        "doors": [
            (
                "Uczniowie i rodzice",
                "W klasie patronackiej uczysz się zawodu razem z konkretnym "
                "pracodawcą. Umowa mówi, co pracodawca zapewnia uczniom: na przykład "
                "praktyki w firmie, wyposażenie pracowni albo stypendia. Po szkole "
                "sami decydujecie, gdzie pracować.",
            ),
            (
                "Szkoły",
                "Uzgodnij z pracodawcą zawód, program i wyposażenie pracowni. Portal "
                "prowadzi umowę od pierwszego szkicu do podpisów i pokazuje, na kogo "
                "czeka. Gdy szkoła otwiera nowy zawód, współpraca z pracodawcą musi "
                "mieć formę umowy lub porozumienia.",
            ),
            (
                "Pracodawcy",
                "Poznaj przyszłych pracowników, zanim skończą szkołę, i miej wpływ na "
                "to, czego się uczą. Biuro klastra pomoże znaleźć szkołę i zawód, "
                "a umowę przygotujesz i podpiszesz bez drukowania.",
            ),
        ],
        "intro": (
            "<p>Klaster działa od 16 grudnia 2014 r. Prowadzi go Specjalna Strefa "
            "Ekonomiczna Małej Przedsiębiorczości S.A. z siedzibą w Kamiennej Górze, "
            "spółka zarządzająca strefą.</p>"
            "<p>Kierunek pracy wyznacza Rada Programowa. Zasiadają w niej firmy ze "
            "strefy, kuratorium oświaty, samorządy, uczelnie, dyrektorzy szkół "
            "i kierownicy kształcenia praktycznego. Rada omawia wyniki badania potrzeb "
            "pracodawców, przyjmuje roczny plan pracy i wnioski.</p>"
            "<p>Każdy partner może zgłosić własny pomysł i wziąć udział w pracach "
            "grupy roboczej, która go rozwija.</p>"
        ),
        "members": [
            ("Zespół Szkół Elektronicznych", "Jelenia Góra"),
            ("Zespół Szkół Technicznych „Mechanik”", "Jelenia Góra"),
            ("Dolnośląski Zespół Szkół", "Biedrzychowice"),
            ("Dolnośląski Zespół Szkół", "Karpacz"),
            ("Zespół Szkół Ponadpodstawowych „Emilka”", "Zgorzelec"),
        ],
        "portal_title": "Jesteś partnerem klastra?",
        "portal_text": (
            "W portalu przygotujesz umowę o klasie patronackiej, uzgodnisz ją "
            "z partnerami i podpiszesz. Konto zakłada biuro klastra."
        ),
        "verify_title": "Masz dokument z klastra?",
        "verify_text": (
            "Sprawdź, czy jest autentyczny i kto go podpisał. Wystarczy plik PDF albo "
            "kod z dokumentu. Konto nie jest potrzebne."
        ),
    },
    "en": {
        "title": "Education Cluster of the Kamienna Góra Zone",
        "seo_title": "Education cluster: schools and employers",
        "search_description": (
            "The education cluster of the Kamienna Góra Special Economic Zone: "
            "patronage classes, work placements and joint projects of vocational "
            "schools and employers in Lower Silesia, Poland."
        ),
        "hero_title": "Schools and employers on the same trail",
        "lead": (
            "The cluster brings together vocational schools and the employers of the "
            "Kamienna Góra Special Economic Zone. Together we set up patronage "
            "classes, work placements and projects."
        ),
        "doors": [
            (
                "Students and parents",
                "In a patronage class you learn an occupation together with an "
                "employer. The agreement says what the employer provides: for example "
                "placements in the company, equipment for the workshop or "
                "scholarships. After school, where to work is for you to decide.",
            ),
            (
                "Schools",
                "Agree with an employer on the occupation, the curriculum and the "
                "workshops. The portal leads the agreement from the first draft to the "
                "signatures and shows whose turn it is. A school that starts a new "
                "occupation needs an agreement with an employer.",
            ),
            (
                "Employers",
                "Meet your future staff before they leave school, and have a say in "
                "what they learn. The cluster office helps to find the school and the "
                "occupation. You prepare and sign the agreement without printing it.",
            ),
        ],
        "intro": (
            "<p>The cluster was set up on 16 December 2014. It is led by the company "
            "that manages the zone, Specjalna Strefa Ekonomiczna Małej "
            "Przedsiębiorczości S.A., which has its seat in Kamienna Góra.</p>"
            "<p>A Programme Council sets the direction. Its members are companies of "
            "the zone, the regional education authority, local governments, "
            "universities, school heads and heads of practical training. It discusses "
            "what a survey of employers shows, and adopts a yearly work plan and "
            "conclusions.</p><p>Every partner may submit an idea and join the working "
            "group that develops it.</p>"
        ),
        "members": [
            ("Electronics School Complex", "Jelenia Góra"),
            ("“Mechanik” Technical School Complex", "Jelenia Góra"),
            ("Lower Silesian School Complex", "Biedrzychowice"),
            ("Lower Silesian School Complex", "Karpacz"),
            ("“Emilka” Post-Primary School Complex", "Zgorzelec"),
        ],
        "portal_title": "Are you a partner of the cluster?",
        "portal_text": (
            "In the portal you draft a patronage class agreement, negotiate it with "
            "the other parties and sign it. Accounts are opened by the cluster office."
        ),
        "verify_title": "Do you hold a document of the cluster?",
        "verify_text": (
            "Check whether it is genuine and who signed it. The PDF file or the code "
            "printed on it is enough. You do not need an account."
        ),
    },
}

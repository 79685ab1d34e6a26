"""Texts of the demo: one center that exists, one that is invented, six courses.

What is said about the center in Zgorzelec is in domain §3.1; prices, dates and the
second center are invented. Pairs are Polish and English.
"""

INDEX = {
    "slug": ("centra-umiejetnosci", "skills-centers"),
    "title": ("Branżowe Centra Umiejętności", "Industry Skills Centers"),
    "intro": (
        "Krótkie szkolenia zawodowe na sprzęcie, który pracuje w firmach: dla uczniów, "
        "nauczycieli, pracowników i dorosłych, którzy zmieniają zawód.",
        "Short vocational courses on the equipment that companies use: for students, "
        "teachers, employees and adults who change their trade.",
    ),
    "body": (
        "<p>Branżowe Centrum Umiejętności (BCU) to placówka o zasięgu ogólnopolskim. "
        "Dla każdej dziedziny zawodowej jest jedno. Prowadzi szkolenia i egzaminy oraz "
        "łączy szkoły, uczelnie i branżę.</p><p>Nie musisz być uczniem szkoły, przy "
        "której działa centrum. Wybierz termin, zapisz się bez zakładania konta, "
        "a po szkoleniu otrzymasz zaświadczenie z podpisem elektronicznym.</p>",
        "<p>An Industry Skills Center (in Polish <em>BCU</em>) serves the whole "
        "country. There is one for each vocational field. It trains and examines, and "
        "it brings together schools, universities and the industry.</p><p>You need "
        "not attend the school that hosts the center. Choose a date and register "
        "without an account; after the course you get a certificate with an electronic "
        "signature.</p>",
    ),
}

ZGORZELEC = {
    "slug": ("bcu-zgorzelec-energetyka", "skills-center-zgorzelec-energy"),
    "title": (
        "Branżowe Centrum Umiejętności w Zgorzelcu",
        "Industry Skills Center in Zgorzelec",
    ),
    "intro": (
        "Energetyka od instalacji w domu po magazyn energii: osiem pracowni, "
        "w których uczysz się na prawdziwych rozdzielnicach, falownikach i stacjach "
        "ładowania.",
        "Energy engineering from the wiring of a house to energy storage: eight labs "
        "with real switchgear, inverters and charging stations.",
    ),
    "vocational_field": ("energetyka", "energy engineering"),
    "body": (
        "<p>Centrum prowadzi Powiat Zgorzelecki razem ze Stowarzyszeniem Elektryków "
        "Polskich. Powstało przy Zespole Szkół Ponadpodstawowych w Zgorzelcu. "
        "Szkolenia prowadzą praktycy: projektanci, monterzy i pomiarowcy.</p>"
        "<p>Pracodawcom przygotowujemy szkolenia na zamówienie: ustalamy program, "
        "termin i miejsce. Pracownie oznaczone jako dostępne można też "
        "zarezerwować.</p>",
        "<p>The center is run by Zgorzelec County together with the Association of "
        "Polish Electrical Engineers (SEP). It is hosted by the post-primary school "
        "complex in Zgorzelec. Trainers come from practice: designers, fitters and "
        "measuring engineers.</p><p>For employers we prepare courses to order: we "
        "agree "
        "on contents, date and place. Labs marked as such can be booked, too.</p>",
    ),
    "functions": (
        [
            (
                "Kształcenie i szkolenie",
                "Branżowe szkolenia zawodowe, kursy i przygotowanie do egzaminów, "
                "także dla młodocianych pracowników.",
            ),
            (
                "Integracja i wsparcie",
                "Łączymy szkoły zawodowe, uczelnie i firmy energetyczne; doskonalimy "
                "nauczycieli przedmiotów zawodowych.",
            ),
            (
                "Innowacja i rozwój",
                "Sprawdzamy nowe technologie, zanim trafią do programów nauczania: "
                "magazyny energii, elektromobilność, inteligentne budynki.",
            ),
            (
                "Doradztwo i promocja",
                "Doradzamy w wyborze zawodu i pokazujemy branżę na dniach otwartych "
                "oraz targach.",
            ),
        ],
        [
            (
                "Education and training",
                "Industry training, courses and preparation for exams, for young "
                "workers as well.",
            ),
            (
                "Integration and support",
                "We bring together vocational schools, universities and energy "
                "companies, and train teachers of vocational subjects.",
            ),
            (
                "Innovation and development",
                "We try new technology before it enters the curricula: energy storage, "
                "electromobility, smart buildings.",
            ),
            (
                "Advice and promotion",
                "We advise on the choice of an occupation and present the industry at "
                "open days and fairs.",
            ),
        ],
    ),
    "industry_partner_text": (
        "Stowarzyszenie Elektryków Polskich",
        "Association of Polish Electrical Engineers (SEP)",
    ),
    "head_function": ("kierownik BCU", "head of the center"),
    "council": (
        "W Radzie BCU zasiadają przedstawiciele powiatu, stowarzyszenia, szkół "
        "i pracodawców. Rada opiniuje plan szkoleń i wskazuje, jakich umiejętności "
        "brakuje w branży.",
        "The council has members from the county, the association, schools and "
        "employers. It gives its opinion on the plan of courses and says which skills "
        "the industry lacks.",
    ),
    "directions": (
        "Pociągiem: 20 minut pieszo ze stacji Zgorzelec. Autobusem miejskim: "
        "przystanek "
        "przy szkole. Samochodem: parking dla gości, dwa miejsca dla osób "
        "z niepełnosprawnościami. Rowerem: stojaki przy wejściu B. Wejście do centrum "
        "jest od strony dziedzińca.",
        "By train: a walk of 20 minutes from Zgorzelec station. By city bus: the stop "
        "is at the school. By car: visitors' parking with two places for people with "
        "disabilities. By bicycle: racks at entrance B. The center is entered from the "
        "courtyard.",
    ),
    "access_stairs": (
        "Wejście od dziedzińca bez schodów, drzwi szerokości 100 cm, otwierane "
        "przyciskiem.",
        "The entrance from the courtyard has no steps; the door is 100 cm wide and "
        "opens with a button.",
    ),
    "access_lift": (
        "Winda na wszystkie piętra, z przyciskami w alfabecie Braille’a i informacją "
        "głosową.",
        "A lift to all floors, with Braille buttons and spoken floors.",
    ),
    "access_loop": (
        "Pętla indukcyjna w sali teoretycznej. Tłumacz języka migowego po zgłoszeniu "
        "5 dni wcześniej.",
        "An induction loop in the theory room. A sign language interpreter if you ask "
        "5 days ahead.",
    ),
    "contacts": (
        [
            ("Zapisy na szkolenia", "poniedziałek–piątek, 8:00–15:00"),
            ("Szkolenia na zamówienie i rezerwacja pracowni", "po umówieniu"),
        ],
        [
            ("Registration for courses", "Monday to Friday, 8:00–15:00"),
            ("Courses to order and booking of labs", "by appointment"),
        ],
    ),
    "funding_note": (
        "Centrum utworzono w projekcie z Krajowego Planu Odbudowy i Zwiększania "
        "Odporności (inwestycja A3.1.1), realizowanym od 1 lipca 2023 r. do 30 czerwca "
        "2026 r. Wartość projektu: 15 mln zł. Sfinansowane przez Unię Europejską "
        "NextGenerationEU.",
        "The center was set up in a project of the National Recovery and Resilience "
        "Plan (investment A3.1.1) from 1 July 2023 to 30 June 2026. Value of the "
        "project: PLN 15 million. Funded by the European Union, NextGenerationEU.",
    ),
}

LABS = [
    (
        ("Sala teoretyczna", "Theory room"),
        (
            "Ekran interaktywny 86 cali\nPętla indukcyjna\nZestaw do nauczania "
            "hybrydowego",
            "86-inch interactive screen\nInduction loop\nEquipment for hybrid teaching",
        ),
        30,
        True,
    ),
    (
        ("Pracownia komputerowa 1", "Computer lab 1"),
        (
            "16 stanowisk do projektowania instalacji\nProgramy CAD i obliczeniowe",
            "16 workstations for the design of installations\nCAD and calculation "
            "software",
        ),
        16,
        True,
    ),
    (
        ("Pracownia komputerowa 2", "Computer lab 2"),
        (
            "12 stanowisk do programowania sterowników\nSterowniki PLC i panele HMI",
            "12 workstations for programming controllers\nPLC controllers and HMI "
            "panels",
        ),
        12,
        False,
    ),
    (
        ("Pracownia maszyn elektrycznych", "Electrical machines lab"),
        (
            "Stanowiska z silnikami i prądnicami\nPrzemienniki częstotliwości\n"
            "Hamownia",
            "Test benches with motors and generators\nFrequency converters\n"
            "Dynamometer",
        ),
        12,
        False,
    ),
    (
        ("Pracownia elektromobilności", "Electromobility lab"),
        (
            "Stacje ładowania AC i DC\nModel układu napędowego pojazdu elektrycznego\n"
            "Tester stacji ładowania",
            "AC and DC charging stations\nModel of an electric drive train\n"
            "Tester of charging stations",
        ),
        12,
        False,
    ),
    (
        ("Pracownia instalacji elektrycznych", "Electrical installations lab"),
        (
            "Ściany montażowe dla 12 osób\nInstalacja fotowoltaiczna z falownikiem "
            "hybrydowym\nMagazyn energii 10 kWh",
            "Mounting walls for 12 people\nPhotovoltaic installation with a hybrid "
            "inverter\n10 kWh energy storage",
        ),
        12,
        False,
    ),
    (
        (
            "Pracownia pomiarów i rozdzielnic inteligentnego budynku",
            "Measurement and switchgear lab for smart buildings",
        ),
        (
            "Wielofunkcyjne mierniki instalacji\nKamera termowizyjna\n"
            "Rozdzielnica z systemem KNX",
            "Multifunction installation testers\nThermal camera\nSwitchgear with KNX",
        ),
        12,
        True,
    ),
    (
        ("Hala demonstracyjna", "Demonstration hall"),
        (
            "Stacja transformatorowa z oknami rewizyjnymi\nPompa ciepła\n"
            "Pokazowy system zarządzania energią",
            "Transformer station with inspection windows\nHeat pump\n"
            "Demonstration energy management system",
        ),
        40,
        True,
    ),
]

PLANNED = {
    "slug": ("bcu-kamienna-gora-wlokiennictwo", "skills-center-kamienna-gora-textiles"),
    "title": (
        "Centrum tkanin technicznych w Kamiennej Górze",
        "Technical textiles center in Kamienna Góra",
    ),
    "intro": (
        "W mieście lnu przygotowujemy centrum dla firm, które tkają filtry, osłony "
        "i kompozyty. Pierwsze warsztaty odbędą się u pracodawcy.",
        "In the town of linen we prepare a center for companies that weave filters, "
        "covers and composites. The first workshops take place at an employer's.",
    ),
    "vocational_field": ("włókiennictwo techniczne", "technical textiles"),
    "body": (
        "<p>Centrum jest w przygotowaniu. Partnerzy ustalają program i wyposażenie, "
        "a szkolenia pilotażowe prowadzą w zakładach pracy.</p>",
        "<p>The center is being prepared. The partners agree on contents and "
        "equipment; "
        "pilot courses take place in companies.</p>",
    ),
    "head_function": ("koordynator przygotowań", "coordinator of the preparations"),
    "directions": (
        "Miejsce warsztatów podajemy przy każdym terminie.",
        "The place of a workshop is given with each date.",
    ),
}

COURSES = [
    {
        "key": "pv",
        "slug": (
            "montaz-instalacji-fotowoltaicznych",
            "installing-photovoltaic-systems",
        ),
        "title": (
            "Montaż i eksploatacja instalacji fotowoltaicznych",
            "Installing and operating photovoltaic systems",
        ),
        "intro": (
            "Zaprojektujesz, zmontujesz i uruchomisz instalację z falownikiem "
            "hybrydowym "
            "i magazynem energii, a potem znajdziesz w niej usterki.",
            "You design, install and start up a system with a hybrid inverter and "
            "energy "
            "storage, and then find faults in it.",
        ),
        "body": (
            "<p>Ćwiczenia odbywają się na stanowiskach montażowych i na dachu "
            "demonstracyjnym. Pracujesz w parach, z pełnym wyposażeniem do pracy na "
            "wysokości.</p>",
            "<p>You practise on mounting walls and on a demonstration roof, in pairs "
            "and with full equipment for work at height.</p>",
        ),
        "level": ("podstawowy", "basic"),
        "entry_conditions": (
            "Ukończone 18 lat lub uczeń klasy elektrycznej; brak przeciwwskazań do "
            "pracy na wysokości.",
            "You are 18 or attend a class of an electrical occupation, and may work at "
            "height.",
        ),
        "outcomes": (
            [
                "dobiera moduły, falownik i zabezpieczenia do budynku",
                "montuje konstrukcję i moduły zgodnie z zasadami BHP",
                "uruchamia falownik i magazyn energii",
                "wykonuje pomiary odbiorcze i sporządza protokół",
                "rozpoznaje typowe usterki i je usuwa",
            ],
            [
                "selects modules, inverter and protection for a building",
                "mounts the structure and the modules safely",
                "starts up an inverter and energy storage",
                "takes acceptance measurements and writes the report",
                "recognises typical faults and repairs them",
            ],
        ),
        "exam": (
            "Zadanie praktyczne na stanowisku, 90 minut.",
            "A practical task at the bench, 90 minutes.",
        ),
        "funding_note": (
            "Bezpłatnie dla uczniów i nauczycieli szkół klastra. Pozostałe osoby mogą "
            "skorzystać z dofinansowania urzędu pracy.",
            "Free for students and teachers of the cluster's schools. Others may apply "
            "for support of the labour office.",
        ),
        "facts": {
            "code": "E-PV-40",
            "course_type": "industry_training",
            "audience": ["students", "employees", "adults"],
            "hours_theory": 12,
            "hours_practice": 28,
            "price": "1450.00",
        },
    },
    {
        "key": "sep",
        "slug": ("eksploatacja-urzadzen-do-1-kv", "operating-equipment-up-to-1-kv"),
        "title": (
            "Eksploatacja urządzeń do 1 kV – przygotowanie do egzaminu",
            "Operating equipment up to 1 kV: preparation for the exam",
        ),
        "intro": (
            "Przygotujesz się do egzaminu na świadectwo kwalifikacyjne grupy 1 "
            "w zakresie eksploatacji.",
            "You prepare for the exam for the qualification certificate of group 1, "
            "operation.",
        ),
        "body": (
            "<p>Przepisy i zagrożenia omawiamy na przykładach z zakładów. Połowa zajęć "
            "to bezpieczne wykonywanie prac przy rozdzielnicy.</p>",
            "<p>Rules and hazards are explained with cases from companies. Half of the "
            "course is safe work at a switchgear.</p>",
        ),
        "level": ("podstawowy", "basic"),
        "entry_conditions": ("Ukończone 18 lat.", "You are 18."),
        "outcomes": (
            [
                "opisuje zagrożenia przy pracy pod napięciem i w jego pobliżu",
                "wyłącza, zabezpiecza i przygotowuje miejsce pracy",
                "dobiera środki ochrony i narzędzia",
                "udziela pierwszej pomocy porażonemu prądem",
            ],
            [
                "describes the hazards of work on and near live parts",
                "switches off, secures and prepares a place of work",
                "selects protective equipment and tools",
                "gives first aid after an electric shock",
            ],
        ),
        "exam": (
            "Egzamin przeprowadza komisja kwalifikacyjna w osobnym terminie; opłata za "
            "egzamin nie jest wliczona w cenę.",
            "The exam is taken before a qualification commission on another day; its "
            "fee "
            "is not included.",
        ),
        "funding_note": ("", ""),
        "facts": {
            "code": "E-SEP-24",
            "course_type": "skills_course",
            "audience": ["employees", "adults"],
            "hours_theory": 12,
            "hours_practice": 12,
            "price": "680.00",
        },
    },
    {
        "key": "ev",
        "slug": ("stacje-ladowania-pojazdow", "vehicle-charging-stations"),
        "title": (
            "Stacje ładowania pojazdów elektrycznych",
            "Charging stations for electric vehicles",
        ),
        "intro": (
            "Zainstalujesz stację AC, sprawdzisz stację DC testerem i poznasz zasady "
            "przyłączenia do sieci.",
            "You install an AC station, check a DC station with a tester and learn how "
            "stations are connected to the grid.",
        ),
        "body": (
            "<p>Zajęcia w pracowni elektromobilności; część teoretyczna odbywa się "
            "zdalnie, w dwa wieczory.</p>",
            "<p>Classes are in the electromobility lab; the theory is online, on two "
            "evenings.</p>",
        ),
        "level": ("rozszerzony", "advanced"),
        "entry_conditions": (
            "Świadectwo kwalifikacyjne grupy 1 lub zawód elektryczny.",
            "A qualification certificate of group 1 or an electrical occupation.",
        ),
        "outcomes": (
            [
                "dobiera zabezpieczenia i przewody do stacji AC",
                "konfiguruje stację i jej łączność",
                "wykonuje pomiary okresowe stacji AC i DC",
            ],
            [
                "selects protection and cables for an AC station",
                "configures a station and its communication",
                "takes periodic measurements of AC and DC stations",
            ],
        ),
        "exam": ("", ""),
        "funding_note": (
            "Cena zostanie podana przy otwarciu zapisów.",
            "The price is announced when registration opens.",
        ),
        "facts": {
            "code": "E-EV-30",
            "course_type": "industry_training",
            "audience": ["employees", "teachers"],
            "hours_theory": 8,
            "hours_practice": 22,
            "mode": "blended",
            "price": None,
        },
    },
    {
        "key": "knx",
        "slug": ("inteligentny-budynek-knx", "smart-building-knx"),
        "title": (
            "Inteligentny budynek: instalacja i programowanie KNX",
            "Smart building: installing and programming KNX",
        ),
        "intro": (
            "Zbudujesz instalację magistralną i zaprogramujesz w niej światło, rolety "
            "i ogrzewanie.",
            "You build a bus installation and program its lights, blinds and heating.",
        ),
        "body": (
            "<p>Każdy uczestnik pracuje przy własnej rozdzielnicy i komputerze.</p>",
            "<p>Each participant works with a switchgear and a computer of their "
            "own.</p>",
        ),
        "level": ("rozszerzony", "advanced"),
        "entry_conditions": (
            "Podstawy instalacji elektrycznych i obsługi komputera.",
            "Basics of electrical installations and of working with a computer.",
        ),
        "outcomes": (
            [
                "projektuje strukturę magistrali",
                "montuje i adresuje urządzenia",
                "programuje scenariusze i przekazuje dokumentację",
            ],
            [
                "designs the structure of a bus",
                "mounts and addresses devices",
                "programs scenes and hands over the documentation",
            ],
        ),
        "exam": ("", ""),
        "funding_note": (
            "Uczniowie szkół zawodowych płacą połowę ceny.",
            "Students of vocational schools pay half.",
        ),
        "facts": {
            "code": "E-KNX-24",
            "course_type": "industry_training",
            "audience": ["students", "employees"],
            "hours_theory": 6,
            "hours_practice": 18,
            "price": "1180.00",
        },
    },
    {
        "key": "measure",
        "slug": ("pomiary-ochronne", "protective-measurements"),
        "title": (
            "Pomiary ochronne w instalacjach elektrycznych",
            "Protective measurements in electrical installations",
        ),
        "intro": (
            "Dwa dni z miernikiem w ręku: od impedancji pętli zwarcia po czytelny "
            "protokół.",
            "Two days with a tester in your hand: from loop impedance to a clear "
            "report.",
        ),
        "body": (
            "<p>Mierzysz na stanowiskach z celowo wprowadzonymi usterkami.</p>",
            "<p>You measure at benches with faults that were put in on purpose.</p>",
        ),
        "level": ("podstawowy", "basic"),
        "entry_conditions": (
            "Znajomość podstaw elektrotechniki.",
            "Basics of electrical engineering.",
        ),
        "outcomes": (
            [
                "planuje zakres pomiarów instalacji",
                "mierzy impedancję pętli zwarcia, izolację i wyłączniki "
                "różnicowoprądowe",
                "ocenia wyniki i sporządza protokół",
            ],
            [
                "plans the measurements of an installation",
                "measures loop impedance, insulation and residual current devices",
                "assesses the results and writes the report",
            ],
        ),
        "exam": ("", ""),
        "funding_note": (
            "Szkolenie bezpłatne: finansuje je Powiat Zgorzelecki.",
            "Free of charge: Zgorzelec County pays for it.",
        ),
        "facts": {
            "code": "E-POM-16",
            "course_type": "industry_training",
            "audience": ["students", "employees", "adults"],
            "hours_theory": 4,
            "hours_practice": 12,
            "price": "0.00",
        },
    },
    {
        "key": "teachers",
        "slug": ("magazyny-energii-dla-nauczycieli", "energy-storage-for-teachers"),
        "title": (
            "Magazyny energii – szkolenie branżowe nauczycieli",
            "Energy storage: industry training of teachers",
        ),
        "intro": (
            "Pięć dni dla nauczycieli przedmiotów elektrycznych: technologia, "
            "bezpieczeństwo i gotowe ćwiczenia dla uczniów.",
            "Five days for teachers of electrical subjects: technology, safety and "
            "exercises ready for your classes.",
        ),
        "body": (
            "<p>Zaświadczenie potwierdza 40 godzin szkolenia branżowego nauczyciela "
            "kształcenia zawodowego.</p>",
            "<p>The certificate confirms 40 hours of the industry training that "
            "teachers "
            "of vocational subjects need.</p>",
        ),
        "level": ("rozszerzony", "advanced"),
        "entry_conditions": (
            "Nauczyciel teoretycznych przedmiotów zawodowych lub praktycznej nauki "
            "zawodu.",
            "You teach vocational theory or practice.",
        ),
        "outcomes": (
            [
                "porównuje technologie magazynowania energii",
                "stosuje zasady bezpieczeństwa pracy z bateriami",
                "prowadzi ćwiczenia z uczniami na zestawie laboratoryjnym",
            ],
            [
                "compares technologies of energy storage",
                "works safely with batteries",
                "teaches exercises with a laboratory set",
            ],
        ),
        "exam": ("", ""),
        "funding_note": (
            "Bezpłatnie dla nauczycieli; dojazd zwraca szkoła.",
            "Free for teachers; the school refunds the journey.",
        ),
        "facts": {
            "code": "E-NAU-40",
            "course_type": "teacher_training",
            "audience": ["teachers"],
            "hours_theory": 14,
            "hours_practice": 26,
            "price": "0.00",
        },
    },
]

PLANNED_COURSE = {
    "key": "textiles",
    "slug": ("tkaniny-filtracyjne-warsztat", "filter-fabrics-workshop"),
    "title": ("Tkaniny filtracyjne – warsztat", "Filter fabrics: a workshop"),
    "intro": (
        "Jednodniowy warsztat w zakładzie: od przędzy do gotowego filtra.",
        "One day in a plant: from the yarn to the finished filter.",
    ),
    "body": ("", ""),
    "level": ("podstawowy", "basic"),
    "entry_conditions": ("Ukończone 16 lat.", "You are 16."),
    "outcomes": (
        ["rozpoznaje sploty i włókna techniczne", "ocenia jakość tkaniny filtracyjnej"],
        ["recognises technical weaves and fibres", "assesses the quality of a filter"],
    ),
    "exam": ("", ""),
    "funding_note": ("Warsztat pilotażowy, bezpłatny.", "A pilot workshop, free."),
    "facts": {
        "code": "W-FIL-8",
        "course_type": "workshop",
        "audience": ["students", "adults"],
        "hours_theory": 2,
        "hours_practice": 6,
        "price": "0.00",
        "certificate_kind": "none",
    },
}

# The same for every course of the center.
ACCESSIBILITY = (
    "Stanowiska z regulacją wysokości, materiały w dużym druku, tłumacz języka "
    "migowego "
    "po zgłoszeniu 5 dni wcześniej.",
    "Benches of adjustable height, materials in large print, a sign language "
    "interpreter "
    "if you ask 5 days ahead.",
)
CANCELLATION = (
    "Zrezygnować możesz do rozpoczęcia szkolenia – linkiem z wiadomości. Miejsce "
    "dostanie pierwsza osoba z listy rezerwowej. Opłatę zwracamy, jeśli zrezygnujesz "
    "co "
    "najmniej 7 dni wcześniej.",
    "You can cancel until the course begins, with the link in the message. Your place "
    "goes to the first person on the waiting list. We refund the price if you cancel "
    "at "
    "least 7 days before.",
)

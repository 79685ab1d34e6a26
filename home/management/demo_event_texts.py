"""Texts of the demo events, in Polish and English.

Of each event: slug, title, introduction, body, place, agenda (time, title, text), and
what else is written. The organisers are those of the demo register.
"""

TEXTS = {
    "open_day": {
        "pl": {
            "slug": "dzien-otwarty-mechanik",
            "title": "Dzień otwarty w ZST „Mechanik”",
            "intro": (
                "Zobacz pracownie, w których uczą się przyszli mechatronicy "
                "i operatorzy obrabiarek, i porozmawiaj z pracodawcami, którzy ich "
                "potem zatrudniają."
            ),
            "body": (
                "<p>Drzwi szkoły są otwarte dla uczniów klas siódmych i ósmych oraz "
                "ich rodziców. Po pracowniach oprowadzają uczniowie, więc można "
                "zapytać o wszystko: o plan zajęć, praktyki i dojazd.</p>"
                "<h2>Co warto zobaczyć</h2>"
                "<ul><li>frezarkę sterowaną numerycznie w czasie pracy,</li>"
                "<li>stanowisko z robotem spawalniczym,</li>"
                "<li>pracownię mechatroniki wyposażoną przez pracodawcę.</li></ul>"
                "<p>Szkolny doradca zawodowy odpowie na pytania o rekrutację.</p>"
            ),
            "place_name": "ZST „Mechanik”, wejście główne",
            "agenda": [
                ("10:00", "Powitanie w auli", "Dyrekcja szkoły i samorząd uczniowski."),
                ("10:30", "Zwiedzanie pracowni", "Grupy ruszają co 20 minut."),
                ("12:30", "Pytania do pracodawców", "Stoiska na parterze."),
            ],
            "contact_name": "Sekretariat szkoły",
            "accessibility_note": (
                "Na piętro prowadzi winda. Miejsca parkingowe dla osób "
                "z niepełnosprawnością są od strony sali gimnastycznej."
            ),
            "photo_note": (
                "Uczniowie robią zdjęcia do kroniki i na stronę szkoły. Jeśli nie "
                "chcesz na nich być, powiedz o tym osobie, która oprowadza."
            ),
        },
        "en": {
            "slug": "open-day-mechanik",
            "title": "Open day at the “Mechanik” school",
            "intro": (
                "See the workshops where future mechatronics technicians and machine "
                "operators learn, and talk to the employers who hire them later."
            ),
            "body": (
                "<p>The school is open to pupils of the last two years of primary "
                "school and their parents. Students show you around, so you can ask "
                "about anything: the timetable, placements, how to get here.</p>"
                "<h2>What to look out for</h2>"
                "<ul><li>a CNC milling machine at work,</li>"
                "<li>a stand with a welding robot,</li>"
                "<li>a mechatronics workshop equipped by an employer.</li></ul>"
                "<p>The careers adviser answers questions about admission.</p>"
            ),
            "place_name": "“Mechanik” school, main entrance",
            "agenda": [
                ("10:00", "Welcome in the hall", "Head teacher and students' council."),
                ("10:30", "Tour of the workshops", "A group leaves every 20 minutes."),
                ("12:30", "Questions to employers", "Stands on the ground floor."),
            ],
            "contact_name": "School office",
            "accessibility_note": (
                "A lift goes to the first floor. Parking for people with disabilities "
                "is next to the gym."
            ),
            "photo_note": (
                "Students take pictures for the school chronicle and website. If you "
                "do not want to be in them, tell the person who shows you around."
            ),
        },
    },
    "study_visit": {
        "pl": {
            "slug": "wizyta-studyjna-granit-automatyka",
            "title": "Wizyta studyjna w Granit Automatyka",
            "intro": (
                "Nauczyciele przedmiotów zawodowych poznają linię montażu szaf "
                "sterowniczych i ustalają z firmą tematy zajęć praktycznych."
            ),
            "body": (
                "<p>Firma pokazuje, jak powstaje szafa sterownicza: od schematu "
                "przez montaż i próby do wysyłki. W drugiej części spotkania "
                "nauczyciele i mistrzowie wspólnie spisują umiejętności, których "
                "brakuje kandydatom do pracy.</p>"
                "<p>Prosimy o pełne obuwie. Kaski i kamizelki zapewnia firma.</p>"
            ),
            "place_name": "Granit Automatyka, recepcja",
            "agenda": [
                ("09:00", "Szkolenie BHP i przejście przez halę", ""),
                ("10:30", "Montaż i próby szaf sterowniczych", ""),
                ("12:00", "Rozmowa o programie zajęć praktycznych", ""),
            ],
            "contact_name": "Biuro klastra",
            "photo_note": "Na hali nie wolno robić zdjęć.",
        },
        "en": {
            "slug": "study-visit-granit-automatyka",
            "title": "Study visit to Granit Automatyka",
            "intro": (
                "Teachers of vocational subjects get to know the assembly of control "
                "cabinets and agree with the company on topics for practical classes."
            ),
            "body": (
                "<p>The company shows how a control cabinet is made: from the diagram "
                "through assembly and tests to dispatch. In the second part teachers "
                "and foremen write down together which skills applicants lack.</p>"
                "<p>Please wear closed shoes. The company provides helmets and "
                "vests.</p>"
            ),
            "place_name": "Granit Automatyka, reception",
            "agenda": [
                ("09:00", "Safety training and a walk through the hall", ""),
                ("10:30", "Assembly and tests of control cabinets", ""),
                ("12:00", "Talk about the content of practical classes", ""),
            ],
            "contact_name": "Cluster office",
            "photo_note": "No pictures may be taken in the hall.",
        },
    },
    "webinar": {
        "pl": {
            "slug": "jak-zaczac-klase-patronacka",
            "title": "Jak zacząć klasę patronacką? Spotkanie online",
            "intro": (
                "Półtorej godziny dla pracodawców: od pierwszej rozmowy ze szkołą do "
                "podpisanej umowy, krok po kroku i z miejscem na pytania."
            ),
            "body": (
                "<p>Pokażemy na przykładzie, jak wygląda umowa o klasie patronackiej, "
                "kto ją podpisuje i ile to trwa. Powiemy też, czego szkoły najczęściej "
                "potrzebują i co może zaoferować mała firma.</p>"
            ),
            "place_name": "",
            "agenda": [
                ("13:00", "Po co firmie klasa patronacka", ""),
                ("13:30", "Umowa w portalu klastra: pokaz", ""),
                ("14:00", "Pytania i odpowiedzi", ""),
            ],
            "contact_name": "Biuro klastra",
            "accessibility_note": "W czasie spotkania wyświetlamy napisy na żywo.",
        },
        "en": {
            "slug": "how-to-start-a-patronage-class",
            "title": "How to start a patronage class? An online meeting",
            "intro": (
                "An hour and a half for employers: from the first talk with a school "
                "to a signed agreement, step by step and with time for questions."
            ),
            "body": (
                "<p>With an example we show what a patronage class agreement looks "
                "like, who signs it and how long it takes. We also say what schools "
                "need most often and what a small company can offer.</p>"
            ),
            "place_name": "",
            "agenda": [
                ("13:00", "Why a company wants a patronage class", ""),
                ("13:30", "The agreement in the cluster's portal: a demonstration", ""),
                ("14:00", "Questions and answers", ""),
            ],
            "contact_name": "Cluster office",
            "accessibility_note": "There are live captions in Polish.",
        },
    },
    "measuring": {
        "pl": {
            "slug": "warsztaty-pomiary-na-obrabiarkach",
            "title": "Warsztaty: pomiary na obrabiarkach CNC",
            "intro": (
                "Dzień praktyki dla nauczycieli i instruktorów: sondy, korekcja "
                "narzędzi i raport z pomiaru, przy maszynie, w małej grupie."
            ),
            "body": (
                "<p>Każdy uczestnik sam mierzy detal, wprowadza korekcję i sprawdza "
                "wynik. Na koniec dostaje zestaw ćwiczeń, które może od razu "
                "przeprowadzić z uczniami.</p>"
            ),
            "place_name": "ZST „Mechanik”, pracownia CNC",
            "agenda": [
                ("09:00", "Baza i układ współrzędnych", ""),
                ("11:00", "Ćwiczenia przy maszynie", "Dwie osoby przy stanowisku."),
                ("14:00", "Raport z pomiaru i omówienie", ""),
            ],
            "contact_name": "Kierownik szkolenia praktycznego",
        },
        "en": {
            "slug": "workshop-measuring-on-cnc-machines",
            "title": "Workshop: measuring on CNC machines",
            "intro": (
                "A day of practice for teachers and instructors: probes, tool offsets "
                "and a measurement report, at the machine, in a small group."
            ),
            "body": (
                "<p>All participants measure a part themselves, enter the offset and "
                "check the result. At the end they get a set of exercises that they "
                "can do with their students at once.</p>"
            ),
            "place_name": "“Mechanik” school, CNC workshop",
            "agenda": [
                ("09:00", "Datum and coordinate system", ""),
                ("11:00", "Exercises at the machine", "Two people at a machine."),
                ("14:00", "Measurement report and discussion", ""),
            ],
            "contact_name": "Head of practical training",
        },
    },
    "hotel": {
        "pl": {
            "slug": "warsztaty-hotelarskie-karpacz",
            "title": "Warsztaty hotelarskie w Karpaczu",
            "intro": (
                "Recepcja, obsługa piętra i śniadania: uczniowie szkół podstawowych "
                "próbują zawodów, których można się nauczyć w Karpaczu."
            ),
            "body": (
                "<p>W pracowniach szkoły uczestnicy meldują gościa, nakrywają do "
                "śniadania i poznają program, z którego korzysta recepcja.</p>"
            ),
            "place_name": "Dolnośląski Zespół Szkół w Karpaczu",
            "agenda": [],
            "contact_name": "Sekretariat szkoły",
            "status_note": (
                "W tym terminie w budynku trwa remont instalacji. Warsztaty wrócą "
                "w następnym semestrze; szkoła poda termin na tej stronie."
            ),
        },
        "en": {
            "slug": "hotel-workshop-karpacz",
            "title": "Hotel workshop in Karpacz",
            "intro": (
                "Reception, housekeeping and breakfast: primary school pupils try out "
                "occupations that they can learn in Karpacz."
            ),
            "body": (
                "<p>In the school's workshops participants check in a guest, lay the "
                "breakfast table and try the program that a reception uses.</p>"
            ),
            "place_name": "Lower Silesian School Complex in Karpacz",
            "agenda": [],
            "contact_name": "School office",
            "status_note": (
                "The wiring of the building is repaired at that time. The workshop "
                "comes back next term; the school will give the date on this page."
            ),
        },
    },
    "job_fair": {
        "pl": {
            "slug": "targi-pracy-kamienna-gora",
            "title": "Targi pracy: strefa szuka fachowców",
            "intro": (
                "Pracodawcy ze strefy rozmawiają z absolwentami i uczniami "
                "ostatnich klas o pracy, stażach i praktykach. Bez zapisów."
            ),
            "body": (
                "<p>Na każdym stoisku jest osoba, która decyduje o zatrudnieniu. Weź "
                "ze sobą życiorys: doradcy pomogą go poprawić na miejscu.</p>"
                "<h2>Kogo szukają pracodawcy</h2>"
                "<ul><li>automatyków i mechatroników,</li>"
                "<li>operatorów obrabiarek i mechaników utrzymania ruchu,</li>"
                "<li>pracowników magazynu i logistyki.</li></ul>"
            ),
            "place_name": "Hala sportowa w Kamiennej Górze",
            "agenda": [],
            "contact_name": "Biuro klastra",
            "accessibility_note": "Jest cichy pokój do rozmów.",
        },
        "en": {
            "slug": "job-fair-kamienna-gora",
            "title": "Job fair: the zone is looking for skilled people",
            "intro": (
                "Employers of the zone talk with graduates and students of the last "
                "years about jobs, internships and placements. No registration."
            ),
            "body": (
                "<p>At every stand there is somebody who decides about hiring. Bring "
                "your CV: advisers help to improve it on the spot.</p>"
                "<h2>Whom employers look for</h2>"
                "<ul><li>automation and mechatronics technicians,</li>"
                "<li>machine operators and maintenance mechanics,</li>"
                "<li>people for warehouses and logistics.</li></ul>"
            ),
            "place_name": "Sports hall in Kamienna Góra",
            "agenda": [],
            "contact_name": "Cluster office",
            "accessibility_note": "There is a quiet room for talks.",
        },
    },
    "council": {
        "pl": {
            "slug": "posiedzenie-rady-programowej",
            "title": "Otwarte posiedzenie Rady Programowej",
            "intro": (
                "Rada omawia wyniki badania potrzeb pracodawców i plan pracy na "
                "następny rok. Partnerzy klastra mogą zabrać głos."
            ),
            "body": (
                "<p>Materiały wysyłamy tydzień wcześniej. Wnioski można zgłosić "
                "przed posiedzeniem, w portalu lub e-mailem.</p>"
            ),
            "place_name": "Siedziba strefy, sala konferencyjna",
            "agenda": [
                ("11:00", "Wyniki badania potrzeb pracodawców", ""),
                ("12:00", "Plan pracy na następny rok", ""),
                ("13:00", "Wolne wnioski", ""),
            ],
            "contact_name": "Biuro klastra",
        },
        "en": {
            "slug": "programme-council-meeting",
            "title": "Open meeting of the Programme Council",
            "intro": (
                "The council discusses what the survey of employers shows, and the "
                "work plan for next year. Partners of the cluster may speak."
            ),
            "body": (
                "<p>We send the papers a week before. Motions can be made before the "
                "meeting, in the portal or by e-mail.</p>"
            ),
            "place_name": "Seat of the zone, conference room",
            "agenda": [
                ("11:00", "Results of the survey of employers", ""),
                ("12:00", "Work plan for next year", ""),
                ("13:00", "Any other business", ""),
            ],
            "contact_name": "Cluster office",
        },
    },
    "conference": {
        "pl": {
            "slug": "konferencja-automatyzacja-i-ksztalcenie",
            "title": "Konferencja: automatyzacja i kształcenie zawodowe",
            "intro": (
                "Dwa dni o tym, jak zmienia się praca w przemyśle i czego uczyć, "
                "żeby absolwent nadążył. Dla szkół, pracodawców i samorządów."
            ),
            "body": (
                "<p>Pierwszego dnia pracodawcy pokazują, co zmieniły roboty i dane "
                "z maszyn. Drugiego dnia szkoły i firmy układają w grupach moduły "
                "zajęć, które można wprowadzić od następnego roku szkolnego.</p>"
                "<p>Obrady są tłumaczone na angielski i można je śledzić "
                "w internecie.</p>"
            ),
            "place_name": "Centrum konferencyjne w Jeleniej Górze",
            "agenda": [
                ("", "Dzień pierwszy: praca", ""),
                ("09:00", "Otwarcie", ""),
                ("09:30", "Co zmieniły roboty w małej firmie", ""),
                ("11:30", "Dane z maszyn na lekcji", ""),
                ("", "Dzień drugi: nauka", ""),
                ("09:00", "Praca w grupach nad modułami zajęć", ""),
                ("14:00", "Przedstawienie wyników i zamknięcie", ""),
            ],
            "contact_name": "Biuro klastra",
            "photo_note": (
                "Robimy zdjęcia sali i prelegentów; trafią na tę stronę. Osoby, które "
                "nie chcą być fotografowane, dostają przy wejściu zieloną smycz."
            ),
        },
        "en": {
            "slug": "conference-automation-and-vocational-education",
            "title": "Conference: automation and vocational education",
            "intro": (
                "Two days about how work in industry changes and what to teach so "
                "that graduates keep up. For schools, employers and local government."
            ),
            "body": (
                "<p>On the first day employers show what robots and data from machines "
                "have changed. On the second day schools and companies design modules "
                "in groups that can start with the next school year.</p>"
                "<p>The talks are interpreted into English and can be followed "
                "online.</p>"
            ),
            "place_name": "Conference centre in Jelenia Góra",
            "agenda": [
                ("", "First day: work", ""),
                ("09:00", "Opening", ""),
                ("09:30", "What robots have changed in a small company", ""),
                ("11:30", "Data from machines in the classroom", ""),
                ("", "Second day: learning", ""),
                ("09:00", "Group work on modules", ""),
                ("14:00", "Results and closing", ""),
            ],
            "contact_name": "Cluster office",
            "photo_note": (
                "We take pictures of the hall and the speakers for this site. People "
                "who do not want to be in them get a green lanyard at the entrance."
            ),
        },
    },
    "education_fair": {
        "pl": {
            "slug": "targi-edukacyjne-zgorzelec",
            "title": "Targi edukacyjne w Zgorzelcu",
            "intro": (
                "Trzy dni pokazów: szkoły klastra przywożą swoje pracownie, "
                "a uczniowie pokazują, czego się nauczyli. Wstęp wolny, także dla klas."
            ),
            "body": (
                "<p>Każdego dnia inny temat: technika, usługi, zdrowie i uroda. "
                "Klasy mogą umówić się na przejście z przewodnikiem.</p>"
            ),
            "place_name": "Miejski dom kultury w Zgorzelcu",
            "agenda": [],
            "contact_name": "ZSP „Emilka”, sekretariat",
        },
        "en": {
            "slug": "education-fair-zgorzelec",
            "title": "Education fair in Zgorzelec",
            "intro": (
                "Three days of demonstrations: the schools of the cluster bring their "
                "workshops, and students show what they have learned. Free entry."
            ),
            "body": (
                "<p>A different topic every day: technology, services, health and "
                "beauty. Classes can arrange a guided tour.</p>"
            ),
            "place_name": "Town cultural centre in Zgorzelec",
            "agenda": [],
            "contact_name": "“Emilka” school, office",
        },
    },
    "cross_border": {
        "pl": {
            "slug": "polsko-czeskie-spotkanie-pracodawcow",
            "title": "Polsko-czeskie spotkanie pracodawców",
            "intro": (
                "O praktykach po drugiej stronie granicy: formalności, dojazd, język "
                "i uznawanie kwalifikacji."
            ),
            "body": (
                "<p>Spotkanie prowadzą wspólnie biuro klastra i zakład w Libercu. "
                "Zapewniamy tłumaczenie z czeskiego i na czeski.</p>"
            ),
            "place_name": "Siedziba strefy, sala konferencyjna",
            "agenda": [],
            "contact_name": "Biuro klastra",
            "status_note": (
                "Partner z Liberca poprosił o inny termin. Nowy podamy tutaj; "
                "zaproszenia wyślemy jeszcze raz."
            ),
        },
        "en": {
            "slug": "polish-czech-meeting-of-employers",
            "title": "Polish-Czech meeting of employers",
            "intro": (
                "About placements on the other side of the border: formalities, "
                "travel, language and recognition of qualifications."
            ),
            "body": (
                "<p>The cluster office and a plant in Liberec hold the meeting "
                "together. There is interpreting from and into Czech.</p>"
            ),
            "place_name": "Seat of the zone, conference room",
            "agenda": [],
            "contact_name": "Cluster office",
            "status_note": (
                "The partner from Liberec asked for another date. We will give it "
                "here and send the invitations again."
            ),
        },
    },
    "robot": {
        "pl": {
            "slug": "warsztaty-pierwszy-program-robota",
            "title": "Warsztaty dla uczniów: pierwszy program robota",
            "intro": (
                "W jeden dzień od pustego ekranu do robota, który przenosi detale. "
                "Dla uczniów techników, bez wcześniejszego doświadczenia."
            ),
            "body": (
                "<p>Pracujemy w parach na robotach szkoleniowych. Uczestnicy uczą się "
                "bezpieczeństwa, ruchu po punktach i prostych warunków.</p>"
            ),
            "place_name": "Zespół Szkół Elektronicznych, pracownia robotyki",
            "agenda": [],
            "contact_name": "Kierownik szkolenia praktycznego",
        },
        "en": {
            "slug": "workshop-first-robot-program",
            "title": "Workshop for students: a first robot program",
            "intro": (
                "In one day from an empty screen to a robot that moves parts. For "
                "students of technical schools, no experience needed."
            ),
            "body": (
                "<p>We work in pairs on training robots. Participants learn safety, "
                "moving from point to point and simple conditions.</p>"
            ),
            "place_name": "Electronics School Complex, robotics workshop",
            "agenda": [],
            "contact_name": "Head of practical training",
        },
    },
    "past_fair": {
        "pl": {
            "slug": "targi-pracy-jelenia-gora",
            "title": "Targi pracy w Jeleniej Górze",
            "intro": (
                "Dziewięciu pracodawców i cztery szkoły w jednej hali, rozmowy "
                "o pracy i praktykach."
            ),
            "body": "<p>Targi były otwarte dla wszystkich, bez zapisów.</p>",
            "report": (
                "<p>Przyszło ponad czterysta osób, najwięcej z ostatnich klas "
                "techników. Pracodawcy zebrali 170 zgłoszeń na staże, "
                "a trzy szkoły umówiły wizyty studyjne.</p>"
                "<p>Najczęściej pytano o pracę w automatyce i o staże płatne. "
                "W ankiecie uczestnicy poprosili o cichszą przestrzeń do rozmów; "
                "następnym razem będzie osobny pokój.</p>"
            ),
            "place_name": "Hala targowa w Jeleniej Górze",
            "agenda": [],
            "contact_name": "Biuro klastra",
        },
        "en": {
            "slug": "job-fair-jelenia-gora",
            "title": "Job fair in Jelenia Góra",
            "intro": (
                "Nine employers and four schools in one hall, talks about jobs and "
                "placements."
            ),
            "body": "<p>The fair was open to everyone, without registration.</p>",
            "report": (
                "<p>More than four hundred people came, most of them from the last "
                "years of technical schools. Employers took 170 applications for "
                "internships, and three schools arranged study visits.</p>"
                "<p>Most questions were about automation and paid internships. In the "
                "survey participants asked for a quieter place to talk; next time "
                "there will be a separate room.</p>"
            ),
            "place_name": "Exhibition hall in Jelenia Góra",
            "agenda": [],
            "contact_name": "Cluster office",
        },
    },
    "past_visit": {
        "pl": {
            "slug": "wizyta-studyjna-nowy-len",
            "title": "Wizyta studyjna w zakładach Nowy Len",
            "intro": (
                "Uczniowie z Biedrzychowic zobaczyli, jak z lnu powstaje tkanina, "
                "i porozmawiali z mistrzami zmiany."
            ),
            "body": "<p>Wizyta była przygotowana dla klas trzecich.</p>",
            "report": (
                "<p>Dwudziestu sześciu uczniów przeszło całą drogę surowca: od "
                "przędzy do kontroli jakości. Zakład zaproponował szkole wspólny "
                "temat pracy: zmniejszenie odpadu na krosnach.</p>"
            ),
            "place_name": "Nowy Len, Leśna",
            "agenda": [],
            "contact_name": "Biuro klastra",
        },
        "en": {
            "slug": "study-visit-nowy-len",
            "title": "Study visit to the Nowy Len linen mill",
            "intro": (
                "Students from Biedrzychowice saw how flax becomes fabric and talked "
                "with shift foremen."
            ),
            "body": "<p>The visit was prepared for third-year classes.</p>",
            "report": (
                "<p>Twenty-six students followed the material all the way from yarn "
                "to quality control. The mill offered the school a joint topic: less "
                "waste at the looms.</p>"
            ),
            "place_name": "Nowy Len, Leśna",
            "agenda": [],
            "contact_name": "Cluster office",
        },
    },
}

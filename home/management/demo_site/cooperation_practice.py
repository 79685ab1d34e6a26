"""Forms of co-operation: exams, placements.

Facts: domain.md §1.1. The employers of the examples are invented.
"""

from home.enums import SiteAction
from partners.enums import CooperationForm

from .cooperation import make_form
from .writing import accordion, html

SKILLS_CHECK = make_form(
    key=CooperationForm.SKILLS_CHECK,
    slug=("sprawdzanie-wiedzy-i-umiejetnosci", "verification-of-skills"),
    title=(
        "Sprawdzanie wiedzy i umiejętności",
        "Verification of knowledge and skills",
    ),
    intro=(
        "Próbne egzaminy, konkursy i zadania oceniane przez ludzi z branży. Uczeń "
        "dowiaduje się, co już umie, a szkoła – czego uczyć lepiej.",
        "Mock exams, contests and tasks judged by people of the trade: students learn "
        "what they can do, and schools what to teach better.",
    ),
    picture="clipboard",
    what=html(
        (
            "Pracodawca pomaga sprawdzić, czy uczniowie są gotowi do pracy. Może "
            "przygotować zadanie na próbny egzamin, oddelegować asesora, udostępnić "
            "stanowisko egzaminacyjne albo ufundować nagrody w konkursie.",
            "The employer helps to find out whether students are ready for work. It "
            "can prepare a task for a mock exam, send an assessor, offer an exam "
            "workstation or donate prizes for a contest.",
        ),
        (
            "Ocena firmy nie zastępuje egzaminu zawodowego. Jest dla ucznia "
            "informacją zwrotną, której szkoła sama nie da.",
            "What a company says does not replace the vocational exam. It gives the "
            "student feedback that a school alone cannot give.",
        ),
    ),
    audience=html(
        (
            "- <strong>Uczniowie</strong> przed egzaminem zawodowym.",
            "- <strong>Students</strong> before their vocational exam.",
        ),
        (
            "- <strong>Firmy</strong>, które chcą zobaczyć umiejętności, a nie "
            "świadectwa.",
            "- <strong>Companies</strong> that want to see skills rather than school "
            "reports.",
        ),
        (
            "- <strong>Ośrodki egzaminacyjne</strong> w szkołach klastra.",
            "- <strong>Exam centres</strong> at schools of the cluster.",
        ),
    ),
    start=[
        (
            ("Wybierzcie umiejętność", "Choose a skill"),
            (
                "Jedną, którą widać po dwóch godzinach pracy, na przykład montaż "
                "rozdzielnicy.",
                "One that shows after two hours of work, for example mounting a "
                "switchboard.",
            ),
        ),
        (
            ("Ułóżcie zadanie i kryteria", "Write the task and the criteria"),
            (
                "Najwyżej dziesięć kryteriów; każde da się ocenić słowem „tak” albo "
                "„nie”.",
                "Ten criteria at most; each can be answered with yes or no.",
            ),
        ),
        (
            ("Zróbcie próbę", "Hold it"),
            (
                "Ocenia dwóch ludzi: nauczyciel i praktyk. Każdy uczeń dostaje "
                "rozmowę.",
                "Two people judge: a teacher and a practitioner. Every student gets a "
                "talk afterwards.",
            ),
        ),
    ],
    example_title=("Próbny egzamin w kuchni", "A mock exam in the kitchen"),
    example=html(
        (
            "Szefowie kuchni trzech pensjonatów ocenili próbny egzamin uczniów "
            "gastronomii. Smak wypadł świetnie, planowanie czasu słabiej. Szkoła "
            "dołożyła do zajęć zegar, a pensjonaty – zaproszenie na letnie staże.",
            "The chefs of three guest houses judged a mock exam of catering students. "
            "Taste was excellent, timing less so. The school added a clock to its "
            "classes, and the guest houses an invitation to summer internships.",
        ),
    ),
    action=SiteAction.CONTACT,
    action_label=("Zaproponuj zadanie", "Propose a task"),
)

PLACEMENTS = make_form(
    key=CooperationForm.PLACEMENTS,
    slug=("praktyki-i-staze", "internships-and-apprenticeships"),
    title=("Praktyki i staże", "Internships and apprenticeships"),
    intro=(
        "Kilka tygodni w firmie, z opiekunem i programem. Praktykę zawodową organizuje "
        "szkoła, staż uczniowski może być płatny.",
        "Some weeks in a company, with a supervisor and a programme. Schools arrange "
        "placements; a student internship may be paid.",
    ),
    picture="helmet",
    what=html(
        (
            "Pod jednym słowem kryją się trzy różne rzeczy. Od tego, o którą chodzi, "
            "zależy, kto z kim podpisuje umowę.",
            "One word hides three different things. Which of them is meant decides "
            "who signs a contract with whom.",
        ),
        (
            "- <strong>Zajęcia praktyczne</strong> – część planu lekcji; umowę zawiera "
            "dyrektor szkoły z firmą.",
            "- <strong>Practical classes</strong> – part of the timetable; the "
            "contract is between the head teacher and the company.",
        ),
        (
            "- <strong>Praktyka zawodowa</strong> – zwykle kilka tygodni w roku; umowa "
            "jak wyżej.",
            "- <strong>A work placement</strong> – usually some weeks a year; the same "
            "contract.",
        ),
        (
            "- <strong>Staż uczniowski</strong> – umowa firmy z uczniem, a za "
            "niepełnoletniego z rodzicami. Może być płatny i odbywać się w wakacje. "
            "Dyrektor może zaliczyć go na poczet praktycznej nauki zawodu.",
            "- <strong>A student internship</strong> – a contract of the company with "
            "the student, or with the parents of a minor. It may be paid and may take "
            "place in the holidays. The head teacher may count it as practical "
            "training.",
        ),
    ),
    audience=html(
        (
            "- <strong>Uczniowie technikum i branżowej szkoły I stopnia.</strong>",
            "- <strong>Students of technical secondary and first-stage trade "
            "schools.</strong>",
        ),
        (
            "- <strong>Firmy</strong>, które mogą wyznaczyć opiekuna i dać uczniowi "
            "prawdziwe zadanie.",
            "- <strong>Companies</strong> that can appoint a supervisor and give a "
            "student a real task.",
        ),
    ),
    start=[
        (
            ("Policz miejsca", "Count the places"),
            (
                "Ilu uczniów naraz, w których miesiącach, na jakich stanowiskach?",
                "How many students at a time, in which months, in which jobs?",
            ),
        ),
        (
            ("Wyznacz opiekuna", "Appoint a supervisor"),
            (
                "Jego praca z uczniem to część etatu, a nie dodatek po godzinach.",
                "Working with students is part of the job, not an extra after hours.",
            ),
        ),
        (
            ("Podaj miejsca biuru", "Tell the office"),
            (
                "Przekażemy je szkołom. Miejsca można też zapisać w umowie o klasie "
                "patronackiej.",
                "We pass the places on to schools. They can also be promised in a "
                "patronage class agreement.",
            ),
        ),
        (
            ("Podpisz właściwą umowę", "Sign the right contract"),
            (
                "O praktyczną naukę zawodu – ze szkołą; o staż – z uczniem lub "
                "rodzicami.",
                "On practical training, with the school; on an internship, with the "
                "student or the parents.",
            ),
        ),
    ],
    example_title=("Staż po drugiej stronie gór", "An internship across the mountains"),
    example=html(
        (
            "Jizerské strojírny w Libercu przyjęły na miesięczny staż sześcioro "
            "uczniów z Dolnego Śląska. Pierwszy tydzień to rysunek techniczny i "
            "czeskie nazwy narzędzi, następne – praca przy obrabiarkach. Firma "
            "zapewniła nocleg.",
            "Jizerské strojírny in Liberec took six students from Lower Silesia for a "
            "month. The first week was technical drawing and the Czech names of "
            "tools; the others were work at machine tools. The company provided "
            "accommodation.",
        ),
    ),
    action=SiteAction.NEW_AGREEMENT,
    action_label=("Zapisz miejsca w umowie", "Promise places in an agreement"),
    body=[
        accordion(
            ("Częste pytania", "Frequent questions"),
            (
                (
                    "Czy uczeń może pracować w nocy?",
                    "May a student work at night?",
                ),
                (
                    "Niepełnoletni – nie. Nie wolno mu też powierzać prac wzbronionych "
                    "młodocianym.",
                    "A minor may not. Nor may a minor be given work that is forbidden "
                    "to young people.",
                ),
            ),
            (
                ("Kto ubezpiecza ucznia?", "Who insures the student?"),
                (
                    "Na praktycznej nauce zawodu – szkoła. Przy stażu ustalcie to w "
                    "umowie.",
                    "On practical training, the school. For an internship, settle it "
                    "in the contract.",
                ),
            ),
            (
                ("Ile płaci się za staż?", "How much is paid for an internship?"),
                (
                    "Staż może być płatny albo bezpłatny. Miesięczne świadczenie nie "
                    "może przekroczyć minimalnego wynagrodzenia za pracę.",
                    "It may be paid or unpaid. The monthly amount may not exceed the "
                    "minimum wage.",
                ),
            ),
        )
    ],
)

FORMS = [SKILLS_CHECK, PLACEMENTS]

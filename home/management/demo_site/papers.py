"""Texts of the documents to take along. Own words; marked as demonstration.

Facts: domain.md §0, §1.1–§1.5 and §2.
"""

from dataclasses import dataclass

from .writing import Pair, html


@dataclass(frozen=True)
class Paper:
    key: str
    # Of the file, per language.
    name: Pair
    title: Pair
    summary: Pair
    body: Pair


REGULATIONS = Paper(
    key="regulations",
    name=("regulamin-klastra-wyciag", "regulations-of-the-cluster-extract"),
    title=(
        "Regulamin Strefowego Klastra Edukacyjnego – wyciąg",
        "Regulations of the education cluster – extract",
    ),
    summary=(
        "Kto może być partnerem, jak pracuje Rada Programowa i co robi lider.",
        "Who can be a partner, how the Programme Council works, what the leader does.",
    ),
    body=html(
        ("## § 1. Klaster", "## § 1. The cluster"),
        (
            "1. Klaster jest dobrowolnym porozumieniem szkół, pracodawców i "
            "instytucji, które wspólnie rozwijają kształcenie zawodowe w regionie.",
            "1. The cluster is a voluntary alliance of schools, employers and "
            "institutions that develop vocational education in the region together.",
        ),
        (
            "1. Klaster nie ma osobowości prawnej. W jego imieniu działa lider: "
            "Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A. z siedzibą "
            "w Kamiennej Górze.",
            "1. The cluster has no legal personality. Its leader acts for it: "
            "Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A. in Kamienna "
            "Góra.",
        ),
        (
            "1. Sprawy bieżące prowadzi biuro klastra.",
            "1. Current matters are dealt with by the cluster office.",
        ),
        ("## § 2. Cele", "## § 2. Aims"),
        (
            "- rozpoznawanie, jakich kwalifikacji potrzebują pracodawcy;",
            "- to find out which qualifications employers need;",
        ),
        (
            "- tworzenie klas patronackich i miejsc kształcenia praktycznego;",
            "- to set up patronage classes and places of practical training;",
        ),
        (
            "- doskonalenie nauczycieli i wyposażanie pracowni;",
            "- to develop teachers and equip workshops;",
        ),
        (
            "- wspólne projekty, także transgraniczne;",
            "- joint projects, across borders too;",
        ),
        (
            "- promocja kształcenia zawodowego i doradztwo.",
            "- promotion of vocational education, and guidance.",
        ),
        ("## § 3. Partnerzy", "## § 3. Partners"),
        (
            "1. Partnerem może zostać szkoła lub zespół szkół, organ prowadzący, "
            "pracodawca albo inna instytucja, która podziela cele klastra.",
            "1. A school or school complex, a founding body, an employer or another "
            "institution that shares the aims of the cluster may become a partner.",
        ),
        (
            "1. Partner przystępuje przez podpisanie deklaracji. Ze strony klastra "
            "podpisuje ją lider.",
            "1. A partner joins by signing a declaration, which the leader signs for "
            "the cluster.",
        ),
        (
            "1. Partner wskazuje jednego przedstawiciela. O zmianie zawiadamia biuro "
            "pisemnie.",
            "1. A partner names one representative and notifies the office of a change "
            "in writing.",
        ),
        (
            "1. Przystąpienie jest bezpłatne. Partner może wystąpić w każdej chwili; "
            "nie wpływa to na umowy, które już zawarł.",
            "1. Joining is free. A partner may leave at any time; agreements already "
            "made are not affected.",
        ),
        ("## § 4. Rada Programowa", "## § 4. Programme Council"),
        (
            "1. Rada doradza liderowi. W jej skład wchodzą przedstawiciele firm, "
            "kuratorium oświaty, samorządów, uczelni, dyrektorów szkół i kierowników "
            "kształcenia praktycznego.",
            "1. The Council advises the leader. Its members represent companies, the "
            "education authority, local governments, universities, head teachers and "
            "heads of practical training.",
        ),
        (
            "1. Członków powołuje lider; każdy otrzymuje akt powołania. Obradom "
            "przewodniczy prezes zarządu lidera.",
            "1. Members are appointed by the leader; each receives an act of "
            "appointment. The president of the leader chairs the meetings.",
        ),
        (
            "1. Posiedzenie zwołuje się co najmniej raz w roku, z siedmiodniowym "
            "wyprzedzeniem. Do przyjęcia wniosku potrzebna jest obecność połowy "
            "członków i zwykła większość głosów.",
            "1. A meeting is convened at least once a year, on seven days’ notice. A "
            "conclusion needs the presence of half of the members and a simple "
            "majority.",
        ),
        (
            "1. Rada przyjmuje roczny plan pracy, omawia wyniki badania potrzeb "
            "pracodawców i uchwala wnioski.",
            "1. The Council adopts the annual work plan, discusses the survey of "
            "employers’ needs and adopts conclusions.",
        ),
        ("## § 5. Grupy robocze", "## § 5. Working groups"),
        (
            "1. Pomysł partnera może rozwijać grupa robocza. Jest w niej co najmniej "
            "jedna szkoła i jeden pracodawca.",
            "1. The idea of a partner may be developed by a working group with at "
            "least one school and one employer.",
        ),
        (
            "1. Grupa przyjmuje rekomendacje. Zobowiązania podejmują lider lub "
            "partnerzy, każdy za siebie.",
            "1. A group adopts recommendations. Commitments are made by the leader or "
            "by the partners, each for itself.",
        ),
        (
            "## § 6. Klasy patronackie",
            "## § 6. Patronage classes",
        ),
        (
            "1. Klasa patronacka powstaje na podstawie umowy szkoły i pracodawcy, a "
            "gdy wymaga tego jej treść – także organu prowadzącego. Lider podpisuje "
            "umowę jako koordynator.",
            "1. A patronage class is set up by an agreement of school and employer "
            "and, where its contents require it, the founding body. The leader signs "
            "as coordinator.",
        ),
        (
            "1. Streszczenie umowy jest jawne, jeżeli zgodziły się na to strony.",
            "1. The summary of an agreement is public if the parties agreed to it.",
        ),
    ),
)

WORK_PLAN = Paper(
    key="work_plan",
    name=("plan-pracy-klastra", "work-plan-of-the-cluster"),
    title=(
        "Plan pracy klastra na rok szkolny {school_year}",
        "Work plan of the cluster for the school year {school_year}",
    ),
    summary=(
        "Zadania biura i partnerów, kwartał po kwartale.",
        "Tasks of the office and the partners, quarter by quarter.",
    ),
    body=html(
        ("## Cele roku", "## Aims of the year"),
        (
            "- co najmniej dwie nowe klasy patronackie;",
            "- at least two new patronage classes;",
        ),
        (
            "- osiem wizyt studyjnych, w tym dwie za granicą;",
            "- eight study visits, two of them abroad;",
        ),
        (
            "- cztery szkolenia branżowe dla nauczycieli;",
            "- four industry training courses for teachers;",
        ),
        (
            "- jeden wspólny kalendarz dni otwartych wszystkich szkół.",
            "- one calendar of the open days of all schools.",
        ),
        ("## Wrzesień–listopad", "## September–November"),
        (
            "- badanie potrzeb pracodawców (biuro, wszyscy pracodawcy);",
            "- survey of employers’ needs (office, all employers);",
        ),
        (
            "- listy intencyjne i wybór zawodów na kolejny rok (szkoły, pracodawcy);",
            "- letters of intent and choice of occupations for the next year (schools, "
            "employers);",
        ),
        (
            "- posiedzenie Rady Programowej: wyniki badania, plan pracy.",
            "- meeting of the Programme Council: results of the survey, work plan.",
        ),
        ("## Grudzień–luty", "## December–February"),
        (
            "- opinie wojewódzkiej rady rynku pracy dla nowych zawodów (dyrektorzy "
            "szkół);",
            "- opinions of the regional labour market council on new occupations (head "
            "teachers);",
        ),
        (
            "- uzgodnienie i podpisanie umów patronackich przed dniami otwartymi "
            "(strony umów, biuro);",
            "- negotiation and signature of patronage class agreements before the open "
            "days (parties, office);",
        ),
        (
            "- konferencja branżowa o automatyzacji (biuro, szkoły).",
            "- industry conference on automation (office, schools).",
        ),
        ("## Marzec–maj", "## March–May"),
        (
            "- dni otwarte i targi edukacyjne (szkoły);",
            "- open days and education fairs (schools);",
        ),
        (
            "- targi pracy (biuro, pracodawcy);",
            "- job fair (office, employers);",
        ),
        (
            "- przegląd deklaracji dostępności strony, do 31 marca (biuro);",
            "- review of the accessibility declaration of the site, by 31 March "
            "(office);",
        ),
        (
            "- próbne egzaminy zawodowe z udziałem pracodawców (szkoły, pracodawcy).",
            "- mock vocational exams with employers (schools, employers).",
        ),
        ("## Czerwiec–sierpień", "## June–August"),
        (
            "- staże wakacyjne, także w Libercu (pracodawcy);",
            "- holiday internships, also in Liberec (employers);",
        ),
        (
            "- sprawozdania roczne z umów, do 31 lipca (szkoły, pracodawcy);",
            "- annual reports on agreements, by 31 July (schools, employers);",
        ),
        (
            "- sprawozdanie biura i projekt planu na następny rok (biuro).",
            "- report of the office and draft plan for the next year (office).",
        ),
    ),
)

CHECKLIST = Paper(
    key="checklist",
    name=(
        "lista-kontrolna-umowa-patronacka",
        "checklist-patronage-class-agreement",
    ),
    title=(
        "Przed podpisaniem umowy patronackiej – lista kontrolna",
        "Before signing a patronage class agreement – checklist",
    ),
    summary=(
        "Dwadzieścia pytań do szkoły, pracodawcy i organu prowadzącego.",
        "Twenty questions for the school, the employer and the founding body.",
    ),
    body=html(
        ("## Klasa", "## The class"),
        (
            "1. W jakim zawodzie i typie szkoły powstaje klasa?",
            "1. For which occupation and type of school is the class?",
        ),
        (
            "1. Czy zawód jest w szkole nowy? Jeśli tak: czy jest opinia wojewódzkiej "
            "rady rynku pracy i czy umowa obejmie cały cykl kształcenia?",
            "1. Is the occupation new to the school? If so: is there an opinion of the "
            "regional labour market council, and will the agreement cover a whole "
            "training cycle?",
        ),
        (
            "1. Cały oddział czy grupa? Ilu uczniów w kolejnych naborach?",
            "1. A whole class or a group? How many students in each intake?",
        ),
        (
            "1. Czy zasady rekrutacji są zgodne z przepisami i niezależne od patrona?",
            "1. Do the rules of admission follow the law and not depend on the patron?",
        ),
        ("## Zobowiązania", "## Commitments"),
        (
            "1. Ile miejsc praktyk, przez ile godzin i w których latach nauki?",
            "1. How many placements, for how many hours and in which grades?",
        ),
        (
            "1. Kto jest opiekunem w firmie, a kto koordynatorem w szkole?",
            "1. Who is the supervisor at the company, who the coordinator at school?",
        ),
        (
            "1. Jakie wyposażenie trafi do szkoły: darowizna czy użyczenie? Kto "
            "serwisuje?",
            "1. Which equipment goes to the school: as a gift or a loan? Who maintains "
            "it?",
        ),
        (
            "1. Czy są stypendia? Ile, dla ilu osób, według jakiego regulaminu?",
            "1. Are there scholarships? How much, for how many, by which rules?",
        ),
        (
            "1. Ile szkoleń dla nauczycieli i ile wizyt w roku?",
            "1. How many training courses for teachers and how many visits a year?",
        ),
        (
            "1. Czy patron gwarantuje absolwentom rozmowę o pracę?",
            "1. Does the patron guarantee graduates an interview?",
        ),
        ("## Bezpieczeństwo i dane", "## Safety and data"),
        (
            "1. Czy firma ma standardy ochrony małoletnich i sprawdzi osoby pracujące "
            "z uczniami?",
            "1. Does the company have child-protection standards, and will it check "
            "those who work with students?",
        ),
        (
            "1. Kto organizuje szkolenie BHP, odzież ochronną i ubezpieczenie?",
            "1. Who provides health and safety training, protective clothing and "
            "insurance?",
        ),
        (
            "1. Kto zbiera zgody na wizerunek?",
            "1. Who collects consent to the use of pictures?",
        ),
        (
            "1. Czy strony wiedzą, że są osobnymi administratorami danych uczniów?",
            "1. Do the parties know that they are separate controllers of students’ "
            "data?",
        ),
        ("## Podpisy", "## Signatures"),
        (
            "1. Kto podpisuje za pracodawcę i czy zgadza się to z KRS lub CEIDG?",
            "1. Who signs for the employer, and does this agree with the register?",
        ),
        (
            "1. Czy dyrektor ma pełnomocnictwo organu prowadzącego?",
            "1. Does the head teacher have a power of attorney of the founding body?",
        ),
        (
            "1. Czy umowa obciąża budżet samorządu? Jeśli tak: kontrasygnata "
            "skarbnika.",
            "1. Does the agreement burden a public budget? If so: the treasurer’s "
            "countersignature.",
        ),
        (
            "1. Jakie podpisy elektroniczne przyjmują wszystkie strony?",
            "1. Which electronic signatures do all parties accept?",
        ),
        ("## Czas", "## Time"),
        (
            "1. Od kiedy do kiedy obowiązuje umowa i jak można ją wypowiedzieć bez "
            "szkody dla uczniów?",
            "1. From when to when is the agreement in force, and how can notice be "
            "given without harm to students?",
        ),
        (
            "1. Kto i do kiedy składa sprawozdanie roczne?",
            "1. Who submits the annual report, and by when?",
        ),
    ),
)

PAPERS = [REGULATIONS, WORK_PLAN, CHECKLIST]

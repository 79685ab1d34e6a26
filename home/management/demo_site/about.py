"""What the cluster is, who decides, where the office is, how it works, documents.

Facts: domain.md §0 and §1.3. The functions of the office are invented.
"""

from home.models import StandardPage

from .writing import (
    DemoPage,
    call,
    documents,
    link,
    live,
    steps,
    table,
    text,
)

ABOUT = DemoPage(
    key="about",
    model=StandardPage,
    slug=("o-klastrze", "about"),
    title=("O klastrze", "About the cluster"),
    intro=(
        "Od 2014 roku łączymy szkoły zawodowe z pracodawcami regionu, żeby nauka "
        "zawodu prowadziła do dobrej pracy blisko domu.",
        "Since 2014 we have brought vocational schools and employers together, so that "
        "learning a trade leads to good work close to home.",
    ),
    picture="peak",
    fields={
        "body": [
            text(
                ("## Nasza misja", "## Our mission"),
                (
                    "Szkoła zawodowa uczy najlepiej wtedy, gdy wie, czego potrzebują "
                    "zakłady za jej murami. Pracodawca znajduje najlepszych ludzi "
                    "wtedy, gdy pomaga ich uczyć. Klaster sprawia, że jedni i drudzy "
                    "rozmawiają ze sobą, zanim pojawi się kłopot: pusta klasa albo "
                    "pusta hala.",
                    "A vocational school teaches best when it knows what the companies "
                    "outside its walls need. An employer finds the best people by "
                    "helping to teach them. The cluster makes both sides talk before "
                    "there is a problem: an empty class or an empty production hall.",
                ),
                (
                    "Strefowy Klaster Edukacyjny działa w podregionie jeleniogórskim, "
                    "przy granicy z Czechami i Niemcami. Założyła go 16 grudnia 2014 "
                    "r. spółka, która zarządza Kamiennogórską Specjalną Strefą "
                    "Ekonomiczną Małej Przedsiębiorczości, i to ona prowadzi jego "
                    "biuro.",
                    "The cluster works in the Jelenia Góra sub-region, at the border "
                    "with Czechia and Germany. It was set up on 16 December 2014 by "
                    "the company that manages the Kamienna Góra Special Economic Zone "
                    "for small business, which also runs its office.",
                ),
                ("## Co robimy", "## What we do"),
                (
                    "- pytamy pracodawców, jakich kwalifikacji będą potrzebować, i "
                    "przekazujemy wyniki szkołom;",
                    "- we ask employers which qualifications they will need, and pass "
                    "the results on to schools;",
                ),
                (
                    "- szukamy szkole pracodawcy, a pracodawcy szkoły – także po "
                    "drugiej stronie granicy;",
                    "- we find an employer for a school and a school for an employer, "
                    "across the border too;",
                ),
                (
                    "- pomagamy założyć klasę patronacką i pilnujemy, żeby umowa była "
                    "dotrzymana;",
                    "- we help to set up patronage classes and watch that agreements "
                    "are kept;",
                ),
                (
                    "- organizujemy wizyty studyjne, dni otwarte, konferencje i targi;",
                    "- we organise study visits, open days, conferences and fairs;",
                ),
                (
                    "- rozwijamy pomysły partnerów w grupach roboczych.",
                    "- we develop the ideas of partners in working groups.",
                ),
            ),
            live("numbers", ("Klaster w liczbach", "The cluster in numbers")),
            table(
                ("Najważniejsze daty", "Important dates"),
                [
                    ("text", ("Kiedy", "When")),
                    ("text", ("Co się wydarzyło", "What happened")),
                ],
                [
                    ("grudzień 2014", "December 2014"),
                    (
                        "Powstaje klaster. W tym samym roku otwieramy pierwszą "
                        "pracownię klasy patronackiej: technik logistyk, 17 miejsc.",
                        "The cluster is founded. In the same year the first patronage "
                        "classroom opens: logistics technician, 17 places.",
                    ),
                ],
                [
                    ("2015", "2015"),
                    (
                        "Pracownia odnawialnych źródeł energii w Zespole Szkół "
                        "Technicznych „Mechanik” w Jeleniej Górze; pomoce dydaktyczne "
                        "za około 180 tys. zł.",
                        "A renewable energy classroom at the “Mechanik” Technical "
                        "School Complex in Jelenia Góra, with teaching aids worth "
                        "about 180,000 zlotys.",
                    ),
                ],
                [
                    ("2017–2023", "2017–2023"),
                    (
                        "Rada Programowa omawia regulamin, plany pracy i wyniki "
                        "badania potrzeb pracodawców.",
                        "The Programme Council discusses the regulations, the work "
                        "plans and the survey of employers’ needs.",
                    ),
                ],
            ),
            text(
                ("## Kto podpisuje umowy", "## Who signs agreements"),
                (
                    "Klaster nie ma osobowości prawnej. W jego imieniu działa lider: "
                    "Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A. z "
                    "siedzibą w Kamiennej Górze. Umowę o klasie patronackiej "
                    "podpisują pracodawca, szkoła, zwykle jej organ prowadzący – i "
                    "lider, który czuwa nad współpracą.",
                    "The cluster has no legal personality. Its leader acts for it: "
                    "Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A. in "
                    "Kamienna Góra. A patronage class agreement is signed by the "
                    "employer, the school, usually its founding body – and the leader, "
                    "who watches over the co-operation.",
                ),
            ),
            live(
                "partners",
                ("Partnerzy klastra", "Partners of the cluster"),
                kind="",
                limit=12,
            ),
            call(
                ("Chcesz współpracować?", "Would you like to work with us?"),
                (
                    "Zobacz dziesięć sposobów, w jakie szkoła i pracodawca mogą "
                    "działać razem, i wybierz pierwszy.",
                    "See ten ways in which a school and an employer can work together, "
                    "and choose the first.",
                ),
                link(
                    ("Formy współpracy", "Forms of co-operation"), page="@cooperation"
                ),
            ),
        ]
    },
)

COUNCIL = DemoPage(
    key="council",
    parent="about",
    model=StandardPage,
    slug=("rada-programowa", "programme-council"),
    title=("Rada Programowa", "Programme Council"),
    intro=(
        "Firmy, szkoły, samorządy, uczelnie i kuratorium przy jednym stole: Rada "
        "wyznacza kierunek pracy klastra.",
        "Companies, schools, local governments, universities and the education "
        "authority at one table: the Council sets the direction.",
    ),
    picture="table",
    fields={
        "body": [
            text(
                ("## Kto zasiada w Radzie", "## Who sits on the Council"),
                (
                    "- przedsiębiorcy ze strefy ekonomicznej,",
                    "- companies of the economic zone,",
                ),
                ("- kuratorium oświaty,", "- the regional education authority,"),
                (
                    "- samorządy, które prowadzą szkoły,",
                    "- local governments that run schools,",
                ),
                ("- uczelnie z regionu,", "- universities of the region,"),
                (
                    "- dyrektorzy szkół i kierownicy kształcenia praktycznego.",
                    "- head teachers and heads of practical training.",
                ),
                (
                    "Obradom przewodniczy prezes spółki, która jest liderem klastra. "
                    "Każdy członek Rady otrzymuje akt powołania.",
                    "The president of the company that leads the cluster chairs the "
                    "meetings. Every member receives an act of appointment.",
                ),
                ("## Czym się zajmuje", "## What it deals with"),
                (
                    "- regulaminem klastra,",
                    "- the regulations of the cluster,",
                ),
                ("- rocznym planem pracy,", "- the annual work plan,"),
                (
                    "- wynikami badania potrzeb pracodawców,",
                    "- the results of the survey of employers’ needs,",
                ),
                (
                    "- wnioskami do szkół, samorządów i lidera klastra.",
                    "- conclusions addressed to schools, local governments and the "
                    "leader.",
                ),
                (
                    "Rada doradza i uchwala wnioski. Decyzje, które rodzą "
                    "zobowiązania, podejmuje lider albo sami partnerzy – każdy za "
                    "siebie.",
                    "The Council advises and adopts conclusions. Decisions that bind "
                    "are made by the leader or by the partners, each for itself.",
                ),
            ),
            steps(
                ("Jak temat trafia pod obrady", "How a topic reaches the Council"),
                (
                    ("Zgłoszenie", "Proposal"),
                    (
                        "Partner pisze do biura: czego dotyczy temat i jakiej decyzji "
                        "oczekuje.",
                        "A partner writes to the office: what the topic is, and what "
                        "should be decided.",
                    ),
                ),
                (
                    ("Porządek obrad", "Agenda"),
                    (
                        "Biuro dołącza temat do porządku i wysyła materiały co "
                        "najmniej siedem dni przed posiedzeniem.",
                        "The office puts it on the agenda and sends the papers at "
                        "least seven days before the meeting.",
                    ),
                ),
                (
                    ("Posiedzenie", "Meeting"),
                    (
                        "Rada wysłuchuje wnioskodawcy, dyskutuje i przyjmuje wniosek.",
                        "The Council hears the partner, discusses and adopts a "
                        "conclusion.",
                    ),
                ),
                (
                    ("Protokół", "Minutes"),
                    (
                        "Protokół podpisują protokolant i przewodniczący. Skrót "
                        "ustaleń publikujemy w aktualnościach.",
                        "The minutes are signed by the secretary and the chair. A "
                        "summary appears in the news.",
                    ),
                ),
            ),
            live(
                "events",
                ("Najbliższe spotkania", "Next meetings"),
                kind="meeting",
                limit=3,
            ),
            documents(
                ("Plan pracy", "Work plan"),
                (
                    "work_plan_pl",
                    (
                        "Plan pracy klastra, wersja polska",
                        "Work plan of the cluster, Polish version",
                    ),
                ),
                (
                    "work_plan_en",
                    (
                        "Plan pracy klastra, wersja angielska",
                        "Work plan of the cluster, English version",
                    ),
                ),
            ),
        ]
    },
)

PAGES = [ABOUT, COUNCIL]

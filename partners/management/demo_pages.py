"""Public pages of the demo partners, in Polish and English.

Of the real schools only what the cluster's own description says is told; the three
employers are invented. Places are those of the towns, not of the buildings.
"""

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Locale

from partners.enums import CooperationForm
from partners.management.demo import DOMAIN, create_demo_partners
from partners.models import PartnerIndexPage, PartnerOccupation, PartnerPage

F = CooperationForm

TOWNS = {
    "Jelenia Góra": ("50.90442", "15.72697"),
    "Biedrzychowice": ("51.05000", "15.35000"),
    "Karpacz": ("50.77610", "15.75560"),
    "Zgorzelec": ("51.14940", "15.00830"),
    "Kamienna Góra": ("50.78000", "16.02940"),
    "Leśna": ("51.02250", "15.26420"),
    "Liberec": ("50.76710", "15.05620"),
}

OCCUPATIONS = {
    "311303": ("technik elektryk", "electrical technician"),
    "311408": ("technik elektronik", "electronics technician"),
    "311410": ("technik mechatronik", "mechatronics technician"),
    "311504": ("technik mechanik", "mechanical technician"),
    "311930": (
        "technik urządzeń i systemów energetyki odnawialnej",
        "renewable energy technician",
    ),
    "333107": ("technik logistyk", "logistics technician"),
    "343404": (
        "technik żywienia i usług gastronomicznych",
        "nutrition and catering technician",
    ),
    "351203": ("technik informatyk", "IT technician"),
    "351406": ("technik programista", "programming technician"),
    "422104": ("technik organizacji turystyki", "tourism organisation technician"),
    "422402": ("technik hotelarstwa", "hotel technician"),
    "722307": ("operator obrabiarek skrawających", "machine tool operator"),
}


@dataclass(frozen=True)
class DemoText:
    title: str
    slug: str
    intro: str
    body: list[str]


@dataclass(frozen=True)
class DemoPage:
    key: str
    town: str
    occupations: list[str]
    forms: list[str]
    pl: DemoText
    en: DemoText
    fields: dict = field(default_factory=dict)


PAGES = [
    DemoPage(
        key="elektronik",
        town="Jelenia Góra",
        occupations=["311408", "351203", "351406", "333107"],
        forms=[F.PLACEMENTS, F.WORKSHOPS, F.CURRICULUM, F.PROJECTS, F.GUIDANCE],
        pl=DemoText(
            "Zespół Szkół Elektronicznych w Jeleniej Górze",
            "elektronik-jelenia-gora",
            "Szkoła dla tych, którzy chcą projektować układy, pisać programy albo "
            "kierować przepływem towarów: elektronika, informatyka, programowanie "
            "i logistyka.",
            [
                "Uczniowie kształcą się w zawodach technika elektronika, informatyka, "
                "programisty i logistyka. Wszystkie cztery łączy to samo: praca na "
                "danych i urządzeniach, które zmieniają się szybciej niż podręczniki.",
                "Dlatego szkoła szuka w klastrze firm, które pokażą uczniom bieżące "
                "projekty, przyjmą ich na praktyki i powiedzą nauczycielom, czego "
                "brakuje w programie.",
            ],
        ),
        en=DemoText(
            "Electronics School Complex in Jelenia Góra",
            "electronics-jelenia-gora",
            "A school for those who want to design circuits, write programs or direct "
            "the flow of goods: electronics, IT, programming and logistics.",
            [
                "Students train as electronics, IT, programming and logistics "
                "technicians. The four have one thing in common: work with data and "
                "devices that change faster than textbooks.",
                "In the cluster the school therefore looks for companies that show "
                "students current projects, take them on for placements and tell "
                "teachers what the curriculum lacks.",
            ],
        ),
    ),
    DemoPage(
        key="mechanik",
        town="Jelenia Góra",
        occupations=["311930", "311410", "311504"],
        forms=[F.PATRONAGE, F.PLACEMENTS, F.REAL_CONDITIONS, F.EQUIPMENT, F.TEACHERS],
        pl=DemoText(
            "Zespół Szkół Technicznych „Mechanik” w Jeleniej Górze",
            "mechanik-jelenia-gora",
            "Technika, w której widać skutek pracy: od energii odnawialnej po "
            "mechatronikę. Od 2015 roku szkoła ma pracownię patronacką klastra.",
            [
                "W 2015 roku klaster otworzył w „Mechaniku” klasę patronacką "
                "w zawodzie technik urządzeń i systemów energetyki odnawialnej "
                "i wyposażył jej pracownię w pomoce o wartości około 180 tysięcy "
                "złotych.",
                "Szkoła umawia się z pracodawcami na zajęcia w zakładach, szkolenia "
                "nauczycieli i wyposażenie pracowni, na którym absolwenci będą później "
                "pracować.",
            ],
        ),
        en=DemoText(
            "“Mechanik” Technical School Complex in Jelenia Góra",
            "mechanik-jelenia-gora",
            "Technology whose results can be seen: from renewable energy to "
            "mechatronics. The school has had a patronage classroom of the cluster "
            "since 2015.",
            [
                "In 2015 the cluster opened a patronage class for renewable energy "
                "technicians at “Mechanik” and equipped its classroom with teaching "
                "aids worth about 180,000 zlotys.",
                "With employers the school arranges classes in their plants, training "
                "of teachers, and equipment for its labs on which graduates will later "
                "work.",
            ],
        ),
    ),
    DemoPage(
        key="biedrzychowice",
        town="Biedrzychowice",
        occupations=["343404", "422402"],
        forms=[F.PLACEMENTS, F.REAL_CONDITIONS, F.SKILLS_CHECK, F.GUIDANCE],
        pl=DemoText(
            "Dolnośląski Zespół Szkół w Biedrzychowicach",
            "biedrzychowice",
            "Szkoła Samorządu Województwa Dolnośląskiego: żywienie i gastronomia, "
            "hotelarstwo, obsługa gości.",
            [
                "Kucharz, kelner i hotelarz uczą się zawodu przy gościu. Szkoła "
                "współpracuje z klastrem, żeby praktyki odbywały się w miejscach, "
                "w których uczeń naprawdę gotuje, podaje i przyjmuje gości.",
                "Zapraszamy restauracje, hotele i pensjonaty z regionu: na praktyki, "
                "na próbne egzaminy z udziałem pracodawców i na dni otwarte.",
            ],
        ),
        en=DemoText(
            "Lower Silesian School Complex in Biedrzychowice",
            "biedrzychowice",
            "A school of the Lower Silesian Voivodeship: food and catering, hotel "
            "services, waiting on guests.",
            [
                "Cooks, waiters and hotel staff learn their trade with guests. The "
                "school works with the cluster so that placements are in houses where "
                "a student really cooks, serves and receives people.",
                "Restaurants, hotels and guest houses of the region are invited: for "
                "placements, for mock exams with employers and for open days.",
            ],
        ),
    ),
    DemoPage(
        key="karpacz",
        town="Karpacz",
        occupations=["422402", "422104"],
        forms=[F.PLACEMENTS, F.WORKSHOPS, F.GUIDANCE, F.GRADUATES],
        pl=DemoText(
            "Dolnośląski Zespół Szkół w Karpaczu",
            "karpacz",
            "Szkoła Samorządu Województwa Dolnośląskiego w mieście, które żyje "
            "z gości: hotelarstwo i turystyka.",
            [
                "Karpacz jest jednym wielkim miejscem praktyk. Szkoła szuka hoteli "
                "i biur podróży, które wezmą ucznia pod opiekę na dłużej niż jeden "
                "sezon.",
                "W klastrze szkoła bierze udział w warsztatach, dniach otwartych "
                "i targach pracy, na których absolwenci rozmawiają z pracodawcami.",
            ],
        ),
        en=DemoText(
            "Lower Silesian School Complex in Karpacz",
            "karpacz",
            "A school of the Lower Silesian Voivodeship in a town that lives by its "
            "guests: hotel services and tourism.",
            [
                "Karpacz is one large place of training. The school looks for hotels "
                "and travel agencies that look after a student for longer than one "
                "season.",
                "In the cluster the school takes part in workshops, open days and job "
                "fairs at which graduates talk to employers.",
            ],
        ),
    ),
    DemoPage(
        key="emilka",
        town="Zgorzelec",
        occupations=["311303", "311930"],
        forms=[F.SKILLS_CENTERS, F.PLACEMENTS, F.SKILLS_CHECK, F.TEACHERS],
        pl=DemoText(
            "Zespół Szkół Ponadpodstawowych „Emilka” w Zgorzelcu",
            "emilka-zgorzelec",
            "Szkoła Powiatu Zgorzeleckiego przy samej granicy, obok Branżowego Centrum "
            "Umiejętności w dziedzinie energetyki.",
            [
                "Zgorzelec dzieli z Görlitz rzekę i rynek pracy. Szkoła kształci dla "
                "energetyki, a pracodawców szuka po obu stronach granicy.",
                "Z Branżowym Centrum Umiejętności w Zgorzelcu łączą ją pracownie: "
                "instalacji elektrycznych, pomiarów, elektromobilności i maszyn.",
            ],
        ),
        en=DemoText(
            "“Emilka” Post-Primary School Complex in Zgorzelec",
            "emilka-zgorzelec",
            "A school of Zgorzelec County right at the border, next to the Industry "
            "Skills Center for the energy sector.",
            [
                "Zgorzelec shares a river and a labour market with Görlitz. The school "
                "trains for the energy sector and looks for employers on both sides of "
                "the border.",
                "Labs connect it with the Industry Skills Center in Zgorzelec: for "
                "electrical installations, measurement, electromobility and machines.",
            ],
        ),
    ),
    DemoPage(
        key="granit",
        town="Kamienna Góra",
        occupations=["311410", "311408", "722307"],
        forms=[
            F.PATRONAGE,
            F.PLACEMENTS,
            F.GRADUATES,
            F.EQUIPMENT,
            F.CURRICULUM,
            F.SCHOLARSHIPS,
        ],
        pl=DemoText(
            "Granit Automatyka",
            "granit-automatyka",
            "Zakład automatyki przemysłowej w strefie w Kamiennej Górze. Buduje "
            "i uruchamia linie produkcyjne, a mechatroników kształci razem ze szkołą.",
            [
                "Granit Automatyka rozbudowuje zakład i przez najbliższe lata będzie "
                "potrzebować mechatroników, elektroników i operatorów obrabiarek. "
                "Zamiast czekać na kandydatów, firma objęła patronatem klasę.",
                "Uczniowie poznają tu roboty i sterowniki, na których pracują "
                "inżynierowie zakładu. Każda grupa ma opiekuna, który odpowiada za "
                "program zajęć i za bezpieczeństwo.",
            ],
        ),
        en=DemoText(
            "Granit Automatyka",
            "granit-automatyka",
            "An industrial automation plant in the zone in Kamienna Góra. It builds "
            "and starts up production lines, and trains mechatronics technicians "
            "together with a school.",
            [
                "Granit Automatyka is extending its plant and will need mechatronics "
                "and electronics technicians and machine tool operators for years to "
                "come. Instead of waiting for applicants, the company took a class "
                "under its patronage.",
                "Students get to know the robots and controllers that the plant's "
                "engineers work with. Each group has a supervisor who answers for the "
                "programme and for safety.",
            ],
        ),
    ),
    DemoPage(
        key="len",
        town="Leśna",
        occupations=["311504", "311303", "333107"],
        forms=[F.PLACEMENTS, F.REAL_CONDITIONS, F.BOARDS, F.GUIDANCE],
        pl=DemoText(
            "Nowy Len",
            "nowy-len",
            "Zakłady lniarskie w Leśnej, które po latach przerwy znów przędą. Szukają "
            "mechaników, elektryków i logistyków z okolicy.",
            [
                "Nowy Len przejął po dawnej fabryce hale i zawodową pamięć jej "
                "pracowników. Maszyny są nowe, ale utrzymanie ruchu nadal wymaga "
                "ludzi, którzy słyszą, że coś nie gra.",
                "Zakład przyjmuje uczniów na praktyki i zajęcia w rzeczywistych "
                "warunkach pracy, a jego kierownik produkcji doradza szkołom.",
            ],
        ),
        en=DemoText(
            "Nowy Len",
            "nowy-len",
            "A linen mill in Leśna that spins again after years of silence. It looks "
            "for mechanics, electricians and logistics staff from the area.",
            [
                "Nowy Len took over the halls of the old factory and the memory of its "
                "workers. The machines are new, but keeping them running still takes "
                "people who hear that something is wrong.",
                "The mill takes students for placements and for classes in real "
                "working conditions, and its production manager advises schools.",
            ],
        ),
    ),
    DemoPage(
        key="jizera",
        town="Liberec",
        occupations=["722307", "311504"],
        forms=[F.PLACEMENTS, F.PROJECTS, F.GRADUATES],
        pl=DemoText(
            "Jizerské strojírny",
            "jizerske-strojirny",
            "Czeska fabryka maszyn z Liberca, pół godziny od granicy. Zaprasza "
            "polskich uczniów na staże i szuka operatorów obrabiarek.",
            [
                "Po obu stronach Gór Izerskich brakuje tych samych fachowców. "
                "Jizerské strojírny proponują szkołom z Dolnego Śląska staże "
                "z zakwaterowaniem i wspólne projekty transgraniczne.",
                "Na stażu mówi się po czesku, po polsku i językiem rysunku "
                "technicznego. Ten ostatni jest obowiązkowy.",
            ],
        ),
        en=DemoText(
            "Jizerské strojírny",
            "jizerske-strojirny",
            "A Czech machine works from Liberec, half an hour from the border. It "
            "invites Polish students to internships and looks for machine tool "
            "operators.",
            [
                "The same skilled people are missing on both sides of the Jizera "
                "Mountains. Jizerské strojírny offers schools of Lower Silesia "
                "internships with accommodation and joint cross-border projects.",
                "Czech, Polish and technical drawing are spoken during an internship. "
                "The last one is compulsory.",
            ],
        ),
    ),
    DemoPage(
        key="lider",
        town="Kamienna Góra",
        occupations=[],
        forms=[F.PATRONAGE, F.PROJECTS, F.BOARDS, F.GUIDANCE, F.SKILLS_CENTERS],
        pl=DemoText(
            "SSEMP S.A., lider klastra",
            "ssemp",
            "Spółka zarządzająca Kamiennogórską Specjalną Strefą Ekonomiczną Małej "
            "Przedsiębiorczości. Założyła klaster 16 grudnia 2014 roku i prowadzi jego "
            "biuro.",
            [
                "Klaster nie ma osobowości prawnej. Umowy w jego imieniu podpisuje "
                "lider: łączy szkołę z pracodawcą, pilnuje terminów i pomaga, kiedy "
                "strony się nie zgadzają.",
                "Biuro klastra przyjmuje projekty umów i pomysły, zwołuje Radę "
                "Programową i organizuje spotkania partnerów.",
            ],
        ),
        en=DemoText(
            "SSEMP S.A., leader of the cluster",
            "ssemp",
            "The company that runs the Kamienna Góra Special Economic Zone for small "
            "business. It founded the cluster on 16 December 2014 and keeps its "
            "office.",
            [
                "The cluster has no legal personality. The leader signs agreements on "
                "its behalf: it brings school and employer together, watches the dates "
                "and helps when the parties do not agree.",
                "The cluster office receives drafts of agreements and ideas, convenes "
                "the Programme Council and organises meetings of the partners.",
            ],
        ),
        fields={"website": "https://ssemp.pl/"},
    ),
]


@transaction.atomic
def create_demo_partner_pages(
    index_pages: dict[str, PartnerIndexPage],
) -> list[PartnerPage]:
    """Make or refresh the pages below the directory of each language.

    ``index_pages`` by language code; Polish is the original and the others are its
    translations. Returns the Polish pages.
    """
    organisations = create_demo_partners()
    pages = []
    for data in PAGES:
        organisation = organisations[data.key]
        page = PartnerPage.objects.filter(
            organisation=organisation, locale__language_code="pl"
        ).first() or PartnerPage(
            organisation=organisation, locale=index_pages["pl"].locale
        )
        _fill(page, data, data.pl)
        if page.pk is None:
            index_pages["pl"].add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
        if "en" in index_pages:
            _translate(page, data, index_pages["en"].locale)
    return pages


def _translate(page: PartnerPage, data: DemoPage, locale: Locale) -> None:
    translation = page.get_translation_or_none(locale)
    if translation is None:
        translation = page.copy_for_translation(locale)
    _fill(translation, data, data.en)
    translation.save_revision().publish()


def _fill(page: PartnerPage, data: DemoPage, text: DemoText) -> None:
    page.title, page.slug, page.intro = text.title, text.slug, text.intro
    page.draft_title = text.title
    page.body = "".join(f"<p>{paragraph}</p>" for paragraph in text.body)
    page.cooperation_forms = [form.value for form in F if form in data.forms]
    page.public_email = f"sekretariat.{data.key}@{DOMAIN}"
    page.latitude, page.longitude = TOWNS[data.town]
    page.occupations = [
        PartnerOccupation(code=code, name_pl=names[0], name_en=names[1])
        for code, names in ((code, OCCUPATIONS[code]) for code in data.occupations)
    ]
    for name, value in data.fields.items():
        setattr(page, name, value)

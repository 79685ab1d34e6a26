"""Home page, office data, footer and menu."""

from partners.management.demo import DOMAIN

OFFICE_EMAIL = f"biuro@{DOMAIN}"
CLASSES_EMAIL = f"klasy@{DOMAIN}"
EVENTS_EMAIL = f"wydarzenia@{DOMAIN}"
DPO_EMAIL = f"iod@{DOMAIN}"
ACCESS_EMAIL = f"dostepnosc@{DOMAIN}"
# Nobody has this number.
PHONE = "+48750000000"

HOME = {
    "seo_title": (
        "Strefowy Klaster Edukacyjny: szkoły i pracodawcy",
        "Education cluster: schools and employers",
    ),
    "search_description": (
        "Klasy patronackie, praktyki i wspólne projekty szkół zawodowych i pracodawców "
        "Kamiennogórskiej Specjalnej Strefy Ekonomicznej.",
        "Patronage classes, work placements and joint projects of vocational schools "
        "and employers of the Kamienna Góra Special Economic Zone, Poland.",
    ),
    "lead": (
        "Nowoczesne wsparcie kształcenia zawodowego, dopasowane do rynku pracy w "
        "regionie. Szkoły zawodowe i pracodawcy Kamiennogórskiej Specjalnej Strefy "
        "Ekonomicznej tworzą razem klasy patronackie, praktyki i projekty.",
        "Modern support for vocational education, tuned to the regional labour market. "
        "Vocational schools and the employers of the Kamienna Góra Special Economic "
        "Zone set up patronage classes, work placements and projects together.",
    ),
    "picture": "@pic:peak",
    "join_title": ("Dołącz do klastra", "Join the cluster"),
    "join_text": (
        "Szkoła, firma, samorząd, uczelnia, organizacja branżowa: jeśli zależy wam na "
        "dobrym kształceniu zawodowym w regionie, jest tu dla was miejsce. "
        "Zaczynamy od rozmowy.",
        "School, company, local government, university or industry organisation: if "
        "you care about good vocational education in the region, there is a place for "
        "you. We begin with a conversation.",
    ),
    "join_page": "@join",
}
# The pages behind the doors of the home page, in the order of its texts.
DOORS = ("students", "schools", "employers")

OFFICE = {
    "name": ("Biuro klastra", "Cluster office"),
    "organisation": "Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A.",
    "street": "ul. Papieża Jana Pawła II 11a",
    "postcode": "58-400",
    "town": "Kamienna Góra",
    "phone": PHONE,
    "email": OFFICE_EMAIL,
    "ede_address": "AE:PL-00000-00000-AAAAA-00",
    "hours": (
        "poniedziałek, środa–piątek: 8:00–15:00\nwtorek: 8:00–17:00",
        "Monday, Wednesday to Friday: 8:00–15:00\nTuesday: 8:00–17:00",
    ),
    "map_url": (
        "https://www.openstreetmap.org/?mlat=50.7800&mlon=16.0294#map=15/50.7800/16.0294"
    ),
}

FOOTER = {
    "about": (
        "Serwis Strefowego Klastra Edukacyjnego. W tej wersji pokazowej pracodawcy, "
        "osoby, numery telefonów i wydarzenia są zmyślone.",
        "The site of the education cluster. In this demonstration, the employers, "
        "people, phone numbers and events are invented.",
    ),
    "bip_url": "https://www.gov.pl/web/bip",
    "cookies_page": "@cookies",
}

# Label, page or action, and the entries below.
MENU = [
    (
        ("O klastrze", "About"),
        "@about",
        [
            (("Rada Programowa", "Programme Council"), "@council"),
            (("Biuro klastra", "Cluster office"), "@office"),
            (("Jak pracuje biuro", "How the office works"), "@work"),
            (("Regulamin i plan pracy", "Regulations and work plan"), "@regulations"),
            (("Dokumenty do pobrania", "Documents"), "@documents"),
            (("Dołącz do klastra", "Join the cluster"), "@join"),
            (("Kontakt", "Contact"), "@contact"),
        ],
    ),
    (
        ("Współpraca", "Co-operation"),
        "@cooperation",
        [
            (("Partnerzy", "Partners"), "@partners"),
            (("Pomysły partnerów", "Ideas of the partners"), "ideas"),
            (("Dla uczniów i rodziców", "For students and parents"), "@students"),
            (("Dla szkół", "For schools"), "@schools"),
            (("Dla pracodawców", "For employers"), "@employers"),
        ],
    ),
    (
        ("Klasy patronackie", "Patronage classes"),
        "@classes",
        [
            (("Przygotuj umowę", "Draft an agreement"), "new_agreement"),
            (("Sprawdź dokument", "Verify a document"), "verify"),
        ],
    ),
    (("Centra umiejętności", "Skills Centers"), "courses", []),
    (("Wydarzenia", "Events"), "@events", []),
    (("Aktualności", "News"), "@news", []),
]
MENU_TITLE = ("Menu główne", "Main menu")

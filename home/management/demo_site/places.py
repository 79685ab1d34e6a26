"""Pages that are found by their type: lists of other pages, contact, site map."""

from home.models import (
    ContactPage,
    EventIndexPage,
    PatronageCataloguePage,
    SiteMapPage,
)
from partners.models import PartnerIndexPage

from .writing import DemoPage, call, html, link, text

PARTNERS = DemoPage(
    key="partners",
    model=PartnerIndexPage,
    slug=("partnerzy", "partners"),
    title=("Partnerzy", "Partners"),
    intro=(
        "Szkoły, pracodawcy i instytucje klastra: czego uczą, kogo szukają i jak "
        "współpracują. Na liście i na mapie.",
        "Schools, employers and institutions of the cluster: what they teach, whom "
        "they look for, how they co-operate. As a list and on a map.",
    ),
)

CLASSES = DemoPage(
    key="classes",
    model=PatronageCataloguePage,
    slug=("klasy-patronackie", "patronage-classes"),
    title=("Klasy patronackie", "Patronage classes"),
    intro=(
        "Katalog klas, które działają na podstawie obowiązujących umów: zawód, szkoła, "
        "pracodawca, miejsca i korzyści.",
        "The catalogue of classes with an agreement in force: occupation, school, "
        "employer, places and benefits.",
    ),
    fields={
        "body": [
            text(
                ("## Skąd te dane", "## Where these data come from"),
                (
                    "Z umów podpisanych w portalu. Publikujemy tylko streszczenie, na "
                    "które zgodziły się strony, i tylko dopóki umowa obowiązuje. Nie "
                    "ma tu danych uczniów.",
                    "From agreements signed in the portal. Only the summary that the "
                    "parties made public is shown, and only while the agreement is in "
                    "force. There are no data of students here.",
                ),
                (
                    "Nie ma zawodu, którego szukasz? Zobacz, "
                    '<a href="@form.patronage">jak powstaje klasa patronacka</a>, albo '
                    '<a href="@contact">zapytaj biuro</a>.',
                    "The occupation you look for is not here? See "
                    '<a href="@form.patronage">how a patronage class is set up</a>, or '
                    '<a href="@contact">ask the office</a>.',
                ),
            ),
            call(
                ("Załóż klasę patronacką", "Set up a patronage class"),
                (
                    "Projekt umowy może złożyć szkoła albo pracodawca.",
                    "A school or an employer may submit a draft.",
                ),
                link(("Przygotuj umowę", "Draft an agreement"), action="new_agreement"),
            ),
        ]
    },
)

EVENTS = DemoPage(
    key="events",
    model=EventIndexPage,
    slug=("wydarzenia", "events"),
    title=("Wydarzenia", "Events"),
    intro=(
        "Wizyty studyjne, dni otwarte, konferencje, targi i warsztaty. Zapisz się albo "
        "dodaj kalendarz do swojego.",
        "Study visits, open days, conferences, fairs and workshops. Register, or add "
        "our calendar to yours.",
    ),
)

CONTACT = DemoPage(
    key="contact",
    model=ContactPage,
    slug=("kontakt", "contact"),
    title=("Kontakt", "Contact"),
    intro=(
        "Zadzwoń, napisz albo przyjdź. Odpowiadamy najpóźniej trzeciego dnia "
        "roboczego.",
        "Call, write or visit us. We answer on the third working day at the latest.",
    ),
    fields={
        "form_title": ("Napisz do biura", "Write to the office"),
        "form_text": html(
            (
                "Wystarczy imię, adres e-mail i kilka zdań. Sprawy umów najszybciej "
                "załatwisz w portalu.",
                "A name, an e-mail address and a few sentences are enough. Matters of "
                "agreements are settled fastest in the portal.",
            )
        ),
        "thanks": (
            "Dziękujemy. Odpowiemy najpóźniej trzeciego dnia roboczego na podany adres "
            "e-mail.",
            "Thank you. We answer to your e-mail address on the third working day at "
            "the latest.",
        ),
        "directions": html(
            ("### Dojazd", "### How to travel"),
            (
                "Z dworca autobusowego w Kamiennej Górze idzie się około kwadransa. "
                "Przed budynkiem jest parking, w tym dwa miejsca dla osób z "
                "niepełnosprawnościami, i stojak na rowery.",
                "It is a walk of about fifteen minutes from the bus station of "
                "Kamienna Góra. There is a car park in front of the building, with "
                "two places for people with disabilities, and a bicycle rack.",
            ),
            ("### Dostępność", "### Accessibility"),
            (
                "Do biura na parterze wchodzi się bez schodów. Szczegóły opisuje <a "
                'href="@declaration">deklaracja dostępności</a>. Opis jest '
                "przykładowy.",
                "The office is on the ground floor and is entered without steps. "
                'Details are in the <a href="@declaration">accessibility '
                "declaration</a>. The description is an example.",
            ),
        ),
    },
)

SITE_MAP = DemoPage(
    key="site_map",
    model=SiteMapPage,
    slug=("mapa-strony", "site-map"),
    title=("Mapa strony", "Site map"),
    intro=(
        "Wszystkie strony klastra w jednym miejscu, w kolejności działów.",
        "All pages of the cluster in one place, in the order of the sections.",
    ),
)

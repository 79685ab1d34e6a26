"""What the law asks for: declaration, cookies; and the pages found by their type.

Facts: domain.md §5.1 and §5.3. The description of the building is an example.
"""

from datetime import timedelta

from home.enums import AuditType, ConformanceStatus
from home.models import (
    DeclarationPage,
    StandardPage,
)

from .front import ACCESS_EMAIL, OFFICE, PHONE
from .writing import DemoPage, html, table, text

DECLARATION = DemoPage(
    key="declaration",
    model=DeclarationPage,
    slug=("deklaracja-dostepnosci", "accessibility-declaration"),
    title=("Deklaracja dostępności", "Accessibility declaration"),
    intro=(
        "Co na tej stronie jest dostępne, co jeszcze nie i do kogo napisać, gdy coś "
        "przeszkadza.",
        "What on this site is accessible, what is not yet, and whom to write to when "
        "something stands in your way.",
    ),
    fields={
        "organisation": OFFICE["organisation"],
        "site_url": "@site",
        "site_published_on": timedelta(days=-90),
        "site_updated_on": timedelta(days=-2),
        "status": ConformanceStatus.PARTIAL,
        "gaps": html(
            (
                "- Dokumenty PDF podpisane poza portalem i przesłane przez partnerów "
                "mogą nie mieć znaczników dla czytników ekranu. Na życzenie "
                "przygotujemy wersję dostępną.",
                "- PDF documents that partners signed outside the portal and uploaded "
                "may lack tags for screen readers. We prepare an accessible version "
                "on request.",
            ),
            (
                "- Mapy partnerów nie można w pełni obsłużyć samą klawiaturą. Te same "
                "informacje podaje lista pod mapą.",
                "- The map of partners cannot be used fully with a keyboard alone. The "
                "list below it says the same.",
            ),
            (
                "- Filmy z innych serwisów mogą nie mieć audiodeskrypcji. Obok "
                "zamieszczamy opis tekstowy.",
                "- Films of other services may lack audio description. We put a text "
                "beside them.",
            ),
            (
                "- Strona nie ma jeszcze tłumaczenia na polski język migowy ani wersji "
                "w tekście łatwym do czytania (ETR).",
                "- The site has no translation into Polish Sign Language and no "
                "easy-to-read version yet.",
            ),
        ),
        "exclusions": html(
            (
                "Mapy są wyłączone z obowiązku zapewnienia dostępności, jeżeli "
                "informacje do nawigacji podano w innej dostępnej formie. Filmy "
                "opublikowane przed 23 września 2020 r. również są z niego wyłączone.",
                "Maps are exempt where essential information is given in another "
                "accessible form. So are films published before 23 September 2020.",
            )
        ),
        "prepared_on": timedelta(days=-30),
        "reviewed_on": timedelta(days=-2),
        "audit_type": AuditType.SELF,
        "shortcuts": html(
            (
                "Strona nie używa własnych skrótów. Działają skróty przeglądarki, a "
                "pierwszy klawisz Tab pokazuje odnośnik „Przejdź do treści”.",
                "The site has no shortcuts of its own. Those of your browser work, and "
                "the first Tab key shows the link “Skip to content”.",
            )
        ),
        "contact_person": (
            "koordynator dostępności, biuro klastra",
            "accessibility coordinator, cluster office",
        ),
        "contact_email": ACCESS_EMAIL,
        "contact_phone": PHONE,
        "procedure": html(
            (
                "Każdy może zażądać zapewnienia dostępności strony lub jej części albo "
                "udostępnienia informacji w innej formie. W żądaniu podaj:",
                "Everybody may request that the site, or a part of it, be made "
                "accessible, or that information be given in another form. Please "
                "state:",
            ),
            (
                "- swoje imię i nazwisko oraz sposób kontaktu,",
                "- your name and how to reach you,",
            ),
            (
                "- adres strony lub element, którego dotyczy żądanie,",
                "- the page or element that the request is about,",
            ),
            (
                "- wygodny dla ciebie sposób udostępnienia informacji.",
                "- the way of getting the information that suits you.",
            ),
            (
                "Odpowiemy niezwłocznie, najpóźniej w ciągu 7 dni. Jeśli to "
                "niemożliwe, wyjaśnimy powód i podamy nowy termin, nie dłuższy niż 2 "
                "miesiące od dnia żądania. Jeśli odmówimy albo nie dotrzymamy "
                "terminu, możesz złożyć do nas skargę.",
                "We answer without delay, within 7 days at the latest. Where that is "
                "impossible, we say why and name a new date, no later than 2 months "
                "after the request. If we refuse or miss the date, you may complain to "
                "us.",
            ),
        ),
        "architecture": html(
            (
                "Opis przykładowy; lider klastra zastąpi go po przeglądzie budynku.",
                "An example; the leader of the cluster replaces it after a survey of "
                "the building.",
            ),
            (
                "- Wejście główne od ulicy jest bez schodów; drzwi mają 100 cm "
                "szerokości.",
                "- The main entrance from the street has no steps; the door is 100 cm "
                "wide.",
            ),
            (
                "- Biuro klastra jest na parterze, obok toalety dostosowanej do wózka.",
                "- The cluster office is on the ground floor, next to a toilet for "
                "wheelchair users.",
            ),
            (
                "- Na parkingu są dwa miejsca dla osób z niepełnosprawnościami.",
                "- The car park has two places for people with disabilities.",
            ),
            (
                "- Można wejść z psem asystującym.",
                "- Assistance dogs are welcome.",
            ),
            (
                "- Przenośną pętlę indukcyjną i tłumacza polskiego języka migowego "
                "zapewniamy po zgłoszeniu trzy dni robocze wcześniej.",
                "- A portable induction loop and an interpreter of Polish Sign "
                "Language are provided on three working days’ notice.",
            ),
        ),
    },
)

COOKIES = DemoPage(
    key="cookies",
    model=StandardPage,
    slug=("pliki-cookie", "cookies"),
    title=("Pliki cookie", "Cookies"),
    intro=(
        "Tylko te, bez których strona nie działa. Dlatego nie pytamy o zgodę i nie "
        "zasłaniamy treści banerem.",
        "Only those without which the site does not work. That is why there is no "
        "question and no banner.",
    ),
    fields={
        "body": [
            text(
                (
                    "Kto tylko czyta stronę, nie dostaje od nas żadnego pliku cookie. "
                    "Pojawiają się dopiero wtedy, gdy otwierasz formularz albo się "
                    "logujesz.",
                    "Whoever only reads the site gets no cookie from us. They appear "
                    "when you open a form or sign in.",
                ),
            ),
            table(
                ("Pliki cookie tej strony", "Cookies of this site"),
                [
                    ("text", ("Nazwa", "Name")),
                    ("text", ("Do czego służy", "Purpose")),
                    ("text", ("Jak długo", "How long")),
                ],
                [
                    ("csrftoken", "csrftoken"),
                    (
                        "Chroni formularze przed wysłaniem przez obcą stronę.",
                        "Protects forms from being sent by another site.",
                    ),
                    ("rok", "a year"),
                ],
                [
                    ("sessionid", "sessionid"),
                    (
                        "Pamięta, że jesteś zalogowany w portalu.",
                        "Remembers that you are signed in to the portal.",
                    ),
                    (
                        "do wylogowania, najwyżej dwa tygodnie",
                        "until you sign out, two weeks at most",
                    ),
                ],
                [
                    ("messages", "messages"),
                    (
                        "Przenosi komunikat, na przykład „Zapisano”, na następną "
                        "stronę.",
                        "Carries a message such as “Saved” to the next page.",
                    ),
                    ("do wyświetlenia komunikatu", "until the message is shown"),
                ],
            ),
            text(
                ("## Ustawienia dostępności", "## Accessibility settings"),
                (
                    "Wielkość tekstu, kontrast i inne ustawienia zapamiętuje twoja "
                    "przeglądarka (localStorage, wpis „accessibility”). Nie trafiają "
                    "na serwer. Usuniesz je przyciskiem przywracania ustawień w "
                    "narzędziach dostępności.",
                    "Text size, contrast and other settings are kept by your browser "
                    "(localStorage, entry “accessibility”). They do not reach the "
                    "server. The reset button of the accessibility tools deletes them.",
                ),
                ("## Mapy i filmy", "## Maps and films"),
                (
                    "Mapy OpenStreetMap oraz filmy z YouTube i Vimeo wczytują się "
                    "dopiero po kliknięciu. Od tej chwili obowiązują zasady tych "
                    "serwisów i mogą one zapisać własne pliki cookie.",
                    "Maps of OpenStreetMap and films of YouTube and Vimeo load only "
                    "after a click. From then on their rules apply, and they may set "
                    "cookies of their own.",
                ),
                ("## Statystyki", "## Statistics"),
                (
                    "Nie śledzimy odwiedzających i nie używamy narzędzi analitycznych.",
                    "We do not track visitors and use no analytics.",
                ),
                (
                    "Jak usunąć pliki cookie, opisuje pomoc twojej przeglądarki. O "
                    'danych osobowych piszemy na stronach <a href="@privacy">Ochrona '
                    "danych osobowych</a>.",
                    "How to delete cookies is described in the help of your browser. "
                    'Personal data are dealt with in <a href="@privacy">Privacy</a>.',
                ),
            ),
        ]
    },
)

"""Privacy notices of courses, newsletter, agreements and logs. See ``privacy``."""

from home.enums import PrivacyPurpose

from .privacy import CENTER_CONTROLLER, list_recipients, make_notice
from .writing import html

PAGES = [
    make_notice(
        PrivacyPurpose.COURSE_REGISTRATION,
        slug=("zapis-na-szkolenie", "registration-for-a-course"),
        title=("Zapis na szkolenie", "Registration for a course"),
        intro=(
            "Dotyczy uczestników szkoleń Branżowych Centrów Umiejętności i osób na "
            "listach rezerwowych.",
            "For participants of courses of Industry Skills Centers and people on "
            "waiting lists.",
        ),
        basis=html(
            (
                "- Zapis i prowadzenie szkolenia – twoja zgoda (art. 6 ust. 1 lit. a "
                "RODO).",
                "- Registration and the course – your consent (art. 6 (1) (a) GDPR).",
            ),
            (
                "- Wydanie i potwierdzanie zaświadczeń – zadanie w interesie "
                "publicznym (lit. e).",
                "- Issuing and confirming certificates – a task in the public interest "
                "(letter e).",
            ),
            (
                "- Szczególne potrzeby – wyraźna, osobna zgoda (art. 9 ust. 2 lit. a).",
                "- Special needs – separate, explicit consent (art. 9 (2) (a)).",
            ),
        ),
        data=html(
            (
                "Imię i nazwisko, adres e-mail, telefon (jeśli podasz), kim jesteś, "
                "szkoła lub firma, obecność, wynik i numer zaświadczenia, szczególne "
                "potrzeby (jeśli podasz). Nie pytamy o numer PESEL.",
                "Name, e-mail address, phone (if given), who you are, school or "
                "company, attendance, result and number of the certificate, special "
                "needs (if given). We do not ask for the PESEL number.",
            )
        ),
        controller=CENTER_CONTROLLER,
        recipients=list_recipients(
            (
                "prowadzący szkolenie – listę uczestników;",
                "the trainer – the list of participants;",
            )
        ),
        retention=html(
            (
                "Opis szczególnych potrzeb usuwamy 30 dni po szkoleniu. Rejestr "
                "zaświadczeń – tak długo, jak mogą być potrzebne ich potwierdzenia, "
                "najmniej 10 lat.",
                "Special needs are deleted 30 days after the course. The register of "
                "certificates is kept as long as they may have to be confirmed, for at "
                "least 10 years.",
            )
        ),
        voluntariness=html(
            (
                "Nie, ale bez imienia, nazwiska i adresu e-mail zapis ani "
                "zaświadczenie nie są możliwe.",
                "No, but without name and e-mail address neither a place nor a "
                "certificate is possible.",
            )
        ),
        consent=True,
    ),
    make_notice(
        PrivacyPurpose.NEWSLETTER,
        slug=("biuletyn", "newsletter"),
        title=("Biuletyn", "Newsletter"),
        intro=(
            "Dotyczy osób, które poprosiły biuro o przesyłanie wiadomości z klastra "
            "e-mailem.",
            "For people who asked the office to send them news of the cluster by "
            "e-mail.",
        ),
        basis=html(
            (
                "Wysyłka wiadomości – twoja zgoda (art. 6 ust. 1 lit. a RODO).",
                "Sending news – your consent (art. 6 (1) (a) GDPR).",
            )
        ),
        data=html(
            (
                "Adres e-mail, język i data zgody.",
                "E-mail address, language and date of the consent.",
            )
        ),
        recipients=list_recipients(),
        retention=html(
            (
                "Do wycofania zgody. Wystarczy odpowiedzieć na dowolną wiadomość.",
                "Until you withdraw your consent. An answer to any message is enough.",
            )
        ),
        voluntariness=html(
            (
                "Nie. Te same wiadomości są na stronie i w kanałach RSS i Atom, bez "
                "podawania danych.",
                "No. The same news is on the site and in the RSS and Atom feeds, "
                "without giving any data.",
            )
        ),
        consent=True,
    ),
    make_notice(
        PrivacyPurpose.AGREEMENT,
        slug=("podpisujacy-i-osoby-do-kontaktu", "signers-and-contact-persons"),
        title=("Podpisujący i osoby do kontaktu", "Signers and contact persons"),
        intro=(
            "Dotyczy osób, które podpisują umowy o klasach patronackich albo są w nich "
            "wskazane do kontaktu.",
            "For people who sign patronage class agreements or are named in them as "
            "contacts.",
        ),
        basis=html(
            (
                "- Zawarcie i wykonanie umowy – prawnie uzasadniony interes stron "
                "(art. 6 ust. 1 lit. f RODO), a dla osób, które same są stroną – umowa "
                "(lit. b).",
                "- Making and performing the agreement – the legitimate interest of "
                "the parties (art. 6 (1) (f) GDPR); for people who are parties "
                "themselves, the contract (letter b).",
            ),
            (
                "- Przechowywanie dokumentów – obowiązek prawny (lit. c).",
                "- Keeping documents – a legal obligation (letter c).",
            ),
        ),
        data=html(
            (
                "Imię i nazwisko, funkcja, organizacja, podstawa umocowania, służbowy "
                "e-mail i telefon, dane z certyfikatu podpisu. Certyfikat "
                "kwalifikowany może zawierać numer PESEL; nie pokazujemy go i nie "
                "zapisujemy osobno.",
                "Name, function, organisation, source of authority, business e-mail "
                "and phone, data of the signing certificate. A qualified certificate "
                "may hold a PESEL number; we neither show it nor store it separately.",
            )
        ),
        source=html(
            (
                "Od szkoły, pracodawcy lub organu prowadzącego, który zawiera umowę, "
                "oraz z rejestrów publicznych: KRS, CEIDG, REGON i RSPO.",
                "From the school, employer or founding body that makes the agreement, "
                "and from public registers: KRS, CEIDG, REGON and RSPO.",
            )
        ),
        recipients=list_recipients(
            (
                "pozostałe strony umowy;",
                "the other parties of the agreement;",
            )
        ),
        retention=html(
            (
                "10 lat po zakończeniu umowy.",
                "10 years after the agreement ends.",
            )
        ),
        voluntariness=html(
            (
                "Tak, bez tych danych umowy nie da się podpisać.",
                "Yes, without these data the agreement cannot be signed.",
            )
        ),
        consent=False,
    ),
    make_notice(
        PrivacyPurpose.LOGS,
        slug=("dzienniki-serwera", "logs-of-the-website"),
        title=("Dzienniki serwera", "Logs of the website"),
        intro=(
            "Dotyczy wszystkich, którzy odwiedzają stronę.",
            "For everybody who visits the site.",
        ),
        basis=html(
            (
                "Bezpieczeństwo i usuwanie awarii – nasz prawnie uzasadniony interes "
                "(art. 6 ust. 1 lit. f RODO).",
                "Security and repair of faults – our legitimate interest (art. 6 (1) "
                "(f) GDPR).",
            )
        ),
        data=html(
            (
                "Adres IP, czas, adres strony, wynik żądania i nazwa przeglądarki.",
                "IP address, time, address of the page, result of the request, and "
                "name of the browser.",
            )
        ),
        recipients=list_recipients(),
        retention=html(
            (
                "90 dni, chyba że zapis jest dowodem w sprawie.",
                "90 days, unless an entry is evidence.",
            )
        ),
        voluntariness=html(
            (
                "Przeglądarka wysyła te dane sama; bez nich strony nie da się "
                "wyświetlić.",
                "Your browser sends them by itself; without them no page can be shown.",
            )
        ),
        consent=False,
    ),
]

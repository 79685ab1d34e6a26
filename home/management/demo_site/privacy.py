"""Privacy notices, one for each purpose of domain.md §5.2 (art. 13 and 14 GDPR).

What is said about deletion that the software does not do by itself is the duty of the
office.
"""

from datetime import timedelta

from home.enums import PrivacyPurpose
from home.models import PrivacyIndexPage, PrivacyNoticePage

from .front import DPO_EMAIL, OFFICE, OFFICE_EMAIL
from .writing import DemoPage, Pair, html, text

ADDRESS = f"{OFFICE['street']}, {OFFICE['postcode']} {OFFICE['town']}"

CONTROLLER = html(
    (
        f"{OFFICE['organisation']}, {ADDRESS}, lider klastra. Kontakt: "
        f'<a href="mailto:{OFFICE_EMAIL}">{OFFICE_EMAIL}</a>.',
        f"{OFFICE['organisation']}, {ADDRESS}, Poland, the leader of the cluster. "
        f'Contact: <a href="mailto:{OFFICE_EMAIL}">{OFFICE_EMAIL}</a>.',
    )
)
CENTER_CONTROLLER = html(
    (
        "Podmiot, który prowadzi centrum; jego nazwa i adres są na stronie centrum. "
        f"Zapisy obsługuje w jego imieniu {OFFICE['organisation']}, {ADDRESS}.",
        "The body that runs the center; its name and address are on the page of the "
        "center. Registration is handled on its behalf by "
        f"{OFFICE['organisation']}, {ADDRESS}, Poland.",
    )
)
DPO = html(
    (
        "Z inspektorem ochrony danych skontaktujesz się pod adresem "
        f'<a href="mailto:{DPO_EMAIL}">{DPO_EMAIL}</a> albo listownie na adres spółki, '
        "z dopiskiem „IOD”.",
        "The data protection officer is reached at "
        f'<a href="mailto:{DPO_EMAIL}">{DPO_EMAIL}</a> or by post at the address of '
        "the company, marked “IOD”.",
    )
)
# Processors that every purpose has.
HOSTING = (
    "dostawca serwera i poczty elektronicznej, na podstawie umowy powierzenia;",
    "the provider of server and e-mail, under a processing contract;",
)
AUTHORITIES = (
    "organy, które mają do tego prawo z ustawy.",
    "authorities entitled to them by law.",
)
NO_TRANSFER = (
    "Danych nie przekazujemy poza Europejski Obszar Gospodarczy.",
    "Data are not transferred outside the European Economic Area.",
)
NO_PROFILING = (
    "Nie podejmujemy decyzji w sposób zautomatyzowany i nie profilujemy.",
    "We make no automated decisions and no profiles.",
)


def list_recipients(*pairs: Pair) -> Pair:
    entries = [*pairs, HOSTING, AUTHORITIES]
    return html(*[(f"- {pl}", f"- {en}") for pl, en in entries], NO_TRANSFER)


def list_rights(*, consent: bool) -> Pair:
    """Return the rights that go with a consent, or with a legitimate interest."""
    common = [
        (
            "- dostęp do danych i ich kopia,",
            "- access to the data and a copy of them,",
        ),
        ("- poprawienie i uzupełnienie,", "- correction and completion,"),
        (
            "- usunięcie albo ograniczenie przetwarzania,",
            "- deletion, or restriction of processing,",
        ),
    ]
    last = (
        (
            "- przeniesienie danych oraz cofnięcie zgody w każdej chwili; nie zmienia "
            "to zgodności z prawem tego, co zrobiliśmy wcześniej.",
            "- data portability, and withdrawal of consent at any time; what was done "
            "before remains lawful.",
        )
        if consent
        else (
            "- sprzeciw, z powodów związanych z twoją szczególną sytuacją.",
            "- objection, on grounds relating to your particular situation.",
        )
    )
    return html(*common, last)


def make_notice(
    purpose: str,
    *,
    slug: Pair,
    title: Pair,
    intro: Pair,
    basis: Pair,
    data: Pair,
    recipients: Pair,
    retention: Pair,
    voluntariness: Pair,
    consent: bool,
    source: Pair | None = None,
    controller: Pair = CONTROLLER,
) -> DemoPage:
    return DemoPage(
        key=f"privacy.{purpose}",
        parent="privacy",
        model=PrivacyNoticePage,
        slug=slug,
        title=title,
        intro=intro,
        fields={
            "purpose": purpose,
            "updated_on": timedelta(days=-30),
            "controller": controller,
            "dpo": DPO,
            "legal_basis": basis,
            "data": data,
            "source": source or ("", ""),
            "recipients": recipients,
            "retention": retention,
            "rights": list_rights(consent=consent),
            "voluntariness": voluntariness,
            "profiling": NO_PROFILING,
        },
    )


INDEX = DemoPage(
    key="privacy",
    model=PrivacyIndexPage,
    slug=("ochrona-danych-osobowych", "privacy"),
    title=("Ochrona danych osobowych", "Privacy"),
    intro=(
        "Osobna informacja dla każdego celu: po co nam dane, na jakiej podstawie i jak "
        "długo je przechowujemy.",
        "A notice for each purpose: what we need data for, on what basis, and how long "
        "we keep them.",
    ),
    fields={
        "body": [
            text(
                (
                    "Zbieramy tylko to, co jest potrzebne. W serwisie i w umowach nie "
                    "ma nazwisk uczniów ani numerów PESEL. Potrzeby związane ze "
                    "zdrowiem możesz opisać dobrowolnie; ten opis usuwamy 30 dni po "
                    "wydarzeniu lub szkoleniu.",
                    "We collect only what is needed. Neither the site nor the "
                    "agreements hold names of students or PESEL numbers. You may "
                    "describe needs related to your health; we delete that text 30 "
                    "days after the event or course.",
                ),
                (
                    "O plikach cookie piszemy "
                    '<a href="@cookies">na osobnej stronie</a>.',
                    'Cookies have <a href="@cookies">a page of their own</a>.',
                ),
            )
        ]
    },
)

NOTICES = [
    make_notice(
        PrivacyPurpose.CONTACT_FORM,
        slug=("formularz-kontaktowy", "contact-form"),
        title=("Formularz kontaktowy", "Contact form"),
        intro=(
            "Dotyczy osób, które piszą do biura przez formularz na stronie Kontakt.",
            "For people who write to the office through the form on the contact page.",
        ),
        basis=html(
            (
                "Odpowiadamy na wiadomość na podstawie twojej zgody (art. 6 ust. 1 "
                "lit. a RODO).",
                "We answer your message on the basis of your consent (art. 6 (1) (a) "
                "GDPR).",
            )
        ),
        data=html(
            (
                "Imię lub nazwa, adres e-mail, temat i treść wiadomości, język, czas "
                "wysłania. Nie pisz o zdrowiu ani o danych innych osób.",
                "Name, e-mail address, subject and text of the message, language, "
                "time. Please do not write about health or about other people’s data.",
            )
        ),
        recipients=list_recipients(
            (
                "partner klastra, którego dotyczy sprawa – tylko jeśli o to poprosisz;",
                "the partner concerned – only if you ask us to;",
            )
        ),
        retention=html(
            (
                "Rok od otrzymania wiadomości; potem serwis usuwa ją sam. Wcześniej – "
                "jeśli cofniesz zgodę.",
                "A year from the day we receive the message; then the site deletes it "
                "by itself. Earlier, if you withdraw your consent.",
            )
        ),
        voluntariness=html(
            (
                "Nie, ale bez adresu e-mail nie będziemy mogli odpowiedzieć.",
                "No, but without an e-mail address we cannot answer.",
            )
        ),
        consent=True,
    ),
    make_notice(
        PrivacyPurpose.PARTNER_ACCOUNT,
        slug=("konto-w-portalu", "account-in-the-portal"),
        title=("Konto w portalu", "Account in the portal"),
        intro=(
            "Dotyczy osób, które pracują w portalu w imieniu szkoły, firmy lub "
            "instytucji.",
            "For people who work in the portal for a school, a company or an "
            "institution.",
        ),
        basis=html(
            (
                "- Prowadzenie konta i umów w imieniu partnera – nasz i partnera "
                "prawnie uzasadniony interes (art. 6 ust. 1 lit. f RODO).",
                "- Keeping the account and leading agreements for the partner – our "
                "and the partner’s legitimate interest (art. 6 (1) (f) GDPR).",
            ),
            (
                "- Bezpieczeństwo portalu i dowód, kto co zrobił – ten sam interes.",
                "- Security of the portal and evidence of who did what – the same "
                "interest.",
            ),
        ),
        data=html(
            (
                "Imię i nazwisko, służbowy adres e-mail, organizacja, funkcja "
                "i uprawnienia, dane logowania (skrót hasła, klucze dostępu), historia "
                "czynności.",
                "Name, business e-mail address, organisation, function and "
                "permissions, sign-in data (hash of the password, passkeys), history "
                "of actions.",
            )
        ),
        source=html(
            (
                "Od ciebie albo od organizacji, która wskazała cię jako użytkownika.",
                "From you, or from the organisation that named you as a user.",
            )
        ),
        recipients=list_recipients(
            (
                "strony umów, które prowadzisz – widzą imię, nazwisko i funkcję;",
                "the parties of your agreements – they see name and function;",
            )
        ),
        retention=html(
            (
                "Dopóki konto jest czynne. Potem konto wyłączamy; imię i nazwisko "
                "pozostają w podpisanych dokumentach i w dzienniku czynności tak "
                "długo, jak przechowujemy te dokumenty.",
                "As long as the account is active. Then it is switched off; your name "
                "remains in signed documents and in the log of actions as long as the "
                "documents are kept.",
            )
        ),
        voluntariness=html(
            (
                "Podanie danych jest warunkiem korzystania z portalu.",
                "You need to give them in order to use the portal.",
            )
        ),
        consent=False,
    ),
    make_notice(
        PrivacyPurpose.IDEA,
        slug=("zgloszenie-pomyslu", "submitting-an-idea"),
        title=("Zgłoszenie pomysłu", "Submitting an idea"),
        intro=(
            "Dotyczy osób, które zgłaszają pomysł na projekt albo wchodzą do grupy "
            "roboczej.",
            "For people who submit an idea for a project or join a working group.",
        ),
        basis=html(
            (
                "- Ocena pomysłu i praca grupy – nasz prawnie uzasadniony interes: "
                "rozwijanie projektów partnerów (art. 6 ust. 1 lit. f RODO).",
                "- Assessment of the idea and work of the group – our legitimate "
                "interest in developing the projects of partners (art. 6 (1) (f) "
                "GDPR).",
            ),
            (
                "- Opublikowanie autora – twoja zgoda (lit. a).",
                "- Publishing the author – your consent (letter a).",
            ),
        ),
        data=html(
            (
                "Imię i nazwisko, organizacja, funkcja, dane kontaktowe, treść "
                "pomysłu, obecność na spotkaniach i oddane głosy.",
                "Name, organisation, function, contact data, the idea, attendance of "
                "meetings and votes.",
            )
        ),
        recipients=list_recipients(
            (
                "osoby oceniające i członkowie grupy roboczej;",
                "those who assess the idea, and members of the working group;",
            )
        ),
        retention=html(
            (
                "Pomysły odrzucone – 5 lat. Protokoły i uchwały grup – 25 lat.",
                "Rejected ideas: 5 years. Minutes and resolutions of groups: 25 years.",
            )
        ),
        voluntariness=html(
            (
                "Tak, jeśli chcesz zgłosić pomysł: musimy wiedzieć, kto za nim stoi.",
                "Yes, if you want to submit an idea: we have to know whose it is.",
            )
        ),
        consent=False,
    ),
    make_notice(
        PrivacyPurpose.EVENT_REGISTRATION,
        slug=("zapis-na-wydarzenie", "registration-for-an-event"),
        title=("Zapis na wydarzenie", "Registration for an event"),
        intro=(
            "Dotyczy osób, które zapisują się na wizyty, warsztaty, konferencje i inne "
            "spotkania.",
            "For people who register for visits, workshops, conferences and other "
            "meetings.",
        ),
        basis=html(
            (
                "- Organizacja wydarzenia – twoja zgoda (art. 6 ust. 1 lit. a RODO).",
                "- Organising the event – your consent (art. 6 (1) (a) GDPR).",
            ),
            (
                "- Szczególne potrzeby – wyraźna, osobna zgoda (art. 9 ust. 2 lit. a).",
                "- Special needs – separate, explicit consent (art. 9 (2) (a)).",
            ),
        ),
        data=html(
            (
                "Imię i nazwisko, adres e-mail, telefon (jeśli podasz), kim jesteś, "
                "szkoła lub firma, szczególne potrzeby (jeśli podasz).",
                "Name, e-mail address, phone (if given), who you are, school or "
                "company, special needs (if given).",
            )
        ),
        recipients=list_recipients(
            (
                "współorganizator wydarzenia, wymieniony na jego stronie;",
                "the co-organiser named on the page of the event;",
            )
        ),
        retention=html(
            (
                "Opis szczególnych potrzeb usuwamy 30 dni po wydarzeniu. Pozostałe "
                "dane – do końca następnego roku kalendarzowego.",
                "Special needs are deleted 30 days after the event, the other data at "
                "the end of the following calendar year.",
            )
        ),
        voluntariness=html(
            (
                "Nie, ale bez imienia, nazwiska i adresu e-mail nie zarezerwujemy "
                "miejsca.",
                "No, but without name and e-mail address we cannot keep a place.",
            )
        ),
        consent=True,
    ),
]

PAGES = [INDEX, *NOTICES]

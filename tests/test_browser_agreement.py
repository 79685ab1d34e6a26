"""The whole agreement in a real Chromium: each role does its own clicks."""

import re

import pytest
from django.utils.translation import override

from partners.management.demo import DEMO_PASSWORD, DOMAIN
from tests.screens import DESKTOP, PHONE, Person, get_overflow
from workflows.enums import (
    AgreementState,
    CooperationForm,
    Insurer,
    Outcome,
    PartyRole,
    PlacementKind,
    SchoolType,
    StepKind,
)
from workflows.management import demo
from workflows.models import PatronageAgreement, Revision
from workflows.services import occupations, school_years, storage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
]

# Party, contact, and its signers in the order in which they are typed.
SIGNERS = {
    "mechanik": ["dyrektor.mechanik"],
    "granit": ["prezes.granit", "zarzad.granit"],
    "jelenia-gora": ["prezydent.jelenia-gora", "skarbnik.jelenia-gora"],
    "lider": ["lider"],
}
EVERYBODY = [
    *["autor.mechanik", "dyrektor.mechanik", "kadry.granit", "prezes.granit"],
    *["zarzad.granit", "prezydent.jelenia-gora", "skarbnik.jelenia-gora", "lider"],
    *["koordynator", "koordynator2", "audytor"],
]


class Party(Person):
    """Somebody at a keyboard, signed in by the form like everybody."""

    def __init__(self, browser, url, box, *, by_keyboard=False, **options):
        super().__init__(browser, url, **options)
        self.url = f"{url}/pl"
        self.page.goto(f"{self.url}/portal/")
        address = f"{box}@{DOMAIN}"
        if by_keyboard:
            self.tab_to("#id_login")
            self.page.keyboard.type(address)
            self.tab_to("#id_password")
            self.page.keyboard.type(DEMO_PASSWORD)
            self.page.keyboard.press("Enter")
        else:
            self.page.fill("#id_login", address)
            self.page.fill("#id_password", DEMO_PASSWORD)
            self.page.locator("form:has(#id_password) button[type=submit]").click()
        # Asked for the portal, sent to the portal.
        self.page.wait_for_url(f"{self.url}/portal/")

    def tab_to(self, selector: str) -> None:
        """Press Tab until the control has the focus, as one without a mouse does."""
        for _press in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(
                "selector => document.activeElement.matches(selector)", selector
            ):
                return
        raise AssertionError(f"The keyboard does not reach {selector}")

    def open_task(self, kind: str) -> None:
        self.page.goto(f"{self.url}/portal/")
        links = self.page.locator("main .card__title a")
        assert links.count() == 1, links.all_text_contents()
        links.click()
        self.page.wait_for_url(re.compile(r"/portal/tasks/\d+/\d+/$"))
        assert kind in self.page.title()

    def send(self, selector: str = "main form button[type=submit]") -> None:
        self.page.locator(selector).first.click()

    def confirm_done(self) -> None:
        self.page.wait_for_url(re.compile(r"/portal/agreements/\d+/\?done=1$"))
        assert self.page.locator(".notice--ok").is_visible()


def pick(page, selector: str, text: str) -> None:
    """Choose the option that contains a text."""
    value = page.locator(f"{selector} option", has_text=text).first.get_attribute(
        "value"
    )
    page.select_option(selector, value)


def save_step(page, step: str, *, stay: bool = False) -> None:
    page.locator(
        'form button[name="stay"]' if stay else 'form button:not([name="stay"])',
    ).and_(page.locator("main .actions button")).first.click()
    page.wait_for_url(re.compile(rf"/edit/{step}/$"))
    assert page.locator("#errors").count() == 0, page.inner_text("#errors")


def get_party_row(page, name: str) -> int:
    """Return the number of the row in which an organisation is chosen."""
    rows = page.locator("select[id^=id_parties-][id$=-organisation]")
    for number in range(rows.count()):
        chosen = rows.nth(number).evaluate("s => s.options[s.selectedIndex].text")
        if name in chosen:
            return number
    raise AssertionError(f"{name} is not a party")


def write_draft(author: Person, partners: dict) -> int:
    page = author.page
    page.goto(f"{author.url}/portal/agreements/")
    page.locator('main a[href$="/agreements/new/"]').click()
    page.fill("#id_title_pl", "Klasa patronacka „Zażółć gęślą jaźń”")
    page.fill("#id_title_en", "Patronage class in a browser")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/edit/head/$"))
    number = int(re.search(r"/agreements/(\d+)/", page.url)[1])

    page.fill("#id_place", "Jelenia Góra")
    page.fill("#id_purpose_pl", "Brakuje mechatroników.\nSzkoła chce ich wykształcić.")
    page.fill("#id_purpose_en", "There are too few mechatronics technicians.")
    save_step(page, "parties")

    write_parties(page, partners)
    save_step(page, "class")
    write_class(page)
    save_step(page, "commitments")
    write_commitments(page, partners)
    save_step(page, "legal")
    write_legal(page)
    save_step(page, "annexes")

    # Something to attach: the preview itself is a PDF.
    preview = author.context.request.get(
        f"{author.url}/portal/agreements/{number}/preview.pdf"
    )
    assert preview.headers["content-type"] == "application/pdf"
    page.select_option("#id_kind", "curriculum")
    page.fill("#id_title", "Program nauczania")
    page.set_input_files(
        "#id_file",
        {
            "name": "program łąka.pdf",
            "mimeType": "application/pdf",
            "buffer": preview.body(),
        },
    )
    page.locator("form:has(#id_file) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/edit/annexes/$"))
    assert "program łąka.pdf" in page.inner_text(".docs")
    return number


def write_parties(page, partners) -> None:
    granit = partners["granit"]
    row = page.locator("select[id^=id_parties-][id$=-organisation]").count() - 1
    pick(page, f"#id_parties-{row}-organisation", str(granit))
    page.select_option(f"#id_parties-{row}-role", PartyRole.EMPLOYER)
    save_step(page, "parties", stay=True)
    # A row for the next signer appears with each save.
    for turn in range(2):
        for key, boxes in SIGNERS.items():
            row = get_party_row(page, str(partners[key]))
            page.fill(f"#id_parties-{row}-contact_name", f"Kontakt {key}")
            page.fill(f"#id_parties-{row}-contact_email", f"kontakt.{key}@{DOMAIN}")
            if turn >= len(boxes):
                continue
            people = page.locator(
                f"fieldset:has(#id_parties-{row}-organisation) select[id$=-person]"
            )
            person = people.nth(people.count() - 1)
            prefix = "#" + person.get_attribute("id").removesuffix("person")
            pick(page, f"{prefix}person", get_surname(boxes[turn]))
            if boxes[turn].startswith("skarbnik"):
                page.check(f"{prefix}is_countersign")
        save_step(page, "parties", stay=True)


def get_surname(box: str) -> str:
    return {
        "dyrektor.mechanik": "Dyrektorska",
        "prezes.granit": "Granitowy",
        "zarzad.granit": "Automatyczna",
        "prezydent.jelenia-gora": "Miejski",
        "skarbnik.jelenia-gora": "Skarbnicza",
        "lider": "Prezesowska",
    }[box]


def write_class(page) -> None:
    first = school_years.get_current_school_year() + 1
    page.select_option("#id_school_type", SchoolType.TECHNIKUM)
    pick(page, "#id_occupation", "311410")
    page.fill("#id_class_name", "Technikum mechatroniczne")
    page.fill("#id_start_school_year", f"{first}-{first + 1}")
    page.fill("#id_end_school_year", f"{first + 4} / {first + 5}")
    for number in range(5):
        page.check(f"#id_grades_covered_{number}")
    page.fill("#id_intakes-0-school_year", f"{first}/{first + 1}")
    page.fill("#id_intakes-0-planned_students", "24")
    page.fill("#id_intakes-0-places_at_employer", "12")


def write_commitments(page, partners) -> None:
    pick(page, "#id_commitments-0-party", str(partners["granit"]))
    page.select_option("#id_commitments-0-area", CooperationForm.PLACEMENTS)
    page.fill("#id_commitments-0-description_pl", "Miejsca zajęć w zakładzie")
    page.fill("#id_commitments-0-description_en", "Places for practical classes")
    # The details of a form of co-operation appear once it was saved.
    save_step(page, "commitments", stay=True)
    prefix = "#id_commitments-0-placements-"
    page.wait_for_selector(f"{prefix}kind")
    page.select_option(f"{prefix}kind", PlacementKind.PRACTICAL_CLASSES)
    page.fill(f"{prefix}places", "12")
    page.fill(f"{prefix}hours", "280")
    pick(page, "#id_commitments-1-party", str(partners["granit"]))
    page.select_option("#id_commitments-1-area", CooperationForm.SCHOLARSHIPS)
    page.fill("#id_commitments-1-description_pl", "Stypendia dla uczniów")
    # Whoever wants to go on is shown the details first.
    save_step(page, "commitments")
    prefix = "#id_commitments-1-scholarships-"
    page.wait_for_selector(f"{prefix}amount")
    page.fill(f"{prefix}amount", "500.00")
    page.fill(f"{prefix}months", "5")
    page.fill(f"{prefix}max_recipients", "10")


def write_legal(page) -> None:
    first = school_years.get_current_school_year() + 1
    page.fill("#id_start_date", f"{first}-09-01")
    page.fill("#id_end_date", f"{first + 5}-08-31")
    for name in (
        *["child_protection_standards", "staff_checked_registers", "ohs_training"],
        *["school_insures", "separate_controllers", "image_consents_by_school"],
        "local_government_pays",
    ):
        page.check(f"#id_{name}")
    page.select_option("#id_liability_insurance_by", Insurer.EMPLOYER)
    page.fill("#id_total_value", "186000.00")


def submit(author: Person, number: int) -> None:
    page = author.page
    page.goto(f"{author.url}/portal/agreements/{number}/edit/review/")
    assert page.locator(".notice--warning").count() == 0, page.inner_text("main")
    page.locator('main a[href$="/actions/submit/"]').click()
    author.send('main form button[type="submit"]')
    page.wait_for_url(re.compile(rf"/agreements/{number}/$"))


def tick_all_and_approve(person: Person) -> None:
    boxes = person.page.locator("main input[name=checklist]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    person.page.check(f"input[name=outcome][value={Outcome.APPROVED}]")
    person.send("form:has(input[name=outcome]) button[type=submit]")
    person.confirm_done()


def approve_by_keyboard(person: Person) -> None:
    """Skip link, list, task, decision: only keys."""
    page = person.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip-link')")
    page.keyboard.press("Enter")
    person.tab_to(".card__title a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/portal/tasks/"))
    person.tab_to("input[name=outcome]")
    page.keyboard.press("Space")
    assert page.is_checked(f"input[name=outcome][value={Outcome.APPROVED}]")
    person.tab_to("form:has(input[name=outcome]) button[type=submit]")
    page.keyboard.press("Enter")
    person.confirm_done()


def sign(person: Person, kind: str) -> None:
    person.open_task(kind)
    page = person.page
    shown = page.locator("iframe.pdf-frame").get_attribute("src")
    file = person.context.request.get(person.url.removesuffix("/pl") + shown)
    assert file.body().startswith(b"%PDF-")
    page.check("#id_has_read")
    page.fill("#id_secret", DEMO_PASSWORD)
    assert get_overflow(page) == 0
    person.send("form:has(#id_secret) button[type=submit]")
    person.confirm_done()


def verify_file(browser, url, name: str, content: bytes):
    """Return the verdict box of the public page, for somebody without an account."""
    context = browser.new_context(locale="pl-PL", viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{url}/pl/weryfikacja/")
    page.set_input_files(
        "#id_file", {"name": name, "mimeType": "application/pdf", "buffer": content}
    )
    page.locator("form:has(#id_file) button[type=submit]").click()
    verdict = page.locator("section[aria-labelledby=verdict]")
    verdict.wait_for()
    box = verdict.get_attribute("class"), verdict.inner_text()
    signatures = page.locator("section[aria-labelledby=signatures] tbody tr").count()
    context.close()
    return *box, signatures


def get_state(number: int) -> str:
    return PatronageAgreement.objects.get(pk=number).state


def test_agreement_from_draft_to_archive_by_clicks(browser, live_server, partners):
    occupations.load_occupations()

    def work_as(box, **options):
        return Party(browser, live_server.url, box, **options)

    with work_as("autor.mechanik") as author:
        number = write_draft(author, partners)
        submit(author, number)
    assert get_state(number) == AgreementState.FORMAL_CHECK
    with override("pl"):
        sealed = str(AgreementState.SEALED.label)
        kinds = {kind.value: str(kind.label) for kind in StepKind}

    with work_as("koordynator") as coordinator:
        coordinator.open_task(kinds["formal_check"])
        tick_all_and_approve(coordinator)
    assert get_state(number) == AgreementState.PARTY_APPROVAL

    for box in ("dyrektor.mechanik", "prezes.granit", "prezydent.jelenia-gora"):
        with work_as(box) as approver:
            approver.open_task(kinds["party_approval"])
            tick_all_and_approve(approver)
    with work_as("lider", by_keyboard=True) as leader:
        approve_by_keyboard(leader)
    assert get_state(number) == AgreementState.SIGN_OFF

    with work_as("koordynator2") as coordinator:
        coordinator.open_task(kinds["sign_off"])
        tick_all_and_approve(coordinator)
    assert get_state(number) == AgreementState.SIGNING

    for box in (
        *["prezes.granit", "zarzad.granit", "dyrektor.mechanik"],
        *["prezydent.jelenia-gora", "skarbnik.jelenia-gora", "lider"],
    ):
        viewport = PHONE if box.startswith("skarbnik") else DESKTOP
        with work_as(box, viewport=viewport) as signer:
            sign(signer, kinds["sign"])
    assert get_state(number) == AgreementState.SEALED

    for box in EVERYBODY:
        with Person(browser, live_server.url, demo.get_user(box)) as person:
            page = person.page
            page.goto(f"{live_server.url}/pl/portal/agreements/{number}/")
            assert page.locator("main header .badge").inner_text() == sealed
            assert page.locator("#people ~ .table-wrap .badge--ok").count() == 6
    newest = Revision.objects.filter(document__type="agreement").latest("number")
    with work_as("kadry.granit") as person:
        page = person.page
        page.goto(f"{person.url}/portal/agreements/{number}/")
        with page.expect_download() as download:
            page.locator(f'.doc__actions a[href$="/files/{newest.pk}/"]').click()
        content = download.value.path().read_bytes()
    assert download.value.suggested_filename == newest.file_name
    assert content == storage.read(newest.sha256)

    kind, text, signatures = verify_file(
        browser, live_server.url, newest.file_name, content
    )
    assert ("notice--ok" in kind, signatures) == (True, 8), text
    spoilt = bytearray(content)
    spoilt[len(spoilt) // 3] ^= 1
    kind, text, _signatures = verify_file(
        browser, live_server.url, newest.file_name, bytes(spoilt)
    )
    assert ("notice--error" in kind, "notice--ok" in kind) == (True, False), text

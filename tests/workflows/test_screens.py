"""Every screen in both languages and widths: axe, HTML, no script, no overflow."""

from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.live_server_helper import LiveServer

from partners.enums import MembershipRole
from partners.models import Organisation
from tests.conftest import PASSPHRASE
from tests.screens import (
    DESKTOP,
    PHONE,
    get_overflow,
    list_html_errors,
    list_problems,
    open_browser,
    share_database,
    sign_in,
)
from workflows.actions import accounts
from workflows.enums import StepKind
from workflows.forms.drafts import WIZARD
from workflows.management import demo
from workflows.models import Document, MailRecord, PatronageAgreement, Step

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
]

LANGUAGES = ["pl", "en"]
STEPS = [name for name, _title in WIZARD]
# Seen by a stranger and by somebody who is signed in.
WHOLE = {"home", "tasks"}


@dataclass(frozen=True)
class World:
    url: str
    browser: object
    pages: dict
    values: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    """A server, a browser and agreements in four states, for all tests here."""
    folder = tmp_path_factory.mktemp("screens")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        call_command("setup_site", verbosity=0)
        draft = demo.draft_agreement()
        checked = demo.draft_agreement(with_annex=False)
        signed = demo.draft_agreement(with_annex=False)
        for agreement in (checked, signed):
            demo.submit(agreement)
        demo.check(signed)
        demo.approve_for_parties(signed)
        demo.sign_off(signed)
        demo.sign_all(signed, count=1)
        server = LiveServer("localhost")
        try:
            with open_browser() as browser:
                pages = list_pages(draft, checked, signed)
                pages["accept_place"] = invite_again("prezes.len")
                yield World(server.url, browser, pages, values)
        finally:
            server.stop()


@pytest.fixture(autouse=True)
def _django_db_helper():
    """No transaction around each test: the server works in another thread."""


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world, django_db_blocker):
    settings.ALLOWED_HOSTS = ["*"]
    settings.CLUSTER_WORKFLOWS = world.values
    with django_db_blocker.unblock():
        yield


def invite_again(box) -> tuple:
    """Ask somebody with an account into one more organisation."""
    head = demo.get_user("dyrektor.mechanik")
    person = demo.get_user(box)
    accounts.invite(
        by=head,
        organisation=Organisation.objects.of_user(head).get(),
        email=person.email,
        given_name=person.first_name,
        surname=person.last_name,
        roles=[MembershipRole.MEMBER],
    )
    path = MailRecord.objects.get(user=person, key="colleague.asked").path
    token = path.rstrip("/").rpartition("/")[2]
    return box, lambda: reverse("workflows:accept_place", args=[token])


def list_pages(draft, checked, signed) -> dict:
    """Return for each screen who looks at it, and a function of its address."""
    sign = Step.objects.open().get(agreement=signed, kind=StepKind.SIGN)
    check = Step.objects.open().get(agreement=checked, kind=StepKind.FORMAL_CHECK)
    code = Document.objects.first().public_id
    author, office, signer = "autor.mechanik", "koordynator", "zarzad.granit"

    def page(box, name, *arguments):
        return box, lambda: reverse(name, args=arguments)

    return {
        "home": (None, lambda: reverse("wagtail_serve", args=[""])),
        "login": page(None, "account_login"),
        "login_code": page(None, "account_request_login_code"),
        "password_reset": page(None, "account_reset_password"),
        "verify": page(None, "workflows_verify:verify_document"),
        "verify_code": page(None, "workflows_verify:verify_code", code),
        "not_found": (None, lambda: reverse("wagtail_serve", args=["nie-ma/"])),
        "forbidden": page(signer, "workflows:edit_agreement", signed.pk, "head"),
        "password_change": page(author, "account_change_password"),
        "mfa": page(author, "mfa_index"),
        "tasks": page(signer, "workflows:tasks"),
        "tasks_of_author": page(author, "workflows:tasks"),
        "no_tasks": page("prezes.len", "workflows:tasks"),
        "agreements": page(author, "workflows:agreements"),
        "no_agreements": page("prezes.len", "workflows:agreements"),
        "create": page(author, "workflows:create_agreement"),
        "draft": page(author, "workflows:agreement", draft.pk),
        "agreement": page(signer, "workflows:agreement", signed.pk),
        "agreement_of_office": page(office, "workflows:agreement", signed.pk),
        "versions": page(author, "workflows:versions", draft.pk),
        "submit": page(author, "workflows:transition", draft.pk, "submit"),
        "withdraw": page(author, "workflows:transition", signed.pk, "withdraw"),
        "inbox": page(office, "workflows:inbox"),
        "mail_settings": page(office, "workflows:notification_settings"),
        "absences": page(office, "workflows:absences"),
        "my_data": page(signer, "workflows:my_data"),
        "more_time": page(
            office, "workflows:extend_step", check.process_id, check.task_id
        ),
        "check": page(office, "workflows:step", check.process_id, check.task_id),
        "sign": page(signer, "workflows:step", sign.process_id, sign.task_id),
        **{
            f"edit_{step}": page(author, "workflows:edit_agreement", draft.pk, step)
            for step in STEPS
        },
    }


def open_page(world, box, address, *, viewport, **options):
    context = world.browser.new_context(viewport=viewport, **options)
    if box:
        sign_in(context, world.url, demo.get_user(box))
    page = context.new_page()
    page.goto(f"{world.url}{address}")
    return context, page


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_accessible_and_fit(world, language):
    found = []
    contexts = {}
    for name, (box, get_address) in world.pages.items():
        with translation.override(language):
            address = get_address()
        if box not in contexts:
            contexts[box], page = open_page(world, box, address, viewport=PHONE)
        else:
            page = contexts[box].pages[0]
            page.goto(f"{world.url}{address}")
        if page.locator("h1").count() != 1:
            found.append(f"{name}: {page.locator('h1').count()} h1")
        # Header and footer are looked at in full once for each kind of visitor.
        within = {"include": ["main"]} if name not in WHOLE else None
        problems = list_problems(page, within, is_translation=language == "en")
        found += [f"{name} {problem}" for problem in problems]
        # A browser window of 1280 pixels at 400 %: WCAG 1.4.10.
        page.set_viewport_size({"width": 320, "height": 256})
        if (overflow := get_overflow(page)) > 0:
            found.append(f"{name} 320: {overflow} px too wide")
    for context in contexts.values():
        context.close()

    assert found == []


def test_screens_conform_to_html(world, tmp_path):
    for name, (box, get_address) in world.pages.items():
        client = Client()
        if box:
            client.force_login(demo.get_user(box))
        for language in LANGUAGES:
            with translation.override(language):
                content = client.get(get_address()).content
            (tmp_path / f"{name}_{language}.html").write_bytes(content)

    assert list_html_errors(tmp_path) == []


def test_screens_with_errors_conform_to_html_and_are_accessible(world, tmp_path):
    found = []
    context = None
    for name in ("edit_head", "edit_class", "edit_annexes", "check", "sign", "verify"):
        box, get_address = world.pages[name]
        context, page = open_page(world, box, get_address(), viewport=PHONE)
        for field in page.locator("main input[type=text]:not([type=hidden])").all()[:3]:
            field.fill("")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        (tmp_path / f"{name}.html").write_text(page.content(), encoding="utf-8")
        within = {"include": ["main"]}
        found += [f"{name} {problem}" for problem in list_problems(page, within)]
        context.close()

    assert found == []
    assert list_html_errors(tmp_path) == []


def test_screens_work_without_javascript(world):
    draft = PatronageAgreement.objects.get(state="draft")
    box, get_address = world.pages["edit_head"]
    context, page = open_page(
        world, box, get_address(), viewport=PHONE, java_script_enabled=False
    )
    page.fill("#id_place", "Lubawka bez skryptów")
    page.locator("main .actions button").first.click()
    page.wait_for_url("**/edit/parties/")
    page.locator("header details.menu summary").click()
    assert page.locator("header details.menu form button").is_visible()
    page.goto(f"{world.url}{draft.get_absolute_url()}")
    page.fill("#id_text", "Komentarz bez skryptów")
    page.locator("#comments form button[type=submit]").click()
    page.wait_for_url("**/agreements/*/#comments")
    assert "Komentarz bez skryptów" in page.inner_text("#comments")
    context.close()

    draft.refresh_from_db()
    assert draft.place == "Lubawka bez skryptów"


@pytest.mark.parametrize("name", ["tasks", "agreements", "edit_parties", "check"])
def test_screens_are_reached_by_keyboard(world, name):
    """Tab visits every control of the page, in view, and never gets stuck."""
    box, get_address = world.pages[name]
    context, page = open_page(world, box, get_address(), viewport=DESKTOP)
    controls = page.evaluate(
        """() => {
            const list = [...document.querySelectorAll(
                'a[href], button, input:not([type=hidden]), select, textarea, summary'
            )].filter((e) => e.checkVisibility() && !e.disabled);
            list.forEach((e, i) => {
                e.dataset.stop = e.type === 'radio' ? e.name : i;
            });
            return [...new Set(list.map((e) => e.dataset.stop))];
        }"""
    )
    visited, hidden = set(), []
    for _press in range(3 * len(controls) + 20):
        page.keyboard.press("Tab")
        stop, is_seen, text = page.evaluate(
            """() => {
                const e = document.activeElement;
                const style = getComputedStyle(e);
                const ring = style.outlineStyle !== 'none'
                    || style.boxShadow !== 'none';
                return [e.dataset.stop || '', ring, e.outerHTML.slice(0, 120)];
            }"""
        )
        if stop and not is_seen:
            hidden.append(text)
        visited.add(stop)
        if set(controls) <= visited:
            break
    context.close()

    assert set(controls) - visited == set()
    assert hidden == []


def test_pages_ask_no_third_party(world):
    asked = set()
    for name in ("home", "login", "tasks", "agreement", "edit_head", "verify"):
        box, get_address = world.pages[name]
        context = world.browser.new_context()
        context.on("request", lambda request: asked.add(request.url.split("/")[2]))
        if box:
            sign_in(context, world.url, demo.get_user(box))
        page = context.new_page()
        page.goto(f"{world.url}{get_address()}", wait_until="networkidle")
        context.close()

    assert asked == {world.url.removeprefix("http://")}

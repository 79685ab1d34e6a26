"""Who signs proves it: by password, code or passkey, for this very document."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from partners.accounts import CONFIRMATION_SESSION_KEY, AccountProof
from partners.management.demo import DEMO_PASSWORD
from tests.conftest import PASSPHRASE
from tests.passkeys import Passkey
from tests.screens import share_database
from workflows import conf
from workflows.enums import StepKind, StepState
from workflows.management import demo
from workflows.models import AuditEvent, Decision, PatronageAgreement, Revision, Step
from workflows.services.reauthentication import PasswordProof

pytestmark = pytest.mark.django_db

# Both are asked first, so their steps are open at the same time.
SIGNER, OTHER = "prezes.granit", "zarzad.granit"


@dataclass(frozen=True)
class World:
    agreement: PatronageAgreement
    values: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("proofs")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        agreement = demo.draft_agreement(with_annex=False)
        demo.submit(agreement)
        demo.check(agreement)
        demo.approve_for_parties(agreement)
        demo.sign_off(agreement)
        agreement.refresh_from_db()
        yield World(agreement, values)


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world):
    settings.CLUSTER_WORKFLOWS = world.values


@pytest.fixture
def signer(world):
    return demo.get_user(SIGNER)


@pytest.fixture
def client(signer):
    return sign_in(signer)


@pytest.fixture
def without_password(signer):
    """As somebody who was invited and always signs in by a mailed code."""
    signer.set_unusable_password()
    signer.save()
    return signer


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get_step(world, box=SIGNER) -> Step:
    return Step.objects.get(
        agreement=world.agreement,
        kind=StepKind.SIGN,
        signer__email__startswith=f"{box}@",
    )


def get_url(world, box=SIGNER) -> str:
    return get_step(world, box).get_absolute_url()


def get_fields(world, **changes) -> dict:
    fields = {
        "seen_version": world.agreement.version,
        "seen_sha256": demo.get_contract_revision(world.agreement).sha256,
        "has_read": "on",
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


def sign(client, world, box=SIGNER, **changes):
    return client.post(get_url(world, box), get_fields(world, **changes))


def ask_for_passkey(client, world, box=SIGNER, **changes) -> str:
    """Press the button of the signing screen; return where it leads."""
    return sign(client, world, box, confirm="1", **changes).headers["Location"]


def count_evidence() -> tuple:
    return (
        Decision.objects.count(),
        Revision.objects.count(),
        AuditEvent.objects.count(),
        Step.objects.filter(state=StepState.DONE).count(),
    )


def get_recorded_method(world) -> str:
    event = AuditEvent.objects.filter(action="cluster_workflows.sign_document").latest(
        "sequence"
    )
    return event.data["method"]


def get_html(response) -> str:
    return response.content.decode()


def add_app(user) -> str:
    """Give an account an authenticator app and return the secret it shares."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def get_code(secret: str) -> str:
    """Return the code of this half minute."""
    return totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )


def get_wrong_code(secret: str) -> str:
    return f"{(int(get_code(secret)) + 500_000) % 1_000_000:06}"


def test_default_of_the_package_asks_for_the_password_only(signer):
    proof = PasswordProof(signer)

    assert conf.DEFAULTS["REAUTHENTICATE"] == (
        f"{PasswordProof.__module__}.{PasswordProof.__name__}"
    )
    assert (proof.check(DEMO_PASSWORD), proof.check("zgaduję")) == ("password", "")
    assert (proof.confirmation, proof.confirm_label) == (None, "")


def test_default_says_what_an_account_without_password_lacks(
    world, settings, without_password
):
    settings.CLUSTER_WORKFLOWS = {
        **world.values,
        "REAUTHENTICATE": conf.DEFAULTS["REAUTHENTICATE"],
    }
    client = sign_in(without_password)
    before = count_evidence()

    with translation.override("en"):
        shown = client.get(get_url(world))
        posted = sign(client, world, secret=DEMO_PASSWORD)
        advice = PasswordProof(without_password).advice

    assert 'name="secret"' not in get_html(shown)
    assert escape(advice) in get_html(posted)
    assert (posted.status_code, count_evidence()) == (422, before)


def test_proof_of_accounts_has_every_name_of_the_default():
    public = {name for name in vars(PasswordProof) if not name.startswith("_")}

    assert public - set(vars(AccountProof)) == set()


def test_password_signs_as_before(world, client):
    response = sign(client, world, secret=DEMO_PASSWORD)

    assert (response.status_code, get_recorded_method(world)) == (302, "password")


def test_label_names_what_the_account_has(world, signer, client):
    with translation.override("en"):
        assert AccountProof(signer).label == "Your password"
        add_app(signer)
        html = get_html(client.get(get_url(world)))
        signer.set_unusable_password()
        without = AccountProof(signer)

        assert "Your password or a code from your authenticator app</label>" in html
        assert without.label == "Code from your authenticator app"
        assert without.autocomplete == "one-time-code"


def test_code_of_an_app_signs_without_a_password(world, without_password):
    secret = add_app(without_password)
    client = sign_in(without_password)

    response = sign(client, world, secret=get_code(secret))

    assert (response.status_code, get_recorded_method(world)) == (302, "totp")
    assert without_password.authenticator_set.get().last_used_at is not None


def test_recovery_code_signs(world, signer, client):
    add_app(signer)
    codes = RecoveryCodes.activate(signer).generate_codes()

    response = sign(client, world, secret=codes[3])

    assert (response.status_code, get_recorded_method(world)) == (302, "recovery_codes")


def test_codes_work_once(signer):
    code = get_code(add_app(signer))
    spare = RecoveryCodes.activate(signer).generate_codes()[0]

    assert [AccountProof(signer).check(code) for _turn in range(2)] == ["totp", ""]
    assert [AccountProof(signer).check(spare) for _turn in range(2)] == [
        "recovery_codes",
        "",
    ]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_wrong_code_is_explained_and_only_the_code_is_lost(
    world, signer, client, language
):
    wrong = get_wrong_code(add_app(signer))
    before = count_evidence()

    with translation.override(language):
        response = sign(client, world, secret=wrong)
        expected = AccountProof(signer).wrong

    html = get_html(response)
    assert (response.status_code, count_evidence()) == (422, before)
    assert expected in html
    assert wrong not in html
    assert response.context["form"]["has_read"].value() is True


def test_codes_are_locked_after_five_wrong_ones(world, signer, client):
    secret = add_app(signer)
    before = count_evidence()
    for _attempt in range(5):
        sign(client, world, secret=get_wrong_code(secret))

    response = sign(client, world, secret=get_code(secret))

    assert (response.status_code, count_evidence()) == (422, before)
    message = gettext("Too many wrong attempts. Try again in a quarter of an hour.")
    assert message in get_html(response)


def test_code_of_somebody_else_does_not_sign(world, signer, client):
    add_app(signer)
    foreign = add_app(demo.get_user(OTHER))
    before = count_evidence()

    response = sign(client, world, secret=get_code(foreign))

    assert (response.status_code, count_evidence()) == (422, before)


def test_account_that_can_prove_nothing_is_told_what_to_set_up(world, without_password):
    client = sign_in(without_password)
    before = count_evidence()

    html = get_html(client.get(get_url(world)))
    response = sign(client, world, secret="")

    assert f'href="{reverse("mfa_index")}"' in html
    assert f'href="{reverse("account_reset_password")}"' in html
    assert gettext("Sign the document") not in html
    assert (response.status_code, count_evidence()) == (422, before)


# Passkeys


def test_passkey_signs_without_a_password(world, without_password):
    passkey = Passkey(without_password)
    client = sign_in(without_password)
    url = get_url(world)

    first = get_html(client.get(url))
    asked = ask_for_passkey(client, world)
    answered = passkey.use(client, asked)
    again = client.get(url)
    signed = sign(client, world)

    assert 'name="secret"' not in first and 'name="confirm"' in first
    assert gettext("Sign the document") not in first
    assert urlsplit(asked).path == reverse("mfa_reauthenticate_webauthn")
    assert answered.headers["Location"] == url
    assert escape(again.context["form"].proof.confirmation.text) in get_html(again)
    assert again.context["form"]["has_read"].value() is True
    assert 'name="secret"' not in get_html(again)
    assert (signed.status_code, get_recorded_method(world)) == (302, "passkey")


def test_account_with_password_and_passkey_chooses(world, signer, client):
    passkey = Passkey(signer)
    html = get_html(client.get(get_url(world)))

    passkey.use(client, ask_for_passkey(client, world, has_read=None))
    again = client.get(get_url(world))
    unread = sign(client, world, has_read=None)
    signed = sign(client, world)

    # Enter presses the first button of a form.
    assert html.index(gettext("Sign the document")) < html.index('name="confirm"')
    assert 'name="secret"' in html
    assert again.context["form"]["has_read"].value() is False
    assert unread.status_code == 422
    assert (signed.status_code, get_recorded_method(world)) == (302, "passkey")


def test_wrong_passkey_confirms_nothing(world, without_password):
    Passkey(without_password)
    foreign = Passkey(demo.get_user(OTHER))
    client = sign_in(without_password)
    before = count_evidence()

    foreign.use(client, ask_for_passkey(client, world))

    assert sign(client, world).status_code == 422
    assert count_evidence() == before


def used_before_the_document_was_shown(world, client, passkey):
    passkey.use(client, reverse("mfa_reauthenticate_webauthn"))
    client.get(get_url(world))


def used_before_the_button_was_pressed(world, client, passkey):
    client.get(get_url(world))
    passkey.use(client, f"{reverse('mfa_reauthenticate_webauthn')}?next=/pl/portal/")
    ask_for_passkey(client, world)


def used_for_something_else(world, client, passkey):
    ask_for_passkey(client, world)
    passkey.use(
        client, f"{reverse('mfa_reauthenticate_webauthn')}?next={reverse('mfa_index')}"
    )


def used_for_another_file(world, client, passkey):
    passkey.use(client, ask_for_passkey(client, world, seen_sha256="0" * 64))


def replaced_by_the_password(world, client, passkey):
    asked = ask_for_passkey(client, world)
    client.post(
        reverse("account_reauthenticate"),
        {"password": DEMO_PASSWORD, "next": urlsplit(asked).query[5:]},
    )


def kept_by_another_person(world, client, passkey):
    passkey.use(client, ask_for_passkey(client, world))
    session = client.session
    session[CONFIRMATION_SESSION_KEY] = {
        **session[CONFIRMATION_SESSION_KEY],
        "user": str(demo.get_user(OTHER).pk),
    }
    session.save()


def grown_old(world, client, passkey):
    passkey.use(client, ask_for_passkey(client, world))
    session = client.session
    session[CONFIRMATION_SESSION_KEY] = {
        **session[CONFIRMATION_SESSION_KEY],
        "at": time.time() - 301,
    }
    session.save()


def ended_with_the_session(world, client, passkey):
    passkey.use(client, ask_for_passkey(client, world))
    user = passkey.row.user
    client.post(reverse("account_logout"))
    client.force_login(user)


@pytest.mark.parametrize(
    "case",
    [
        used_before_the_document_was_shown,
        used_before_the_button_was_pressed,
        used_for_something_else,
        used_for_another_file,
        replaced_by_the_password,
        kept_by_another_person,
        grown_old,
        ended_with_the_session,
    ],
)
def test_passkey_does_not_sign(world, signer, client, case):
    passkey = Passkey(signer)
    before = count_evidence()

    case(world, client, passkey)
    shown = client.get(get_url(world))
    response = sign(client, world, secret="")

    assert shown.context["form"].proof.confirmation is None
    assert (response.status_code, count_evidence()) == (422, before)
    assert escape(AccountProof(signer).missing) in get_html(response)


def test_confirmation_of_one_document_is_not_of_another(world, signer, client):
    """One confirmation is open at a time, and it names step and file."""
    passkey = Passkey(signer)
    passkey.use(client, ask_for_passkey(client, world))
    proof = client.get(get_url(world)).context["form"].proof
    other = AccountProof(signer, proof.request, f"{get_step(world, OTHER).pk}:x")

    assert proof.confirmation.method == "passkey"
    assert other.confirmation is None
    other.start_confirmation("/elsewhere/")
    assert AccountProof(signer, proof.request, proof.subject).confirmation is None


def test_key_that_checks_nobody_opens_the_account_but_does_not_sign(
    world, without_password
):
    passkey = Passkey(without_password, verifies=False)
    client = sign_in(without_password)
    before = count_evidence()

    passkey.use(client, ask_for_passkey(client, world))
    shown = client.get(get_url(world))

    warnings = [message.level_tag for message in shown.context["messages"]]
    assert warnings[-1:] == ["warning"]
    assert sign(client, world).status_code == 422
    assert count_evidence() == before


def test_passkey_still_signs_while_secrets_are_locked(world, signer, client):
    passkey = Passkey(signer)
    for _attempt in range(5):
        sign(client, world, secret="zgaduję")

    passkey.use(client, ask_for_passkey(client, world))

    assert sign(client, world).status_code == 302


@pytest.mark.parametrize(
    "name",
    ["account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"],
)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_pages_that_ask_again_are_in_the_skin_and_keep_the_way_back(
    world, signer, client, name, language
):
    Passkey(signer)
    add_app(signer)
    with translation.override(language):
        response = client.get(f"{reverse(name)}?next=/pl/portal/")
        heading = gettext("Confirm that it is you")

    html = get_html(response)
    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in html
    assert html.count("?next=/pl/portal/") + html.count("?next=%2Fpl%2Fportal%2F") >= 2
    assert '<input type="hidden" name="next" value="/pl/portal/">' in html


def test_page_for_a_signature_offers_the_passkey_or_the_way_back(world, signer, client):
    Passkey(signer)

    html = get_html(client.get(ask_for_passkey(client, world)))

    assert f'<a href="{get_url(world)}">' in html
    assert reverse("account_reauthenticate") not in html


def test_open_session_of_an_account_without_password_cannot_set_one(client, get_user):
    user = get_user("dyrektor.mechanik")
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    answer = client.post(
        "/pl/accounts/password/set/", {"password1": "x9-Obcy!", "password2": "x9-Obcy!"}
    )
    user.refresh_from_db()
    assert answer.status_code == 302 and answer.url.endswith("/password/reset/")
    assert not user.has_usable_password()

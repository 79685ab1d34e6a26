import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.template.loader import get_template

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return get_user_model().objects.create_user(
        username="anna", email="anna@szkola.example"
    )


def get_html(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_language_switch_keeps_the_page_and_its_query(client, site):
    html = get_html(client, "/pl/accounts/login/?next=/pl/portal/")

    assert 'href="/en/accounts/login/?next=/pl/portal/"' in html
    assert 'hreflang="en" href="http://testserver/en/accounts/login/' in html


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/pl/nie-ma/", "Na tym szlaku nie ma strony"),
        ("/en/nowhere/", "There is no page on this trail"),
    ],
)
def test_missing_page_is_explained_and_announces_no_alternates(
    client, site, path, heading
):
    html = get_html(client, path, status=404)

    assert f"<h1>{heading}</h1>" in html
    assert 'rel="alternate"' not in html


def test_server_error_page_needs_no_request():
    html = get_template("500.html").render()

    assert "Coś się u nas zepsuło" in html
    assert "Something broke on our side" in html


def test_account_menu_signs_out_by_post(client, site, user):
    client.force_login(user)

    html = get_html(client, "/pl/")

    assert '<form method="post" action="/pl/accounts/logout/">' in html
    assert "anna@szkola.example" in html


def test_visitor_is_offered_to_sign_in(client, site):
    html = get_html(client, "/pl/")

    assert "Wyloguj się" not in html
    assert 'href="/pl/accounts/login/"' in html


@pytest.mark.parametrize(("is_office", "links"), [(False, 0), (True, 1)])
def test_office_is_linked_for_those_who_may_enter(client, site, user, is_office, links):
    if is_office:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    html = get_html(client, "/pl/")

    assert html.count('href="/admin/"') == links


def test_wrong_password_is_explained_in_polish(client, site):
    response = client.post(
        "/pl/accounts/login/", {"login": "anna@szkola.example", "password": "wrong"}
    )

    html = response.content.decode()
    assert 'class="errors" role="alert"' in html
    assert "Podany adres e-mail i/lub hasło są niepoprawne." in html

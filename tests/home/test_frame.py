"""Menu, office and footer: as the settings say, everywhere, as soon as they change."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Locale

from home.models import (
    ContactPage,
    DeclarationPage,
    FooterSettings,
    Menu,
    OfficeSettings,
    PrivacyIndexPage,
    SiteMapPage,
    StandardPage,
)
from home.services.frame import get_frame

from .pages import add_page, create_image, translate

pytestmark = pytest.mark.django_db


def get_html(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def get_part(html: str, tag: str) -> str:
    return html.partition(f"<{tag}")[2].partition(f"</{tag}>")[0]


def link(label: str, page=None, *, action="", url="") -> dict:
    return {"label": label, "page": page, "action": action, "url": url}


@pytest.fixture
def menu(site) -> Menu:
    about = add_page(StandardPage, title="O klastrze", slug="o-klastrze")
    council = add_page(StandardPage, about, title="Rada", slug="rada")
    return Menu.objects.create(
        title="Menu",
        locale=Locale.objects.get(language_code="pl"),
        entries=[
            (
                "entry",
                {
                    **link("O nas", about),
                    "children": [link("Rada Programowa", council)],
                },
            ),
            ("entry", link("Sprawdź", action="verify")),
            ("entry", link("Strefa", url="https://ssemp.example/")),
            ("entry", link("Kontakt", action="contact")),
        ],
    )


def test_menu_takes_the_place_of_the_static_navigation(client, menu):
    nav = get_part(get_html(client, "/pl/"), 'nav id="site-nav"').partition("</nav>")[0]

    positions = [
        nav.find(text)
        for text in (
            'href="/pl/o-klastrze/"',
            'href="/pl/o-klastrze/rada/"',
            'href="/pl/weryfikacja/"',
            'href="https://ssemp.example/"',
        )
    ]
    assert -1 not in positions
    assert positions == sorted(positions)
    # No contact page yet: an entry that leads nowhere is not shown.
    assert "Kontakt" not in nav
    assert "Strona główna" not in nav


def test_entry_appears_once_its_page_exists(
    client, menu, django_capture_on_commit_callbacks
):
    get_html(client, "/pl/")
    with django_capture_on_commit_callbacks(execute=True):
        page = add_page(ContactPage, slug="kontakt")

    assert f'href="{page.get_url()}">Kontakt' in get_html(client, "/pl/")


def test_menu_follows_a_page_whose_address_changed(
    client, menu, django_capture_on_commit_callbacks
):
    get_html(client, "/pl/")
    page = StandardPage.objects.get(slug="rada")
    page.slug = "rada-programowa"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert 'href="/pl/o-klastrze/rada-programowa/"' in get_html(client, "/pl/")


def test_menu_marks_the_page_that_is_open(client, menu):
    html = get_html(client, "/pl/o-klastrze/rada/")

    assert 'href="/pl/o-klastrze/rada/" aria-current="page"' in html
    assert '<summary aria-current="true">O nas</summary>' in html


def test_menu_of_another_language_is_another_one(client, menu):
    assert "Rada Programowa" not in get_html(client, "/en/")


def test_link_in_the_menu_leads_to_the_translation(client, menu):
    english = translate(StandardPage.objects.get(slug="o-klastrze"), slug="about")
    copy = menu.copy_for_translation(Locale.objects.get(language_code="en"))
    copy.save()

    assert f'href="{english.get_url()}"' in get_html(client, "/en/")


def test_language_has_one_menu(menu):
    menu.pk = None
    menu.translation_key = None

    with pytest.raises(Exception, match="translation_key|menu"):
        menu.full_clean()


def test_menu_costs_no_queries_once_it_is_known(
    client, menu, django_assert_num_queries
):
    request = RequestFactory().get("/pl/")
    client.get("/pl/")

    with django_assert_num_queries(0):
        # The language of the last answer is still active.
        assert len(get_frame(request).menu) == 3


def test_office_and_footer_say_what_the_settings_say(
    client, site, django_capture_on_commit_callbacks
):
    get_html(client, "/pl/")
    cookies = add_page(StandardPage, title="Ciasteczka", slug="ciasteczka")
    with django_capture_on_commit_callbacks(execute=True):
        OfficeSettings.objects.create(
            name="Biuro klastra",
            name_en="Cluster office",
            street="ul. Jeleniogórska 1",
            postcode="58-400",
            town="Kamienna Góra",
            phone="+48757000000",
            email="biuro@klaster.example",
            hours="poniedziałek–piątek 8–15",
            hours_en="Monday to Friday 8 a.m. to 3 p.m.",
            facebook_url="https://facebook.example/klaster",
        )
        FooterSettings.objects.create(
            about="Serwis klastra.",
            about_en="Site of the cluster.",
            bip_url="https://bip.example/",
            cookies_page=cookies,
            funding_text="Sfinansowano ze środków strefy.",
            funding=[
                (
                    "logo",
                    {
                        "picture": create_image(),
                        "name": "Znak strefy",
                        "name_en": "Logo of the zone",
                        "url": "",
                    },
                )
            ],
        )

    polish = get_part(get_html(client, "/pl/"), "footer")
    english = get_part(get_html(client, "/en/"), "footer")

    for text in (
        "ul. Jeleniogórska 1",
        'href="tel:+48757000000">+48\xa0757\xa0000\xa0000',
        "mailto:biuro@klaster.example",
        "poniedziałek–piątek 8–15",
        "https://facebook.example/klaster",
        "Serwis klastra.",
        "https://bip.example/",
        "/pl/ciasteczka/",
        'alt="Znak strefy"',
    ):
        assert text in polish
    for text in ("Cluster office", "Monday to Friday", 'alt="Logo of the zone"'):
        assert text in english
    assert "poniedziałek" not in english


def test_footer_links_what_the_law_asks_for(client, site):
    pages = [
        add_page(model) for model in (DeclarationPage, PrivacyIndexPage, SiteMapPage)
    ]

    footer = get_part(get_html(client, "/pl/"), "footer")

    assert [page.get_url() in footer for page in pages] == [True] * 3


@pytest.mark.parametrize("model", [OfficeSettings, FooterSettings])
def test_setting_is_previewed_before_it_is_saved(client, admin_client, site, model):
    setting = model.load()
    name = "organisation" if model is OfficeSettings else "about"
    url = reverse(
        "wagtailsettings:preview_on_edit",
        args=["cluster_home", model._meta.model_name, setting.pk],
    )
    form = dict.fromkeys(("town", "postcode", "funding-count"), "")
    form |= {"funding-count": "0", "town": "Karpacz", name: "Jeszcze nie zapisane"}

    assert admin_client.post(url, form).json()["is_valid"]
    html = admin_client.get(f"{url}?mode=").content.decode()

    assert "Jeszcze nie zapisane" in get_part(html, "footer")
    assert "Jeszcze nie zapisane" not in get_html(client, "/pl/")


def test_menu_is_previewed_in_its_place(admin_client, menu):
    menu.entries[1].value["label"] = "Nowa nazwa"
    request = menu.make_preview_request()

    assert "Nowa nazwa" in request.content.decode()


def test_menu_is_edited_by_editors(admin_client, menu):
    html = admin_client.get(
        reverse("wagtailsnippets_cluster_home_menu:edit", args=[menu.pk])
    ).content.decode()

    assert "Rada Programowa" in html
    # What counts the characters of titles is there for every form.
    assert "home/js/admin_counters.js" in html

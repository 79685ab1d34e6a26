"""The public catalogue of patronage classes, and the pages of their partners."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from home.models import (
    EventIndexPage,
    EventOrganiser,
    EventPage,
    HomePage,
    PatronageCataloguePage,
)
from partners.models import PartnerIndexPage, PartnerPage
from tests.workflows.test_public_classes import put_in_force
from workflows.enums import Confidentiality
from workflows.management import demo
from workflows.models import Occupation, PatronageAgreement

pytestmark = pytest.mark.django_db


def publish(parent, page):
    page.locale = parent.locale
    return parent.add_child(instance=page)


@pytest.fixture
def catalogue(site) -> PatronageCataloguePage:
    home = HomePage.objects.get(locale__language_code="pl")
    return publish(
        home, PatronageCataloguePage(title="Klasy patronackie", intro="Gdzie i z kim.")
    )


@pytest.fixture
def school_page(catalogue, partners) -> PartnerPage:
    directory = publish(catalogue.get_parent(), PartnerIndexPage(title="Partnerzy"))
    return publish(
        directory, PartnerPage(title="Mechanik", organisation=partners["mechanik"])
    )


def get_main(response) -> str:
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_empty_catalogue_explains_itself(client, catalogue):
    html = get_main(client.get(catalogue.url))

    assert "1 września" in html or "1 September" in html
    assert "<form" not in html


def test_catalogue_shows_the_summary(client, catalogue, school_page, draft):
    put_in_force(draft)
    html = get_main(client.get(catalogue.url))

    assert "Technik mechatronik" in html
    assert f'<a href="{school_page.url}">Zespół Szkół Technicznych' in html
    assert "Granit Automatyka sp. z o.o." in html
    # People, money and the words of the agreement stay with the parties.
    for secret in ("Szkolna", "Granitowy", "500", "120", "robot", draft.title_pl):
        assert secret not in html


@pytest.mark.parametrize(
    "confidentiality", [Confidentiality.PARTNERS, Confidentiality.PARTIES_ONLY]
)
def test_confidential_class_is_nowhere(
    client, catalogue, school_page, draft, confidentiality
):
    put_in_force(draft, confidentiality=confidentiality)

    for page in (catalogue, school_page):
        html = get_main(client.get(page.url))
        assert "mechatronik" not in html.lower()
        assert "Granit" not in html


def test_catalogue_is_filtered(client, catalogue, draft):
    put_in_force(draft)
    year = draft.intakes.first().school_year

    for query, expected in (
        ("occupation=311410", 1),
        ("occupation=512001", 1),  # not offered, so left out
        ("town=Jelenia Góra&school_type=technikum", 1),
        (f"school_year={year}&order=occupation", 1),
        ("school_year=1999/2000", 1),
    ):
        response = client.get(f"{catalogue.url}?{query}")
        assert len(response.context["classes"]) == expected, query

    agreement = demo.draft_agreement(with_annex=False)
    cook = Occupation.objects.get(code="512001")
    put_in_force(agreement, occupation=cook, school_type="bs1")
    response = client.get(f"{catalogue.url}?occupation=512001&school_type=technikum")
    assert response.context["classes"] == []
    html = get_main(response)
    assert f'href="{catalogue.url}"' in html
    assert "noindex" in response.content.decode()
    assert len(client.get(f"{catalogue.url}?order=occupation").context["classes"]) == 2


def test_catalogue_asks_as_much_for_many_as_for_few(
    client, catalogue, school_page, draft
):
    def count_queries() -> list[int]:
        counts = []
        for address in (f"{catalogue.url}?order=newest", school_page.url):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    put_in_force(draft)
    count_queries()
    few = count_queries()
    for _number in range(3):
        put_in_force(demo.draft_agreement(with_annex=False))

    assert PatronageAgreement.objects.public().count() == 4
    assert count_queries() == few


def test_catalogue_is_in_the_language_of_its_reader(client, catalogue, draft):
    put_in_force(draft)
    english = catalogue.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    english.title, english.slug = "Patronage classes", "patronage-classes"
    english.save_revision().publish()
    english.refresh_from_db()

    html = get_main(client.get(english.url))

    assert "Mechatronics technician" in html
    assert "“Mechanik” Technical School Complex in Jelenia Góra" in html


def test_page_of_a_partner_shows_its_classes_and_events(
    client, catalogue, school_page, draft
):
    put_in_force(draft)
    home = catalogue.get_parent()
    index = publish(home, EventIndexPage(title="Wydarzenia"))
    event = EventPage(
        title="Dzień otwarty „Mechanika”",
        kind="open_day",
        place_name="Mechanik",
        for_everyone=True,
        starts_at=timezone.now() + timezone.timedelta(days=3),
    )
    event.organisers = [EventOrganiser(organisation=school_page.organisation)]
    event = publish(index, event)

    html = get_main(client.get(school_page.url))

    assert "Technik mechatronik" in html
    assert "Granit Automatyka sp. z o.o." in html
    assert f'<a href="{catalogue.url}">' in html
    assert f'<a href="{event.url}">Dzień otwarty' in html
    tags = PartnerPage.objects.get(pk=school_page.pk).cache_tags
    assert {"agreements", "model:cluster_home.eventpage"} <= set(tags)

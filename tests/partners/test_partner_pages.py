import json
import re

import extruct
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail import hooks
from wagtail.models import Locale, PageViewRestriction

from partners.enums import CooperationForm, LegalForm, OrganisationKind
from partners.models import Organisation, PartnerOccupation, PartnerPage
from partners.sections import PartnerSection, SectionEntry

pytestmark = pytest.mark.django_db

PL, EN = "/pl/partnerzy/", "/en/partners/"
SCHOOLS = [
    *["biedrzychowice", "karpacz", "elektronik-jelenia-gora"],
    *["emilka-zgorzelec", "mechanik-jelenia-gora"],
]


def get_main(response) -> str:
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def list_slugs(response) -> list[str]:
    """Return the partners of the list, in its order."""
    return re.findall(
        r'card__title"><a href="/../[a-z]+/([^/"]+)/"', get_main(response)
    )


def add_partner(directory, number: int, **fields) -> PartnerPage:
    organisation = Organisation.objects.create(
        kind=OrganisationKind.EMPLOYER,
        legal_form=LegalForm.LIMITED_COMPANY,
        legal_name=f"Firma {number:03} sp. z o.o.",
        short_name=f"Firma {number:03}",
        house_number="1",
        postcode="58-400",
        city="Kamienna Góra",
        email="firma@klaster.example",
    )
    page = PartnerPage(
        title=f"Firma {number:03}",
        organisation=organisation,
        latitude="50.78",
        longitude="16.02",
        cooperation_forms=[CooperationForm.PLACEMENTS],
        **fields,
    )
    page.occupations = [
        PartnerOccupation(code="311410", name_pl="technik mechatronik", name_en="x")
    ]
    return directory.add_child(instance=page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=school", SCHOOLS),
        ("type=institution", ["ssemp"]),
        ("town=Jelenia Góra", ["elektronik-jelenia-gora", "mechanik-jelenia-gora"]),
        (
            "occupation=311410",
            ["granit-automatyka", "mechanik-jelenia-gora"],
        ),
        ("form=patronage", ["granit-automatyka", "ssemp", "mechanik-jelenia-gora"]),
        (
            "type=school&form=placements&town=Zgorzelec&occupation=311930",
            ["emilka-zgorzelec"],
        ),
        # It exists, but no school needs it.
        ("type=school&occupation=722307", []),
    ],
)
def test_directory_is_filtered(client, partner_pages, query, expected):
    response = client.get(f"{PL}?{query}")

    assert list_slugs(response) == expected
    assert response.context["page_obj"].paginator.count == len(expected)
    assert 'name="robots" content="noindex' in response.content.decode()


def test_directory_says_how_many_there_are(client, partner_pages):
    everything = client.get(EN)
    nothing = client.get(f"{EN}?type=school&occupation=722307")

    assert "9 partners" in get_main(everything)
    assert "0 partners" in get_main(nothing)
    assert "No partner has all of this." in get_main(nothing)
    assert "noindex" not in everything.content.decode()


@pytest.mark.parametrize("query", ["type=x", "town=%00", "form='--", "occupation=1"])
def test_unknown_filter_is_left_out(client, partner_pages, query):
    assert len(list_slugs(client.get(f"{PL}?{query}"))) == 9


@pytest.mark.parametrize("number", ["0", "2", "x"])
def test_directory_has_no_other_parts(client, partner_pages, number):
    assert client.get(f"{PL}?page={number}").status_code == 404


def test_filter_offers_what_partners_have(client, partner_pages):
    form = client.get(PL).context["filter_form"]
    values = {
        name: [value for value, _label in field.choices]
        for name, field in form.fields.items()
    }

    assert values["type"] == ["", "school", "employer", "institution"]
    assert values["town"] == [
        *["", "Biedrzychowice", "Jelenia Góra", "Kamienna Góra", "Karpacz"],
        *["Leśna", "Liberec", "Zgorzelec"],
    ]
    assert "promotion" not in values["form"]
    assert "512001" not in values["occupation"]


def test_empty_directory_says_so(client, empty_directory):
    html = get_main(client.get(empty_directory.url))

    with translation.override("pl"):
        assert translation.gettext("No partner is presented here yet.") in html
    assert "data-partner-map" not in html


def test_directory_shows_what_is_public_only(client, partner_pages):
    partner_pages["karpacz"].unpublish()
    PageViewRestriction.objects.create(
        page=partner_pages["ssemp"], restriction_type=PageViewRestriction.LOGIN
    )

    response = client.get(PL)

    assert {"karpacz", "ssemp"}.isdisjoint(list_slugs(response))
    assert len(response.context["map"]["markers"]) == 7


def test_directory_asks_as_much_for_many_as_for_few(client, empty_directory):
    address = empty_directory.url

    def count_queries(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}{query}").status_code == 200
        return len(queries)

    add_partner(empty_directory, 1)
    # What is remembered for later is asked for now.
    count_queries("")
    few = [count_queries(""), count_queries("?form=placements&type=employer")]
    for number in range(2, 28):
        add_partner(empty_directory, number)

    many = [count_queries(""), count_queries("?form=placements&type=employer")]
    assert many == few
    assert len(list_slugs(client.get(address))) == 24
    second = client.get(f"{address}?page=2&type=employer")
    assert len(list_slugs(second)) == 3
    # The map has all of them.
    assert len(second.context["map"]["markers"]) == 27


def test_map_is_data_until_it_is_asked_for(client, partner_pages):
    html = client.get(PL).content.decode()
    data = re.search(r'<script id="map-data"[^>]*>(.*?)</script>', html).group(1)
    markers = json.loads(data)["markers"]

    assert re.findall(r"""(?:src|href|srcset)=["'][^"']*openstreetmap""", html) == []
    assert re.findall(r"""(?:src|href)=["'][^"']*leaflet""", html) == []
    assert "openstreetmap.org" in html
    assert len(markers) == 9
    assert markers[2] == {
        "name": "Granit Automatyka",
        "url": "/pl/partnerzy/granit-automatyka/",
        "facts": "Pracodawca, Kamienna Góra",
        "latitude": 50.78,
        "longitude": 16.0294,
    }


def test_partner_page_tells_facts_of_the_register(client, partner_pages):
    html = get_main(client.get(f"{EN}mechanik-jelenia-gora/"))

    for fact in (
        "School complex, Jelenia Góra",
        "City of Jelenia Góra",
        "Obrońców Pokoju 10",
        "mechatronics technician",
        "patronage classes",
    ):
        assert fact in html


def test_partner_page_is_described_to_machines(client, partner_pages):
    html = client.get(f"{EN}mechanik-jelenia-gora/").content.decode()
    (data,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]

    assert data["@type"] == "EducationalOrganization"
    assert data["name"] == "“Mechanik” Technical School Complex in Jelenia Góra"
    assert data["address"]["addressLocality"] == "Jelenia Góra"
    assert data["parentOrganization"]["name"] == "City of Jelenia Góra"
    assert data["location"]["geo"]["latitude"] == 50.90442
    assert "telephone" not in data


def test_structured_data_cannot_leave_its_element(client, partner_pages):
    page = partner_pages["granit-automatyka"]
    page.intro = "</script><b>a & b"
    page.save_revision().publish()

    html = client.get(page.url).content.decode()
    (data,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]

    assert "</script><b>" not in html
    assert data["description"] == page.intro


def test_other_apps_add_sections(client, partner_pages):
    def add(page, request, sections):
        sections.append(
            PartnerSection(
                "later", "Later <1>", [SectionEntry("Second")], 91, ("tag:b",)
            )
        )
        entry = SectionEntry("First", "/x/", ("fact one", "fact two"))
        sections.append(PartnerSection("sooner", "Sooner", [entry], 90, ("tag:a",)))
        sections.append(PartnerSection("none", "Nothing", [], 1, ("tag:c",)))

    page = partner_pages["karpacz"]
    with hooks.register_temporarily("construct_partner_sections", add):
        html = get_main(client.get(page.url))
        tags = page.specific.cache_tags

    assert html.index("Sooner") < html.index("Later &lt;1&gt;")
    assert '<a href="/x/">First</a>' in html
    assert "fact one · fact two" in html
    assert "Nothing" not in html
    # What is not shown yet makes the page out of date when it comes.
    assert {"tag:a", "tag:b", "tag:c"} <= set(tags)


def test_organisation_has_one_page_in_a_language(partner_pages, empty_directory):
    first = partner_pages["karpacz"]
    second = PartnerPage(title="Again", organisation=first.organisation)

    with pytest.raises(ValidationError):
        empty_directory.add_child(instance=second)

    english = first.get_translation(Locale.objects.get(language_code="en"))
    assert english.organisation == first.organisation


def test_map_needs_both_coordinates(partner_pages):
    page = partner_pages["karpacz"]
    page.longitude = None

    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert list(caught.value.message_dict) == ["longitude"]


def test_unknown_form_of_cooperation_is_refused(partner_pages):
    page = partner_pages["karpacz"]
    page.cooperation_forms = ["patronage", "graduates"]
    page.full_clean()
    # In the order of the list.
    assert page.cooperation_forms == ["graduates", "patronage"]

    page.cooperation_forms = ["magic"]
    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize("name", ["copy", "delete"])
def test_page_of_a_partner_is_not_copied(admin_client, partner_pages, name):
    page = partner_pages["karpacz"]
    response = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))

    # Wagtail sends those who may not back to the start.
    assert response.status_code == (302 if name == "copy" else 200)


def test_editor_chooses_the_organisation_once(admin_client, partner_pages):
    page = partner_pages["karpacz"]
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = admin_client.get(address).context["form"]

    assert form.fields["organisation"].disabled
    assert list(form.fields["organisation"].queryset) == [page.organisation]

    add = reverse(
        "wagtailadmin_pages:add",
        args=["cluster_partners", "partnerpage", page.get_parent().pk],
    )
    form = admin_client.get(add).context["form"]
    assert not form.fields["organisation"].disabled


def test_facts_are_the_same_in_every_language(partner_pages):
    from wagtail_localize.fields import get_translatable_fields  # noqa: PLC0415

    kinds = {
        field.field_name: type(field).__name__
        for field in get_translatable_fields(PartnerPage)
    }

    for name in ("organisation", "cooperation_forms", "occupations", "public_phone"):
        assert kinds[name] == "SynchronizedField"
    assert kinds["intro"] == kinds["body"] == "TranslatableField"

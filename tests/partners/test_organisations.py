from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partners import roles, services
from partners.enums import LegalForm, MembershipRole, OrganisationKind
from partners.management.demo import create_demo_partners
from partners.models import Membership, Organisation, Person

pytestmark = pytest.mark.django_db


def make_organisation(**fields) -> Organisation:
    return Organisation(
        **{
            "kind": OrganisationKind.EMPLOYER,
            "legal_form": LegalForm.LIMITED_COMPANY,
            "legal_name": "Nowa sp. z o.o.",
            "short_name": "Nowa",
            "house_number": "1",
            "postcode": "58-400",
            "city": "Kamienna Góra",
            "email": "nowa@example.org",
            **fields,
        }
    )


def test_demo_register_holds_the_five_schools_and_three_employers(partners):
    kinds = Organisation.objects.values_list("kind", flat=True)

    assert sorted(kinds) == sorted(
        ["school_complex"] * 5 + ["founding_body"] * 3 + ["employer"] * 3 + ["leader"]
    )
    for organisation in Organisation.objects.all():
        organisation.full_clean()
        assert organisation.list_missing_for_signing() == []


def test_demo_register_is_made_once(partners):
    before = (Organisation.objects.count(), Person.objects.count())

    create_demo_partners()

    assert (Organisation.objects.count(), Person.objects.count()) == before


def test_place_stands_for_the_street_in_villages_without_streets():
    house = make_organisation(
        house_number="2", postcode="59-830", city="Biedrzychowice"
    )

    assert house.address == "Biedrzychowice 2, 59-830 Biedrzychowice"
    house.street = "ul. Polna"
    assert house.address == "ul. Polna 2, 59-830 Biedrzychowice"


def test_numbers_are_stored_in_their_normal_form():
    organisation = make_organisation(
        nip="PL 611-000-00-04", krs="17", regon="30204683000000"
    )

    organisation.full_clean()

    assert (organisation.nip, organisation.krs, organisation.regon) == (
        "6110000004",
        "0000000017",
        "302046830",
    )


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"nip": "0000000000"}, "nip"),
        ({"postcode": "58400"}, "postcode"),
        ({"country": "CZ", "postcode": "460 01"}, "foreign_id"),
        ({"foreign_id": "12345679"}, "foreign_id_type"),
        ({"kind": OrganisationKind.FOUNDING_BODY}, "founding_body_type"),
        ({"phone": "755555"}, "phone"),
        ({"ede_address": "AE:PL-1"}, "ede_address"),
        ({"signers_required": 0}, "signers_required"),
    ],
)
def test_wrong_data_are_refused_at_their_field(fields, wrong):
    with pytest.raises(ValidationError) as error:
        make_organisation(**fields).full_clean()

    assert list(error.value.message_dict) == [wrong]


def test_cluster_has_one_leader(partners):
    with pytest.raises(ValidationError):
        make_organisation(kind=OrganisationKind.LEADER).full_clean()


@pytest.mark.parametrize(
    ("since", "until", "is_member"),
    [(-10, None, True), (-10, 0, True), (-10, -1, False), (1, None, False)],
)
def test_membership_counts_only_within_its_dates(partners, since, until, is_member):
    today = timezone.localdate()
    user = services.create_account(
        email="nowy@example.org", given_name="Nowy", surname="Członek"
    )
    Membership.objects.create(
        user=user,
        organisation=partners["granit"],
        role=MembershipRole.APPROVER,
        since_date=today + timedelta(days=since),
        until_date=None if until is None else today + timedelta(days=until),
    )

    assert (partners["granit"] in Organisation.objects.of_user(user)) is is_member
    assert (
        Membership.objects.has_role(user, partners["granit"], MembershipRole.APPROVER)
        is is_member
    )


def test_invited_account_has_no_usable_password():
    user = services.create_account(
        email="Nowy@Example.org", given_name="Nowy", surname="Członek"
    )

    assert not user.has_usable_password()
    assert (
        services.create_account(
            email="nowy@example.org", given_name="X", surname="Y"
        ).pk
        == user.pk
    )


def test_groups_are_made_with_their_permissions():
    groups = {group.name: group for group in Group.objects.all()}

    assert set(roles.GROUP_PERMISSIONS) <= set(groups)
    for name, wanted in roles.GROUP_PERMISSIONS.items():
        held = {
            f"{p.content_type.app_label}.{p.codename}"
            for p in groups[name].permissions.select_related("content_type")
        }
        assert set(wanted) - held == set()


def test_nobody_signs_up_alone(client):
    response = client.get(reverse("account_signup"))

    assert response.status_code == 200
    assert b"password1" not in response.content


def test_coordinator_manages_the_register_in_the_admin(client, get_user):
    client.force_login(get_user("koordynator"))

    listing = client.get(reverse("cluster_organisations:index"), {"q": "granit"})
    export = client.get(reverse("cluster_organisations:index"), {"export": "csv"})

    assert "Granit Automatyka" in listing.content.decode()
    text = b"".join(export.streaming_content).decode()
    assert "6110000004" in text
    assert "organizacje_" in export.headers["Content-Disposition"]
    # Labels, not what the database holds.
    assert {"zespół szkół", "tak"} <= {
        cell.lower() for line in text.splitlines() for cell in line.split(",")
    }
    assert "school_complex" not in text
    assert "True" not in text


def test_register_check_names_whoever_entered_it(client, get_user):
    office = get_user("koordynator")
    client.force_login(office)
    organisation = Organisation.objects.get(short_name="Granit Automatyka")
    url = reverse("cluster_organisations:edit", args=[organisation.pk])
    form = client.get(url).context["form"]
    typed = {
        name: form[name].value() if form[name].value() is not None else ""
        for name in form.fields
    }
    assert "register_checked_by" not in typed

    same = client.post(url, typed)
    organisation.refresh_from_db()
    assert (same.status_code, organisation.register_checked_by) == (302, None)
    client.post(url, {**typed, "register_extract_date": timezone.localdate()})

    organisation.refresh_from_db()
    assert organisation.register_checked_by == office

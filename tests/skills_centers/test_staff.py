"""What the staff of a center does in the Wagtail admin, and what it does not see."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from skills_centers import actions
from skills_centers.enums import EditionState
from skills_centers.enums import RegistrationState as State
from skills_centers.exceptions import NoPlaceLeft, NotAllowedNow
from skills_centers.models import Certificate, CertificateCounter, Edition, Registration
from skills_centers.services import certificates
from tests.workflows.test_pdf_render import read_text
from workflows.models import AuditEvent, MailRecord
from workflows.services import audit, storage, verification

from .conftest import make_account, make_edition, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def participants(edition) -> list[Registration]:
    """Two who have a place and one who waits."""
    return [
        actions.register(
            edition,
            make_entry(box, special_needs="winda", special_needs_consent=True),
        ).registration
        for box in ("anna", "bogdan", "celina")
    ]


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def finish(edition, *, days_ago: int = 3) -> Edition:
    """Let an edition have taken place."""
    end = timezone.localdate() - timedelta(days=days_ago)
    Edition.objects.filter(pk=edition.pk).update(start_date=end, end_date=end)
    return Edition.objects.get(pk=edition.pk)


def list_states() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def get_url(name: str, pk: int) -> str:
    return reverse(f"skills_centers_admin:{name}", args=[pk])


# What is seen


def test_staff_sees_its_own_center(staff, edition, participants):
    client = sign_in(staff)

    page = client.get(get_url("participants", edition.pk)).content.decode()
    editions = client.get(reverse("cluster_editions:index")).content.decode()
    found = client.get(reverse("cluster_registrations:index"), {"q": "anna"})

    for registration in participants:
        assert registration.email in page
    assert "winda" in page
    assert "2/2" in editions
    assert [row.name for row in found.context["object_list"]] == ["Anna"]


def list_addresses(edition, registration) -> list[str]:
    return [
        *[
            get_url(name, edition.pk)
            for name in ("participants", "change_state", "mark")
        ],
        *[
            get_url(name, registration.pk)
            for name in ("cancel", "move", "preview_certificate")
        ],
        *[
            reverse(f"cluster_editions:{name}", args=[edition.pk])
            for name in ("edit", "delete", "history", "usage")
        ],
        *[
            reverse(f"cluster_registrations:{name}", args=[registration.pk])
            for name in ("edit", "delete", "history", "usage", "inspect")
        ],
    ]


def test_foreign_center_does_not_exist(stranger, edition, participants):
    client = sign_in(stranger)
    post = {
        "state": EditionState.CANCELLED,
        "reason": "x",
        "registration": [participants[0].pk],
        "action": "attended",
    }

    for url in list_addresses(edition, participants[0]):
        for response in (client.get(url), client.post(url, post)):
            # Who lacks a permission is sent to the start of the admin, and what is
            # not found is looked for in a language: /pl/admin/… is no page.
            place = response.headers.get("Location")
            refused = place in {reverse("wagtailadmin_home"), f"/pl{url}"}
            assert refused or response.status_code in {404, 405}, url

    for name in ("cluster_editions", "cluster_registrations"):
        for query in ({}, {"q": "anna"}, {"export": "csv"}):
            answer = client.get(reverse(f"{name}:index"), query)
            text = (
                b"".join(answer.streaming_content)
                if answer.streaming
                else answer.content
            )
            assert b"anna@example.org" not in text
            assert edition.course.title.encode() not in text
    edition.refresh_from_db()
    assert edition.state == EditionState.OPEN
    assert list_states() == [State.CONFIRMED, State.CONFIRMED, State.WAITLIST]
    assert not AuditEvent.objects.exists()


def test_anonymous_visitor_is_asked_to_sign_in(edition, participants):
    for url in list_addresses(edition, participants[0]):
        response = Client().get(url)

        assert response.status_code in {302, 405}
        if response.status_code == 302:
            assert "/accounts/login/?next=" in response.headers["Location"]


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_actions_refuse_whose_center_it_is_not(
    request, center, edition, participants, who
):
    user = (
        request.getfixturevalue("stranger")
        if who == "stranger"
        # Assigned to the center, but not in the group.
        else make_account("bez-grupy", center=center)
    )
    over = finish(make_edition(edition.course))
    calls = [
        lambda: actions.change_edition_state(edition, "closed", user=user),
        lambda: actions.set_attendance(over, user=user, attended={1}, absent=set()),
        lambda: actions.cancel_registration(participants[0], user=user, reason="x"),
        lambda: actions.move_registration(participants[0], user=user, target=over),
        lambda: actions.issue_certificate(participants[0], user=user),
        lambda: actions.preview_certificate(participants[0], user=user),
        lambda: actions.save_edition(edition, user=user, save=edition.save),
    ]
    mails = MailRecord.objects.count()

    for call in calls:
        with pytest.raises(PermissionDenied):
            call()

    assert list_states() == [State.CONFIRMED, State.CONFIRMED, State.WAITLIST]
    assert MailRecord.objects.count() == mails


def test_office_sees_all_centers_and_assigns_the_staff(
    coordinator, center, edition, participants, stranger
):
    client = sign_in(coordinator)

    page = client.get(get_url("participants", edition.pk))
    client.post(
        reverse("cluster_center_staff:add"), {"center": center.pk, "user": stranger.pk}
    )

    assert page.status_code == 200
    assert Edition.objects.visible_to(stranger).get() == edition


def test_staff_assigns_nobody(staff, center, stranger):
    response = sign_in(staff).post(
        reverse("cluster_center_staff:add"), {"center": center.pk, "user": stranger.pk}
    )

    assert response.headers["Location"] == reverse("wagtailadmin_home")
    assert not stranger.cluster_skills_centers.filter(center=center).exists()


# Lists


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_of_participants_is_exported_without_needs_and_formulas(
    staff, edition, participants, kind
):
    Registration.objects.filter(pk=participants[0].pk).update(
        name='=HYPERLINK("http://example.org","klik")'
    )

    answer = sign_in(staff).get(
        reverse("cluster_registrations:index"),
        {"edition": edition.pk, "export": kind},
    )

    content = b"".join(answer.streaming_content)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert not any(cell.startswith("=") for row in rows for cell in row)
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert len(rows) == 4
    assert "winda" not in str(rows)


def test_lists_are_filtered(staff, course, edition, participants):
    other = make_edition(course, first=60)
    actions.register(other, make_entry("daria", status="teacher"))
    client = sign_in(staff)

    def find(**query):
        response = client.get(reverse("cluster_registrations:index"), query)
        return sorted(row.name for row in response.context["object_list"])

    assert find(edition=other.pk) == ["Daria"]
    assert find(state="waitlist") == ["Celina"]
    assert find(status="teacher") == ["Daria"]
    assert find() == ["Anna", "Bogdan", "Celina", "Daria"]


@pytest.mark.parametrize("name", ["cluster_editions", "cluster_registrations"])
def test_lists_ask_the_same_number_of_queries(staff, course, participants, name):
    client = sign_in(staff)
    url = reverse(f"{name}:index")
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    before = len(captured)
    for number in range(3):
        edition = make_edition(course, first=50 + number)
        actions.register(edition, make_entry(f"osoba{number}"))

    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200

    assert len(captured) == before


# Editions


def get_edition_form(course, **values) -> dict:
    start = timezone.localdate() + timedelta(days=40)
    return {
        "course": course.pk,
        "start_date": start,
        "end_date": start + timedelta(days=1),
        "venue": "Pracownia 1",
        "venue_en": "Lab 1",
        "trainer": "elektryk",
        "trainer_en": "electrician",
        "places_total": 10,
        "waiting_list_limit": 3,
        "sessions-TOTAL_FORMS": 1,
        "sessions-INITIAL_FORMS": 0,
        "sessions-MIN_NUM_FORMS": 0,
        "sessions-MAX_NUM_FORMS": 1000,
        "sessions-0-starts_at": f"{start} 09:00",
        "sessions-0-ends_at": f"{start} 15:00",
        "sessions-0-ORDER": 1,
        "sessions-0-id": "",
        **values,
    }


def test_staff_plans_and_opens_an_edition(staff, course):
    client = sign_in(staff)
    english = course.get_translations().get()

    form = client.get(reverse("cluster_editions:add"))
    response = client.post(reverse("cluster_editions:add"), get_edition_form(course))

    assert response.status_code == 302
    edition = Edition.objects.get()
    assert (edition.course, edition.state) == (course, EditionState.PLANNED)
    assert edition.sessions.count() == 1
    choices = [pk for pk, _label in form.context["form"].fields["course"].choices if pk]
    assert [choice.value for choice in choices] == [course.pk] != [english.pk]

    client.post(get_url("change_state", edition.pk), {"state": EditionState.OPEN})

    edition.refresh_from_db()
    assert edition.takes_registrations


def test_sessions_lie_within_the_days_of_the_edition(staff, course):
    late = timezone.localdate() + timedelta(days=90)

    response = sign_in(staff).post(
        reverse("cluster_editions:add"),
        get_edition_form(
            course,
            **{
                "sessions-0-starts_at": f"{late} 09:00",
                "sessions-0-ends_at": f"{late} 15:00",
            },
        ),
    )

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert not Edition.objects.exists()


def test_staff_plans_nothing_for_another_center(stranger, course):
    response = sign_in(stranger).post(
        reverse("cluster_editions:add"), get_edition_form(course)
    )

    assert "course" in response.context["form"].errors
    assert not Edition.objects.exists()


def test_places_that_are_added_go_to_who_waits(staff, edition, participants):
    response = sign_in(staff).post(
        reverse("cluster_editions:edit", args=[edition.pk]),
        get_edition_form(
            edition.course,
            places_total=5,
            **{"sessions-TOTAL_FORMS": 0},
            start_date=edition.start_date,
            end_date=edition.end_date,
        ),
    )

    assert response.status_code == 302
    assert list_states() == [State.CONFIRMED] * 3
    assert MailRecord.objects.first().key == "registration.moved_up"


def test_calling_off_needs_a_reason_and_tells_everybody(staff, edition, participants):
    client = sign_in(staff)
    url = get_url("change_state", edition.pk)

    refused = client.post(url, {"state": EditionState.CANCELLED})
    assert (refused.status_code, set(list_states())) == (
        422,
        {State.CONFIRMED, State.WAITLIST},
    )
    client.post(url, {"state": EditionState.CANCELLED, "reason": "Choroba trenera"})

    edition.refresh_from_db()
    assert edition.state == EditionState.CANCELLED
    assert list_states() == [State.CANCELLED] * 3
    mails = MailRecord.objects.filter(key="registration.called_off")
    assert mails.count() == 3
    assert all("Choroba trenera" in record.body for record in mails)
    event = AuditEvent.objects.get()
    assert event.action == "cluster_skills_centers.call_off_edition"
    assert "Anna" not in f"{event.object_label}{event.data}"
    assert audit.verify_chain().ok


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (EditionState.PLANNED, EditionState.CLOSED),
        (EditionState.OPEN, EditionState.PLANNED),
        (EditionState.OPEN, EditionState.HELD),
        (EditionState.HELD, EditionState.OPEN),
        (EditionState.CANCELLED, EditionState.OPEN),
    ],
)
def test_states_follow_their_table(staff, course, before, after):
    edition = make_edition(course, state=before)

    with pytest.raises(NotAllowedNow):
        actions.change_edition_state(edition, after, user=staff)

    edition.refresh_from_db()
    assert edition.state == before
    assert not AuditEvent.objects.exists()


# Participants


def test_attendance_is_marked_for_those_who_are_ticked(staff, edition, participants):
    edition = finish(edition)
    client = sign_in(staff)
    url = get_url("mark", edition.pk)
    anna, bogdan, celina = participants

    client.post(url, {"action": "attended", "registration": [anna.pk, celina.pk]})
    client.post(url, {"action": "absent", "registration": [bogdan.pk]})
    client.post(url, {"action": "attended"})

    # Who waited had no place and cannot have come.
    assert list_states() == [State.ATTENDED, State.NO_SHOW, State.WAITLIST]
    assert AuditEvent.objects.count() == 2


def test_attendance_waits_for_the_beginning(staff, edition, participants):
    client = sign_in(staff)

    client.post(
        get_url("mark", edition.pk),
        {"action": "attended", "registration": [participants[0].pk]},
    )

    assert State.ATTENDED not in list_states()


def test_staff_cancels_for_a_participant(staff, edition, participants):
    client = sign_in(staff)
    url = get_url("cancel", participants[0].pk)

    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "Prośba telefoniczna"})

    assert list_states() == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED]
    record = MailRecord.objects.get(key="registration.cancelled_by_office")
    assert "Prośba telefoniczna" in record.body


def test_staff_moves_a_participant(staff, course, edition, participants):
    target = make_edition(course, first=60, places_total=1)
    client = sign_in(staff)

    client.post(get_url("move", participants[0].pk), {"target": target.pk})
    client.post(get_url("move", participants[1].pk), {"target": target.pk})

    found = dict(target.registrations.values_list("name", "state"))
    assert found == {"Anna": State.CONFIRMED, "Bogdan": State.WAITLIST}
    assert edition.registrations.get().state == State.CONFIRMED
    keys = MailRecord.objects.values_list("key", flat=True)
    assert list(keys).count("registration.moved") == 2


def test_nobody_is_moved_where_no_place_is_left(staff, course, participants):
    full = make_edition(course, first=60, places_total=0, waiting_list_limit=0)
    begun = make_edition(course, first=0)

    for target, error in ((full, NoPlaceLeft), (begun, NotAllowedNow)):
        with pytest.raises(error):
            actions.move_registration(participants[0], user=staff, target=target)

    assert list_states() == [State.CONFIRMED, State.CONFIRMED, State.WAITLIST]


# Certificates


@pytest.fixture
def attended(staff, edition, participants) -> Registration:
    edition = finish(edition)
    actions.set_attendance(
        edition, user=staff, attended={participants[0].pk}, absent={participants[1].pk}
    )
    return Registration.objects.get(pk=participants[0].pk)


def test_certificate_is_for_who_attended_what_is_over(staff, attended, participants):
    for registration in participants[1:]:
        with pytest.raises(NotAllowedNow):
            actions.issue_certificate(registration, user=staff)
    Edition.objects.update(end_date=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotAllowedNow):
        actions.issue_certificate(attended, user=staff)

    assert not Certificate.objects.exists()


def test_course_without_a_certificate_gives_none(staff, course, attended):
    course.certificate_kind = "none"
    course.save()

    with pytest.raises(NotAllowedNow):
        actions.issue_certificate(attended, user=staff)


def test_certificate_says_what_was_completed_in_both_languages(staff, attended):
    certificate = certificates.create_certificate(attended, user=staff)

    content = certificate.content
    year = timezone.localdate().year
    assert certificate.number == f"BCU/{year}/0001"
    assert content["participant"] == "Anna"
    assert content["texts"]["pl"]["course"] == "Pomiary ochronne"
    assert content["texts"]["en"]["course"] == "Protective measurements"
    assert content["texts"]["en"]["outcomes"] == ["measures loop impedance"]
    assert content["hours"] == 16
    attended.refresh_from_db()
    assert attended.state == State.CERTIFIED
    assert CertificateCounter.objects.get().last == 1


def test_draft_of_the_certificate_is_shown_before_it_is_issued(staff, attended):
    response = sign_in(staff).get(get_url("preview_certificate", attended.pk))

    assert response.headers["Content-Type"] == "application/pdf"
    text = read_text(response.content)
    for words in ("Zaświadczenie", "Anna", "Protective measurements", "nie do podpisu"):
        assert words in text
    assert not Certificate.objects.exists()


def test_issued_certificate_is_a_signed_pdf_that_its_holder_gets(
    staff, attended, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(staff).post(
            get_url("mark", attended.edition_id),
            {"certificate": attended.pk},
            follow=True,
        )

    assert response.context["messages"]
    certificate = Certificate.objects.get()
    pdf = storage.read(certificate.signed_file.sha256)
    result = verification.verify(pdf)
    assert result.ok, result.list_reasons()
    assert certificate.content["participant"] in read_text(pdf)
    assert result.file.signatures[0].name == certificate.content["signer"]["name"]
    mail = MailRecord.objects.get(key="certificate.issued")
    assert mail.address == attended.email
    (url,) = [word for word in mail.body.split() if "/zaswiadczenia/" in word]
    path = "/" + url.split("/", 3)[3]
    assert client.get(path).content == pdf
    assert client.get(path[:-3] + "x/").status_code == 404
    revision = reverse("workflows:revision", args=[certificate.signed_file.pk])
    assert client.get(revision).status_code == 302
    assert sign_in(staff).get(revision).status_code == 200

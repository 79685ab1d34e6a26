"""What the office sees in the Wagtail admin: registers, exports, jobs, setup."""

import csv
import io
import socket
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import openpyxl
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from partners import services as partner_services
from partners.enums import MembershipRole, OrganisationKind
from partners.management.demo import DEMO_PASSWORD
from partners.models import Organisation
from partners.roles import COORDINATORS
from tests.conftest import PASSPHRASE
from tests.screens import share_database
from workflows.enums import AgreementState, JobState
from workflows.management import demo
from workflows.models import AuditEvent, PatronageAgreement, SealingJob
from workflows.services import setup_check

pytestmark = pytest.mark.django_db

LIST = "cluster_agreements:index"


@dataclass(frozen=True)
class World:
    draft: PatronageAgreement
    checked: PatronageAgreement
    approved: PatronageAgreement
    values: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("admin")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        made = [
            demo.draft_agreement(with_annex=False, title_pl=title, title_en="")
            for title in ("Tajny projekt", "W kontroli", "W akceptacji")
        ]
        for agreement in made[1:]:
            demo.submit(agreement)
        demo.check(made[2])
        for agreement in made:
            agreement.refresh_from_db()
        yield World(*made, values)


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world):
    settings.CLUSTER_WORKFLOWS = world.values


def sign_in(box) -> Client:
    client = Client()
    client.force_login(demo.get_user(box))
    return client


@pytest.fixture
def office() -> Client:
    return sign_in("koordynator")


def get_html(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def read(response) -> bytes:
    return b"".join(response.streaming_content)


def test_register_shows_what_was_submitted(world, office):
    html = get_html(office.get(reverse(LIST)))

    assert world.checked.number in html
    assert world.approved.number in html
    assert "0/6" in html
    assert world.draft.title_pl not in html


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"state": "formal_check"}, ["W kontroli"]),
        ({"state": ["formal_check", "party_approval"]}, ["W akceptacji", "W kontroli"]),
        ({"q": "akceptacji"}, ["W akceptacji"]),
        ({"q": "Tajny"}, []),
        ({"state": "draft"}, []),
        ({"start_school_year": "1990/1991"}, []),
    ],
)
def test_register_is_filtered(world, office, query, titles):
    response = office.get(reverse(LIST), query)

    assert sorted(a.title_pl for a in response.context["object_list"]) == titles


@pytest.mark.parametrize("box", ["koordynator", "audytor"])
def test_register_is_exported_as_csv(world, box):
    response = sign_in(box).get(reverse(LIST), {"export": "csv"})

    rows = list(csv.DictReader(io.StringIO(read(response).decode("utf-8-sig"))))
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "umow" in response.headers["Content-Disposition"]
    signed, waiting = rows[0]["Podpisy"], rows[0]["Oczekuje na"]
    assert signed.split()[0] == "0"
    assert len(waiting) > 5
    since = timezone.localtime(world.checked.submitted_at)
    assert f"{since:%Y-%m-%d %H:%M}" in {cell for row in rows for cell in row.values()}
    numbers = sorted(next(iter(row.values())) for row in rows)
    assert numbers == [world.checked.number, world.approved.number]


@pytest.mark.parametrize("box", ["koordynator", "audytor"])
def test_register_is_exported_as_a_spreadsheet(world, box):
    response = sign_in(box).get(reverse(LIST), {"export": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(read(response))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert sorted(row[0] for row in rows[1:]) == [
        world.checked.number,
        world.approved.number,
    ]
    assert world.draft.title_pl not in {cell for row in rows for cell in row}


def test_export_writes_no_formulas(world, office):
    PatronageAgreement.objects.filter(pk=world.checked.pk).update(
        title_pl='=HYPERLINK("http://example.org","klik")'
    )

    for kind in ("csv", "xlsx"):
        content = read(office.get(reverse(LIST), {"export": kind}))
        if kind == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert {cell.data_type for cell in cells} & {"f"} == set()
        else:
            text = content.decode("utf-8-sig")
            assert not any(
                cell.startswith("=")
                for row in csv.reader(io.StringIO(text))
                for cell in row
            )


@pytest.mark.parametrize("name", ["cluster_mails", "cluster_audit", "cluster_people"])
def test_other_registers_are_exported(world, office, name):
    for kind in ("csv", "xlsx"):
        response = office.get(reverse(f"{name}:index"), {"export": kind})
        assert response.status_code == 200
        assert len(read(response)) > 100


def test_table_of_occupations_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "occupations.csv"
    path.write_bytes("code;górnik".encode("cp1250"))

    with pytest.raises(CommandError, match="UTF-8"):
        call_command("load_occupations", str(path))


def test_agreement_is_inspected_and_leads_to_the_portal(world, office):
    url = reverse("cluster_agreements:inspect", args=[world.approved.pk])

    html = get_html(office.get(url))

    assert world.approved.number in html
    assert "Norbert Granitowy" in html
    assert f'href="{world.approved.get_absolute_url()}"' in html
    assert "_karta-formalna.pdf" in html


@pytest.mark.parametrize(
    ("box", "count"), [("koordynator", 1), ("audytor", 0), ("redaktor", 0)]
)
def test_home_page_shows_what_waits_for_whom(world, box, count):
    response = sign_in(box).get(reverse("wagtailadmin_home"))

    html = get_html(response)
    assert ("cluster-waiting" in html) == bool(count)
    assert html.count("/portal/tasks/") == count


def get_closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def failed_job(world, settings, office, django_capture_on_commit_callbacks):
    """A job that failed because no timestamp server answers."""
    settings.CLUSTER_WORKFLOWS = {
        **world.values,
        "TIMESTAMP_URLS": [f"http://127.0.0.1:{get_closed_port()}/"],
        "TIMESTAMP_TIMEOUT": 1,
        "JOB_ATTEMPTS": 1,
    }
    with django_capture_on_commit_callbacks(execute=True):
        demo.agreement_actions.withdraw(
            world.checked,
            user=world.checked.created_by,
            reason="Próba",
            seen_version=world.checked.version,
        )
    return SealingJob.objects.exclude(
        state__in=[JobState.DONE, JobState.CANCELLED]
    ).get()


def test_failed_job_is_listed_with_its_reason_and_runs_again(
    world, office, failed_job, settings
):
    listed = get_html(office.get(reverse("workflows_admin:failed_jobs")))
    home = get_html(office.get(reverse("wagtailadmin_home")))
    retry = reverse("workflows_admin:retry_job", args=[failed_job.pk])
    again = office.post(retry)
    failed_job.refresh_from_db()
    still = failed_job.state

    settings.CLUSTER_WORKFLOWS = world.values
    repaired = office.post(retry)

    assert failed_job.error.splitlines()[0][:60] in unescape(listed)
    assert "Traceback" not in listed
    assert retry in listed
    assert reverse("workflows_admin:failed_jobs") in home
    assert still == JobState.FAILED
    assert again.headers["Location"] == repaired.headers["Location"]
    failed_job.refresh_from_db()
    assert failed_job.state == JobState.DONE
    assert failed_job.revision.size > 1000
    retries = AuditEvent.objects.filter(action="cluster_workflows.retry_job")
    assert retries.count() == 2
    assert retry not in get_html(office.get(reverse("workflows_admin:failed_jobs")))


@pytest.mark.parametrize("box", ["audytor", "redaktor", "prezes.granit"])
def test_failed_job_is_retried_by_the_office_only(world, failed_job, box):
    client = sign_in(box)

    client.post(reverse("workflows_admin:retry_job", args=[failed_job.pk]))

    failed_job.refresh_from_db()
    assert failed_job.state == JobState.FAILED
    assert not AuditEvent.objects.filter(action="cluster_workflows.retry_job").exists()


def test_setup_check_names_what_works_and_what_does_not(world, office):
    response = office.get(reverse("workflows_admin:check_setup"))

    results = response.context["results"]
    html = get_html(response)
    assert len(results) >= 4
    for result in results:
        assert str(result.title) in html or result.title
    assert "ok" in {result.state for result in results}

    job = SealingJob.objects.filter(pk=SealingJob.objects.first().pk)
    job.update(state=JobState.WAITING, created_at=timezone.now())
    states = [setup_check._check_jobs()[0]]
    job.update(created_at=timezone.now() - timedelta(minutes=6))
    states.append(setup_check._check_jobs()[0])
    assert states == ["ok", "warning"]


# Second factor


@pytest.fixture
def second_factor(world):
    with override_settings(
        CLUSTER_PARTNERS={
            **django_settings.CLUSTER_PARTNERS,
            "REQUIRE_SECOND_FACTOR": True,
        }
    ):
        yield


@pytest.mark.parametrize("box", ["koordynator", "lider"])
@pytest.mark.parametrize("name", ["wagtailadmin_home", "workflows:tasks", LIST])
def test_binding_roles_set_up_a_second_factor_first(second_factor, box, name):
    client = sign_in(box)

    response = client.get(reverse(name))
    posted = client.post(reverse("workflows:create_agreement"), {})

    assert response.headers["Location"] == reverse("mfa_index")
    assert posted.headers["Location"] == reverse("mfa_index")


def test_who_was_invited_to_sign_for_the_leader_needs_one_as_well(second_factor):
    user = demo.get_user("audytor")
    leader = Organisation.objects.get(kind=OrganisationKind.LEADER)
    partner_services.grant_roles(user, leader, [MembershipRole.SIGNER])

    response = sign_in("audytor").get(reverse("workflows:tasks"))

    assert response.headers.get("Location") == reverse("mfa_index")


@pytest.mark.parametrize("path", ["login/", "login/?next=/admin/", "password_reset/"])
def test_office_has_no_way_in_of_its_own(client, path):
    """Wagtail's sign-in asks for no second factor and counts no attempts."""
    user = demo.get_user("koordynator")
    answer = {"username": user.email, "password": DEMO_PASSWORD}

    response = client.post(f"/admin/{path}", answer)

    assert response.status_code in (302, 404)
    assert "sessionid" not in client.cookies
    if response.status_code == 302:
        where = response.headers["Location"]
        assert where.startswith(reverse("account_login")) or "admin" in where
        assert client.get(where).status_code in (200, 404)


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password"])
def test_account_pages_stay_open_without_a_second_factor(second_factor, name):
    # Either the page, or allauth asking for the password again.
    response = sign_in("koordynator").get(reverse(name))

    assert response.status_code in {200, 302}
    assert response.headers.get("Location", "") != reverse("mfa_index")


@pytest.mark.parametrize("box", ["autor.mechanik", "prezes.granit", "audytor"])
def test_other_roles_need_no_second_factor(second_factor, box):
    assert sign_in(box).get(reverse("workflows:tasks")).status_code == 200


def test_second_factor_opens_the_door(second_factor):
    user = demo.get_user("koordynator")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

    assert sign_in("koordynator").get(reverse("workflows:tasks")).status_code == 200
    assert user.groups.get().name == COORDINATORS


def test_second_factor_is_not_asked_where_the_site_does_not_want_it(world, office):
    assert office.get(reverse("workflows:tasks")).status_code == 200


@pytest.mark.parametrize("kind", [{}, {"export": "csv"}])
def test_register_asks_as_much_for_one_as_for_two(
    world, office, django_assert_max_num_queries, kind
):
    def ask(**query):
        with django_assert_max_num_queries(60) as asked:
            response = office.get(reverse(LIST), {**kind, **query})
            assert world.checked.number in response.getvalue().decode()
        return len(asked)

    ask()

    one = ask(state=AgreementState.FORMAL_CHECK)
    assert ask(state=["formal_check", "party_approval"]) == one

"""Who gets an answer from which address. The list of addresses is the resolver's.

Everything is asked for one agreement of “Mechanik” and Granit that is being
signed, and for a draft of “Mechanik”. What is posted would work for the right
person, so that nothing but the permission stands in the way.
"""

import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone, translation
from viewflow.workflow.models import Task
from wagtail.models import Site

from home.models import ContactMessage, EventIndexPage, EventRegistration
from partners.management.demo import DEMO_PASSWORD
from partners.models import (
    GroupMember,
    Membership,
    Organisation,
    Person,
    PersonFunction,
    WorkingGroup,
)
from partners.roles import CENTER_STAFF
from skills_centers import actions as center_actions
from skills_centers.models import CenterStaff, Edition, Registration
from tests.conftest import PASSPHRASE
from tests.home.events import create_event
from tests.screens import share_database
from tests.skills_centers import conftest as centers
from tests.workflows.turns import assert_lists_agree, assert_steps_agree
from workflows.actions import drafts
from workflows.actions import ideas as idea_actions
from workflows.enums import (
    AnnexKind,
    DocumentKind,
    FormalCheckItem,
    Outcome,
    SignOffItem,
    StepKind,
)
from workflows.forms.drafts import WIZARD
from workflows.management import demo, demo_groups
from workflows.models import (
    Absence,
    AgreementAnnex,
    AgreementComment,
    AgreementVersion,
    AuditEvent,
    ConsentRecord,
    Decision,
    Idea,
    MailRecord,
    MailTemplate,
    NotificationSettings,
    Occupation,
    PatronageAgreement,
    Revision,
    SealingJob,
    Step,
)
from workflows.models.transitions import TRANSITIONS
from workflows.services import consents

pytestmark = pytest.mark.django_db

ANONYMOUS = None
OUTSIDERS = ["prezes.len", "jednatel.jizera"]
EDITOR, AUDITOR, COORDINATOR = "redaktor", "audytor", "koordynator"

# “Not for you” and “not here”; which of them tells nothing about the object.
HIDDEN = {403, 404}
OUR_PACKAGES = ("home.", "partners.", "skills_centers.", "workflows.")


@dataclass(frozen=True)
class World:
    """One agreement that could leak, a draft, and what their addresses need."""

    agreement: PatronageAgreement
    draft: PatronageAgreement
    values: dict
    answer: dict = field(hash=False)

    @property
    def objects(self) -> dict:
        """The number to ask for in the register of each namespace of the admin."""
        return {
            "cluster_agreements": self.agreement.pk,
            "cluster_commitments": self.agreement.commitments.first().pk,
            "cluster_ideas": Idea.objects.get().pk,
            "cluster_jobs": SealingJob.objects.first().pk,
            "cluster_mails": MailRecord.objects.first().pk,
            "cluster_audit": AuditEvent.objects.first().pk,
            "cluster_occupations": self.agreement.occupation_id,
            "cluster_organisations": self.agreement.initiator_id,
            "cluster_people": Person.objects.get(surname="Granitowy").pk,
            "cluster_functions": PersonFunction.objects.first().pk,
            "cluster_memberships": Membership.objects.first().pk,
            "cluster_editions": Edition.objects.get().pk,
            "cluster_registrations": Registration.objects.get().pk,
            "cluster_event_registrations": EventRegistration.objects.get().pk,
            "cluster_center_staff": CenterStaff.objects.get().pk,
            "cluster_messages": ContactMessage.objects.get().pk,
            "cluster_consents": ConsentRecord.objects.get().pk,
            "cluster_working_groups": WorkingGroup.objects.first().pk,
            "cluster_group_members": GroupMember.objects.first().pk,
        }


@pytest.fixture(scope="module")
def world(
    django_db_setup, django_db_blocker, authority_directory, tmp_path_factory
) -> World:
    folder = tmp_path_factory.mktemp("matrix")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        agreement = demo.draft_agreement()
        drafts.add_annex(
            agreement,
            user=agreement.created_by,
            seen_version=agreement.version,
            kind=AnnexKind.REPRESENTATION,
            title="Pełnomocnictwo",
            file_name="pelnomocnictwo.pdf",
            content=b"%PDF-1.7 restricted",
        )
        agreement.refresh_from_db()
        demo.submit(agreement)
        demo.check(agreement)
        demo.approve_for_parties(agreement)
        demo.sign_off(agreement)
        demo.sign_all(agreement, count=1)
        draft = demo.draft_agreement(with_annex=False, title_pl="Tajny projekt")
        fill_center()
        fill_event()
        fill_idea()
        ContactMessage.objects.create(subject="Pytanie", consent_at=timezone.now())
        fill_person()
        demo_groups.seat(demo_groups.propose_group(), "prezes.granit")
        agreement.refresh_from_db()
        answer = {
            "seen_sha256": demo.get_contract_revision(agreement).sha256,
            "outcome": Outcome.APPROVED,
            "reason": "Sprawdzam granice",
            "checklist": [*FormalCheckItem.values, *SignOffItem.values],
            "has_read": "on",
            "secret": DEMO_PASSWORD,
            "text": "Komentarz z zewnątrz",
            "title_pl": "Przejęta umowa",
            "title_en": "Taken over",
        }
        yield World(agreement, draft, values, answer)


def fill_person() -> None:
    """Give the author of the agreement an absence and a consent."""
    author, head = demo.get_user("autor.mechanik"), demo.get_user("dyrektor.mechanik")
    today = timezone.localdate()
    Absence.objects.create(user=author, substitute=head, since=today, until=today)
    consents.give("test", "Zgadzam się.", user=author)


def fill_center() -> None:
    """Make a center with its staff, an edition and somebody who takes part."""
    roots = centers.make_roots()
    centers.serve(roots["pl"])
    center = centers.make_center(centers.make_index(roots))
    edition = centers.make_edition(centers.make_course(center))
    center_actions.register(edition, centers.make_entry())
    centers.make_account("obsluga", center=center, group=CENTER_STAFF)


def fill_idea() -> None:
    """Make the draft of an idea, which the register could lead to."""
    author = demo.get_user("autor.mechanik")
    idea_actions.create_idea(
        user=author,
        lead=Organisation.objects.of_user(author).get(),
        title_pl="Tajny pomysł na projekt",
    )


def fill_event() -> None:
    """Make an event and somebody who comes."""
    index = EventIndexPage(title="Wydarzenia", slug="wydarzenia")
    Site.objects.get().root_page.add_child(instance=index)
    event = create_event(index, has_registration=True)
    center_actions.register(event, centers.make_entry())


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world):
    settings.CLUSTER_WORKFLOWS = world.values


def walk(resolver, namespace="", path=""):
    """Give namespace, name, path and view of every address."""
    for pattern in resolver.url_patterns:
        full = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, pattern.namespace or namespace, full)
        else:
            yield namespace, pattern.name, full, pattern.callback


def list_our_routes() -> set[str]:
    """Return the names of all addresses that lead to our views."""
    with translation.override("pl"):
        found = list(walk(get_resolver()))
    return {
        f"{namespace}:{name}" if namespace else name
        for namespace, name, _path, view in found
        if namespace.startswith(("workflows", "cluster_"))
        or f"{view.__module__}.".startswith(OUR_PACKAGES)
    }


# What each address of the portal needs: a list of arguments for ``reverse``.
def list_portal_arguments(world: World, name: str, agreement) -> list[tuple]:
    pk = agreement.pk
    steps = Step.objects.filter(agreement=agreement)
    annexes = AgreementAnnex.objects.filter(agreement=agreement)
    return {
        "workflows:agreement": [(pk,)],
        "workflows:comment": [(pk,)],
        "workflows:versions": [(pk,)],
        "workflows:preview": [(pk,)],
        **dict.fromkeys(
            ("workflows:step", "workflows:extend_step", "workflows:reassign_step"),
            [(step.process_id, step.task_id) for step in steps],
        ),
        "workflows:transition": [(pk, name) for name in TRANSITIONS],
        "workflows:edit_agreement": [(pk, step) for step, _title in WIZARD],
        "workflows:annex": [(pk, annex.pk) for annex in annexes],
        "workflows:remove_annex": [(pk, annex.pk) for annex in annexes],
        "workflows:commitment_status": [
            (pk, commitment.pk) for commitment in agreement.commitments.all()[:2]
        ],
        "workflows:revision": [
            (found.pk,)
            for found in Revision.objects.filter(document__agreement=agreement)
        ],
    }[name]


PORTAL_OBJECTS = {
    f"workflows:{name}"
    for name in (
        *["agreement", "annex", "comment", "edit_agreement", "preview"],
        *["commitment_status", "remove_annex", "revision", "step", "transition"],
        *["versions", "extend_step", "reassign_step"],
    )
}
PORTAL_LISTS = {
    *["workflows:tasks", "workflows:agreements", "workflows:create_agreement"],
    *["workflows:inbox", "workflows:mark_all_read", "workflows:notification_settings"],
    *["workflows:absences", "workflows:my_data", "workflows:download_my_data"],
}
# What each of them does is asked in tests/workflows/test_groups.py.
GROUP_SCREENS = {
    f"workflows:{name}"
    for name in (
        *["groups", "group", "move_group", "appoint_group", "apply_to_group"],
        *["invite_to_group", "close_group", "group_member", "plan_meeting"],
        *["group_act", "send_group_act", "meeting", "change_meeting", "move_meeting"],
        *["answer_meeting", "add_agenda_item", "remove_agenda_item", "attendance"],
        *["meeting_calendar", "prepare_vote", "add_group_task", "draft_minutes"],
        *["vote", "vote_action", "write_resolution", "group_task", "minutes"],
        *["edit_minutes", "send_minutes", "publish_minutes", "resolution"],
        *["send_resolution", "public_groups", "public_group"],
    )
}
# Of one person; even their own organisation has nothing to do with it.
PERSONAL = {
    *["workflows:message", "workflows:mark_read"],
    *["workflows:remove_absence", "workflows:withdraw_consent"],
}
PUBLIC = {
    "workflows_verify:verify_document",
    "workflows_verify:verify_code",
    "workflows_follow_code",
    "skills_centers:register",
    "skills_centers:registered",
    "skills_centers:cancel_registration",
    "skills_centers:certificate",
    *["event_feed", "event_feed_of_kind", "event_calendar", "register_for_event"],
    *["event_registered", "cancel_event_registration"],
    *["page", "search", "news_rss", "news_atom"],
    *["robots", "sitemap", "security_contact"],
    *["workflows:join", "workflows:joining_sent", "workflows:joining_resend"],
    *["workflows:joining_confirm", "workflows:joining_follow"],
    *["workflows:joining_answer", "workflows:joining_withdraw"],
    "workflows:joining_file",
}
# Whom they answer is asked in tests/workflows/test_joining.py.
JOINING_SCREENS = {
    *["workflows:joinings", "workflows:joining"],
    *["workflows:own_organisations", "workflows:own_organisation"],
    *["workflows:invite_colleague", "workflows:remove_colleague"],
    *["workflows:propose_change", "workflows:change_proposals"],
    *["workflows:change_proposal", "workflows:accept_place"],
}
# What each of them does is asked in tests/workflows/test_access_ideas.py.
IDEA_SCREENS = {
    *["workflows_ideas:public_ideas", "workflows_ideas:public_idea"],
    *[
        f"workflows:{name}"
        for name in (
            *["ideas", "idea", "create_idea", "edit_idea", "support_idea"],
            *["invite_idea_coauthor", "remove_idea_coauthor"],
            *["answer_idea_invitation", "ask_idea_partners", "answer_idea_partner"],
            *["idea_attachment", "remove_idea_attachment"],
            *["draft_agreement_of_idea", "propose_group_of_idea"],
            *["idea_board", "assign_ideas"],
            *["subject_transition", "subject_comment", "subject_versions"],
        )
    ],
}
CENTER_SCREENS = {
    f"skills_centers_admin:{name}"
    for name in (
        *["participants", "change_state", "mark"],
        *["cancel", "move", "preview_certificate"],
    )
}
EVENT_SCREENS = {
    "home_admin:event_registrations",
    "home_admin:cancel_event_registration",
}
EDITOR_REPORTS = {
    "home_admin:translations",
    "home_admin:broken_links",
    "home_admin:images_without_text",
    "home_admin:stale_pages",
}
# What each of them does is asked in tests/home/test_moderation.py.
TRANSLATION_SCREENS = {
    "home_admin:submit_translation",
    "cluster_home_update_translations",
    "cluster_home_convert_to_alias",
}
OFFICE_SCREENS = {
    "workflows_admin:failed_jobs",
    "workflows_admin:retry_job",
    "workflows_admin:check_setup",
    "workflows_admin:invite",
}
OFFICE_DATA = {
    f"workflows_office:{name}"
    for name in (
        *["statistics", "mail_texts", "edit_mail_text", "retention"],
        *["people", "download_person", "anonymise"],
    )
}
_LISTS = ("index", "index_results", "add")
_OBJECTS = ("edit", "delete", "history", "history_results", "usage")
# History and usage belong to editing: nobody edits the registers of evidence.
_READ = {"index", "index_results", "inspect"}
REGISTERS = {
    **dict.fromkeys(
        (
            *["cluster_agreements", "cluster_mails", "cluster_audit"],
            *["cluster_organisations", "cluster_registrations", "cluster_messages"],
            "cluster_consents",
        ),
        (*_LISTS, *_OBJECTS, "inspect"),
    ),
    **dict.fromkeys(
        (
            *["cluster_jobs", "cluster_occupations", "cluster_people"],
            *["cluster_functions", "cluster_memberships", "cluster_commitments"],
            *["cluster_ideas", "cluster_editions", "cluster_center_staff"],
            *["cluster_working_groups", "cluster_group_members"],
            "cluster_event_registrations",
        ),
        (*_LISTS, *_OBJECTS),
    ),
}
REGISTER_ROUTES = {
    f"{namespace}:{name}" for namespace, names in REGISTERS.items() for name in names
}
AUDITED = (
    "cluster_ideas",
    *["cluster_agreements", "cluster_audit", "cluster_commitments"],
    "cluster_consents",
)
WRITABLE = (
    *["cluster_occupations", "cluster_organisations", "cluster_people"],
    *["cluster_functions", "cluster_memberships"],
    *["cluster_editions", "cluster_center_staff"],
    *["cluster_working_groups", "cluster_group_members"],
    *["skills_centers_admin", "home_admin", "cluster_messages"],
)
# Editors organise events and answer messages, and nothing else of this.
EDITED = ("cluster_event_registrations", "cluster_messages", "home_admin")


def list_personal_urls() -> list[str]:
    """Return every address about one person, the author of the agreement."""
    author = demo.get_user("autor.mechanik")
    found = {
        "message": MailRecord.objects.filter(user=author).first(),
        "mark_read": MailRecord.objects.filter(user=author).first(),
        "remove_absence": Absence.objects.get(),
        "withdraw_consent": ConsentRecord.objects.get(),
    }
    return [
        reverse(name, args=[found[name.partition(":")[2]].pk])
        for name in sorted(PERSONAL)
    ]


@pytest.mark.parametrize(
    "box", [ANONYMOUS, *OUTSIDERS, AUDITOR, EDITOR, "dyrektor.mechanik"]
)
def test_what_is_of_one_person_is_of_nobody_else(world, box):
    wrong = ask_all(
        sign_in(box),
        [("", url) for url in list_personal_urls()],
        get_post(world, world.agreement),
        lambda key, method, response: (
            is_login(response) or response.status_code in HIDDEN | {405}
        ),
    )

    assert wrong == []


def test_every_address_of_ours_is_in_the_matrix():
    known = PORTAL_OBJECTS | PORTAL_LISTS | PUBLIC | OFFICE_SCREENS | REGISTER_ROUTES
    known |= IDEA_SCREENS | GROUP_SCREENS
    known |= CENTER_SCREENS | EVENT_SCREENS | EDITOR_REPORTS | TRANSLATION_SCREENS
    known |= PERSONAL | OFFICE_DATA | JOINING_SCREENS

    assert list_our_routes() == known


def list_admin_urls(world: World) -> list[tuple[str, str]]:
    """Return the name and the address of every screen of the office."""
    job = SealingJob.objects.first()
    urls = [
        ("workflows_admin:failed_jobs", reverse("workflows_admin:failed_jobs")),
        (
            "workflows_admin:retry_job",
            reverse("workflows_admin:retry_job", args=[job.pk]),
        ),
        ("workflows_admin:check_setup", reverse("workflows_admin:check_setup")),
        ("workflows_admin:invite", reverse("workflows_admin:invite")),
    ]
    person = demo.get_user("autor.mechanik")
    for name in sorted(OFFICE_DATA):
        arguments = {
            "workflows_office:edit_mail_text": ["agreement.comment", "pl"],
            "workflows_office:download_person": [person.pk],
            "workflows_office:anonymise": [person.pk],
        }.get(name, [])
        urls.append((name, reverse(name, args=arguments)))
    for name in sorted(CENTER_SCREENS):
        is_edition = name.endswith(("participants", "change_state", "mark"))
        found = (Edition if is_edition else Registration).objects.get()
        urls.append((name, reverse(name, args=[found.pk])))
    urls += [(name, reverse(name)) for name in sorted(EDITOR_REPORTS)]
    registration = EventRegistration.objects.get()
    for name in sorted(EVENT_SCREENS):
        is_event = name.endswith("event_registrations")
        found = registration.event if is_event else registration
        urls.append((name, reverse(name, args=[found.pk])))
    for namespace, names in REGISTERS.items():
        for name in names:
            arguments = [] if name in _LISTS else [world.objects[namespace]]
            url = reverse(f"{namespace}:{name}", args=arguments)
            urls.append((f"{namespace}:{name}", url))
            if name in {"index", "index_results"}:
                urls += [
                    (f"{namespace}:{name}", f"{url}?export=csv"),
                    (f"{namespace}:{name}", f"{url}?export=xlsx"),
                ]
    return urls


def list_portal_urls(world: World, agreement) -> list[str]:
    """Return every address about one agreement, in both languages."""
    urls = []
    for language in ("pl", "en"):
        with translation.override(language):
            for name in sorted(PORTAL_OBJECTS):
                for arguments in list_portal_arguments(world, name, agreement):
                    urls.append(reverse(name, args=arguments))
    return urls


def get_fingerprint() -> dict:
    """Return what must not change when somebody is refused."""
    counts = {
        model.__name__: model.objects.count()
        for model in (
            *[AgreementAnnex, AgreementComment, AgreementVersion, AuditEvent],
            *[Decision, MailRecord, Membership, Occupation, Organisation, Person],
            *[PersonFunction, Revision, get_user_model(), Absence],
            *[MailTemplate, NotificationSettings],
        )
    }
    rows = PatronageAgreement.objects.order_by("pk")
    return {
        **counts,
        "agreements": list(rows.values_list("pk", "state", "version", "title_pl")),
        "steps": list(Step.objects.values_list("state").annotate(Count("pk"))),
        "tasks": list(Task.objects.values_list("status").annotate(Count("pk"))),
        "editions": list(Edition.objects.values_list("pk", "state", "places_total")),
        "registrations": [
            *Registration.objects.values_list("pk", "state", "name"),
            *EventRegistration.objects.values_list("pk", "state", "name"),
        ],
        "unread": MailRecord.objects.filter(read_at=None).count(),
        "consents": ConsentRecord.objects.in_force().count(),
        "jobs": list(
            SealingJob.objects.values_list("state", "attempts").annotate(Count("pk"))
        ),
    }


def ask_all(client, urls, post, is_right) -> list[tuple]:
    """GET and POST each address. Returns the answers that break the rule."""
    before = get_fingerprint()
    wrong = []
    for key, url in urls:
        for method in ("GET", "POST"):
            data = post if method == "POST" else None
            response = getattr(client, method.lower())(url, data)
            if not is_right(key, method, response):
                place = response.headers.get("Location", "")
                wrong.append((method, url, response.status_code, place))
            after = get_fingerprint()
            if after != before:
                changed = {k: (before[k], after[k]) for k in after if after != before}
                wrong.append((method, url, "changed", changed))
                before = after
    return wrong


def sign_in(box) -> Client:
    client = Client()
    if box:
        client.force_login(demo.get_user(box))
    return client


def is_login(response) -> bool:
    place = response.headers.get("Location", "")
    return response.status_code == 302 and "/accounts/login/?next=" in place


def is_sent_away(response) -> bool:
    """403, 404, or Wagtail's redirect to the start of the admin."""
    if response.status_code == 302:
        asked = response.request["PATH_INFO"]
        # What is not found is looked for in a language: /pl/admin/… is no page.
        return response.headers["Location"] in {
            reverse("wagtailadmin_home"),
            f"/pl{asked}",
        }
    return response.status_code in HIDDEN | {405}


def get_post(world, agreement) -> dict:
    return {**world.answer, "seen_version": agreement.version}


def test_anonymous_visitor_is_asked_to_sign_in_everywhere(world):
    urls = [("", url) for url in list_portal_urls(world, world.agreement)]
    urls += [("", reverse(name)) for name in PORTAL_LISTS]
    urls += list_admin_urls(world)

    wrong = ask_all(
        sign_in(ANONYMOUS),
        urls,
        get_post(world, world.agreement),
        # A view that takes one method only may say so first: it tells nothing.
        lambda key, method, response: (
            is_login(response) or response.status_code in HIDDEN | {405}
        ),
    )

    assert wrong == []


@pytest.mark.parametrize("box", OUTSIDERS)
def test_other_organisation_gets_nothing_about_the_agreement(world, box):
    urls = [("", url) for url in list_portal_urls(world, world.agreement)]
    urls += [("", url) for url in list_portal_urls(world, world.draft)]

    wrong = ask_all(
        sign_in(box),
        urls,
        get_post(world, world.agreement),
        lambda key, method, response: response.status_code in HIDDEN | {405},
    )

    assert wrong == []


@pytest.mark.parametrize("box", ["prezes.len", "lider", EDITOR])
def test_office_is_closed_to_others(world, box):
    wrong = ask_all(
        sign_in(box),
        [
            (key, url)
            for key, url in list_admin_urls(world)
            if box != EDITOR or key.partition(":")[0] not in EDITED
        ],
        get_post(world, world.agreement),
        lambda key, method, response: is_login(response) or is_sent_away(response),
    )

    assert wrong == []


@pytest.mark.parametrize("box", [AUDITOR, COORDINATOR])
def test_office_shows_to_each_role_what_it_may_read_and_write(world, box):
    def is_right(key, method, response):
        namespace, _, name = key.partition(":")
        if key in OFFICE_DATA and (box == COORDINATOR or name == "statistics"):
            return response.status_code == _answer_with_data(name, method)
        if box == AUDITOR and namespace not in AUDITED:
            return is_sent_away(response)
        if name == "invite":
            # What is posted is no invitation: the form comes back.
            return response.status_code == (200 if method == "GET" else 422)
        if namespace == "workflows_admin":
            return response.status_code == (
                405 if (name == "retry_job") == (method == "GET") else 200
            ) or (name == "retry_job" and method == "POST")
        if name in _READ:
            return response.status_code in ({200} if method == "GET" else {200, 405})
        return is_sent_away(response)

    # Posting to a register that a coordinator writes is not an attack.
    urls = [
        (key, url)
        for key, url in list_admin_urls(world)
        if box == AUDITOR
        or not (
            key in {"workflows_admin:retry_job", "workflows_office:download_person"}
            or key.partition(":")[0] in WRITABLE
        )
    ]
    wrong = ask_all(sign_in(box), urls, get_post(world, world.agreement), is_right)

    assert wrong == []


def _answer_with_data(name, method) -> int:
    """What is posted is no text of a mail, and not sure: the form comes back."""
    if method == "GET":
        return 200
    return 422 if name in {"edit_mail_text", "anonymise"} else 405


def test_auditor_reads_the_portal_and_changes_nothing(world):
    client = sign_in(AUDITOR)
    restricted = AgreementAnnex.objects.get(kind=AnnexKind.REPRESENTATION)
    closed = (
        "/tasks/",
        "/actions/",
        "/edit/",
        "/remove/",
        f"/annexes/{restricted.pk}/",
    )

    def is_right(key, method, response):
        if method == "POST" or any(
            part in response.request["PATH_INFO"] for part in closed
        ):
            return response.status_code in HIDDEN | {405}
        return response.status_code in {200, 405}

    urls = [
        ("", url)
        for url in list_portal_urls(world, world.agreement)
        if not url.endswith("/comment/")
    ]
    wrong = ask_all(client, urls, get_post(world, world.agreement), is_right)

    assert wrong == []


@pytest.mark.parametrize(
    "box",
    [COORDINATOR, AUDITOR, EDITOR, "lider", "prezes.granit", "dyrektor.elektronik"],
)
def test_draft_is_seen_by_its_own_organisation_only(world, box):
    urls = [("", url) for url in list_portal_urls(world, world.draft)]
    urls += [
        ("", reverse(f"cluster_agreements:{name}", args=[world.draft.pk]))
        for name in (*_OBJECTS, "inspect")
    ]

    wrong = ask_all(
        sign_in(box),
        urls,
        get_post(world, world.draft),
        lambda key, method, response: is_login(response) or is_sent_away(response),
    )

    assert wrong == []


@pytest.mark.parametrize("box", [*OUTSIDERS, "dyrektor.elektronik"])
@pytest.mark.parametrize("name", ["tasks", "agreements"])
def test_lists_of_other_organisations_do_not_mention_the_agreement(world, box, name):
    client = sign_in(box)

    for url in (
        reverse(f"workflows:{name}"),
        f"{reverse(f'workflows:{name}')}?q=KP",
        f"{reverse(f'workflows:{name}')}?q={world.agreement.number}&state=signing",
    ):
        html = client.get(url).content.decode()
        for secret in (world.agreement.title_pl, world.draft.title_pl, "Granit"):
            assert secret not in html
        assert world.agreement.get_absolute_url() not in html


def test_nobody_drafts_for_another_organisation(world):
    client = sign_in("prezes.len")
    before = get_fingerprint()

    response = client.post(
        reverse("workflows:create_agreement"),
        {
            **get_post(world, world.agreement),
            "initiator": world.agreement.initiator_id,
            "document_kind": DocumentKind.CONTRACT,
        },
    )

    assert (response.status_code, get_fingerprint()) == (422, before)


@pytest.mark.parametrize("box", [ANONYMOUS, *OUTSIDERS])
def test_public_page_tells_no_names_and_changes_nothing(world, box):
    client = sign_in(box)
    document = Revision.objects.last().document
    before = get_fingerprint()
    code = reverse("workflows_verify:verify_code", args=[document.public_id])
    unknown = reverse("workflows_verify:verify_code", args=[uuid.uuid4()])

    follow = client.get(reverse("workflows_follow_code", args=[document.public_id]))
    page, nothing = client.get(code), client.get(unknown)

    assert follow.headers["Location"] == code
    assert (page.status_code, nothing.status_code) == (200, 200)
    html = page.content.decode()
    for signer in world.agreement.parties.values_list("signers__surname", flat=True):
        assert signer not in html
    assert world.agreement.title_pl not in html
    assert world.agreement.number not in nothing.content.decode()
    assert client.post(code, world.answer).status_code == 422
    assert get_fingerprint() == before


def test_stored_files_have_no_address_of_their_own(world):
    root = Path(world.values["DOCUMENT_ROOT"])
    files = [path for path in root.rglob("*") if path.is_file()]
    client = sign_in("prezes.len")

    assert files
    for path in files[:3]:
        inside = path.relative_to(root)
        for prefix in (
            *["/media/", "/media/documents/", "/media/../documents/", "/static/"],
            *["/static/../documents/", "/documents/", "/var/documents/", "/pl/media/"],
            *["/en/documents/", "/documents/1/", "/pl/documents/"],
        ):
            for visitor in (Client(), client):
                response = visitor.get(f"{prefix}{inside}", follow=True)
                # 400: the way out of the folder is refused before it is looked at.
                assert response.status_code in (400, 404), (prefix, inside)


def test_documents_are_kept_apart_from_what_the_web_server_serves():
    kept = Path(django_settings.VAR_DIR / "documents").resolve()
    served = [
        Path(django_settings.MEDIA_ROOT).resolve(),
        Path(django_settings.STATIC_ROOT).resolve(),
    ]

    for folder in served:
        assert kept != folder
        assert not kept.is_relative_to(folder)
        assert not folder.is_relative_to(kept)


def test_address_without_a_language_leads_to_the_same_answer(world):
    client = sign_in("prezes.len")

    for url in list_portal_urls(world, world.agreement):
        if not url.startswith("/pl/"):
            continue
        response = client.get(url.removeprefix("/pl"), follow=True)
        assert response.status_code in HIDDEN | {405}, url


def test_insiders_get_what_others_are_refused(world):
    """The matrix would also pass if nothing worked for anybody."""
    author, signer = sign_in("autor.mechanik"), sign_in("zarzad.granit")
    step = Step.objects.open().get(kind=StepKind.SIGN)
    pk = world.agreement.pk
    annexes = list(AgreementAnnex.objects.filter(agreement=pk).order_by("pk"))

    answers = {
        "agreement": author.get(world.agreement.get_absolute_url()),
        "draft": author.get(
            reverse("workflows:edit_agreement", args=[world.draft.pk, "head"])
        ),
        "preview": author.get(reverse("workflows:preview", args=[world.draft.pk])),
        "revision": signer.get(
            reverse("workflows:revision", args=[Revision.objects.last().pk])
        ),
        "step": signer.get(step.get_absolute_url()),
        "annex": signer.get(reverse("workflows:annex", args=[pk, annexes[0].pk])),
        "restricted": author.get(reverse("workflows:annex", args=[pk, annexes[1].pk])),
    }

    assert {
        key: answer.status_code for key, answer in answers.items()
    } == dict.fromkeys(answers, 200)
    assert (
        signer.get(reverse("workflows:annex", args=[pk, annexes[1].pk])).status_code
        == 403
    )


def test_partner_who_opens_the_office_lands_in_the_portal(world):
    response = sign_in("prezes.len").get(reverse("wagtailadmin_home"), follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == reverse("workflows:tasks")


def test_auditor_does_not_write_comments(world):
    before = get_fingerprint()

    response = sign_in(AUDITOR).post(
        reverse("workflows:comment", args=[world.agreement.pk]), {"text": "Uwaga"}
    )

    assert (response.status_code, get_fingerprint()) == (403, before)


def test_list_of_tasks_and_each_step_agree_whose_turn_it_is(world):
    assert_steps_agree()


def test_long_lists_hold_what_everybody_may_see(world):
    assert_lists_agree()

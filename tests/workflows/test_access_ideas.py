"""Who gets an answer from the addresses of ideas.

A draft of “Mechanik” with Granit as a partner that was asked, and an idea whose
evaluators are at work. What is posted would work for the right person.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import WorkingGroup
from tests.conftest import PASSPHRASE
from tests.screens import share_database
from workflows.actions import ideas as actions
from workflows.actions import subjects
from workflows.management import demo_ideas as demo
from workflows.management.demo import get_user
from workflows.models import (
    Decision,
    Document,
    Idea,
    MailRecord,
    PatronageAgreement,
    Revision,
    Step,
    SubjectComment,
    SubjectVersion,
)
from workflows.models.ideas import IdeaCoauthor, IdeaPartner, IdeaSupport
from workflows.models.subjects import refer_to

pytestmark = pytest.mark.django_db

HIDDEN = {403, 404}
# Belong to the cluster, and to nothing about these ideas.
MEMBER = "jednatel.jizera"
INSIDE = demo.AUTHOR
# Addresses of one idea: name, further arguments, whether it takes POST only.
SCREENS = [
    ("idea", (), False),
    ("edit_idea", ("basics",), False),
    ("edit_idea", ("review",), False),
    ("invite_idea_coauthor", (), True),
    ("answer_idea_invitation", (), True),
    ("ask_idea_partners", (), True),
    ("support_idea", ("follow",), True),
    ("draft_agreement_of_idea", (), True),
    ("propose_group_of_idea", (), True),
]
# The rows of the table that lead to work, for ideas without steps and documents.
TO_WORK = (
    *["submit", "begin_check", "open_comments", "close_comments"],
    *["close_evaluation", "accept_idea", "begin_idea"],
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ideas")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        organisations = demo.prepare_people()
        draft = demo.draft_idea(organisations, title_pl="Tajny pomysł na projekt")
        actions.add_attachment(
            draft,
            user=draft.created_by,
            seen_version=draft.version,
            title="Plan",
            file_name="plan.pdf",
            content=b"%PDF-1.7 secret plan",
        )
        actions.invite_coauthor(
            demo.reload(draft),
            user=draft.created_by,
            email=get_user("autor.elektronik").email,
        )
        running = demo.draft_idea(organisations)
        demo.submit(running)
        demo.check(running)
        demo.end_comments(demo.reload(running))
        demo.assign(running)
        demo.evaluate(running, demo.EVALUATORS[0])
        yield values, demo.reload(draft), demo.reload(running)


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world):
    settings.CLUSTER_WORKFLOWS = world[0]


def sign_in(box) -> Client:
    client = Client()
    if box:
        client.force_login(get_user(box))
    return client


def list_urls(idea) -> list[tuple[str, bool]]:
    urls = [
        (reverse(f"workflows:{name}", args=[idea.pk, *rest]), is_post)
        for name, rest, is_post in SCREENS
    ]
    for row in idea.attachments.all():
        for name in ("idea_attachment", "remove_idea_attachment"):
            url = reverse(f"workflows:{name}", args=[idea.pk, row.pk])
            urls.append((url, name.startswith("remove")))
    for row in idea.coauthors.all():
        url = reverse("workflows:remove_idea_coauthor", args=[idea.pk, row.pk])
        urls.append((url, True))
    for row in idea.partners.all():
        url = reverse("workflows:answer_idea_partner", args=[idea.pk, row.pk])
        urls.append((url, True))
    for name in ("submit", "withdraw"):
        url = reverse("workflows:subject_transition", args=["idea", idea.pk, name])
        urls.append((url, False))
    for name in ("subject_comment", "subject_versions"):
        url = reverse(f"workflows:{name}", args=["idea", idea.pk])
        urls.append((url, name == "subject_comment"))
    return urls


def get_fingerprint() -> list:
    return [
        *[
            model.objects.count()
            for model in (
                *[Decision, Document, IdeaCoauthor, IdeaSupport, MailRecord],
                *[PatronageAgreement, SubjectComment, SubjectVersion, WorkingGroup],
            )
        ],
        list(Idea.objects.order_by("pk").values_list("state", "version", "title_pl")),
        list(IdeaPartner.objects.order_by("pk").values_list("state", "asked_at")),
    ]


def ask(client, idea) -> dict:
    """GET and POST each address; returns the answers by address."""
    post = {
        "seen_version": idea.version,
        "reason": "Sprawdzam granice",
        "text": "Komentarz",
        "email": get_user("prezes.len").email,
        "title_pl": "Przejęty pomysł na projekt",
        "confirm": "1",
        "accept": "1",
    }
    answers = {}
    for url, is_post in list_urls(idea):
        if not is_post:
            answers["GET", url] = client.get(url)
        answers["POST", url] = client.post(url, post)
    return answers


@pytest.mark.parametrize(
    "box", [MEMBER, "koordynator", "audytor", "redaktor", "lider", *demo.EVALUATORS[:1]]
)
def test_draft_is_seen_by_authors_and_asked_partners_only(world, box):
    _values, draft, _running = world
    before = get_fingerprint()

    answers = ask(sign_in(box), draft)

    assert {answer.status_code for answer in answers.values()} <= HIDDEN | {405}
    assert get_fingerprint() == before
    html = sign_in(box).get(reverse("workflows:ideas")).content.decode()
    assert draft.title_pl not in html


def test_anonymous_visitor_is_asked_to_sign_in(world):
    before = get_fingerprint()

    for idea in world[1:]:
        for (_method, url), answer in ask(Client(), idea).items():
            assert answer.status_code in {302, 405}, url
            if answer.status_code == 302:
                assert "/accounts/login/?next=" in answer.headers["Location"]
    for name in ("ideas", "create_idea", "idea_board", "assign_ideas"):
        assert Client().get(reverse(f"workflows:{name}")).status_code == 302
    assert get_fingerprint() == before


def test_member_reads_an_open_idea_follows_it_and_does_nothing_else(world):
    _values, _draft, running = world
    client = sign_in(MEMBER)
    before = get_fingerprint()
    support = IdeaSupport.objects.count()

    answers = ask(client, running)

    good = {
        (method, url)
        for (method, url), answer in answers.items()
        if answer.status_code not in HIDDEN | {405}
    }
    page = running.get_absolute_url()
    assert good == {
        ("GET", page),
        ("POST", reverse("workflows:support_idea", args=[running.pk, "follow"])),
    }
    assert IdeaSupport.objects.count() == support + 1
    IdeaSupport.objects.all().delete()
    assert get_fingerprint() == before
    # Who evaluates, what they gave, and every document are the business of others.
    html = client.get(page).content.decode()
    for box in demo.EVALUATORS[:2]:
        assert get_user(box).last_name not in html
    assert "/portal/files/" not in html
    for revision in Revision.objects.filter(document__subject_id=running.pk):
        url = reverse("workflows:revision", args=[revision.pk])
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("box", [demo.AUTHOR, demo.PARTNER])
def test_author_and_partner_never_learn_who_evaluates(world, box):
    _values, _draft, running = world
    client = sign_in(box)

    html = client.get(running.get_absolute_url()).content.decode()

    assert "/portal/files/" in html
    for name in demo.EVALUATORS[:2]:
        assert get_user(name).last_name not in html
    for revision in Revision.objects.filter(document__subject_id=running.pk):
        kind = getattr(revision.document.decision.step, "kind", "")
        url = reverse("workflows:revision", args=[revision.pk])
        hidden = kind in {"assign_evaluators", "evaluate"}
        assert client.get(url).status_code == (404 if hidden else 200), kind


def test_steps_belong_to_whom_they_wait_for(world):
    _values, _draft, running = world
    step = Step.objects.open().get(**refer_to(running), kind="evaluate")
    url = step.get_absolute_url()

    assert sign_in(demo.EVALUATORS[1]).get(url).status_code == 200
    for box in (MEMBER, demo.AUTHOR, demo.EVALUATORS[0], demo.CONFLICTED, "lider"):
        assert sign_in(box).get(url).status_code in HIDDEN
    # One evaluator does not read the card of another.
    html = sign_in(demo.EVALUATORS[1]).get(url).content.decode()
    assert "/portal/files/" not in html


@pytest.mark.parametrize("box", [MEMBER, INSIDE, "lider", "redaktor", "audytor"])
def test_board_and_assignment_are_for_the_office(world, box):
    for name in ("idea_board", "assign_ideas"):
        url = reverse(f"workflows:{name}")
        assert sign_in(box).get(url).status_code == 403
        assert sign_in(box).post(url, {}).status_code in {403, 405}
    for name in ("idea_board", "assign_ideas"):
        office = sign_in("koordynator").get(reverse(f"workflows:{name}"))
        assert office.status_code == 200


def test_insiders_get_what_others_are_refused(world):
    _values, draft, running = world
    author, partner = sign_in(INSIDE), sign_in(demo.PARTNER)
    file = draft.attachments.get()

    for client, url in (
        (author, reverse("workflows:edit_idea", args=[draft.pk, "plan"])),
        (author, reverse("workflows:idea_attachment", args=[draft.pk, file.pk])),
        (
            author,
            reverse("workflows:subject_transition", args=["idea", draft.pk, "submit"]),
        ),
        (author, reverse("workflows:subject_versions", args=["idea", draft.pk])),
        (partner, draft.get_absolute_url()),
        (sign_in("autor.elektronik"), draft.get_absolute_url()),
        (sign_in("koordynator"), running.get_absolute_url()),
        (sign_in("audytor"), running.get_absolute_url()),
    ):
        assert client.get(url).status_code == 200, url
    for step in ("basics", "partners", "plan", "more", "files", "review"):
        url = reverse("workflows:edit_idea", args=[draft.pk, step])
        assert author.get(url).status_code == 200
    # Nothing of an idea is public before it is accepted.
    assert Client().get(reverse("workflows_ideas:public_ideas")).status_code == 200
    assert Client().get(running.get_public_url()).status_code == 404


def test_published_idea_says_who_and_when_without_people(world):
    _values, draft, _running = world
    demo.walk(draft, TO_WORK)
    try:
        html = Client().get(demo.reload(draft).get_public_url()).content.decode()
        listed = Client().get(reverse("workflows_ideas:public_ideas")).content.decode()
    finally:
        Idea.objects.filter(pk=draft.pk).update(publication_consent=False)
    assert draft.title_pl in html
    assert draft.title_pl in listed
    assert "Granit" in html
    assert "Szkolna" not in html
    assert Client().get(draft.get_public_url()).status_code == 404


def test_lists_ask_the_database_as_often_for_more_ideas(world):
    office, member, guest = sign_in("koordynator"), sign_in(MEMBER), Client()
    lists = [
        (office, reverse("workflows:idea_board")),
        (office, reverse("workflows:ideas")),
        (member, reverse("workflows:ideas")),
        (office, reverse("cluster_ideas:index")),
        (guest, reverse("workflows_ideas:public_ideas")),
    ]
    counts = []
    for number in (1, 3):
        for _turn in range(number):
            demo.walk(demo.draft_idea(), TO_WORK)
        # The first visit of a person and of a screen fills caches.
        for client, url in lists if number == 1 else ():
            client.get(url)
        for client, url in lists:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))

    assert counts[: len(lists)] == counts[len(lists) :]
    for kind in ("csv", "xlsx"):
        answer = office.get(f"{reverse('cluster_ideas:index')}?export={kind}")
        assert answer.status_code == 200


def test_buttons_are_those_of_the_table(world):
    _values, _draft, running = world
    names = {
        box: [row.name for row in subjects.list_buttons(get_user(box), running)]
        for box in (INSIDE, "dyrektor.mechanik", MEMBER, "koordynator")
    }

    assert names == {
        INSIDE: ["withdraw"],
        "dyrektor.mechanik": ["withdraw"],
        MEMBER: [],
        "koordynator": [],
    }

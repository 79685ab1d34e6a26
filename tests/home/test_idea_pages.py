"""An accepted idea gets the draft of a page, and only with consent."""

import pytest

from home.models import StandardPage
from home.services.idea_pages import draft_page_of_idea
from tests.home.pages import get_home
from workflows.management import demo_ideas
from workflows.models import Idea

pytestmark = pytest.mark.django_db


def announce(idea, state="accepted_no_group"):
    """Send what the flow sends after the decision."""
    return draft_page_of_idea(Idea, subject=idea, new_state=state, old_state="decision")


def test_accepted_idea_gets_one_draft_of_a_page(site, partners):
    idea = demo_ideas.draft_idea(goal_main="Cel <b>ważny</b>")
    idea.number = "PP/2026/0001"

    assert announce(idea, "rejected") is None
    page = announce(idea)
    assert announce(idea) is None

    page = StandardPage.objects.get(pk=page.pk)
    assert (page.title, page.live) == (idea.title_pl, False)
    assert page.get_parent().specific == get_home()
    text = str(page.body[0].value.source)
    assert "Cel &lt;b&gt;ważny&lt;/b&gt;" in text
    assert "/pl/ideas/PP-2026-0001/" in text
    assert page.latest_revision is not None


def test_idea_without_consent_gets_no_page(site, partners):
    idea = demo_ideas.draft_idea(publication_consent=False)

    assert announce(idea) is None
    assert not StandardPage.objects.filter(slug__startswith="pomysl").exists()

"""An accepted idea gets the draft of a page, and only with consent."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from home.models import SearchEntry, StandardPage
from home.services import search
from home.services.idea_pages import draft_page_of_idea
from partners.models import Organisation, PartnerPage
from partners.sections import SectionEntry, list_sections
from tests.home.pages import get_home
from workflows.actions import privacy
from workflows.management import demo_ideas
from workflows.models import ConsentRecord, Idea
from workflows.models.ideas import IdeaState
from workflows.services import consents
from workflows.services import privacy as personal_data
from workflows.services.ideas import PUBLICATION

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
    assert "/pl/pomysly/PP-2026-0001/" in text
    assert page.latest_revision is not None


def test_idea_without_consent_gets_no_page(site, partners):
    idea = demo_ideas.draft_idea(publication_consent=False)

    assert announce(idea) is None
    assert not StandardPage.objects.filter(slug__startswith="pomysl").exists()


def list_found(language: str, text: str) -> list[str]:
    locale = Locale.objects.get(language_code=language)
    return [entry.get_url() for entry in search.find(text, locale=locale)]


def list_ideas_on_page(organisation) -> list[SectionEntry]:
    locale = Locale.objects.get(language_code="pl")
    page = PartnerPage(organisation=organisation, locale=locale)
    with override("pl"):
        sections = {section.key: section for section in list_sections(page)}
    assert "ideas" in sections["ideas"].cache_tags
    return sections["ideas"].entries


def test_published_idea_is_found_until_the_consent_is_withdrawn(site, partners, client):
    idea = demo_ideas.draft_idea(title_pl="Warsztat spawania", title_en="Welding shop")
    idea.number = "PP/2026/0001"
    idea.save()
    assert not SearchEntry.objects.filter(idea=idea).exists()
    consent = consents.give(PUBLICATION, "…", user=idea.created_by, about=idea)

    idea.state = IdeaState.IN_PROGRESS
    idea.save(update_fields=["state"])

    polish, english = "/pl/pomysly/PP-2026-0001/", "/en/ideas/PP-2026-0001/"
    with override("en"):
        assert list_found("en", "welding") == [english]
    with override("pl"):
        assert list_found("pl", "spawanie") == [polish]
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count(f"<loc>http://localhost:8000{polish}</loc>") == 1
    assert f'hreflang="en" href="http://localhost:8000{english}"' in sitemap
    page = client.get(polish).content.decode()
    assert idea.summary in page and idea.goal_main in page
    assert "Pomysł złożono." not in page
    page = client.get(english).content.decode()
    assert idea.summary_en in page and idea.summary not in page
    assert idea.goal_main not in page
    assert 'lang="pl"' not in page.partition("<main")[2].partition("</main>")[0]
    entry = SectionEntry(idea.title_pl, polish, ("trwają prace",))
    assert list_ideas_on_page(idea.lead) == [entry]
    assert list_ideas_on_page(Organisation.objects.get(short_name="Nowy Len")) == []
    # Filing everything again changes nothing.
    search.file_all()
    assert SearchEntry.objects.filter(idea=idea).count() == 2

    known = personal_data.export(idea.created_by)["ideas"]["rows"]
    assert [row["idea"] for row in known] == [str(idea)]
    privacy.withdraw_consent(consent, by=idea.created_by)

    assert client.get(polish).status_code == 404
    assert polish not in client.get("/sitemap.xml").content.decode()
    assert list_ideas_on_page(idea.lead) == []
    assert not SearchEntry.objects.filter(idea=idea).exists()
    assert ConsentRecord.objects.get().withdrawn_at

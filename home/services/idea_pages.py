"""Accepted ideas get the draft of a page about the project. Editors do the rest."""

from django.utils.html import escape
from django.utils.translation import override
from wagtail.models import Locale

from home.models import HomePage, StandardPage
from workflows.models import Idea
from workflows.models.ideas import ACCEPTED


def draft_page_of_idea(sender, subject, new_state, **kwargs) -> StandardPage | None:
    """Make the draft of a page, once per idea. Receiver of ``subject_state_changed``.

    Only with the authors' consent to publication. Returns the new page.
    """
    if sender is not Idea or new_state not in ACCEPTED:
        return None
    if not subject.publication_consent:
        return None
    locale = Locale.objects.filter(language_code="pl").first()
    parent = HomePage.objects.filter(locale=locale).first() if locale else None
    slug = f"pomysl-{subject.file_stem.lower()}"
    if parent is None or StandardPage.objects.filter(slug=slug).exists():
        return None
    with override("pl"):
        page = StandardPage(
            title=subject.title_pl,
            slug=slug,
            intro=subject.summary[:400],
            body=[("text", build_text(subject))],
            locale=locale,
            live=False,
        )
    parent.add_child(instance=page)
    page.save_revision()
    return page


def build_text(idea: Idea) -> str:
    """Return what the page says at first, in Polish like the idea itself."""
    parts = [f"<p>{escape(idea.goal_main)}</p>"]
    if idea.goals_specific:
        items = "".join(f"<li>{escape(goal)}</li>" for goal in idea.goals_specific)
        parts.append(f"<ul>{items}</ul>")
    with override("pl"):
        address = idea.get_public_url()
    parts.append(f'<p><a href="{address}">{escape(idea.number)}</a></p>')
    return "".join(parts)

"""A center with one course, on a site of two languages. No page of the home app."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from partners import roles
from partners.services import create_account
from skills_centers.enums import EditionState
from skills_centers.models import (
    CenterStaff,
    CoursePage,
    Edition,
    SkillsCenterIndexPage,
    SkillsCenterPage,
)
from skills_centers.services.registrations import Entry


def publish(page: Page, parent: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def translate(page: Page, **texts) -> Page:
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in texts.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return translated


def make_roots() -> dict[str, Page]:
    """Make a plain page for each language."""
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root")
    )
    home = publish(Page(title="Strona", slug="start-pl", locale=polish), root)
    return {"pl": home, "en": translate(home, slug="start-en", title="Site")}


def serve(home: Page) -> None:
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=home, is_default_site=True, site_name="Test"
    )


def make_index(roots: dict[str, Page]) -> SkillsCenterIndexPage:
    parent = roots["pl"]
    page = SkillsCenterIndexPage(title="Centra", slug="centra", locale=parent.locale)
    page = publish(page, parent)
    translate(page, title="Centers", slug="centers")
    return page


def make_center(index: Page, slug="bcu", **values) -> SkillsCenterPage:
    return publish(
        SkillsCenterPage(
            slug=slug,
            locale=index.locale,
            **{
                "title": "BCU Testowe",
                "short_code": slug.upper()[:20],
                "vocational_field": "energetyka",
                "branch_code": "ELE",
                "street": "Szkolna 1",
                "postcode": "59-900",
                "city": "Zgorzelec",
                **values,
            },
        ),
        index,
    )


def make_course(center: Page, slug="kurs", **values) -> CoursePage:
    return publish(
        CoursePage(
            slug=slug,
            locale=center.locale,
            **{
                "title": "Pomiary ochronne",
                "intro": "Dwa dni z miernikiem.",
                "code": "E-POM",
                "course_type": "industry_training",
                "audience": ["students"],
                "learning_outcomes": [("outcome", "mierzy impedancję pętli zwarcia")],
                "hours_theory": 4,
                "hours_practice": 12,
                "price": "0.00",
                **values,
            },
        ),
        center,
    )


def make_edition(course: CoursePage, *, first: int = 30, days: int = 2, **values):
    """Make an open edition that begins in ``first`` days, with places for two."""
    start = timezone.localdate() + timedelta(days=first)
    edition = Edition(
        course=course,
        **{
            "start_date": start,
            "end_date": start + timedelta(days=days - 1),
            "places_total": 2,
            "waiting_list_limit": 2,
            "state": EditionState.OPEN,
            **values,
        },
    )
    edition.save()
    return edition


def make_entry(box: str = "anna", **values) -> Entry:
    return Entry(
        **{
            "name": box.capitalize(),
            "email": f"{box}@example.org",
            "status": "student",
            "language": "pl",
            **values,
        }
    )


def make_account(box: str, *, center: SkillsCenterPage | None = None, group=None):
    user = create_account(
        email=f"{box}@example.org", given_name=box, surname="Kadrowa", password="x"
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    if center:
        CenterStaff.objects.create(center=center, user=user)
    return user


@pytest.fixture
def roots(db) -> dict[str, Page]:
    roots = make_roots()
    serve(roots["pl"])
    return roots


@pytest.fixture
def index(roots) -> SkillsCenterIndexPage:
    return make_index(roots)


@pytest.fixture
def center(index) -> SkillsCenterPage:
    page = make_center(index, email="bcu@example.org", phone="+48755550140")
    translate(page, title="Test center", slug="center")
    return page


@pytest.fixture
def course(center) -> CoursePage:
    page = make_course(center)
    translate(
        page,
        title="Protective measurements",
        slug="course",
        learning_outcomes=[("outcome", "measures loop impedance")],
    )
    return page


@pytest.fixture
def edition(course) -> Edition:
    return make_edition(course)


@pytest.fixture
def staff(center):
    """Somebody who looks after the center."""
    return make_account("obsluga", center=center, group=roles.CENTER_STAFF)


@pytest.fixture
def stranger(index, center):
    """Somebody of the same group who looks after another center."""
    other = make_center(index, slug="inne", title="Inne centrum")
    return make_account("obca", center=other, group=roles.CENTER_STAFF)


@pytest.fixture
def coordinator(db):
    return make_account("biuro", group=roles.COORDINATORS)

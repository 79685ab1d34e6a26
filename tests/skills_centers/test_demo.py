"""The demo: two centers in both languages, editions in every state."""

import pytest

from partners import roles
from partners.management.demo import create_demo_partners
from skills_centers.enums import EditionState
from skills_centers.enums import RegistrationState as State
from skills_centers.enums import RegistrationStatus as Status
from skills_centers.management.demo import create_demo_centers
from skills_centers.models import (
    CoursePage,
    Edition,
    Registration,
    SkillsCenterPage,
)
from workflows.services.notifications import list_unsent_mail_ids

pytestmark = pytest.mark.django_db


def test_demo_shows_editions_in_every_state(roots):
    create_demo_partners()

    created = create_demo_centers(roots)
    again = create_demo_centers(roots)

    assert again == created
    assert created["en"].get_parent().pk == roots["en"].pk
    for model, count in ((SkillsCenterPage, 2), (CoursePage, 7)):
        for language in ("pl", "en"):
            pages = model.objects.live().filter(locale__language_code=language)
            assert pages.count() == count
    assert set(Edition.objects.values_list("state", flat=True)) == set(EditionState)
    found = {(e.course.code, e.registration_status) for e in Edition.objects.all()}
    assert {
        ("E-PV-40", Status.OPEN),
        ("E-SEP-24", Status.WAITLIST),
        ("E-NAU-40", Status.NOT_YET),
        ("E-POM-16", Status.CLOSED),
    } <= found
    (pv, *_more) = Edition.objects.coming().filter(course__code="E-PV-40")
    assert (pv.free_places, pv.places_total) == (4, 12)
    (sep,) = Edition.objects.filter(course__code="E-SEP-24")
    assert (sep.free_places, sep.counts.waiting) == (0, 3)
    states = Registration.objects.filter(edition__state=EditionState.HELD)
    assert set(states.values_list("state", flat=True)) == {
        State.ATTENDED,
        State.NO_SHOW,
    }


def test_demo_center_has_its_labs_and_its_staff(roots):
    create_demo_partners()
    create_demo_centers(roots)

    center = SkillsCenterPage.objects.get(
        short_code="BCU-ZGO", locale__language_code="pl"
    )
    english = center.get_translations().get()
    assert center.labs.count() == english.labs.count() == 8
    assert english.labs.first().name == "Theory room"
    assert center.host_school.city == "Zgorzelec"
    assert len(list(list_unsent_mail_ids())) > 0
    user = center.staff.get().user
    assert user.groups.get().name == roles.CENTER_STAFF
    assert Edition.objects.visible_to(user).count() == Edition.objects.count() - 1

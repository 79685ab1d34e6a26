"""What the public pages list. The number of queries does not grow with the rows."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from ..enums import EditionState
from ..models import CoursePage, Edition, SkillsCenterIndexPage, SkillsCenterPage
from ..models.centers import INSTITUTION_ROLES

COMING_LIMIT = 10
PAST_LIMIT = 3
PARTNER_LIMIT = 20


@dataclass
class CourseEntry:
    """A course in the language of the page, and its coming editions."""

    page: CoursePage
    editions: list[Edition] = field(default_factory=list)

    @property
    def next_edition(self) -> Edition | None:
        return self.editions[0] if self.editions else None


@dataclass
class CenterEntry:
    page: SkillsCenterPage
    courses: int = 0
    editions: int = 0


@dataclass(frozen=True)
class ComingEdition:
    page: CoursePage
    edition: Edition


def _list_courses(pages) -> list[CourseEntry]:
    entries = [CourseEntry(page) for page in pages.live().public().order_by("path")]
    found = defaultdict(list)
    editions = Edition.objects.coming().of_courses([entry.page for entry in entries])
    for edition in editions.for_list():
        found[edition.course.translation_key].append(edition)
    for entry in entries:
        entry.editions = found[entry.page.translation_key]
    return entries


def list_courses(center: SkillsCenterPage) -> list[CourseEntry]:
    """Return the courses of a center, in the order of its pages."""
    return _list_courses(CoursePage.objects.child_of(center))


def list_courses_of_partner(
    organisation_id: int, locale_id: int, *, limit: int = PARTNER_LIMIT
) -> list[CourseEntry]:
    """Return courses of the centers that an organisation stands behind."""
    behind = Q()
    for name, _label in INSTITUTION_ROLES:
        behind |= Q(**{name: organisation_id})
    centers = SkillsCenterPage.objects.live().filter(behind, locale=locale_id)
    paths = Q(pk__in=[])
    for path in centers.values_list("path", flat=True):
        paths |= Q(path__startswith=path)
    return _list_courses(CoursePage.objects.filter(paths))[:limit]


def list_centers(
    index: SkillsCenterIndexPage,
) -> tuple[list[CenterEntry], list[ComingEdition]]:
    """Return the centers of a list, and the editions of all that come next."""
    centers = [CenterEntry(page) for page in index.get_centers()]
    courses = _list_courses(CoursePage.objects.descendant_of(index))
    coming = []
    for center in centers:
        own = [
            entry for entry in courses if entry.page.path.startswith(center.page.path)
        ]
        center.courses = len(own)
        center.editions = sum(len(entry.editions) for entry in own)
        coming += [
            ComingEdition(e.page, edition) for e in own for edition in e.editions
        ]
    coming.sort(key=lambda item: (item.edition.start_date, item.edition.pk))
    return centers, coming[:COMING_LIMIT]


def list_coming(course: CoursePage) -> list[Edition]:
    """Return the editions of a course that are still to come, planned ones too."""
    return list(Edition.objects.coming().of_courses([course]).for_list())


def list_past(course: CoursePage) -> list[Edition]:
    """Return the last editions that were held: a course that lives has some."""
    held = Edition.objects.of_courses([course]).filter(state=EditionState.HELD)
    return list(held.order_by("-start_date")[:PAST_LIMIT])

"""Centers, labs, courses, editions and who takes part.

centers        the pages of centers, their labs and emblems
courses        the pages of courses
translations   the page that rows of all languages belong to
staff          which account looks after which center
registrations  places and registrations, shared with events
editions       courses with dates, and who registered
certificates   what a center certifies
"""

from .centers import FunderLogo, Lab, SkillsCenterIndexPage, SkillsCenterPage
from .certificates import Certificate, CertificateCounter
from .courses import CoursePage
from .editions import Edition, Registration, Session
from .staff import CenterStaff

__all__ = [
    "CenterStaff",
    "Certificate",
    "CertificateCounter",
    "CoursePage",
    "Edition",
    "FunderLogo",
    "Lab",
    "Registration",
    "Session",
    "SkillsCenterIndexPage",
    "SkillsCenterPage",
]

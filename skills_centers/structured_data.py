"""Courses in the words of schema.org."""

from .enums import CourseMode, EditionState, RegistrationStatus
from .models import CoursePage, Edition, SkillsCenterPage

_MODES = {
    CourseMode.ON_SITE: "Onsite",
    CourseMode.ONLINE: "Online",
    CourseMode.BLENDED: "Blended",
}
_ATTENDANCE = {
    CourseMode.ON_SITE: "OfflineEventAttendanceMode",
    CourseMode.ONLINE: "OnlineEventAttendanceMode",
    CourseMode.BLENDED: "MixedEventAttendanceMode",
}
_AVAILABILITY = {
    RegistrationStatus.OPEN: "InStock",
    RegistrationStatus.WAITLIST: "BackOrder",
    RegistrationStatus.NOT_YET: "PreOrder",
}


def build_address(center: SkillsCenterPage) -> dict:
    return {
        "@type": "PostalAddress",
        "streetAddress": center.street,
        "postalCode": center.postcode,
        "addressLocality": center.city,
        "addressCountry": "PL",
    }


def build_center(center: SkillsCenterPage, request=None) -> dict:
    """Return a center as an organisation with its place."""
    url = center.get_full_url(request)
    located = center.latitude is not None and center.longitude is not None
    return {
        "@type": "EducationalOrganization",
        "@id": f"{url}#organization",
        "name": center.title,
        "alternateName": center.short_code,
        "description": center.meta_description,
        "url": url,
        "email": center.email,
        "telephone": center.phone,
        "address": build_address(center),
        "location": {
            "@type": "Place",
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": float(center.latitude),
                "longitude": float(center.longitude),
            },
        }
        if located
        else None,
        "sameAs": [block.value["url"] for block in center.social_links],
    }


def build_course(course: CoursePage, editions: list[Edition], request=None) -> dict:
    """Return a course with its coming editions. What is only planned has no offer."""
    url = course.get_full_url(request)
    center = course.center
    return {
        "@type": "Course",
        "@id": f"{url}#course",
        "name": course.title,
        "description": course.meta_description,
        "url": url,
        "courseCode": course.code,
        "inLanguage": course.course_language,
        "educationalLevel": course.level,
        "coursePrerequisites": course.entry_conditions,
        "teaches": course.outcome_list,
        "timeRequired": f"PT{course.hours}H" if course.hours else "",
        "isAccessibleForFree": course.is_free if course.price is not None else None,
        "provider": {
            "@type": "EducationalOrganization",
            "@id": f"{center.get_full_url(request)}#organization",
            "name": center.title,
            "url": center.get_full_url(request),
        },
        "hasCourseInstance": [
            _build_instance(course, edition, url) for edition in editions
        ],
    }


def _build_instance(course: CoursePage, edition: Edition, url: str) -> dict:
    status = edition.registration_status
    is_planned = edition.state == EditionState.PLANNED
    return {
        "@type": "CourseInstance",
        "@id": f"{url}#{edition.public_id}",
        "name": course.title,
        "url": url,
        "courseMode": _MODES[course.mode],
        "courseWorkload": f"PT{course.hours}H" if course.hours else "",
        "startDate": edition.start_date,
        "endDate": edition.end_date,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{_ATTENDANCE[course.mode]}",
        "inLanguage": course.course_language,
        "location": {
            "@type": "Place",
            "name": edition.display_venue or course.center.title,
            "address": build_address(course.center),
        }
        if course.mode != CourseMode.ONLINE
        else {"@type": "VirtualLocation", "url": url},
        "maximumAttendeeCapacity": edition.places_total,
        "remainingAttendeeCapacity": None if is_planned else edition.free_places,
        "offers": {
            "@type": "Offer",
            "price": course.price,
            "priceCurrency": "PLN",
            "availability": "https://schema.org/"
            + _AVAILABILITY.get(status, "SoldOut"),
            "url": url,
            "validFrom": edition.registration_opens_at,
        }
        if course.price is not None and not is_planned
        else None,
    }

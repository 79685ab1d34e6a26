"""Rows that are not pages belong to no language: they hang on the original page."""

from django.conf import settings


def get_original(page):
    """Return the page of a translation group that rows of all languages belong to.

    It is the one in the site's own language, else the oldest.
    """
    versions = type(page).objects.filter(translation_key=page.translation_key)
    language = settings.LANGUAGE_CODE.split("-")[0]
    return (
        versions.filter(locale__language_code=language).first()
        or versions.order_by("pk").first()
        or page
    )

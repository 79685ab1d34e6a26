"""Numbers of documents and matters: one after the other, never used again."""

from django.utils import timezone

from ..models import NumberCounter

# How a number of the series is written (domain §1.4 A, §2.5).
PATTERNS = {
    "KP": "KP/{year}/{number:04}",
    "PP": "PP/{year}/{number:04}",
    "GR": "GR-{number:02}/{year}",
    "R": "R/{year}/{number:02}",
    "P": "P/{year}/{number:02}",
    "A": "A/{year}/{number:03}",
    "D": "D/{year}/{number:03}",
}


def take(series: str) -> str:
    """Return the next number of the year: KP/2026/0001.

    The counter stays locked until the caller's transaction ends, so that a number
    that was not used in the end is given again.
    """
    year = timezone.localdate().year
    NumberCounter.objects.get_or_create(series=series, year=year)
    counter = NumberCounter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save()
    pattern = PATTERNS.get(series, series + "/{year}/{number:04}")
    return pattern.format(year=year, number=counter.last)

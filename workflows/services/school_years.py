"""School years: they begin on 1 September and end on 31 August."""

from datetime import date

from django.utils import timezone


def parse_school_year(value: str) -> int:
    """Return the year in which a school year such as 2027/2028 begins.

    Raises ``ValueError`` when the second year does not follow the first.
    """
    first, separator, second = value.partition("/")
    if separator and len(first) == len(second) == 4 and int(second) == int(first) + 1:
        return int(first)
    raise ValueError(f"not a school year: {value!r}")


def is_school_year(value: str) -> bool:
    """Say whether ``value`` is a school year."""
    try:
        parse_school_year(value)
    except ValueError:
        return False
    return True


def parse_day_of_year(value: str) -> date | None:
    """Return a day that every year has, given as ``31.07``, in a year of no meaning.

    29 February is none: a duty of each year cannot fall due on it.
    """
    day, _dot, month = value.partition(".")
    try:
        return date(2027, int(month), int(day))
    except ValueError:
        return None


def get_current_school_year(on: date | None = None) -> int:
    """Return the year in which the present school year began."""
    on = on or timezone.localdate()
    return on.year if on.month >= 9 else on.year - 1


def format_school_year(first: int) -> str:
    """Return 2027/2028 for 2027."""
    return f"{first}/{first + 1}"

"""The classification of occupations, loaded from a table."""

import csv
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from ..enums import SchoolType
from ..models import Occupation

BUNDLED_TABLE = Path(__file__).resolve().parents[1] / "data" / "occupations.csv"
COLUMNS = ("code", "name_pl", "name_en", "branch", "school_types", "qualifications")


@transaction.atomic
def load_occupations(path: Path = BUNDLED_TABLE) -> int:
    """Load or refresh occupations from a CSV file and return how many there were.

    Columns: code, name_pl, name_en, branch, school_types, qualifications; the
    last two are separated by spaces. Optional: valid_from, valid_to (ISO 8601).
    Occupations that are not in the table stay. The codes of the bundled table
    are to be checked against the current Dz.U. text before use. Raises
    ``ValidationError`` with the number of the line, and loads nothing then.
    """
    count = 0
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValidationError(f"Missing columns: {', '.join(missing)}")
        for row in reader:
            school_types = row["school_types"].split()
            unknown = set(school_types) - set(SchoolType.values)
            occupation = Occupation(
                code=row["code"].strip(),
                name_pl=row["name_pl"].strip(),
                name_en=row["name_en"].strip(),
                branch=row["branch"].strip(),
                school_types=school_types,
                qualifications=row["qualifications"].split(),
                valid_from=row.get("valid_from") or None,
                valid_to=row.get("valid_to") or None,
            )
            try:
                if unknown:
                    raise ValidationError(f"school type {', '.join(sorted(unknown))}")
                occupation.full_clean(validate_unique=False)
            except ValidationError as error:
                raise ValidationError(
                    f"Line {reader.line_num}: {'; '.join(error.messages)}"
                ) from error
            Occupation.objects.update_or_create(
                code=occupation.code,
                defaults={
                    name: getattr(occupation, name)
                    for name in (*COLUMNS[1:], "valid_from", "valid_to")
                },
            )
            count += 1
    return count

"""Register numbers; the vectors are domain.md §1.4 B."""

import pytest
from django.core.exceptions import ValidationError

from partners import identifiers
from partners.enums import ForeignIdType


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("6110000004", "6110000004"),
        ("615-000-12-34", "6150001234"),
        ("PL 614 000 77 78", "6140007778"),
        (" pl6110000004 ", "6110000004"),
        # Digits of another script are digits to a person.
        ("６１１００００００４", "6110000004"),
    ],
)
def test_nip_is_normalised(typed, expected):
    assert identifiers.normalize_nip(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "0000000000",
        "6110000005",
        "611000108",
        *[f"611000108{digit}" for digit in range(10)],
        "61100000040",
        "abc",
        "",
    ],
)
def test_wrong_nip_is_refused(typed):
    with pytest.raises(ValidationError):
        identifiers.normalize_nip(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("230123457", "230123457"),
        ("123456785", "123456785"),
        ("230000000", "230000000"),
        ("23012345700019", "23012345700019"),
        ("12345678500010", "12345678500010"),
        ("30204683000000", "302046830"),
    ],
)
def test_regon_is_normalised(typed, expected):
    assert identifiers.normalize_regon(typed) == expected


@pytest.mark.parametrize(
    "typed", ["000000000", "230123458", "23012345700018", "1", "x"]
)
def test_wrong_regon_is_refused(typed):
    with pytest.raises(ValidationError):
        identifiers.normalize_regon(typed)


def test_krs_is_padded():
    assert identifiers.normalize_krs("900001") == "0000900001"


@pytest.mark.parametrize("typed", ["0", "0000000000", "12345678901", "12a"])
def test_wrong_krs_is_refused(typed):
    with pytest.raises(ValidationError):
        identifiers.normalize_krs(typed)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (ForeignIdType.CZ_ICO, "12345679", "12345679"),
        (ForeignIdType.CZ_ICO, "1236", "00001236"),
        (ForeignIdType.CZ_DIC, "CZ25123891", "CZ25123891"),
        (ForeignIdType.DE_VAT, "DE136695976", "DE136695976"),
        (ForeignIdType.OTHER, " HR-7 ", "HR-7"),
    ],
)
def test_foreign_number_is_normalised(kind, typed, expected):
    assert identifiers.normalize_foreign_id(kind, typed) == expected


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (ForeignIdType.CZ_ICO, "12345678"),
        (ForeignIdType.CZ_ICO, "00000000"),
        (ForeignIdType.CZ_DIC, "CZ1"),
        (ForeignIdType.DE_VAT, "DE136695978"),
        (ForeignIdType.DE_HRB, "nothing"),
    ],
)
def test_wrong_foreign_number_is_refused(kind, typed):
    with pytest.raises(ValidationError):
        identifiers.normalize_foreign_id(kind, typed)


@pytest.mark.parametrize("value", [0, -1, 10_000_000])
def test_rspo_outside_its_range_is_refused(value):
    with pytest.raises(ValidationError):
        identifiers.validate_rspo(value)


@pytest.mark.parametrize(
    ("country", "postcode", "is_right"),
    [
        ("PL", "58-400", True),
        ("PL", "58400", False),
        ("PL", "５8-400", False),
        ("CZ", "460 01", True),
        ("DE", "02826", True),
        ("DE", "2826", False),
        ("FR", "anything", True),
    ],
)
def test_postcode_fits_its_country(country, postcode, is_right):
    if is_right:
        identifiers.validate_postcode(country, postcode)
    else:
        with pytest.raises(ValidationError):
            identifiers.validate_postcode(country, postcode)

"""Register numbers: normal form and check digits.

python-stdnum does the arithmetic; what it lets through and a lawyer would not
is added here (all zeros, REGON padded with five zeros, KRS and RSPO).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.cz import dic as cz_dic
from stdnum.de import handelsregisternummer, vat
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.pl import nip, regon

from .enums import ForeignIdType


def normalize_nip(value: str) -> str:
    """Return the ten digits of a Polish tax number.

    Raises ``ValidationError``. 0000000000 passes the checksum and is refused.
    """
    compact = re.sub(r"^PL", "", nip.compact(value.strip().upper()))
    try:
        number = nip.validate(compact)
    except StdnumError as error:
        raise ValidationError(
            _("This is not a valid NIP: check the digits.")
        ) from error
    if not int(number):
        raise ValidationError(_("This is not a valid NIP: check the digits."))
    return number


def normalize_regon(value: str) -> str:
    """Return a REGON of 9 or 14 digits.

    The court register pads nine digits with five zeros, which fails the
    checksum of 14: such a number is cut back first. Raises ``ValidationError``.
    """
    digits = regon.compact(value.strip())
    if len(digits) == 14 and digits.endswith("00000"):
        digits = digits[:9]
    try:
        number = regon.validate(digits)
    except StdnumError as error:
        raise ValidationError(
            _("This is not a valid REGON: check the digits.")
        ) from error
    if not int(number):
        raise ValidationError(_("This is not a valid REGON: check the digits."))
    return number


def normalize_krs(value: str) -> str:
    """Return ten digits, padded on the left. There is no check digit.

    Raises ``ValidationError``.
    """
    digits = re.sub(r"[\s-]", "", value)
    if not re.fullmatch(r"[0-9]{1,10}", digits) or not int(digits):
        raise ValidationError(_("A KRS number has ten digits."))
    return digits.zfill(10)


def validate_rspo(value: int) -> None:
    """Check the range of a school register number (RSPO has no check digit)."""
    if not 1 <= value <= 9_999_999:
        raise ValidationError(_("An RSPO number lies between 1 and 9999999."))


def _normalize_ico(value: str) -> str:
    digits = re.sub(r"\s", "", value)
    if not re.fullmatch(r"[0-9]{1,8}", digits) or not int(digits):
        raise ValidationError(_("An IČO has eight digits."))
    digits = digits.zfill(8)
    # Weights 8 to 2, (11 - sum mod 11) mod 10: the Czech business register.
    total = sum(int(d) * w for d, w in zip(digits, range(8, 1, -1), strict=False))
    if (11 - total % 11) % 10 != int(digits[7]):
        raise ValidationError(_("This is not a valid IČO: check the digits."))
    return digits


def normalize_foreign_id(kind: str, value: str) -> str:
    """Return the normal form of a foreign register number.

    Raises ``ValidationError`` where the kind has a known form and it is not met.
    """
    value = value.strip()
    try:
        match kind:
            case ForeignIdType.CZ_ICO:
                return _normalize_ico(value)
            case ForeignIdType.CZ_DIC:
                return f"CZ{cz_dic.validate(value)}"
            case ForeignIdType.DE_VAT:
                return f"DE{vat.validate(value)}"
            case ForeignIdType.DE_HRB:
                return handelsregisternummer.validate(value)
    except StdnumError as error:
        raise ValidationError(
            _("This register number is not valid: check it.")
        ) from error
    return value


POSTCODES = {
    "PL": r"\d{2}-\d{3}",
    "CZ": r"\d{3} ?\d{2}",
    "DE": r"\d{5}",
}


def validate_postcode(country: str, value: str) -> None:
    """Check a postcode by the pattern of its country; unknown countries pass.

    Raises ``ValidationError``.
    """
    pattern = POSTCODES.get(country)
    if pattern and not re.fullmatch(pattern, value, flags=re.ASCII):
        raise ValidationError(_("This postcode does not fit the country."))

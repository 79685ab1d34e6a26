"""Fields that several forms share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..services import school_years


class DateInput(forms.DateInput):
    """The browser's own date field; the value is always ISO 8601."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class SchoolYearField(forms.CharField):
    """2027/2028; spaces, dashes and a short second year are forgiven."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("help_text", _("For example 2027/2028."))
        super().__init__(**kwargs)

    def to_python(self, value):
        text = super().to_python(value).replace(" ", "").replace("-", "/")
        text = text.replace("–", "/")
        if len(text) == 7 and text[4:5] == "/":
            text = f"{text[:5]}{text[:2]}{text[5:]}"
        return text

    def validate(self, value):
        super().validate(value)
        if value and not school_years.is_school_year(value):
            raise ValidationError(
                _("A school year is two years in a row, such as 2027/2028.")
            )

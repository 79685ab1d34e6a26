from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Occupation(models.Model):
    """An occupation of vocational education: a code from the classification.

    Source: Dz.U. 2019 poz. 316 with later changes; loaded from a table.
    """

    code = models.CharField(
        _("code"),
        max_length=6,
        primary_key=True,
        validators=[RegexValidator(r"^[0-9]{6}$", _("The code has six digits."))],
    )
    name_pl = models.CharField(_("name in Polish"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    branch = models.CharField(
        _("branch"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters."))],
    )
    school_types = models.JSONField(_("school types"), default=list)
    qualifications = models.JSONField(_("qualifications"), default=list)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["name_pl"]
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_pl if get_language() == "pl" else self.name_en

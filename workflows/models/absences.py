from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AbsenceQuerySet(models.QuerySet):
    def current(self, today=None):
        """Absences of this day."""
        today = today or timezone.localdate()
        return self.filter(since__lte=today, until__gte=today)


class Absence(models.Model):
    """A period in which somebody else completes a person's steps.

    Never signatures: nobody signs for another.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("absent"),
        on_delete=models.CASCADE,
        related_name="absences",
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("substitute"),
        on_delete=models.CASCADE,
        related_name="substitutions",
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="cluster_workflows_absence_period",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=~models.Q(user=models.F("substitute")),
                name="cluster_workflows_absence_other",
                violation_error_message=_("Choose somebody else as the substitute."),
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.substitute}, {self.since} – {self.until}"

    def clean(self):
        """Refuse two substitutes for one day."""
        super().clean()
        if not (self.user_id and self.since and self.until):
            return
        others = Absence.objects.filter(
            user=self.user_id, since__lte=self.until, until__gte=self.since
        ).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError(
                _("There is a substitute for a part of this time already.")
            )

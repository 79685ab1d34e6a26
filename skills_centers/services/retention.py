"""What is forgotten, and when. The sweep of ``run_due`` calls this."""

from datetime import datetime, timedelta

from django.apps import apps
from django.utils import timezone

from ..models.registrations import AbstractRegistration

# Source of the rule: domain §5.2.
SPECIAL_NEEDS_DAYS = 30


def forget_special_needs(now: datetime | None = None) -> int:
    """Delete what people wrote under special needs, 30 days after the end.

    Goes over the registrations of all apps; returns how many texts it deleted. The
    time of the consent stays: it proves that the text was kept rightly.
    """
    before = (now or timezone.now()) - timedelta(days=SPECIAL_NEEDS_DAYS)
    return sum(
        model.filter_ended(before).exclude(special_needs="").update(special_needs="")
        for model in apps.get_models()
        if issubclass(model, AbstractRegistration)
    )


def forget_on_sweep(sender, **kwargs):
    forget_special_needs()

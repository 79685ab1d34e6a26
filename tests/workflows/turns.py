"""Whose turn it is, asked in both ways: for a list of tasks, and for one step."""

from django.contrib.auth import get_user_model

from workflows.models import Step


def assert_steps_agree() -> None:
    """Compare ``StepQuerySet.for_user`` with ``Step.is_for`` for everybody."""
    rows = list(Step.objects.all())
    assert rows
    for user in get_user_model().objects.all():
        listed = set(Step.objects.for_user(user).values_list("pk", flat=True))
        assert {step.pk for step in rows if step.is_for(user)} == listed, user

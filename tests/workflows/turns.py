"""Whose turn it is and who sees what, asked for a list and for each row."""

from unittest.mock import patch

from django.contrib.auth import get_user_model

from workflows.models import Idea, PatronageAgreement, Step
from workflows.views.paging import LongList

ALL = 100_000


def assert_steps_agree() -> None:
    """Compare ``StepQuerySet.for_user`` with ``Step.is_for`` for everybody."""
    rows = list(Step.objects.all())
    assert rows
    for user in get_user_model().objects.all():
        listed = set(Step.objects.for_user(user).values_list("pk", flat=True))
        assert {step.pk for step in rows if step.is_for(user)} == listed, user
        parts = LongList(
            Step.objects.all(), Step.objects.list_parts(user), order=("due_at", "pk")
        )
        waiting = Step.objects.open().for_user(user).order_by("due_at", "pk")
        assert parts.list_keys(ALL) == [step.pk for step in waiting], user


def assert_lists_agree() -> None:
    """Compare the parts of long lists with ``visible_to`` for everybody."""
    found = set()
    for user in get_user_model().objects.all():
        for model in (PatronageAgreement, Idea):
            visible = list(
                model.objects.visible_to(user)
                .order_by("-pk")
                .values_list("pk", flat=True)
            )
            found.update(visible)
            # Whoever signs a lot is asked for in another way.
            for sparse in (0, ALL):
                with patch("workflows.models.agreements.SPARSE", sparse):
                    rows = LongList(model.objects.all(), model.objects.list_parts(user))
                    assert rows.list_keys(ALL) == visible, (user, sparse)
        mine = LongList(
            Idea.objects.all(), Idea.objects.list_parts(user, only_involving=True)
        )
        involving = Idea.objects.involving(user).order_by("-pk")
        assert mine.list_keys(ALL) == [idea.pk for idea in involving], user
    assert found

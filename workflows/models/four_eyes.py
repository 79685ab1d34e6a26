"""Four eyes, in one place: nobody checks, approves or judges their own matter.

A step of an agreement is barred to the author of the agreement and to whoever
submitted it; only the signature is not, for a paper may have to be signed by whoever
wrote it. The submitter stands in ``Step.barred``; so does the author of a subject, when
its ``StepSpec`` says ``four_eyes``. Who else has a conflict of interest says
``StepSpec.is_impartial``. A
substitute never stands in for somebody who is barred.

Everything that asks who may complete a step asks here: lists of tasks, completing,
mails and reminders, substitutes, reassignment.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from partners.models import Membership

from ..enums import StepKind
from .absences import Absence


def is_not_own(user) -> Q:
    """Return the condition that a step is not about the person's own matter."""
    not_author = (
        Q(agreement=None) | Q(kind=StepKind.SIGN) | ~Q(agreement__created_by_id=user.pk)
    )
    return not_author & (Q(barred=None) | ~Q(barred_id=user.pk))


def get_barred_ids(step) -> set[int]:
    """Return the accounts that must not complete a step."""
    barred = {step.barred_id} if step.barred_id else set()
    if step.agreement_id and step.kind != StepKind.SIGN:
        barred.add(step.agreement.created_by_id)
    return barred


def is_impartial(step, user) -> bool:
    """Say whether a person may judge the matter of a step, as far as known."""
    if user.pk in get_barred_ids(step):
        return False
    return bool(step.agreement_id) or step.spec.is_impartial(step.subject, user)


def substitutes_for_assignee(user) -> Q:
    """Return the condition that the person stands in for whom a step waits for."""
    absent = Absence.objects.current().filter(substitute_id=user.pk).values("user")
    return Q(assignee__in=absent) & ~Q(assignee_id=Coalesce("barred_id", 0))


def substitutes_in_organisation(user, role, author: str) -> Q:
    """Say the same of a step that waits for a role in its organisation.

    ``role`` is a value or a reference; ``author`` is the path to whoever is barred.
    The substitute has to be a member there as well.
    """
    stands_in = Absence.objects.current().filter(substitute_id=user.pk)
    absent = stands_in
    for path in {author, "barred_id"}:
        absent = absent.exclude(user_id=Coalesce(OuterRef(OuterRef(path)), 0))
    members = Membership.objects.current().filter(organisation=OuterRef("organisation"))
    # The first part is the same for all rows: whoever stands in for nobody, which is
    # nearly everybody, costs no further look.
    return (
        Q(Exists(stands_in))
        & Q(Exists(members.filter(role=role, user__in=absent.values("user"))))
        & Q(Exists(members.filter(user_id=user.pk)))
    )

"""Four eyes, in one place: nobody checks, approves or judges their own matter.

A step of an agreement is barred to the author of the agreement; only the signature
is not, for a paper may have to be signed by whoever wrote it. A step of a subject is
barred to the person in ``Step.barred``, put there when its ``StepSpec`` says
``four_eyes``. Who else has a conflict of interest says ``StepSpec.is_impartial``. A
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
    return (
        Q(agreement__isnull=False)
        & (Q(kind=StepKind.SIGN) | ~Q(agreement__created_by_id=user.pk))
    ) | (Q(agreement=None) & (Q(barred=None) | ~Q(barred_id=user.pk)))


def get_barred_ids(step) -> set[int]:
    """Return the accounts that must not complete a step."""
    if step.agreement_id:
        is_signature = step.kind == StepKind.SIGN
        return set() if is_signature else {step.agreement.created_by_id}
    return {step.barred_id} if step.barred_id else set()


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
    absent = stands_in.exclude(user_id=Coalesce(OuterRef(OuterRef(author)), 0))
    members = Membership.objects.current().filter(organisation=OuterRef("organisation"))
    # The first part is the same for all rows: whoever stands in for nobody, which is
    # nearly everybody, costs no further look.
    return (
        Q(Exists(stands_in))
        & Q(Exists(members.filter(role=role, user__in=absent.values("user"))))
        & Q(Exists(members.filter(user_id=user.pk)))
    )

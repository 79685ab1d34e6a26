"""Absences: who completes the steps of a person who is away. Never signatures."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Membership

from ..models import Absence
from ..services import audit, notifications
from .permissions import is_coordinator


def list_colleagues(user):
    """Return who may stand in for a person.

    Members of the same organisations; for the office, the others of the office.
    """
    accounts = get_user_model().objects.filter(is_active=True).exclude(pk=user.pk)
    organisations = (
        Membership.objects.current().filter(user_id=user.pk).values("organisation")
    )
    members = Membership.objects.current().filter(organisation__in=organisations)
    colleagues = accounts.filter(pk__in=members.values("user"))
    if is_coordinator(user):
        office = [
            person.pk for person in notifications.list_coordinators(exclude=[user.pk])
        ]
        colleagues |= accounts.filter(pk__in=office)
    return colleagues.order_by("last_name", "first_name", "pk")


def list_absences(user):
    """Return the absences that a person sees: own ones, all for the office."""
    rows = Absence.objects.select_related("user", "substitute")
    if is_coordinator(user):
        return rows
    return rows.filter(user_id=user.pk)


def list_substitutions(user):
    """Return absences, present and coming, in which a person stands in."""
    return Absence.objects.filter(
        substitute_id=user.pk, until__gte=timezone.localdate()
    ).select_related("user")


def enter(*, user, substitute, since, until, by) -> Absence:
    """Keep that a person is away and who stands in for them.

    Raises ``PermissionDenied`` for somebody else's absence, unless by the office, and
    ``ValidationError``.
    """
    if by.pk != user.pk and not is_coordinator(by):
        raise PermissionDenied
    if not list_colleagues(user).filter(pk=substitute.pk).exists():
        raise ValidationError(
            _("Only colleagues of the same organisation can stand in.")
        )
    if until < timezone.localdate():
        raise ValidationError(_("This time is over."))
    with transaction.atomic():
        # Two absences of one person are compared one after the other.
        get_user_model().objects.select_for_update().get(pk=user.pk)
        absence = Absence(user=user, substitute=substitute, since=since, until=until)
        absence.full_clean()
        absence.save()
        audit.record(
            "cluster_workflows.enter_absence",
            absence,
            user=by,
            data={"user": user.pk, "substitute": substitute.pk},
        )
        _tell("absence.entered", absence, by, url_name="workflows:tasks")
    return absence


def remove(absence: Absence, *, by) -> None:
    """Take an absence back, unless it is over: who acted then must stay clear.

    Raises ``PermissionDenied`` and ``ValidationError``.
    """
    if by.pk != absence.user_id and not is_coordinator(by):
        raise PermissionDenied
    if absence.until < timezone.localdate():
        raise ValidationError(_("This absence is over; it stays in the list."))
    with transaction.atomic():
        audit.record(
            "cluster_workflows.remove_absence",
            absence,
            user=by,
            data={"user": absence.user_id, "substitute": absence.substitute_id},
        )
        _tell("absence.removed", absence, by, url_name="workflows:absences")
        absence.delete()


def _tell(key, absence, by, *, url_name) -> None:
    """Tell the substitute, and whoever is absent if the office wrote it."""
    people = {absence.substitute, absence.user} - {by}
    notifications.notify(
        key,
        people,
        url_name=url_name,
        person=audit.get_actor_name(absence.user),
        since=absence.since,
        until=absence.until,
    )

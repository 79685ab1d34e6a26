"""Writes to the partner register that take more than one row."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from .models import Membership, Organisation, Person


@transaction.atomic
def create_account(*, email: str, given_name: str, surname: str, password=None):
    """Return a new active account for this address, without a usable password
    unless one is given. An account that exists is returned as it is.
    """
    user_model = get_user_model()
    email = user_model.objects.normalize_email(email).lower()
    user = user_model.objects.filter(email__iexact=email).first()
    if user is None:
        user = user_model(email=email, first_name=given_name, last_name=surname)
        if user_model.USERNAME_FIELD != "email":
            setattr(user, user_model.USERNAME_FIELD, email)
        user.set_password(password)
        user.save()
    return user


@transaction.atomic
def grant_roles(user, organisation: Organisation, roles, *, since=None) -> None:
    """Give an account roles in an organisation, from a day on (today by default)."""
    for role in roles:
        Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            role=role,
            until_date=None,
            defaults={"since_date": since or timezone.localdate()},
        )


@transaction.atomic
def register_person(
    *, given_name: str, surname: str, email: str, user=None, phone: str = ""
) -> Person:
    """Return the person with this address, made or linked to the account."""
    person, _ = Person.objects.get_or_create(
        email=email,
        defaults={"given_name": given_name, "surname": surname, "phone": phone},
    )
    if user is not None and person.user_id is None:
        person.user = user
        person.save(update_fields=["user"])
    return person

"""Memberships and pages decide who edits which page."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save

from . import services
from .models import Membership, Organisation, PartnerPage


def sync_desks_of_member(sender, instance, raw=False, **kwargs):
    """The organisation of the membership, and one where the account had it before."""
    # Fixtures bring their groups along.
    if raw:
        return
    for organisation in Organisation.objects.filter(
        Q(pk=instance.organisation_id) | Q(desk__group__user=instance.user_id)
    ).distinct():
        services.sync_desk(organisation)


def sync_desks_of_page(sender, instance, raw=False, **kwargs):
    """The organisation of the page, and one that had the page before."""
    if raw:
        return
    for organisation in Organisation.objects.filter(
        Q(pk=instance.organisation_id)
        | Q(desk__group__page_permissions__page=instance.pk)
    ).distinct():
        services.sync_desk(organisation)


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(
            sync_desks_of_member,
            sender=Membership,
            dispatch_uid="cluster_partners.desks_of_member",
        )
        signal.connect(
            sync_desks_of_page,
            sender=PartnerPage,
            dispatch_uid="cluster_partners.desks_of_page",
        )

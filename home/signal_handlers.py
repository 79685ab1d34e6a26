"""What has to be known when pages and settings change."""

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from workflows.signals import subject_state_changed

from .services import event_registrations, idea_pages, page_cache, search
from .services.frame import PLACES, forget_frames


def file_published_page(sender, instance, **kwargs):
    search.file_page(instance)


def forget_unpublished_page(sender, instance, **kwargs):
    search.forget_page(instance)


def file_partner_again(sender, instance, **kwargs):
    """The name and town of a partner come from the register."""
    pages = apps.get_model("cluster_partners.PartnerPage").objects.live()
    for page in pages.filter(organisation=instance):
        search.file_page(page)


def file_idea_again(sender, instance, update_fields=None, **kwargs):
    """Whatever is published of an idea was written before its state changed."""
    if not update_fields or {"state", "publication_withdrawn_at"} & set(update_fields):
        search.file_idea(instance)


def follow_published_event(sender, instance, **kwargs):
    event_registrations.follow_published_event(instance)


def forget_frames_after(sender, **kwargs):
    forget_frames()


def forget_frames_after_page(sender, instance, **kwargs):
    """A type of page is the sender when a page is deleted, so ask the page itself."""
    if not isinstance(instance, Page):
        return
    forget_frames()
    # The footer of every stored page names the sections that there are.
    if instance._meta.label_lower in PLACES.values():
        page_cache.invalidate(page_cache.FRAME)


def register() -> None:
    subject_state_changed.connect(
        idea_pages.draft_page_of_idea, dispatch_uid="cluster_home.draft_page_of_idea"
    )
    page_published.connect(file_published_page, dispatch_uid="cluster_home.file_page")
    page_published.connect(
        follow_published_event,
        sender=apps.get_model("cluster_home.EventPage"),
        dispatch_uid="cluster_home.follow_event",
    )
    page_unpublished.connect(
        forget_unpublished_page, dispatch_uid="cluster_home.forget_page"
    )
    post_save.connect(
        file_idea_again,
        sender=apps.get_model("cluster_workflows.Idea"),
        dispatch_uid="cluster_home.file_idea",
    )
    post_save.connect(
        file_partner_again,
        sender=apps.get_model("cluster_partners.Organisation"),
        dispatch_uid="cluster_home.file_partner",
    )
    for name, signal in (
        ("published", page_published),
        ("unpublished", page_unpublished),
        ("slug", page_slug_changed),
        ("move", post_page_move),
    ):
        signal.connect(
            forget_frames_after_page, dispatch_uid=f"cluster_home.frame.{name}"
        )
    post_delete.connect(
        forget_frames_after_page, dispatch_uid="cluster_home.frame.delete"
    )
    for model in (
        *(
            apps.get_model("cluster_home", name)
            for name in ("OfficeSettings", "FooterSettings", "Menu")
        ),
        Site,
    ):
        for name, signal in (("saved", post_save), ("deleted", post_delete)):
            signal.connect(
                forget_frames_after,
                sender=model,
                dispatch_uid=f"cluster_home.frame.{model._meta.label_lower}.{name}",
            )

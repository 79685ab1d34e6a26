"""Which change makes which stored pages out of date."""

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from workflows.signals import agreement_state_changed

from .services.page_cache import EVERYTHING, FRAME, invalidate, name_list

# Rows that are not pages, and the tags of the lists that show them.
WATCHED = {
    "cluster_home.eventregistration": ("model:cluster_home.eventregistration",),
    "cluster_home.footersettings": (FRAME,),
    "cluster_home.menu": (FRAME,),
    "cluster_home.newstag": ("model:cluster_home.newstag",),
    "cluster_home.officesettings": (FRAME,),
    "cluster_skills_centers.edition": ("model:cluster_skills_centers.edition",),
    "cluster_skills_centers.registration": ("model:cluster_skills_centers.edition",),
    "wagtailcore.locale": (EVERYTHING,),
    "wagtailcore.site": (EVERYTHING,),
}

# Pages whose places are counted once for all languages: lists show them.
SHARED = ("cluster_home.eventpage", "cluster_skills_centers.coursepage")


def _list_page_tags(page: Page) -> set[str]:
    """Name what shows a page: itself and below it, lists of its kind, translations."""
    specific = page.specific_class or type(page)
    label, language = specific._meta.label_lower, page.locale.language_code
    return {
        f"path:{page.path}",
        f"children:{page.path[: -page.steplen]}",
        f"translations:{page.translation_key}",
        f"count:{label}",
        f"model:{label}" if label in SHARED else name_list(specific, language),
        name_list(Page, language),
    }


def _list_referring_tags(obj) -> set[str]:
    """Name the pages that link to an object or show it, and the frame if it does."""
    tags = set()
    pages = set()
    for reference in ReferenceIndex.get_references_to(obj):
        model = reference.base_content_type.model_class()
        if model is not None and issubclass(model, Page):
            pages.add(reference.object_id)
        else:
            tags.update(WATCHED.get(model._meta.label_lower, ()) if model else ())
    paths = Page.objects.filter(pk__in=pages).values_list("path", flat=True)
    return tags | {f"path:{path}" for path in paths}


def follow_page(sender, instance, **kwargs):
    """A page was published or taken back."""
    invalidate(*_list_page_tags(instance), *_list_referring_tags(instance))


def follow_address(sender, instance, **kwargs):
    """A page was moved or got another slug: links to it may stand anywhere."""
    invalidate(EVERYTHING)


def follow_deletion(sender, instance, **kwargs):
    if isinstance(instance, Page):
        invalidate(EVERYTHING)


def follow_row(sender, instance, **kwargs):
    invalidate(*WATCHED[instance._meta.label_lower])


def follow_file(sender, instance, **kwargs):
    """A picture's or document's title, text or file changed."""
    invalidate(f"model:{instance._meta.label_lower}", *_list_referring_tags(instance))


def follow_organisation(sender, instance, **kwargs):
    """Names and addresses of partners stand on their pages and beside events."""
    invalidate(
        "model:cluster_partners.partnerpage",
        "model:cluster_home.eventpage",
        "agreements",
        *_list_referring_tags(instance),
    )


def follow_agreement(sender, **kwargs):
    invalidate("agreements")


def follow_idea(sender, instance, update_fields=None, **kwargs):
    """What is public of an idea, or is so no longer; drafts show nowhere."""
    if instance.is_public or {"state", "publication_withdrawn_at"} & set(
        update_fields or ()
    ):
        invalidate("ideas")


def follow_restriction(sender, instance, **kwargs):
    """What was public may be private now, and the other way round."""
    invalidate(EVERYTHING)


def register() -> None:
    """Connect all handlers, once."""
    connections = [
        (page_published, follow_page, None),
        (page_unpublished, follow_page, None),
        (page_slug_changed, follow_address, None),
        (post_page_move, follow_address, None),
        (post_delete, follow_deletion, None),
        (agreement_state_changed, follow_agreement, None),
    ]
    for label, handler in {
        **dict.fromkeys(WATCHED, follow_row),
        "wagtailimages.image": follow_file,
        "wagtaildocs.document": follow_file,
        "cluster_partners.organisation": follow_organisation,
        "cluster_workflows.idea": follow_idea,
    }.items():
        model = apps.get_model(label)
        connections += [(post_save, handler, model), (post_delete, handler, model)]
    for signal in (post_save, post_delete):
        connections.append((signal, follow_restriction, PageViewRestriction))
    for signal, handler, model in connections:
        name = model._meta.label_lower if model else ""
        signal.connect(
            handler,
            sender=model,
            dispatch_uid=f"cluster_home.cache.{handler.__name__}.{name}.{id(signal)}",
        )

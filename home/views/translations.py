"""Translations that go through moderation like every other page.

wagtail-localize asks for the permission to publish where a translation is published
by its own button, and nowhere else.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.views import convert
from wagtail_localize.views.update_translations import UpdateTranslationsView

from .. import actions
from ..services import page_cache


@require_POST
def submit_translation(request, pk):
    """Send a translation to moderation and lead back to the list that it stands in."""
    page = get_object_or_404(Page, pk=pk).specific
    try:
        actions.submit_translation(page, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(
        request,
        _("“%(title)s” was sent to moderation.")
        % {"title": page.get_latest_revision_as_object().title},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


class GuardedUpdateTranslationsView(UpdateTranslationsView):
    """Offers to publish at once only to who may publish every translation."""

    def get_form(self):
        form = super().get_form()
        if not self._may_publish():
            # A hand-made request is read as one without the tick.
            form.fields["publish_translations"].disabled = True
            form.fields["publish_translations"].help_text = _(
                "Publishing is for moderators. Take the changes over, translate what "
                "is new, then send the translation to moderation."
            )
        return form

    def _may_publish(self) -> bool:
        return all(
            target.permissions_for_user(self.request.user).can_publish()
            for translation in self.object.translations.filter(enabled=True)
            if isinstance(target := translation.get_target_instance(), Page)
        )


def convert_to_alias(request, page_id):
    """Let the page show its original from now on, which makes that public."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    response = convert.convert_to_alias(request, page_id)
    if request.method == "POST":
        # Nothing is sent for a page that was public before.
        page_cache.invalidate(page_cache.EVERYTHING)
    return response

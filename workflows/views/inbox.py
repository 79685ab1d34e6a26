"""Messages of a person, and what of them is sent by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from ..models.notifications import MailMode
from ..services import inbox
from .paging import LongList, LongPaginator


@method_decorator(never_cache, name="dispatch")
class InboxView(LoginRequiredMixin, ListView):
    """All messages: unread ones first, then the newest."""

    template_name = "workflows/everywhere/inbox.html"
    # Not ``messages``: that is what Django says once.
    context_object_name = "inbox"
    paginate_by = 25
    paginator_class = LongPaginator

    def get_queryset(self):
        return LongList(inbox.list_messages(self.request.user))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            unread=inbox.count_unread(self.request.user), **kwargs
        )


@never_cache
@login_required
def show_message(request, pk: int):
    """One message. Whoever opens it has read it; other people's do not exist."""
    message = get_object_or_404(inbox.list_messages(request.user), pk=pk)
    inbox.mark_read(request.user, message.pk)
    return render(request, "workflows/everywhere/message.html", {"record": message})


@require_POST
@login_required
def mark_read(request, pk: int | None = None):
    """Note one message, or all, as read."""
    if pk is not None:
        get_object_or_404(inbox.list_messages(request.user), pk=pk)
    inbox.mark_read(request.user, pk)
    if pk is None:
        messages.success(request, _("All messages are marked as read."))
    return redirect("workflows:inbox")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_settings(request):
    """What is mailed at once, in the mail of the day, or not at all."""
    choices = inbox.list_choices(request.user)
    if request.method == "POST":
        inbox.set_modes(
            request.user,
            {
                choice.group: request.POST.get(choice.group, choice.mode)
                for choice in choices
            },
        )
        messages.success(request, _("Saved."))
        return redirect("workflows:notification_settings")
    return render(
        request,
        "workflows/everywhere/notification_settings.html",
        {"choices": choices, "modes": MailMode.choices},
    )

from django.db.models import Q
from wagtail import hooks
from wagtail.permissions import page_permission_policy

from .models import PartnerDesk
from .viewsets import RegisterViewSetGroup


@hooks.register("register_admin_viewset")
def register_register_viewsets():
    return RegisterViewSetGroup()


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others(pages, request):
    """Wagtail's chooser offers every draft; a partner's editor links to what is public.

    Others than those who have the admin only for a partner's page see what they did.
    """
    user = request.user
    if user.is_superuser or not PartnerDesk.objects.filter(group__user=user).exists():
        return pages
    own = page_permission_policy.explorable_instances(user)
    return pages.filter(Q(live=True) | Q(pk__in=own.values("pk")))

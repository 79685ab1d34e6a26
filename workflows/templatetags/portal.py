"""What the frame and the pages of the portal ask: messages, open steps."""

from django import template

from partners.roles import holds

from ..models import Step
from ..models.subjects import refer_to
from ..services import inbox, verification

register = template.Library()


@register.simple_tag
def unread_messages(user) -> int:
    """Return how many messages a person has not read."""
    return inbox.count_unread(user) if user.is_authenticated else 0


@register.inclusion_tag("workflows/includes/open_steps.html")
def office_steps(user, about):
    """Show the open steps about something, to the office only."""
    if not holds(user, "cluster_workflows.can_coordinate"):
        return {"steps": []}
    steps = (
        Step.objects.open()
        .filter(**refer_to(about))
        .select_related(
            "agreement", "party", "signer__party", "assignee", "organisation"
        )
        .prefetch_related("subject")
    )
    return {"steps": steps}


@register.filter
def signer_name(signature) -> str:
    """Return who signed, in the language of the reader where it is the cluster."""
    return verification.get_signer_name(signature)

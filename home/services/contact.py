"""Messages of visitors: mailed to the office, tried again, deleted after a year."""

import logging

from django.apps import apps
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task

from .office import get_office_email

logger = logging.getLogger(__name__)


@task()
def mail_message(message_id: int) -> bool:
    """Send a message to the office, unless that was done. It is stored in any case."""
    model = apps.get_model("cluster_home.ContactMessage")
    message = model.objects.filter(pk=message_id, mailed_at=None).first()
    if message is None:
        return False
    mail = EmailMessage(
        subject=message.subject,
        body=f"{message.message}\n\n{message.name} <{message.email}>",
        to=[get_office_email()],
        reply_to=[message.email],
        headers={"Content-Language": message.language},
    )
    try:
        mail.send()
    # A mail server may fail in any way; the sweep tries again.
    except Exception as error:
        logger.warning("Contact message %s was not mailed: %s", message_id, error)
        return False
    model.objects.filter(pk=message_id).update(mailed_at=timezone.now())
    return True


def sweep_messages() -> tuple[int, int]:
    """Mail what was not mailed and delete what is older than a year.

    Returns how many were mailed and how many deleted.
    """
    model = apps.get_model("cluster_home.ContactMessage")
    limit = timezone.now() - model.RETENTION
    deleted, _by_model = model.objects.filter(created_at__lt=limit).delete()
    waiting = model.objects.filter(mailed_at=None).values_list("pk", flat=True)
    return sum(mail_message.func(pk) for pk in list(waiting)), deleted

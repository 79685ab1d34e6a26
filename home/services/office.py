from email.utils import parseaddr

from django.apps import apps
from django.conf import settings


def get_office_email() -> str:
    """Return where the office reads mail, else the address the site writes from."""
    office = apps.get_model("cluster_home.OfficeSettings").objects.first()
    email = office.email if office else ""
    return email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]

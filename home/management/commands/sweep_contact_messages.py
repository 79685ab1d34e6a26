from django.core.management.base import BaseCommand

from home.services.contact import sweep_messages


class Command(BaseCommand):
    help = (
        "Mail messages of the contact form that were not mailed, and delete those that "
        "are older than a year. For cron, once a day."
    )

    def handle(self, *args, **options):
        mailed, deleted = sweep_messages()
        self.stdout.write(f"mailed {mailed}, deleted {deleted}")

from django.core.management.base import BaseCommand

from home.services.content_checks import check_external_links


class Command(BaseCommand):
    help = "Ask the other sites that pages link to. For a nightly timer."

    def handle(self, *args, **options):
        asked, broken = check_external_links()
        self.stdout.write(f"{asked} addresses asked, {broken} broken.\n")

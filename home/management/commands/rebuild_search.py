from django.core.management.base import BaseCommand

from home.services.search import file_all


class Command(BaseCommand):
    help = (
        "File all live pages and the documents listed on them for the search of the "
        "site. Publishing does it page by page; this is for changes from outside."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"filed {file_all()} pages")

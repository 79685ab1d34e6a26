from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from workflows.services.occupations import BUNDLED_TABLE, load_occupations


class Command(BaseCommand):
    help = "Load the classification of occupations from a CSV file."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=BUNDLED_TABLE)

    def handle(self, *args, **options):
        try:
            count = load_occupations(options["file"])
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{options['file']} is not text in UTF-8. Save it as CSV UTF-8."
            ) from error
        except (OSError, ValidationError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} occupations loaded.")

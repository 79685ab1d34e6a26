from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workflows import conf
from workflows.management import demo, tables


class Command(BaseCommand):
    help = "Take a new demo agreement from a draft to signed PDFs in a folder."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, required=True, metavar="DIR")

    def handle(self, *args, **options):
        if not conf.get("TEST_MODE"):
            raise CommandError("Demo data belong into a test installation only.")
        agreement, rows = demo.run_agreement()
        paths = demo.export_files(agreement, options["output"])
        self.stdout.write(tables.format_steps(rows))
        self.stdout.write(
            f"\n{agreement.number}: {agreement.state}; "
            f"{len(paths)} files in {options['output']}\n"
        )

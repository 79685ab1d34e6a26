from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workflows import conf
from workflows.management import demo, demo_joining, tables
from workflows.models import JoiningApplication


class Command(BaseCommand):
    help = "Take a new demo application from the form to a partner, with signed PDFs."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, required=True, metavar="DIR")

    def handle(self, *args, **options):
        if not conf.get("TEST_MODE"):
            raise CommandError("Demo data belong into a test installation only.")
        # A company can join once: the next run takes another.
        data = (
            demo_joining.make_data(JoiningApplication.objects.latest("pk").pk + 1)
            if JoiningApplication.objects.exists()
            else demo_joining.OPTICS
        )
        application, rows = demo_joining.run_joining(data)
        paths = demo.export_files(application, options["output"])
        self.stdout.write(tables.format_steps(rows))
        self.stdout.write(
            f"\n{application.number}: {application.state}; "
            f"{len(paths)} files in {options['output']}\n"
        )

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workflows import conf
from workflows.management import demo_ideas, tables


class Command(BaseCommand):
    help = "Take a new demo idea from a draft to its report, with signed PDFs."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, required=True, metavar="DIR")

    def handle(self, *args, **options):
        if not conf.get("TEST_MODE"):
            raise CommandError("Demo data belong into a test installation only.")
        idea, rows = demo_ideas.run_idea()
        paths = demo_ideas.export_files(idea, options["output"])
        self.stdout.write(tables.format_steps(rows))
        self.stdout.write(
            f"\n{idea.number}: {idea.state}; "
            f"{len(paths)} files in {options['output']}\n"
        )

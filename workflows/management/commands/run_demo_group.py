from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workflows import conf
from workflows.management import demo_groups, tables


class Command(BaseCommand):
    help = "Take a demo group from its proposal to its closing report in a folder."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, required=True, metavar="DIR")

    def handle(self, *args, **options):
        if not conf.get("TEST_MODE"):
            raise CommandError("Demo data belong into a test installation only.")
        group, papers, rows = demo_groups.run_group()
        paths = demo_groups.export_papers(papers, options["output"])
        self.stdout.write(tables.format_steps(rows))
        self.stdout.write(
            f"\n{group.number}: {group.state}; "
            f"{len(paths)} files in {options['output']}\n"
        )

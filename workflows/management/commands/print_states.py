from django.core.management.base import BaseCommand
from django.utils import translation

from workflows.models.transitions import TRANSITIONS


class Command(BaseCommand):
    help = "Print the transition table as Markdown, for docs/agreement-states.md."

    def handle(self, *args, **options):
        with translation.override("en"):
            self.stdout.write(format_table())


def format_table() -> str:
    """Return the one table of states as Markdown."""
    lines = [
        "| transition | from | to | who | reason |",
        "|---|---|---|---|---|",
    ]
    for row in TRANSITIONS.values():
        sources = ", ".join(str(state.value) for state in row.allowed_from)
        reason = "required" if row.needs_reason else "–"
        lines.append(
            f"| {row.name} | {sources} | {row.target.value} | {row.who} | {reason} |"
        )
    return "\n".join(lines)

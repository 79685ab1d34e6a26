import sys

from django.core.management.base import BaseCommand

from workflows.services.audit import verify_chain


class Command(BaseCommand):
    help = "Check the chain of audit events. Exit status 1 when it is broken."

    def handle(self, *args, **options):
        report = verify_chain()
        if report.ok:
            self.stdout.write(f"The audit chain is intact: {report.events} events.")
            return
        self.stderr.write(
            f"The audit chain is broken at event {report.broken_at}: {report.reason}."
        )
        sys.exit(1)

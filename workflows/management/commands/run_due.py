from dataclasses import asdict

from django.core.management.base import BaseCommand

from workflows.actions import schedule


class Command(BaseCommand):
    help = (
        "Do what is due: sealing jobs, mails, reminders, agreements that start or end. "
        "For cron or a timer unit, each minute. Safe to run twice at once."
    )

    def handle(self, *args, **options):
        report = asdict(schedule.run_due())
        self.stdout.write(
            ", ".join(f"{name} {count}" for name, count in report.items())
        )

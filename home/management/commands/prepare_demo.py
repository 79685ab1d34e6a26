from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.management.demo_site import create_demo_site
from partners.management.demo import DEMO_PASSWORD, DOMAIN, create_demo_partners
from workflows import conf
from workflows.management import demo, demo_groups, demo_ideas, demo_joining, tables
from workflows.models import Idea, PatronageAgreement
from workflows.pdf.render import preload

ACCOUNTS = [
    ("autor.mechanik", "szkoła: pisze i składa umowy / school: drafts and submits"),
    ("dyrektor.mechanik", "szkoła: akceptuje i podpisuje / school: approves and signs"),
    ("prezes.granit", "pracodawca: akceptuje i podpisuje / employer: approves, signs"),
    ("zarzad.granit", "pracodawca: drugi podpis / employer: second signature"),
    ("prezydent.jelenia-gora", "organ prowadzący / founding body"),
    ("skarbnik.jelenia-gora", "kontrasygnata / countersignature"),
    ("lider", "lider klastra / leader of the cluster"),
    ("koordynator", "biuro klastra / cluster office"),
    ("koordynator2", "biuro klastra, druga osoba / cluster office, second person"),
    ("dyrektor.elektronik", "ocenia pomysły / evaluates ideas"),
    ("prezes.optyka", "nowy partner, administrator / new partner, administrator"),
    ("redaktor", "redakcja stron / editor of pages"),
    ("moderator", "publikuje strony / publishes pages"),
    ("bcu.zgorzelec", "centrum umiejętności / staff of a skills center"),
    ("kadry.granit", "strona partnera / editor of a partner page"),
    ("audytor", "audytor / auditor"),
    ("admin", "administrator (/admin/)"),
]


class Command(BaseCommand):
    help = "Set up the demo: database, site, authority, partners, agreements."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, required=True, metavar="DIR")

    def handle(self, *args, **options):
        if not conf.get("TEST_MODE"):
            raise CommandError("Demo data belong into a test installation only.")
        call_command("migrate", verbosity=0)
        call_command("setup_site", verbosity=0)
        create_demo_partners()
        call_command("create_authority", if_missing=True, stdout=self.stdout)
        self._create_admin()
        self.stdout.write("Building the public site in two languages …\n")
        create_demo_site()
        preload()
        self.stdout.write("Running one agreement from a draft to the archive …\n\n")
        demo.clear_directory(options["output"])
        agreement, rows = demo.run_agreement()
        paths = demo.export_files(agreement, options["output"])
        if PatronageAgreement.objects.count() == 1:
            demo.create_examples()
        self.stdout.write("Letting one organisation join, and another apply …\n")
        demo_joining.create_examples()
        self.stdout.write("Appointing a working group and the programme council …\n")
        demo_groups.create_demo_groups()
        if not Idea.objects.exists():
            self.stdout.write("Bringing ideas into every state …\n")
            demo_ideas.run_idea()
            demo_ideas.create_examples()
        self.stdout.write(tables.format_steps(rows))
        self.stdout.write(
            f"\n\n{agreement.number}: {agreement.state}; "
            f"{len(paths)} PDFs in {options['output']}\n"
        )
        self._print_accounts()

    def _create_admin(self) -> None:
        user, created = get_user_model().objects.get_or_create(
            username=f"admin@{DOMAIN}",
            defaults={
                "email": f"admin@{DOMAIN}",
                "first_name": "Alicja",
                "last_name": "Administracyjna",
                "is_superuser": True,
                "is_staff": True,
            },
        )
        if created:
            user.set_password(DEMO_PASSWORD)
            user.save()

    def _print_accounts(self) -> None:
        self.stdout.write(f"\nDemo accounts, password {DEMO_PASSWORD}:\n")
        for box, role in ACCOUNTS:
            self.stdout.write(f"  {box + '@' + DOMAIN:45} {role}\n")
        self.stdout.write(
            f"\nSite: {settings.BASE_URL}/pl/   administration: "
            f"{settings.BASE_URL}/admin/\n"
        )

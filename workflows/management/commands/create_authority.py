from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partners.enums import OrganisationKind
from partners.models import Organisation
from workflows import conf
from workflows.exceptions import NotConfigured
from workflows.pdf.authority import create_authority
from workflows.pdf.backends import forget_backends


class Command(BaseCommand):
    help = (
        "Make the cluster's signing authority: root, seal and timestamp keys. The "
        "passphrase (or PIN) comes from CLUSTER_AUTHORITY_PASSPHRASE."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--organisation", help="default: the leader in the register"
        )
        parser.add_argument("--pkcs11-module", help="library of a PKCS#11 token")
        parser.add_argument("--pkcs11-token", help="label of the token")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="replace keys; old roots stay trusted",
        )
        parser.add_argument(
            "--if-missing", action="store_true", help="do nothing when there is one"
        )

    def handle(self, *args, **options):
        directory = Path(conf.get("KEY_DIRECTORY"))
        exists = (directory / "root.cert.pem").exists()
        if exists and options["if_missing"]:
            return
        if exists and not options["replace"]:
            raise CommandError("There is an authority already. Use --replace.")
        leader = Organisation.objects.filter(kind=OrganisationKind.LEADER).first()
        name = options["organisation"] or (leader.legal_name if leader else "")
        if not name:
            raise CommandError("Name the organisation: --organisation.")
        pkcs11 = None
        if options["pkcs11_module"]:
            if not options["pkcs11_token"]:
                raise CommandError("--pkcs11-module needs --pkcs11-token.")
            pkcs11 = {
                "module": options["pkcs11_module"],
                "token": options["pkcs11_token"],
            }
        try:
            create_authority(
                directory,
                conf.get("AUTHORITY_PASSPHRASE"),
                organisation=name,
                organisation_id=f"VATPL-{leader.nip}" if leader and leader.nip else "",
                test=conf.get("TEST_MODE"),
                pkcs11=pkcs11,
            )
        except NotConfigured as error:
            raise CommandError(str(error)) from error
        forget_backends()
        self.stdout.write(f"Signing authority of {name} is ready in {directory}.")

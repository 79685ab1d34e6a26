import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from workflows import conf
from workflows.exceptions import NotConfigured
from workflows.pdf.validation import Problem
from workflows.services.verification import verify


class Command(BaseCommand):
    help = (
        "Check a PDF. Exit status 0 only if every signature is valid and trusted, "
        "nothing was changed afterwards, and it is the newest revision we know."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="machine-readable")
        parser.add_argument("--language", choices=["pl", "en"], default="en")

    def handle(self, *args, **options):
        with translation.override(options["language"]):
            report = self._verify(options["file"])
            if options["json"]:
                self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            else:
                self._print(report)
        if not report["ok"]:
            sys.exit(1)

    def _verify(self, path: Path) -> dict:
        try:
            size = path.stat().st_size
            if size > conf.get("MAX_UPLOAD_BYTES"):
                return self._refuse(path, str(Problem.TOO_BIG.label), "TOO_BIG")
            result = verify(path.read_bytes())
        except OSError as error:
            return self._refuse(path, error.strerror or str(error), "UNREADABLE")
        except NotConfigured as error:
            return self._refuse(path, str(error), "NOT_CONFIGURED")
        codes = [problem.value for problem in result.file.problems]
        for signature in result.file.signatures:
            codes += [problem.value for problem in signature.problems]
        codes += [problem.value for problem in result.register_problems]
        revision = result.revision
        return {
            "file": str(path),
            "ok": result.ok,
            "indication": result.indication,
            "sha256": result.file.sha256,
            "size": result.file.size,
            "codes": codes,
            "reasons": result.list_reasons(),
            "document": str(revision.document.get_type_display()) if revision else None,
            "agreement": revision.document.about.number if revision else None,
            "revision": revision.number if revision else None,
            "newest_revision": result.newest.number if result.newest else None,
            "state": str(result.public_state) or None,
            "signatures": [
                {
                    "field": signature.field_name,
                    "kind": str(signature.kind.value),
                    "name": signature.name,
                    "function": signature.function,
                    "organisation": signature.organisation,
                    "signed_at": timezone.localtime(signature.signed_at).isoformat()
                    if signature.signed_at
                    else None,
                    "trusted_time": signature.has_trusted_time,
                    "test": signature.is_test,
                    "ok": signature.ok,
                    "codes": [problem.value for problem in signature.problems],
                }
                for signature in result.file.signatures
            ],
        }

    @staticmethod
    def _refuse(path, reason: str, code: str) -> dict:
        return {
            "file": str(path),
            "ok": False,
            "indication": "TOTAL-FAILED",
            "codes": [code],
            "reasons": [reason],
            "signatures": [],
        }

    def _print(self, report: dict) -> None:
        self.stdout.write(f"{report['file']}: {report['indication']}")
        if report.get("agreement"):
            self.stdout.write(
                f"  {report['document']} {report['agreement']}, revision "
                f"{report['revision']} of {report['newest_revision']}, "
                f"{report['state']}"
            )
        for signature in report["signatures"]:
            mark = "ok" if signature["ok"] else "NOT OK"
            what = ", ".join(
                filter(
                    None,
                    [
                        signature["name"],
                        signature["function"],
                        signature["organisation"],
                    ],
                )
            )
            test = " [TEST]" if signature["test"] else ""
            self.stdout.write(
                f"  {mark}: {what}{test} ({signature['kind']}, "
                f"{signature['signed_at']})"
            )
        for reason in report["reasons"]:
            self.stderr.write(f"  {reason}")

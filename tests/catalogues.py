"""Polish catalogues: collect source strings, compile, and say what is missing.

`make messages` writes; the test suite compares without writing.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

import django
import polib
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[1]
APPS = ("partners", "workflows", "skills_centers", "home")
IGNORED = ("tests/*", "bench/*", "var/*", ".venv/*", "docs/*")


def get_catalogue(app: str, root: Path = ROOT) -> Path:
    return root / app / "locale" / "pl" / "LC_MESSAGES" / "django.po"


def collect(root: Path) -> None:
    """Bring the catalogues below ``root`` up to date with the sources."""
    before = Path.cwd()
    os.chdir(root)
    try:
        # Strings of templates/ go there; the setting is absolute.
        with override_settings(LOCALE_PATHS=[root / "home" / "locale"]):
            call_command(
                "makemessages",
                locale=["pl"],
                ignore_patterns=list(IGNORED),
                no_wrap=True,
                no_location=True,
                no_obsolete=True,
                verbosity=0,
            )
    finally:
        os.chdir(before)


def copy_sources(target: Path) -> None:
    """Copy what holds strings, so that collecting does not touch the work tree."""
    for name in (*APPS, "cluster_site", "templates"):
        shutil.copytree(
            ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__")
        )


def read_entries(path: Path) -> dict:
    """Return the messages of a catalogue by context and source string."""
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): entry
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }


def compile_all() -> None:
    for app in APPS:
        path = get_catalogue(app)
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def list_untranslated(path: Path) -> list[str]:
    catalogue = polib.pofile(str(path))
    return [
        entry.msgid
        for entry in [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
        if not entry.obsolete
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cluster_site.settings.test")
    django.setup()
    if options.write:
        collect(ROOT)
        compile_all()
    else:
        with tempfile.TemporaryDirectory() as folder:
            copy_sources(Path(folder))
            collect(Path(folder))
    for app in APPS:
        missing = list_untranslated(get_catalogue(app))
        print(app, len(missing), "untranslated")  # noqa: T201 -- a command line tool


if __name__ == "__main__":
    main()

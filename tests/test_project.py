"""The project holds what it says of itself."""

import ast
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
import pytest
from django.core import checks
from django.core.management import get_commands
from django.template.loader import get_template
from viewflow.workflow import flow
from viewflow.workflow import lock as locks

from tests import catalogues
from workflows import conf
from workflows.checks import check_flow_lock
from workflows.flows.patronage import PatronageFlow
from workflows.management.commands.print_states import format_table

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", sorted(conf.DEFAULTS))
def test_setting_is_documented(name):
    assert f"## `{name}`" in (DOCS / "settings.md").read_text("utf-8")


def test_states_page_is_the_transition_table():
    assert format_table() in (DOCS / "agreement-states.md").read_text("utf-8")


def test_readme_names_our_commands():
    ours = {
        name
        for name, app in get_commands().items()
        if app in {"home", "workflows", "partners"}
    } - {"prepare_demo", "print_states"}

    readme = (ROOT / "README.md").read_text("utf-8")

    assert sorted(name for name in ours if f"manage.py {name}" not in readme) == []


@pytest.mark.parametrize("app", catalogues.APPS)
def test_polish_catalogue_is_complete_and_compiled(app):
    path = catalogues.get_catalogue(app)

    assert catalogues.list_untranslated(path) == []
    compiled = {
        (e.msgctxt, e.msgid): e.msgstr
        for e in polib.mofile(str(path.with_suffix(".mo")))
    }
    source = {
        (e.msgctxt, e.msgid): e.msgstr
        for e in polib.pofile(str(path))
        if not e.msgid_plural
    }
    assert {k: v for k, v in source.items() if compiled.get(k) != v and v} == {}


def test_polish_catalogues_hold_every_string_of_the_sources():
    with tempfile.TemporaryDirectory() as folder:
        catalogues.copy_sources(Path(folder))
        catalogues.collect(Path(folder))

        for app in catalogues.APPS:
            kept = catalogues.read_entries(catalogues.get_catalogue(app))
            found = catalogues.read_entries(catalogues.get_catalogue(app, Path(folder)))
            assert sorted(map(str, found.keys() - kept.keys())) == []


def test_translation_functions_keep_the_names_that_are_collected():
    """``makemessages`` does not see ``gettext_lazy as _later``."""
    renamed = [
        f"{path.name}:{node.lineno} {name.asname}"
        for app in (*catalogues.APPS, "cluster_site")
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for name in node.names
        if name.asname not in (None, "_")
    ]

    assert renamed == []


def test_catalogue_placeholders_are_kept():
    for app in catalogues.APPS:
        done = subprocess.run(
            [
                "msgfmt",
                "--check-format",
                "-o",
                "/dev/null",
                catalogues.get_catalogue(app),
            ],
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stderr


def test_flow_without_a_lock_is_refused():
    class UnlockedFlow(flow.Flow):
        lock_impl = locks.no_lock
        start = flow.StartHandle().Next(flow.End())

    try:
        assert [e.id for e in check_flow_lock(UnlockedFlow)] == [
            "cluster_workflows.E002"
        ]
        assert check_flow_lock(PatronageFlow) == []
    finally:
        # The check looks at every flow that is loaded.
        UnlockedFlow.lock_impl = locks.select_for_update_lock


def test_unknown_setting_is_an_error(settings):
    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "BASE_URI": "x"}

    errors = checks.run_checks(tags=["cluster_workflows"])

    assert [error.id for error in errors] == ["cluster_workflows.E001"]


@pytest.mark.parametrize(
    "path",
    sorted(
        str(path.relative_to(ROOT / "workflows" / "templates"))
        for path in (ROOT / "workflows" / "templates").rglob("*.html")
    ),
)
def test_template_compiles(path):
    assert get_template(path)


def test_make_demo_and_make_test_are_in_the_first_screen():
    first_screen = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:20])

    assert "make demo" in first_screen
    assert "make test" in first_screen


def test_wheel_holds_the_installable_apps_only(tmp_path):
    uv = next(
        path
        for path in (
            *(Path(folder) / "uv" for folder in os.environ["PATH"].split(":")),
            ROOT / "var" / "tools" / "bin" / "uv",
        )
        if path.exists()
    )
    subprocess.run(
        [
            uv,
            "build",
            "--wheel",
            "--out-dir",
            tmp_path,
            "--quiet",
            "--python",
            sys.executable,
        ],
        cwd=ROOT,
        check=True,
    )
    names = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", next(tmp_path.glob("*.whl"))],
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    tops = {line.split("/")[0] for line in names.splitlines()[1:] if "/" in line}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "partners",
        "skills_centers",
        "workflows",
    }
    assert "workflows/locale/pl/LC_MESSAGES/django.mo" in names
    assert "workflows/templates/workflows/pdf/agreement.html" in names
    assert "workflows/data/occupations.csv" in names

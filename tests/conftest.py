"""Fixtures that every test may use. No mocks: real keys, real files, real mails."""

import gc
import shutil
from functools import partial
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from partners.management.demo import create_demo_partners
from partners.models import Organisation
from workflows.management import demo
from workflows.models import PatronageAgreement
from workflows.pdf.authority import create_authority
from workflows.pdf.backends import forget_backends

from . import databases

PASSPHRASE = "only-for-tests"


# What shares something dear to set up stays in one worker, the longest first.
TOGETHER = (
    "tests/home/demo/",
    "tests/workflows/test_screens.py",
    "tests/test_access_matrix.py",
    "tests/partners/test_partner_",
    "tests/workflows/test_groups.py",
)


# What is loaded stays to the end: looking through it again and again costs a
# twentieth of the whole run.
gc.set_threshold(50_000, 25, 25)


class TogetherScheduling(LoadScopeScheduling):
    """Single tests go to whoever is free, those that belong together do not part."""

    def _split_scope(self, nodeid):
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return TogetherScheduling(config, log)


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Begin with a copy of the migrated file; see ``tests.databases``."""
    return databases.is_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Put the migrated file in place before Django looks for it."""
    return databases.begin() if databases.is_sqlite() else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """Keep the migrated file, and put it back after tests that commit."""
    with django_db_blocker.unblock():
        if databases.is_sqlite():
            databases.keep(django_db_modify_db_settings)
        databases.beginnings.prepare()


@pytest.fixture
def beginning(request, isolated, django_db_setup, django_db_blocker) -> str:
    """Put what the test begins with into the database, before its transaction."""
    wanted = [name for name in BEGINNINGS if name in request.fixturenames]
    name = wanted[-1] if wanted else databases.MIGRATED
    with django_db_blocker.unblock():
        databases.beginnings.switch_to(name, BEGINNINGS.get(name))
    return name


@pytest.fixture
def _django_db_helper(beginning, _django_db_helper):
    """Django's part of a test with a database comes after the beginning."""


@pytest.fixture(scope="session")
def authority_directory(tmp_path_factory) -> Path:
    """Keys of a throw-away authority, made once per process."""
    directory = tmp_path_factory.mktemp("keys")
    create_authority(
        directory,
        PASSPHRASE,
        organisation="Specjalna Strefa Ekonomiczna Małej Przedsiębiorczości S.A.",
        organisation_id="VATPL-6140007778",
        test=True,
    )
    return directory


@pytest.fixture(autouse=True)
def isolated(settings, tmp_path, authority_directory):
    """Own documents, shared keys, empty cache for each test."""
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "DOCUMENT_ROOT": str(tmp_path / "documents"),
        "KEY_DIRECTORY": str(authority_directory),
        "AUTHORITY_PASSPHRASE": PASSPHRASE,
    }
    cache.clear()
    # A test may leave the language of its last visitor behind.
    translation.activate(settings.LANGUAGE_CODE)
    yield
    cache.clear()


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all tests of a module."""
    from .screens import open_browser  # noqa: PLC0415 -- slow import

    with open_browser() as browser:
        yield browser


@pytest.fixture
def own_authority(settings, tmp_path, authority_directory) -> Path:
    """A copy of the authority that a test may spoil."""
    directory = tmp_path / "own-keys"
    shutil.copytree(authority_directory, directory)
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "KEY_DIRECTORY": str(directory),
    }
    yield directory
    forget_backends()


@pytest.fixture
def begun(db, beginning) -> dict:
    """Keys of what the test begins with; built here where it was not put in place."""
    return databases.beginnings.get_result(beginning, BEGINNINGS[beginning])


@pytest.fixture
def partners(begun) -> dict:
    """The demo register with an account for each role."""
    found = Organisation.objects.in_bulk(begun["partners"].values())
    return {key: found[pk] for key, pk in begun["partners"].items()}


@pytest.fixture
def get_user(partners):
    """A demo account by the part of its address before the @."""
    return demo.get_user


@pytest.fixture
def draft(begun) -> PatronageAgreement:
    """A complete draft by the school “Mechanik”."""
    return PatronageAgreement.objects.get(pk=begun["agreement"])


@pytest.fixture
def submitted(transactional_db, begun) -> PatronageAgreement:
    """An agreement in the formal check, with its signed receipt."""
    return PatronageAgreement.objects.get(pk=begun["agreement"])


@pytest.fixture
def in_approval(transactional_db, begun) -> PatronageAgreement:
    """An agreement that its parties are asked to approve."""
    return PatronageAgreement.objects.get(pk=begun["agreement"])


@pytest.fixture
def in_signing(transactional_db, begun) -> PatronageAgreement:
    """A frozen agreement; the first signers are asked."""
    return PatronageAgreement.objects.get(pk=begun["agreement"])


def make_partners() -> dict:
    return {"partners": {k: found.pk for k, found in create_demo_partners().items()}}


def make_agreement(stage: str) -> dict:
    agreement = demo.draft_agreement(with_annex=False)
    for name, go_on in (
        ("submitted", demo.submit),
        ("in_approval", demo.check),
        ("in_signing", demo.approve_for_parties),
        ("in_signing", demo.sign_off),
    ):
        if STAGES.index(name) <= STAGES.index(stage):
            go_on(agreement)
            agreement.refresh_from_db()
    return {**make_partners(), "agreement": agreement.pk}


STAGES = ("draft", "submitted", "in_approval", "in_signing")
# From little to much: a test that asks for several begins with the last.
BEGINNINGS = {
    "partners": make_partners,
    **{stage: partial(make_agreement, stage) for stage in STAGES},
}

"""Fixtures that every test may use. No mocks: real keys, real files, real mails."""

import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation

from partners.management.demo import create_demo_partners
from partners.models import Organisation
from workflows.management import demo
from workflows.models import PatronageAgreement
from workflows.pdf.authority import create_authority
from workflows.pdf.backends import forget_backends

from . import databases

PASSPHRASE = "only-for-tests"


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
    if databases.is_sqlite():
        with django_db_blocker.unblock():
            databases.keep(django_db_modify_db_settings)
            databases.restore_after_commits()


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
def partners(db) -> dict:
    """The demo register with an account for each role."""
    keys = databases.begin_with("partners", make_partners)
    found = Organisation.objects.in_bulk(keys.values())
    return {key: found[pk] for key, pk in keys.items()}


def make_partners() -> dict[str, int]:
    return {key: found.pk for key, found in create_demo_partners().items()}


@pytest.fixture
def get_user(partners):
    """A demo account by the part of its address before the @."""
    return demo.get_user


@pytest.fixture
def draft(partners):
    """A complete draft by the school “Mechanik”."""
    return begin_with_agreement("draft")


@pytest.fixture
def submitted(transactional_db, partners):
    """An agreement in the formal check, with its signed receipt."""
    return begin_with_agreement("submitted")


@pytest.fixture
def in_approval(transactional_db, partners):
    """An agreement that its parties are asked to approve."""
    return begin_with_agreement("in_approval")


@pytest.fixture
def in_signing(transactional_db, partners):
    """A frozen agreement; the first signers are asked."""
    return begin_with_agreement("in_signing")


def begin_with_agreement(stage: str) -> PatronageAgreement:
    pk = databases.begin_with(stage, lambda: make_agreement(stage).pk)
    return PatronageAgreement.objects.get(pk=pk)


def make_agreement(stage: str) -> PatronageAgreement:
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
    return agreement


STAGES = ("draft", "submitted", "in_approval", "in_signing")

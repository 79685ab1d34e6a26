"""What the register adds to a file's own proof, on the command line and the page."""

import json
import random
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from partners.enums import LegalForm, OrganisationKind
from partners.models import Organisation
from workflows.enums import AgreementState, DocumentType
from workflows.models import PatronageAgreement
from workflows.pdf.backends import get_backend
from workflows.services import verification
from workflows.services.verification import verify

from .pdf_helpers import (
    TAMPERED,
    flip_in_padding,
    get_samples,
    hash_of,
    list_codes,
    register,
    sign_as,
)
from .test_pdf_validation import PESEL, mutate, sign_by_hand

pytestmark = pytest.mark.django_db

OUR_NAMES = {
    "pl": "Pieczęć klastra edukacyjnego",
    "en": "Seal of the educational cluster",
}
VERDICT = {
    "pl": ("Dokument jest autentyczny", "Dokument nie został potwierdzony"),
    "en": ("The document is genuine", "The document is not confirmed"),
}


@pytest.fixture
def samples(authority_directory):
    return get_samples(authority_directory)


@pytest.fixture
def agreement():
    school = Organisation.objects.create(
        kind=OrganisationKind.SCHOOL_COMPLEX,
        legal_form=LegalForm.BUDGETARY_UNIT,
        legal_name="Zespół Szkół",
        short_name="Mechanik",
    )
    return PatronageAgreement.objects.create(
        title_pl="Klasa patronacka",
        number="KP/2027/0001",
        state=AgreementState.SEALED,
        initiator=school,
        created_by=get_user_model().objects.create(username="a", email="a@example.pl"),
    )


@pytest.fixture
def document(agreement, samples):
    """The contract with all its revisions in the register."""
    return register(agreement, list(vars(samples).values()))


def list_register_codes(content: bytes) -> list[str]:
    return [problem.value for problem in verify(content).register_problems]


# The register


def test_newest_revision_of_a_known_document_is_accepted(samples, document):
    result = verify(samples.archived)

    assert result.ok
    assert result.list_reasons() == []
    assert result.indication == "TOTAL-PASSED"
    assert result.revision == result.newest == document.latest
    assert result.public_state


def test_sound_file_that_was_not_issued_here_is_refused(samples):
    result = verify(samples.archived)

    assert result.file.ok
    assert [problem.value for problem in result.register_problems] == [
        "NOT_ISSUED_FILE"
    ]
    assert (result.ok, result.indication) == (False, "INDETERMINATE")


@pytest.mark.parametrize("stage", ["first", "second", "sealed"])
def test_older_revision_is_refused_although_its_signatures_are_valid(
    samples, document, stage
):
    content = getattr(samples, stage)

    result = verify(content)

    assert result.file.ok
    assert list_register_codes(content) == ["STALE_REVISION"]
    assert result.newest == document.latest
    assert result.indication == "INDETERMINATE"


def test_unsigned_issue_of_a_document_is_refused(samples, document):
    result = verify(samples.blank)

    assert list_codes(result.file) == ["NO_SIGNATURE"]
    assert list_register_codes(samples.blank) == ["STALE_REVISION"]
    assert result.indication == "TOTAL-FAILED"


def test_superseded_document_is_refused(samples, document):
    document.superseded_at = timezone.now()
    document.save()

    assert list_register_codes(samples.archived) == ["SUPERSEDED"]


def test_contract_of_a_voided_agreement_is_refused(samples, agreement, document):
    PatronageAgreement.objects.filter(pk=agreement.pk).update(
        state=AgreementState.VOIDED
    )

    assert list_register_codes(samples.archived) == ["VOIDED"]


def test_step_record_outlives_a_voided_agreement(samples, agreement):
    register(agreement, [samples.archived], type=DocumentType.DECISION_RECORD)
    PatronageAgreement.objects.filter(pk=agreement.pk).update(
        state=AgreementState.VOIDED
    )

    assert verify(samples.archived).ok


def test_change_in_the_padding_of_a_signature_is_known_to_the_register_alone(
    samples, document
):
    result = verify(flip_in_padding(samples.archived))

    assert not result.ok
    assert result.revision is None


def test_random_damage_inside_a_signature_value_is_never_accepted(samples, document):
    pdf = samples.archived
    start = pdf.rindex(b"/Contents <")
    dice = random.Random(7)
    area = pdf[start : start + 4000]
    accepted = []

    for _number in range(40):
        middle, *_place = mutate(area, dice)
        spoiled = pdf[:start] + middle + pdf[start + 4000 :]
        if spoiled != pdf and verify(spoiled).ok:
            accepted.append(hash_of(spoiled))

    assert accepted == []


def test_same_bytes_are_checked_once(samples, document, monkeypatch):
    verify(samples.archived)
    asked = []
    monkeypatch.setattr(
        verification.validation, "validate", lambda *a, **k: asked.append(a)
    )

    assert verify(samples.archived).ok
    assert asked == []


def test_revocation_makes_a_remembered_verdict_worthless(
    samples, own_authority, agreement
):
    backend = get_backend()
    signed = sign_as(samples.blank, backend, "signer-1")
    register(agreement, [signed])
    before = verify(signed).ok

    backend.authority.revoke(backend.authority.get_certificate("seal").serial_number)
    entries = json.loads((own_authority / "revoked.json").read_text())
    entries[0]["at"] = "2020-01-01T00:00:00+00:00"
    (own_authority / "revoked.json").write_text(json.dumps(entries))

    assert before
    assert list_codes(verify(signed).file) == ["CERT_REVOKED"]


# The command


def run_command(*arguments) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_document", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def write(tmp_path):
    def write(content: bytes, name="umowa.pdf"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_command_accepts_the_newest_revision(samples, document, write):
    code, out, err = run_command(write(samples.archived))

    assert (code, err) == (0, "")
    assert "TOTAL-PASSED" in out
    assert "KP/2027/0001, revision 4 of 4" in out
    assert out.count("ok: ") == 4
    assert "Anna Żółkiewska, Dyrektorka, Zespół Szkół „Mechanik” [TEST]" in out


@pytest.mark.parametrize("kind", TAMPERED)
def test_command_refuses_every_kind_of_tampering(samples, document, write, kind):
    code, out, err = run_command(write(TAMPERED[kind][0](samples)))

    assert code == 1
    assert "TOTAL-PASSED" not in out
    assert err.strip()


def test_command_refuses_an_older_revision(samples, document, write):
    code, out, err = run_command(write(samples.sealed))

    assert code == 1
    assert "INDETERMINATE" in out
    assert err.strip() == "A newer revision of this document exists."


def test_command_prints_json(samples, document, write):
    path = write(samples.archived)

    code, out, err = run_command(path, "--json")

    report = json.loads(out)
    signatures = report.pop("signatures")
    assert (code, err) == (0, "")
    assert report == {
        "file": str(path),
        "ok": True,
        "indication": "TOTAL-PASSED",
        "sha256": hash_of(samples.archived),
        "size": len(samples.archived),
        "codes": [],
        "reasons": [],
        "document": "agreement",
        "agreement": "KP/2027/0001",
        "revision": 4,
        "newest_revision": 4,
        "state": report["state"],
    }
    assert [signature["field"] for signature in signatures] == [
        "signer-1",
        "signer-2",
        "seal",
        "archive-timestamp",
    ]
    assert signatures[0]["signed_at"][:2] == "20"
    assert all(signature["ok"] for signature in signatures)
    assert set(signatures[0]) == {
        "field",
        "kind",
        "name",
        "function",
        "organisation",
        "signed_at",
        "trusted_time",
        "test",
        "ok",
        "codes",
    }


@pytest.mark.parametrize(
    ("language", "reason"),
    [("en", "The file is empty."), ("pl", "Plik jest pusty.")],
)
def test_command_explains_in_the_language_asked_for(write, language, reason):
    code, out, err = run_command(write(b""), "--language", language, "--json")

    report = json.loads(out)
    assert (code, report["codes"]) == (1, ["EMPTY"])
    assert report["reasons"] == [reason]


@pytest.mark.parametrize("name", ["missing.pdf", ".", "missing/umowa.pdf"])
def test_command_refuses_what_is_not_a_file(tmp_path, name):
    code, out, err = run_command(tmp_path / name, "--json")

    report = json.loads(out)
    assert (code, report["ok"], report["codes"]) == (1, False, ["UNREADABLE"])
    assert report["reasons"]


def test_command_does_not_read_a_file_over_the_limit(write, settings):
    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "MAX_UPLOAD_BYTES": 10}

    code, out, err = run_command(write(b"%PDF-1.7\nxxx"), "--json")

    assert (code, json.loads(out)["codes"]) == (1, ["TOO_BIG"])


def test_command_without_an_authority_says_so(samples, write, settings, tmp_path):
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "KEY_DIRECTORY": str(tmp_path / "nothing"),
    }

    code, out, err = run_command(write(samples.archived), "--json")

    assert (code, json.loads(out)["codes"]) == (1, ["NOT_CONFIGURED"])


def test_command_never_prints_a_personal_number(samples, write):
    path = write(
        sign_by_hand(samples.blank, get_backend(), number=f"PNOPL-{PESEL}"),
    )

    for arguments in ([path], [path, "--json"]):
        code, out, err = run_command(*arguments)

        assert code == 1
        assert "Ewa Obca" in out
        assert PESEL not in out + err


# The page


def get_page(language="en") -> str:
    with translation.override(language):
        return reverse("workflows_verify:verify_document")


def upload(content: bytes, name="umowa.pdf"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_page_confirms_the_newest_revision(client, samples, document, language):
    response = client.post(get_page(language), upload(samples.archived))

    page = response.content.decode()
    assert response.status_code == 200
    assert VERDICT[language][0] in page
    assert VERDICT[language][1] not in page
    assert "Anna Żółkiewska" in page
    assert OUR_NAMES[language] in page
    assert hash_of(samples.archived) in page
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", TAMPERED)
def test_page_answers_politely_to_every_kind_of_tampering(
    client, samples, document, kind, language
):
    response = client.post(get_page(language), upload(TAMPERED[kind][0](samples)))

    page = response.content.decode()
    assert response.status_code == 200
    assert VERDICT[language][1] in page
    assert VERDICT[language][0] not in page
    assert response.context["result"].list_reasons()


def test_page_refuses_an_older_revision(client, samples, document):
    response = client.post(get_page(), upload(samples.second))

    page = response.content.decode()
    assert VERDICT["en"][1] in page
    assert "A newer revision of this document exists." in page
    assert "the newest is 4" in page


def test_page_escapes_the_name_of_the_file(client):
    response = client.post(get_page(), upload(b"x", "<script>alert(1)<x>.pdf"))

    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


def test_page_never_shows_a_personal_number(client, samples):
    signed = sign_by_hand(samples.blank, get_backend(), number=f"PNOPL-{PESEL}")

    page = client.post(get_page(), upload(signed)).content.decode()

    assert "Ewa Obca" in page
    assert PESEL not in page


def test_page_asks_for_a_file(client):
    response = client.post(get_page(), {})

    assert response.status_code == 422


def test_page_refuses_a_file_over_the_limit(client, settings):
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "MAX_UPLOAD_BYTES": 1024**2,
    }

    response = client.post(get_page(), upload(bytes(1024**2 + 1)))

    assert response.status_code == 422
    assert "larger than 1 MB" in response.content.decode()


def test_page_without_a_token_is_refused(samples, document):
    response = Client(enforce_csrf_checks=True).post(
        get_page(), upload(samples.archived)
    )

    assert response.status_code == 403


def test_page_stores_nothing(client, samples, document, settings, tmp_path):
    client.post(get_page(), upload(samples.archived))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_code_of_a_document_leads_to_its_summary(client, samples, document):
    address = reverse("workflows_verify:verify_code", args=[document.public_id])

    page = client.get(address).content.decode()

    assert "KP/2027/0001" in page
    assert hash_of(samples.archived) in page
    assert "Żółkiewska" not in page


def test_unknown_code_is_answered_politely(client):
    address = reverse(
        "workflows_verify:verify_code", args=["0" * 8 + "-0000" * 3 + "-" + "0" * 12]
    )

    response = client.get(address)

    assert response.status_code == 200
    cache.clear()

"""Files made to exhaust the server get a verdict, and the server stays well."""

import json
import signal
import zlib
from io import StringIO

import psutil
import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from pyhanko.pdf_utils import generic

from partners.enums import LegalForm, OrganisationKind
from partners.models import Organisation
from workflows.actions import drafts
from workflows.enums import AnnexKind
from workflows.exceptions import LimitExceeded
from workflows.forms import drafts as forms
from workflows.models import AgreementIntake, PatronageAgreement
from workflows.pdf import limits, preview, render, validation
from workflows.pdf.limits import Limits, run
from workflows.services import annexes, storage
from workflows.services.verification import verify

from . import child_work
from .pdf_helpers import edit, get_samples, open_backend, register
from .test_verification import VERDICT

MIB = 1024**2
NARROW = Limits(memory_bytes=64 * MIB, cpu_seconds=1, seconds=60)
LANGUAGES = ("pl", "en")


@pytest.fixture
def samples(authority_directory):
    return get_samples(authority_directory)


@pytest.fixture
def agreement(db):
    school = Organisation.objects.create(
        kind=OrganisationKind.SCHOOL_COMPLEX,
        legal_form=LegalForm.BUDGETARY_UNIT,
        legal_name="Zespół Szkół",
        short_name="Mechanik",
    )
    return PatronageAgreement.objects.create(
        title_pl="Klasa patronacka",
        initiator=school,
        created_by=get_user_model().objects.create(username="a", email="a@example.pl"),
    )


@pytest.fixture
def narrow(settings):
    """Limits that a sound file keeps and an attack reaches soon."""
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "CHILD_MEMORY_BYTES": 128 * MIB,
        "CHILD_CPU_SECONDS": 2,
        "CHILD_SECONDS": 60,
    }


# The child process


def test_result_of_a_child_comes_back():
    content = bytes(3 * MIB)

    assert run(child_work.echo, content, "ą", 1) == (content, ("ą", 1))


def test_child_has_no_threads_and_no_database(db):
    child = run(child_work.describe, b"")

    assert child["pid"] != psutil.Process().pid
    assert child["threads"] == 1
    assert not any("sqlite" in name for name in child["files"])


@pytest.mark.parametrize(
    ("work", "content", "reason"),
    [
        (child_work.fill_memory, b"%d" % (80 * MIB), "memory"),
        (child_work.burn, b"", "cpu"),
        (child_work.die, b"%d" % signal.SIGKILL, "crash"),
        (child_work.die, b"%d" % signal.SIGSEGV, "crash"),
        (child_work.fail, b"", "crash"),
    ],
)
def test_child_that_exceeds_a_limit_or_dies_is_named(work, content, reason):
    with pytest.raises(LimitExceeded) as caught:
        run(work, content, limits=NARROW)

    assert caught.value.reason == reason
    assert str(caught.value)


def test_child_that_waits_for_ever_is_stopped_and_gone(tmp_path):
    note = tmp_path / "pid"

    with pytest.raises(LimitExceeded) as caught:
        run(child_work.wait, str(note).encode(), limits=Limits(64 * MIB, 5, 1.5))

    assert caught.value.reason == "time"
    assert not psutil.pid_exists(int(note.read_text()))


def test_child_cannot_answer_at_any_length(monkeypatch):
    monkeypatch.setattr(limits, "MAX_RESULT_BYTES", MIB)

    with pytest.raises(LimitExceeded):
        run(child_work.answer_at_length, b"%d" % (2 * MIB))


# Bombs


def deflate_zeros(mebibytes: int) -> bytes:
    """Return zeros, packed a thousand times smaller, without packing them all."""
    packer = zlib.compressobj(9)
    first, again = (
        packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH) for _n in range(2)
    )
    checksum = (mebibytes * MIB % 65521) << 16 | 1
    return first + again * (mebibytes - 1) + b"\x03\x00" + checksum.to_bytes(4, "big")


FIVE_GIGABYTES = deflate_zeros(5 * 1024)


def make_stream(data: bytes, entries: bytes = b"") -> bytes:
    return (
        b"<< /Length %d /Filter /FlateDecode " % len(data)
        + entries
        + b" >>\nstream\n"
        + data
        + b"\nendstream"
    )


def make_pdf(*objects: bytes) -> bytes:
    """Return a file of these objects, numbered from 1, the first one its root."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\n" % size
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )


def make_xref_stream_pdf(data: bytes, size: int, objects: bytes = b"") -> bytes:
    """Return a file whose cross-references are a stream with this packed content."""
    content = b"%PDF-1.7\n" + objects
    stream = make_stream(data, b"/Type /XRef /W [1 4 2] /Size %d /Root 1 0 R" % size)
    return content + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        stream,
        len(content),
    )


def make_object_stream_pdf(packed: bytes) -> bytes:
    """Return a file whose root is in an object stream."""
    rows = [(0, 0, 65535), (2, 2, 0), (1, len(b"%PDF-1.7\n"), 0)]
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in rows
    )
    stream = make_stream(packed, b"/Type /ObjStm /First 20 /N 1")
    return make_xref_stream_pdf(
        zlib.compress(table), 3, b"2 0 obj\n%s\nendobj\n" % stream
    )


def make_fields(depth: int, kids: bytes) -> bytes:
    """Return a form whose fields contain each other; ``kids`` has %d for the next."""
    return make_pdf(
        b"<< /Type /Catalog /AcroForm << /Fields [2 0 R] >> >>",
        *(
            b"<< /T (a) /Kids [%s] >>" % kids.replace(b"%d", b"%d" % number)
            for number in range(3, depth + 3)
        ),
        b"<< /T (a) /FT /Sig >>",
    )


def make_long_chain(links: int) -> bytes:
    """Return a file with very many cross-reference tables, one before the other."""
    content = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    place = previous = 0
    for number in range(links):
        previous, place = place, len(content)
        content += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R"
        content += b" /Prev %d >>\n" % previous if number else b" >>\n"
    return content + b"startxref\n%d\n%%%%EOF\n" % place


def add_content_bomb(writer) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(
        generic.StreamObject(
            {generic.pdf_name("/Filter"): generic.pdf_name("/FlateDecode")},
            encoded_data=FIVE_GIGABYTES,
        )
    )
    writer.update_container(page)


def add_metadata_bomb(writer) -> None:
    writer.root["/Metadata"] = writer.add_object(
        generic.StreamObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Metadata"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/XML"),
                generic.pdf_name("/Filter"): generic.pdf_name("/FlateDecode"),
            },
            encoded_data=FIVE_GIGABYTES,
        )
    )
    writer.update_root()


def nest_pages(writer) -> None:
    """Put the pages into a tree of 2000 storeys."""
    pages = writer.root["/Pages"]
    below = pages["/Kids"]
    for _storey in range(2000):
        below = generic.ArrayObject(
            [
                writer.add_object(
                    generic.DictionaryObject(
                        {
                            generic.pdf_name("/Type"): generic.pdf_name("/Pages"),
                            generic.pdf_name("/Kids"): below,
                            generic.pdf_name("/Count"): generic.NumberObject(1),
                        }
                    )
                )
            ]
        )
    pages["/Kids"] = below
    writer.update_container(pages)


# Each with the verdict: LIMIT_EXCEEDED, or what the parser found before.
BOMBS = {
    "content stream": (
        lambda s: make_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            make_stream(FIVE_GIGABYTES),
        ),
        "NO_SIGNATURE",
    ),
    "cross-reference stream": (
        lambda s: make_xref_stream_pdf(FIVE_GIGABYTES, 10),
        "LIMIT_EXCEEDED",
    ),
    "cross-reference stream as announced": (
        lambda s: make_xref_stream_pdf(deflate_zeros(210), 210 * MIB // 7),
        "LIMIT_EXCEEDED",
    ),
    "object stream": (
        lambda s: make_object_stream_pdf(FIVE_GIGABYTES),
        "LIMIT_EXCEEDED",
    ),
    "a million numbers": (
        lambda s: make_pdf(b"<< /Type /Catalog /A [%s] >>" % (b"0 " * MIB)),
        "LIMIT_EXCEEDED",
    ),
    "fields that double": (
        lambda s: make_fields(60, b"%d 0 R %d 0 R"),
        "LIMIT_EXCEEDED",
    ),
    "fields in fields": (lambda s: make_fields(1200, b"%d 0 R"), "MALFORMED"),
    "fields in a circle": (lambda s: make_fields(1, b"2 0 R"), "MALFORMED"),
    "long chain of cross-references": (
        lambda s: make_long_chain(2000),
        "MALFORMED",
    ),
    "content stream of a signed file": (
        lambda s: edit(s.first, add_content_bomb),
        "CONTENT_CHANGED",
    ),
    "metadata of a signed file": (
        lambda s: edit(s.first, add_metadata_bomb),
        "UNSIGNED_TAIL",
    ),
    "pages of a signed file": (
        lambda s: edit(s.first, nest_pages),
        "UNVERIFIABLE",
    ),
}


def list_all_codes(file) -> list[str]:
    problems = [*file.problems]
    for signature in file.signatures:
        problems += signature.problems
    return [problem.value for problem in problems]


def post(client, content: bytes, language: str):
    with translation.override(language):
        address = reverse("workflows_verify:verify_document")
    return client.post(address, {"file": SimpleUploadedFile("umowa.pdf", content)})


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "code"), BOMBS.values(), ids=BOMBS)
def test_bomb_gets_a_polite_verdict_and_no_memory(
    client, samples, narrow, tmp_path, make, code
):
    content = make(samples)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(content)
    before = psutil.Process().memory_info().rss

    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_document", path, "--json", stdout=out)
    # The page answers from what the command found: the file is checked once.
    pages = {language: post(client, content, language) for language in LANGUAGES}

    assert end.value.code == 1
    report = json.loads(out.getvalue())
    assert code in report["codes"]
    assert report["indication"] != "TOTAL-PASSED"
    for language, page in pages.items():
        assert page.status_code == 200
        assert not page.context["result"].ok
        assert list_all_codes(page.context["result"].file) == [
            item for item in report["codes"] if item != "NOT_ISSUED_FILE"
        ]
        assert VERDICT[language][1] in page.content.decode()
        with translation.override(language):
            for reason in page.context["result"].list_reasons():
                assert escape(reason) in page.content.decode()
    if code == "LIMIT_EXCEEDED":
        assert report["indication"] == "INDETERMINATE"
    assert psutil.Process().memory_info().rss - before < 64 * MIB


@pytest.mark.django_db
def test_sound_file_keeps_the_limits(samples, narrow):
    result = verify(samples.archived)

    assert result.file.ok
    assert [signature.name for signature in result.file.signatures][:2] == [
        "Anna Żółkiewska",
        "Jan Łoś",
    ]


def test_verdict_of_a_child_is_the_same(samples, authority_directory):
    backend = open_backend(authority_directory)

    for content in (samples.archived, samples.first + b"\n% more\n", b"%PDF-1.7\n"):
        apart = validation.validate_apart(content, backend=backend, limit=10 * MIB)

        assert apart == validation.validate(content, backend=backend, limit=10 * MIB)


def test_own_file_and_what_is_no_pdf_need_no_child(samples, agreement, monkeypatch):
    register(agreement, [samples.archived])
    monkeypatch.setattr(validation, "run", None)

    assert verify(samples.archived).ok
    assert list_all_codes(verify(b"\x89PNG\r\n\x1a\n").file) == ["SCAN"]
    assert list_all_codes(verify(b"").file) == ["EMPTY"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "times"), [("memory", 1), ("cpu", 1), ("time", 2), ("crash", 2)]
)
def test_verdict_that_may_be_the_machines_fault_is_not_remembered(
    monkeypatch, reason, times
):
    asked = []

    def fail(*args, **kwargs):
        asked.append(args)
        raise LimitExceeded("", reason=reason)

    monkeypatch.setattr(validation, "run", fail)
    for _round in range(2):
        assert list_all_codes(verify(b"%PDF-1.7\n").file) == ["LIMIT_EXCEEDED"]

    assert len(asked) == times


def test_memory_that_runs_out_in_our_own_process_is_a_verdict(
    samples, authority_directory, monkeypatch
):
    def fail(*args):
        raise MemoryError

    monkeypatch.setattr(validation, "_describe_signer", fail)

    verdict = validation.validate(
        samples.first, backend=open_backend(authority_directory), limit=10 * MIB
    )

    assert verdict.problems == [validation.Problem.LIMIT]


# Drafts


def test_preview_that_exceeds_the_limits_is_explained(client, agreement, settings):
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "CHILD_MEMORY_BYTES": 4 * MIB,
    }
    client.force_login(agreement.created_by)

    for language in LANGUAGES:
        with translation.override(language):
            address = reverse("workflows:preview", args=[agreement.pk])
            sentence = str(limits.TOO_MUCH)
        response = client.get(address, headers={"accept-language": language})

        assert response.status_code == 422
        assert escape(sentence) in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_characters_that_nobody_sees_are_not_rendered(agreement, monkeypatch):
    written = []

    def note(html, *, css):
        written.append(html)
        return render.RenderedPdf(b"", 1)

    monkeypatch.setattr(preview, "render_preview", note)
    agreement.title_pl = "a\u00adb\u202ec\u200bd\ufeffe\u2067f"

    drafts.render_preview(agreement, user=agreement.created_by)

    assert "abcdef" in written[0]


def make_intakes(first_year: int, number: int) -> dict:
    """Return what a request sends that adds rows and knows of none."""
    data = {"intakes-TOTAL_FORMS": number, "intakes-INITIAL_FORMS": 0}
    for row in range(number):
        year = first_year + row
        data |= {
            f"intakes-{row}-school_year": f"{year}/{year + 1}",
            f"intakes-{row}-planned_students": 20,
            f"intakes-{row}-places_at_employer": 5,
        }
    return data


def test_rows_are_counted_with_those_that_are_there(agreement):
    AgreementIntake.objects.create(
        agreement=agreement, school_year="2040/2041", planned_students=20
    )
    most = forms.IntakeFormSet.max_num

    full, too_many = (
        forms.IntakeFormSet(
            make_intakes(2050, number), prefix="intakes", instance=agreement
        )
        for number in (most - 1, most)
    )

    assert full.is_valid()
    assert not too_many.is_valid()
    assert str(most) in str(too_many.non_form_errors())


def test_annexes_have_a_number(draft, monkeypatch):
    monkeypatch.setattr(annexes, "MAX_ANNEXES", 1)
    monkeypatch.setattr(storage, "save", lambda content: "0" * 64)

    def add():
        draft.refresh_from_db()
        drafts.add_annex(
            draft,
            user=draft.created_by,
            seen_version=draft.version,
            kind=AnnexKind.CURRICULUM,
            title="Program",
            file_name="program.pdf",
            content=b"%PDF-1.7",
        )

    add()
    with pytest.raises(ValidationError):
        add()

    assert draft.annexes.count() == 1

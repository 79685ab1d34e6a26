"""The measured work: the same document once through us, once through the bare
libraries with the same key, timestamp and tuning.
"""

import time
from functools import partial
from io import BytesIO
from statistics import median

import weasyprint
from django.core.management import call_command
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from partners.management.demo import create_demo_partners
from workflows.actions import steps
from workflows.enums import JobKind, Outcome, StepKind
from workflows.management import demo
from workflows.models import Document, Revision, SealingJob, Step
from workflows.pdf import render
from workflows.pdf.authority import Identity
from workflows.pdf.backends import get_backend
from workflows.services import (
    agreement_files,
    documents,
    sealing,
    storage,
    verification,
)
from workflows.services.decisions import StepInput
from workflows.signals import document_signed

ROUNDS = 36
RESERVED = 2 * 8192


def prepare() -> None:
    call_command("migrate", verbosity=0)
    create_demo_partners()
    call_command("create_authority", if_missing=True, verbosity=0)


def _clock(function) -> float:
    started = time.perf_counter()
    function()
    return 1000 * (time.perf_counter() - started)


def _clock_until_stored(function) -> float:
    """Return the time until the signed revision is committed, in milliseconds.

    Mails go out afterwards and are not counted.
    """
    stored = []

    def note(**kwargs):
        stored.append(time.perf_counter())

    document_signed.connect(note)
    started = time.perf_counter()
    try:
        function()
    finally:
        document_signed.disconnect(note)
    return 1000 * (stored[0] - started)


def _sign_bare(pdf: bytes, field_name: str, signer) -> bytes:
    """pyHanko as its documentation tells, with key and reserve kept."""
    output = BytesIO()
    signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=field_name,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer=signer,
        timestamper=get_backend().get_timestamper(),
    ).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        existing_fields_only=True,
        bytes_reserved=RESERVED,
        output=output,
    )
    return output.getvalue()


def _render_bare(html: str, sheet, fonts) -> bytes:
    return weasyprint.HTML(string=html).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/a-3a"
    )


def measure_step():
    """A party's approval, from the decision to the stored signed record.

    Bare and whole steps take turns, and the ratio is the median of the ratios of
    neighbours: a machine that is slower for a while is slower for both.
    """
    bare_work = None
    renders, signatures, ours, made = [], [], [], []
    for _round in range(ROUNDS // 3 + 1):
        agreement = demo.draft_agreement(with_annex=False)
        demo.submit(agreement)
        demo.check(agreement)
        # Not the last of the round: that one also opens the sign-off.
        for step in Step.objects.open().filter(agreement=agreement)[:3]:
            user = next(
                demo.get_user(box)
                for box in demo.APPROVERS.values()
                if step.may_be_completed_by(demo.get_user(box))
            )
            answer = StepInput(outcome=Outcome.APPROVED, seen_version=agreement.version)
            ours.append(
                _clock_until_stored(
                    partial(steps.complete_step, step, user=user, answer=answer)
                )
            )
            bare_work = bare_work or _prepare_bare_step()
            render_bare, sign_bare, make_ours = bare_work
            renders.append(_clock(render_bare))
            signatures.append(_clock(sign_bare))
            made.append(_clock(make_ours))
    render_ms, sign_ms = median(renders[2:]), median(signatures[2:])
    bare, step_ms = render_ms + sign_ms, median(ours[2:])
    neighbours = zip(ours[2:], renders[2:], signatures[2:], strict=True)
    ratio = median(whole / (render + sign) for whole, render, sign in neighbours)
    return [
        ("our render + signature alone, not stored", median(made[2:]), None, None),
        ("bare WeasyPrint render of a party's approval", render_ms, None, None),
        ("bare tuned pyHanko signature of it (B-T)", sign_ms, None, None),
        ("bare render + signature", bare, 1.0, None),
        (
            "step through actions: decision to stored signed PDF",
            step_ms,
            ratio,
            1.25,
        ),
    ]


def _prepare_bare_step():
    """Return the last approval's document as three pieces of work without us."""
    card = Document.objects.filter(type="party_approval").last()
    job = card.jobs.get()
    context = agreement_files.build_record_context(card, card.decision)
    html = documents.write_record_html(card, context)
    sheet, fonts, _fetcher = render._get_styles(documents._read_css())
    with_field = documents.render_record(card, context, box_label="Bench").content
    signer = get_backend().get_personal_signer(Identity(name="Bench"))
    return (
        lambda: _render_bare(html, sheet, fonts),
        lambda: _sign_bare(with_field, documents.RECORD_FIELD, signer),
        lambda: sealing.make_file(job),
    )


def measure_signature():
    """One more signature on the frozen agreement, stored."""
    ours, bare, whole = [], [], []
    for _round in range(3):
        agreement = demo.draft_agreement(with_annex=False)
        demo.submit(agreement)
        demo.check(agreement)
        demo.approve_for_parties(agreement)
        demo.sign_off(agreement)
        while step := (
            Step.objects.open().filter(agreement=agreement, kind=StepKind.SIGN).first()
        ):
            base = demo.get_contract_revision(agreement)
            pdf = storage.read(base.sha256)
            signer = get_backend().get_personal_signer(Identity(name="Bench"))
            bare.append(
                _clock(lambda: _sign_bare(pdf, step.signer.field_name, signer))  # noqa: B023
            )
            job = SealingJob(
                kind=JobKind.SIGNATURE,
                document=base.document,
                signer=step.signer,
            )
            ours.append(_clock(lambda: storage.save(sealing.make_file(job).content)))  # noqa: B023
            whole.append(_clock(lambda: demo.sign_all(agreement, count=1)))  # noqa: B023
    bare_ms, ours_ms = median(bare[2:]), median(ours[2:])
    return [
        ("bare tuned pyHanko signature of the agreement (B-T)", bare_ms, 1.0, None),
        (
            "signature appended through us: signed and stored",
            ours_ms,
            ours_ms / bare_ms,
            1.5,
        ),
        (
            "the whole signing step with password, flow and mails",
            median(whole[2:]),
            None,
            None,
        ),
    ]


def measure_validation():
    """A document seen before answers from the cache."""
    pdf = storage.read(Revision.objects.order_by("-size").first().sha256)
    first = _clock(lambda: verification.verify(pdf))
    again = median([_clock(lambda: verification.verify(pdf)) for _round in range(20)])
    return [
        ("verify a document for the first time", first, None, None),
        ("verify a document seen before (at most 5 ms)", again, again / 5, 1.0),
    ]

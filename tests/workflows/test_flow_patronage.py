"""Each rule of the process once, at the level of actions."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from viewflow.workflow.models import Process
from viewflow.workflow.status import PROCESS

from partners import services as partner_services
from workflows.actions import agreements, schedule, steps
from workflows.enums import (
    AgreementState,
    DocumentType,
    JobState,
    Outcome,
    StepKind,
    StepState,
)
from workflows.exceptions import (
    Incomplete,
    ReauthenticationFailed,
    StaleVersion,
    TransitionNotAllowed,
)
from workflows.management import demo
from workflows.models import (
    AgreementSigner,
    AuditEvent,
    Decision,
    Document,
    MailRecord,
    PatronageAgreement,
    Revision,
    SealingJob,
    Step,
)
from workflows.services import audit, audit_certificate, notifications, storage
from workflows.services.decisions import StepInput
from workflows.services.verification import verify

from .test_pdf_render import read_text

pytestmark = pytest.mark.django_db(transaction=True)


def get_state(agreement) -> str:
    return PatronageAgreement.objects.get(pk=agreement.pk).state


def answer(agreement, outcome, **fields) -> StepInput:
    fields.setdefault("seen_version", agreement.version)
    return StepInput(outcome=outcome, **fields)


def open_step(agreement, kind, **filters) -> Step:
    return Step.objects.open().get(agreement=agreement, kind=kind, **filters)


def count_evidence() -> tuple:
    return (
        Decision.objects.count(),
        Revision.objects.count(),
        AuditEvent.objects.count(),
        MailRecord.objects.count(),
    )


def test_whole_agreement_leaves_a_valid_signed_pdf_for_every_step(partners):
    agreement, rows = demo.run_agreement(with_annex=False)

    assert agreement.state == AgreementState.SEALED
    assert [row.level for row in rows][-2:] == ["B-LTA", "B-T"]
    assert list(
        Document.objects.order_by("ordinal").values_list("type", flat=True)
    ) == [
        DocumentType.RECEIPT,
        DocumentType.FORMAL_CARD,
        *[DocumentType.PARTY_APPROVAL] * 4,
        DocumentType.SIGN_OFF_SHEET,
        DocumentType.AGREEMENT,
        DocumentType.AUDIT_CERTIFICATE,
    ]
    for document in Document.objects.all():
        result = verify(storage.read(document.latest.sha256))
        assert (document.type, result.list_reasons()) == (document.type, [])
        assert result.ok
    contract = Document.objects.get(type=DocumentType.AGREEMENT)
    assert [revision.number for revision in contract.revisions.all()] == list(range(8))
    assert [
        signature.kind
        for signature in verify(storage.read(contract.latest.sha256)).file.signatures
    ] == ["personal"] * 6 + ["seal", "timestamp"]
    receipt = Document.objects.get(type=DocumentType.RECEIPT)
    text = read_text(storage.read(receipt.latest.sha256))
    assert text.count(receipt.version) == 1
    certificate = Document.objects.get(type=DocumentType.AUDIT_CERTIFICATE)
    text = read_text(storage.read(certificate.latest.sha256))
    assert "formal_check" not in text
    assert "kontrola formalna" in text
    # The seal does not stand on a page without what it is under.
    assert "Each event contains" in text.split("\f")[-2]
    assert audit.verify_chain().ok
    assert not SealingJob.objects.exclude(state=JobState.DONE).exists()
    assert Process.objects.get().status == PROCESS.DONE


def test_signers_are_asked_in_the_configured_order(in_signing):
    asked = []
    while step := Step.objects.open().filter(agreement=in_signing).first():
        waiting = Step.objects.open().filter(agreement=in_signing)
        asked.append(sorted(item.signer.email.split("@")[0] for item in waiting))
        demo.sign_all(in_signing, count=waiting.count())
        assert step.agreement_id == in_signing.pk

    assert asked == [
        ["prezes.granit", "zarzad.granit"],
        ["dyrektor.mechanik"],
        ["prezydent.jelenia-gora"],
        # The treasurer countersigns after the mayor.
        ["skarbnik.jelenia-gora"],
        ["lider"],
    ]


def test_submission_assigns_a_number_once(submitted, get_user):
    number = submitted.number

    agreements.withdraw(
        submitted,
        user=get_user("autor.mechanik"),
        reason="Zmiana planów",
        seen_version=submitted.version,
    )

    assert number.startswith("KP/")
    assert PatronageAgreement.objects.get(pk=submitted.pk).number == number


def test_submission_of_an_incomplete_draft_says_what_is_missing(draft, get_user):
    draft.commitments.all().delete()

    with pytest.raises(Incomplete) as error:
        agreements.submit(
            draft, user=get_user("autor.mechanik"), seen_version=draft.version
        )

    assert [item.step for item in error.value.missing] == ["commitments"]
    assert get_state(draft) == AgreementState.DRAFT
    assert not Process.objects.exists()


def test_submission_of_a_stale_version_is_refused(draft, get_user):
    with pytest.raises(StaleVersion):
        agreements.submit(draft, user=get_user("autor.mechanik"), seen_version="0" * 64)

    assert get_state(draft) == AgreementState.DRAFT


@pytest.mark.parametrize(
    "box", ["autor.elektronik", "prezes.len", "prezes.granit", "koordynator", "lider"]
)
def test_only_the_authors_side_submits(draft, get_user, box):
    with pytest.raises(PermissionDenied):
        agreements.submit(draft, user=get_user(box), seen_version=draft.version)

    assert get_state(draft) == AgreementState.DRAFT
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    "box",
    ["autor.mechanik", "dyrektor.mechanik", "prezes.granit", "prezes.len", "audytor"],
)
def test_formal_check_is_for_coordinators(submitted, get_user, box):
    before = count_evidence()

    with pytest.raises(PermissionDenied):
        demo.check(submitted, box=box)

    assert get_state(submitted) == AgreementState.FORMAL_CHECK
    assert count_evidence() == before


def test_author_who_is_coordinator_does_not_check_their_own_draft(submitted, get_user):
    author = get_user("koordynator")
    PatronageAgreement.objects.filter(pk=submitted.pk).update(created_by=author)
    submitted.refresh_from_db()
    before = count_evidence()

    with pytest.raises(PermissionDenied):
        demo.check(submitted, box="koordynator")
    assert count_evidence() == before
    demo.check(submitted, box="koordynator2")

    assert get_state(submitted) == AgreementState.PARTY_APPROVAL


def test_author_does_not_approve_for_their_party(in_approval, get_user):
    author = get_user("dyrektor.mechanik")
    PatronageAgreement.objects.filter(pk=in_approval.pk).update(created_by=author)
    step = open_step(in_approval, StepKind.PARTY_APPROVAL, party__role="school")
    before = count_evidence()

    with pytest.raises(PermissionDenied):
        steps.complete_step(
            step, user=author, answer=answer(in_approval, Outcome.APPROVED)
        )

    assert count_evidence() == before


def test_who_submitted_somebody_elses_draft_is_barred_like_the_author(draft, get_user):
    head = get_user("dyrektor.mechanik")
    school = draft.parties.get(role="school").organisation
    partner_services.grant_roles(get_user("audytor"), school, ["approver"])
    agreements.submit(draft, user=head, seen_version=draft.version)
    demo.check(draft)
    step = open_step(draft, StepKind.PARTY_APPROVAL, party__role="school")
    before = count_evidence()

    with pytest.raises(PermissionDenied):
        steps.complete_step(step, user=head, answer=answer(draft, Outcome.APPROVED))

    assert count_evidence() == before
    assert not Step.objects.open().for_user(head).exists()
    assert notifications.list_people_to_act(step) == [get_user("audytor")]


@pytest.mark.parametrize(
    "box", ["dyrektor.mechanik", "prezes.len", "kadry.granit", "koordynator", "lider"]
)
def test_party_approval_is_for_the_approvers_of_that_party(in_approval, get_user, box):
    step = open_step(in_approval, StepKind.PARTY_APPROVAL, party__role="employer")
    before = count_evidence()

    with pytest.raises(PermissionDenied):
        steps.complete_step(
            step, user=get_user(box), answer=answer(in_approval, Outcome.APPROVED)
        )

    assert count_evidence() == before
    step.refresh_from_db()
    assert step.state == StepState.OPEN


def test_return_by_one_party_ends_the_round_and_reopens_the_draft(
    in_approval, get_user
):
    demo.approve_for_parties(in_approval, count=1)
    step = open_step(in_approval, StepKind.PARTY_APPROVAL, party__role="leader")

    steps.complete_step(
        step,
        user=get_user("lider"),
        answer=answer(in_approval, Outcome.RETURNED, reason="Brak załącznika nr 3"),
    )

    assert get_state(in_approval) == AgreementState.RETURNED
    assert not Step.objects.open().exists()
    assert Process.objects.get().status == PROCESS.DONE
    assert Document.objects.filter(type=DocumentType.PARTY_APPROVAL).count() == 2
    returned = [m for m in mail.outbox if "Brak załącznika nr 3" in m.body]
    assert {"autor.mechanik", "prezes.granit", "koordynator"} <= {
        m.to[0].split("@")[0] for m in returned
    }


def test_returned_agreement_goes_round_again_with_the_same_number(submitted, get_user):
    demo.check(submitted, outcome=Outcome.RETURNED, reason="Proszę poprawić")
    submitted.refresh_from_db()
    number = submitted.number

    demo.submit(submitted)
    demo.check(submitted)

    submitted.refresh_from_db()
    assert (submitted.number, submitted.state) == (
        number,
        AgreementState.PARTY_APPROVAL,
    )


def test_rejection_needs_a_reason(submitted, get_user):
    step = open_step(submitted, StepKind.FORMAL_CHECK)
    before = count_evidence()

    with pytest.raises(Incomplete):
        steps.complete_step(
            step,
            user=get_user("koordynator"),
            answer=answer(submitted, Outcome.REJECTED, reason="  "),
        )

    assert count_evidence() == before
    assert get_state(submitted) == AgreementState.FORMAL_CHECK


def test_stale_version_is_not_approved(in_approval, get_user):
    step = open_step(in_approval, StepKind.PARTY_APPROVAL, party__role="employer")
    before = count_evidence()

    with pytest.raises(StaleVersion):
        steps.complete_step(
            step,
            user=get_user("prezes.granit"),
            answer=answer(in_approval, Outcome.APPROVED, seen_version="f" * 64),
        )

    assert count_evidence() == before


def test_step_is_completed_once(in_approval, get_user):
    step = open_step(in_approval, StepKind.PARTY_APPROVAL, party__role="employer")
    given = answer(in_approval, Outcome.APPROVED)
    steps.complete_step(step, user=get_user("prezes.granit"), answer=given)
    before = count_evidence()

    with pytest.raises(TransitionNotAllowed):
        steps.complete_step(step, user=get_user("zarzad.granit"), answer=given)

    assert count_evidence() == before


def test_sign_off_refuses_what_cannot_be_signed_yet(in_approval, get_user):
    demo.approve_for_parties(in_approval)
    PatronageAgreement.objects.filter(pk=in_approval.pk).update(place="")

    with pytest.raises(Incomplete) as error:
        demo.sign_off(in_approval)

    assert "head" in [item.step for item in error.value.missing]
    assert get_state(in_approval) == AgreementState.SIGN_OFF


def sign(agreement, box, get_user, **changes):
    step = open_step(agreement, StepKind.SIGN, signer__email__startswith=f"{box}@")
    fields = {
        "secret": demo.DEMO_PASSWORD,
        "seen_sha256": demo.get_contract_revision(agreement).sha256,
        **changes,
    }
    steps.complete_step(
        step,
        user=get_user(changes.pop("as_box", box))
        if "as_box" in changes
        else get_user(box),
        answer=answer(
            agreement,
            Outcome.SIGNED,
            **{key: value for key, value in fields.items() if key != "as_box"},
        ),
    )


def test_signature_needs_the_password(in_signing, get_user):
    before = count_evidence()

    with pytest.raises(ReauthenticationFailed):
        sign(in_signing, "prezes.granit", get_user, secret="wrong")

    assert count_evidence() == before


def test_signature_locks_after_five_wrong_passwords(in_signing, get_user):
    for _attempt in range(5):
        with pytest.raises(ReauthenticationFailed):
            sign(in_signing, "prezes.granit", get_user, secret="wrong")

    with pytest.raises(ReauthenticationFailed):
        sign(in_signing, "prezes.granit", get_user)


def test_signature_needs_the_file_that_was_shown(in_signing, get_user):
    seen = demo.get_contract_revision(in_signing).sha256
    sign(in_signing, "zarzad.granit", get_user)
    before = count_evidence()

    with pytest.raises(StaleVersion):
        sign(in_signing, "prezes.granit", get_user, seen_sha256=seen)

    assert count_evidence() == before


@pytest.mark.parametrize(
    "box", ["prezes.len", "zarzad.granit", "dyrektor.mechanik", "koordynator", "lider"]
)
def test_nobody_signs_in_the_place_of_another(in_signing, get_user, box):
    step = open_step(
        in_signing, StepKind.SIGN, signer__email__startswith="prezes.granit@"
    )
    before = count_evidence()

    with pytest.raises(PermissionDenied):
        steps.complete_step(
            step,
            user=get_user(box),
            answer=answer(
                in_signing,
                Outcome.SIGNED,
                secret=demo.DEMO_PASSWORD,
                seen_sha256=demo.get_contract_revision(in_signing).sha256,
            ),
        )

    assert count_evidence() == before


def test_declined_signature_stops_the_signing_and_tells_everyone(in_signing, get_user):
    demo.sign_all(in_signing, count=1)
    step = open_step(in_signing, StepKind.SIGN)
    mail.outbox.clear()

    steps.complete_step(
        step,
        user=step.signer.user,
        answer=answer(in_signing, Outcome.DECLINED, reason="Inna kwota w § 8"),
    )

    in_signing.refresh_from_db()
    contract = Document.objects.get(type=DocumentType.AGREEMENT)
    assert in_signing.state == AgreementState.ABORTED
    assert contract.superseded_reason == "Inna kwota w § 8"
    assert not Step.objects.open().exists()
    assert Document.objects.filter(type=DocumentType.DECISION_RECORD).count() == 1
    assert not verify(storage.read(contract.latest.sha256)).ok
    assert {message.to[0].split("@")[0] for message in mail.outbox} >= {
        "autor.mechanik",
        "dyrektor.mechanik",
        "prezydent.jelenia-gora",
        "lider",
        "koordynator",
        "koordynator2",
    }


def test_reissued_agreement_gets_a_new_document(in_signing, get_user):
    coordinator = get_user("koordynator")
    demo.sign_all(in_signing, count=1)
    agreements.abort(
        in_signing,
        user=coordinator,
        reason="Literówka",
        seen_version=in_signing.version,
    )
    agreements.reissue(
        in_signing,
        user=coordinator,
        reason="Literówka",
        seen_version=in_signing.version,
    )
    in_signing.refresh_from_db()
    demo.submit(in_signing)
    demo.check(in_signing)
    demo.approve_for_parties(in_signing)
    demo.sign_off(in_signing)
    demo.sign_all(in_signing)

    in_signing.refresh_from_db()
    issues = Document.objects.filter(type=DocumentType.AGREEMENT).order_by("pk")
    assert in_signing.state == AgreementState.SEALED
    assert [(d.issue, bool(d.superseded_at)) for d in issues] == [(1, True), (2, False)]
    assert "-2_rev" in issues[1].latest.file_name
    # The signature on the first issue is void: the certificate does not count it.
    certificate = Document.objects.get(type=DocumentType.AUDIT_CERTIFICATE)
    context, _data = audit_certificate._build_certificate_context(certificate)
    names = sorted(signer["name"] for signer in context["signers"])
    signers = AgreementSigner.objects.filter(party__agreement=in_signing)
    assert names == sorted(signer.full_name for signer in signers)
    assert [file["is_void"] for file in context["documents"]].count(True) == 2


def test_withdrawn_draft_is_told_to_its_author_only(draft):
    agreements.withdraw(
        draft, user=draft.created_by, reason="Brak", seen_version=draft.version
    )

    told = MailRecord.objects.filter(key="agreement.withdrawn")
    assert [record.user for record in told] == [draft.created_by]


def test_withdrawal_is_for_the_authors_side(in_signing, get_user):
    with pytest.raises(PermissionDenied):
        agreements.withdraw(
            in_signing,
            user=get_user("prezes.granit"),
            reason="x",
            seen_version=in_signing.version,
        )
    agreements.withdraw(
        in_signing,
        user=get_user("dyrektor.mechanik"),
        reason="Brak naboru",
        seen_version=in_signing.version,
    )

    assert get_state(in_signing) == AgreementState.WITHDRAWN
    assert Process.objects.get().status == PROCESS.CANCELED


def test_void_marks_the_document_on_the_verification_page(partners, get_user):
    agreement, _rows = demo.run_agreement(with_annex=False)
    contract = Document.objects.get(type=DocumentType.AGREEMENT)

    agreements.void(
        agreement,
        user=get_user("koordynator"),
        reason="Wyrok sądu",
        seen_version=agreement.version,
    )

    assert get_state(agreement) == AgreementState.VOIDED
    result = verify(storage.read(contract.latest.sha256))
    assert (result.file.ok, result.ok) == (True, False)


def test_agreement_comes_into_force_and_ends_by_the_clock(partners):
    agreement, _rows = demo.run_agreement(with_annex=False)
    today = agreement.state_since.date()
    PatronageAgreement.objects.update(start_date=today)

    first, second = schedule.run_due(), schedule.run_due()

    assert (first.in_force, second.in_force) == (1, 0)
    assert get_state(agreement) == AgreementState.IN_FORCE
    PatronageAgreement.objects.update(end_date="2020-08-31")
    assert schedule.run_due().expired == 1
    assert get_state(agreement) == AgreementState.EXPIRED

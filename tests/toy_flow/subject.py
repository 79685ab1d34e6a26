from workflows.enums import Audience, DocumentType, Outcome
from workflows.models.subjects import (
    DocumentSpec,
    StepSpec,
    SubjectKind,
    list_rows,
)
from workflows.models.transitions import Transition as Row

LOAN = SubjectKind(
    model="toy_flow.loan",
    transitions=list_rows(
        Row("submit", "Send", "asked", ("draft",), "author", Outcome.SUBMITTED),
        Row("lend", "Lend", "signing", ("asked",), "office"),
        Row("send_back", "Return", "returned", ("asked",), "office"),
        Row("hand_over", "Hand over", "lent", ("signing",), "system"),
        Row(
            "drop",
            "Drop",
            "dropped",
            ("asked", "signing"),
            "author",
            Outcome.WITHDRAWN,
            needs_reason=True,
            is_button=True,
        ),
    ),
    who={"author": lambda user, loan: loan.created_by_id == user.pk},
    steps={
        "lend": StepSpec(
            "Lend",
            Audience.OFFICE,
            {Outcome.APPROVED: "lend", Outcome.RETURNED: "send_back"},
            document=DocumentType.DECISION_RECORD,
        ),
        "sign": StepSpec(
            "Sign",
            Audience.SIGNER,
            {Outcome.SIGNED: "", Outcome.DECLINED: "drop"},
            four_eyes=False,
        ),
    },
    documents={
        DocumentType.RECEIPT: DocumentSpec("prosba", ("Proszę.", "Please.")),
        DocumentType.DECISION_RECORD: DocumentSpec("decyzja", ("Tak.", "Yes.")),
        DocumentType.DECLARATION: DocumentSpec(
            "umowa", template="toy_flow/loan.html", is_contract=True
        ),
    },
    build_facts=lambda content: [(("Maszyna", "Machine"), content["title_pl"])],
    get_public_state=lambda loan: loan.state,
)

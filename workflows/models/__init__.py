"""What is agreed, by which steps, with which documents and which evidence.

agreements  the agreement, its versions, comments
parties     parties, signers, intakes, annexes
commitments what each party promises, with the details of each form of co-operation
occupations the loadable classification of occupations
processes   Viewflow's process, our human steps and the decisions taken in them
documents   contract documents, step records, their revisions, sealing jobs
audit       the hash chain
mails       every message and what became of it
transitions the one table of states
subjects    what else flows carry and documents are about: the registry
flow_subjects the base of such a model, its versions and remarks
absences    who stands in for whom
"""

from .absences import Absence
from .agreements import (
    AgreementComment,
    AgreementVersion,
    NumberCounter,
    PatronageAgreement,
)
from .audit import AuditEvent, AuditHead
from .commitments import Commitment
from .documents import Document, Revision, SealingJob
from .flow_subjects import FlowSubject, SubjectComment, SubjectVersion
from .mails import MailRecord
from .occupations import Occupation
from .parties import (
    AgreementAnnex,
    AgreementIntake,
    AgreementParty,
    AgreementSigner,
)
from .processes import Decision, PatronageProcess, Step, SubjectProcess

__all__ = [
    "Absence",
    "AgreementAnnex",
    "AgreementComment",
    "AgreementIntake",
    "AgreementParty",
    "AgreementSigner",
    "AgreementVersion",
    "AuditEvent",
    "AuditHead",
    "Commitment",
    "Decision",
    "Document",
    "FlowSubject",
    "MailRecord",
    "NumberCounter",
    "Occupation",
    "PatronageAgreement",
    "PatronageProcess",
    "Revision",
    "SealingJob",
    "Step",
    "SubjectComment",
    "SubjectProcess",
    "SubjectVersion",
]

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
ideas       what partners propose, with its partners, plan and supporters
absences    who stands in for whom
joining     applications to join the cluster, changes of a partner's data
groups      acts, meetings, votes, minutes and tasks of working groups
four_eyes   who must not complete a step: the one place
notifications what a person wants by mail; texts of mails that the office changed
privacy     consents, and what a sweep does once in a period
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
from .groups import (
    AgendaItem,
    Attendance,
    Ballot,
    GroupAct,
    GroupTask,
    Meeting,
    Minutes,
    Resolution,
    Vote,
)
from .ideas import Idea
from .joining import ChangeProposal, JoiningApplication
from .mails import MailRecord
from .notifications import MailTemplate, NotificationSettings
from .occupations import Occupation
from .parties import (
    AgreementAnnex,
    AgreementIntake,
    AgreementParty,
    AgreementSigner,
)
from .privacy import ConsentRecord, SweepClaim
from .processes import Decision, PatronageProcess, Step, SubjectProcess

__all__ = [
    "Absence",
    "AgendaItem",
    "AgreementAnnex",
    "AgreementComment",
    "AgreementIntake",
    "AgreementParty",
    "AgreementSigner",
    "AgreementVersion",
    "Attendance",
    "AuditEvent",
    "AuditHead",
    "Ballot",
    "ChangeProposal",
    "Commitment",
    "ConsentRecord",
    "Decision",
    "Document",
    "FlowSubject",
    "Idea",
    "GroupAct",
    "GroupTask",
    "JoiningApplication",
    "MailRecord",
    "MailTemplate",
    "Meeting",
    "Minutes",
    "NotificationSettings",
    "NumberCounter",
    "Occupation",
    "PatronageAgreement",
    "PatronageProcess",
    "Resolution",
    "Revision",
    "SealingJob",
    "Step",
    "SubjectComment",
    "SubjectProcess",
    "SubjectVersion",
    "SweepClaim",
    "Vote",
]

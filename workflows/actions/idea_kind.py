"""The description of ideas: states, steps, documents, who may, who is told."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.enums import MembershipRole

from ..enums import Audience, DocumentType, Outcome
from ..exceptions import Incomplete
from ..forms.ideas import FormalItem
from ..models.audit import register_audit_actions
from ..models.ideas import (
    ACCEPTED,
    EDITABLE,
    UNDECIDED,
    Idea,
    IdeaPartnerRole,
    IdeaState,
    TargetGroup,
    limit_documents,
)
from ..models.subjects import DocumentSpec, StepSpec, SubjectKind, list_rows
from ..models.transitions import Transition as Row
from ..services import documents, ideas, ideas_scoring, notifications, subjects
from ..services.completeness import Missing
from ..services.documents import Bilingual
from ..services.mail_texts import register_mails
from . import ideas as actions
from . import permissions

S = IdeaState
AUTHOR, OWNER, OFFICE, LEADER, SYSTEM = "author", "owner", "office", "leader", "system"
OWNER_OR_OFFICE = "owner_or_office"

TRANSITIONS = list_rows(
    Row(
        "submit",
        _("Submit"),
        S.SUBMITTED,
        EDITABLE,
        AUTHOR,
        Outcome.SUBMITTED,
        is_button=True,
        explanation=_(
            "The office checks the idea, members comment on it, independent evaluators "
            "give points, then the leader of the cluster decides. You get a signed "
            "receipt."
        ),
    ),
    Row("begin_check", _("Formal check"), S.FORMAL_REVIEW, (S.SUBMITTED,), SYSTEM),
    Row(
        "open_comments",
        _("Approve"),
        S.OPEN_FOR_COMMENTS,
        (S.FORMAL_REVIEW,),
        OFFICE,
    ),
    Row(
        "return_idea",
        _("Return for changes"),
        S.RETURNED,
        (S.FORMAL_REVIEW,),
        OFFICE,
        needs_reason=True,
    ),
    Row(
        "close_comments",
        _("Comments closed"),
        S.EVALUATION,
        (S.OPEN_FOR_COMMENTS,),
        SYSTEM,
    ),
    Row(
        "close_evaluation",
        _("Evaluation closed"),
        S.DECISION,
        (S.EVALUATION,),
        SYSTEM,
    ),
    Row("accept_idea", _("Accept"), S.ACCEPTED_NO_GROUP, (S.DECISION,), LEADER),
    Row(
        "accept_idea_with_group",
        _("Accept, with a working group"),
        S.ACCEPTED_WITH_GROUP,
        (S.DECISION,),
        LEADER,
    ),
    Row("improve_idea", _("To be improved"), S.IMPROVE, (S.DECISION,), LEADER),
    Row("merge_idea", _("Merge"), S.MERGED, (S.DECISION,), LEADER),
    Row("defer_idea", _("Defer"), S.DEFERRED, (S.DECISION,), LEADER),
    Row("reject_idea", _("Reject"), S.REJECTED, (S.DECISION,), LEADER),
    Row("take_up_idea", _("Take up again"), S.DECISION, (S.DEFERRED,), OFFICE),
    Row("begin_idea", _("Begin"), S.IN_PROGRESS, ACCEPTED, AUTHOR),
    Row("complete_idea", _("Report"), S.COMPLETED, (S.IN_PROGRESS,), AUTHOR),
    Row(
        "abandon_idea",
        _("Abandon"),
        S.ABANDONED,
        (*ACCEPTED, S.IN_PROGRESS),
        OWNER_OR_OFFICE,
        Outcome.ABANDONED,
        needs_reason=True,
        is_button=True,
        explanation=_("The work on this idea stops for good."),
    ),
    Row(
        "withdraw",
        _("Withdraw"),
        S.WITHDRAWN,
        UNDECIDED,
        OWNER,
        Outcome.WITHDRAWN,
        needs_reason=True,
        is_button=True,
        explanation=_(
            "The idea is not looked at any further. This cannot be undone, but you can "
            "write a new one."
        ),
    ),
)


# What follows a step, in its transaction


def _after_formal_check(idea, decision, user) -> None:
    missing = ideas.list_unconfirmed(idea)
    if decision.outcome == Outcome.APPROVED and missing:
        raise Incomplete(
            gettext("Not all partners have confirmed yet."),
            [Missing("partners", name) for name in missing],
        )


def _after_assignment(idea, decision, user) -> None:
    chosen = decision.data.get("evaluators", [])
    rows = {row.user.pk: row for row in ideas.list_evaluators(idea)}
    refused = [
        Missing("evaluators", rows[pk].user.get_full_name() if pk in rows else str(pk))
        for pk in chosen
        if pk not in rows or not rows[pk].is_free
    ]
    needed = ideas.count_missing_evaluators(idea, decision.process_id)
    if refused or len(set(chosen)) != needed:
        raise Incomplete(
            gettext(
                "These people cannot evaluate this idea, or there are not enough of "
                "them: nobody may judge what their own organisation proposes."
            ),
            refused,
        )


def _after_evaluation(idea, decision, user) -> None:
    if decision.outcome == Outcome.EVALUATED:
        try:
            ideas.read_card(decision.data).total  # noqa: B018 -- raises
        except (KeyError, ValueError) as error:
            raise Incomplete(gettext("Give points for each criterion."), []) from error


def _after_decision(idea, decision, user) -> None:
    idea.decided_at = decision.decided_at
    if decision.outcome == Outcome.MERGED:
        other = (
            Idea.objects.filter(
                pk=decision.data.get("merged_into"), merged_into=None, number__gt=""
            )
            .exclude(pk=idea.pk)
            .first()
        )
        if other is None:
            raise Incomplete(gettext("Say with which idea to merge it."), [])
        idea.merged_into = other
    idea.save(update_fields=["decided_at", "merged_into"])


# Who is told


def _tell(key, people, idea, step, decision, user) -> None:
    notifications.notify(
        key,
        [person for person in people if person.pk != user.pk],
        idea,
        actor=decision.actor_name,
        reason=decision.reason,
        step=step.get_kind_display(),
        outcome=decision.get_outcome_display(),
    )


def _tell_formal_check(idea, step, decision, user) -> None:
    key = (
        "idea.open_for_comments"
        if decision.outcome == Outcome.APPROVED
        else "idea.returned"
    )
    _tell(key, ideas.list_involved(idea), idea, step, decision, user)


def _tell_office(idea, step, decision, user) -> None:
    """Who evaluates is known to the office only."""
    _tell(
        "idea.evaluated",
        notifications.list_coordinators(exclude=[idea.created_by_id]),
        idea,
        step,
        decision,
        user,
    )


def _tell_nobody(idea, step, decision, user) -> None:
    """The evaluators have their own mail."""


def _tell_everybody(idea, step, decision, user) -> None:
    people = {
        p.pk: p for p in [*ideas.list_involved(idea), *ideas.list_followers(idea)]
    }
    _tell("idea.decided", people.values(), idea, step, decision, user)


def _get_end(idea) -> datetime | None:
    """The report is due when the project ends."""
    if not idea.period_end or idea.period_end <= timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(idea.period_end, time(23, 59)))


def _list_recommenders(idea) -> list:
    person = ideas.get_recommender(idea)
    return [person] if person else []


STEPS = {
    "formal_check": StepSpec(
        _("Formal check"),
        Audience.OFFICE,
        {Outcome.APPROVED: "open_comments", Outcome.RETURNED: "return_idea"},
        document=DocumentType.FORMAL_CARD,
        what_follows=_("Members of the cluster comment on the idea."),
        checklist=FormalItem,
        is_impartial=ideas.is_impartial,
        after=_after_formal_check,
        tell=_tell_formal_check,
    ),
    "assign_evaluators": StepSpec(
        _("Assign evaluators"),
        Audience.OFFICE,
        {Outcome.CONFIRMED: ""},
        document=DocumentType.DECISION_RECORD,
        what_follows=_("The evaluators are asked."),
        is_impartial=ideas.is_impartial,
        days=5,
        after=_after_assignment,
        tell=_tell_nobody,
    ),
    "evaluate": StepSpec(
        _("Evaluate"),
        Audience.PERSON,
        {Outcome.EVALUATED: "", Outcome.CONFLICT: ""},
        document=DocumentType.EVALUATION_CARD,
        what_follows=_("When all cards are there, the council recommends."),
        needs_reason=frozenset({Outcome.EVALUATED, Outcome.CONFLICT}),
        is_impartial=ideas.may_evaluate,
        days=14,
        warn_days=2,
        mail="idea.evaluation_needed",
        after=_after_evaluation,
        tell=_tell_office,
    ),
    "recommend": StepSpec(
        _("Recommend"),
        Audience.PERSON,
        {Outcome.RECOMMENDED: "", Outcome.IMPROVE: "", Outcome.NOT_RECOMMENDED: ""},
        document=DocumentType.RECOMMENDATION,
        what_follows=_("The leader of the cluster decides."),
        people=_list_recommenders,
        needs_reason=frozenset(
            {Outcome.RECOMMENDED, Outcome.IMPROVE, Outcome.NOT_RECOMMENDED}
        ),
        is_impartial=ideas.has_no_conflict,
        days=14,
        tell=_tell_office,
    ),
    "decide": StepSpec(
        _("Decide"),
        Audience.ORGANISATION,
        {
            Outcome.ACCEPTED: "accept_idea",
            Outcome.ACCEPTED_WITH_GROUP: "accept_idea_with_group",
            Outcome.IMPROVE: "improve_idea",
            Outcome.MERGED: "merge_idea",
            Outcome.DEFERRED: "defer_idea",
            Outcome.REJECTED: "reject_idea",
        },
        document=DocumentType.DECISION_RECORD,
        what_follows=_("The author, the partners and those who follow are told."),
        role=MembershipRole.SIGNER,
        organisation=lambda idea: ideas.get_leader(),
        needs_reason=frozenset(
            {
                *[Outcome.ACCEPTED, Outcome.ACCEPTED_WITH_GROUP, Outcome.IMPROVE],
                *[Outcome.MERGED, Outcome.DEFERRED, Outcome.REJECTED],
            }
        ),
        is_impartial=ideas.is_impartial,
        days=14,
        after=_after_decision,
        tell=_tell_everybody,
    ),
    "take_up": StepSpec(
        _("Take up again"),
        Audience.OFFICE,
        {Outcome.CONFIRMED: "take_up_idea"},
        document=DocumentType.DECISION_RECORD,
        what_follows=_("The leader of the cluster decides anew."),
        is_impartial=ideas.is_impartial,
        days=180,
        tell=_tell_everybody,
    ),
    "start_work": StepSpec(
        _("Begin the work"),
        Audience.PERSON,
        {Outcome.CONFIRMED: "begin_idea"},
        document=DocumentType.DECISION_RECORD,
        what_follows=_("At the end you report what came of it."),
        people=lambda idea: [idea.created_by] if idea.created_by_id else [],
        four_eyes=False,
        days=30,
        mail="idea.begin_needed",
        tell=_tell_everybody,
    ),
    "report": StepSpec(
        _("Completion report"),
        Audience.PERSON,
        {Outcome.COMPLETED: "complete_idea"},
        document=DocumentType.COMPLETION_REPORT,
        what_follows=_("The idea is completed."),
        people=lambda idea: [idea.created_by] if idea.created_by_id else [],
        needs_reason=frozenset({Outcome.COMPLETED}),
        four_eyes=False,
        days=30,
        due_on=_get_end,
        tell=_tell_everybody,
    ),
}


# What documents say


def _build_card(document) -> dict:
    """Points and bonus of an evaluation card, and so few facts that it is one page."""
    data = document.decision.data
    if "points" not in data:
        return {}
    card = ideas_scoring.Card(data["points"], data["bonus"])
    content = subjects.get_content(document.subject, document.version)
    return {
        "facts": [
            {"label": Bilingual(*label), "value": value}
            for label, value in build_facts(content)[:2]
        ],
        "points": [
            {
                "label": documents.both(criterion.label),
                "weight": weight,
                "points": card.points[criterion],
            }
            for criterion, weight in ideas_scoring.WEIGHTS.items()
        ],
        "bonus": [
            documents.both(ideas_scoring.Bonus(value).label) for value in card.bonus
        ],
        "merit": documents.both_numbers(card.merit, places=2),
        "bonus_points": card.bonus_points,
        "total": documents.both_numbers(card.total, places=2),
    }


_DECISION_TITLES = {
    "assign_evaluators": Bilingual(
        "przydział osób oceniających", "assignment of evaluators"
    ),
    "decide": Bilingual("decyzja lidera klastra", "decision of the cluster's leader"),
    "take_up": Bilingual("ponowne podjęcie pomysłu", "idea taken up again"),
    "start_work": Bilingual("rozpoczęcie prac", "beginning of the work"),
}


def _build_decision(document) -> dict:
    """Title of the step, and what was chosen in it."""
    decision = document.decision
    kind = decision.step.kind if decision.step_id else ""
    context = {"title": _DECISION_TITLES[kind]} if kind in _DECISION_TITLES else {}
    rows = []
    if "evaluators" in decision.data:
        names = {
            row.user.pk: row.user.get_full_name() for row in ideas.list_evaluators()
        }
        chosen = [names.get(pk, str(pk)) for pk in decision.data["evaluators"]]
        rows.append((Bilingual("Oceniają", "Evaluators"), ", ".join(chosen)))
    if "number" in decision.data:
        rows.append((Bilingual("Łączy się z", "Merged with"), decision.data["number"]))
    if kind == "decide":
        idea = document.subject
        summary = ideas_scoring.summarize(ideas.list_cards(idea, decision.process_id))
        rows.append(
            (
                Bilingual("Średnia ocen", "Average score"),
                documents.both_numbers(summary.average, places=2),
            )
        )
    return {**context, "rows": rows}


def _build_report(document) -> dict:
    data = document.decision.data
    return {
        # One number in each cell; the table is read in Polish first.
        "indicators": [
            {
                **row,
                **{
                    key: documents.both_numbers(row[key])
                    for key in ("base", "target", "result")
                },
            }
            for row in data["indicators"]
        ],
        "cost": documents.both_numbers(data["cost"], places=2),
    }


DOCUMENTS = {
    DocumentType.RECEIPT: DocumentSpec(
        "potwierdzenie",
        (
            "Zgłaszam pomysł projektu w wersji o podanym skrócie i oświadczam, że "
            "dane są prawdziwe.",
            "I submit the project idea in the version with this hash and declare that "
            "the data are true.",
        ),
    ),
    DocumentType.FORMAL_CARD: DocumentSpec(
        "karta-formalna",
        (
            "Sprawdziłam(-em) pomysł pod względem formalnym.",
            "I checked the idea formally.",
        ),
    ),
    DocumentType.EVALUATION_CARD: DocumentSpec(
        "karta-oceny",
        (
            "Oświadczam, że oceniam bezstronnie i nie jestem w konflikcie interesów, "
            "albo że zgłaszam taki konflikt i nie oceniam.",
            "I declare that I evaluate impartially, without conflict of interest, or "
            "that I report such a conflict and do not evaluate.",
        ),
        template="workflows/pdf/ideas_evaluation.html",
        build_context=_build_card,
    ),
    DocumentType.RECOMMENDATION: DocumentSpec(
        "rekomendacja",
        (
            "Rekomenduję liderowi klastra rozstrzygnięcie opisane wyżej.",
            "I recommend the above to the leader of the cluster.",
        ),
    ),
    DocumentType.DECISION_RECORD: DocumentSpec(
        "decyzja",
        (
            "Potwierdzam rozstrzygnięcie opisane w tym dokumencie.",
            "I confirm the decision described in this document.",
        ),
        template="workflows/pdf/ideas_decision.html",
        build_context=_build_decision,
    ),
    DocumentType.COMPLETION_REPORT: DocumentSpec(
        "sprawozdanie",
        (
            "Oświadczam, że sprawozdanie odpowiada stanowi faktycznemu.",
            "I declare that this report is true.",
        ),
        template="workflows/pdf/ideas_report.html",
        build_context=_build_report,
    ),
}


def build_facts(content: dict) -> list:
    """Return the idea in a few lines, for step records and screens."""
    lead = [p["name"] for p in content["partners"] if p["role"] == IdeaPartnerRole.LEAD]
    others = [p["name"] for p in content["partners"] if p["name"] not in lead]
    begins, ends = (
        documents.both_dates(content[key]) for key in ("period_start", "period_end")
    )
    period = (
        Bilingual(f"{begins.pl} – {ends.pl}", f"{begins.en} – {ends.en}")
        if begins and ends
        else ""
    )
    files = [row["file"] for row in content["attachments"]]
    # Versions that were kept before the English one existed do not hold it.
    english = content.get("summary_en")
    summary = Bilingual(content["summary"], english) if english else content["summary"]
    amount = documents.both_numbers(content["budget_total"], places=2)
    return [
        (("Organizacja wiodąca", "Leading organisation"), ", ".join(lead)),
        (("Partnerzy", "Partners"), ", ".join(others)),
        (("Streszczenie", "Summary"), summary),
        (("Okres realizacji", "Period"), period),
        (("Budżet", "Budget"), Bilingual(f"{amount.pl} zł", f"PLN {amount.en}")),
        (
            ("Działania i wskaźniki", "Activities and indicators"),
            f"{len(content['activities'])} / {len(content['indicators'])}",
        ),
        *([(("Załączniki", "Attachments"), ", ".join(files))] if files else []),
    ]


LABELS = {
    "title_pl": _("title in Polish"),
    "title_en": _("title in English"),
    "summary": _("summary"),
    "summary_en": _("summary in English"),
    "problem_evidence": _("the need and how you know of it"),
    "goal_main": _("main goal"),
    "goals_specific": _("specific goals"),
    "target_groups": _("for whom"),
    "target_other": _("who the others are"),
    "cooperation_forms": _("forms of co-operation"),
    "occupations": _("occupations"),
    "partners": _("partners"),
    "other_partners": _("partners outside the cluster"),
    "territory": _("territory"),
    "cross_border": _("across the border"),
    "countries": _("countries"),
    "period_start": _("beginning of the project"),
    "period_end": _("end of the project"),
    "activities": _("activities"),
    "budget": _("budget"),
    "budget_total": _("budget in total"),
    "indicators": _("indicators"),
    "risks": _("risks"),
    "sustainability": _("what stays after the project"),
    "accessibility_note": _("accessibility"),
    "gdpr_note": _("personal data, of minors above all"),
    "wants_working_group": _("a working group should work on it"),
    "willing_to_lead": _("we are ready to lead the work"),
    "publication_consent": _("a summary may be published"),
    "attachments": _("attachments"),
    "name": _("name"),
    "name_pl": _("name"),
    "code": _("code"),
    "role": _("role"),
    "start_date": _("from"),
    "end_date": _("to"),
    "owner": _("who is responsible"),
    "category": _("kind of cost"),
    "note": _("what for"),
    "amount": _("amount in PLN"),
    "source": _("source"),
    "unit": _("unit"),
    "base": _("now"),
    "target": _("aim"),
    "is_decrease": _("less is better"),
    "risk": _("risk"),
    "probability": _("probability, 1 to 5"),
    "impact": _("impact, 1 to 5"),
    "response": _("what you do about it"),
    "title": _("title"),
    "file": _("file"),
    **{value.value: value.label for value in TargetGroup},
}

IDEAS = SubjectKind(
    model="cluster_workflows.idea",
    documents=DOCUMENTS,
    get_public_state=lambda idea: idea.public_state,
    transitions=TRANSITIONS,
    steps=STEPS,
    who={
        AUTHOR: ideas.is_author,
        OWNER: actions.is_owner,
        OFFICE: lambda user, idea: permissions.is_coordinator(user),
        OWNER_OR_OFFICE: lambda user, idea: (
            permissions.is_coordinator(user) or actions.is_owner(user, idea)
        ),
    },
    list_involved=ideas.list_involved,
    build_facts=build_facts,
    labels=LABELS,
    actions={"submit": actions.submit},
    can_comment=ideas.can_comment,
    can_compare=ideas.can_compare,
    limit_documents=limit_documents,
)

register_audit_actions(
    {
        "begin_check": _("formal check begins"),
        "open_comments": _("formal check passed, open for comments"),
        "return_idea": _("returned for changes"),
        "close_comments": _("comments closed, evaluation begins"),
        "close_evaluation": _("evaluation closed"),
        "score_idea": _("score computed"),
        "accept_idea": _("accepted"),
        "accept_idea_with_group": _("accepted with a working group"),
        "improve_idea": _("given back to be improved"),
        "merge_idea": _("merged with another idea"),
        "defer_idea": _("deferred"),
        "reject_idea": _("rejected"),
        "take_up_idea": _("taken up again"),
        "begin_idea": _("work began"),
        "complete_idea": _("completed"),
        "abandon_idea": _("abandoned"),
        "invite_coauthor": _("co-author invited"),
        "join_authors": _("co-author joined"),
        "decline_authorship": _("invitation to write declined"),
        "remove_coauthor": _("co-author removed"),
        "ask_partner_again": _("the idea was changed, the partner is asked again"),
        "confirm_partner": _("partner confirmed"),
        "decline_partner": _("partner declined"),
        "draft_agreement_of_idea": _("agreement drafted from the idea"),
        "propose_group_of_idea": _("working group proposed from the idea"),
    }
)

register_mails(
    {
        "idea.submitted": (
            _("%(number)s was submitted"),
            _(
                "%(actor)s submitted the idea “%(title)s”. The office checks it first, "
                "then members of the cluster can comment on it."
            ),
        ),
        "idea.returned": (
            _("%(number)s was returned for changes"),
            _(
                "%(actor)s returned the idea “%(title)s” for changes.\n\n"
                "Reason: %(reason)s\n\nThe author can change it and submit it again."
            ),
        ),
        "idea.open_for_comments": (
            _("%(number)s is open for comments"),
            _(
                "The idea “%(title)s” passed the formal check. Members of the cluster "
                "can comment on it now; then it is evaluated."
            ),
        ),
        "idea.comments_closed": (
            _("%(number)s: the time for comments is over"),
            _("The idea “%(title)s” is evaluated next."),
        ),
        "idea.evaluation_needed": (
            _("Please evaluate %(number)s"),
            _(
                "The office asks you to evaluate the idea “%(title)s”. If you have a "
                "conflict of interest, say so there. Due: %(due)s."
            ),
        ),
        "idea.evaluated": (
            _("%(number)s: %(step)s – %(outcome)s"),
            _("“%(title)s”: %(actor)s, %(step)s – %(outcome)s."),
        ),
        "idea.decided": (
            _("%(number)s: %(outcome)s"),
            _("“%(title)s”: %(step)s – %(outcome)s.\n\n%(reason)s"),
        ),
        "idea.begin_needed": (
            _("%(number)s was accepted: say when you begin"),
            _(
                "The idea “%(title)s” was accepted. Say in the portal that the work "
                "begins. Due: %(due)s."
            ),
        ),
        "idea.partner_confirm": (
            _("Is %(person)s a partner of this idea?"),
            _(
                "%(actor)s named %(person)s as a partner of the idea “%(title)s”. "
                "Please read it and confirm, or say no."
            ),
        ),
        "idea.partner_answered": (
            _("%(title)s: %(person)s – %(outcome)s"),
            _("%(actor)s answered for %(person)s about “%(title)s”: %(outcome)s."),
        ),
        "idea.coauthor_invited": (
            _("%(actor)s invites you to write an idea together"),
            _(
                "%(actor)s invites you to be a co-author of the idea “%(title)s”. "
                "Open it to accept or to say no."
            ),
        ),
        "idea.coauthor_answered": (
            _("%(title)s: your invitation was answered"),
            _("%(actor)s: %(outcome)s."),
        ),
    }
)

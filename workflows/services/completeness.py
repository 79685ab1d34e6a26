"""What is missing to submit and to sign, in words, with the place to mend it.

Sources of the rules: domain.md §1.1 to §1.4; Prawo oświatowe art. 68 (7), (7c).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from partners.enums import MembershipRole
from partners.models import Membership, PersonFunction

from .. import conf
from ..enums import (
    CYCLE_YEARS,
    AnnexKind,
    ClassScope,
    ConclusionDateRule,
    CooperationForm,
    PartyRole,
    SignatureLevel,
)
from ..models import PatronageAgreement
from . import school_years
from .agreements import is_local_government

OPINION_YEARS = 5
LONGEST_TERM_YEARS = 10
EXTRACT_DAYS = 90


@dataclass(frozen=True)
class Missing:
    """One thing to mend. ``step`` names the page of the form where that is done."""

    step: str
    message: str


def list_missing_to_submit(agreement: PatronageAgreement) -> list[Missing]:
    """Return what the office needs before it looks at the draft."""
    missing = []
    if not agreement.title_pl:
        missing.append(Missing("head", _("The title in Polish is missing.")))
    parties = list(agreement.parties.select_related("organisation"))
    missing += _check_parties(parties)
    missing += _check_class(agreement)
    missing += _check_intakes(agreement)
    missing += _check_commitments(agreement)
    missing += _check_money(agreement)
    missing += _check_new_occupation(agreement)
    missing += _check_term(agreement)
    return missing


def _check_parties(parties) -> list[Missing]:
    missing = []
    roles = [party.role for party in parties]
    for role, message in (
        (PartyRole.SCHOOL, _("A school has to be a party.")),
        (PartyRole.EMPLOYER, _("An employer has to be a party.")),
        (PartyRole.LEADER, _("The leader of the cluster has to be a party.")),
    ):
        if role not in roles:
            missing.append(Missing("parties", message))
    founders = {
        party.organisation.founding_body_id
        for party in parties
        if party.role == PartyRole.SCHOOL
    }
    for party in parties:
        if (
            party.role == PartyRole.FOUNDING_BODY
            and founders - {None}
            and party.organisation_id not in founders
        ):
            missing.append(
                Missing(
                    "parties",
                    _("%(party)s is not the founding body of the school.")
                    % {"party": party},
                )
            )
        if not (party.contact_name and party.contact_email):
            missing.append(
                Missing(
                    "parties",
                    _("%(party)s: name and e-mail of the coordinator are missing.")
                    % {"party": party},
                )
            )
    return missing


def _check_class(agreement) -> list[Missing]:
    missing = []

    def add(message):
        missing.append(Missing("class", message))

    if not agreement.school_type:
        add(_("The type of school is missing."))
    occupation = agreement.occupation
    if occupation is None:
        add(_("The occupation is missing."))
    elif agreement.school_type and (
        agreement.school_type not in occupation.school_types
    ):
        add(_("This occupation is not taught in this type of school."))
    if (
        occupation
        and occupation.valid_to
        and occupation.valid_to < timezone.localdate()
    ):
        add(_("This occupation is no longer in the classification."))
    if not agreement.class_name:
        add(_("The name of the class is missing."))
    years = [agreement.start_school_year, agreement.end_school_year]
    if not all(years):
        add(_("The first and the last school year are missing."))
    elif not all(school_years.is_school_year(year) for year in years):
        add(_("A school year is two years in a row, such as 2027/2028."))
    else:
        first, last = map(school_years.parse_school_year, years)
        if first < school_years.get_current_school_year():
            add(_("The first school year is over already."))
        if last < first:
            add(_("The last school year lies before the first."))
        elif last - first + 1 > LONGEST_TERM_YEARS:
            add(_("An agreement covers ten school years at most."))
    if agreement.class_scope == ClassScope.GROUP and not agreement.group_size:
        add(_("The number of students in the group is missing."))
    cycle = CYCLE_YEARS.get(agreement.school_type)
    if not agreement.grades_covered:
        add(_("The grades covered are missing."))
    elif cycle and max(agreement.grades_covered) > cycle:
        add(
            _("This type of school has %(years)s grades only.") % {"years": cycle},
        )
    return missing


def _check_intakes(agreement) -> list[Missing]:
    missing = []
    intakes = list(agreement.intakes.all())
    if not intakes:
        return [Missing("class", _("At least one intake has to be planned."))]
    years = [agreement.start_school_year, agreement.end_school_year]
    known = all(school_years.is_school_year(year) for year in years)
    for intake in intakes:
        values = {"year": intake.school_year}
        if not school_years.is_school_year(intake.school_year):
            message = _("Intake %(year)s: this is not a school year.") % values
        elif known and not years[0] <= intake.school_year <= years[1]:
            message = _("Intake %(year)s lies outside the agreement.") % values
        elif (
            intake.places_at_employer > intake.planned_students
            and not intake.places_confirmed
        ):
            message = (
                _("Intake %(year)s: more places than students. Confirm or correct.")
                % values
            )
        elif (
            agreement.class_scope == ClassScope.GROUP
            and (agreement.group_size or 0) > intake.planned_students
        ):
            message = _("Intake %(year)s is smaller than the group.") % values
        else:
            continue
        missing.append(Missing("class", message))
    return missing


def _check_commitments(agreement) -> list[Missing]:
    commitments = list(agreement.commitments.all())
    if not commitments:
        return [Missing("commitments", _("At least one commitment has to be named."))]
    missing = []
    start, end = agreement.start_date, agreement.end_date
    is_term_possible = not (start and end and start > end)
    for commitment in commitments:
        if details := commitment.list_missing_details():
            missing.append(
                Missing(
                    "commitments",
                    _("“%(commitment)s”: missing %(details)s.")
                    % {
                        "commitment": commitment.description,
                        "details": ", ".join(details),
                    },
                )
            )
        handover = commitment.details.get("handover_date")
        if (
            handover
            and is_term_possible
            and not agreement.is_in_term(date.fromisoformat(handover))
        ):
            missing.append(
                Missing(
                    "commitments",
                    _("“%(commitment)s”: handed over outside the term.")
                    % {"commitment": commitment.description},
                )
            )
    return missing


def _check_money(agreement) -> list[Missing]:
    """Say when a local government promises money and the agreement does not say so."""
    paid = agreement.commitments.filter(value__gt=0)
    payers = [row.party for row in paid.select_related("party__organisation")]
    if agreement.local_government_pays or not any(
        is_local_government(party.role, party.organisation.founding_body_type)
        for party in payers
    ):
        return []
    return [
        Missing(
            "legal",
            _(
                "A local government promises something of value: tick that its money "
                "is involved."
            ),
        )
    ]


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _check_new_occupation(agreement) -> list[Missing]:
    """Art. 68 (7) and (7c): opinion of the council and one full cycle."""
    if not agreement.is_new_occupation:
        return []
    missing = []
    opinion = agreement.labour_opinion_date
    today = timezone.localdate()
    if not (agreement.labour_opinion_number and opinion):
        missing.append(
            Missing(
                "class",
                _("A new occupation needs the opinion of the labour market council."),
            )
        )
    elif opinion > today:
        missing.append(Missing("class", _("The opinion lies in the future.")))
    elif _add_years(opinion, OPINION_YEARS) < today:
        missing.append(Missing("class", _("The opinion is more than five years old.")))
    cycle = CYCLE_YEARS.get(agreement.school_type)
    years = [agreement.start_school_year, agreement.end_school_year]
    if cycle and all(school_years.is_school_year(year) for year in years):
        first, last = map(school_years.parse_school_year, years)
        message = _(
            "A new occupation needs an agreement over a full training cycle of "
            "%(years)s years."
        ) % {"years": cycle}
        starts_late = agreement.start_date and agreement.start_date > date(first, 9, 1)
        ends_early = (
            agreement.end_date
            and not agreement.is_indefinite
            and agreement.end_date < date(first + cycle, 8, 31)
        )
        if last - first + 1 < cycle:
            missing.append(Missing("class", message))
        elif starts_late or ends_early:
            missing.append(Missing("legal", message))
    return missing


def _check_term(agreement) -> list[Missing]:
    """What can be said wrongly already in a draft."""
    missing = []
    start, end = agreement.start_date, agreement.end_date
    if start and end and start > end:
        missing.append(Missing("legal", _("The agreement ends before it starts.")))
    if end and agreement.is_indefinite:
        missing.append(
            Missing("legal", _("Either a last day or an indefinite time, not both."))
        )
    if (
        end
        and not agreement.is_indefinite
        and (end.month, end.day) != (8, 31)
        and not agreement.end_date_reason
    ):
        missing.append(
            Missing(
                "legal",
                _("It should end with a school year, on 31 August, or say why not."),
            )
        )
    if not school_years.parse_day_of_year(agreement.report_due_day):
        missing.append(
            Missing("legal", _("There is no such day for the annual report."))
        )
    if end and end < timezone.localdate() and not (start and start > end):
        missing.append(Missing("legal", _("The last day is over already.")))
    return missing


def _compare_term_with_class(agreement) -> list[Missing]:
    """Say when the agreement does not run as long as the class does."""
    years = [agreement.start_school_year, agreement.end_school_year]
    if not all(school_years.is_school_year(year) for year in years):
        return []
    warnings = []
    first, last = map(school_years.parse_school_year, years)
    start, end = agreement.start_date, agreement.end_date
    if start and start > date(first + 1, 8, 31):
        warnings.append(
            Missing("legal", _("It begins after the first school year of the class."))
        )
    if (
        end
        and not agreement.is_indefinite
        and not agreement.end_date_reason
        and end < date(last + 1, 8, 31)
    ):
        warnings.append(
            Missing(
                "legal",
                _("It ends before the last school year of the class: say why."),
            )
        )
    return warnings


def list_missing_approvers(agreement: PatronageAgreement, *, author) -> list[Missing]:
    """Return the parties in which nobody but the author could approve (four eyes)."""
    authors = {author.pk, agreement.created_by_id}
    missing = []
    for party in agreement.parties.exclude(role=PartyRole.OBSERVER):
        others = (
            Membership.objects.current()
            .filter(organisation=party.organisation_id, role=MembershipRole.APPROVER)
            .exclude(user_id__in=authors)
        )
        if not others.exists():
            missing.append(
                Missing(
                    "parties",
                    _(
                        "%(party)s: nobody but the author could approve. The office "
                        "invites a second person."
                    )
                    % {"party": party},
                )
            )
    return missing


def list_missing_to_sign(
    agreement: PatronageAgreement, *, level: str = SignatureLevel.SIMPLE
) -> list[Missing]:
    """Return what is missing before the text is frozen.

    ``level`` is what the configured signer backend can give.
    """
    missing = list_missing_to_submit(agreement)

    def add(step, message):
        missing.append(Missing(step, message))

    if not agreement.place:
        add("head", _("The place of conclusion is missing."))
    if (
        agreement.conclusion_date_rule == ConclusionDateRule.FIXED
        and not agreement.conclusion_date
    ):
        add("head", _("The fixed date of conclusion is missing."))
    elif (
        agreement.conclusion_date_rule == ConclusionDateRule.FIXED
        and agreement.conclusion_date < timezone.localdate()
    ):
        add("head", _("The fixed date of conclusion is over: nothing is antedated."))
    if not agreement.start_date:
        add("legal", _("The first day is missing."))
    if not (agreement.end_date or agreement.is_indefinite):
        add("legal", _("The last day is missing."))
    for field, message in (
        (
            "child_protection_standards",
            _("The employer's child-protection standards are not confirmed."),
        ),
        (
            "staff_checked_registers",
            _("The check of people who work with minors is not confirmed."),
        ),
        ("ohs_training", _("Health and safety training is not confirmed.")),
        ("school_insures", _("The insurance of the students is not confirmed.")),
        ("separate_controllers", _("The roles in data protection are not confirmed.")),
        (
            "image_consents_by_school",
            _("It is not confirmed who collects consents to images."),
        ),
    ):
        if not getattr(agreement, field):
            add("legal", message)
    standards = agreement.child_protection_date
    if standards and standards > timezone.localdate():
        add("legal", _("The child-protection standards lie in the future."))
    if not agreement.liability_insurance_by:
        add("legal", _("It is not said who pays the liability insurance (OC)."))
    if (
        agreement.processing_agreement_needed
        and not agreement.annexes.filter(kind=AnnexKind.PROCESSING_AGREEMENT).exists()
    ):
        add("annexes", _("The data processing agreement is missing."))
    parties = list(
        agreement.parties.select_related("organisation").prefetch_related("signers")
    )
    missing += _check_signers(agreement, parties, level)
    return missing


def _check_signers(agreement, parties, level) -> list[Missing]:
    missing = []

    def add(message):
        missing.append(Missing("parties", message))

    emails = []
    for party in parties:
        if party.role == PartyRole.OBSERVER:
            continue
        values = {"party": party}
        for item in party.organisation.list_missing_for_signing():
            add(_("%(party)s: missing %(item)s.") % {**values, "item": item})
        signers = [s for s in party.signers.all() if not s.is_countersign]
        required = party.details.get("signers_required") or 1
        if len(signers) < required:
            add(
                _("%(party)s: %(required)s people have to sign, %(named)s named.")
                % {**values, "required": required, "named": len(signers)}
            )
        for signer in party.signers.all():
            emails.append(signer.email.lower())
            values["signer"] = signer
            if signer.user_id is None:
                add(
                    _("%(party)s: %(signer)s has no account yet. Invite them.") % values
                )
            elif not may_sign_for(signer.user, party.organisation):
                add(
                    _(
                        "%(party)s: the account of %(signer)s may not sign for it. The "
                        "office grants that."
                    )
                    % values
                )
            if not _has_function(signer, party):
                message = (
                    _("%(party)s: by the register, %(signer)s is not its treasurer.")
                    if signer.is_countersign
                    else _(
                        "%(party)s: by the register, %(signer)s does not represent it "
                        "today."
                    )
                )
                add(message % values)
            if not signer.function_pl:
                add(_("%(party)s: the function of %(signer)s is missing.") % values)
        if level not in party.accepted_levels:
            add(
                _("%(party)s does not accept the kind of signature made here.") % values
            )
    if len(emails) != len(set(emails)):
        add(_("Each signer needs an e-mail address of their own."))
    missing += _check_countersignature(agreement, parties)
    return missing


def may_sign_for(user, organisation) -> bool:
    """Say whether an account may sign for an organisation today."""
    return user.is_active and Membership.objects.has_role(
        user, organisation, MembershipRole.SIGNER
    )


def _has_function(signer, party) -> bool:
    functions = PersonFunction.objects.current().filter(
        person=signer.person_id, organisation=party.organisation_id
    )
    right = "is_treasurer" if signer.is_countersign else "can_represent"
    return functions.filter(**{right: True}).exists()


def _check_countersignature(agreement, parties) -> list[Missing]:
    """Art. 46 (3) u.s.g., art. 48 (3) u.s.p., art. 57 (3) u.s.w."""
    missing = []

    def add(message):
        missing.append(Missing("parties", message))

    if agreement.local_government_pays:
        if agreement.total_value is None:
            missing.append(Missing("legal", _("The total value in PLN is missing.")))
        bodies = [p for p in parties if p.role == PartyRole.FOUNDING_BODY]
        if not bodies:
            add(_("Money of a local government: the founding body has to be a party."))
        for body in bodies:
            if not any(s.is_countersign for s in body.signers.all()):
                add(
                    _("%(party)s: the countersignature of the treasurer is missing.")
                    % {"party": body}
                )
    else:
        for party in parties:
            if any(s.is_countersign for s in party.signers.all()):
                add(
                    _(
                        "%(party)s: a treasurer countersigns only where money of a "
                        "local government is involved."
                    )
                    % {"party": party}
                )
    return missing


def list_warnings(agreement: PatronageAgreement) -> list[Missing]:
    """Return what should be looked at and does not block."""
    warnings = _compare_term_with_class(agreement)
    oldest = timezone.localdate() - timedelta(days=EXTRACT_DAYS)
    for party in agreement.parties.all():
        extract = party.details.get("register_extract_date")
        if extract and date.fromisoformat(extract) < oldest:
            warnings.append(
                Missing(
                    "parties",
                    _("%(party)s: the register extract is older than %(days)s days.")
                    % {"party": party, "days": EXTRACT_DAYS},
                )
            )
    students = sum(intake.planned_students for intake in agreement.intakes.all())
    for commitment in agreement.commitments.all():
        warnings += [
            Missing("commitments", message)
            for message in _list_doubts(agreement, commitment, students)
        ]
    return warnings


def _list_doubts(agreement, commitment, students) -> list[str]:
    """Return what is possible and yet unlikely to be meant."""
    doubts = []
    values = {"commitment": commitment.description}
    year = commitment.school_year
    years = [agreement.start_school_year, agreement.end_school_year]
    if year and all(years) and not years[0] <= year <= years[1]:
        doubts.append(
            _("“%(commitment)s”: %(year)s lies outside the agreement.")
            % {**values, "year": year}
        )
    if commitment.deadline and not agreement.is_in_term(commitment.deadline):
        doubts.append(_("“%(commitment)s”: due outside the term.") % values)
    if commitment.area != CooperationForm.PLACEMENTS:
        return doubts
    # Art. 121a of Prawo oświatowe: a student's pay is the minimum wage at most.
    wage = conf.get("MINIMUM_WAGE")
    amount = Decimal(commitment.details.get("amount") or 0)
    if amount > Decimal(wage["amount"]):
        doubts.append(
            _(
                "“%(commitment)s”: the pay is above the minimum wage of %(year)s, "
                "%(wage)s PLN (%(source)s)."
            )
            % {
                **values,
                "wage": wage["amount"],
                "year": wage["year"],
                "source": wage["source"],
            }
        )
    if students and (commitment.details.get("places") or 0) > students:
        doubts.append(
            _("“%(commitment)s”: more places than planned students.") % values
        )
    return doubts

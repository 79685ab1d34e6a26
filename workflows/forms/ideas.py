"""Ideas: the steps of the form, and what people decide about them.

A draft may be incomplete; what is typed has to be possible (domain §2.2).
"""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.enums import CooperationForm
from partners.models import Organisation

from ..enums import Outcome
from ..models import Occupation
from ..models.ideas import (
    OPEN_TO_MEMBERS,
    Idea,
    IdeaActivity,
    IdeaArea,
    IdeaAttachment,
    IdeaCost,
    IdeaIndicator,
    IdeaPartner,
    IdeaPartnerRole,
    IdeaRisk,
    Neighbour,
    TargetGroup,
)
from ..services import annexes, ideas, ideas_scoring
from .fields import DateInput
from .formsets import BoundedFormSet
from .steps import ChecklistForm, DecisionForm

WIZARD = (
    ("basics", _("Idea and goals")),
    ("partners", _("Partners and co-authors")),
    ("plan", _("Plan, budget, indicators")),
    ("more", _("Effects and consents")),
    ("files", _("Attachments")),
    ("review", _("Overview")),
)
ATTACHMENT_TYPES = ("pdf", "docx", "xlsx", "png")
MAX_ROWS = 30
MAX_PARTNERS = 20
MAX_GOAL = 300


class StartIdeaForm(forms.ModelForm):
    """The first screen: for whom, and what it is called."""

    lead = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Leading organisation"), empty_label=None
    )

    class Meta:
        model = Idea
        fields = ["title_pl", "title_en"]

    field_order = ["lead", "title_pl", "title_en"]

    def __init__(self, *args, leads, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Organisation.objects.filter(
            pk__in=[organisation.pk for organisation in leads]
        )


class LinesField(forms.CharField):
    """A list, one item on a line."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (super().to_python(value) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value):
        if len(value) > ideas.MAX_GOALS:
            raise ValidationError(
                _("At most %(number)s lines."), params={"number": ideas.MAX_GOALS}
            )
        if any(len(line) > MAX_GOAL for line in value):
            raise ValidationError(
                _("A line has at most %(number)s characters."),
                params={"number": MAX_GOAL},
            )

    def run_validators(self, value):
        """Each line is checked by ``validate``; validators are for one text."""

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


def _choose(choices, label, **kwargs):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **kwargs,
    )


class BasicsForm(forms.ModelForm):
    # May be empty in a draft; ``services.ideas.list_missing`` asks for them.
    needed_to_submit = (
        *("summary", "problem_evidence", "goal_main", "cooperation_forms"),
        *("territory", "period_start", "period_end"),
    )

    goals_specific = LinesField(
        label=_("Specific goals"),
        help_text=_("One on a line, five at most."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    cooperation_forms = _choose(CooperationForm.choices, _("Forms of co-operation"))
    territory = _choose(IdeaArea.choices, _("Where"))
    countries = _choose(
        Neighbour.choices, _("Countries"), help_text=_("If it goes across the border.")
    )
    occupations = forms.ModelMultipleChoiceField(
        Occupation.objects.all(),
        label=_("Occupations"),
        help_text=_("Several: hold Ctrl (on a Mac: Command) and click."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        required=False,
    )

    class Meta:
        model = Idea
        fields = [
            "title_pl",
            "title_en",
            "summary",
            "summary_en",
            "problem_evidence",
            "goal_main",
            "goals_specific",
            "target_other",
            "cooperation_forms",
            "occupations",
            "territory",
            "cross_border",
            "countries",
            "period_start",
            "period_end",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "summary_en": forms.Textarea(attrs={"rows": 4}),
            "problem_evidence": forms.Textarea(attrs={"rows": 8}),
            "goal_main": forms.Textarea(attrs={"rows": 3}),
            "period_start": DateInput(),
            "period_end": DateInput(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for group in TargetGroup:
            self.fields[f"target_{group}_count"] = forms.IntegerField(
                label=group.label,
                min_value=1,
                max_value=1_000_000,
                required=False,
                initial=self.instance.target_groups.get(group.value),
            )

    @property
    def target_fields(self):
        return [self[f"target_{group}_count"] for group in TargetGroup]

    @property
    def fields_before(self):
        """What stands above the groups of people."""
        names = list(self.Meta.fields)
        return [self[name] for name in names[: names.index("target_other")]]

    @property
    def fields_after(self):
        names = list(self.Meta.fields)
        return [self[name] for name in names[names.index("target_other") :]]

    def clean(self):
        data = super().clean()
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("The project ends before it begins."))
        if data.get("countries") and not data.get("cross_border"):
            self.add_error(
                "cross_border", _("Tick this, or name no country across the border.")
            )
        return data

    def save(self, commit=True):
        groups = {
            group.value: self.cleaned_data[f"target_{group}_count"]
            for group in TargetGroup
        }
        self.instance.target_groups = {k: v for k, v in groups.items() if v}
        return super().save(commit)


class IdeaPartnerForm(forms.ModelForm):
    class Meta:
        model = IdeaPartner
        fields = ["organisation", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.active()
        if self.instance.pk:
            # Another organisation is asked anew: remove this one first.
            self.fields["organisation"].disabled = True


class BasePartnerFormSet(BoundedFormSet):
    """Organisations once each, one of them leading."""

    def clean(self):
        super().clean()
        roles = [
            form.cleaned_data.get("role")
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if roles.count(IdeaPartnerRole.LEAD) > 1:
            raise ValidationError(_("An idea has one leading organisation."))

    def save(self, commit=True):
        # Who was leading may become a partner in the same request.
        demoted = [
            form.instance.pk
            for form in self.initial_forms
            if form.cleaned_data.get("role") != IdeaPartnerRole.LEAD
            or form.cleaned_data.get("DELETE")
        ]
        self.get_queryset().filter(pk__in=demoted).update(role=IdeaPartnerRole.PARTNER)
        return super().save(commit)


def _make_formset(model, fields, *, form=None, formset=BoundedFormSet, **kwargs):
    return forms.inlineformset_factory(
        Idea,
        model,
        **({"form": form} if form else {"fields": fields}),
        formset=formset,
        **{"extra": 1, "max_num": MAX_ROWS, "can_delete": True, **kwargs},
    )


PartnerFormSet = _make_formset(
    IdeaPartner,
    (),
    form=IdeaPartnerForm,
    formset=BasePartnerFormSet,
    max_num=MAX_PARTNERS,
)


class OtherPartnersForm(forms.ModelForm):
    class Meta:
        model = Idea
        fields = ["other_partners"]
        widgets = {"other_partners": forms.Textarea(attrs={"rows": 3})}


class CoauthorForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of the account"),
        help_text=_("The person has to have an account in this portal."),
    )


class ActivityForm(forms.ModelForm):
    class Meta:
        model = IdeaActivity
        fields = ["name", "start_date", "end_date", "owner"]
        widgets = {"start_date": DateInput(), "end_date": DateInput()}

    def clean(self):
        data = super().clean()
        start, end = data.get("start_date"), data.get("end_date")
        if start and end and start > end:
            self.add_error("end_date", _("It ends before it begins."))
        idea = self.instance.idea
        if start and idea.period_start and start < idea.period_start:
            self.add_error("start_date", _("This is before the project begins."))
        if end and idea.period_end and end > idea.period_end:
            self.add_error("end_date", _("This is after the project ends."))
        return data


class IndicatorForm(forms.ModelForm):
    class Meta:
        model = IdeaIndicator
        fields = ["name", "unit", "base", "target", "is_decrease", "source"]

    def clean(self):
        data = super().clean()
        base, target = data.get("base"), data.get("target")
        if base is None or target is None:
            return data
        if data.get("is_decrease") and target >= base:
            self.add_error("target", _("The aim has to be below the number of now."))
        elif not data.get("is_decrease") and target <= base:
            self.add_error(
                "target",
                _("The aim has to be above the number of now, unless less is better."),
            )
        return data


ActivityFormSet = _make_formset(IdeaActivity, (), form=ActivityForm)
BudgetFormSet = _make_formset(IdeaCost, ["category", "note", "amount", "source"])
IndicatorFormSet = _make_formset(IdeaIndicator, (), form=IndicatorForm)
RiskFormSet = _make_formset(
    IdeaRisk, ["risk", "probability", "impact", "response"], max_num=20
)


class MoreForm(forms.ModelForm):
    class Meta:
        model = Idea
        fields = [
            "sustainability",
            "accessibility_note",
            "gdpr_note",
            "wants_working_group",
            "willing_to_lead",
            "publication_consent",
        ]
        widgets = dict.fromkeys(
            ["sustainability", "accessibility_note", "gdpr_note"],
            forms.Textarea(attrs={"rows": 4}),
        )


class AttachmentForm(forms.ModelForm):
    """One file at a time; its type and content are checked before it is stored."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, XLSX or PNG, at most 10 MB, without student data."),
        max_length=255,
    )

    class Meta:
        model = IdeaAttachment
        fields = ["title"]

    field_order = ["title", "file"]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        name = annexes.clean_file_name(upload.name)
        content = upload.read()
        check_attachment(name, content)
        self.cleaned_data["content"] = content
        return upload


def check_attachment(name: str, content: bytes) -> str:
    """Return the content type of a file. Raises ``ValidationError``."""
    if name.rpartition(".")[2].lower() not in ATTACHMENT_TYPES:
        raise ValidationError(
            _("Files of this type are not accepted. Use PDF, DOCX, XLSX or PNG.")
        )
    return annexes.check_file(name, content)


# Decisions


class FormalItem(models.TextChoices):
    """What the office checks, all with yes or no (domain §2.3)."""

    COMPLETE = "complete", _("The form is complete.")
    LEAD = "lead", _("The leading organisation is an active partner.")
    CONFIRMED = "confirmed", _("The partners confirmed.")
    GOALS = "goals", _("The idea lies within the goals of the cluster.")
    CONSISTENT = "consistent", _("Period, activities and budget fit together.")
    PRIVACY = "privacy", _("No personal data of students are inside.")
    ACCESSIBLE = (
        "accessible",
        _("Attachments are accessible or have an alternative in text."),
    )


class FormalCheckForm(ChecklistForm):
    items = FormalItem
    outcomes = (
        (Outcome.APPROVED, _("Approve: members may comment on it")),
        (Outcome.RETURNED, _("Return for changes")),
    )


class PlainDecisionForm(DecisionForm):
    """One possible outcome: the button says what happens."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        outcome.widget = forms.HiddenInput()
        outcome.initial = self.outcomes[0][0].value
        self.fields["reason"].label = _("Comment")
        self.fields["reason"].help_text = ""


class AssignForm(PlainDecisionForm):
    """Choose as many evaluators as the round still needs."""

    outcomes = ((Outcome.CONFIRMED, _("Assign")),)
    without_reason = (Outcome.CONFIRMED,)

    evaluators = forms.ModelMultipleChoiceField(
        get_user_model().objects.none(),
        label=_("Evaluators"),
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ["evaluators", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        idea = self.step.subject
        rows = ideas.list_evaluators(idea)
        free = [row for row in rows if row.is_free]
        self.needed = ideas.count_missing_evaluators(idea, self.step.process_id)
        field = self.fields["evaluators"]
        field.queryset = get_user_model().objects.filter(
            pk__in=[row.user.pk for row in free]
        )
        # The least busy first, and as many of them proposed as are needed.
        field.choices = [(row.user.pk, describe_evaluator(row)) for row in free]
        field.initial = [row.user.pk for row in free[: self.needed]]
        field.help_text = _("Needed now: %(needed)s. Left out: %(left_out)s.") % {
            "needed": self.needed,
            "left_out": ", ".join(
                row.user.get_full_name() for row in rows if not row.is_free
            )
            or "–",
        }

    def clean_evaluators(self):
        chosen = self.cleaned_data["evaluators"]
        if len(chosen) != self.needed:
            raise ValidationError(
                _("Choose exactly as many: %(number)s."), params={"number": self.needed}
            )
        return chosen

    def get_data(self):
        return {"evaluators": [user.pk for user in self.cleaned_data["evaluators"]]}


def describe_evaluator(row) -> str:
    """Return name, organisation and how much the person has to do."""
    return _("%(name)s (%(organisation)s), to do: %(load)s") % {
        "name": row.user.get_full_name(),
        "organisation": row.organisation or "–",
        "load": row.load,
    }


class EvaluationForm(DecisionForm):
    """The card of one evaluator, or the declaration of a conflict of interest."""

    outcomes = (
        (Outcome.EVALUATED, _("I have no conflict of interest and evaluate the idea")),
        (
            Outcome.CONFLICT,
            _("I have a conflict of interest: somebody else should evaluate it"),
        ),
    )
    without_reason = ()

    bonus = forms.MultipleChoiceField(
        label=_("Bonus, 4 points each"),
        choices=ideas_scoring.Bonus.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = []
        for criterion, weight in ideas_scoring.WEIGHTS.items():
            name = f"points_{criterion}"
            self.fields[name] = forms.TypedChoiceField(
                label=_("%(criterion)s (weight %(weight)s)")
                % {"criterion": criterion.label, "weight": weight},
                choices=[
                    ("", "–"),
                    *[(n, str(n)) for n in range(ideas_scoring.MAX_POINTS + 1)],
                ],
                coerce=int,
                empty_value=None,
                required=False,
            )
            names.append(name)
        reason = self.fields["reason"]
        reason.label = _("Reasons")
        reason.help_text = _("The author reads them after the decision.")
        self.order_fields(["outcome", *names, "bonus", "reason"])

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.EVALUATED:
            for criterion in ideas_scoring.WEIGHTS:
                if data.get(f"points_{criterion}") is None:
                    self.add_error(f"points_{criterion}", _("Give 0 to 5 points."))
        return data

    def get_data(self):
        data = self.cleaned_data
        if data["outcome"] != Outcome.EVALUATED:
            return {}
        return {
            "no_conflict": True,
            "points": {
                criterion.value: data[f"points_{criterion}"]
                for criterion in ideas_scoring.WEIGHTS
            },
            "bonus": data["bonus"],
        }


class RecommendationForm(DecisionForm):
    outcomes = (
        (Outcome.RECOMMENDED, _("Recommend to accept it")),
        (Outcome.IMPROVE, _("Recommend to have it improved")),
        (Outcome.NOT_RECOMMENDED, _("Recommend not to accept it")),
    )
    without_reason = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Reasons")
        self.fields["reason"].help_text = ""


class IdeaDecisionForm(DecisionForm):
    outcomes = (
        (Outcome.ACCEPTED, _("Accept")),
        (Outcome.ACCEPTED_WITH_GROUP, _("Accept, with a working group")),
        (Outcome.IMPROVE, _("Give it back to be improved")),
        (Outcome.MERGED, _("Merge it with another idea")),
        (Outcome.DEFERRED, _("Defer")),
        (Outcome.REJECTED, _("Reject")),
    )
    without_reason = ()

    merged_into = forms.CharField(
        label=_("Number of the other idea"),
        help_text=_("Only to merge, for example PP/2026/0007."),
        max_length=24,
        required=False,
    )

    field_order = ["outcome", "merged_into", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Reasons")
        self.fields["reason"].help_text = _("The author and the partners read them.")

    def clean(self):
        data = super().clean()
        if data.get("outcome") != Outcome.MERGED:
            return data
        other = (
            Idea.objects.filter(
                number=data.get("merged_into"), state__in=OPEN_TO_MEMBERS
            )
            .exclude(pk=self.step.subject_id)
            .exclude(merged_into__isnull=False)
            .first()
        )
        if other is None:
            self.add_error(
                "merged_into", _("There is no open idea with this number to join.")
            )
        else:
            data["other"] = other
        return data

    def get_data(self):
        other = self.cleaned_data.get("other")
        return {"merged_into": other.pk, "number": other.number} if other else {}


class TakeUpForm(PlainDecisionForm):
    outcomes = ((Outcome.CONFIRMED, _("Take up again")),)
    without_reason = (Outcome.CONFIRMED,)


class StartWorkForm(PlainDecisionForm):
    outcomes = ((Outcome.CONFIRMED, _("Begin")),)
    without_reason = (Outcome.CONFIRMED,)


class ReportForm(PlainDecisionForm):
    """What was done, what it cost, and each indicator."""

    outcomes = ((Outcome.COMPLETED, _("Report")),)
    without_reason = ()

    cost = forms.DecimalField(
        label=_("What it cost, in PLN"), min_value=0, max_digits=12, decimal_places=2
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What was done and what stays")
        self.indicators = list(self.step.subject.indicators.all())
        names = []
        for row in self.indicators:
            name = f"indicator_{row.pk}"
            self.fields[name] = forms.DecimalField(
                label=row.name,
                help_text=_("Before: %(base)s, aim: %(target)s (%(unit)s)")
                % {"base": row.base, "target": row.target, "unit": row.unit},
                max_digits=12,
                decimal_places=2,
            )
            names.append(name)
        self.order_fields(["reason", *names, "cost"])

    def get_data(self):
        return {
            "cost": str(self.cleaned_data["cost"]),
            "indicators": [
                {
                    "name": row.name,
                    "unit": row.unit,
                    "base": str(row.base),
                    "target": str(row.target),
                    "result": str(self.cleaned_data[f"indicator_{row.pk}"]),
                }
                for row in self.indicators
            ],
        }


class BulkAssignForm(forms.Form):
    """The same evaluators for several ideas at once."""

    ideas = forms.ModelMultipleChoiceField(
        Idea.objects.none(), label=_("Ideas"), widget=forms.CheckboxSelectMultiple
    )
    evaluators = forms.ModelMultipleChoiceField(
        get_user_model().objects.none(),
        label=_("Evaluators"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, waiting, evaluators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ideas"].queryset = waiting
        self.fields["ideas"].label_from_instance = str
        field = self.fields["evaluators"]
        field.queryset = get_user_model().objects.filter(
            pk__in=[row.user.pk for row in evaluators]
        )
        field.choices = [(row.user.pk, describe_evaluator(row)) for row in evaluators]

"""Forms of working groups, meetings, votes and their papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation, Person, PersonFunction
from partners.models.groups import GroupRole

from ..models import GroupAct, GroupTask, Meeting, Minutes, Resolution, Vote
from ..models.groups import OPEN_TASKS, Choice, Presence, TaskState
from .fields import DateInput
from .steps import SeenForm


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def _text(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class ConfirmForm(forms.Form):
    """Nothing to fill in: a person confirms what the page says."""


class ReasonOnlyForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everyone involved reads it."),
        widget=_text(),
        max_length=3000,
    )


class ApplyForm(forms.Form):
    """Answer a call for members."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("For which organisation")
    )
    motivation = forms.CharField(
        label=_("What you bring in"), widget=_text(), max_length=1000, required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.of_user(user).active()
        field.initial = field.queryset.first()


class InviteForm(forms.Form):
    """Ask a partner to send a person."""

    function = forms.ModelChoiceField(
        PersonFunction.objects.none(), label=_("Person and organisation")
    )
    role = forms.ChoiceField(label=_("Role"), choices=GroupRole)
    is_voting = forms.BooleanField(label=_("Has a vote"), required=False, initial=True)
    until_date = forms.DateField(
        label=_("Until"), required=False, widget=DateInput(), help_text=_("Or open.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["function"].queryset = (
            PersonFunction.objects.current()
            .filter(person__user__isnull=False, organisation__is_active=True)
            .select_related("person", "organisation")
        )


class ReplaceForm(ReasonOnlyForm):
    """Another person of the same partner."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who comes instead"))

    field_order = ["person", "reason"]

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(
            functions__in=PersonFunction.objects.current().filter(
                organisation=member.organisation
            ),
            user__isnull=False,
        ).exclude(pk=member.person_id)


class MeetingForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = ("starts_at", "ends_at", "place", "online_url", "note")
        widgets = {
            "starts_at": MomentInput(),
            "ends_at": MomentInput(),
            "note": _text(),
        }


class AgendaItemForm(forms.Form):
    title_pl = forms.CharField(label=_("Point, in Polish"), max_length=200)
    title_en = forms.CharField(
        label=_("Point, in English"), max_length=200, required=False
    )
    presenter = forms.CharField(label=_("Presented by"), max_length=120, required=False)
    minutes_planned = forms.IntegerField(
        label=_("Planned minutes"), min_value=1, max_value=600, required=False
    )


class AttendanceForm(forms.Form):
    """One choice for each invited member, and the guests."""

    guests = forms.CharField(
        label=_("Guests"),
        help_text=_("One per line: name, organisation."),
        widget=_text(3),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"presence_{row.pk}"] = forms.ChoiceField(
                label=f"{row.member.person.full_name}, {row.member.organisation}",
                choices=Presence,
                initial=row.presence or Presence.PRESENT,
            )
        self.order_fields([*[name for name in self.fields if name != "guests"]])

    def get_presences(self) -> dict:
        return {row.pk: self.cleaned_data[f"presence_{row.pk}"] for row in self.rows}


class _OfMeetingForm(forms.ModelForm):
    """Offers the points of the meeting's agenda."""

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.agenda.all()


class VoteForm(_OfMeetingForm):
    class Meta:
        model = Vote
        fields = (
            *("item", "question_pl", "question_en", "is_secret", "majority"),
            "closes_at",
        )
        widgets = {"closes_at": MomentInput()}


class BallotForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Your vote"), choices=Choice, widget=forms.RadioSelect
    )


class TaskForm(_OfMeetingForm):
    class Meta:
        model = GroupTask
        fields = ("title", "owner", "due_on", "item")
        widgets = {"due_on": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = kwargs["meeting"].group
        self.fields["owner"].queryset = Person.objects.filter(
            pk__in=[
                *group.members.seated().values_list("person", flat=True),
                *[person.pk for person in group.leaders],
            ]
        )


class TaskStateForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("What became of it"), max_length=500, required=False)

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            (value, label)
            for value, label in TaskState.choices
            if value != task.state and (value in OPEN_TASKS or task.is_open)
        ]


class MinutesForm(SeenForm, forms.ModelForm):
    """The minutes with three fields for each point of the agenda."""

    class Meta:
        model = Minutes
        fields = ("opening", "previous_approved", "dissent", "next_meeting")
        widgets = {"opening": _text(), "dissent": _text(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(self.instance.meeting.agenda.all())
        for item in self.items:
            self.fields[f"is_adopted_{item.pk}"] = forms.BooleanField(
                label=_("Dealt with"), required=False, initial=item.is_adopted
            )
            for name, label in (
                ("discussion", _("Discussion")),
                ("conclusions", _("Conclusions")),
            ):
                self.fields[f"{name}_{item.pk}"] = forms.CharField(
                    label=label,
                    widget=_text(),
                    max_length=4000,
                    required=False,
                    initial=getattr(item, name),
                )

    def list_items(self) -> list:
        """Return each point with its bound fields, for the page."""
        return [
            (
                item,
                [
                    self[f"{name}_{item.pk}"]
                    for name in ("is_adopted", "discussion", "conclusions")
                ],
            )
            for item in self.items
        ]

    def list_own_fields(self) -> list:
        """Return the fields of the minutes themselves."""
        return [self[name] for name in ("seen_version", *self.Meta.fields)]

    def get_items(self) -> dict:
        """Return what was written about each point, by its number."""
        return {
            item.pk: {
                name: self.cleaned_data[f"{name}_{item.pk}"]
                for name in ("is_adopted", "discussion", "conclusions")
            }
            for item in self.items
        }

    def get_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PublishForm(SeenForm):
    summary_pl = forms.CharField(
        label=_("Public summary in Polish"),
        help_text=_("No names of people who are not in the group."),
        widget=_text(6),
        max_length=2000,
    )
    summary_en = forms.CharField(
        label=_("Public summary in English"),
        widget=_text(6),
        max_length=2000,
        required=False,
    )


class ResolutionForm(forms.ModelForm):
    class Meta:
        model = Resolution
        fields = (
            *("kind", "title_pl", "title_en", "addressee", "basis"),
            *("text_pl", "text_en", "justification_pl", "justification_en"),
            *("effective_on", "responsible", "deadline"),
        )
        widgets = {
            "text_pl": _text(8),
            "text_en": _text(8),
            "justification_pl": _text(),
            "justification_en": _text(),
            "effective_on": DateInput(),
            "deadline": DateInput(),
        }


class ClosingForm(forms.ModelForm):
    class Meta:
        model = GroupAct
        fields = ("report_pl", "report_en", "open_points")
        widgets = {
            "report_pl": _text(8),
            "report_en": _text(8),
            "open_points": _text(),
        }

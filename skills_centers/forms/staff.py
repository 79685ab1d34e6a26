"""Forms of the staff of a center, in the Wagtail admin."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from ..enums import EDITION_TRANSITIONS, EditionState
from ..models import CoursePage, Edition
from ..models.staff import build_center_filter
from ..models.translations import get_original


class EditionForm(WagtailAdminModelForm):
    """An edition with its sessions; the courses are those of the person's centers."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        courses = CoursePage.objects.filter(build_center_filter(self.for_user))
        originals = {get_original(course).pk for course in courses}
        field = self.fields["course"]
        field.queryset = CoursePage.objects.filter(pk__in=originals).order_by("title")
        field.label_from_instance = lambda course: f"{course.title} ({course.code})"
        # Whoever registered wanted this course and no other.
        field.disabled = self.instance.pk is not None

    def clean(self):
        data = super().clean()
        start, end = data.get("start_date"), data.get("end_date")
        sessions = self.formsets.get("sessions") if start and end else None
        for form in sessions.forms if sessions else ():
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            moment = form.cleaned_data.get("starts_at")
            if moment and not start <= moment.date() <= end:
                raise ValidationError(
                    _("A session lies before the first or after the last day.")
                )
        return data


class EditionStateForm(forms.Form):
    """What is to become of an edition; who is called off is told why."""

    state = forms.ChoiceField(label=gettext_lazy("New state"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed to call it off. All participants read it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            (state, EditionState(state).label)
            for state in EDITION_TRANSITIONS[edition.state]
        ]

    def clean(self):
        data = super().clean()
        if data.get("state") == EditionState.CANCELLED and not data.get("reason"):
            self.add_error("reason", _("Say why: all participants read it."))
        return data


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The participant reads it in the message."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveForm(forms.Form):
    """Another edition of the person's centers, where places are still given."""

    target = forms.ModelChoiceField(
        label=gettext_lazy("New date"), queryset=Edition.objects.none()
    )

    def __init__(self, *args, user, source: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = (
            Edition.objects.visible_to(user)
            .coming()
            .exclude(state=EditionState.PLANNED)
            .exclude(pk=source.pk)
            .select_related("course")
        )

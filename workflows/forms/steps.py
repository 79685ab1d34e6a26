"""Decisions: each form carries the hash of what was on the screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import FormalCheckItem, Outcome, SignOffItem


class SeenForm(forms.Form):
    """Base: names the version that the person looked at."""

    seen_version = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(SeenForm):
    """A reason, required: it is sent to everyone involved."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everyone involved reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
    )


REASON_MISSING = _("Say why, so that the others can act on it.")


class DecisionForm(SeenForm):
    """A decision with a reason that is required unless it is an approval."""

    outcomes: tuple = ()
    # Decisions that need no reason.
    without_reason: tuple = (Outcome.APPROVED,)

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason or comment"),
        help_text=_("Required unless you approve. Everyone involved reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=3000,
    )

    def __init__(self, *args, step=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["outcome"].choices = [
            (outcome.value, label) for outcome, label in self.outcomes
        ]
        reason = self.fields["reason"]
        reason.required = not self.without_reason
        reason.error_messages["required"] = REASON_MISSING

    def clean(self):
        data = super().clean()
        if (
            data.get("outcome")
            and data["outcome"] not in self.without_reason
            and not data.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", REASON_MISSING)
        return data

    def get_checklist(self) -> dict:
        """Return the answers to a checklist, if the form has one."""
        return {}

    def get_data(self) -> dict:
        """Return what else the form asked, as plain JSON values."""
        return {}


class ChecklistForm(DecisionForm):
    """A decision with items that all have to be ticked to approve."""

    items: type = FormalCheckItem

    checklist = forms.MultipleChoiceField(
        label=_("Checked"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    field_order = ["checklist", "outcome", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checklist"].choices = self.items.choices

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.APPROVED and len(
            data.get("checklist", [])
        ) < len(self.items):
            self.add_error(
                "checklist",
                _("Tick every item to approve, or return the draft and say why."),
            )
        return data

    def get_checklist(self):
        ticked = self.cleaned_data.get("checklist", [])
        return {item.value: item.value in ticked for item in self.items}


class FormalCheckForm(ChecklistForm):
    items = FormalCheckItem
    outcomes = (
        (Outcome.APPROVED, _("Approve: the parties may look at it")),
        (Outcome.RETURNED, _("Return for changes")),
        (Outcome.REJECTED, _("Reject for good")),
    )


class PartyApprovalForm(DecisionForm):
    outcomes = (
        (Outcome.APPROVED, _("Approve this version for my organisation")),
        (Outcome.RETURNED, _("Return with a comment")),
    )


class SignOffForm(ChecklistForm):
    items = SignOffItem
    outcomes = (
        (Outcome.APPROVED, _("Sign off: freeze the text and open the signing")),
        (Outcome.RETURNED, _("Return for changes")),
    )


class SignForm(SeenForm):
    """A signature: the hash of the shown PDF, and who sits at the keyboard.

    ``proof`` says whether a secret is asked for, and which.
    """

    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    has_read = forms.BooleanField(
        label=_("I have read the document shown above and want to sign it."),
    )
    secret = forms.CharField(widget=forms.PasswordInput, strip=False)

    def __init__(self, *args, proof, **kwargs):
        super().__init__(*args, **kwargs)
        self.proof = proof
        if proof.confirmation is not None or not proof.label:
            del self.fields["secret"]
            return
        field = self.fields["secret"]
        field.label, field.help_text = proof.label, proof.help_text
        field.error_messages["required"] = proof.missing
        field.widget.attrs["autocomplete"] = proof.autocomplete

    def clean(self):
        if self.proof.confirmation is None and "secret" not in self.fields:
            raise forms.ValidationError(self.proof.missing)
        return super().clean()


class DeclineForm(ReasonForm):
    """A refusal to sign."""


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=3000
    )
    office_only = forms.BooleanField(
        label=_("Only the cluster office may read it"), required=False
    )

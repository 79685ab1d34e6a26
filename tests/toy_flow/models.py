from django.db import models
from django.urls import reverse

from workflows.models import FlowSubject
from workflows.models.subjects import build_signer


class Loan(FlowSubject):
    """A school borrows a machine: the office agrees, then the author signs."""

    states_of_drafts = ("draft", "returned")
    number_series = "TOY"
    state = models.CharField(max_length=12, default="draft")
    title_pl = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80, blank=True)

    def get_state_display(self):
        return self.state

    def get_absolute_url(self):
        return reverse("workflows:tasks")

    def build_content(self):
        return {
            "form": 1,
            "title_pl": self.title_pl,
            "title_en": self.title_en,
            "signers": [build_signer(self.created_by, "borrower")],
        }

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Every action that is recorded, in words for the timeline.
AUDIT_ACTIONS = {
    f"cluster_workflows.{name}": label
    for name, label in {
        "create_draft": _("draft created"),
        "edit": _("draft changed"),
        "comment": _("comment written"),
        "submit": _("submitted"),
        "pass_formal_check": _("formal check passed"),
        "return_from_check": _("returned for changes"),
        "reject": _("rejected"),
        "approve_party": _("approved by a party"),
        "approve_for_all": _("approved by all parties"),
        "sign_off": _("signed off, text frozen"),
        "sign_document": _("signed"),
        "complete_signing": _("signed by all"),
        "seal": _("sealed"),
        "start": _("came into force"),
        "expire": _("expired"),
        "withdraw": _("withdrawn"),
        "decline": _("signature declined"),
        "abort": _("signing aborted"),
        "reissue": _("re-issued"),
        "void": _("voided"),
        "store_revision": _("file stored"),
        "add_annex": _("annex added"),
        "remove_annex": _("annex removed"),
        "complete_step": _("step completed"),
        "retry_job": _("job started again"),
        "reassign_signer": _("signer replaced"),
        "invite": _("account invited"),
        "reassign_step": _("step given to somebody else"),
        "extend_step": _("more time for a step"),
        "enter_absence": _("absence entered"),
        "remove_absence": _("absence removed"),
        "change_mail": _("text of a mail changed"),
        "reset_mail": _("text of a mail reset"),
        "export_person": _("personal data handed out"),
        "anonymise": _("account anonymised"),
        "withdraw_consent": _("consent withdrawn"),
        "take_idea_offline": _("idea no longer published"),
        "delete_due": _("deleted, the time to keep it was over"),
        "commitment_done": _("commitment noted as done"),
        "commitment_dropped": _("commitment noted as not performed"),
        "commitment_open": _("commitment noted as open again"),
    }.items()
}


def register_audit_actions(actions: dict) -> None:
    """Add the words for the actions of a flow: name → label, without the prefix."""
    AUDIT_ACTIONS.update(
        {f"cluster_workflows.{name}": label for name, label in actions.items()}
    )


class AppendOnlyError(TypeError):
    """Someone tried to change or delete evidence."""


class AuditEvent(models.Model):
    """One entry of the hash chain. Carries copied names and no cascading relation."""

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(_("at"))
    action = models.CharField(_("action"), max_length=60, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
    )
    actor_id_copy = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(_("who"), max_length=160, blank=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40, db_index=True)
    object_label = models.CharField(_("what"), max_length=250)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")

    def __str__(self):
        return f"{self.sequence} {self.action}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnlyError("Audit events are not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("Audit events are not deleted.")


class AuditHead(models.Model):
    """The end of the chain: locked to append, compared to find a cut-off tail."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("end of the audit chain")

    def __str__(self):
        return f"{self.sequence} {self.hash[:12]}"

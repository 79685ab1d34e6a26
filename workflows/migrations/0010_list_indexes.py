from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cluster_partners", "0004_partner_admin"),
        ("cluster_workflows", "0009_notifications"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="idea",
            name="cluster_workflows_idea_rank",
        ),
        migrations.RemoveIndex(
            model_name="mailrecord",
            name="cluster_workflows_inbox",
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                fields=["-score", "-tie_score", "submitted_at", "created_by"],
                name="cluster_workflows_idea_ranking",
            ),
        ),
        migrations.AddIndex(
            model_name="agreementparty",
            index=models.Index(
                fields=["organisation", "agreement"], name="cluster_workflows_party_of"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["actor", "decided_at"], name="cluster_workflows_decided_by"
            ),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                fields=["created_by", "state"], name="cluster_workflows_idea_drafts"
            ),
        ),
        migrations.AddIndex(
            model_name="ideapartner",
            index=models.Index(
                fields=["organisation", "idea"], name="cluster_workflows_idea_with"
            ),
        ),
        migrations.AddIndex(
            model_name="ideapartner",
            index=models.Index(
                fields=["organisation", "state"], name="cluster_workflows_idea_answers"
            ),
        ),
        migrations.AddIndex(
            model_name="mailrecord",
            index=models.Index(
                fields=["user", "read_at", "-id", "key"],
                name="cluster_workflows_messages",
            ),
        ),
        migrations.AddIndex(
            model_name="patronageagreement",
            index=models.Index(
                fields=["created_at", "id"], name="cluster_workflows_made"
            ),
        ),
        migrations.AddIndex(
            model_name="patronageagreement",
            index=models.Index(
                fields=["submitted_at", "created_by"],
                name="cluster_workflows_submitted",
            ),
        ),
        migrations.AddIndex(
            model_name="patronageagreement",
            index=models.Index(
                fields=["created_by", "state"], name="cluster_workflows_drafts"
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["state", "audience", "kind", "due_at", "id", "signer"],
                name="cluster_workflows_step_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["state", "audience", "due_at"],
                name="cluster_workflows_step_office",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["organisation", "state", "audience", "kind", "due_at"],
                name="cluster_workflows_step_party",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["organisation", "state", "audience", "role", "due_at"],
                name="cluster_workflows_step_role",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["assignee", "state", "due_at"],
                name="cluster_workflows_step_person",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["assignee", "subject_type", "subject_id"],
                name="cluster_workflows_step_asked",
            ),
        ),
    ]

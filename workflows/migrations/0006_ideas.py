import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cluster_partners", "0003_working_groups"),
        ("cluster_workflows", "0005_flow_subjects"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted"),
                    ("approved", "approved"),
                    ("returned", "returned for changes"),
                    ("rejected", "rejected"),
                    ("signed", "signed"),
                    ("declined", "signature declined"),
                    ("withdrawn", "withdrawn"),
                    ("aborted", "signing aborted"),
                    ("reissued", "re-issued"),
                    ("voided", "voided"),
                    ("confirmed", "confirmed"),
                    ("evaluated", "evaluated"),
                    ("recommended", "recommended"),
                    ("not_recommended", "not recommended"),
                    ("accepted", "accepted"),
                    ("accepted_group", "accepted with a working group"),
                    ("improve", "to be improved"),
                    ("deferred", "deferred"),
                    ("merged", "merged with another idea"),
                    ("completed", "completed"),
                    ("abandoned", "abandoned"),
                    ("conflict", "conflict of interest declared"),
                ],
                max_length=20,
                verbose_name="decision",
            ),
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False,
                        max_length=24,
                        null=True,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                (
                    "state_since",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="since",
                    ),
                ),
                (
                    "version",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="created"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("formal_review", "formal check"),
                            ("returned", "returned for changes"),
                            ("open_for_comments", "open for comments"),
                            ("evaluation", "evaluation"),
                            ("decision", "recommendation and decision"),
                            ("improve", "to be improved"),
                            ("rejected", "rejected"),
                            ("deferred", "deferred"),
                            ("merged", "merged with another idea"),
                            ("accepted_no_group", "accepted"),
                            ("accepted_with_group", "accepted with a working group"),
                            ("in_progress", "in progress"),
                            ("completed", "completed"),
                            ("abandoned", "abandoned"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "title_pl",
                    models.CharField(
                        max_length=120,
                        validators=[django.core.validators.MinLengthValidator(10)],
                        verbose_name="title in Polish",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        validators=[django.core.validators.MinLengthValidator(10)],
                        verbose_name="title in English",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="At most 600 characters. Published only if you agree to it.",
                        max_length=600,
                        verbose_name="summary",
                    ),
                ),
                (
                    "problem_evidence",
                    models.TextField(
                        blank=True,
                        max_length=3000,
                        verbose_name="the need and how you know of it",
                    ),
                ),
                (
                    "goal_main",
                    models.TextField(
                        blank=True,
                        help_text="Concrete, measurable, reachable, and with a date.",
                        max_length=600,
                        verbose_name="main goal",
                    ),
                ),
                (
                    "goals_specific",
                    models.JSONField(
                        blank=True, default=list, verbose_name="specific goals"
                    ),
                ),
                (
                    "target_groups",
                    models.JSONField(blank=True, default=dict, verbose_name="for whom"),
                ),
                (
                    "target_other",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="who the others are"
                    ),
                ),
                (
                    "cooperation_forms",
                    models.JSONField(
                        blank=True, default=list, verbose_name="forms of co-operation"
                    ),
                ),
                (
                    "other_partners",
                    models.TextField(
                        blank=True,
                        max_length=600,
                        verbose_name="partners outside the cluster",
                    ),
                ),
                (
                    "territory",
                    models.JSONField(
                        blank=True, default=list, verbose_name="territory"
                    ),
                ),
                (
                    "cross_border",
                    models.BooleanField(
                        default=False, verbose_name="across the border"
                    ),
                ),
                (
                    "countries",
                    models.JSONField(
                        blank=True, default=list, verbose_name="countries"
                    ),
                ),
                (
                    "period_start",
                    models.DateField(
                        blank=True, null=True, verbose_name="beginning of the project"
                    ),
                ),
                (
                    "period_end",
                    models.DateField(
                        blank=True, null=True, verbose_name="end of the project"
                    ),
                ),
                (
                    "sustainability",
                    models.TextField(
                        blank=True,
                        max_length=1500,
                        verbose_name="what stays after the project",
                    ),
                ),
                (
                    "accessibility_note",
                    models.TextField(
                        blank=True, max_length=1500, verbose_name="accessibility"
                    ),
                ),
                (
                    "gdpr_note",
                    models.TextField(
                        blank=True,
                        max_length=1500,
                        verbose_name="personal data, of minors above all",
                    ),
                ),
                (
                    "wants_working_group",
                    models.BooleanField(
                        default=False, verbose_name="a working group should work on it"
                    ),
                ),
                (
                    "willing_to_lead",
                    models.BooleanField(
                        default=False, verbose_name="we are ready to lead the work"
                    ),
                ),
                (
                    "publication_consent",
                    models.BooleanField(
                        default=False,
                        help_text="After acceptance: title, summary, goal, period, names of organisations.",
                        verbose_name="a summary may be published",
                    ),
                ),
                (
                    "budget_total",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        editable=False,
                        max_digits=12,
                        verbose_name="budget",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=5,
                        null=True,
                        verbose_name="score",
                    ),
                ),
                (
                    "tie_score",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=4, null=True
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="decided"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="cluster_workflows.patronageagreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_ideas",
                        to="cluster_workflows.idea",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "occupations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="cluster_workflows.occupation",
                        verbose_name="occupations",
                    ),
                ),
            ],
            options={
                "verbose_name": "idea",
                "verbose_name_plural": "ideas",
                "ordering": ["-created_at", "-pk"],
                "permissions": [("can_evaluate", "Can evaluate ideas")],
            },
        ),
        migrations.CreateModel(
            name="IdeaActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="what is done")),
                ("start_date", models.DateField(verbose_name="from")),
                ("end_date", models.DateField(verbose_name="to")),
                (
                    "owner",
                    models.CharField(max_length=120, verbose_name="who is responsible"),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="cluster_workflows.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["start_date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what it is")),
                ("file_name", models.CharField(max_length=170)),
                ("content_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="cluster_workflows.idea",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaCoauthor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "not answered yet"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coauthors",
                        to="cluster_workflows.idea",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("staff", "people's work"),
                            ("equipment", "equipment"),
                            ("materials", "materials"),
                            ("services", "services"),
                            ("travel", "travel and stays"),
                            ("promotion", "promotion"),
                            ("other", "other costs"),
                        ],
                        max_length=12,
                        verbose_name="kind of cost",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what for"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount in PLN",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "own means"),
                            ("grant", "grant"),
                            ("sponsor", "sponsor"),
                            ("in_kind", "in kind"),
                        ],
                        max_length=10,
                        verbose_name="paid from",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget",
                        to="cluster_workflows.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="indicator")),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                (
                    "base",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="now"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="aim"
                    ),
                ),
                (
                    "is_decrease",
                    models.BooleanField(default=False, verbose_name="less is better"),
                ),
                (
                    "source",
                    models.CharField(
                        max_length=200, verbose_name="where the number comes from"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="cluster_workflows.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("partner", "partner"),
                            ("associate", "associate"),
                        ],
                        default="partner",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "not answered yet"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "reminders_sent",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "version",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="cluster_workflows.idea",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cluster_partners.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner of an idea",
                "verbose_name_plural": "partners of ideas",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaRisk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("risk", models.CharField(max_length=300, verbose_name="risk")),
                (
                    "probability",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="probability, 1 to 5",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="impact, 1 to 5",
                    ),
                ),
                (
                    "response",
                    models.CharField(
                        max_length=300, verbose_name="what you do about it"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="cluster_workflows.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdeaSupport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("endorse", "supports"), ("follow", "follows")],
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support",
                        to="cluster_workflows.idea",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                fields=["state", "state_since"], name="cluster_workflows_idea_state"
            ),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                fields=["created_at", "id"], name="cluster_workflows_idea_made"
            ),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                fields=["-score", "-tie_score"], name="cluster_workflows_idea_rank"
            ),
        ),
        migrations.AddConstraint(
            model_name="ideacoauthor",
            constraint=models.UniqueConstraint(
                fields=("idea", "user"), name="cluster_workflows_idea_coauthor_once"
            ),
        ),
        migrations.AddIndex(
            model_name="ideapartner",
            index=models.Index(
                fields=["state", "asked_at"], name="cluster_workflows_idea_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="ideapartner",
            constraint=models.UniqueConstraint(
                fields=("idea", "organisation"),
                name="cluster_workflows_idea_partner_once",
                violation_error_message="This organisation is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ideapartner",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "lead")),
                fields=("idea",),
                name="cluster_workflows_idea_one_lead",
                violation_error_message="An idea has one leading organisation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ideasupport",
            constraint=models.UniqueConstraint(
                fields=("idea", "user", "kind"),
                name="cluster_workflows_idea_support_once",
            ),
        ),
    ]

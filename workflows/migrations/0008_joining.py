import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import django_countries.fields
from django.conf import settings
from django.db import migrations, models

import partners.fields
import partners.identifiers
import workflows.models.joining


class Migration(migrations.Migration):
    dependencies = [
        ("cluster_partners", "0004_partner_admin"),
        ("cluster_workflows", "0007_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JoiningApplication",
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
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "link_key",
                    models.CharField(
                        default=workflows.models.joining.make_link_key,
                        editable=False,
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unverified", "e-mail not confirmed"),
                            ("submitted", "office check"),
                            ("needs_changes", "waiting for the applicant"),
                            ("accepted", "declaration being signed"),
                            ("active", "partner of the cluster"),
                            ("rejected", "application rejected"),
                            ("declined", "signing stopped"),
                            ("withdrawn", "application withdrawn"),
                        ],
                        db_index=True,
                        default="unverified",
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="pl", max_length=5, verbose_name="language"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school_complex", "school complex"),
                            ("school", "school"),
                            ("founding_body", "founding body"),
                            ("employer", "employer"),
                            ("institution", "institution"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "founding_body_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("city", "city with county rights"),
                            ("county", "county"),
                            ("voivodeship", "voivodeship"),
                        ],
                        max_length=20,
                        verbose_name="type of founding body",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("sp_zoo", "limited liability company (sp. z o.o.)"),
                            ("sa", "joint-stock company (S.A.)"),
                            ("sk", "limited partnership (sp.k.)"),
                            ("sj", "general partnership (sp.j.)"),
                            ("sc", "civil-law partnership (s.c.)"),
                            ("jdg", "sole trader"),
                            ("spoldzielnia", "cooperative"),
                            ("fundacja_stow", "foundation or association"),
                            ("jst", "local government unit"),
                            ("jednostka_budzetowa", "budgetary unit"),
                            ("foreign", "foreign legal form"),
                        ],
                        max_length=30,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "legal_name",
                    models.CharField(max_length=250, verbose_name="legal name"),
                ),
                (
                    "short_name",
                    models.CharField(max_length=80, verbose_name="short name"),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="name in English"
                    ),
                ),
                (
                    "country",
                    django_countries.fields.CountryField(
                        default="PL", max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "nip",
                    models.CharField(blank=True, max_length=20, verbose_name="NIP"),
                ),
                (
                    "regon",
                    models.CharField(blank=True, max_length=20, verbose_name="REGON"),
                ),
                (
                    "krs",
                    models.CharField(blank=True, max_length=20, verbose_name="KRS"),
                ),
                (
                    "rspo",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[partners.identifiers.validate_rspo],
                        verbose_name="RSPO",
                    ),
                ),
                (
                    "foreign_id_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cz_ico", "IČO (CZ)"),
                            ("cz_dic", "DIČ (CZ)"),
                            ("de_hrb", "HRB (DE)"),
                            ("de_vat", "USt-IdNr. (DE)"),
                            ("other", "other register number"),
                        ],
                        max_length=10,
                        verbose_name="kind of foreign number",
                    ),
                ),
                (
                    "foreign_id",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="foreign number"
                    ),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=120, verbose_name="street"),
                ),
                (
                    "house_number",
                    models.CharField(max_length=20, verbose_name="number"),
                ),
                (
                    "flat_number",
                    models.CharField(blank=True, max_length=20, verbose_name="flat"),
                ),
                ("postcode", models.CharField(max_length=12, verbose_name="postcode")),
                ("city", models.CharField(max_length=80, verbose_name="town")),
                (
                    "email",
                    models.EmailField(
                        max_length=254, verbose_name="e-mail of the organisation"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=16,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+[1-9]\\d{6,14}$",
                                "Write the number with its country code: +48 …",
                            )
                        ],
                        verbose_name="phone",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "representation_basis",
                    models.CharField(
                        choices=[
                            ("krs", "entry in the court register (KRS)"),
                            ("ceidg", "entry in the business register (CEIDG)"),
                            ("pelnomocnictwo", "power of attorney"),
                            ("uchwala", "resolution"),
                            ("powolanie", "appointment"),
                            ("rejestr_zagraniczny", "entry in a foreign register"),
                        ],
                        max_length=20,
                        verbose_name="source of authority",
                    ),
                ),
                (
                    "representation_rule",
                    models.TextField(
                        max_length=500, verbose_name="rule of representation"
                    ),
                ),
                (
                    "founding_body_name",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="founding body"
                    ),
                ),
                (
                    "signer_given_name",
                    models.CharField(
                        max_length=80, verbose_name="given name of the signer"
                    ),
                ),
                (
                    "signer_surname",
                    models.CharField(
                        max_length=80, verbose_name="surname of the signer"
                    ),
                ),
                (
                    "signer_function",
                    models.CharField(
                        max_length=120, verbose_name="function of the signer"
                    ),
                ),
                (
                    "signer_email",
                    models.EmailField(
                        max_length=254, verbose_name="e-mail of the signer"
                    ),
                ),
                (
                    "second_given_name",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="given name of the second signer",
                    ),
                ),
                (
                    "second_surname",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="surname of the second signer",
                    ),
                ),
                (
                    "second_function",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        verbose_name="function of the second signer",
                    ),
                ),
                (
                    "second_email",
                    models.EmailField(
                        blank=True,
                        max_length=254,
                        verbose_name="e-mail of the second signer",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(max_length=160, verbose_name="contact person"),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        max_length=254, verbose_name="e-mail of the contact person"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True,
                        max_length=16,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+[1-9]\\d{6,14}$",
                                "Write the number with its country code: +48 …",
                            )
                        ],
                        verbose_name="phone of the contact person",
                    ),
                ),
                (
                    "cooperation_forms",
                    partners.fields.KeysField(
                        blank=True, default=list, verbose_name="forms of co-operation"
                    ),
                ),
                (
                    "motivation",
                    models.TextField(
                        max_length=2000,
                        validators=[django.core.validators.MaxLengthValidator(2000)],
                        verbose_name="why you want to join",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=3000, verbose_name="answer to the office"
                    ),
                ),
                (
                    "office_reason",
                    models.TextField(blank=True, editable=False, max_length=3000),
                ),
                (
                    "consent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("verified_at", models.DateTimeField(editable=False, null=True)),
                (
                    "mailed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "declaration_number",
                    models.CharField(blank=True, editable=False, max_length=24),
                ),
                ("leader_data", models.JSONField(default=dict, editable=False)),
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
                    "first_signer",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader_signer",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cluster_partners.organisation",
                    ),
                ),
                (
                    "second_signer",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "application to join",
                "verbose_name_plural": "applications to join",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ChangeProposal",
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
                ("changes", models.JSONField(verbose_name="changes")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="note for the office"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waiting for the office"),
                            ("confirmed", "confirmed"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("proposed_by_name", models.CharField(max_length=160)),
                (
                    "proposed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="proposed"
                    ),
                ),
                ("decided_by_name", models.CharField(blank=True, max_length=160)),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=3000, verbose_name="reason"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cluster_partners.organisation",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed change of data",
                "verbose_name_plural": "proposed changes of data",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("organisation",),
                        name="cluster_workflows_one_open_change",
                    )
                ],
            },
        ),
    ]

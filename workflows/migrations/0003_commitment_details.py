import django.core.validators
from django.db import migrations, models

SCHOLARSHIP = {
    "min_behaviour": "",
    "min_placement_grade": "",
    "exams_passed": False,
    "rules_url": "",
    "loyalty_agreement": False,
}


def _text(value):
    return None if value is None else str(value)


def move_into_commitments(apps, schema_editor):
    """Make commitments of the scholarship and the offer that an agreement held.

    The employer promises them, or who is a party at all while a draft has no
    employer. Versions that were stored keep what they said.
    """
    Agreement = apps.get_model("cluster_workflows", "PatronageAgreement")
    Commitment = apps.get_model("cluster_workflows", "Commitment")
    for agreement in Agreement.objects.iterator():
        parties = sorted(
            agreement.parties.all(), key=lambda p: (p.role != "employer", p.pk)
        )
        if not parties:
            continue
        common = {"agreement": agreement, "party": parties[0]}
        if agreement.scholarship_amount is not None:
            Commitment.objects.create(
                **common,
                area="scholarships",
                description_pl="Stypendia dla uczniów klasy",
                description_en="Scholarships for students of the class",
                quantity=agreement.scholarship_recipients,
                unit="os.",
                details={
                    "amount": _text(agreement.scholarship_amount),
                    "months": agreement.scholarship_months,
                    "max_recipients": agreement.scholarship_recipients,
                    "min_average": _text(agreement.scholarship_min_average),
                    **SCHOLARSHIP,
                },
            )
        if agreement.interview_guaranteed or agreement.planned_hires:
            Commitment.objects.create(
                **common,
                area="graduates",
                description_pl="Oferta dla absolwentów klasy",
                description_en="Offer for graduates of the class",
                quantity=agreement.planned_hires,
                unit="os./rok",
                details={
                    "interview_guaranteed": agreement.interview_guaranteed,
                    "planned_hires": agreement.planned_hires,
                },
            )


def move_back(apps, schema_editor):
    """Put the first scholarship and the first offer back into the agreement."""
    Agreement = apps.get_model("cluster_workflows", "PatronageAgreement")
    for agreement in Agreement.objects.iterator():
        rows = agreement.commitments.order_by("pk")
        scholarship = rows.filter(area="scholarships").first()
        offer = rows.filter(area="graduates").exclude(details={}).first()
        if scholarship:
            agreement.scholarship_amount = scholarship.details.get("amount")
            agreement.scholarship_months = scholarship.details.get("months")
            agreement.scholarship_recipients = scholarship.details.get("max_recipients")
            agreement.scholarship_min_average = scholarship.details.get("min_average")
            scholarship.delete()
        if offer:
            agreement.interview_guaranteed = bool(
                offer.details.get("interview_guaranteed")
            )
            agreement.planned_hires = offer.details.get("planned_hires")
            offer.delete()
        agreement.save()


class Migration(migrations.Migration):
    dependencies = [("cluster_workflows", "0002_mail_calendar")]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="details",
            field=models.JSONField(
                default=dict, editable=False, verbose_name="details"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="status",
            field=models.CharField(
                choices=[
                    ("open", "open"),
                    ("done", "done"),
                    ("dropped", "not performed"),
                ],
                default="open",
                editable=False,
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="area",
            field=models.CharField(
                choices=[
                    ("graduates", "recruitment of graduates"),
                    ("curriculum", "consultations in designing curricula"),
                    ("real_conditions", "classes in real working conditions"),
                    ("skills_check", "verification of knowledge and skills"),
                    ("placements", "internships and apprenticeships"),
                    ("projects", "joint educational projects"),
                    ("boards", "employers in advisory boards"),
                    ("workshops", "presentations and workshops"),
                    ("patronage", "patronage classes"),
                    ("bcu", "Industry Skills Centers"),
                    ("equipment", "equipping workshops and labs"),
                    ("teachers", "development of teachers"),
                    ("guidance", "career guidance, open days, visits, fairs"),
                    ("scholarships", "scholarships"),
                    ("promotion", "promotion of the class"),
                ],
                max_length=20,
                verbose_name="form of co-operation",
            ),
        ),
        migrations.AlterField(
            model_name="agreementannex",
            name="kind",
            field=models.CharField(
                choices=[
                    ("class_card", "class and occupation card"),
                    ("schedule", "schedule of commitments"),
                    ("scholarship_rules", "scholarship rules"),
                    ("equipment_list", "equipment list and handover protocol"),
                    ("representation", "representation documents"),
                    ("privacy_notices", "privacy notices"),
                    ("logo_guidelines", "logo guidelines"),
                    ("curriculum", "curriculum"),
                    ("report_template", "report template"),
                    ("e_form_consent", "consent to the electronic form"),
                    ("processing_agreement", "data processing agreement"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="title_de",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="title in German"
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="title_cs",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="title in Czech"
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="group_size",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(36),
                ],
                verbose_name="students in the group",
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="liability_insurance_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("school", "school"),
                    ("employer", "employer"),
                    ("founding_body", "founding body"),
                    ("nobody", "nobody: it is not taken out"),
                ],
                max_length=15,
                verbose_name="who pays the liability insurance (OC) of the students",
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="processing_agreement_needed",
            field=models.BooleanField(
                default=False, verbose_name="a data processing agreement is needed"
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="logo_territory",
            field=models.CharField(
                blank=True,
                choices=[
                    ("poland", "Poland"),
                    ("eu", "European Union"),
                    ("world", "the whole world"),
                ],
                max_length=10,
                verbose_name="where logos may be used",
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="logo_channels",
            field=models.JSONField(
                blank=True, default=list, verbose_name="how logos may be used"
            ),
        ),
        migrations.AddField(
            model_name="patronageagreement",
            name="logo_revocation_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="notice to end the use of logos, in days",
            ),
        ),
        migrations.RunPython(move_into_commitments, move_back),
        migrations.RemoveField("patronageagreement", "scholarship_amount"),
        migrations.RemoveField("patronageagreement", "scholarship_months"),
        migrations.RemoveField("patronageagreement", "scholarship_recipients"),
        migrations.RemoveField("patronageagreement", "scholarship_min_average"),
        migrations.RemoveField("patronageagreement", "interview_guaranteed"),
        migrations.RemoveField("patronageagreement", "planned_hires"),
    ]

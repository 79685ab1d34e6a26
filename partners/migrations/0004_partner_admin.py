from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cluster_partners", "0003_working_groups")]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("member", "member: reads"),
                    ("editor", "editor: drafts and submits"),
                    ("approver", "approver: agrees to a version"),
                    ("signer", "signer: signs documents"),
                    (
                        "admin",
                        "administrator: invites colleagues, proposes changes of data",
                    ),
                ],
                max_length=10,
                verbose_name="role",
            ),
        ),
    ]

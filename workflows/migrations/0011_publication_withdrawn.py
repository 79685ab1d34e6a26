from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cluster_workflows", "0010_list_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="publication_withdrawn_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]

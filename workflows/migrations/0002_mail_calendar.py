from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cluster_workflows", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="mailrecord",
            name="calendar",
            field=models.TextField(blank=True, verbose_name="calendar entry"),
        ),
    ]

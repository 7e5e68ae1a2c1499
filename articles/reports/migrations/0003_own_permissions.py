from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_roles")]
    operations = [
        migrations.AlterModelOptions(
            name="report",
            options={
                "ordering": ["-changed_at", "-id"],
                "permissions": [
                    ("submit_report", "Can submit a publication for review"),
                    ("edit_any_report", "Can edit publications of others, in any state"),
                    ("review_report", "Can approve a publication or request changes"),
                    ("publish_report", "Can publish, schedule and withdraw publications"),
                ],
                "verbose_name": "publication",
            },
        )
    ]

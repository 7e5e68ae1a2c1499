"""What the four roles of a newsroom may do with publications. To approve, publish and edit those of others they need what
they need for stories."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITES = [
    "add_report",
    "change_report",
    "view_report",
    *(f"{deed}_{model}" for model in ("reportbyline", "reportstory") for deed in ("add", "change", "delete", "view")),
]
ROLES = ("Contributor", "Editor", "Publisher", "Administrator")


def let_them(apps, schema_editor):
    """Permissions are otherwise made after all migrations have run, so they are made here first."""
    database = schema_editor.connection.alias
    create_permissions(installed.get_app_config("reports"), verbosity=0, using=database, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    codes = Permission.objects.using(database).filter(content_type__app_label="reports", codename__in=WRITES)
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.add(*codes)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_publications"), ("articles", "0002_roles")]
    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]

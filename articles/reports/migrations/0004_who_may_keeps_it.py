"""Until now the permissions for stories counted for publications, too. Whoever holds one of them, by a role or alone, gets
the one for publications beside it."""

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations

DEEDS = ("submit", "edit_any", "review", "publish")


def keep(apps, schema_editor):
    """Permissions are otherwise made after all migrations have run, so they are made here first."""
    database = schema_editor.connection.alias
    create_permissions(installed.get_app_config("reports"), verbosity=0, using=database, apps=apps)
    known = apps.get_model("auth", "Permission").objects.using(database)
    for deed in DEEDS:
        before = known.filter(content_type__app_label="articles", codename=f"{deed}_article").first()
        if before is None:
            continue
        now = known.get(content_type__app_label="reports", codename=f"{deed}_report")
        now.group_set.add(*before.group_set.all())
        now.user_set.add(*before.user_set.all())


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_own_permissions"),
        ("articles", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]

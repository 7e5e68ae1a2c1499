"""Who moderates: editors and those above them. Who trusts an address: publishers. Who sets policies, exports and erases:
administrators."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR = ["moderate_comment", "view_correspondent", "view_policy", *(f"{act}_phrase" for act in ("add", "change", "delete", "view"))]
PUBLISHER = [*EDITOR, "change_correspondent"]
ADMINISTRATOR = [*PUBLISHER, "erase_comments", "add_policy", "change_policy", "delete_policy"]
ROLES = {"Editor": EDITOR, "Publisher": PUBLISHER, "Administrator": ADMINISTRATOR}


def permissions(apps, database) -> dict:
    rows = apps.get_model("auth", "Permission").objects.using(database).filter(content_type__app_label="comments")
    return {row.codename: row for row in rows}


def extend_roles(apps, schema_editor):
    """Permissions are otherwise made after all migrations have run, so they are made here first."""
    database = schema_editor.connection.alias
    create_permissions(installed.get_app_config("comments"), verbosity=0, using=database, apps=apps)
    known = permissions(apps, database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for name, codes in ROLES.items():
        group = groups.filter(name=name).first()
        if group:  # a newsroom may have made its own
            group.permissions.add(*(known[code] for code in codes))


def narrow_roles(apps, schema_editor):
    database = schema_editor.connection.alias
    known = permissions(apps, database)
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.remove(*known.values())


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0001_comments"),
        ("articles", "0002_roles"),
    ]
    operations = [migrations.RunPython(extend_roles, narrow_roles)]

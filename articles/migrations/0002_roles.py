"""The four roles of a newsroom, and the first edition."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ("add", "change", "delete", "view")


def each(app: str, models: str, actions=ALL) -> list[str]:
    return [f"{app}.{action}_{model}" for model in models.split() for action in actions]


CONTRIBUTOR = [
    *each("articles", "article", ("add", "change", "view")),
    "articles.submit_article",
    *each("articles", "image", ("add", "view")),
    *each("articles", "byline articleimage"),
    *each("articles", "section", ("view",)),
    *each("authors", "author partner", ("view",)),
    *each("taggit", "tag", ("add", "view")),
]
EDITOR = [
    *CONTRIBUTOR,
    "articles.edit_any_article",
    "articles.review_article",
    "articles.change_image",
    *each("articles", "correction"),
    *each("articles", "publication revision", ("view",)),
    *each("authors", "author", ("add", "change")),
    *each("authors", "authorname"),
    "taggit.change_tag",
]
PUBLISHER = [*EDITOR, "articles.publish_article", "articles.curate_front", *each("articles", "pin"), "articles.delete_image"]
ADMINISTRATOR = [
    *PUBLISHER,
    *each("articles", "section region partnerfeed"),
    *each("authors", "author partner"),
    *each("masthead", "masthead"),
    *each("redirects", "redirect"),
    *each("taggit", "tag"),
    *each("auth", "user group"),
]
ROLES = {"Contributor": CONTRIBUTOR, "Editor": EDITOR, "Publisher": PUBLISHER, "Administrator": ADMINISTRATOR}


def make_roles(apps, schema_editor):
    """Permissions are otherwise made after all migrations have run, so they are made here first."""
    database = schema_editor.connection.alias
    for label in ("articles", "authors", "masthead", "redirects", "taggit", "auth"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=database, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    known = {
        f"{app}.{code}": pk
        for pk, app, code in Permission.objects.using(database).values_list("pk", "content_type__app_label", "codename")
    }
    for name, codes in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=name)
        group.permissions.set([known[code] for code in dict.fromkeys(codes)])


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


def first_edition(apps, schema_editor):
    apps.get_model("articles", "Edition").objects.using(schema_editor.connection.alias).get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_desk_and_public_side"),
        ("authors", "0001_authors_and_partners"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("masthead", "0001_masthead_and_links"),
        ("redirects", "0001_redirect"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]
    operations = [
        migrations.RunPython(make_roles, remove_roles),
        migrations.RunPython(first_edition, migrations.RunPython.noop),
    ]

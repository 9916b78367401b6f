"""Whoever may not publish changes no page of links: it is published at once."""

from django.db import migrations

LINKS = ("add_link", "change_link", "delete_link", "add_linkgroup", "change_linkgroup")


def take_away(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    if group is not None:
        links = group.permissions.filter(content_type__app_label="newsroom", codename__in=LINKS)
        group.permissions.remove(*links)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0012_withdrawn_for_legal_reasons"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]

"""The index of notes: which artifacts noted a key. Without rowid, the table is its own index (half the size)."""

from __future__ import annotations

from django.db import migrations

TABLE = "CREATE TABLE press_note (key bigint NOT NULL, artifact bigint NOT NULL, PRIMARY KEY (key, artifact))"


def create(apps, schema_editor):
    suffix = " WITHOUT ROWID" if schema_editor.connection.vendor == "sqlite" else ""
    schema_editor.execute(TABLE + suffix)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE press_note")


class Migration(migrations.Migration):
    dependencies = [("press", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]

"""Addresses are a floor of their own now; their table stays where it is."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("addresses", "0001_from_the_newsroom"),
        ("newsroom", "0009_names_of_parts"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Address")]),
    ]

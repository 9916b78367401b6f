"""One accent for a magazine that has chosen none: the theme's own."""

import django.core.validators
from django.db import migrations, models

EARLIER, ACCENT = "#9b1c1c", "#a3201d"


def take_the_themes(apps, schema_editor):
    """A magazine with the earlier default has chosen none."""
    apps.get_model("newsroom", "Magazine").objects.filter(accent=EARLIER).update(accent=ACCENT)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_order_of_the_desk")]

    operations = [
        migrations.AlterField(
            model_name="magazine",
            name="accent",
            field=models.CharField(
                default=ACCENT,
                help_text="Used for links and marks; it must be readable on white.",
                max_length=7,
                validators=[
                    django.core.validators.RegexValidator("^#[0-9a-fA-F]{6}$", "Write a colour such as #a3201d.")
                ],
                verbose_name="accent colour",
            ),
        ),
        migrations.RunPython(take_the_themes, migrations.RunPython.noop),
    ]

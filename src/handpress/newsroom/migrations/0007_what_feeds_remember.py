"""The ids of articles in feeds stay when the magazine's address changes."""

from django.conf import settings
from django.db import migrations, models

import handpress.newsroom.models.settings


def keep_the_ids_of_today(apps, schema_editor):
    """Until now ids were made of the magazine's address: what readers have read stays read."""
    apps.get_model('newsroom', 'Magazine').objects.update(guid_base=settings.PUBLICATION.base_url)


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0006_outcome_of_alerts'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='guid',
            field=models.CharField(blank=True, editable=False, max_length=255),
        ),
        migrations.AddField(
            model_name='article',
            name='changed_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='magazine',
            name='guid_base',
            field=models.CharField(default=handpress.newsroom.models.settings.new_guid_base, editable=False, max_length=500),
        ),
        migrations.RunPython(keep_the_ids_of_today, migrations.RunPython.noop, elidable=True),
    ]

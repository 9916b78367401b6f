"""The newsroom's table of addresses becomes this floor's: rows, permissions and log entries stay as they are."""

from django.db import migrations, models


def _pass_on(apps, old, new):
    """Permissions, log entries and references name the content type by its id: it moves, and they with it."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    if mine := ContentType.objects.filter(app_label=old, model="address").first():
        # one that a process of the new code made before the upgrade holds nothing: `remove_stale_contenttypes`
        ContentType.objects.filter(app_label=new, model="address").update(model="address-before-upgrade")
        ContentType.objects.filter(pk=mine.pk).update(app_label=new)
    ContentType.objects.clear_cache()


def from_newsroom(apps, schema_editor):
    _pass_on(apps, "newsroom", "addresses")


def to_newsroom(apps, schema_editor):
    _pass_on(apps, "addresses", "newsroom")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("newsroom", "0009_names_of_parts"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Address',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('path', models.CharField(help_text='Begins with a slash, for example /old/page.htm', max_length=500, verbose_name='address')),
                        ('path_key', models.CharField(editable=False, max_length=500, unique=True)),
                        ('state', models.CharField(choices=[('live', 'Live'), ('redirect', 'Redirect'), ('gone', 'Gone')], default='live', max_length=10, verbose_name='state')),
                        ('record', models.CharField(blank=True, db_index=True, max_length=40, verbose_name='record')),
                        ('to_path', models.CharField(blank=True, db_index=True, max_length=500, verbose_name='leads to')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('origin', models.CharField(choices=[('own', 'Own'), ('legacy', 'Old site'), ('moved', 'Moved'), ('press', 'By hand')], default='own', max_length=10, verbose_name='origin')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
                    ],
                    options={
                        'verbose_name': 'address',
                        'verbose_name_plural': 'addresses',
                        'db_table': 'newsroom_address',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'live'), models.Q(('record', ''), _negated=True)), fields=('record',), name='newsroom_one_live_address_per_record')],
                    },
                ),
            ],
        ),
        migrations.RunPython(from_newsroom, to_newsroom),
    ]

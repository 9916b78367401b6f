"""A licence says the same in each language."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0004_one_accent'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AlterField(
            model_name='licence',
            name='notice',
            field=models.TextField(blank=True, help_text='Printed under articles in languages that have no notice of their own.', verbose_name='notice'),
        ),
        migrations.CreateModel(
            name='LicenceWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.TextField(help_text='Printed under articles in this language.', verbose_name='notice')),
                ('licence', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='newsroom.licence')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('licence', 'locale'), name='newsroom_one_wording_per_language')],
            },
        ),
    ]

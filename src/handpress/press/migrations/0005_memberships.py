from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('press', '0004_tree'),
    ]

    operations = [
        migrations.RenameField('artifact', 'belongs', 'memberships'),
    ]

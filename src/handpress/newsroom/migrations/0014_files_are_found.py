from django.db import migrations, models


class Migration(migrations.Migration):
    """Whose size or card a file is, is asked whenever one goes."""

    dependencies = [("newsroom", "0013_links_are_published_at_once")]

    operations = [
        migrations.AddIndex(
            model_name="picturerendition",
            index=models.Index(fields=["file"], name="newsroom_rendition_file"),
        ),
        migrations.AddIndex(
            model_name="sharecard",
            index=models.Index(fields=["file"], name="newsroom_sharecard_file"),
        ),
    ]

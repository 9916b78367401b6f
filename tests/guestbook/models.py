from django.db import models


class Entry(models.Model):
    """What a reader wrote under an article."""

    article = models.IntegerField(db_index=True)
    words = models.TextField()


class Open(models.Model):
    """An article that readers can see, and so sign."""

    article = models.IntegerField(primary_key=True)

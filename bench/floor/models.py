"""The rows the bare page shows."""

from django.db import models


class Row(models.Model):
    """One line of a plain table."""

    name = models.CharField(max_length=100)
    words = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

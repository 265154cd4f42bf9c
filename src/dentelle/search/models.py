"""What waits to be indexed; a row is written in the same transaction as the change it tells of."""

from django.db import models


class PendingChange(models.Model):
    """A document of an index that was changed or withdrawn and is not yet read again."""

    id = models.BigAutoField(primary_key=True)
    index = models.CharField(max_length=40)
    key = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["index", "id"], name="search_pending_order")]

    def __str__(self) -> str:
        return f"{self.index}: {self.key}"

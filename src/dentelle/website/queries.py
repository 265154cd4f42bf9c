"""What the website shows."""

from dentelle.website.models import EditorialPage


def addresses() -> list[str]:
    """Return the paths of the pages anybody may read."""
    rows = EditorialPage.objects.live().public().order_by("path")
    return [address for row in rows if (address := row.get_url())]

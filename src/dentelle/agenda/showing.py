"""A picture that came with an event goes and comes back with it."""

from dentelle.agenda.models import Event
from dentelle.catalogue.models import RecordImage
from dentelle.media.models import Image
from dentelle.museums.models import Museum

_MOST = 200  # one picture for more events than this is seen through its object


def may_be_seen(image: Image) -> bool:
    """Say whether an event that may be seen shows the picture, or something else answers for it.

    A picture of an object follows its record, a museum's portrait is public: their rooms say so.
    """
    shown_by = Event.objects.filter(image=image).only("state", "opens_at", "closes_at")
    events = list(shown_by[:_MOST])
    if not events or any(event.is_public for event in events):
        return True
    return (
        RecordImage.objects.filter(image=image).exists()
        or Museum.objects.filter(portrait=image.key).exists()
    )

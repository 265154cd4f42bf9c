"""A picture that came with an event goes and comes back with it."""

from dentelle.agenda.models import Event
from dentelle.catalogue.models import RecordImage
from dentelle.media.models import Image
from dentelle.museums.models import Museum


def may_be_seen(image: Image) -> bool:
    """Say whether an event that may be seen shows the picture, or something else answers for it.

    A picture of an object follows its record, a museum's portrait is public: their rooms say so.
    """
    if not Event.objects.filter(image=image).exists():
        return True
    return (
        Event.objects.public().filter(image=image).exists()
        or RecordImage.objects.filter(image=image).exists()
        or Museum.objects.filter(portrait=image.key).exists()
    )

"""A picture that came with an event goes and comes back with it."""

from dentelle.agenda.models import Event
from dentelle.catalogue.models import RecordImage
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.queries import history_of

SENT = "send_with_event"  # what the history says of a picture that came with one


def may_be_seen(image: Image) -> bool:
    """Say whether an event that may be seen shows the picture, or something else answers for it.

    One that was sent with an event and is shown by none waits: its form was refused, its change is only
    proposed, or another took its place. A picture of an object follows its record, a museum's portrait is public: their rooms say so.
    """
    shown_by = Event.objects.filter(image=image)
    if not shown_by.exists() and not history_of(image).filter(verb=SENT).exists():
        return True
    return (
        Event.objects.public().filter(image=image).exists()
        or RecordImage.objects.filter(image=image).exists()
        or Museum.objects.filter(portrait=image.key).exists()
    )

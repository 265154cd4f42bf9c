"""A picture that came with an event goes and comes back with it."""

from dentelle.agenda.models import Event
from dentelle.catalogue.models import RecordImage
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.queries import history_of

SENT = "send_with_event"  # what the history says of a picture that came with one


def may_be_seen(image: Image) -> bool:
    """Say whether an event that may be seen shows the picture, or something else answers for it.

    A picture of an object follows its record, and is asked about nothing more: walls hold hundreds. A
    museum's portrait is public. One that was sent with an event and is shown by none waits: its form
    was refused, its change is only proposed, or another took its place.
    """
    if RecordImage.objects.filter(image=image).exists():
        return True
    shown_by = Event.objects.filter(image=image)
    if shown_by.public().exists():
        return True
    came_so = shown_by.exists() or history_of(image).filter(verb=SENT).exists()
    return not came_so or Museum.objects.filter(portrait=image.key).exists()

"""Make what a picture is seen through besides its first renditions: tiles, pyramid, colours."""

from pathlib import Path

from django.db import transaction

from dentelle.media import intake, store
from dentelle.media.actions.neighbours import find_neighbours
from dentelle.media.models import Image
from dentelle.media.signals import pictures_prepared


def prepare(*, image: Image) -> bool:
    """Make the tiles, pyramid, renditions and colours of a picture; say whether there was need to.

    A repeat writes the same files again. What the file says of itself is only proposed.

    Raises:
        intake.PictureError: the pixels cannot be decoded; the picture stays as it was.
    """
    if image.prepared >= intake.PREPARED_VERSION:
        return False
    made = intake.prepare(store.local(Path(image.path)), image.key, name=image.original_name)
    image.palette = [list(each) for each in made.palette]
    image.colours, image.descriptor, image.told = made.colours, made.descriptor, made.told
    image.prepared = intake.PREPARED_VERSION
    with transaction.atomic():
        find_neighbours(image=image)
        image.save(update_fields=["palette", "colours", "descriptor", "told", "prepared"])
        transaction.on_commit(lambda: pictures_prepared.send(Image, image_ids=[image.pk]))
    return True

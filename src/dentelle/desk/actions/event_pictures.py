"""A picture that a museum sends with its event: a poster, a photograph that shows no object of the collections."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.agenda.showing import SENT
from dentelle.media import actions as media
from dentelle.media import store
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.media.rules import Rights
from dentelle.publishing import actions as publishing

# What a museum vouches for when it sends one: shown and told of, never given away.
_USES = (Use.SHOW, Use.ZOOM, Use.TRANSFORM, Use.SOCIAL, Use.PRESS)


def take_picture(
    *, file: UploadedFile[bytes], alt: str, credit: str, actor: User, now: datetime
) -> Image:
    """Keep a picture with the rights its sender vouches for; one that is known keeps what was decided.

    Raises:
        PictureError: the file is no picture we can keep.
    """
    name = Path(file.name or "").name
    folder = store.working_path()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "sent"
        with path.open("wb") as target:
            for block in file.chunks():
                target.write(block)
        image = media.add_image(path=path, original_name=name, alt=alt, now=now)
    _vouch(image, credit, actor, now)
    return image


@transaction.atomic
def _vouch(image: Image, credit: str, actor: User, now: datetime) -> None:
    if image.created_at == now:
        proof = _("Vouched for by %(who)s, who sent it with an event.") % {"who": actor}
        rights = Rights(licence=Licence.IN_COPYRIGHT_SHOWN, credit=credit, uses=_USES, proof=proof)
        media.set_rights(image=image, rights=rights, actor=actor, now=now)
    publishing.record_history(subject=image, verb=SENT, actor=actor, now=now)

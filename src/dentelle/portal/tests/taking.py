"""What the tests of downloads share: an object, its pictures with a pyramid, and a hand to take them."""

import zipfile
from io import BytesIO

import pyvips
from PIL import Image as Drawing

from dentelle.media import store
from dentelle.media.actions import add_image
from dentelle.media.enums import Licence
from dentelle.media.rules import uses_of
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.tests.objects import NOW, ObjectFactory

ARK = "99999/d1abc"
IMAGES = [f"image/1/{size}.jpg" for size in ("640", "1600", "original")]
PAPERS = ["dossier.zip", "fiche.pdf", "cartel.pdf"]


def lay(settings, tmp_path):
    """Lay the store and the sheets in a folder of the test, and let it ask as much as it wants."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_COST_PER_MINUTE = 10_000


def make_object():
    """Make the object that is taken away."""
    museum = MuseumFactory(
        official_name="musée du Port",
        town="Valmont",
        slug="port",
        contact_email="contact@musee.example",
    )
    return ObjectFactory(ark=ARK, museum=museum, maker_line="Anatole Maresq")


def keep(record, tmp_path, *, licence=Licence.CC_BY, rank=0, colour=(30, 60, 140), **values):
    """Give a record a picture kept in the store, with its pyramid."""
    path = tmp_path / f"{rank}.jpg"
    Drawing.new("RGB", (2000, 1250), colour).save(path)
    image = add_image(
        path=path, original_name=path.name, licence=licence, credit="© Cliché Démo", now=NOW
    )
    for name, value in {"uses": uses_of(licence), **values}.items():
        setattr(image, name, value)
    image.save()
    pyramid = store.pyramid_path(image.key)
    pyramid.parent.mkdir(parents=True, exist_ok=True)
    drawing = pyvips.Image.new_from_file(str(path))
    drawing.tiffsave(str(pyramid), tile=True, pyramid=True, compression="jpeg")
    record.record_images.create(image=image, rank=rank)
    return image


def take(client, path, **headers):
    response = client.get(f"/ark:/{ARK}/{path}", headers=headers)
    return response, b"".join(response)


def archive(content):
    return zipfile.ZipFile(BytesIO(content))

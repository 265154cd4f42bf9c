"""Every right of a picture × what its museum wishes × its last day × its withdrawal × every place that could show it.

The table of what each right grants is written here by hand, apart from the rules it judges. The
picture has a colour nothing else has: it is looked for by its key in what is text, by its colour in
what is a file, a PDF or an archive.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import get_resolver
from django.utils import timezone
from PIL import Image as Drawing
from PIL import UnidentifiedImageError
from pypdf import PdfReader

from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue import actions
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.media.actions import prepare
from dentelle.media.enums import Licence, Use
from dentelle.media.iiif import tiles
from dentelle.media.models import Image
from dentelle.media.queries import allow
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import draw
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.search import actions as search

pytestmark = pytest.mark.django_db

CANARY = (255, 0, 160)
EVERY = frozenset(Use)
NONE: frozenset[Use] = frozenset()
SHOWN = Licence.IN_COPYRIGHT_SHOWN
# A right, and what it grants under each policy for what nobody has checked: (shown small, not shown).
TABLE = {
    "public domain": (Rights(licence=Licence.PUBLIC_DOMAIN), EVERY, EVERY),
    "Licence Ouverte": (Rights(licence=Licence.LICENCE_OUVERTE), EVERY, EVERY),
    "CC BY": (Rights(licence=Licence.CC_BY, uses=()), EVERY, EVERY),
    "CC BY-SA": (Rights(licence=Licence.CC_BY_SA), EVERY, EVERY),
    "permission": (Rights(licence=SHOWN), {Use.SHOW}, {Use.SHOW}),
    "permission, nothing granted": (Rights(licence=SHOWN, uses=()), NONE, NONE),
    "permission to zoom": (
        Rights(licence=SHOWN, uses=("zoom",)),
        {Use.SHOW, Use.ZOOM},
        {Use.SHOW, Use.ZOOM},
    ),
    "permission to download": (
        Rights(licence=SHOWN, uses=("show", "download")),
        {Use.SHOW, Use.DOWNLOAD},
        {Use.SHOW, Use.DOWNLOAD},
    ),
    "permission to print": (
        Rights(licence=SHOWN, uses=("show", "print")),
        {Use.SHOW, Use.PRINT},
        {Use.SHOW, Use.PRINT},
    ),
    "permission to social networks": (
        Rights(licence=SHOWN, uses=("show", "transform", "social")),
        {Use.SHOW, Use.TRANSFORM, Use.SOCIAL},
        {Use.SHOW, Use.TRANSFORM, Use.SOCIAL},
    ),
    "permission to social networks, as it is": (
        Rights(licence=SHOWN, uses=("show", "social")),
        {Use.SHOW, Use.SOCIAL},
        {Use.SHOW, Use.SOCIAL},
    ),
    "permission to the press alone": (
        Rights(licence=SHOWN, uses=("press",)),
        {Use.PRESS},
        {Use.PRESS},
    ),
    "not to be shown": (
        Rights(licence=Licence.IN_COPYRIGHT_HIDDEN, uses=("show", "zoom")),
        NONE,
        NONE,
    ),
    "not checked": (Rights(licence=Licence.NOT_CHECKED, uses=tuple(Use)), {Use.SHOW}, NONE),
}
MONTH = "/agenda/2026/05/"
CARD = "/partage/event/canari.png"
PROBES = {
    "public domain",
    "permission to print",
}  # rights under which files are made even when all is over
DAYS = {"no end": None, "ends today": 0, "ended yesterday": -1}


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address and the uses that must all be granted for it to give the picture, or else those of `even`."""

    path: str
    needs: tuple[Use, ...]
    even: tuple[Use, ...] = ()
    slow: bool = False

    def gives(self, granted):
        return any(uses and set(uses) <= granted for uses in (self.needs, self.even))


def places(record, image, museum):
    """Every public place where the picture could be; those who add one add it here."""
    key, name, ark = image.key, record.ark.partition("/")[2], f"/ark:/{record.ark}"
    show, zoom, down = (Use.SHOW,), (Use.SHOW, Use.ZOOM), (Use.SHOW, Use.DOWNLOAD)
    printed = (Use.SHOW, Use.PRINT)
    files = {
        f"/images/{key}/{width}.{kind}": show if width < 1280 else zoom
        for kind, widths in (("webp", (320, 640, 1280)), ("avif", (320, 640)), ("jpg", (640, 1280)))
        for width in widths
    }
    service = {
        f"/iiif/{version}/{key}/{rest}": needs
        for version in (2, 3)
        for rest, needs in (
            ("info.json", show),
            ("full/full/0/default.jpg" if version == 2 else "full/max/0/default.jpg", show),
            ("full/320,/0/default.jpg" if version == 2 else "full/320,200/0/default.jpg", show),
            ("square/200,200/0/default.png", show),
            ("0,0,100,100/50,50/90/gray.jpg", show),
            ("full/1600,/0/default.jpg" if version == 2 else "full/1600,1000/0/default.jpg", zoom),
            ("1024,512,512,488/512,/0/default.jpg" if version == 2 else "1024,512,512,488/512,488/0/default.jpg", zoom),
        )
    }  # fmt: skip
    pages = [
        "/", "/collections/", "/collections/?vue=liste", "/collections/?image=yes", "/collections/?q=canari", "/collections.json?q=canari",
        f"/musees/{museum.slug}/", ark, f"{ark}.json", f"/en{ark}", f"/comparer/?a={name}", f"/selection/?o={name}",
        f"/selection/diaporama/?o={name}", f"/selection/imprimer/?o={name}", f"/selection.json?o={name}",
        f"/iiif/manifest/{name}", f"/iiif/collection/object/{name}", f"/iiif/collection/museum/{museum.slug}", "/iiif/collection/search?q=canari",
        f"/iiif/collection/selection?o={name}", "/agenda/", "/agenda/canari/", "/agenda.json", "/en/agenda/canari/",
    ]  # fmt: skip
    return [
        *(Place(path=path, needs=needs) for path, needs in (*files.items(), *service.items())),
        *(Place(path=path, needs=show) for path in pages),
        *(Place(path=path, needs=down) for path in ("/agenda.atom", "/agenda.rss")),
        Place(path=CARD, needs=(Use.SHOW, Use.TRANSFORM, Use.SOCIAL), slow=True),
        Place(path=f"{ark}/image/1/640.jpg", needs=down, slow=True),
        Place(path=f"{ark}/image/1/original.jpg", needs=(*down, Use.ZOOM), slow=True),
        # The bundle holds the sheet, which shows the picture where it may be printed.
        Place(path=f"{ark}/dossier.zip", needs=down, even=printed, slow=True),
        Place(path=f"{ark}/fiche.pdf", needs=printed, slow=True),
        Place(path=f"/selection.zip?o={name}", needs=down, slow=True),
        Place(path=f"/selection.pdf?o={name}", needs=printed, slow=True),
        # No picture is ever there: these are walked to see that none comes.
        *(
            Place(path=path, needs=(), slow=True)
            for path in (
                "/musees/",
                f"{ark}/cartel.pdf", f"{ark}/qr.svg", f"{ark}?info", f"{ark}/signaler/", "/sitemap.xml", "/sitemap-1.xml",
                "/sitemap-pages.xml", "/musees.json", "/collections/recherche-avancee/", "/collections/suggestions?q=cana",
                f"/selection.csv?o={name}", f"/selection/cartels.pdf?o={name}", f"/selection/?o={name}&vider", "/robots.txt",
                "/iiif/collection/network", MONTH, "/agenda.ics", "/agenda/canari.ics",
            )
        ),
    ]  # fmt: skip


def has_canary(drawing):
    """Say whether a picture has the colour nothing else has."""
    small = drawing.convert("RGB").resize((8, 8))
    return any(
        all(abs(one - other) < 50 for one, other in zip(pixel, CANARY, strict=True))
        for pixel in small.get_flattened_data()
    )


def is_drawn(content):
    """Say whether a file is a picture, of any kind: turned grey or not, it is the canary's."""
    try:
        Drawing.open(io.BytesIO(content)).verify()
    except (UnidentifiedImageError, OSError):
        return False
    return True


def shows(answer, key):
    """Say whether an answer gives the picture, or where to get it."""
    content = b"".join(answer)
    if answer.status_code != 200:
        assert not is_drawn(content)
        return False
    kind = answer["Content-Type"].partition(";")[0]
    if answer.request["PATH_INFO"] == CARD:  # a drawing, with the picture or without it
        return card_shows(content)
    if kind.startswith("image/") and kind != "image/svg+xml":
        return is_drawn(content)
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return any(is_drawn(archive.read(name)) for name in archive.namelist()) or any(
            pdf_shows(archive.read(name)) for name in archive.namelist() if name.endswith(".pdf")
        )
    if content.startswith(b"%PDF"):
        return pdf_shows(content)
    return key in content.decode()


def pdf_shows(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return any(has_canary(found.image) for page in pages for found in page.images)


def card_shows(content):
    colours = Drawing.open(io.BytesIO(content)).convert("RGB").getcolors(1 << 20)
    return any(
        all(abs(one - other) < 12 for one, other in zip(colour, CANARY, strict=True))
        for _count, colour in colours
    )


@pytest.fixture
def hung(tmp_path, settings):
    """A museum whose only record and only event show the canary, imported, prepared and indexed."""
    settings.SEARCH_COST_PER_MINUTE = 10**9
    cache.clear()
    museum = MuseumFactory(museofile="M0001", usual_name="Musée du Port")
    folder = tmp_path / "images"
    folder.mkdir()
    draw(folder / "canari.jpg", size=(1600, 1000), colour=CANARY, quality=95)
    export = tagged(
        tmp_path / "a.txt",
        notice("A1", TITR="Canari", REFIM="canari.jpg", AUTR="MARESQ Anatole", DOMN="peinture"),
    )
    imported(export, images=folder)
    image = Image.objects.get()
    prepare(image=image)
    image.refresh_from_db()
    search.rebuild(index="records")
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    make_event(title="Canari", museums=[museum], image=image, timings=[{"first": day}], now=timezone.now())  # fmt: skip
    return RecordImage.objects.get().record, image, museum


def decide(image, museum, rights, *, policy, days):
    """Bring the picture to a state through the doors people and the worker use."""
    now = timezone.now()
    actions.set_unchecked_policy(museum=museum, policy=policy, actor=None, now=now)
    until = None if days is None else timezone.localdate(now) + timedelta(days=days)
    fields = {name: getattr(rights, name) for name in ("licence", "uses", "credit")}
    image.refresh_from_db()
    actions.set_picture_rights(
        image=image, rights=Rights(**fields, until=until), actor=None, now=now
    )
    actions.follow_policy(museum=museum, now=now)
    actions.lapse_rights(now=now)
    search.drain(index="records")


def tile(key):
    """Ask the short route in front of Django for a tile of the large picture."""
    told = []
    environ = {
        "PATH_INFO": f"/iiif/3/{key}/512,0,512,512/512,512/0/default.jpg",
        "REQUEST_METHOD": "GET",
    }
    body = tiles.Route(lambda *_passed_on: [])(
        environ, lambda status, _headers: told.append(status)
    )
    return told == ["200 OK"] and is_drawn(b"".join(body))


def check(client, hung, granted, *, slow):
    """Ask every place and compare with what is granted."""
    record, image, museum = hung
    image.refresh_from_db()
    assert {use for use in Use if allow(image, use)} == granted
    asked = [place for place in places(record, image, museum) if slow or not place.slow]
    found = {place.path: shows(client.get(place.path, follow=True), image.key) for place in asked}
    wanted = {place.path: place.gives(granted) for place in asked}
    wrong = {path: given for path, given in found.items() if given is not wanted[path]}
    assert wrong == {}, f"with {sorted(granted)}"
    assert tile(image.key) is (Use.ZOOM in granted)


@pytest.mark.parametrize("name", TABLE)
def test_a_picture_is_where_its_rights_let_it_and_nowhere_else(client, hung, name):
    rights, small, hidden = TABLE[name]
    _record, image, museum = hung
    for policy, granted in ((UncheckedPictures.SMALL, small), (UncheckedPictures.HIDDEN, hidden)):
        for end, days in DAYS.items():
            decide(image, museum, rights, policy=policy, days=days)
            check(
                client,
                hung,
                NONE if end == "ended yesterday" else set(granted),
                slow=policy == UncheckedPictures.SMALL
                and (end == "no end" or (end == "ended yesterday" and name in PROBES)),
            )


@pytest.mark.parametrize("name", ("public domain", "permission to zoom", "not checked"))
def test_a_withdrawn_picture_is_nowhere_whatever_its_rights_and_no_import_brings_it_back(
    client, hung, name, tmp_path
):
    rights, small, _hidden = TABLE[name]
    record, image, museum = hung
    decide(image, museum, rights, policy=UncheckedPictures.SMALL, days=None)
    check(client, hung, set(small), slow=False)

    actions.withdraw_picture(image=image, reason="Ayant droit.", actor=None, now=timezone.now())
    search.drain(index="records")
    check(client, hung, set(), slow=True)
    page = client.get(f"/ark:/{record.ark}")
    assert page.status_code == 200
    assert "image non disponible – droits" in page.content.decode().lower().replace("\u00a0", " ")

    export = tagged(tmp_path / "b.txt", notice("A1", TITR="Canari jaune", REFIM="canari.jpg"))
    imported(export, images=tmp_path / "images")
    search.drain(index="records")
    check(client, hung, set(), slow=False)

    image.refresh_from_db()
    actions.put_back_picture(image=image, reason="Accord.", actor=None, now=timezone.now())
    search.drain(index="records")
    check(client, hung, set(small), slow=False)


def test_the_portrait_of_a_museum_follows_its_rights(client, hung):
    _record, image, museum = hung
    RecordImage.objects.all().delete()
    Museum.objects.filter(pk=museum.pk).update(portrait=image.key)
    museum.refresh_from_db()
    address = f"/musees/{museum.slug}/"

    for name, shown in (
        ("public domain", True),
        ("not to be shown", False),
        ("not checked", False),
    ):
        decide(image, museum, TABLE[name][0], policy=UncheckedPictures.HIDDEN, days=None)
        assert shows(client.get(address), image.key) is shown, name
        assert shows(client.get(f"/images/{image.key}/320.webp"), image.key) is shown, name


def test_every_public_address_is_among_the_places_walked(hung):
    record, image, museum = hung
    walked = "\n".join(place.path for place in places(record, image, museum))
    known = {
        "healthz",
        "readyz",
        "selection-share",
        "shared",
        "report",
    }  # no picture, or a form's answer
    for namespace in ("portal", "machine", "media", "iiif", "interop", "agenda"):
        _prefix, resolver = get_resolver().namespace_dict[namespace]
        for pattern in resolver.url_patterns:
            part = TOLD.get(f"{namespace}:{pattern.name}")
            if pattern.name and pattern.name not in known:
                assert part, f"{namespace}:{pattern.name} is walked by no place of the matrix"
                assert part in walked, f"{namespace}:{pattern.name}"


TOLD = {
    "portal:home": "/", "portal:search": "/collections/?vue", "portal:search-json": "/collections.json", "portal:suggestions": "suggestions",
    "portal:advanced": "avancee", "portal:compare": "/comparer/", "portal:museums": "/musees/", "portal:museums-json": "/musees.json",
    "portal:museum": "/musees/musee", "portal:selection": "/selection/?o", "portal:selection-sheet": "imprimer", "portal:selection-slides": "diaporama",
    "portal:selection-zip": "selection.zip", "portal:selection-pdf": "selection.pdf", "portal:selection-labels": "selection/cartels.pdf",
    "portal:selection-csv": "selection.csv", "portal:selection-json": "selection.json", "portal:record": "/ark:/", "portal:record-json": ".json",
    "portal:record-qr": "qr.svg", "portal:record-image": "/image/1/", "portal:record-bundle": "dossier.zip", "portal:record-sheet": "fiche.pdf",
    "portal:record-label": "cartel.pdf", "machine:card": CARD, "machine:robots": "robots", "machine:sitemap": "sitemap.xml", "machine:sitemap-pages": "sitemap-pages",
    "machine:sitemap-records": "sitemap-1", "media:rendition": "320.webp", "media:rendition-as": "640.avif", "iiif:base": "/iiif/3/",
    "agenda:agenda": "/agenda/", "agenda:atom": "agenda.atom", "agenda:rss": "agenda.rss", "agenda:data": "agenda.json", "agenda:event": "/agenda/canari/",
    "agenda:month": MONTH, "agenda:calendar": "/agenda.ics", "agenda:event-calendar": "/agenda/canari.ics", "iiif:base-slash": "/iiif/3/", "iiif:info": "info.json", "iiif:allowed": "/iiif/3/", "iiif:image": "full/max", "interop:manifest": "/iiif/manifest/",
    "interop:manifest-part": "/iiif/manifest/", "interop:manifest-of": "/iiif/manifest/", "interop:manifest-of-part": "/iiif/manifest/",
    "interop:parts": "collection/object", "interop:parts-of": "collection/object", "interop:network": "network", "interop:museum": "collection/museum",
    "interop:search": "collection/search", "interop:selection": "collection/selection", "interop:content-state": "/iiif/manifest/",
}  # fmt: skip

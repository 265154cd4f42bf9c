"""What browsers send of a museum's page, and a museum with a picture to show."""

from django.urls import reverse

from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.media.tests.factories import make_image


def sent(museum, **more):
    """Return what a contributor's browser sends back untouched."""
    place = "" if museum.latitude is None else f"{museum.latitude}, {museum.longitude}"
    return {
        "version": museum.version, "do": "save", "town": museum.town, "coordinates": place,
        "accessibility": museum.accessibility, "themes": "\r\n".join(museum.themes),
        **{name: getattr(museum, name) for name in (
            "opening", "prices", "access", "address", "postcode", "phone", "contact_email", "website",
            "usual_name", "presentation",
        )},
    } | more  # fmt: skip


def sent_by_the_network(museum, **more):
    names = ("official_name", "short_name", "article", "museofile", "department", "region")
    ticked = {"publishes_collections": "on"} if museum.publishes_collections else {}
    return sent(museum) | ticked | {name: getattr(museum, name) for name in names} | more


def page(museum):
    return reverse("desk:museum", args=[museum.pk])


def shown(museum, title="Bassin"):
    """Give a museum a public object with a picture that may be shown."""
    colour = (RecordImage.objects.count() * 40, 60, 140)  # another picture each time
    image = make_image(colour=colour)
    RecordImage.objects.create(record=RecordFactory(museum=museum, title=title), image=image)
    return image

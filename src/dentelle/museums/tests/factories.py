import factory

from dentelle.museums.models import Museum


class MuseumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Museum

    slug = factory.Sequence(lambda n: f"musee-{n}")
    official_name = factory.Sequence(lambda n: f"musée numéro {n}")
    town = "Valmont-sur-Mer"
    department = "Aubrive"
    publishes_collections = True

"""Records for the tests of the pages: the catalogue's own, for every room that shows them."""

from dentelle.catalogue.tests.objects import NOW, ObjectFactory, agent, hang

__all__ = ["NOW", "ObjectFactory", "agent", "hang"]

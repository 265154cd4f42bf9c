"""Addresses of offers."""

from django.urls import path, re_path

from dentelle.desk.views import offer, offer_acts, offers
from dentelle.desk.views.lists import listed

urlpatterns = [
    *listed("offres", "offers", offers.index, offers.index_file),
    path("offres/nouvelle/", offer.new, name="offer-new"),
    path("offres/<int:pk>/", offer.detail, name="offer"),
    path("offres/<int:pk>/relire/", offer_acts.review, name="offer-review"),
    re_path(
        rf"^offres/(?P<pk>\d+)/(?P<verb>{offer_acts.DECISIONS.words})/$",
        offer_acts.act,
        name="offer-act",
    ),
    path("offres/<int:pk>/dupliquer/", offer_acts.duplicate, name="offer-duplicate"),
    path("offres/<int:pk>/historique/<int:entry_pk>/", offer_acts.undo, name="offer-undo"),
]

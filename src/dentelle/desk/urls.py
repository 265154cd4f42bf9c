"""Addresses of the desk."""

from django.urls import path, re_path

from dentelle.desk import urls_accounts, urls_event_sources, urls_events, urls_offers
from dentelle.desk.views import (
    day,
    imports,
    museum,
    museums,
    page_asks,
    picture,
    pictures,
    records,
    session,
    uploads,
)
from dentelle.desk.views.lists import listed

app_name = "desk"
urlpatterns = [
    path("", day.home, name="home"),
    path("connexion/", session.SignIn.as_view(), name="sign-in"),
    path("deconnexion/", session.sign_out, name="sign-out"),
    *urls_accounts.urlpatterns,
    *urls_event_sources.urlpatterns,
    *urls_events.urlpatterns,
    *urls_offers.urlpatterns,
    *listed("imports", "imports", imports.index, imports.index_file),
    path("imports/nouveau/", imports.new, name="import-new"),
    path("imports/<int:pk>/", imports.detail, name="import"),
    path("imports/<int:pk>/colonnes/", imports.columns, name="import-columns"),
    re_path(
        r"^imports/(?P<pk>\d+)/rapport\.(?P<kind>csv|ods|json)$",
        imports.report_file,
        name="import-report",
    ),
    re_path(
        r"^imports/(?P<pk>\d+)/(?P<verb>appliquer|suspendre|reprendre|abandonner|annuler)/$",
        imports.act,
        name="import-act",
    ),
    *listed("notices", "records", records.index, records.index_file),
    path("notices/<int:pk>/", records.detail, name="record"),
    path("notices/<int:pk>/retirer/", records.withdraw, name="record-withdraw"),
    path("notices/<int:pk>/remettre/", records.put_back, name="record-put-back"),
    path("notices/<int:pk>/images/<int:image_pk>/", records.image_rights, name="image-rights"),
    *listed("images", "images", pictures.index, pictures.index_file),
    path("images/droits/", pictures.rights, name="images-rights"),
    path("images/deposer/", uploads.deposit, name="image-deposit"),
    path("images/envois/", uploads.begin, name="upload-begin"),
    path("images/envois/<slug:key>/", uploads.part, name="upload"),
    path("images/envois/<slug:key>/fin/", uploads.finish, name="upload-finish"),
    path("images/envois/<slug:key>/oublier/", uploads.forget, name="upload-forget"),
    path("images/<int:pk>/", picture.detail, name="image"),
    path("images/<int:pk>/apercu", pictures.small, name="image-small"),
    path("images/<int:pk>/droits/", picture.rights, name="image-decide"),
    path("images/<int:pk>/droits/<int:entry_pk>/", picture.restore, name="image-restore"),
    path("images/<int:pk>/alternative/", picture.alt, name="image-alt"),
    path("images/<int:pk>/retirer/", picture.withdraw, name="image-withdraw"),
    path("images/<int:pk>/remettre/", picture.put_back, name="image-put-back"),
    path("images/<int:pk>/justificatif", picture.proof, name="image-proof"),
    *listed("musees", "museums", museums.index, museums.index_file),
    path("ma-fiche/", museum.own, name="museum-own"),
    path("musees/<int:pk>/", museum.detail, name="museum"),
    path("musees/<int:pk>/historique/<int:entry_pk>/", museum.undo, name="museum-undo"),
    path("musees/demander/", page_asks.ask_all, name="museums-ask"),
    path("musees/<int:pk>/demander/", page_asks.ask, name="museum-ask"),
    path("musees/<int:pk>/images/", museums.policy, name="museum-pictures"),
    *listed("signalements", "reports", museums.reports, museums.reports_file),
    path("signalements/<int:pk>/", museums.handle_report, name="report-handle"),
]

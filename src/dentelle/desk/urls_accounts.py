"""Addresses of coming in, of one's own account, of everybody's, and of the letters."""

from django.urls import path, re_path

from dentelle.desk.views import account, accounts, letters, links, session
from dentelle.desk.views.lists import listed

urlpatterns = [
    path("connexion/code/", session.code, name="sign-in-code"),
    path("connexion/lien/", links.ask_link, name="ask-link"),
    path("connexion/mot-de-passe/", links.ask_password, name="ask-password"),
    path("connexion/mot-de-passe/<str:token>/", links.new_password, name="new-password"),
    path("connexion/lien/<str:token>/", links.link, name="link"),
    path("bienvenue/", account.welcome, name="welcome"),
    path("mon-compte/", account.home, name="account"),
    path("mon-compte/mot-de-passe/", account.password, name="account-password"),
    path("mon-compte/second-facteur/", account.second_factor, name="second-factor-new"),
    re_path(
        r"^mon-compte/second-facteur/(?P<verb>retirer|codes)/$",
        account.second_factor_change,
        name="second-factor-change",
    ),
    path("mon-compte/sessions/fermer/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("mon-compte/sessions/<str:handle>/fermer/", account.end_session, name="end-session"),
    *listed("comptes", "accounts", accounts.index, accounts.index_file),
    path("comptes/nouveau/", accounts.new, name="account-new"),
    path("comptes/<int:pk>/", accounts.detail, name="account-of"),
    re_path(
        r"^comptes/(?P<pk>\d+)/(?P<verb>fermer|rouvrir|deconnecter|second-facteur|inviter)/$",
        accounts.act,
        name="account-act",
    ),
    *listed("courriers", "letters", letters.index, letters.index_file),
    path("courriers/<int:pk>/", letters.detail, name="letter"),
    re_path(
        r"^courriers/(?P<pk>\d+)/(?P<verb>renvoyer|abandonner)/$", letters.act, name="letter-act"
    ),
]

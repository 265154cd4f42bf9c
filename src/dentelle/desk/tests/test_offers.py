from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.desk.tests.events import person
from dentelle.desk.tests.offers import answers, in_days, sent
from dentelle.jobs.actions import edit_offer
from dentelle.jobs.models import Offer
from dentelle.jobs.tests.factories import make_offer
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def offer_of(museum, **more):
    soon = timezone.localdate() + timedelta(days=20)
    return make_offer(museum=museum, now=timezone.now(), **{"deadline": soon, **more})


def write(offer, **values):
    edit_offer(offer=offer, values=values, seen=offer.version, actor=None, now=timezone.now())


def page_of(client, offer):
    return client.get(reverse("desk:offer", args=[offer.pk])).content.decode()


def test_a_volunteer_enters_an_offer_and_submits_it(client, volunteer, museum):
    asked = client.get(reverse("desk:offer-new")).content.decode()
    assert "Que proposez-vous" in asked
    form = client.get(reverse("desk:offer-new"), {"musee": museum.slug, "genre": "seasonal"})
    assert 'value="port@example.org"' in form.content.decode()

    answer = client.post(reverse("desk:offer-new"), answers(museum, do="submit"))

    offer = Offer.objects.get()
    assert answer["Location"] == reverse("desk:offer", args=[offer.pk])
    assert (offer.state, offer.museum, offer.created_by) == (State.SUBMITTED, museum, volunteer)
    assert offer.missions == "Accueillir.\n- Tenir la caisse"
    assert "soumise" in said(answer)


def test_what_the_law_asks_is_asked_at_its_field_and_the_draft_is_kept_without(
    client, volunteer, museum
):
    intern = answers(museum, kind="internship", duration="4", do="submit")

    refused = client.post(reverse("desk:offer-new"), intern)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "une gratification est due" in page
    assert "Un stage demande une convention" in page
    assert not Offer.objects.exists()

    client.post(reverse("desk:offer-new"), intern | {"do": "save"})
    offer = Offer.objects.get()
    assert offer.state == State.DRAFT
    assert "une gratification est due" in page_of(client, offer)
    refused = client.post(reverse("desk:offer-act", args=[offer.pk, "soumettre"]))
    assert "une gratification est due" in said(refused)

    client.post(
        reverse("desk:offer", args=[offer.pk]),
        intern | {"version": 1, "pay": "Au minimum légal", "has_agreement": "on"},
    )
    offer.refresh_from_db()
    assert offer.state == State.SUBMITTED


def test_advice_is_given_and_stops_nothing(client, volunteer, museum):
    client.post(reverse("desk:offer-new"), answers(museum, title="Gardien", do="submit"))

    offer = Offer.objects.get()
    assert offer.state == State.SUBMITTED
    assert "Ajoutez « H/F »" in page_of(client, offer).replace("\u00a0", " ")


def test_a_duration_of_nothing_is_refused(client, volunteer, museum):
    answer = client.post(reverse("desk:offer-new"), answers(museum, duration="0"))

    assert answer.status_code == 422


def test_a_reviewer_reads_the_whole_of_it_and_publishes(client, volunteer, museum):
    client.post(reverse("desk:offer-new"), answers(museum, do="submit"))
    offer = Offer.objects.get()
    client.force_login(person(Role.COMMUNICATION))
    assert "Agent d’accueil H/F" in client.get(reverse("desk:home")).content.decode()
    review = reverse("desk:offer-review", args=[offer.pk])
    page = client.get(review).content.decode()
    assert "Un été au bord de la rade." in page
    assert "Dites la rémunération" in page
    assert "<del>" not in page

    answer = client.post(review, {"do": "approve", "version": offer.version})

    offer.refresh_from_db()
    assert answer["Location"] == reverse("desk:offers") + "?state=submitted"
    assert offer.is_public
    assert offer.closes_at.date().isoformat() == in_days(20)


@pytest.mark.parametrize("do", ("approve", "back"))
def test_what_changed_since_the_reviewer_read_it_is_not_decided_unseen(
    client, reviewer, museum, do
):
    offer = offer_of(museum, state="submitted")
    write(offer, pay="9 €")
    review = reverse("desk:offer-review", args=[offer.pk])

    refused = client.post(review, {"do": do, "version": 1, "message": "Le salaire ?"})

    offer.refresh_from_db()
    assert "relisez" in said(refused)
    assert offer.state == State.SUBMITTED


def test_a_reviewer_sends_back_with_a_message_that_leaves_by_mail(client, volunteer, museum):
    client.post(reverse("desk:offer-new"), answers(museum, do="submit"))
    offer = Offer.objects.get()
    client.force_login(person(Role.COMMUNICATION))
    review = reverse("desk:offer-review", args=[offer.pk])

    without = client.post(review, {"do": "back", "version": 1, "message": " "})
    assert "Dites ce" in said(without)
    client.post(review, {"do": "back", "version": 1, "message": "Quel salaire ?"})

    offer.refresh_from_db()
    letter = Departure.objects.get()
    assert offer.state == State.DRAFT
    assert letter.to == "benevole@example.org"
    assert "Quel salaire ?" in letter.content["text"]
    assert reverse("desk:offer", args=[offer.pk]) in letter.content["text"]
    client.force_login(volunteer)
    assert "Quel salaire ?" in page_of(client, offer)


def test_a_writer_without_address_is_told_of_to_the_reviewer(client, reviewer, museum):
    offer = offer_of(museum, state="submitted")

    answer = client.post(
        reverse("desk:offer-review", args=[offer.pk]),
        {"do": "back", "version": 1, "message": "Quel salaire ?"},
    )

    assert "prévenez" in said(answer).lower()
    assert not Departure.objects.exists()


def test_what_went_back_to_a_draft_is_shown_beside_what_was_public(client, reviewer, museum):
    offer, now = offer_of(museum), timezone.now()
    publishing.to_draft(subject=offer, actor=reviewer, now=now)
    write(offer, title="Médiatrice H/F")
    publishing.submit(subject=offer, actor=reviewer, now=now)

    page = client.get(reverse("desk:offer-review", args=[offer.pk])).content.decode()

    assert "<del>Médiateur culturel H/F</del>" in page
    assert "<ins>Médiatrice H/F</ins>" in page


def test_of_two_writers_the_second_sees_the_other_s_change_and_keeps_what_they_did_not_touch(
    client, reviewer, museum
):
    other = MuseumFactory(usual_name="Musée du Lin")
    offer = offer_of(museum, state="draft", pay="Grille")
    mine = sent(offer, title="Mon titre H/F")
    ana = User.objects.create_user("ana", first_name="Ana", last_name="Ré", role=Role.NETWORK)
    values = {"title": "Leur titre H/F", "pay": "1 900 €", "museum": other}
    edit_offer(offer=offer, values=values, seen=1, actor=ana, now=timezone.now())
    address = reverse("desk:offer", args=[offer.pk])

    answer = client.post(address, mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Leur titre H/F" in page
    assert 'value="Mon titre H/F"' in page
    assert 'value="1 900 €"' in page
    assert "Musée du Lin" in page
    assert str(ana) in page
    assert Offer.objects.get().title == "Leur titre H/F"

    client.post(address, mine | {"version": 2, "pay": "1 900 €", "museum": other.pk})
    offer = Offer.objects.get()
    assert (offer.title, offer.pay, offer.museum) == ("Mon titre H/F", "1 900 €", other)


def test_saving_an_offer_untouched_changes_nothing(client, reviewer, museum):
    offer = offer_of(museum)

    client.post(reverse("desk:offer", args=[offer.pk]), sent(offer))

    assert not history_of(offer).filter(verb="edit").exists()


def test_a_change_is_read_in_french_and_taken_back_with_its_end(client, reviewer, museum):
    offer = offer_of(museum)
    before = offer.closes_at
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    client.post(reverse("desk:offer", args=[offer.pk]), sent(offer, deadline=day, kind="seasonal"))
    entry = HistoryEntry.objects.get(verb="edit")
    page = page_of(client, offer)
    assert "<del>Emploi</del> <ins>Emploi saisonnier</ins>" in page
    assert f"<ins>{int(day[-2:])}" in page
    assert Offer.objects.get().closes_at != before

    client.post(reverse("desk:offer-undo", args=[offer.pk, entry.pk]))

    offer.refresh_from_db()
    assert (offer.kind, offer.closes_at) == ("post", before)


def test_undoing_is_not_for_a_contributor_once_it_is_public(client, volunteer, museum):
    offer = offer_of(museum)
    write(offer, pay="1 €")
    entry = HistoryEntry.objects.get(verb="edit")

    answer = client.post(reverse("desk:offer-undo", args=[offer.pk, entry.pk]))

    assert answer.status_code == 403


def test_a_museum_tells_that_somebody_was_found_and_the_page_says_closed(client, volunteer, museum):
    offer = offer_of(museum)
    assert "Clôturer" in page_of(client, offer)

    client.post(reverse("desk:offer-act", args=[offer.pk, "archiver"]))

    assert "Cette offre est close" in client.get(f"/offres/{offer.slug}/").content.decode()


def test_an_offer_is_withdrawn_with_its_reason_put_back_and_copied(client, reviewer, museum):
    offer = offer_of(museum, official_number="O14")

    def act(verb, **data):
        answer = client.post(reverse("desk:offer-act", args=[offer.pk, verb]), data)
        offer.refresh_from_db()
        return answer

    assert "Écrivez pourquoi" in said(act("retirer"))
    assert offer.state == State.PUBLIC
    act("retirer", reason="Poste supprimé.")
    assert offer.state == State.WITHDRAWN
    assert "Poste supprimé." in page_of(client, offer)
    act("remettre")
    assert offer.is_public
    client.post(reverse("desk:offer-duplicate", args=[offer.pk]))
    copy = Offer.objects.exclude(pk=offer.pk).get()
    assert (copy.state, copy.museum, copy.missions) == (State.DRAFT, museum, offer.missions)
    assert (copy.deadline, copy.closes_at, copy.official_number) == (None, None, "")


def test_an_offer_appears_at_its_hour(client, reviewer, museum):
    offer = offer_of(museum, state="draft")
    at = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT09:00")

    answer = client.post(
        reverse("desk:offer-act", args=[offer.pk, "publier"]), {"opens_at": at, "version": 1}
    )

    offer.refresh_from_db()
    assert (offer.state, offer.is_public) == (State.SCHEDULED, False)
    assert "programmée" in said(answer)


def test_an_embargo_after_the_deadline_is_refused_with_a_sentence(client, reviewer, museum):
    offer = offer_of(museum, state="draft")

    answer = client.post(
        reverse("desk:offer-act", args=[offer.pk, "publier"]),
        {"opens_at": "2099-05-01T09:00", "version": 1},
    )

    assert "La fin de la publication précède son début" in said(answer)
    assert Offer.objects.get().state == State.DRAFT


@pytest.mark.parametrize(("role", "state"), ((Role.MUSEUM, "public"), (Role.COLLECTIONS, "draft")))
def test_who_may_not_write_an_offer_reads_the_whole_of_it(client, museum, role, state):
    offer = offer_of(museum, state=state, pay="1 900 €")
    client.force_login(person(role, museum))

    page = page_of(client, offer)

    assert "<textarea" not in page
    for words in ("1 900 €", "Tenir les ateliers", "candidatures@example.org", "Musée du Port"):
        assert words in page


def test_a_contributor_never_publishes_by_the_button_of_another(client, volunteer, museum):
    client.post(reverse("desk:offer-new"), answers(museum, do="publish"))

    assert Offer.objects.get().state == State.DRAFT


def test_the_network_publishes_what_it_enters_at_once(client, reviewer, museum):
    answer = client.post(reverse("desk:offer-new"), answers(museum, do="publish"))

    assert "publiée" in said(answer)
    assert Offer.objects.get().is_public


def test_the_list_is_narrowed_by_state_kind_museum_and_words(client, reviewer, museum):
    lin = MuseumFactory()
    offer_of(museum, title="Gardien H/F", state="draft")
    offer_of(lin, title="Stagiaire en été", kind="internship", has_agreement=True, duration=2)
    away = offer_of(museum, title="Rangée H/F")
    publishing.archive(subject=away, actor=None, now=timezone.now())

    def titles(**asked):
        page = client.get(reverse("desk:offers"), asked).content.decode()
        return {name for name in ("Gardien", "Stagiaire", "Rangée") if name in page}

    assert titles() == {"Gardien", "Stagiaire"}
    assert titles(state="all") == {"Gardien", "Stagiaire", "Rangée"}
    assert titles(state="archived") == {"Rangée"}
    assert titles(state="draft") == {"Gardien"}
    assert titles(kind="internship") == {"Stagiaire"}
    assert titles(museum=lin.pk) == {"Stagiaire"}
    assert titles(q="ete STAGIAIRE") == {"Stagiaire"}
    assert titles(state="nonsense") == {"Gardien", "Stagiaire"}


def test_a_contributor_s_day_has_their_own_offers(client, volunteer, museum):
    assert "Aucune offre. Le musée cherche" in client.get(reverse("desk:home")).content.decode()
    offer_of(museum, title="Chez nous H/F")
    offer_of(MuseumFactory(), title="Ailleurs H/F")

    page = client.get(reverse("desk:home")).content.decode()

    assert "Mes offres" in page
    assert "Chez nous H/F" in page
    assert "Ailleurs H/F" not in page
    assert 'href="/bureau/offres/"' in page


@pytest.mark.parametrize("name", ("offers", "home"))
@pytest.mark.parametrize("role", (Role.COMMUNICATION, Role.MUSEUM))
def test_a_screen_asks_as_many_queries_for_one_offer_as_for_four(client, museum, role, name):
    client.force_login(person(role, museum))
    counts = []
    for many in (1, 3):
        for number in range(many):
            offer_of(museum, state="submitted", title=f"Offre {number} H/F")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"desk:{name}")).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= {"offers": 10, "home": 32}[name]


def test_a_contributor_without_a_museum_has_nothing_to_offer(client):
    client.force_login(person(Role.MUSEUM))

    assert client.get(reverse("desk:offer-new")).status_code == 403


def test_a_draft_that_lacks_nothing_is_submitted_by_its_button(client, volunteer, museum):
    offer = offer_of(museum, state="draft")

    answer = client.post(reverse("desk:offer-act", args=[offer.pk, "soumettre"]))

    assert "soumise" in said(answer)
    assert Offer.objects.get().state == State.SUBMITTED


def test_saving_and_submitting_what_is_submitted_already_says_why_not(client, volunteer, museum):
    offer = offer_of(museum, state="submitted")

    answer = client.post(
        reverse("desk:offer", args=[offer.pk]), sent(offer, pay="1 €", do="submit")
    )

    assert "Rechargez la page" in said(answer)
    assert Offer.objects.get().pay == "1 €"


def test_a_change_written_over_since_is_not_taken_back_and_says_why(client, reviewer, museum):
    offer = offer_of(museum)
    write(offer, pay="1 €")
    first = HistoryEntry.objects.get(verb="edit")
    write(offer, pay="2 €")

    answer = client.post(reverse("desk:offer-undo", args=[offer.pk, first.pk]))

    assert "rémunération" in said(answer)
    assert Offer.objects.get().pay == "2 €"


def test_the_history_reads_hours_choices_and_fields_that_are_no_more(client, reviewer, museum):
    offer = offer_of(museum, opens_at=timezone.now() + timedelta(days=2))
    publishing.record_history(
        subject=offer, verb="edit", actor=None, now=timezone.now(),
        before={"former": "a", "has_agreement": False, "apply_url": ""},
        after={"former": "b", "has_agreement": True, "apply_url": "https://example.org"},
    )  # fmt: skip

    page = page_of(client, offer)

    opens = timezone.localtime(offer.opens_at)
    assert f"{opens.hour}\u00a0h\u00a0{opens.minute:02}" in page
    for words in ("<del>a</del> <ins>b</ins>", "<del>non</del> <ins>oui</ins>", "example.org"):
        assert words in page

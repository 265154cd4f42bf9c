"""A poster or a photograph sent with an event: kept, credited, and seen only with its event."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow

from dentelle.accounts.enums import Role
from dentelle.agenda import check_links
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.desk.actions import checks
from dentelle.desk.queries import events, pictures
from dentelle.desk.tests.events import SEES, answers, person, sent
from dentelle.media.iiif import grants
from dentelle.media.models import Image
from dentelle.media.queries import address, allow
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing

pytestmark = pytest.mark.django_db


def poster(colour=(120, 60, 30), name="affiche.png"):
    content = io.BytesIO()
    Pillow.new("RGB", (400, 566), colour).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def vouched(**more):
    return {"picture": poster(), "picture_alt": "Un bateau.", "picture_credit": "Photo : Anne Duval", "picture_right": "on", **more}  # fmt: skip


def test_a_poster_is_sent_with_an_event_and_keeps_its_credit_and_its_rights(
    client, volunteer, museum
):
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))

    image = Event.objects.get().image
    assert (image.alt, image.credit, image.original_name) == ("Un bateau.", "Photo : Anne Duval", "affiche.png")  # fmt: skip
    granted = {use for use in ("show", "zoom", "download", "print", "transform", "social", "press") if allow(image, use)}  # fmt: skip
    assert granted == {"show", "zoom", "transform", "social", "press"}
    assert str(volunteer) in image.proof


def test_it_is_seen_by_nobody_before_its_event_nor_after_its_withdrawal(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))
    event = Event.objects.get()
    key = event.image.key

    def seen():
        return client.get(address(key, 320)).status_code == 200, grants.of(key) is not None

    assert seen() == (False, False)
    publishing.approve(subject=event, actor=None, now=timezone.now())
    assert seen() == (True, True)
    publishing.withdraw(subject=event, reason="Demandé.", actor=None, now=timezone.now())
    assert seen() == (False, False)


def test_a_picture_of_an_object_is_seen_whatever_becomes_of_the_event(client, museum):
    link = RecordImage.objects.create(record=RecordFactory(museum=museum), image=make_image())
    event = make_event(museums=[museum], state="draft", image=link.image)

    assert client.get(address(event.image.key, 320)).status_code == 200


def test_what_is_not_vouched_for_is_refused_field_by_field_and_the_rest_is_kept(
    client, volunteer, museum
):
    wanted = answers(museum, **vouched(picture_alt="", picture_credit=""))
    del wanted["picture_right"]

    answer = client.post(reverse("desk:event-new"), wanted)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Le Havre vu de la mer"' in page
    for words in ("Écrivez ce qu’on y voit", "aucune image ne paraît sans son crédit", "Cochez la case", "Choisissez-la de nouveau"):  # fmt: skip
        assert words in page
    assert not Image.objects.exists()


def test_what_is_no_picture_is_refused_with_a_sentence_that_names_it(client, volunteer, museum):
    text = SimpleUploadedFile("affiche.pdf", b"%PDF-1.7 rien", content_type="image/png")

    answer = client.post(reverse("desk:event-new"), answers(museum, **vouched(picture=text)))

    assert answer.status_code == 422
    assert "affiche.pdf" in answer.content.decode()
    assert not Event.objects.exists()


def test_a_picture_is_not_lost_when_something_else_is_to_be_looked_at_again(
    client, volunteer, museum
):
    answer = client.post(reverse("desk:event-new"), answers(museum, title="", **vouched()))

    image = Image.objects.get()
    assert answer.status_code == 422
    assert f'name="image" value="{image.pk}" checked' in answer.content.decode()

    client.post(reverse("desk:event-new"), answers(museum, image=image.pk))
    assert Event.objects.get().image == image


def test_nobody_uses_what_another_sent(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, title="", **vouched()))
    image, elsewhere = Image.objects.get(), MuseumFactory()
    client.force_login(person(Role.MUSEUM, elsewhere))

    answer = client.post(reverse("desk:event-new"), answers(elsewhere, image=image.pk))

    assert answer.status_code == 422
    assert not Event.objects.exists()


def test_the_same_file_keeps_the_rights_that_were_decided(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))

    client.post(
        reverse("desk:event-new"), answers(museum, title="Autre", **vouched(picture_credit="X"))
    )

    assert Image.objects.get().credit == "Photo : Anne Duval"
    assert Event.objects.filter(image=Image.objects.get()).count() == 2


def test_another_museum_s_picture_is_not_taken_by_sending_it_again(client, volunteer, museum):
    first = MuseumFactory()
    client.force_login(person(Role.MUSEUM, first))
    client.post(reverse("desk:event-new"), answers(first, **vouched()))
    image = Image.objects.get()
    RecordImage.objects.create(record=RecordFactory(museum=first), image=image)
    client.force_login(volunteer)

    answer = client.post(reverse("desk:event-new"), answers(museum, **vouched()))

    assert answer.status_code == 422
    assert Event.objects.count() == 1


def test_a_picture_is_changed_on_an_event_and_its_museum_finds_it_among_its_pictures(
    client, volunteer, museum
):
    event = make_event(museums=[museum], state="draft", summary="Oui.")

    client.post(reverse("desk:event", args=[event.pk]), sent(event, **vouched()))

    event.refresh_from_db()
    assert event.image is not None
    assert list(pictures.visible(volunteer)) == [event.image]
    assert list(pictures.visible(person(Role.MUSEUM, MuseumFactory()))) == []
    shown = client.get(reverse("desk:image", args=[event.image.pk])).content.decode()
    assert "Envoyée avec un événement" in shown


def test_the_places_of_a_picture_name_the_events_that_show_it(client, museum):
    client.force_login(person(Role.NETWORK))
    event = make_event(museums=[museum], image=make_image(), title="Nocturne d’hiver")

    page = client.get(reverse("desk:image", args=[event.image.pk])).content.decode()

    assert "Nocturne d’hiver" in page
    assert reverse("agenda:event", args=[event.slug]) in page


def test_a_museum_that_checks_a_draft_is_told_of_its_poster_and_shown_no_broken_picture(
    client, volunteer, museum
):
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))
    event = Event.objects.get()
    asker = person(Role.COMMUNICATION)
    check = checks.ask_check(event=event, to="a@example.org", message="", publish=False, actor=asker, now=timezone.now())  # fmt: skip
    client.logout()
    link = reverse("desk:event-check", args=[check_links.token(check)])

    before = client.get(link).content.decode()
    publishing.approve(subject=event, actor=asker, now=timezone.now())
    after = client.get(link).content.decode()

    assert "Un bateau." in before
    assert "<figure" not in before
    assert address(event.image.key, 320) in after


@pytest.fixture
def proposed(client, volunteer, museum):
    """Give an event on line for which a poster is proposed, and the poster."""
    event = make_event(museums=[museum], summary="Oui.")
    client.post(reverse("desk:event", args=[event.pk]), sent(event, **vouched()))
    return event, Image.objects.get()


@pytest.mark.parametrize(("role", "own", "other"), SEES)
def test_each_role_sees_a_poster_that_is_only_proposed_as_it_sees_the_event(
    client, museum, proposed, role, own, other
):
    _event, image = proposed
    small = reverse("desk:image-small", args=[image.pk])

    for of, status in ((museum, own), (MuseumFactory(), other)):
        client.force_login(person(role, of))
        assert client.get(small).status_code == status

    client.logout()
    assert client.get(small).status_code == 302
    assert client.get(address(image.key, 320)).status_code == 404


def test_a_museum_of_the_same_event_sees_the_poster_its_partner_proposes(client, museum, proposed):
    event, image = proposed
    partner = MuseumFactory()
    event.museums.add(partner)
    client.force_login(person(Role.MUSEUM, partner))

    assert client.get(reverse("desk:image-small", args=[image.pk])).status_code == 200


def test_a_colleague_takes_a_proposal_up_with_its_poster_and_takes_it_nowhere_else(
    client, museum, proposed
):
    event, image = proposed
    client.force_login(person(Role.MUSEUM, museum))
    elsewhere = make_event(museums=[museum], summary="Oui.")
    waiting = events.proposal(event).pk

    kept = client.post(
        reverse("desk:event", args=[event.pk]),
        sent(event, image=image.pk, title="Autre titre", proposal=waiting),
    )
    taken = client.post(reverse("desk:event", args=[elsewhere.pk]), sent(elsewhere, image=image.pk))

    assert (kept.status_code, taken.status_code) == (302, 422)
    assert events.proposal(event).after == {"title": "Autre titre", "image": image.pk}


def test_a_poster_taken_away_meanwhile_is_kept_by_no_colleague(client, museum, proposed):
    event, image = proposed
    publishing.withdraw(subject=image, reason="L’auteur refuse.", actor=None, now=timezone.now())
    client.force_login(person(Role.MUSEUM, museum))

    answer = client.post(
        reverse("desk:event", args=[event.pk]),
        sent(event, image=image.pk, proposal=events.proposal(event).pk),
    )

    assert answer.status_code == 422


def test_a_picture_whose_rights_have_lapsed_stays_with_its_event_until_somebody_takes_it_away(
    client, reviewer, museum
):
    soon = [{"first": str(timezone.localdate())}]
    event = make_event(museums=[museum], timings=soon, image=make_image())
    Image.objects.update(until="2020-01-01")
    address_of_event = reverse("desk:event", args=[event.pk])
    assert f'name="image" value="{event.image_id}"' not in client.get(address_of_event).content.decode()  # fmt: skip

    client.post(address_of_event, sent(event, prices="7 €"))

    kept = Event.objects.get()
    assert (kept.prices, kept.image_id) == ("7 €", event.image_id)
    client.post(address_of_event, sent(kept, image=""))
    assert Event.objects.get().image is None

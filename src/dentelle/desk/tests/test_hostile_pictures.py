"""A poster is seen with its event and nowhere before; a picture that was refused comes back by no other door."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions.event_pictures import take_picture
from dentelle.desk.queries import events, pictures
from dentelle.desk.tests.events import answers, person, sent
from dentelle.desk.tests.test_event_pictures import poster, vouched
from dentelle.media import actions as media
from dentelle.media.iiif import grants
from dentelle.media.models import Image
from dentelle.media.queries import address
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing

pytestmark = pytest.mark.django_db


def seen(client, key):
    return client.get(address(key, 320)).status_code == 200, grants.of(key) is not None


def test_a_poster_of_a_form_that_was_refused_is_seen_by_nobody(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, title="", **vouched()))

    assert not Event.objects.exists()
    assert seen(client, Image.objects.get().key) == (False, False)


def test_a_poster_that_is_proposed_is_seen_by_nobody_before_it_is_accepted(
    client, volunteer, museum
):
    event = make_event(museums=[museum], summary="Oui.")
    client.post(reverse("desk:event", args=[event.pk]), sent(event, **vouched()))
    proposal, image = events.proposal(event), Image.objects.get()
    assert proposal.after == {"image": image.pk}

    assert seen(client, image.key) == (False, False)
    client.force_login(person(Role.COMMUNICATION))
    client.post(
        reverse("desk:event-review", args=[event.pk]),
        {"do": "approve", "version": event.version, "proposal": proposal.pk},
    )
    assert seen(client, image.key) == (True, True)


def test_a_poster_put_away_from_its_event_is_seen_no_more(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))
    event = Event.objects.get()
    key = event.image.key
    publishing.approve(subject=event, actor=None, now=timezone.now())
    assert seen(client, key) == (True, True)

    event.image = None
    event.save()

    assert seen(client, key) == (False, False)


def test_a_picture_the_network_withdrew_comes_back_by_no_second_sending(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))
    image = Image.objects.get()
    media.withdraw_image(
        image=image, reason="L’auteur refuse.", actor=volunteer, now=timezone.now()
    )
    other = person(Role.MUSEUM, museum)
    client.force_login(other)

    answer = client.post(reverse("desk:event-new"), answers(museum, do="submit", **vouched()))

    assert answer.status_code == 422
    assert Event.objects.count() == 1
    assert seen(client, image.key) == (False, False)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def _cut():
    return poster().read()[:200]


@pytest.mark.parametrize(
    ("name", "content"),
    (
        ("a.svg", SVG),
        ("a.png", SVG),
        ("a.png", b"<html><script>alert(1)</script></html>"),
        ("a.gif", GIF),
        ("a.png", _cut()),
        ("a.png", b""),
        ("a.png", b"\x00" * 5000),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 100),
        (
            "a.mvg",
            b"push graphic-context\nimage over 0,0 0,0 'https://127.0.0.1/x'\npop graphic-context",
        ),
    ),
)
def test_what_is_no_photograph_is_refused_in_words(client, volunteer, museum, name, content):
    file = SimpleUploadedFile(name, content, content_type="image/png")

    answer = client.post(reverse("desk:event-new"), answers(museum, **vouched(picture=file)))

    assert answer.status_code == 422
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    "name",
    (
        "../../../etc/passwd.png",
        "..\\..\\x.png",
        "a\u202egnp.exe",
        "a\r\nX: y.png",
        "é" * 400 + ".png",
        ".png",
        "\x07.png",
        "a" * 5000,
    ),
)
def test_the_name_of_a_file_is_words_and_no_path(client, volunteer, museum, name):
    client.post(reverse("desk:event-new"), answers(museum, **vouched(picture=poster(name=name))))

    image = Image.objects.get()
    assert "/" not in image.original_name
    assert len(image.original_name) <= 255
    assert ".." not in image.path


def test_a_picture_followed_by_a_page_gives_no_page(client, volunteer, museum):
    content = poster().read() + b"<html><script>alert(1)</script>"
    file = SimpleUploadedFile("a.html", content, content_type="text/html")
    client.post(reverse("desk:event-new"), answers(museum, **vouched(picture=file)))
    event = Event.objects.get()
    publishing.approve(subject=event, actor=None, now=timezone.now())

    answer = client.get(address(event.image.key, 320))

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert b"script" not in answer.content


def test_text_where_a_file_is_expected_and_files_where_text_is(client, volunteer, museum):
    text = client.post(reverse("desk:event-new"), answers(museum, picture="rien"))
    assert text.status_code == 302
    wrong = answers(museum)
    wrong["title"] = io.BytesIO(b"un fichier")
    assert client.post(reverse("desk:event-new"), wrong).status_code == 422
    broken = client.post(
        reverse("desk:event-new"), b"--x\r\nnothing", content_type="multipart/form-data; boundary=x"
    )
    assert broken.status_code in {400, 422}
    assert client.post(
        reverse("desk:event-new"), b"\xff\xfe", content_type="multipart/form-data"
    ).status_code in {400, 422}


@pytest.mark.parametrize("shown", ("event", "portrait"))
def test_who_sends_the_same_file_as_another_museum_decides_nothing_about_its_picture(
    client, volunteer, museum, shown
):
    first = MuseumFactory()
    image = take(first, person(Role.MUSEUM, first))
    if shown == "event":
        make_event(museums=[first], image=image)
    else:
        first.portrait = image.key
        first.save()
    client.post(reverse("desk:event-new"), answers(museum, **vouched()))
    assert Event.objects.of_museums([museum.pk]).get().image == image

    assert not pictures.editable(volunteer).filter(pk=image.pk).exists()
    acts = [
        client.post(
            reverse(name, args=[image.pk]),
            {"credit": "X", "licence": "public_domain", "alt": "X", "reason": "X"},
        )
        for name in ("desk:image-decide", "desk:image-alt", "desk:image-withdraw")
    ]
    assert {answer.status_code for answer in acts} == {403}
    image.refresh_from_db()
    assert (image.credit, image.alt, image.is_public) == (
        "Photo : premier musée",
        "Un bateau.",
        True,
    )


def test_who_sent_a_picture_sees_it_in_small_and_nobody_of_another_museum(
    client, volunteer, museum
):
    page = client.post(reverse("desk:event-new"), answers(museum, title="", **vouched()))
    small = reverse("desk:image-small", args=[Image.objects.get().pk])

    assert f'src="{small}"' in page.content.decode()
    assert client.get(small).status_code == 200
    client.force_login(person(Role.MUSEUM, MuseumFactory()))
    assert client.get(small).status_code == 404


def take(museum, user):
    return take_picture(
        file=poster(),
        alt="Un bateau.",
        credit="Photo : premier musée",
        actor=user,
        now=timezone.now(),
    )

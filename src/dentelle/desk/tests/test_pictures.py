"""Pictures in the desk: who sees which, what is decided, one or many, and what is told."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from dentelle.accounts.enums import Role
from dentelle.catalogue import bulk
from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.models import Record, RecordImage
from dentelle.catalogue.tests.factories import NOW, RecordFactory
from dentelle.desk.tests.test_desk import person
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.media.tests.factories import make_image
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"x" * 200


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def manager(client):
    """The collections manager, signed in."""
    user = person(Role.COLLECTIONS)
    client.force_login(user)
    return user


def hung(number=0, *, museum=None, licence=Licence.NOT_CHECKED, fields=None, **values):
    """Make a picture that a record shows."""
    record = RecordFactory(**({"museum": museum} if museum else {}))
    if fields:
        given = {"REF": record.reference, **fields}
        bulk.update(
            Record, ("fields", *DERIVED), [(bulk.dump(given), *derived_values(given), record.pk)]
        )
    image = make_image(colour=(number * 60 % 256, 200 - number * 40 % 200, 90), licence=licence)
    Image.objects.filter(pk=image.pk).update(**values)
    RecordImage.objects.create(record=record, image=image)
    image.refresh_from_db()
    return image


def names(page):
    """Return the numbers of the pictures a list shows."""
    found = re.findall(r'href="/bureau/images/(\d+)/"', page.content.decode())
    return {int(number) for number in found}


def addresses(image):
    """Every address of the desk that names a picture."""
    return [
        ("get", reverse("desk:image", args=[image.pk])),
        ("get", reverse("desk:image-small", args=[image.pk])),
        ("get", reverse("desk:image-proof", args=[image.pk])),
        *[
            ("post", reverse(f"desk:image-{verb}", args=[image.pk]))
            for verb in ("decide", "alt", "withdraw", "put-back")
        ],
        ("post", reverse("desk:image-restore", args=[image.pk, 1])),
    ]


@pytest.mark.parametrize("name", ("images", "images-csv"))
def test_the_list_is_closed_to_those_who_did_not_sign_in(client, name):
    assert client.get(reverse(f"desk:{name}"))["Location"].startswith("/bureau/connexion/")


def test_nothing_of_a_picture_is_open_to_those_who_did_not_sign_in(client):
    image = hung()

    for method, address in addresses(image):
        assert getattr(client, method)(address).status_code == 302, address


def test_a_museum_sees_and_touches_its_own_pictures_alone(client):
    own, other = MuseumFactory(), MuseumFactory(usual_name="Musée de la Faïence")
    mine, theirs = hung(1, museum=own), hung(2, museum=other)
    client.force_login(person(Role.MUSEUM, own))

    assert names(client.get(reverse("desk:images"))) == {mine.pk}
    listed = b"".join(client.get(reverse("desk:images-csv")).streaming_content).decode()
    assert mine.key in listed
    assert theirs.key not in listed
    for method, address in addresses(theirs):
        assert getattr(client, method)(address).status_code == 404, address
    client.post(
        reverse("desk:images-rights"),
        {"image": [mine.pk, theirs.pk], "step": "apply", "change": "credit", "credit": "©"},
    )
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.credit, theirs.credit) == ("©", "")
    assert client.get(reverse("desk:museum-pictures", args=[other.pk])).status_code == 404


def test_a_picture_two_museums_show_is_decided_by_neither_alone(client):
    own, other = MuseumFactory(), MuseumFactory()
    shared = hung(museum=own)
    RecordImage.objects.create(record=RecordFactory(museum=other), image=shared)
    client.force_login(person(Role.MUSEUM, own))

    assert client.get(reverse("desk:image", args=[shared.pk])).status_code == 200
    answer = client.post(reverse("desk:image-decide", args=[shared.pk]), {"licence": Licence.CC_BY})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("role", "decides", "withdraws"),
    (
        (Role.NETWORK, True, True),
        (Role.COLLECTIONS, True, True),
        (Role.COMMUNICATION, False, True),
        (Role.MUSEUM, True, True),
    ),
)
def test_each_role_decides_what_is_its_own(client, role, decides, withdraws):
    museum = MuseumFactory()
    image = hung(museum=museum)
    client.force_login(person(role, museum))

    decided = client.post(reverse("desk:image-decide", args=[image.pk]), {"licence": Licence.CC_BY})
    gone = client.post(reverse("desk:image-withdraw", args=[image.pk]), {"reason": "Demande."})

    assert decided.status_code == (302 if decides else 403)
    assert gone.status_code == (302 if withdraws else 403)
    image.refresh_from_db()
    assert (image.licence == Licence.CC_BY) is decides
    assert (image.state == State.WITHDRAWN) is withdraws


def test_the_list_is_narrowed(client, manager):
    museum, today = MuseumFactory(), localdate()
    monet = {"AUTR": "MONET Claude", "PAUT": "Paris, 1840 ; Giverny, 1926", "DOMN": "peinture"}
    late = {"AUTR": "TATIN Robert", "PAUT": "Laval, 1902 ; Cossé-le-Vivien, 1983"}
    fallen = {
        "AUTR": "PERGAUD Louis",
        "PAUT": "Belmont, 1882 ; Fresnes, 1915 (mort pour la France)",
    }
    free = hung(0, museum=museum, fields=monet)
    kept = hung(1, fields=late, licence=Licence.IN_COPYRIGHT_SHOWN, credit="© X")
    open_ = hung(2, fields=monet, licence=Licence.CC_BY, rights_decided_at=NOW)
    soon = hung(3, until=today + timedelta(days=5), fields=fallen)
    gone = hung(4, until=today - timedelta(days=1), state=State.WITHDRAWN)

    def listed(**asked):
        return names(client.get(reverse("desk:images"), asked))

    assert listed() == {free.pk, kept.pk, open_.pk, soon.pk, gone.pk}
    assert listed(museum=museum.pk) == {free.pk}
    assert listed(licence=Licence.CC_BY) == {open_.pk}
    assert listed(died="1930") == {free.pk, open_.pk, soon.pk}
    assert listed(state="free") == {free.pk, soon.pk}
    assert listed(state="decided") == {open_.pk}
    assert listed(state="undecided") == {free.pk, kept.pk, soon.pk, gone.pk}
    assert listed(state="uncredited") == {free.pk, open_.pk, soon.pk, gone.pk}
    assert listed(state="soon") == {soon.pk}
    assert listed(state="lapsed") == {gone.pk}
    assert listed(state="withdrawn") == {gone.pk}


def test_public_domain_is_suggested_with_its_computation_and_applied_by_nobody(client, manager):
    fields = {"AUTR": "MONET Claude", "PAUT": "Paris, 1840 ; Giverny, 1926", "DOMN": "peinture"}
    image = hung(fields=fields)

    page = client.get(reverse("desk:images"), {"state": "free"}).content.decode()

    assert (
        "Claude Monet, mort en 1926 : 1926 + 70 ans → domaine public depuis le 1er janvier 1997."
        in page.replace("\u00a0", " ")
    )
    image.refresh_from_db()
    assert image.licence == Licence.NOT_CHECKED


def test_the_pages_of_a_long_list_go_forth_and_back(client, manager, monkeypatch):
    monkeypatch.setattr("dentelle.desk.queries.pictures.PAGE", 2)
    images = [hung(number).pk for number in range(5)][::-1]

    seen, address = [], reverse("desk:images")
    for _ in range(3):
        page = client.get(address)
        seen.append(names(page))
        link = re.search(r'href="(\?apres=\d+)" rel="next"', page.content.decode())
        address = reverse("desk:images") + link[1] if link else None
    back = re.search(r'href="(\?avant=\d+)" rel="prev"', page.content.decode())[1]

    assert seen == [{images[0], images[1]}, {images[2], images[3]}, {images[4]}]
    assert address is None
    assert names(client.get(reverse("desk:images") + back)) == {images[2], images[3]}


def test_a_list_asks_as_many_queries_for_one_picture_as_for_three(client, manager):
    client.get(reverse("desk:images"))  # a session is written once
    counts = []
    for numbers in ((0,), (1, 2)):
        for number in numbers:
            hung(number, museum=MuseumFactory())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("desk:images")).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 9


def test_rights_are_decided_with_their_proof_that_only_the_desk_opens(client, manager):
    image = hung()
    given = {
        "licence": Licence.IN_COPYRIGHT_SHOWN,
        "uses": ["zoom", "press"],
        "until": "2031-12-31",
        "credit": "© Atelier",
        "holder": "Succession Maresq",
        "mention": "© ADAGP, Paris",
        "proof": "Lettre du 3 mars.",
        "document": SimpleUploadedFile("lettre.pdf", PDF),
    }

    assert client.post(reverse("desk:image-decide", args=[image.pk]), given).status_code == 302

    image.refresh_from_db()
    assert image.uses == ["show", "zoom", "press"]
    assert image.rights_decided_at
    proof = reverse("desk:image-proof", args=[image.pk])
    answer = client.get(proof)
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    page = client.get(reverse("desk:image", args=[image.pk])).content.decode()
    assert "Droits non vérifiés" in page  # from what, in the history
    assert "Sous droits" in page
    client.logout()
    assert client.get(proof).status_code == 302
    assert client.get(f"/images/{image.proof_path}").status_code == 404


def test_a_document_that_proves_nothing_is_refused_with_a_sentence(client, manager):
    image = hung()
    given = {"licence": Licence.CC_BY, "document": SimpleUploadedFile("x.pdf", b"<html>")}

    answer = client.post(reverse("desk:image-decide", args=[image.pk]), given)

    assert answer.status_code == 422
    assert "ni un PDF" in answer.content.decode()
    image.refresh_from_db()
    assert image.licence == Licence.NOT_CHECKED


def test_a_decision_is_taken_back_from_the_history(client, manager):
    image = hung(credit="© Premier")
    client.post(
        reverse("desk:image-decide", args=[image.pk]), {"licence": Licence.CC_BY, "credit": "©"}
    )
    entry = HistoryEntry.objects.get(verb="set_rights")

    client.post(reverse("desk:image-restore", args=[image.pk, entry.pk]))

    image.refresh_from_db()
    assert (image.licence, image.credit, image.uses) == (
        Licence.NOT_CHECKED,
        "© Premier",
        ["show"],
    )


def test_an_entry_of_another_picture_brings_nothing_back(client, manager):
    image, other = hung(0), hung(1)
    client.post(reverse("desk:image-decide", args=[other.pk]), {"licence": Licence.CC_BY})
    entry = HistoryEntry.objects.get()

    answer = client.post(reverse("desk:image-restore", args=[image.pk, entry.pk]))

    assert answer.status_code == 404


def test_what_the_file_says_is_put_in_the_form_and_counts_when_it_is_kept(client, manager):
    image = hung(told={"photographer": "A. Maresq", "credit": "© Maresq", "licence": "rare"})
    address = reverse("desk:image", args=[image.pk])

    assert "Le fichier dit de lui-même" in client.get(address).content.decode()
    page = client.get(f"{address}?reprendre=fichier").content.decode()

    assert 'value="A. Maresq"' in page
    image.refresh_from_db()
    assert image.photographer == ""


def test_a_withdrawal_lists_the_places_before_and_after_and_gives_the_letter(client, manager):
    image = hung()
    address = reverse("desk:image", args=[image.pk])
    record = RecordImage.objects.get().record
    before = client.get(address).content.decode()

    client.post(
        reverse("desk:image-withdraw", args=[image.pk]), {"reason": "Demande de l’ayant droit."}
    )
    after = client.get(address).content.decode()

    for page in (before, after):
        assert f"/ark:/{record.ark}" in page
        assert f"/images/{image.key}/320.webp" in page
    assert "Nulle part" not in before
    assert "Nulle part" in after
    assert "Demande de l’ayant droit." in after
    assert "Madame, Monsieur" in after
    assert client.get(f"/images/{image.key}/320.webp").status_code == 404
    assert client.get(reverse("desk:image-small", args=[image.pk])).status_code == 200

    client.post(reverse("desk:image-put-back", args=[image.pk]), {"reason": "Accord signé."})
    assert client.get(f"/images/{image.key}/320.webp").status_code == 200


def test_a_withdrawal_without_reason_is_refused(client, manager):
    image = hung()

    client.post(reverse("desk:image-withdraw", args=[image.pk]), {"reason": " "})

    image.refresh_from_db()
    assert image.state == State.PUBLIC


def bulk_step(client, step, **given):
    return client.post(reverse("desk:images-rights"), {"step": step, **given})


def test_many_pictures_are_changed_after_a_preview_that_counts_them(client, manager):
    images = [hung(number) for number in range(3)]
    decided = hung(3, rights_decided_at=NOW)
    asked = {"scope": "all", "query": "licence=not-checked"}

    form = client.post(reverse("desk:images-rights"), asked)
    preview = bulk_step(
        client, "preview", **asked, change="licence", licence=Licence.CC_BY, spare="on"
    )

    assert "Droits de 4 images" in form.content.decode().replace("\u00a0", " ")
    assert "3 images changeraient" in preview.content.decode().replace("\u00a0", " ")
    assert not HistoryEntry.objects.exists()

    bulk_step(client, "apply", **asked, change="licence", licence=Licence.CC_BY, spare="on")

    for image in images:
        image.refresh_from_db()
        assert image.uses == [str(use) for use in Use]
    decided.refresh_from_db()
    assert decided.licence == Licence.NOT_CHECKED
    assert HistoryEntry.objects.filter(verb="set_rights", actor=manager).count() == 3


def test_more_than_the_page_waits_for_is_changed_by_the_worker(client, manager, monkeypatch):
    monkeypatch.setattr("dentelle.desk.views.pictures.AT_ONCE", 1)
    images = [hung(number) for number in range(3)]
    until = "2030-05-01"

    bulk_step(client, "apply", scope="all", query="", change="until", until=until)

    for image in images:
        image.refresh_from_db()
        assert image.until.isoformat() == until


def test_what_is_not_ticked_stays_and_what_is_ticked_and_empty_is_emptied(client, manager):
    image = hung(credit="© Ancien", holder="Ville")

    bulk_step(client, "apply", image=image.pk, change="credit", credit="", holder="Autre")

    image.refresh_from_db()
    assert (image.credit, image.holder) == ("", "Ville")


def test_a_document_sent_with_many_pictures_survives_the_preview(client, manager):
    image = hung()
    given = {"image": image.pk, "change": "proof", "proof": "Convention de 2026."}

    preview = bulk_step(client, "preview", **given, document=SimpleUploadedFile("c.pdf", PDF))
    kept = re.search(r'name="kept_document" value="([^"]+)"', preview.content.decode())[1]
    bulk_step(client, "apply", **given, kept_document=kept)
    forged = bulk_step(client, "apply", **given, kept_document="originals/aa/secret.jpg")

    image.refresh_from_db()
    assert image.proof_path.startswith("proofs/")
    assert forged.status_code == 422


def test_nothing_ticked_is_said(client, manager):
    image = hung()

    assert bulk_step(client, "preview", image=image.pk).status_code == 422
    answer = client.post(reverse("desk:images-rights"), {"scope": "some"}, follow=True)
    assert "Cochez" in answer.content.decode()


def test_a_museum_s_policy_is_changed_and_its_pictures_follow(client, manager):
    museum = MuseumFactory()
    image = hung(museum=museum)
    address = reverse("desk:museum-pictures", args=[museum.pk])
    assert client.get(address).status_code == 200

    client.post(address, {"policy": UncheckedPictures.HIDDEN})

    image.refresh_from_db()
    museum.refresh_from_db()
    assert museum.unchecked_pictures == UncheckedPictures.HIDDEN
    assert image.uses == []


def test_the_list_opens_in_a_french_spreadsheet_and_runs_no_formula(client, manager):
    hung(credit="=2+3", fields={"TITR": "Étude d’œillets", "INV": "2026.1.1", "DENO": "dessin"})

    answer = client.get(reverse("desk:images-csv"))

    content = b"".join(answer.streaming_content)
    assert content.startswith("\ufeff".encode())
    assert "Étude d’œillets" in content.decode()
    assert "'=2+3" in content.decode()


def test_the_alternative_text_is_written_and_remembered(client, manager):
    image = hung()

    client.post(reverse("desk:image-alt", args=[image.pk]), {"alt": "Un vase bleu."})

    image.refresh_from_db()
    assert image.alt == "Un vase bleu."
    assert HistoryEntry.objects.get().after == {"alt": "Un vase bleu."}

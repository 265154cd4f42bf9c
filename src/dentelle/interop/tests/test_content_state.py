"""Content states: what is written is read again, by us and as the standard's own encoding does."""

import json

import pytest
from django.conf import settings

from dentelle.catalogue.tests.objects import ObjectFactory, hang
from dentelle.interop import content_state
from dentelle.interop.content_state import ContentStateError, Target

MANIFEST = "https://musees.test/iiif/manifest/d1abc"
CANVAS = f"{MANIFEST}/canvas/0a1b"


@pytest.mark.parametrize(
    "target",
    (
        Target(manifest=MANIFEST),
        Target(manifest=MANIFEST, canvas=CANVAS),
        Target(manifest=MANIFEST, canvas=CANVAS, region=(10, 20, 300, 400)),
    ),
)
def test_what_is_written_is_read_again(target):
    assert content_state.read(content_state.parameter(target)) == target


def test_a_region_is_an_annotation_that_names_the_canvas_and_its_manifest():
    state = content_state.state(Target(manifest=MANIFEST, canvas=CANVAS, region=(1, 2, 3, 4)))

    assert state["type"] == "Annotation"
    assert state["motivation"] == ["contentState"]
    assert state["target"] == {
        "id": f"{CANVAS}#xywh=1,2,3,4",
        "type": "Canvas",
        "partOf": [{"id": MANIFEST, "type": "Manifest"}],
    }


def test_the_encoding_is_that_of_browsers():
    # btoa(encodeURIComponent('{"é":"~ ?"}')) in base64url, without padding, as a browser gives it.
    encoded = "JTdCJTIyJUMzJUE5JTIyJTNBJTIyfiUyMCUzRiUyMiU3RA"
    assert content_state.encode('{"é":"~ ?"}') == encoded
    assert content_state.decode(encoded) == '{"é":"~ ?"}'


@pytest.mark.parametrize(
    "said",
    (
        MANIFEST,
        json.dumps({"id": MANIFEST, "type": "Manifest"}),
        json.dumps({"type": "Annotation", "target": MANIFEST}),
        json.dumps({"type": "Annotation", "target": [{"id": MANIFEST, "type": "Manifest"}]}),
    ),
)
def test_the_forms_of_the_standard_that_name_a_manifest_are_read(said):
    assert content_state.read(said) == Target(manifest=MANIFEST)
    assert content_state.read(content_state.encode(said)) == Target(manifest=MANIFEST)


def test_a_selector_is_read_like_a_fragment():
    source = {"id": CANVAS, "type": "Canvas", "partOf": [{"id": MANIFEST, "type": "Manifest"}]}
    selector = {"type": "FragmentSelector", "value": "xywh=5,6,7,8"}
    state = {
        "type": "Annotation",
        "target": {"type": "SpecificResource", "source": source, "selector": selector},
    }

    assert content_state.read(json.dumps(state)) == Target(
        manifest=MANIFEST, canvas=CANVAS, region=(5, 6, 7, 8)
    )


@pytest.mark.parametrize(
    "said",
    (
        "", "é", "????", "{", "{}", '{"type":"Annotation"}', '{"type":"Canvas","id":"https://x.test/c"}',
        '{"type":"Annotation","target":{"type":"SpecificResource"}}', "a" * 9000, "/////w", "[1]",
        '{"type":"Annotation","target":[]}', '{"type":"Manifest","id":3}',
    ),
)  # fmt: skip
def test_what_is_no_state_is_refused_in_words(said):
    with pytest.raises(ContentStateError):
        content_state.read(said)


@pytest.mark.django_db
class TestDoor:
    def follow(self, client, target):
        return client.get("/iiif/content-state", {"iiif-content": content_state.parameter(target)})

    def test_a_state_of_ours_leads_to_the_page_at_its_place(self, client):
        record = ObjectFactory()
        hang(record)
        second = hang(record, rank=1).image
        manifest = f"{settings.SITE_URL}/iiif/manifest/{record.ark[6:]}"
        canvas = f"{manifest}/canvas/{second.key}"
        page = f"{settings.SITE_URL}/ark:/{record.ark}"

        assert self.follow(client, Target(manifest=manifest))["Location"] == page
        assert (
            self.follow(client, Target(manifest=manifest, canvas=canvas, region=(1, 2, 3, 4)))[
                "Location"
            ]
            == f"{page}?image=2#xywh=1,2,3,4"
        )

    @pytest.mark.parametrize(
        "manifest",
        ("https://ailleurs.test/iiif/manifest/d1", f"{settings.SITE_URL}/collections/", "http://["),
    )
    def test_a_state_that_points_elsewhere_leads_nowhere(self, client, manifest):
        assert self.follow(client, Target(manifest=manifest)).status_code == 400

    def test_a_state_that_cannot_be_read_is_told(self, client):
        answer = client.get("/iiif/content-state", {"iiif-content": "???"})

        assert answer.status_code == 400
        assert "base64url" in answer.json()["error"]

from django import forms
from django.db import models
from django.utils import translation

from dentelle.core.forms import of_column


class AddressForm(forms.Form):
    site = of_column(models.URLField("site", max_length=300))


def test_an_address_is_taken_as_people_type_it():
    form = AddressForm({"site": "www.musee.example"})

    assert form.is_valid()
    assert form.cleaned_data["site"] == "https://www.musee.example"
    assert 'type="text"' in str(form["site"])
    assert 'inputmode="url"' in str(form["site"])


def test_what_is_no_address_is_told_with_one_that_is():
    with translation.override("fr"):
        form = AddressForm({"site": "chez nous"})
        assert form.errors["site"] == [
            "Ce n’est pas une adresse web. Écrivez-la comme le navigateur la montre\u00a0: www.musee.example."
        ]

from django import forms
from lxml import html

from dentelle.ui.widgets import LongSelect

CHOICES = [("", "Tous"), (1, "Lin & laine"), ("2", "<b>Port</b>")]


def written(widget, value, **attrs):
    """Return a control as a browser reads it: its own attributes, then its choices in their order."""
    widget.choices = CHOICES
    control = html.fragment_fromstring(widget.render("musee", value, attrs))
    return dict(control.attrib), [(dict(one.attrib), one.text_content()) for one in control]


def test_a_long_list_reads_as_django_s_own_does():
    for value in (None, "", 1, "1", "2", "<", "3"):
        for attrs in ({}, {"id": "f", "required": True, "aria-describedby": "f-help"}, {"disabled": False}):  # fmt: skip
            mine = written(LongSelect(attrs={"class": "wide"}), value, **attrs)
            assert mine == written(forms.Select(attrs={"class": "wide"}), value, **attrs)


def test_its_choice_is_read_and_shown_again():
    class Form(forms.Form):
        musee = forms.ChoiceField(choices=CHOICES, widget=LongSelect)

    form = Form({"musee": "2"})

    assert form.is_valid()
    assert '<option value="2" selected>&lt;b&gt;Port&lt;/b&gt;</option>' in str(form["musee"])

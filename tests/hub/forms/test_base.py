"""What every form shares: tidy text, sentences that say what to do."""

import pytest
from django import forms
from django.forms import modelform_factory

from hub.forms import HubForm, HubModelForm
from tuition.models import Provision


class NameForm(HubForm):
    name = forms.CharField()
    note = forms.CharField(required=False, widget=forms.Textarea)
    secret = forms.CharField(required=False, strip=False, widget=forms.PasswordInput)
    urn = forms.CharField(label="URN", required=False)


def test_runs_of_spaces_become_one():
    form = NameForm({"name": "  Zoë \t Ní\u00a0 Bhriain "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Zoë Ní Bhriain"


def test_a_text_area_keeps_its_lines():
    form = NameForm({"name": "Zoë", "note": "One.\r\n\r\nTwo,  spaced."})
    assert form.is_valid()
    assert form.cleaned_data["note"] == "One.\n\nTwo,  spaced."


def test_a_password_is_left_as_typed():
    form = NameForm({"name": "Zoë", "secret": " two  words "})
    assert form.is_valid()
    assert form.cleaned_data["secret"] == " two  words "


def test_where_nothing_is_chosen_yet_a_list_says_so_in_words(db):
    form = modelform_factory(
        Provision, form=HubModelForm, fields=["instrument", "kind", "tutor", "weekday"]
    )()
    assert {name: next(iter(field.choices))[1] for name, field in form.fields.items()} == {
        "instrument": "Choose one",
        "kind": "Choose one",
        "tutor": "None",
        "weekday": "None",
    }


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.CharField(label="Name of the school"), "Enter name of the school"),
        (forms.CharField(label="URN"), "Enter URN"),
        (forms.ChoiceField(label="School year"), "Choose school year"),
        (forms.ChoiceField(label="Who pays?"), "Choose an answer: Who pays?"),
        (forms.CharField(label="How much?"), "Enter an answer: How much?"),
        (forms.FileField(label="Letter"), "Choose a file for letter"),
        (forms.BooleanField(label="I agree"), "Tick the box: I agree"),
        (
            forms.CharField(label="Name", error_messages={"required": "Enter your name"}),
            "Enter your name",
        ),
    ],
)
def test_an_empty_field_says_what_to_do(field, sentence):
    form = type("OneForm", (HubForm,), {"it": field})({})
    assert form.errors == {"it": [sentence]}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.EmailField(label="E-mail"), "zoe", "name@example.com"),
        (forms.IntegerField(label="Pupils"), "many", "Pupils must be a whole number"),
        (forms.IntegerField(label="Pupils", min_value=1), "0", "Pupils must be 1 or more"),
        (forms.CharField(label="Name", max_length=3), "four", "must be 3 characters or fewer"),
        (
            forms.ChoiceField(label="Day", choices=[("1", "Monday")]),
            "9",
            "Choose day from the list",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_in_our_words(field, typed, sentence):
    form = type("OneForm", (HubForm,), {"it": field})({"it": typed})
    assert form.errors["it"][0].endswith(sentence)


@pytest.mark.parametrize("typed", ["\x00", "a\x00b"])
def test_a_nul_byte_is_an_error_of_the_field(typed):
    assert list(NameForm({"name": typed}).errors) == ["name"]

"""Something odd but allowed is asked once, and taken when the box is ticked."""

from django import forms

from hub.forms import AskBackMixin, HubForm


class PartyForm(AskBackMixin, HubForm):
    guests = forms.IntegerField()

    def odd(self, cleaned):
        return [f"{cleaned['guests']} guests are many"] if cleaned["guests"] > 99 else []


def asked(guests):
    """(the form, the name of the box that it asks to tick)."""
    form = PartyForm({"guests": guests})
    form.is_valid()
    return form, form.asks_back.html_name


def test_nothing_odd_is_not_asked_about():
    form = PartyForm({"guests": 5})
    assert (form.is_valid(), form.asks_back) == (True, None)


def test_something_odd_is_asked_about_beside_a_box():
    form, box = asked(500)
    assert form.errors == {box: ["500 guests are many"]}


def test_with_the_box_ticked_it_is_taken():
    _, box = asked(500)
    form = PartyForm({"guests": 500, box: "on"})
    assert (form.is_valid(), form.cleaned_data["guests"]) == (True, 500)


def test_the_tick_counts_for_what_was_asked_and_nothing_else():
    _, box = asked(500)
    assert not PartyForm({"guests": 600, box: "on"}).is_valid()


def test_what_is_wrong_is_said_before_what_is_odd():
    form = PartyForm({"guests": "many"})
    assert (form.is_valid(), list(form.errors)) == (False, ["guests"])

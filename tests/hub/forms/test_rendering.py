"""The form renderer: labels, hints, errors and their ids, in the library's markup."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from hub.forms import AffixedInput, DateField, HubForm, MoneyField


class LessonForm(HubForm):
    title = forms.CharField(help_text="As parents will <see> it.", max_length=20)
    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))
    note = forms.CharField(required=False, max_length=40, widget=forms.Textarea({"rows": 3}))
    password = forms.CharField(widget=forms.PasswordInput({"autocomplete": "new-password"}))
    fee = MoneyField()
    minutes = forms.IntegerField(
        widget=AffixedInput(suffix="minutes", attrs={"inputmode": "numeric"})
    )
    day = forms.ChoiceField(choices=[("1", "Monday"), ("2", "Tuesday")], widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label="Kinds",
        help_text="Tick all that apply.",
        choices=[("s", "Strings"), ("b", "Brass")],
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.ChoiceField(choices=[("", "Choose"), ("o", "Oakfield")])
    starts = DateField(label="First lesson")
    letter = forms.FileField(required=False)
    agree = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def group(field, data=None):
    """The HTML of one field group, with runs of white space made one."""
    form = LessonForm(data)
    return re.sub(r"\s+", " ", form[field].as_field_group()).strip()


def test_a_text_field_has_label_hint_and_input_tied_together():
    assert group("title") == (
        '<div class="govuk-form-group"> <label class="govuk-label" for="id_title">Title</label> '
        '<div id="id_title_helptext" class="govuk-hint">As parents will &lt;see&gt; it.</div> '
        '<input type="text" name="title" class="govuk-input" maxlength="20" '
        'aria-describedby="id_title_helptext" id="id_title"> </div>'
    )


def test_an_error_stands_at_its_field_and_is_named_by_it():
    html = group("title", {"title": ""})
    assert 'class="govuk-form-group govuk-form-group--error"' in html
    assert (
        '<div id="id_title_error"> <p class="govuk-error-message">'
        '<span class="govuk-visually-hidden">Error:</span> Enter title</p> </div>'
    ) in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html


def test_what_was_typed_stands_there_again_and_is_escaped():
    assert 'value="&quot;&gt;&lt;b&gt;"' in group("title", {"title": '"><b>'})


@pytest.mark.parametrize(
    ("field", "marked"), [("note", True), ("letter", True), ("title", False), ("agree", False)]
)
def test_optional_is_said_of_what_may_be_left_empty(field, marked):
    assert ("(optional)" in group(field)) is marked


def test_no_field_asks_the_browser_for_bubbles():
    assert not re.search(r"\srequired[\s>=]", LessonForm().render())


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("email", 'autocomplete="email"'),
        ("password", 'autocomplete="new-password"'),
        ("minutes", 'inputmode="numeric"'),
        ("fee", 'inputmode="decimal"'),
    ],
)
def test_autocomplete_and_inputmode_reach_the_input(field, wanted):
    assert wanted in group(field)


def test_a_password_can_be_shown_by_a_button_that_is_hidden_without_script():
    html = group("password")
    assert 'data-module="govuk-password-input"' in html
    assert re.search(r'<button type="button"[^>]*aria-controls="id_password"[^>]* hidden>', html)


def test_a_rejected_password_is_not_sent_back():
    assert "s3cret-word" not in group("password", {"password": "s3cret-word"})


def test_units_stand_before_or_after_the_box():
    assert '<div class="govuk-input__prefix" aria-hidden="true">£</div>' in group("fee")
    assert '<div class="govuk-input__suffix" aria-hidden="true">minutes</div>' in group("minutes")


def test_a_text_area_counts_and_never_cuts_off():
    html = group("note", {"note": "x" * 41})
    assert 'data-maxlength="40"' in html
    assert " maxlength=" not in html
    assert 'aria-describedby="id_note_error id_note-info"' in html
    assert "Note must be 40 characters or fewer" in html


def test_radios_are_a_fieldset_with_a_legend():
    html = group("day", {"day": "9"})
    assert (
        '<fieldset class="govuk-fieldset" aria-describedby="id_day_error"> '
        '<legend class="govuk-fieldset__legend">Day</legend>'
    ) in html
    assert html.count('class="govuk-radios__item"') == 2
    assert ('<label class="govuk-label govuk-radios__label" for="id_day_1">Tuesday</label>') in html
    assert "Choose day from the list" in html


def test_a_chosen_radio_stays_chosen():
    assert re.search(r'value="2"[^>]* checked', group("day", {"day": "2"}))


def test_several_tick_boxes_are_a_fieldset_with_its_hint():
    html = group("kinds", QueryDict("kinds=b"))
    assert 'aria-describedby="id_kinds_helptext"' in html
    assert re.search(r'id="id_kinds_1"[^>]*value="b"|value="b"[^>]*id="id_kinds_1"', html)
    assert html.count(" checked") == 1


def test_one_tick_box_has_its_label_behind_it():
    html = group("agree", {"title": "x"})
    assert html.index('type="checkbox"') < html.index(">I agree</label>")
    assert "Tick the box: I agree" in html


def test_a_select_is_marked_when_wrong():
    assert 'class="govuk-select govuk-select--error"' in group("place", {"place": ""})


def test_a_date_is_three_labelled_boxes():
    html = group("starts", QueryDict("starts_0=31&starts_1=2&starts_2=2026"))
    assert re.findall(r'<label class="[^"]*" for="(\w+)">(\w+)</label>', html) == [
        ("id_starts_0", "Day"),
        ("id_starts_1", "Month"),
        ("id_starts_2", "Year"),
    ]
    assert "First lesson must be a real date, like 12 March 2026" in html
    assert 'aria-describedby="id_starts_error"' in html


def test_a_file_can_be_dropped_or_chosen():
    html = group("letter")
    assert 'data-module="govuk-file-upload"' in html
    assert '<input type="file" name="letter" class="govuk-file-upload"' in html


def test_a_whole_form_draws_every_field_and_hides_what_is_hidden():
    html = LessonForm().render()
    assert html.count("govuk-form-group") >= len(LessonForm.base_fields) - 1
    assert re.search(r'<input type="hidden" name="token"[^>]*>', html)
    assert "Token" not in html


def test_what_concerns_the_whole_form_is_said_above_it():
    form = LessonForm({"title": "x"})
    form.add_error(None, "The tutor teaches elsewhere at this time")
    assert form.render().index("teaches elsewhere") < form.render().index("Title")


def test_the_summary_links_each_error_to_the_first_box_of_its_field():
    form = LessonForm({"kinds": ["b"]})
    form.add_error(None, "The tutor teaches elsewhere")
    html = Template('{% include "components/error_summary.html" with form=form only %}').render(
        Context({"form": form})
    )
    assert re.findall(r'<li>(?:<a href="#(\w+)">)?([^<]+)', html)[:3] == [
        ("", "The tutor teaches elsewhere"),
        ("id_title", "Enter title"),
        ("id_email", "Enter email"),
    ]
    assert 'href="#id_day_0"' in html
    assert 'href="#id_starts_0"' in html


def test_long_names_are_shown_whole():
    name = "Wolfeschlegelsteinhausen-Bergerdorff"
    assert f'value="{name}"' in group("title", {"title": name})

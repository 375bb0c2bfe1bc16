"""What was typed before the session ran out comes back, and is never saved by itself."""

from django import forms
from django.http import QueryDict

from hub.forms import HubForm, KeptData, typed


class NoteForm(HubForm):
    title = forms.CharField()
    days = forms.MultipleChoiceField(choices=[("1", "Monday"), ("2", "Tuesday")])


def test_a_form_with_kept_data_shows_it_and_is_not_valid():
    form = NoteForm(KeptData("title=Violin&days=1&days=2"))
    assert not form.is_valid()
    assert form.errors == {
        "__all__": [
            "You were signed out before this was saved. Check what you typed and send it again."
        ]
    }
    assert form["title"].value() == "Violin"
    assert form["days"].value() == ["1", "2"]
    assert form.cleaned_data == {}


def test_the_same_data_posted_again_is_valid():
    assert NoteForm(QueryDict("title=Violin&days=1")).is_valid()


def test_packing_leaves_out_tokens_codes_and_passwords():
    post = QueryDict("title=A+%26+B&days=1&days=2&csrfmiddlewaretoken=x&new_password=y&otp_code=1")
    assert dict(KeptData(KeptData.pack(post)).lists()) == {"title": ["A & B"], "days": ["1", "2"]}


def test_typed_is_what_was_posted(rf):
    request = rf.post("/", {"title": "Violin"})
    request.kept_form = KeptData("title=Cello")
    assert typed(request) is request.POST


def test_typed_is_what_was_kept_when_the_page_is_only_looked_at(rf):
    request = rf.get("/")
    request.kept_form = KeptData("title=Cello")
    assert typed(request) is request.kept_form


def test_typed_is_nothing_when_nothing_was_kept(rf):
    assert typed(rf.get("/")) is None

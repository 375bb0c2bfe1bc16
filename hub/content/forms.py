"""The form of a page's text."""

from django import forms

from hub.content import pasted
from hub.content.models import Page
from hub.forms import HubModelForm


class PageForm(HubModelForm):
    """Title and text, and the version that the writer started from."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Page
        fields = ["title", "body"]
        labels = {"title": "Title", "body": "Text"}
        help_texts = {
            "body": (
                "A blank line starts a paragraph, ## a heading, - a line of a list. "
                "A link is [words](https://address)."
            )
        }
        widgets = {
            "body": forms.Textarea({"rows": 24, "spellcheck": "true", "data-markdown": True})
        }

    def clean_body(self):
        """What a word processor left in it becomes lists and paragraphs."""
        return pasted.as_markdown(self.cleaned_data["body"])

"""The box from which the HTML of a summary is copied."""

from django import forms

from hub.forms import HubForm


class PasteForm(HubForm):
    """Nothing is sent: a box that is easy to copy from, with a script or by hand."""

    marks_optional = False

    html = forms.CharField(
        label="HTML of the summary",
        help_text="Select all of it, copy it, and paste it into the HTML view of your page.",
        widget=forms.Textarea(
            {"readonly": True, "rows": 18, "spellcheck": "false", "data-copy": "Copy the HTML"}
        ),
    )

"""Forms of resources: writing one, its filters, publishing it."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from hub.content import pasted, players, publishing
from hub.content.choices import Audience, KeyStage, Kind, Phase, Readers, State, YearGroup
from hub.content.models import Resource, Series, Topic
from hub.content.querysets import for_one_of
from hub.content.uploads import KINDS, LARGEST
from hub.files.fields import UploadField
from hub.forms import DateField, FilterForm, HubForm, HubModelForm
from hub.policy.models import HubSettings

_FARTHEST = timedelta(days=2 * 365)
#: Filters over whom a resource is for, and the fields that they look at.
_NARROWS = {
    "audience": "audiences",
    "phase": "phases",
    "stage": "key_stages",
    "year": "year_groups",
}


def _ticks(choices, **kwargs):
    field = kwargs.pop("field", forms.MultipleChoiceField)
    widget = forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"})
    return field(choices=choices, required=False, widget=widget, **kwargs)


class ResourceForm(HubModelForm):
    """One resource: what it says, what it leads to, whom it is for, where it stands."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    file = UploadField(
        kinds=KINDS,
        largest=LARGEST,
        required=False,
        help_text="PDF, Word, spreadsheet, picture or MP3, smaller than 10 MB.",
    )
    remove_file = forms.BooleanField(label="Remove the file", required=False)
    link_url = forms.URLField(
        label="Link to another site",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    player_url = forms.CharField(
        label="Recording on another site",
        required=False,
        max_length=500,
        help_text="The address of the page with the recording, such as a film on Vimeo. It is "
        "played on a page of its own, and only after a click.",
        widget=forms.URLInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    phases = _ticks(Phase.choices, label="Phases")
    key_stages = _ticks(KeyStage.choices, label="Key stages")
    year_groups = _ticks(
        YearGroup.choices, label="Year groups", field=forms.TypedMultipleChoiceField, coerce=int
    )
    audiences = _ticks(Audience.choices, label="People")
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )
    series = forms.ModelChoiceField(Series.objects.all(), required=False, empty_label="No series")
    episode = forms.IntegerField(
        label="Number in the series",
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )

    class Meta:
        model = Resource
        fields = [*publishing.FIELDS, "topics"]
        labels = {"readers": "Who may read it", "body": "Text"}
        help_texts = {
            "summary": "One or two sentences. They stand in lists, under the title.",
            "body": (
                "Optional when there is a file, a link or a recording. A blank line starts a "
                "paragraph, ## a heading, - a line of a list. A link is [words](https://address)."
            ),
        }
        widgets = {
            "kind": forms.Select,
            "summary": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 20, "spellcheck": "true", "data-markdown": True}),
            "readers": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose what it is"), *Kind.choices]
        self.fields["readers"].choices = Readers.choices
        if not self.instance.file_id:
            del self.fields["remove_file"]

    def clean_title(self):
        return self._line("title")

    def clean_summary(self):
        return self._line("summary")

    def clean_body(self):
        return pasted.as_markdown(self.cleaned_data["body"])

    def clean_player_url(self):
        url = self.cleaned_data["player_url"]
        if not url or url == self.initial.get("player_url"):
            return url  # what stands is left alone, when its host is no longer on the list
        try:
            return players.player_address(url)
        except players.PlayerRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self):
        """A series and its number go together; and it leads to one thing at most."""
        cleaned = super().clean()
        series, episode = cleaned.get("series"), cleaned.get("episode")
        if series and episode is None and "episode" not in self.errors:
            self.add_error("episode", f"Enter which number of {series} this is")
        if episode is not None and not series and "series" not in self.errors:
            self.add_error("series", "Choose the series that the number belongs to")
        kept = self.instance.file_id and not cleaned.get("remove_file")
        leads_to = {
            "file": cleaned.get("file") or kept,
            "link_url": cleaned.get("link_url"),
            "player_url": cleaned.get("player_url"),
        }
        named = [name for name, value in leads_to.items() if value]
        if len(named) > 1:
            self.add_error(named[-1], "Give one of these: a file, a link, or a recording")
        return cleaned

    @property
    def values(self):
        """What ``publishing.create`` and ``publishing.save`` call values."""
        return {name: self.cleaned_data[name] for name in publishing.FIELDS}

    def _line(self, name):
        text = pasted.tidy_line(self.cleaned_data[name])
        if not text:
            raise ValidationError(self.fields[name].error_messages["required"])
        return text


class PublishForm(HubForm):
    """From which day readers see it."""

    on = DateField(
        label="Publish on",
        help_text="Today, or a day to come: nobody but editors sees it before.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["on"].earliest, self.fields["on"].latest = today, today + _FARTHEST
        self.fields["on"].initial = today


class TopicForm(HubModelForm):
    """A topic's name."""

    class Meta:
        model = Topic
        fields = ["name"]

    def clean_name(self):
        return pasted.tidy_line(self.cleaned_data["name"])


class SeriesForm(HubModelForm):
    """A series' title and summary."""

    class Meta:
        model = Series
        fields = ["title", "summary"]
        widgets = {"summary": forms.Textarea({"rows": 3})}

    def clean_title(self):
        return pasted.tidy_line(self.cleaned_data["title"])

    def clean_summary(self):
        return pasted.tidy_line(self.cleaned_data["summary"])


class ResourceFilters(FilterForm):
    """What the public list can be narrowed by."""

    q = forms.CharField(label="Words", max_length=100)
    sort = forms.ChoiceField(
        label="Order",
        choices=[("", "Newest first"), ("read", "Most read"), ("title", "By title")],
    )
    kind = forms.ChoiceField(choices=[("", "Everything"), *Kind.choices])
    topic = forms.ChoiceField()
    audience = forms.ChoiceField(label="For", choices=[("", "Everybody"), *Audience.choices])
    phase = forms.ChoiceField(choices=[("", "Any phase"), *Phase.choices])
    stage = forms.ChoiceField(label="Key stage", choices=[("", "Any stage"), *KeyStage.choices])
    year = forms.ChoiceField(label="Year group", choices=[("", "Any year"), *YearGroup.choices])
    narrows_nothing = frozenset({"sort"})

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        # Asked once: a model's own choice field asks again for each of value, list and chip.
        topics = Topic.objects.values_list("key", "name")
        self.fields["topic"].choices = [("", "Any topic"), *topics]
        if self.values.get("q"):
            _, *others = self.fields["sort"].choices
            self.fields["sort"].choices = [("", "Best match first"), *others]

    def narrow(self, resources):
        """The resources that every filter but the words lets through."""
        values = self.values
        if "kind" in values:
            resources = resources.filter(kind=values["kind"])
        if "topic" in values:
            resources = resources.filter(topics__key=values["topic"])
        for name, field in _NARROWS.items():
            if name in values:
                value = int(values[name]) if name == "year" else values[name]
                resources = resources.filter(for_one_of(field, [value]))
        return resources


class DeskFilters(FilterForm):
    """What editors narrow their list by."""

    q = forms.CharField(label="Words", max_length=100)
    state = forms.ChoiceField(choices=[("", "All"), *State.choices])
    kind = forms.ChoiceField(choices=[("", "Everything"), *Kind.choices])
    closed = forms.BooleanField(label="With a file that readers cannot open")

    def narrow(self, resources):
        """The resources that every filter but the words lets through."""
        values = self.values
        if values.get("closed"):
            resources = resources.with_closed_files()
        named = {name: values[name] for name in ("state", "kind") if name in values}
        return resources.filter(**named)


class PlayersForm(HubModelForm):
    """The sites whose players may be shown."""

    class Meta:
        model = HubSettings
        fields = ["player_hosts"]
        labels = {"player_hosts": "Sites"}
        help_texts = {
            "player_hosts": "One host a line, such as player.vimeo.com or www.youtube-nocookie.com."
        }
        widgets = {"player_hosts": forms.Textarea({"rows": 5, "spellcheck": "false"})}

    def clean_player_hosts(self):
        """The hosts, one a line, each once."""
        hosts = list(dict.fromkeys(self.cleaned_data["player_hosts"].lower().split()))
        for host in hosts:
            if not players.HOST.fullmatch(host):
                raise ValidationError(f"{host[:60]} is no host. Write it like player.vimeo.com")
        return "\n".join(hosts)

"""What the office types about a lesson or group."""

from django import forms

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.calendar.years import YearChoiceField
from hub.forms import AffixedInput, AskBackMixin, ClockField, DateField, HubModelForm
from hub.music.models import Instrument
from hub.places.choices import LIVE
from hub.venues.models import Venue
from tuition.choices import WITHOUT_PLACE, Kind, Payer
from tuition.keeping.clashes import clashes
from tuition.keeping.place_field import PlaceField
from tuition.models import Price, Provision

NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-3"}
#: What a list says while nothing is chosen from it.
_EMPTY = {
    "weekday": "To be agreed",
    "tutor": "Nobody yet",
    "from_year_group": "No school year",
    "to_year_group": "No school year",
    "level_from": "Any level",
    "level_to": "Any level",
}


def tutors():
    """Accounts that hold the role of tutor today, by name."""
    grants = RoleGrant.objects.live().filter(role=Role.TUTOR)
    found = User.objects.filter(is_active=True, pk__in=grants.values("user"))
    return found.order_by("name", "email")


def _empty(field, words):
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words
    else:
        field.choices = [("", words), *list(field.choices)[1:]]


class _ProvisionForm(HubModelForm):
    year = YearChoiceField(back=1, ahead=1)
    place = PlaceField(
        label="Where",
        required=False,
        help_text="A centre, a hall, or a school by name, postcode or URN. Online needs none.",
    )
    room_name = forms.CharField(label="Room", required=False, max_length=80)
    starts_at = ClockField(label="Time", required=False)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day")
    opens_on = DateField(label="Applications from", required=False)
    closes_on = DateField(label="Applications until", required=False)

    class Meta:
        model = Provision
        fields = [
            "year",
            "instrument",
            "kind",
            "title",
            "minutes",
            "capacity",
            "from_year_group",
            "to_year_group",
            "is_for_adults",
            "level_from",
            "level_to",
            "is_adapted",
            "only_own_pupils",
            "weekday",
            "starts_at",
            "tutor",
            "starts_on",
            "ends_on",
            "payer",
            "opens_on",
            "closes_on",
            "wait_terms",
            "words",
        ]
        widgets = {
            "minutes": AffixedInput(suffix="minutes", attrs=NUMBER),
            "capacity": AffixedInput(suffix="places", attrs=NUMBER),
            "wait_terms": AffixedInput(suffix="terms", attrs=NUMBER),
            "payer": forms.RadioSelect,
            "words": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "weekday": "Without day and time families apply, and you arrange it with them.",
            "wait_terms": "For whoever joins the list now. Left empty, the portal reckons from the "
            "queue and from places given up in a year, or says that nobody knows.",
            "words": "What to bring, what to know. Every visitor reads this.",
        }

    field_order = [
        *("year", "instrument", "kind", "title", "minutes", "capacity", "place", "room_name"),
        *("only_own_pupils", "weekday", "starts_at", "tutor", "from_year_group", "to_year_group"),
        *("is_for_adults", "level_from", "level_to", "is_adapted", "starts_on", "ends_on"),
    ]

    def __init__(self, data=None, *, instance=None, **kwargs):
        initial = kwargs.pop("initial", {})
        if instance is not None:
            initial = {
                "year": str(instance.academic_year),
                "place": instance.venue.name,
                "room_name": instance.room.name if instance.room else "",
                **initial,
            }
        super().__init__(data, instance=instance, initial=initial, **kwargs)
        offered = Instrument.objects.offered()
        chosen = tutors()
        if instance is not None:
            del self.fields["capacity"]
            offered |= Instrument.objects.filter(pk=instance.instrument_id)
            chosen |= User.objects.filter(pk=instance.tutor_id)
        self.fields["instrument"].queryset = offered
        self.fields["tutor"].queryset = chosen
        for name, words in _EMPTY.items():
            _empty(self.fields[name], words)

    def clean(self):
        cleaned = super().clean()
        self.room = None
        for first, second in (
            ("weekday", "starts_at"),
            ("from_year_group", "to_year_group"),
        ):
            self._together(first, second)
        for first, second in (
            ("level_from", "level_to"),
            ("from_year_group", "to_year_group"),
            ("starts_on", "ends_on"),
            ("opens_on", "closes_on"),
        ):
            self._in_order(first, second)
        self._for_somebody(cleaned)
        self._size(cleaned)
        self._days_in_year(cleaned)
        self._place(cleaned)
        self._still_fixed(cleaned)
        return cleaned

    # --- what belongs together ---------------------------------------------------------------
    def _together(self, first, second):
        one, other = (self.cleaned_data.get(name) for name in (first, second))
        if (one is None) != (other is None):
            missing = first if one is None else second
            if missing not in self.errors and first not in self.errors:
                self.add_error(missing, f"Enter {str(self.fields[missing].label).lower()} too")

    def _in_order(self, first, second):
        one, other = (self.cleaned_data.get(name) for name in (first, second))
        if one is not None and other is not None and one > other:
            words = f"{self.fields[second].label} must not be before {self.fields[first].label}"
            self.add_error(second, words)

    def _for_somebody(self, cleaned):
        if {"from_year_group", "to_year_group"} & set(self.errors):
            return
        if not cleaned.get("is_for_adults") and cleaned.get("from_year_group") is None:
            self.add_error("from_year_group", "Choose school years, or tick “For adults”")

    def _size(self, cleaned):
        is_one = cleaned.get("kind") == Kind.INDIVIDUAL and cleaned.get("weekday") is not None
        if is_one and (cleaned.get("capacity", self.instance.capacity) or 1) > 1:
            field = "capacity" if "capacity" in self.fields else "kind"
            self.add_error(field, "An individual lesson with a day and time has one place")

    def _days_in_year(self, cleaned):
        year = cleaned.get("year")
        for name in ("starts_on", "ends_on"):
            day = cleaned.get(name)
            if year and day and day not in year:
                self.add_error(name, f"{self.fields[name].label} must lie in {year}")

    def _place(self, cleaned):
        place = cleaned.get("place")
        if place is None and "place" not in self.errors:
            online = Venue.objects.in_use().filter(kind="online").order_by("pk").first()
            if cleaned.get("kind") in WITHOUT_PLACE and online is not None:
                cleaned["place"] = place = online
            else:
                self.add_error("place", "Enter where it is taught")
        is_school = place is not None and (not isinstance(place, Venue) or place.school_id)
        if cleaned.get("only_own_pupils") and place is not None and not is_school:
            self.add_error("only_own_pupils", "Only a school has pupils of its own")
        if name := cleaned.get("room_name"):
            rooms = list(place.rooms.filter(is_active=True)) if isinstance(place, Venue) else []
            same = [room for room in rooms if room.name.casefold() == name.casefold()]
            if same:
                self.room = same[0]
            elif place is not None:
                known = ", ".join(room.name for room in rooms) or "none yet"
                self.add_error(
                    "room_name", f"{place} has no room of this name. Its rooms: {known}."
                )

    def _still_fixed(self, cleaned):
        was_fixed = self.instance.pk is not None and self.instance.is_fixed
        if not was_fixed or cleaned.get("weekday") is not None or "weekday" in self.errors:
            return
        if self.instance.enrolments.filter(state__in=LIVE).exists():
            self.add_error("weekday", "Somebody has a place at this time, or wants one")


class ProvisionForm(AskBackMixin, _ProvisionForm):
    """One lesson or group. Of one that exists, places are changed on a page of their own."""

    right_as_it_is = "This is right: save it as it is"

    def odd(self, cleaned):
        """One room or tutor twice at once, no price yet, a group on what is taught alone."""
        odd = clashes(
            provision=self.instance,
            room=self.room,
            tutor=cleaned.get("tutor"),
            weekday=cleaned.get("weekday"),
            starts_at=cleaned.get("starts_at"),
            minutes=cleaned["minutes"],
            first=cleaned["starts_on"],
            last=cleaned["ends_on"],
        )
        if cleaned["payer"] == Payer.FAMILY and not self._has_price(cleaned):
            odd.append("No price is set for this kind and length in this year.")
        alone = (Kind.INDIVIDUAL, Kind.ONLINE, Kind.ADULT)
        if cleaned["instrument"].individual_only and cleaned["kind"] not in alone:
            odd.append(f"{cleaned['instrument']} is set to be taught in individual lessons only.")
        return odd

    def _has_price(self, cleaned):
        rows = Price.objects.filter(year=cleaned["year"], kind=cleaned["kind"])
        return rows.filter(minutes=cleaned["minutes"], payer=cleaned["payer"]).exists()

"""Enrolments in the API: read only, the same rows as on the pages. Loaded by tuition/api.py."""

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.places.choices import PlaceState
from tuition.models import Enrolment


class EnrolmentFilterSet(django_filters.FilterSet):
    """What a list of enrolments can be narrowed by."""

    state = django_filters.MultipleChoiceFilter(choices=PlaceState.choices)
    provision = django_filters.NumberFilter(
        field_name="provision_id", label="Our number of the lesson or group"
    )
    instrument = django_filters.CharFilter(
        field_name="provision__instrument__key", max_length=40, label="Key of the instrument"
    )
    learner = django_filters.CharFilter(
        field_name="pupil__reference", max_length=7, label="Reference of the learner"
    )

    class Meta:
        model = Enrolment
        fields: list[str] = []


class EnrolmentSerializer(serializers.ModelSerializer):
    """A learner's place, or the wish for one. The learner is named by a reference alone.

    ``venue`` is null for a carer from whom it is kept; prices are null for all but carers, the
    office and finance.
    """

    state_words = serializers.CharField(source="state_in_words", read_only=True)
    learner = serializers.CharField(source="pupil.reference", read_only=True)
    instrument = serializers.CharField(source="provision.instrument.key", read_only=True)
    kind = serializers.CharField(source="provision.kind", read_only=True)
    minutes = serializers.IntegerField(source="provision.minutes", read_only=True)
    weekday = serializers.IntegerField(source="day", read_only=True, allow_null=True)
    starts_at = serializers.TimeField(source="time", read_only=True, allow_null=True)
    venue = serializers.SerializerMethodField()
    price_lesson = serializers.SerializerMethodField()
    price_term = serializers.SerializerMethodField()

    class Meta:
        model = Enrolment
        fields = [
            *("id", "reference", "state", "state_words", "learner", "provision", "instrument"),
            *("kind", "minutes", "weekday", "starts_at", "venue", "applied_at", "answer_by"),
            *("starts_on", "last_day", "price_lesson", "price_term"),
        ]
        read_only_fields = fields

    def get_venue(self, row) -> str | None:
        """Where it is taught, where that may be known."""
        return str(row.provision.venue) if row.is_open else None

    def get_price_lesson(self, row) -> str | None:
        """Pounds a lesson, as offered."""
        return _amount(row.price_lesson) if row.is_of_money else None

    def get_price_term(self, row) -> str | None:
        """Pounds a term, as offered."""
        return _amount(row.price_term) if row.is_of_money else None


@resource("enrolments")
class EnrolmentViewSet(ReadOnlyModelViewSet):
    """Places in lessons and groups (docs/booking.md)."""

    rights = {"list": "tuition.see_enrolment", "retrieve": "tuition.see_enrolment"}
    serializer_class = EnrolmentSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = EnrolmentFilterSet
    queryset = Enrolment.objects.none()

    def get_queryset(self):
        """Those that the caller may read, with what may be said of each."""
        user = self.request.user
        rows = Enrolment.objects.visible_to(user).of_pupils().with_all()
        rows = rows.with_right("tuition.see_whereabouts", user, as_="is_open")
        return rows.with_right("tuition.see_price_paid", user, as_="is_of_money").order_by("pk")


def _amount(value):
    return None if value is None else f"{value:.2f}"

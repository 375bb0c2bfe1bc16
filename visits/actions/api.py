"""Actions in the API: read only, the same rows as on the pages. Loaded by visits/api.py."""

import django_filters
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.calendar.years import AcademicYear
from schools.choices import ActionState, StrategicFunction
from visits.choices import Owner
from visits.models import Action


class ActionFilterSet(django_filters.FilterSet):
    """What a list of actions can be narrowed by."""

    school = django_filters.NumberFilter(field_name="school_id", label="Our number of the school")
    urn = django_filters.NumberFilter(field_name="school__urn", label="URN of the school")
    region = django_filters.CharFilter(
        field_name="school__region__name", max_length=60, label="Name of the hub’s region"
    )
    year = django_filters.CharFilter(
        method="in_year", max_length=9, label="Academic year, as 2026/27"
    )
    owner = django_filters.ChoiceFilter(choices=Owner.choices)
    function = django_filters.ChoiceFilter(choices=StrategicFunction.choices)
    state = django_filters.MultipleChoiceFilter(choices=ActionState.choices)
    overdue = django_filters.BooleanFilter(method="past_due", label="Is its day past?")

    class Meta:
        model = Action
        fields: list[str] = []

    def in_year(self, queryset, name, value):
        """Actions of a year; none for what names no year."""
        try:
            return queryset.filter(year=AcademicYear.parse(value))
        except ValueError:
            return queryset.none()

    def past_due(self, queryset, name, value):
        """Those that are overdue, or those that are not."""
        late = queryset.overdue(timezone.localdate())
        return late if value else queryset.exclude(pk__in=late.values("pk"))


class ActionSerializer(serializers.ModelSerializer):
    """What somebody is to do for a school, by when, and how far it is."""

    urn = serializers.IntegerField(source="school.urn", read_only=True, allow_null=True)
    year = serializers.CharField(read_only=True)
    officer = serializers.CharField(source="officer.name", default=None, read_only=True)
    visit = serializers.CharField(source="visit.reference", default=None, read_only=True)
    is_overdue = serializers.BooleanField(read_only=True)

    class Meta:
        model = Action
        fields = [
            *("id", "school", "urn", "year", "visit", "what", "owner", "officer", "owner_name"),
            *("function", "area", "due_on", "state", "is_overdue", "reason", "evidence"),
            *("in_plan", "created_at", "closed_at"),
        ]
        read_only_fields = fields


@resource("actions")
class ActionViewSet(ReadOnlyModelViewSet):
    """Actions of the hub, of schools and of partners (docs/visits.md)."""

    rights = {"list": "visits.see_action", "retrieve": "visits.see_action"}
    serializer_class = ActionSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = ActionFilterSet
    queryset = Action.objects.none()

    def get_queryset(self):
        """Those that the caller may read."""
        rows = Action.objects.visible_to(self.request.user)
        return rows.select_related("school", "officer", "visit").order_by("pk")

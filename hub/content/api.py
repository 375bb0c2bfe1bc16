"""Resources in the API: read only, what is out and what the caller may read."""

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.content.choices import Kind, Phase
from hub.content.models import Resource
from hub.content.querysets import for_one_of
from hub.content.search import find


class ResourceFilterSet(django_filters.FilterSet):
    """What a list of resources can be narrowed by."""

    q = django_filters.CharFilter(
        method="holding", max_length=100, label="Words of title, summary or text"
    )
    kind = django_filters.MultipleChoiceFilter(choices=Kind.choices)
    topic = django_filters.CharFilter(
        field_name="topics__key", max_length=40, label="Key of the topic"
    )
    phase = django_filters.ChoiceFilter(method="for_phase", choices=Phase.choices)
    series = django_filters.NumberFilter(field_name="series_id", min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Resource
        fields: list[str] = []

    def holding(self, queryset, name, value):
        """Resources found as on the page, without what comes near."""
        return find(queryset, value)

    def for_phase(self, queryset, name, value):
        """Those for the phase, and those for all."""
        return queryset.filter(for_one_of("phases", [value]))


class ResourceSerializer(serializers.ModelSerializer):
    """A resource; ``text`` is Markdown. An audience that names nobody is for everybody."""

    kind_name = serializers.CharField(source="get_kind_display", read_only=True)
    text = serializers.CharField(source="body", read_only=True)
    topics: serializers.SlugRelatedField = serializers.SlugRelatedField(
        "key", many=True, read_only=True
    )
    series_title = serializers.CharField(
        source="series.title", default=None, read_only=True, allow_null=True
    )
    page = serializers.CharField(source="get_absolute_url", read_only=True)
    file_name = serializers.SerializerMethodField()

    class Meta:
        model = Resource
        fields = [
            "id",
            "kind",
            "kind_name",
            "title",
            "summary",
            "text",
            "page",
            "file_name",
            "link_url",
            "player_url",
            "topics",
            "phases",
            "key_stages",
            "year_groups",
            "audiences",
            "readers",
            "series",
            "series_title",
            "episode",
            "published_at",
            "updated_at",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_file_name(self, resource):
        """What its file is called, when there is one to be had at ``page`` + "file/"."""
        stored = resource.file
        is_open = stored and stored.is_released_to(self.context["request"].user)
        return stored.name if is_open else None


@resource("resources")
class ResourceViewSet(ReadOnlyModelViewSet):
    """Resources and publications."""

    rights = {"list": "content.see_resource", "retrieve": "content.see_resource"}
    serializer_class = ResourceSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = ResourceFilterSet
    queryset = Resource.objects.none()

    def get_queryset(self):
        """What is published and the caller may read."""
        visible = Resource.objects.visible_to(self.request.user).out()
        visible = visible.select_related("series", "file").prefetch_related("topics")
        return visible.defer("search")

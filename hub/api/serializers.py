"""The API's own answers."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hub.accounts.choices import Role


class ScopeSerializer(serializers.Serializer):
    """Where a role holds."""

    kind = serializers.ChoiceField(choices=["school", "trust", "region"])
    id = serializers.IntegerField()
    name = serializers.CharField()


class RoleSerializer(serializers.Serializer):
    """A role that is held today: what, where, from when to when."""

    role = serializers.ChoiceField(choices=Role.choices)
    title = serializers.CharField(source="get_role_display")
    scope = serializers.SerializerMethodField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)

    @extend_schema_field(ScopeSerializer(allow_null=True))
    def get_scope(self, grant):
        """The school, trust or region, or null for a role that holds everywhere."""
        if grant.scope is None:
            return None
        kind = grant.scope._meta.model_name
        return ScopeSerializer({"kind": kind, "id": grant.scope.pk, "name": str(grant.scope)}).data


class MeSerializer(serializers.Serializer):
    """A person, as the portal knows them."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.EmailField()
    roles = RoleSerializer(source="live_grants", many=True)

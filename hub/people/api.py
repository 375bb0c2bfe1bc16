"""Families in the API: carers read their own children, nobody reads others' here."""

from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.people.family.cards import own_pupils
from hub.people.family.serializers import ChildSerializer
from hub.people.models import Pupil


@resource("children")
class ChildViewSet(ReadOnlyModelViewSet):
    """The learners whom the caller looks after."""

    rights = {"list": "people.care_for", "retrieve": "people.care_for"}
    serializer_class = ChildSerializer
    queryset = Pupil.objects.none()

    def get_queryset(self):
        """Those of the caller's own family, with whether the school may be told."""
        return own_pupils(self.request.user)

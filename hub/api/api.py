"""What the API itself offers: who is asking."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from hub.api.registry import endpoint
from hub.api.serializers import MeSerializer


@endpoint("me")
class Me(APIView):
    """Whoever asks, with the roles that they hold today."""

    rights = {"get": "accounts.see_account"}

    @extend_schema(operation_id="me", responses=MeSerializer, tags=["me"])
    def get(self, request):
        """Who you are to the portal, and the roles that you hold today."""
        return Response(MeSerializer(request.user).data)

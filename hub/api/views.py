"""The API's front page, its description, and the answer to what is not there."""

from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from hub.api import description, registry
from hub.permissions import require


class Root(APIView):
    """The list of what there is."""

    rights = {"get": "accounts.see_account"}

    @extend_schema(
        operation_id="root",
        tags=["root"],
        responses={200: {"type": "object", "additionalProperties": {"type": "string"}}},
    )
    def get(self, request):
        """Names and addresses of what the API offers."""
        return Response(
            {
                name.removesuffix("-list"): reverse(f"api:{name}", request=request)
                for name in registry.names()
            }
        )


class Schema(SpectacularJSONAPIView):
    """The OpenAPI description, for managers and administrators."""

    rights = {"get": "api.see_schema"}


@require_safe
def docs(request):
    """The same description as a page, with an example of each call."""
    require(request.user, "api.see_schema")
    return render(request, "api/docs.html", {"operations": description.operations()})


@extend_schema(exclude=True)
class Unknown(APIView):
    """Whatever is not there: told as a problem to anybody, signed in or not."""

    authentication_classes = []
    permission_classes = []
    throttle_classes = []

    def initial(self, request, *args, **kwargs):
        """Answer 404 whatever the method."""
        raise NotFound("There is nothing at this address.")

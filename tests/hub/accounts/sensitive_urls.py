"""The portal's addresses and one more page: pupils' names, behind a right that tests state."""

from django.http import HttpResponse
from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView

from hub.permissions import require


def names(request):
    require(request.user, "tests.see_names")
    return HttpResponse("Names of pupils")


class Names(APIView):
    rights = {"get": "tests.see_names"}

    def get(self, request):
        return Response(["Names of pupils"])


urlpatterns = [
    path("names/", names, name="names"),
    path("api/v1/names/", Names.as_view(), name="api_names"),
    path("", include("hub.urls")),
]

"""Addresses of the pages about one's own tokens."""

from django.urls import path

from hub.api import token_views

app_name = "tokens"
urlpatterns = [
    path("", token_views.TokenList.as_view(), name="list"),
    path("create/", token_views.create, name="create"),
    path("<int:pk>/revoke/", token_views.revoke, name="revoke"),
]

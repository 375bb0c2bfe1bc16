"""Addresses of the pages about one's own tokens."""

from django.urls import path

from hub.api import token_views

app_name = "tokens"
urlpatterns = [
    path("", token_views.token_list, name="list"),
    path("create/", token_views.create, name="create"),
    path("<int:pk>/revoke/", token_views.revoke, name="revoke"),
]

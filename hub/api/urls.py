"""Addresses of the API. What is asked for below /api/ and is not there gets a problem."""

from django.urls import include, path, re_path

from hub.api import registry, views

app_name = "api"
urlpatterns = [
    path(
        "v1/",
        include(
            [
                re_path(r"^$", views.Root.as_view(), name="root"),
                path("schema/", views.Schema.as_view(), name="schema"),
                path("docs/", views.docs, name="docs"),
                *registry.urlpatterns(),
            ]
        ),
    ),
    re_path(r"^.*$", views.Unknown.as_view(), name="unknown"),
]

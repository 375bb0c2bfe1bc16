"""Addresses of downloads. Files are named by random ids."""

from django.urls import path

from hub.files import views

app_name = "files"
urlpatterns = [path("<uuid:pk>/", views.download, name="download")]

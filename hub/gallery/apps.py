"""The gallery of components: every one with every variant and state, on one page."""

from django.apps import AppConfig


class GalleryConfig(AppConfig):
    name = "hub.gallery"
    label = "gallery"

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The hub's own words: the pages at the foot of every page, and resources for schools."""

    name = "hub.content"
    label = "content"
    verbose_name = "Content"

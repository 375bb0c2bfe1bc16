"""Pages that the hub writes itself; resources and publications for schools."""

from hub.content.models.pages import Page, PageVersion
from hub.content.models.resources import ReadCount, Resource, ResourceVersion, Series, Topic

__all__ = ["Page", "PageVersion", "ReadCount", "Resource", "ResourceVersion", "Series", "Topic"]

"""Pages that the hub writes itself."""

from hub.content.models.pages import Page, PageVersion

__all__ = ["Page", "PageVersion"]

"""Long lists come in pages, each with the address of the next."""

from django.core.exceptions import ValidationError
from django.db import DataError
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """By cursor, so that the thousandth page costs what the first does; at most 200 a page."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = "pk"

    def paginate_queryset(self, queryset, request, view=None):
        """A page of rows. A cursor that nobody gave out is a 404, whatever stands in it."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, ValidationError, DataError) as error:
            if self.cursor is None or self.cursor.position is None:
                raise
            raise NotFound(self.invalid_cursor_message) from error

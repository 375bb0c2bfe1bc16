"""Addresses of the summaries of development plans."""

from django.urls import path

from schools.models import SummaryFile
from schools.summaries import address_views, public_views, views

_PLAN = "<int:pk>/plan/<int:number>/summary"
_PUBLIC = "plans/<slug:slug>/"
_YEAR = f"{_PUBLIC}<academic_year:year>/"
urlpatterns = [
    path(f"{_PLAN}/", views.preview, name="summary"),
    path(f"{_PLAN}/paste/", views.paste, name="summary_paste"),
    path(f"{_PLAN}/summary.html", views.html_file, name="summary_html"),
    path(f"{_PLAN}/summary.docx", views.word_file, name="summary_word"),
    path(_PUBLIC, public_views.latest, name="public_summary"),
    path(_YEAR, public_views.of_year, name="public_summary_year"),
    *(
        path(
            f"{_YEAR}summary.{format}",
            public_views.file,
            {"format": format},
            name=f"public_summary_{format.name.lower()}",
        )
        for format in SummaryFile.Format
    ),
    path("<int:pk>/plan/published/", address_views.published, name="published_address"),
    path("<int:pk>/plan/published/state/", address_views.state, name="published_address_state"),
    path("plan-addresses/<int:pk>/again/", address_views.again, name="published_address_again"),
    path(
        "plan-addresses/<int:pk>/confirm/", address_views.confirm, name="published_address_confirm"
    ),
]

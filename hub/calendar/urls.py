"""The calendar: of the hub, of schools, and private feeds."""

from django.urls import path, register_converter

from hub.calendar import closure_views, feed_views, school_views, views
from hub.calendar.converters import SeasonConverter, YearConverter

register_converter(YearConverter, "academic_year")
register_converter(SeasonConverter, "season")

app_name = "calendar"
urlpatterns = [
    path("", views.home, name="home"),
    path("<academic_year:year>/", views.year_page, name="year"),
    path("<academic_year:year>/terms/", views.set_terms, name="set_terms"),
    path("<academic_year:year>/start/", views.start_year, name="start_year"),
    path("<academic_year:year>/delete/", views.delete_year, name="delete_year"),
    path("<academic_year:year>/schools/", views.school_list, name="school_list"),
    path("<academic_year:year>/closures/add/", closure_views.add, name="closure_add"),
    path("closures/<int:pk>/", closure_views.change, name="closure_change"),
    path("closures/<int:pk>/remove/", closure_views.remove, name="closure_remove"),
    path("feed/", feed_views.feed, name="feed"),
    path("feed/make/", feed_views.make, name="feed_make"),
    path("feed/stop/", feed_views.stop, name="feed_stop"),
    path("feed/<slug:token>.ics", feed_views.feed_file, name="feed_file"),
    path("schools/<int:pk>/", school_views.school_now, name="school_now"),
    path("schools/<int:pk>/<academic_year:year>/", school_views.school_page, name="school"),
    path(
        "schools/<int:pk>/<academic_year:year>/closures/add/",
        closure_views.add_at_school,
        name="school_closure_add",
    ),
    path(
        "schools/<int:pk>/<academic_year:year>/<season:season>/",
        school_views.set_term,
        name="school_term",
    ),
    path(
        "schools/<int:pk>/<academic_year:year>/<season:season>/remove/",
        school_views.remove_term,
        name="school_term_remove",
    ),
]

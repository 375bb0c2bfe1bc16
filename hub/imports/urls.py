"""Addresses of imports."""

from django.urls import path

from hub.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<slug:key>/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/state/", views.state, name="state"),
    path("<int:pk>/take-in/", views.take_in, name="take_in"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/rows.csv", views.rejected_rows, name="rows"),
]

"""The public home, the home of every area, and the ways between them."""

from django.urls import path

from hub.home import place, views

app_name = "home"
urlpatterns = [
    path("", views.public, name="public"),
    path("home/", views.home, name="home"),
    path("home/choose-area/", place.choose_area, name="choose_area"),
    path("home/choose-school/", place.choose_school, name="choose_school"),
    path("home/<slug:key>/", views.area, name="area"),
]

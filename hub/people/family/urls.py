"""Addresses of My family, below /family/."""

from django.urls import path

from hub.people.family import child_views, views

app_name = "family"
urlpatterns = [
    path("", views.home, name="home"),
    path("details/", views.details, name="details"),
    path("children/add/", child_views.add, name="child_add"),
    path("learner/add/", child_views.add_self, name="adult_add"),
    path("children/<int:pk>/", child_views.child, name="child"),
    path("children/<int:pk>/change/", child_views.change, name="child_change"),
]

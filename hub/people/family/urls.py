"""Addresses of My family, below /family/."""

from django.urls import path

from hub.people.family import care_views, carer_views, child_views, invitation_views, views
from hub.people.office import data_views

app_name = "family"
urlpatterns = [
    path("", views.home, name="home"),
    path("details/", views.details, name="details"),
    path("data/", data_views.own, name="data"),
    path("children/add/", child_views.add, name="child_add"),
    path("learner/add/", child_views.add_self, name="adult_add"),
    path("children/<int:pk>/", child_views.child, name="child"),
    path("children/<int:pk>/change/", child_views.change, name="child_change"),
    path("children/<int:pk>/needs/", care_views.tell_needs, name="needs"),
    path("children/<int:pk>/consents/", care_views.agree, name="consents"),
    path("children/<int:pk>/school/", care_views.move_school, name="school"),
    path("children/<int:pk>/invite/", carer_views.invite, name="invite"),
    path("children/<int:pk>/leave/", carer_views.leave, name="leave"),
    path("children/<int:pk>/you/", carer_views.bond, name="bond"),
    path("invitations/<int:pk>/take-back/", carer_views.take_back, name="take_back"),
    path("invitation/<str:token>/", invitation_views.accept, name="invitation"),
]

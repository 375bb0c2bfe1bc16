"""Finding lessons and groups, below /lessons/."""

from django.urls import path

from tuition.finding import interest_views, views

urlpatterns: list = [
    path("find/", views.find, name="find"),
    path("interested/", interest_views.interested, name="interested"),
    path("interested/noted/", interest_views.noted, name="interest_noted"),
    path("interest/<str:token>/", interest_views.interest, name="interest"),
    path("interests/", interest_views.interest_list, name="interests"),
    path("provision/<int:pk>/tell/", interest_views.tell, name="interests_tell"),
]

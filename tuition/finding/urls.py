"""Finding lessons and groups, below /lessons/."""

from django.urls import path

from tuition.finding import views

urlpatterns: list = [
    path("find/", views.find, name="find"),
    path("find/<int:pk>/", views.provision, name="provision"),
]

"""The hub's settings."""

from django.urls import path

from hub.policy import views

app_name = "policy"
urlpatterns = [
    path("", views.settings_home, name="settings"),
    path("contact/", views.contact, name="contact"),
    path("look/", views.look, name="look"),
    path("authorities/", views.authorities, name="authorities"),
    path("authorities/<int:pk>/remove/", views.remove_authority, name="authority_remove"),
]

"""The page behind the link of an invitation."""

from django.urls import path

from hub.accounts import invitation_views

app_name = "invitations"
urlpatterns = [path("<str:token>/", invitation_views.accept, name="accept")]

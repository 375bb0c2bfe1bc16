"""Where teachers answer: open to whoever has the link."""

from django.urls import path

from schools.confidence import answer_views

app_name = "confidence"
urlpatterns = [
    path("thank-you/", answer_views.thanks, name="thanks"),
    path("<str:token>/", answer_views.answer, name="answer"),
]

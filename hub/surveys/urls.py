"""Questionnaires: looking at them, and editing them."""

from django.urls import path

from hub.surveys import draft_views, question_views, views

app_name = "surveys"
urlpatterns = [
    path("", views.survey_list, name="list"),
    path("<int:pk>/", views.survey, name="survey"),
    path("<int:pk>/title/", views.title, name="title"),
    path("<int:pk>/draft/", draft_views.make_draft, name="make_draft"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/preview/<slug:key>/", views.preview, name="preview"),
    path("versions/<int:pk>/publish/", draft_views.publish, name="publish"),
    path("versions/<int:pk>/discard/", draft_views.discard, name="discard"),
    path("versions/<int:pk>/sections/new/", draft_views.section_new, name="section_new"),
    path("sections/<int:pk>/", draft_views.section, name="section"),
    path("sections/<int:pk>/move/", draft_views.section_move, name="section_move"),
    path("sections/<int:pk>/remove/", draft_views.section_remove, name="section_remove"),
    path("sections/<int:pk>/questions/new/", question_views.new, name="question_new"),
    path("questions/<int:pk>/", question_views.change, name="question"),
    path("questions/<int:pk>/answers/", question_views.options, name="options"),
    path("questions/<int:pk>/condition/", question_views.condition, name="condition"),
    path("questions/<int:pk>/move/", question_views.move, name="question_move"),
    path("questions/<int:pk>/remove/", question_views.remove, name="question_remove"),
]

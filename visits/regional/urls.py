"""Addresses of Regional Engagement Plans."""

from django.urls import path

from visits.regional import views, write_views

_PRIORITY = "plans/<int:pk>/priorities/<int:priority>/"
urlpatterns = [
    path("plans/", views.plans, name="regional_plans"),
    path("plans/begin/<int:region>/<academic_year:year>/", views.begin, name="regional_plan_begin"),
    path("plans/<int:pk>/", views.plan, name="regional_plan"),
    path("plans/<int:pk>/aim/", write_views.aim, name="regional_aim"),
    path("plans/<int:pk>/priorities/add/", write_views.add_priority, name="regional_priority_add"),
    path(_PRIORITY, write_views.priority, name="regional_priority"),
    path(f"{_PRIORITY}up/", write_views.move_priority, {"up": True}, name="regional_priority_up"),
    path(
        f"{_PRIORITY}down/",
        write_views.move_priority,
        {"up": False},
        name="regional_priority_down",
    ),
    path(f"{_PRIORITY}remove/", write_views.remove_priority, name="regional_priority_remove"),
    path("plans/<int:pk>/review/", write_views.review, name="regional_review"),
]

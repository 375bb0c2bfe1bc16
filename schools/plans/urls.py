"""Addresses of development plans."""

from django.urls import path, register_converter

from schools.plans import list_views, review_views, section_views, state_views, views
from schools.plans.converters import SectionConverter

register_converter(SectionConverter, "plan_section")
_PLAN = "<int:pk>/plan/<int:number>/"
urlpatterns = [
    path("plan/", views.own, name="own_plan"),
    path("<int:pk>/plan/", views.plans, name="plans"),
    path("<int:pk>/plan/begin/<academic_year:year>/", views.begin, name="plan_begin"),
    path(_PLAN, views.plan, name="plan"),
    path(f"{_PLAN}whole/", views.whole, name="plan_whole"),
    *(
        path(f"{_PLAN}{step}/", state_views.step, {"step": step}, name=f"plan_{step}")
        for step in state_views.STEPS
    ),
    path(f"{_PLAN}versions/", state_views.versions, name="plan_versions"),
    path(f"{_PLAN}versions/<int:version>/", state_views.version, name="plan_version"),
    path(f"{_PLAN}review/", review_views.review, name="plan_review"),
    path(
        f"{_PLAN}review/<season:season>/<int:action>/",
        review_views.review_action,
        name="plan_review_action",
    ),
    path(f"{_PLAN}actions/", list_views.action_list, name="plan_actions"),
    path(f"{_PLAN}actions/add/", list_views.action_add, name="plan_action_add"),
    path(f"{_PLAN}actions/<int:action>/", list_views.action, name="plan_action"),
    path(
        f"{_PLAN}actions/<int:action>/remove/", list_views.action_remove, name="plan_action_remove"
    ),
    path(f"{_PLAN}budget/", list_views.budget, name="plan_budget"),
    path(f"{_PLAN}budget/<int:line>/", list_views.line, name="plan_line"),
    path(f"{_PLAN}budget/<int:line>/remove/", list_views.line_remove, name="plan_line_remove"),
    path(f"{_PLAN}comments/<int:comment>/", section_views.resolve, name="plan_comment_resolve"),
    # Last: two of the sections have addresses of their own above.
    path(f"{_PLAN}<plan_section:key>/", section_views.section, name="plan_section"),
    path(f"{_PLAN}<plan_section:key>/take/", section_views.take, name="plan_take"),
    path(f"{_PLAN}<plan_section:key>/comment/", section_views.comment, name="plan_comment"),
]

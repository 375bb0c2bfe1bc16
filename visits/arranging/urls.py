"""Arranging visits, among the addresses below /visits/."""

from django.urls import path

from visits.arranging import (
    answer_views,
    diary_views,
    list_views,
    propose_views,
    request_views,
    school_views,
    state_views,
    type_views,
    visit_views,
    week_views,
)

urlpatterns = [
    path("booked/", list_views.booked, name="booked"),
    path("to-write-up/", list_views.to_write_up, name="to_write_up"),
    path("done/", list_views.done, name="done"),
    path("diary/", diary_views.agenda, name="diary"),
    path("diary/week/", diary_views.week, name="diary_week"),
    path("diary/month/", diary_views.month, name="diary_month"),
    path("working-week/", week_views.working_week, name="working_week"),
    path("requests/", request_views.request_list, name="requests"),
    path("requests/<int:pk>/", request_views.answer, name="request"),
    path("school/<int:pk>/ask/", request_views.ask, name="ask"),
    path("types/", type_views.types, name="types"),
    path("types/new/", type_views.new_type, name="new_type"),
    path("types/<int:pk>/", type_views.type, name="type"),
    path("<int:pk>/", visit_views.visit, name="visit"),
    path("<int:pk>/calendar.ics", visit_views.calendar, name="calendar_file"),
    path("<int:pk>/kilometres/", visit_views.kilometres, name="kilometres"),
    path("<int:pk>/propose/", propose_views.propose, name="propose"),
    path("<int:pk>/fix/", propose_views.fix, name="fix"),
    path("<int:pk>/officers/", propose_views.officers, name="officers"),
    path("<int:pk>/officers/<int:officer>/", propose_views.stay_behind, name="stay_behind"),
    path("<int:pk>/done/", state_views.step, {"step": "done"}, name="mark_done"),
    path("<int:pk>/no-reply/", state_views.step, {"step": "no-reply"}, name="no_reply"),
    path("<int:pk>/take-back/", state_views.step, {"step": "undo"}, name="undo"),
    path("<int:pk>/cancel/", state_views.cancel, name="cancel"),
    path("<int:pk>/reply/", answer_views.reply, name="reply"),
    path("answer/<str:token>/", answer_views.answer, name="answer"),
    path("answer/<str:token>/calendar.ics", answer_views.answer_file, name="answer_file"),
    path("school/", school_views.own, name="own"),
    path("school/<int:pk>/", school_views.school, name="school"),
]

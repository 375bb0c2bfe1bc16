"""Pages of this part, below /lessons/."""

from django.urls import path

from tuition.after import (
    absence_views,
    closed_school_views,
    continue_views,
    notice_views,
    own_views,
    pause_views,
    request_views,
    round_views,
    school_gone_views,
    terms_views,
    tutor_views,
)

urlpatterns = [
    path("own/", own_views.enrolments, name="enrolments"),
    path("places/<int:pk>/stop/", notice_views.give, name="notice"),
    path("places/<int:pk>/stop/take-back/", notice_views.take_back, name="notice_take_back"),
    path("places/<int:pk>/pause/", pause_views.pause, name="pause"),
    path("places/<int:pk>/pause/end/", pause_views.go_on, name="pause_end"),
    path("places/<int:pk>/absence/", absence_views.tell, name="absence"),
    path("absences/<int:pk>/take-back/", absence_views.take_back, name="absence_take_back"),
    path("places/<int:pk>/change/", request_views.ask, name="ask_change"),
    path("requests/", request_views.request_list, name="requests"),
    path("requests/<int:pk>/", request_views.answer, name="request"),
    path("requests/<int:pk>/take-back/", request_views.withdraw, name="request_take_back"),
    path("continue/", continue_views.answer, name="continue"),
    path("continue/rounds/", round_views.rounds, name="continue_rounds"),
    path("continue/rounds/open/", round_views.open_round, name="continue_open"),
    path("continue/rounds/<int:pk>/", round_views.progress, name="continue_round"),
    path("continue/rounds/<int:pk>/close/", round_views.close, name="continue_close"),
    path("continue/rounds/<int:pk>/table.csv", round_views.export, name="continue_export"),
    path("look-at/", school_gone_views.look, name="school_gone"),
    path("look-at/closed/<int:pk>/", closed_school_views.go_on, name="closed_go_on"),
    path("look-at/closed/<int:pk>/end/", closed_school_views.end, name="closed_end"),
    path("look-at/<int:pk>/stays/", school_gone_views.stays, name="stays"),
    path("terms/<int:number>/", terms_views.version, name="terms_version"),
    path("pupils/", tutor_views.pupils, name="tutor_pupils"),
    path("pupils/<int:pk>/needs/", tutor_views.needs, name="tutor_needs"),
]

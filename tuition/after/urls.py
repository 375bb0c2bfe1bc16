"""Pages of this part, below /lessons/."""

from django.urls import path

from tuition.after import absence_views, notice_views, own_views, pause_views, tutor_views

urlpatterns = [
    path("own/", own_views.enrolments, name="enrolments"),
    path("places/<int:pk>/stop/", notice_views.give, name="notice"),
    path("places/<int:pk>/stop/take-back/", notice_views.take_back, name="notice_take_back"),
    path("places/<int:pk>/pause/", pause_views.pause, name="pause"),
    path("places/<int:pk>/pause/end/", pause_views.go_on, name="pause_end"),
    path("places/<int:pk>/absence/", absence_views.tell, name="absence"),
    path("absences/<int:pk>/take-back/", absence_views.take_back, name="absence_take_back"),
    path("pupils/", tutor_views.pupils, name="tutor_pupils"),
    path("pupils/<int:pk>/needs/", tutor_views.needs, name="tutor_needs"),
]

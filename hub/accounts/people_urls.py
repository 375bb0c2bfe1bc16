"""People and roles."""

from django.urls import path

from hub.accounts import invite_views, people_views, person_views, session_views

app_name = "people"
urlpatterns = [
    path("", people_views.people, name="list"),
    path("export.csv", people_views.export, name="export"),
    path("invitations/", invite_views.invitations_sent, name="invitations"),
    path("invitations/<int:pk>/resend/", invite_views.resend, name="invitation_resend"),
    path("invitations/<int:pk>/withdraw/", invite_views.withdraw, name="invitation_withdraw"),
    path("invite/", invite_views.choose_role, name="invite"),
    path("invite/<slug:role>/", invite_views.invite, name="invite_to"),
    path("<int:pk>/", people_views.person, name="person"),
    path("<int:pk>/deactivate/", person_views.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", person_views.reactivate, name="reactivate"),
    path("<int:pk>/second-factor/", person_views.reset_second_factor, name="second_factor"),
    path("<int:pk>/sign-out/", person_views.end_sessions, name="sign_out"),
    path("<int:pk>/sessions/", session_views.person_sessions, name="sessions"),
    path(
        "<int:pk>/sessions/<int:session_pk>/end/",
        session_views.end_person_session,
        name="session_end",
    ),
    path("roles/<int:pk>/", person_views.change_role, name="role_change"),
    path("roles/<int:pk>/end/", person_views.end_role, name="role_end"),
]

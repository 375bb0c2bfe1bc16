"""Addresses of joining a school, and of its people's home page."""

from django.urls import path

from schools import claim_staff_views, claim_views, home_views, leave_views

urlpatterns = [
    path("find/", claim_views.find, name="find"),
    path("<int:pk>/home/", home_views.home, name="home"),
    path("roles/<int:pk>/leave/", leave_views.leave, name="leave"),
    path("<int:pk>/join/", claim_views.ask, name="claim"),
    path("requests/", claim_staff_views.claim_list, name="claims"),
    path("requests/mine/", claim_views.my_claims, name="my_claims"),
    path("requests/<int:pk>/", claim_staff_views.decide, name="claim_decide"),
    path("requests/<int:pk>/withdraw/", claim_views.withdraw, name="claim_withdraw"),
]

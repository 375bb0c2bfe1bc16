"""What is taught where, and what it costs: the office's and managers' pages, below /lessons/."""

from django.urls import path

from tuition.keeping import list_views, price_views, views

urlpatterns: list = [
    path("provision/", list_views.provisions, name="provisions"),
    path("provision/lessons.csv", list_views.export, name="provisions_csv"),
    path("provision/copy/", list_views.copy_shown, name="provisions_copy"),
    path("provision/add/", views.add, name="provision_add"),
    path("provision/<int:pk>/", views.provision_office, name="provision_office"),
    path("provision/<int:pk>/change/", views.change, name="provision_change"),
    path("provision/<int:pk>/publish/", views.publish, name="provision_publish"),
    path("provision/<int:pk>/stop/", views.stop, name="provision_stop"),
    path("provision/<int:pk>/copy/", views.copy, name="provision_copy"),
    path("provision/<int:pk>/places/", views.capacity, name="provision_capacity"),
    path("prices/", price_views.prices, name="prices"),
    path("prices/add/", price_views.add, name="price_add"),
    path("prices/copy/", price_views.copy, name="prices_copy"),
    path("prices/<int:pk>/", price_views.change, name="price"),
    path("prices/<int:pk>/remove/", price_views.remove, name="price_remove"),
]

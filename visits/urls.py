"""Pages of visits, below /visits/. Each part has a module of its own."""

app_name = "visits"
urlpatterns = []

"""Pages of this part, below /lessons/."""

urlpatterns: list = []

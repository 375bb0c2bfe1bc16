"""Pages of lessons and groups, below /lessons/. Each part has a module of its own."""

from tuition.after import urls as after_urls
from tuition.at_school import urls as at_school_urls
from tuition.booking import urls as booking_urls
from tuition.finding import urls as finding_urls
from tuition.keeping import urls as keeping_urls
from tuition.office import urls as office_urls

app_name = "tuition"
urlpatterns = [
    *finding_urls.urlpatterns,
    *keeping_urls.urlpatterns,
    *booking_urls.urlpatterns,
    *office_urls.urlpatterns,
    *after_urls.urlpatterns,
    *at_school_urls.urlpatterns,
]

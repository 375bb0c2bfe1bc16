"""Pages of visits, below /visits/. Each part has a module of its own."""

from visits.actions import urls as action_urls
from visits.arranging import urls as arranging_urls
from visits.due import urls as due_urls
from visits.engagement import urls as engagement_urls
from visits.recording import urls as recording_urls
from visits.regional import urls as regional_urls
from visits.tracker import urls as tracker_urls

app_name = "visits"
urlpatterns = [
    *due_urls.urlpatterns,
    *arranging_urls.urlpatterns,
    *recording_urls.urlpatterns,
    *action_urls.urlpatterns,
    *engagement_urls.urlpatterns,
    *regional_urls.urlpatterns,
    *tracker_urls.urlpatterns,
]

"""The demo's lessons: prices, tutors, what is taught where, and enrolments in every state."""

from hub.platform.demo import demo_builder
from tuition.demo_enrolments import enrol_all
from tuition.demo_family import enrol_the_benedettis
from tuition.demo_provision import make_prices, make_provision


@demo_builder("lessons", order=80)
def build(county):
    """After the families (order 70): their children learn at their schools, centres and online."""
    chance = county.chance("lessons")
    make_prices(county.as_of)
    provision = make_provision(county, chance)
    enrol_all(provision, county, chance)
    enrol_the_benedettis(county)

"""Audits in the menus. Loaded by schools/menus.py."""

from hub.home.registry import entry

entry(
    area="school",
    text="Audit",
    url_name="schools:audits",
    right="schools.see_audits",
    within=r"/schools/(audits|\d+/(audit|confidence))/",
)
entry(
    area=("staff", "manager"), text="Audits", url_name="schools:audits", right="schools.see_audits"
)

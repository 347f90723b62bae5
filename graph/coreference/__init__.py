"""Event coreference: which reports tell of one act, and what they say of it together.

Comes in: ``Facts``. Goes out: ``Act``. Pure functions of the set of reports: neither the order of
articles nor the groups in which they come change anything. No store is known here.
"""

from graph.coreference.acts import MOST_PAIRED, Act, act_id, to_act
from graph.coreference.clusters import ALONE, NEAR, find_acts
from graph.coreference.reports import Report, find_reports

__all__ = [
    "ALONE",
    "MOST_PAIRED",
    "NEAR",
    "Act",
    "Report",
    "act_id",
    "find_acts",
    "find_reports",
    "to_act",
]

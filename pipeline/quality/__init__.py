"""Quality samples: how many documents to judge, which, and what the judgements say."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.quality.intervals import interval
    from pipeline.quality.report import RateRow, rates
    from pipeline.quality.samples import LEASE_S, STANDING, Samples
    from pipeline.quality.switching import PastLot, Switching
    from pipeline.quality.tables import AQLS, LEVELS, SEVERITIES, Plan, acceptance, code_letter, plan
    from pipeline.quality.types import FIELDS, Candidate, Field, Judged, Judgement, Rates, Sample, Verdict
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "intervals": "interval",
            "report": "RateRow rates",
            "samples": "LEASE_S STANDING Samples",
            "switching": "PastLot Switching",
            "tables": "AQLS LEVELS SEVERITIES Plan acceptance code_letter plan",
            "types": "FIELDS Candidate Field Judged Judgement Rates Sample Verdict",
        },
    )

__all__ = [
    "AQLS",
    "FIELDS",
    "LEASE_S",
    "LEVELS",
    "SEVERITIES",
    "STANDING",
    "Candidate",
    "Field",
    "Judged",
    "Judgement",
    "PastLot",
    "Plan",
    "RateRow",
    "Rates",
    "Sample",
    "Samples",
    "Switching",
    "Verdict",
    "acceptance",
    "code_letter",
    "interval",
    "plan",
    "rates",
]

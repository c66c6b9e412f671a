"""The page of who has sent what: provinces and periods, a sign each."""

from du_an8.outputs.site.rendering import rendered
from du_an8.outputs.wording import receipts
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.received import Received, State

NAME = "bao-cao"
_MOST_TOLD = 6
"""Periods that a screen has room to tell of in words; of more, a sign with the days is shown."""
_STYLES = {
    State.MISSING: "bad",
    State.RETURNED: "fair",
    State.IN: "fair",
    State.ANSWERED: "unknown",
    State.ACCEPTED: "good",
    State.INCLUDED: "none",
    State.EXPECTED: "none",
}


def received_file(answer: Received, assessment: Assessment) -> tuple[str, bytes]:
    """The page, by its path within the site."""
    programme = assessment.programme.in_phase(assessment.phase)
    content = rendered(
        "received", assessment, programme, answer=answer, receipts=receipts, styles=_STYLES, most_told=_MOST_TOLD
    )
    return f"{NAME}.html", content

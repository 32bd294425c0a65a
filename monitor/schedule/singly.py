"""After a bug in a collection: the same sources one by one, so that only the one that brings the bug is left out.

That one is put off like a dead source, named in the brief and tried again; nobody has to restart anything.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import replace

from monitor import plan
from monitor.model import Source
from monitor.pipeline import Report
from monitor.pipeline.collect import visit_sources
from monitor.pipeline.desk import Desk
from monitor.schedule.watch import Cut, Watch
from monitor.store import SourceState, Visit

REASON = "програма не впоралася з цим джерелом"


def visit(desk: Desk, report: Report, watch: Watch, sources: Sequence[Source], trace: str) -> None:
    """Visit each source alone. Where none of them brings the bug of `trace` again, that one is reported itself.

    Raises Cut where everything must end.
    """
    states = desk.store.source_states()
    still_due = plan.due(sources, {name: state.next_visit for name, state in states.items()}, desk.now)
    for source in still_due:
        try:
            visit_sources(desk, report, [source])
        except Cut:
            if watch.is_over:
                raise
            break
        except Exception:  # noqa: BLE001 - told by the report
            report.bug(source.id, "collect", traceback.format_exc())
            _put_off(desk, source, states.get(source.id, SourceState(id=source.id)))
    if not report.bugs:
        report.bug("collect", "collect", trace)


def _put_off(desk: Desk, source: Source, past: SourceState) -> None:
    remembered = plan.Remembered(failures=past.failures, visited=past.visited, brought=past.brought)
    state = replace(
        past,
        visited=desk.now,
        failures=past.failures + 1,
        state="broken",
        reason=REASON,
        next_visit=plan.next_after_failure(source, remembered, desk.now, None),
    )
    desk.store.save_visit(Visit(source=state, at=desk.now, state="broken", reason=REASON))

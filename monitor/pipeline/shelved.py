"""The frozen documents of issues, as files: written at the approval, and by the next run where that failed."""

from __future__ import annotations

from monitor import files, issued
from monitor.pipeline.desk import Desk, Report
from monitor.pipeline.proof import feeds_stand, write_feeds
from monitor.store.rows import IssueHead


def write_files(desk: Desk, row: IssueHead) -> list[str]:
    """The frozen documents as files, for people who look into folders."""
    found = list(issued.standing(desk.state, desk.store, row))
    for one in found:
        files.write(one.path, one.content)
    return [str(one.path) for one in found]


def stand_as_files(desk: Desk, row: IssueHead) -> None:
    """See that the frozen documents lie in their folder: a full disk or a kill left the draft's there, or none.

    What a person has written there since the approval stays; the doctor tells of it. A rehearsal has no clock to tell
    that by, and takes it for a draft.
    """
    for one in issued.standing(desk.state, desk.store, row):
        if one.state == "missing" or (one.state == "changed" and (desk.rehearsal or one.is_older(row.approved))):
            files.write(one.path, one.content)


def standing(desk: Desk, row: IssueHead) -> list[str]:
    """The files of an issue that hold what was frozen."""
    return [str(one.path) for one in issued.standing(desk.state, desk.store, row) if one.state == "stands"]


def make_up(desk: Desk, report: Report) -> None:
    """Write what an earlier run could not: files of issues approved lately, and our feeds."""
    for row in issued.seen_to(desk.store, desk.now):
        with report.going_on(row.name, "files"):
            stand_as_files(desk, row)
    with report.going_on("feeds", "files"):
        if not feeds_stand(desk):
            write_feeds(desk)

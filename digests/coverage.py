"""Which sources answered, as figures and as the sentence that closes every brief. Counts reports; visits nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.model import Coverage
from monitor.language.numerals import SOURCE, count, genitive, number, out_of
from monitor.model import SourceReport
from monitor.text import clean_line

_SILENT, _WRONG = ("blocked", "broken"), "wrong"
_UNASKED = ("unasked", "not-due")


def coverage(reports: Iterable[SourceReport], notes: Sequence[str] = ()) -> Coverage:
    """The reports of one window as one Coverage; a source reported twice counts once, with its better answer."""
    best: dict[str, SourceReport] = {}
    for report in sorted(reports, key=lambda item: (_severity(item), item.source, item.reason)):
        best.setdefault(report.source, report)
    asked = [report for report in best.values() if report.state not in _UNASKED]
    unasked = [report for report in best.values() if report.state == "unasked"]
    silent = [report for report in asked if report.state in _SILENT]
    wrong = [report for report in asked if report.state == _WRONG]
    return Coverage(
        asked=len(asked),
        answered=len(asked) - len(silent) - len(wrong),
        silent=_names(silent),
        wrong=_names(wrong),
        emptied=_names([report for report in asked if report.state == "emptied"]),
        dry=_names([report for report in asked if report.state == "dry"]),
        unasked=_names(unasked),
        waiting=len(best) - len(asked) - len(unasked),
        notes=tuple(notes),
    )


def sentence(state: Coverage) -> str:
    """«Відповіли 31 з 34 джерел; мовчать: …» with the verb and cases the figures ask for."""
    if state.asked == 0:
        none = "Жодного джерела за цей період не опитано"
        return f"{none}: програма давно не збирає новин." if state.unasked else f"{none}."
    parts = [_answered(state)]
    if state.silent:
        verb = "мовчить" if len(state.silent) == 1 else "мовчать"
        parts.append(f"{verb}: {', '.join(state.silent)}")
    if state.wrong:
        verb = "віддає не те, що має" if len(state.wrong) == 1 else "віддають не те, що мають"
        parts.append(f"{verb}: {', '.join(state.wrong)}")
    if state.emptied:
        one = len(state.emptied) == 1
        verb = "відповідає, але записів у ньому немає" if one else "відповідають, але записів у них немає"
        parts.append(f"{verb}: {', '.join(state.emptied)}")
    if state.dry:
        verb = (
            "відповідає, але давно не дає нового" if len(state.dry) == 1 else "відповідають, але давно не дають нового"
        )
        parts.append(f"{verb}: {', '.join(state.dry)}")
    if state.unasked:
        parts.append(f"програма давно не опитувала: {', '.join(state.unasked)}")
    if state.waiting:
        parts.append(f"за розкладом ще не опитано {count(state.waiting, SOURCE)}")
    return "; ".join(parts) + "."


def gap(state: Coverage) -> str | None:
    """«немає відповіді від 4 із 6 джерел»: how much of the press nobody could ask; None where all were fit."""
    if state.asked == 0:
        return "жодного джерела не опитано" if state.unasked or state.waiting else None
    total = state.asked + len(state.unasked)
    fit = fitting(state)
    if fit == total:
        return None
    of = f"{out_of(total)} {genitive(total, SOURCE)}"
    unfit = state.wrong or state.emptied  # one that shows a login page, or an empty list, answers, after all
    answer = "придатної відповіді" if unfit else "відповіді"
    if fit:
        return f"немає {answer} від {number(total - fit)} {of}"
    no_answer = "не дало придатної відповіді" if unfit else "не відповіло"
    if total == 1:
        return f"єдине {'опитане ' if state.waiting else ''}джерело {no_answer}"
    return f"немає {answer} від жодного {of}" if state.unasked else f"жодне {of} {no_answer}"


def mostly_silent(state: Coverage) -> bool:
    """Did more than half of the sources bring no fit answer? One that was not due is none of them."""
    total = state.asked + len(state.unasked)
    return 2 * fitting(state) < total


def fitting(state: Coverage) -> int:
    """Sources by whose answer it can be said that there was nothing: a list without its entries tells nothing."""
    return state.answered - len(state.emptied)


def _answered(state: Coverage) -> str:
    if state.answered == state.asked:
        return "Відповіло єдине джерело" if state.asked == 1 else f"Відповіли всі {count(state.asked, SOURCE)}"
    of = f"{out_of(state.asked)} {genitive(state.asked, SOURCE)}"
    if state.answered == 0:
        no_answer = "не дало придатної відповіді" if state.wrong else "не відповіло"
        return f"Єдине джерело {no_answer}" if state.asked == 1 else f"{no_answer.capitalize()} жодне {of}"
    # With more than one the plural is right for every numeral; «Відповіло 1 з 34» only for one.
    return f"{'Відповіло' if state.answered == 1 else 'Відповіли'} {number(state.answered)} {of}"


def _severity(report: SourceReport) -> int:
    order = ("ok", "unchanged", "empty", "dry", "emptied", "wrong", "blocked", "broken", "unasked", "not-due")
    return order.index(report.state) if report.state in order else len(order)


def _names(reports: Sequence[SourceReport]) -> tuple[str, ...]:
    return tuple(sorted({clean_line(report.name or report.source) for report in reports}))

"""Charts of a digest as PNG with the words for those who cannot see them. Same figures, same bytes."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from digests.model import Digest, Totals
from monitor.language.numerals import MATERIAL, count, weekday
from monitor.text import clean_line

# Bundled with matplotlib and complete for Ukrainian: the same bytes on every machine.
_FONTS = ["DejaVu Sans"]
_COLOUR, _INK = "#2f6fb3", "#222222"
_DPI = 200
_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its alternative text."""

    title: str
    png: bytes
    text: str


def drawn(digest: Digest) -> tuple[Chart, ...]:
    """Every chart the figures allow, in print order."""
    return tuple(chart for chart in (topics(digest.totals), by_day(digest)) if chart is not None)


def topics(totals: Totals) -> Chart | None:
    """Clips by section, that is by the topic of their story, as bars in print order; None where nothing is counted."""
    pairs = [(clean_line(title), value) for title, value in totals.by_section if value]
    if not pairs:
        return None
    words = "; ".join(f"{title} – {count(value, MATERIAL)}" for title, value in pairs)
    labels = ["\n".join(textwrap.wrap(title, 34)) for title, _ in pairs]
    height = 0.4 + sum(0.27 + 0.15 * label.count("\n") for label in labels)
    png = _bars(labels, [value for _, value in pairs], (6.5, height), lying=True)
    return Chart("Матеріали за темами подій", png, f"Діаграма «Матеріали за темами подій»: {words}.")


def by_day(digest: Digest) -> Chart | None:
    """Clips by day of publication, then those of before the window and of no day: the bars add up to the issue's clips.

    None where the window is a single day or holds nothing.
    """
    days = digest.totals.by_day
    if len(days) < 3 or not any(value for _, value in days):
        return None
    undated = sum(line.day is None for line in digest.lines)
    earlier = digest.totals.clips - undated - sum(value for _, value in days)
    others = [pair for pair in (("раніше", earlier), ("без дати", undated)) if pair[1]]
    words = "; ".join(
        f"{label} – {count(value, MATERIAL)}"
        for label, value in [*((f"{weekday(day)}, {day:%d.%m}", value) for day, value in days), *others]
    )
    bars = [*((_day_label(day), value) for day, value in days), *((label.replace(" ", "\n"), n) for label, n in others)]
    png = _bars([label for label, _ in bars], [value for _, value in bars], (6.5, 2.3), lying=False)
    return Chart("Матеріали за днями", png, f"Діаграма «Матеріали за днями»: {words}.")


def _day_label(day: date) -> str:
    return f"{_SHORT[day.weekday()]}\n{day:%d.%m}"


def _bars(labels: Sequence[str], values: Sequence[int], size: tuple[float, float], *, lying: bool) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.family": _FONTS, "font.size": 9, "text.color": _INK, "axes.edgecolor": "#999999"}):
        figure = Figure(figsize=size, dpi=_DPI, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        places = range(len(labels))
        if lying:
            bars = axes.barh(places, values, color=_COLOUR, height=0.62)
            axes.set_yticks(places, labels)
            axes.invert_yaxis()
            axes.set_xlim(0, max(values) * 1.12)
        else:
            bars = axes.bar(places, values, color=_COLOUR, width=0.62)
            axes.set_xticks(places, labels)
            axes.set_ylim(0, max(values) * 1.18)
        axes.bar_label(bars, labels=[str(value) for value in values], padding=3)
        (axes.xaxis if lying else axes.yaxis).set_visible(False)
        axes.tick_params(length=0)
        axes.spines[["top", "right", "bottom" if lying else "left"]].set_visible(False)
        made = io.BytesIO()
        figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()

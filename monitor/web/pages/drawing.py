"""Charts as SVG: letters as outlines, no script, nothing from elsewhere. Equal charts give equal bytes.

A picture never says more than the table beside it, so nobody who cannot see it misses anything.
"""

from __future__ import annotations

import io
import math
import textwrap
import warnings
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from monitor.language import numerals
from monitor.web.pages.figures import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = ("#1f5fa8", "#b5530a")  # told apart by people who do not see red and green, and in grey
_INK = "#1b2430"
_WIDE = 7.6  # inches
_TICKS = 12  # more labels than that run into each other
_SETTINGS: dict[Any, object] = {
    "font.family": ["DejaVu Sans"],  # bundled with matplotlib: the same bytes on every machine
    "font.size": 10,
    "text.color": _INK,
    "text.parse_math": False,  # an outlet may be called «$»
    "axes.edgecolor": "#999999",
    "xtick.color": _INK,
    "ytick.color": _INK,
}
drawing = Lock()  # matplotlib's settings are one for the whole process


def size(chart: Chart) -> tuple[int, int]:
    """Width and height in CSS pixels, so that a page keeps the room for it."""
    return round(_WIDE * 96), round(_height(chart) * 96)


@lru_cache(maxsize=64)
def svg(chart: Chart) -> bytes:
    """The picture: letters as outlines, no script, nothing from elsewhere."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with drawing, mpl.rc_context({**_SETTINGS, "svg.hashsalt": chart.name}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph ")  # a letter the font lacks stands as a box; the table has it right
        figure = Figure(figsize=(_WIDE, _height(chart)), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        {"columns": _columns, "bars": _bars}[chart.kind](axes, chart)
        axes.tick_params(length=0)
        axes.spines[["top", "right"]].set_visible(False)
        made = io.BytesIO()
        figure.savefig(made, format="svg", metadata={"Date": None, "Creator": None})
    return made.getvalue()


def _height(chart: Chart) -> float:
    if chart.kind != "bars":
        return 3.0
    return 0.5 + sum(0.3 + 0.17 * label.count("\n") for label in _labels(chart))


def _labels(chart: Chart) -> list[str]:
    return ["\n".join(textwrap.wrap(label, 36)) or "–" for label, _ in chart.rows]


def _columns(axes: Axes, chart: Chart) -> None:
    places = range(len(chart.rows))
    wide = 0.8 / len(chart.series)
    for number, name in enumerate(chart.series):
        values = [row[number] for _, row in chart.rows]
        shift = (number - (len(chart.series) - 1) / 2) * wide
        bars = axes.bar([place + shift for place in places], values, width=wide, color=_COLOURS[number], label=name)
        if len(chart.rows) * len(chart.series) <= 2 * _TICKS + 7:  # more numbers than that run into each other
            axes.bar_label(bars, labels=[f"{value:.0f}" if value else "" for value in values], padding=2, fontsize=8)
    step = max(1, math.ceil(len(chart.rows) / _TICKS))
    shown = [place for place in places if place % step == 0]
    short = all(label.endswith(chart.rows[0][0][-5:]) for label, _ in chart.rows)
    texts = [chart.rows[place][0] for place in shown]
    axes.set_xticks(shown, [text[:5] if short and chart.head == "День" else text for text in texts], fontsize=8)
    if len(shown) > 8 and not short:
        axes.tick_params(axis="x", rotation=30)
    _from_zero(axes, [value for _, row in chart.rows for value in row])
    if len(chart.series) > 1:
        axes.legend(frameon=False, loc="upper left", fontsize=9, ncols=len(chart.series), bbox_to_anchor=(0, 1.14))


def _bars(axes: Axes, chart: Chart) -> None:
    places = range(len(chart.rows))
    values = [row[0] for _, row in chart.rows]
    bars = axes.barh(places, values, color=_COLOURS[0], height=0.62)
    axes.set_yticks(places, _labels(chart))
    axes.margins(y=0.01)
    axes.invert_yaxis()
    axes.set_xlim(0, max(values, default=1) * 1.12 or 1)
    axes.bar_label(bars, labels=[numerals.number(int(value)) for value in values], padding=3)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _from_zero(axes: Axes, values: Sequence[float]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, max([*values, 1.0]) * 1.18)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.grid(axis="y", color="#e3e7ec", linewidth=0.8)
    axes.set_axisbelow(True)

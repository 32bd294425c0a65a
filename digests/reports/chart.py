"""One series by year as bars: pale where a year is partial or approximate, a dash where nobody counted.

Same figures, same bytes; matplotlib is imported only here and only when a chart is drawn.
"""

from __future__ import annotations

import io
import textwrap

from digests.reports.report import Bars

# Bundled with matplotlib and complete for Ukrainian: the same bytes on every machine.
_FONTS = ["DejaVu Sans"]
_COLOUR, _PALE, _INK = "#2f6fb3", "#a9c4e2", "#222222"
_DPI = 200
_SIZE = (6.5, 2.5)  # inches; the text is 170 mm wide


def draw(bars: Bars) -> bytes:
    """The chart as PNG."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.family": _FONTS, "font.size": 9, "text.color": _INK, "axes.edgecolor": "#999999"}):
        figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        places = range(len(bars.labels))
        heights = [value or 0 for value in bars.values]
        colours = [_COLOUR if mark.isdecimal() else _PALE for mark in bars.marks]
        drawn = axes.bar(places, heights, color=colours, edgecolor=_COLOUR, width=0.62)
        axes.bar_label(drawn, labels=["\n".join(textwrap.wrap(mark, 12)) for mark in bars.marks], padding=3)
        axes.set_xticks(places, bars.labels)
        axes.set_ylim(0, max([*heights, 1]) * 1.3)  # room for a label of two lines
        axes.yaxis.set_visible(False)
        axes.tick_params(length=0)
        axes.spines[["top", "right", "left"]].set_visible(False)
        made = io.BytesIO()
        figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()

"""What became of our releases as a picture: releases and takes by week, and how fast texts travel. Same figures, same
bytes; the words beside it tell the same to those who cannot see it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digests.pickup import Cascade, curve, over_time
from monitor.language.numerals import RELEASE, TAKE, count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Bundled with matplotlib and complete for Ukrainian: the same bytes on every machine.
_FONTS = ["DejaVu Sans"]
_RELEASED, _TAKEN, _INK = "#9db8d6", "#2f6fb3", "#222222"
_TITLE = "Повідомлення та їх передруки"
HOURS = 72.0  # of the curve; what comes later is an echo, told in words


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its alternative text; `content` is PNG or SVG."""

    title: str
    content: bytes
    text: str


def draw(cascades: Sequence[Cascade], form: Literal["png", "svg"] = "png") -> Picture | None:
    """None where there is no dated release to show."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    weeks = over_time(cascades)
    if not weeks:
        return None
    with mpl.rc_context(
        {
            "font.family": _FONTS,
            "font.size": 9,
            "text.color": _INK,
            "axes.edgecolor": "#999999",
            "svg.hashsalt": "ohliad",
            "svg.fonttype": "path",
        }
    ):
        figure = Figure(figsize=(6.5, 4.6), dpi=150, layout="constrained")
        FigureCanvasAgg(figure)
        above, below = figure.subplots(2, 1)
        _by_week(above, cascades)
        _travel(below, cascades)
        made = io.BytesIO()
        figure.savefig(made, format=form, metadata={"Software": None} if form == "png" else {"Date": None})
    return Picture(_TITLE, made.getvalue(), words(cascades))


def words(cascades: Sequence[Cascade]) -> str:
    """The chart in words: totals, every week, and the time by which half of the takes had appeared."""
    weeks = over_time(cascades)
    takes = sum(len(cascade.takes) for cascade in cascades)
    nobody = sum(not cascade.takes for cascade in cascades)
    parts = [f"{count(len(cascades), RELEASE)}, {count(takes, TAKE)}"]
    if nobody:
        parts.append(f"без передруків – {nobody}")
    told = "; ".join(f"тиждень від {monday:%d.%m.%Y} – {count(r, RELEASE)}, {count(t, TAKE)}" for monday, r, t in weeks)
    found = f"Діаграма «{_TITLE}»: {', '.join(parts)}. {told[:1].upper()}{told[1:]}."
    lags = [hours for hours, _ in curve(cascades)]
    if lags:
        found += f" Половина передруків з’явилася за {_hours(lags[(len(lags) - 1) // 2])} год."
    return found


def _hours(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _by_week(axes: Axes, cascades: Sequence[Cascade]) -> None:
    weeks = over_time(cascades)
    places = range(len(weeks))
    releases, takes = [week[1] for week in weeks], [week[2] for week in weeks]
    for offset, values, colour, name in (
        (-0.2, releases, _RELEASED, "повідомлення"),
        (0.2, takes, _TAKEN, "передруки"),
    ):
        bars = axes.bar([place + offset for place in places], values, 0.38, color=colour, label=name)
        axes.bar_label(bars, labels=[str(value) for value in values], padding=2)
    step = max(1, len(weeks) // 10)  # more labels than ten cannot be read
    axes.set_xticks(list(places)[::step], [f"{monday:%d.%m.%y}" for monday, _, _ in weeks][::step])
    axes.set_ylim(0, max(*releases, *takes, 1) * 1.25)
    axes.set_title("За тижнями (понеділок тижня)", loc="left", fontsize=9)
    axes.yaxis.set_visible(False)
    axes.tick_params(length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(frameon=False, ncols=2, loc="upper right", fontsize=8)


def _travel(axes: Axes, cascades: Sequence[Cascade]) -> None:
    from matplotlib.ticker import MaxNLocator

    points = [(hours, number) for hours, number in curve(cascades) if 0 <= hours <= HOURS]
    axes.set_title("Передруки за годинами після повідомлення", loc="left", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    if not points:
        axes.text(0.5, 0.5, "немає передруків з відомою годиною", ha="center", transform=axes.transAxes)
        axes.set_axis_off()
        return
    hours, numbers = [0.0, *(point[0] for point in points)], [0, *(point[1] for point in points)]
    axes.step(hours, numbers, where="post", color=_TAKEN, linewidth=1.6)
    axes.set_ylim(0, max(numbers) * 1.15)
    axes.set_xlim(0, max(hours[-1], 1.0) * 1.02)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))

"""Pictures of the web page with the demo's city, at the width of a desk and of a phone. A person looks at them."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from monitor.cli import web
from monitor.cli.wiring import Options, parse_now, store
from monitor.pipeline import story
from monitor.pipeline.publish import build_issue
from monitor.review.decision import decide
from monitor.store import Store
from monitor.web.office import Office
from monitor.web.settings import Settings
from tests.web_browser import browser, pictures_loaded, resize, scheme, served

NOW = "2026-11-21T08:45"  # the morning after the rehearsal: its issues are approved, a new draft waits
DESK, PHONE = 1200, 360
TALLEST = {DESK: 1700, PHONE: 1500}  # a picture in the documentation, not a scroll


def draw(folder: Path, out: Path, now: str = NOW) -> list[str]:
    """Write `web-*.png` of the demo that was rehearsed in `folder`; returns their names."""
    options = Options(
        configs=(folder / "sources.yaml",), state=folder / "state", now=parse_now(now), allow_private=True
    )
    with store(options, options.config) as opened:
        settings = Settings(secret=b"p" * 32, person="Олена, аналітик")
        office = web.office(options, options.config, opened, settings)
        _lived_in(office)
        names = []
        with browser() as driver, served(office) as base:
            for name, path in _paths(opened, options.instant).items():
                for width in (DESK, PHONE):
                    target = out / f"web-{name}{'-phone' if width == PHONE else ''}.png"
                    _shot(driver, base + path, target, width)
                    names.append(target.name)
    return names


def _lived_in(office: Office) -> None:
    """A few decisions and a draft, as a working day would leave them."""
    opened, now = office.store, office.clock()
    flagged = [clip for clip in opened.clips(relevance=None) if clip.flags and not clip.outlet.official]
    for clip, value in zip(flagged[-3:], ("civic", "transport", "culture"), strict=False):
        decide(
            opened,
            [clip.article.id],
            "topic",
            value,
            by="Олена",
            at=now,
            why="прочитала",
            origin="вебсторінка",
            seen=None,
        )
    alone = [found.id for found in opened.stories() if len(found.members) == 1][:2]
    story.merge(opened, office.config.place, alone, by="Олена", at=now, why="той самий захід")
    with office.work() as desk:
        build_issue(desk, "daily", None, preview=False)


def _paths(opened: Store, now: datetime) -> Mapping[str, str]:
    since, until = "2026-11-10", f"{now:%Y-%m-%d}"
    period = f"since={since}&until={until}"
    (first, *_) = opened.overview.stories(parse_now(since) or now, now, least=2, limit=1, offset=0)
    direct = next(clip for clip in opened.clips() if clip.direct and clip.relation == "reprint")
    draft, issue = opened.issues.listed("daily")[:2]
    return {
        "today": "/?span=week",
        "items": f"/items?{period}",
        "item": f"/items/{direct.article.id}",
        "stories": f"/stories?{period}",
        "story": f"/stories/{first.id}",
        "sources": f"/sources?{period}",
        "source": f"/sources/{opened.source_states().popitem()[0]}",
        "issues": "/issues",
        "issue": f"/issues/{issue.id}",
        "draft": f"/issues/{draft.id}",
        "outbox": "/outbox",
        "pickup": f"/pickup?{period}",
        "charts": f"/charts?{period}",
        "add": "/add",
    }


def _shot(driver: Any, address: str, target: Path, width: int) -> None:
    resize(driver, width, 900, phone=width == PHONE)
    scheme(driver, "light")
    driver.get(address)
    pictures_loaded(driver)
    height = int(driver.execute_script("return document.documentElement.scrollHeight"))
    resize(driver, width, min(height, TALLEST[width]), phone=width == PHONE)
    driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    pictures_loaded(driver)
    time.sleep(1)  # for the frame of a preview
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    picture.quantize(64).save(target, optimize=True)

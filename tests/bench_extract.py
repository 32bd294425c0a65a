"""How many pages one core extracts in a second of its own time: made pages, and the real ones where they are at hand.

Run as a script: `python -m tests.bench_extract`. It prints figures and asserts nothing.
"""

from __future__ import annotations

import gzip
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import process_time

from monitor import extract
from monitor.errors import ExtractError
from monitor.model import Entry, Outlet, Page
from tests.page_factory import make

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
REAL = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "html_cyr"


def seconds(content: bytes) -> float:
    url = "https://krai.example/n/1"
    page = Page(url=url, final_url=url, status=200, content_type="text/html", content=content, fetched=NOW)
    start = process_time()
    with suppress(ExtractError):
        extract.article(
            page, Entry(source="s", key=url, url=url), outlet=Outlet(id="o", name="О"), article_id="a", now=NOW
        )
    return process_time() - start


def report(name: str, pages: list[bytes], rounds: int) -> None:
    if not pages:
        return
    seconds(pages[0])  # imports and caches
    times = [seconds(page) for _ in range(rounds) for page in pages]
    size = median(len(page) for page in pages) / 1024
    worst = max(times) * 1000
    print(f"{name:12} {len(times) / sum(times):6.1f} pages/s  median {median(times) * 1000:5.1f} ms  worst {worst:6.1f} ms"
          f"  ({len(pages)} pages, median {size:.0f} KiB)")  # fmt: skip


def main() -> None:
    report("made", [make(seed).html.encode() for seed in range(100)], 3)
    real = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in (sorted(REAL.glob("*.html*")) if REAL.exists() else [])
    ]
    report("real", real, 10)


if __name__ == "__main__":
    sys.exit(main())

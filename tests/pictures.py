"""Pictures of the demo's products for docs/: `python -m tests.pictures`. Needs Chromium, LibreOffice and pdftoppm.

Not a test: a person looks at them and asks whether he would sign.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import structlog
from PIL import Image

from tests import web_pictures

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"
NOW = "2026-11-20T16:30"
CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
)


def run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=cwd)


def ohliad(folder: Path, *arguments: str) -> None:
    common = (
        "--config",
        str(folder / "sources.yaml"),
        "--state",
        str(folder / "state"),
        "--now",
        NOW,
        "--allow-private",
    )
    run(shutil.which("ohliad") or str(ROOT / ".venv" / "bin" / "ohliad"), *arguments, *common)


def shot(page: Path, target: Path, width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as profile:
        run(
            *CHROMIUM,
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            f"--screenshot={target}",
            page.as_uri(),
        )
    trim(target)


def trim(path: Path) -> None:
    """Cut the empty lower end and keep the file small."""
    picture = Image.open(path).convert("RGB")
    background = picture.getpixel((picture.width - 1, picture.height - 1))
    bottom = picture.height
    while bottom > 100 and all(picture.getpixel((x, bottom - 1)) == background for x in range(0, picture.width, 7)):
        bottom -= 1
    picture.crop((0, 0, picture.width, min(picture.height, bottom + 20))).quantize(64).save(path, optimize=True)


def sheets(document: Path, target: Path, most: int = 6) -> None:
    """The first pages of a DOCX side by side."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(document),
        )
        run("pdftoppm", "-r", "60", "-png", "-l", str(most), str(folder / f"{document.stem}.pdf"), str(folder / "page"))
        pages = [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]
    columns = min(3, len(pages))
    rows = -(-len(pages) // columns)
    wide, high = pages[0].size
    whole = Image.new("RGB", (columns * (wide + 10), rows * (high + 10)), "#888888")
    for number, page in enumerate(pages):
        whole.paste(page, (number % columns * (wide + 10) + 5, number // columns * (high + 10) + 5))
    whole.quantize(64).save(target, optimize=True)


def _drop(_logger: object, _method: str, _event: object) -> dict[str, object]:
    raise structlog.DropEvent


def main() -> None:
    from monitor.demo import rehearse

    structlog.configure(processors=[_drop])
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        last = rehearse(folder)[-1]
        page = next(path for path in last.files if path.name.endswith(".html"))
        shot(page, OUT / "daily.png", 720, 3000)
        shot(page, OUT / "daily-phone.png", 390, 3600)
        for product in ("situation-weekly", "thematic"):
            ohliad(folder, "build", product, "--preview")  # the rehearsal approved its own, without pictures
            (document,) = (folder / "state" / "preview" / product).glob("*.docx")
            sheets(document, OUT / f"{product}.png")
        web_pictures.draw(folder, OUT)
    print(*(path.name for path in sorted(OUT.glob("*.png"))))


if __name__ == "__main__":
    main()

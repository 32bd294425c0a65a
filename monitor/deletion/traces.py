"""What lies in the state folder beside database and archive: logs, previews, documents as files, feeds of our own."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from monitor import files
from monitor.deletion.needles import Needles
from monitor.errors import StoreError

OVERLAP = 4096  # characters: longer than any fragment that is looked for across two pieces of a file
PIECE = 1 << 20
NOTE_ENDING = ".withdrawn.txt"
DRAFT_NOTE = "Цю чернетку вилучено: у ній йшлося про матеріал, який вилучено на вимогу.\n".encode()
_KEPT = frozenset({"archive", "models"})  # searched on its own; holds no words of what was collected


def scrub_logs(folder: Path, needles: Needles) -> int:
    """Every log without the lines in which something is found; returns how many went."""
    lines_gone = 0
    for path in sorted(folder.glob("*.jsonl*")):
        packed = path.name.endswith(".gz")
        try:
            content = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
        except (OSError, EOFError) as error:
            raise StoreError(f"the log {path} cannot be read: {error}") from error
        lines = content.split(b"\n")
        kept = [line for line in lines if not needles.found(line.decode("utf-8", "replace"))]
        if len(kept) < len(lines):
            lines_gone += len(lines) - len(kept)
            made = b"\n".join(kept)
            files.write(path, gzip.compress(made, mtime=0) if packed else made)
    return lines_gone


def remove_previews(own: Path, state: Path) -> None:
    """Previews and feeds are made anew when they are next asked for.

    A further place's preview may be older than the first issue, which gave the place a folder of its own: then it lies
    among those of all.
    """
    for folder in (own / "preview", own / "feeds", state / "preview"):
        shutil.rmtree(folder, ignore_errors=True)


def replace_documents(own: Path, notes: Mapping[str, bytes], kept: Collection[str], needles: Needles) -> int:
    """Our documents as files: those of changed issues, and older drafts in which something is found, become notes.

    `notes`: filename -> note. `kept`: names of documents that no deletion touches. Returns how many were replaced.
    """
    count = 0
    for path in sorted(one for one in own.rglob("*") if one.is_file()):
        spared = path.name in kept or path.name.endswith(NOTE_ENDING)
        if path.name in notes or (not spared and _tells(path, needles)):
            _replace(path, notes.get(path.name, DRAFT_NOTE))
            count += 1
    return count


def replace_delivered(folder: Path, notes: Mapping[str, bytes]) -> int:
    """The same where issues were delivered: only files of ours by name; others may keep theirs there too."""
    found = [folder / name for name in notes if (folder / name).is_file()]
    for path in found:
        _replace(path, notes[path.name])
    return len(found)


def _replace(path: Path, note: bytes) -> None:
    files.write(path.with_name(path.name + NOTE_ENDING), note)
    path.unlink()


def _tells(path: Path, needles: Needles) -> bool:
    """Is something found in a file of ours? A PDF is not read; one that belongs to no kept document is not trusted."""
    return path.suffix == ".pdf" or any(needles.found(text) for text in _texts(path))


def _texts(path: Path) -> Iterator[str]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as bundle:
            for name in bundle.namelist():
                yield bundle.read(name).decode("utf-8", "ignore")
        return
    before = ""
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as stream:
        while piece := stream.read(PIECE):
            text = before + piece.decode("utf-8", "ignore")
            yield text
            before = text[-OVERLAP:]


def leftovers(state: Path, needles: Needles) -> list[str]:
    """Files of the state folder, the archive aside, in which something is still found."""
    return [
        str(path.relative_to(state))
        for path in sorted(state.rglob("*"))
        if path.is_file()
        and path.relative_to(state).parts[0] not in _KEPT
        and any(needles.found(text) for text in _texts(path))
    ]


def expire_logs(folder: Path, before: str) -> int:
    """Logs of days before `before` (ISO date) go; returns how many."""
    old = [path for path in folder.glob("*.jsonl*") if path.name[:10] < before]
    for path in old:
        path.unlink()
    return len(old)

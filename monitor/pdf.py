"""Reads a PDF in a child process that is given little time and memory: a PDF is a program, and may be a trap.

Whatever the file is, the answer is a value: text, or a Ukrainian reason why there is none. Recognises no pictures.
"""

from __future__ import annotations

import contextlib
import logging
import math
import time
import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import workers
from monitor.pdfpage import text_of
from monitor.pdftext import PdfText, is_readable, paragraphs

if TYPE_CHECKING:
    from pypdf import PdfReader

SECONDS = 17.0  # by the clock; with two seconds to end a child that does not want to, under the promised 20
CPU_SECONDS = 15  # of the processor, where the system knows such a limit
ENOUGH_SECONDS = 8.0  # of the processor: no further page is begun (one of newsprint takes up to 0.2 s)
MEMORY = 512 * 1024 * 1024  # bytes of addresses beyond what the child starts with
MOST_PAGES = 100  # a newspaper has 8 to 40
MOST_LETTERS = 500_000  # a page of small print has 15,000
MOST_NAMED = 10  # numbers of pages in one sentence
HEAD = b"%PDF-"
HEAD_WITHIN = 1024  # bytes: readers allow something before it
NO_PDF_ENDINGS = frozenset({".csv", ".jsonl", ".warc", ".gz", ".opml"})  # of these `import` reads the inside

EMPTY = "файл порожній"
NO_PDF = "це не файл PDF"
LOCKED = "файл захищено паролем або зашифровано"
DAMAGED = "файл пошкоджено"
SWOLLEN = "у розгорнутому вигляді файл перевищує дозволене"
SCAN = "на сторінках немає тексту – це, певно, скан"
NO_LETTERS = "шрифти файлу не кажуть, які це літери"
LATE = f"читання тривало понад {SECONDS:g} секунд"
TOO_MUCH = "на читання забракло пам’яті чи часу процесора"
PASSING = (LATE, TOO_MUCH)  # what may be the machine's hour, not the file


def is_pdf(content: bytes, content_type: str = "") -> bool:
    """By its first bytes, or by what a server calls it; a web page is none, whatever it speaks of."""
    head = content[:HEAD_WITHIN]
    return not head.lstrip().startswith(b"<") and (HEAD in head or "application/pdf" in content_type.lower())


def is_pdf_file(path: Path) -> bool:
    """By its ending, or by its first bytes whatever it is called; a table or an archive may speak of one further on."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_WITHIN)
    except OSError:
        return False
    return head.startswith(HEAD) or (ending not in NO_PDF_ENDINGS and is_pdf(head))


def read(content: bytes) -> PdfText:
    """The text of a PDF, read by a child process within SECONDS. Never raises for what the file is."""
    if not content.strip(b"\0 \r\n\t"):
        return PdfText(unread=EMPTY)
    if HEAD not in content[:HEAD_WITHIN]:
        return PdfText(unread=NO_PDF)
    try:
        ((_, found),) = workers.run(read_here, [content], processes=1, seconds=SECONDS)
    except OSError:  # the child could not even be given its work
        return PdfText(unread=TOO_MUCH)
    if isinstance(found, workers.Lost):
        return PdfText(unread=LATE if found.late else TOO_MUCH)
    return found


def read_here(content: bytes) -> PdfText:
    """Runs in the child: the same, within this process and its limits."""
    import pypdf  # noqa: F401 - were it missing, that would be no file's fault

    _limit()
    logging.disable(logging.CRITICAL)  # a damaged file is told of once, in our words
    warnings.simplefilter("ignore")
    try:
        return _read(content)
    except MemoryError:
        return PdfText(unread=TOO_MUCH)
    except Exception as error:  # noqa: BLE001 - a hostile file may break the library anywhere
        return PdfText(unread=_reason(error))


def _limit() -> None:
    """Bounds this process for good. Where the system has no such limits (Windows), the parent's clock is all it has."""
    try:
        import resource
    except ImportError:  # not POSIX
        return
    wanted = {
        resource.RLIMIT_CPU: math.ceil(time.process_time()) + CPU_SECONDS,
        resource.RLIMIT_AS: _address_space() + MEMORY,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):  # some systems refuse a limit of addresses
            resource.setrlimit(what, (soft, hard))


def _address_space() -> int:
    """Bytes of addresses this process has; without /proc a guess that is rather too high."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return MEMORY
    import resource

    return pages * resource.getpagesize()


def _reason(error: Exception) -> str:
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    if isinstance(error, (FileNotDecryptedError, DependencyError)):
        return LOCKED
    return SWOLLEN if isinstance(error, LimitReachedError) else DAMAGED


def _read(content: bytes) -> PdfText:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    total = len(reader.pages)
    pages: list[str] = []
    bare: list[int] = []  # pages without text
    broken: dict[int, str] = {}  # pages that could not be read: why
    left = MOST_LETTERS
    begun = time.process_time()
    for number in range(min(total, MOST_PAGES)):
        if left <= 0 or time.process_time() - begun > ENOUGH_SECONDS:
            break
        try:
            text = text_of(reader.pages[number])[:left].replace("\f", "\n")
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one page that breaks the library; the others are read
            broken[number + 1] = _reason(error)
            text = ""
        else:
            if not any(map(str.isalpha, text)):
                bare.append(number + 1)
        left -= len(text)
        pages.append(text)
    title = _title(reader)
    if not any(map(str.isalpha, "".join(pages))):
        return PdfText(title=title, unread=next(iter(broken.values()), SCAN if total else DAMAGED))
    if not is_readable("".join(pages)):
        return PdfText(title=title, unread=NO_LETTERS)
    told = _missing(total, len(pages), bare, list(broken), is_cut=left <= 0)
    return PdfText(paragraphs=paragraphs(pages), title=title, partly=told)


def _title(reader: PdfReader) -> str:
    """The file's own title; properties that cannot be read are none."""
    try:
        return str((reader.metadata and reader.metadata.get("/Title")) or "")[:1000]
    except Exception:  # noqa: BLE001 - the text is there all the same
        return ""


def _missing(total: int, done: int, bare: list[int], broken: list[int], *, is_cut: bool) -> str:
    """What of the file the text does not hold, in Ukrainian; "" where it holds all."""
    told = []
    if done < total:
        told.append(f"сторінок {total}, прочитано перші {done}")
    if is_cut:
        told.append(f"узято перші {MOST_LETTERS:,} знаків".replace(",", "\u00a0"))
    if bare:
        told.append(f"без тексту, певно скан або зображення: {_named(bare)}")
    if broken:
        told.append(f"не вдалося прочитати: {_named(broken)}")
    return "; ".join(told)


def _named(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:MOST_NAMED])) + (" …" if len(pages) > MOST_NAMED else "")
    return f"сторінка {shown}" if len(pages) == 1 else f"сторінки {shown}"

"""Reading PDF files, whatever they are: text or a reason, within the limits, nothing raised."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from monitor import pdf
from monitor.pdftext import PdfText, headline, is_headline, is_readable, paragraphs
from tests.pdf_files import BODY, FILES, english, printed

PROMISED_SECONDS = 20
BUSY = 10  # seconds by which a machine that does much else may be late
PROMISED_BYTES = 200 * 2**20  # by which one reading may make the parent grow; what it had before is not the file's
REASONS = {
    *(pdf.EMPTY, pdf.NO_PDF, pdf.LOCKED, pdf.DAMAGED, pdf.SWOLLEN),
    *(pdf.SCAN, pdf.NO_LETTERS, pdf.LATE, pdf.TOO_MUCH),
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_gives_text_or_a_reason(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    make, expected = FILES[name]
    content = make()
    before = psutil.Process().memory_info().rss
    begun = time.monotonic()
    found = pdf.read(content)
    assert time.monotonic() - begun <= PROMISED_SECONDS + BUSY
    assert psutil.Process().memory_info().rss - before <= PROMISED_BYTES
    assert bool(found.paragraphs) != bool(found.unread)
    assert found.unread in {"", *REASONS}, "a reason that a person reads, never the library's"
    assert expected in " ".join((*found.paragraphs, found.unread, found.partly))
    assert sum(map(len, found.paragraphs)) <= pdf.MOST_LETTERS
    assert capfd.readouterr() == ("", ""), "what the library thinks of a file is nothing to print"


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("page.PDF", b"", True),
        ("page.txt", b"%PDF-1.7", True),
        ("page", b"\r\nprinter job 7\r\n%PDF-1.7", True),
        ("t.csv", b"%PDF-1.7", True),
        ("t.csv", "заголовок;текст\nЩо таке %PDF-;x".encode(), False),
        ("t.jsonl", b'{"title": "%PDF-"}', False),
        ("page.html", b"<p>%PDF-1.7</p>", False),
        ("far.txt", b" " * pdf.HEAD_WITHIN + b"%PDF-1.7", False),
    ],
)
def test_which_file_is_taken_for_a_pdf(tmp_path: Path, name: str, content: bytes, is_one: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert pdf.is_pdf_file(tmp_path / name) is is_one
    assert not pdf.is_pdf_file(tmp_path / "none.txt")


def test_there_are_thirty_of_them() -> None:
    assert len(FILES) >= 30


def test_the_parent_never_loads_the_library() -> None:
    script = (
        "import sys; from monitor import pdf\n"
        "if __name__ == '__main__':\n"
        "    print(pdf.read(sys.stdin.buffer.read()).paragraphs, 'pypdf' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], input=english(), capture_output=True, env=env, check=True)
    assert done.stdout.decode().split() == "('The council opened a new school in the town',) False".split()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_the_child_s_memory_is_bounded() -> None:
    """In a process of its own: limits once set cannot be taken back."""
    script = (
        "from monitor import pdf\n"
        "pdf._limit()\n"
        "try:\n"
        "    bytes(2 * pdf.MEMORY)\n"
        "except MemoryError:\n"
        "    print('refused')\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=env, check=True, text=True)
    assert done.stdout == "refused\n"


def hang(_content: bytes) -> PdfText:
    time.sleep(60)
    return PdfText()


def die(_content: bytes) -> PdfText:
    os.abort()


@pytest.mark.parametrize(("reader", "reason"), [(hang, pdf.LATE), (die, pdf.TOO_MUCH)])
def test_a_child_that_hangs_or_dies_is_a_reason(monkeypatch: pytest.MonkeyPatch, reader: object, reason: str) -> None:
    monkeypatch.setattr(pdf, "read_here", reader)
    monkeypatch.setattr(pdf, "SECONDS", 0.5)
    assert pdf.read(english()) == PdfText(unread=reason)


def test_lines_become_paragraphs() -> None:
    found = pdf.read(printed(BODY, ("Свято тривало до вечора.",)))
    assert found.paragraphs == (
        "У Вербосіллі відкрили нову школу",
        "Учора на Садовій вулиці міська рада відкрила нову школу. Прес-служба ради каже, що будували її три роки. "
        "Діти прийшли з квітами.",
        "Свято тривало до вечора.",
    )
    assert headline(found) == "У Вербосіллі відкрили нову школу"


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (("Міська рада від-", "крила школу"), "Міська рада відкрила школу"),
        (("Міська рада від\u00ad", "крила школу"), "Міська рада відкрила школу"),
        (("Так сказала прес-", "служба ради"), "Так сказала прес-служба ради"),
        (("Приїхав до міста Івано-", "Франківська"), "Приїхав до міста Івано-Франківська"),
        (("Прийшов на свято і 80-", "річний дід"), "Прийшов на свято і 80-річний дід"),
        (("Це справа прес-", "тижу міста"), "Це справа престижу міста"),
        (("Так каже прем’єр-", "міністр"), "Так каже прем’єр-міністр"),
        (("Людей прийшло бага-", "то"), "Людей прийшло багато"),
        (("Хто ж це зробив, хтось-", "таки знає"), "Хто ж це зробив, хтось-таки знає"),
        (("Рада каже –", "школу відкрито"), "Рада каже – школу відкрито"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(lines: tuple[str, ...], made: str) -> None:
    assert paragraphs(["\n".join(lines)]) == (made,)


def test_page_numbers_and_form_feeds_are_no_text() -> None:
    pages = ["Рада відкрила школу, у якій\n3", "– 4 –\nнавчатимуться діти.", "Стор. 5 з 12\nСвято тривало.\n\f"]
    assert paragraphs(pages) == ("Рада відкрила школу, у якій навчатимуться діти.", "Свято тривало.")
    assert paragraphs(["2026"]) == ("2026",), "a page of a number alone is not without text"


def test_paragraphs_of_a_large_page_are_made_at_once() -> None:
    page = "\n".join(["Міська рада відкрила нову шко-", "лу на Садовій вулиці, кажуть у раді."] * 5000)
    (*_, last) = paragraphs([page])
    assert last.startswith("Міська рада")
    assert paragraphs(["-" * 500_000, "а" * 500_000]) != ()


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Школу відкрито", True),
        ("Документ про школу підписано", True),
        ("Новий сквер відкрили на Садовій", True),
        ("Microsoft Word - Документ1", False),
        ("Microsoft Word - вісті 47.doc", False),
        ("Документ1", False),
        ("Без назви 1", False),
        ("Untitled Document", False),
        ("visti_47_color.indd", False),
        ("Вісті 47 на друк.pdf", False),
        ("C:\\Users\\Petro\\Desktop\\visti", False),
        ("Ðàäà â³äêðèëà øêîëó", False),
        ("20.11.2026", False),
        ("", False),
    ],
)
def test_the_file_s_own_title(title: str, is_one: bool) -> None:
    assert is_headline(title) is is_one
    found = PdfText(paragraphs=("№ 47", "Рада відкрила школу"), title=title)
    assert headline(found) == (title if is_one else "Рада відкрила школу")


def test_letters_that_nobody_can_read() -> None:
    assert is_readable("Рада відкрила школу, café, 12 млн грн")
    assert is_readable("12 345,67")
    assert not is_readable("\ue001\ue002\ue003 \ue004\ue005")
    assert not is_readable("/g12/g34/g56/g78")
    assert not is_readable("(cid:12)(cid:34)")


@pytest.mark.parametrize(
    ("content", "content_type", "is_one"),
    [
        (b"%PDF-1.7", "text/html", True),
        (b"\n\n%PDF-1.7", "", True),
        (b"noise", "application/pdf", True),
        (b" <!DOCTYPE html>", "application/pdf", False),
        (b"<html>", "text/html", False),
        (b"<html><p>A file begins with %PDF-", "text/html", False),
        (b"", "", False),
    ],
)
def test_what_is_taken_for_a_pdf(content: bytes, content_type: str, is_one: bool) -> None:
    assert pdf.is_pdf(content, content_type) is is_one


def test_a_pdf_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    for name, content, is_one in (("a.jsonl", english(), True), ("a.PDF", b"", True), ("a.csv", b"a;b", False)):
        (tmp_path / name).write_bytes(content)
        assert pdf.is_pdf_file(tmp_path / name) is is_one
    assert not pdf.is_pdf_file(tmp_path / "none.csv")

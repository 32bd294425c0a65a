"""The report as DOCX, page, table and text: what is highlighted, described, proved, escaped; the same bytes each time."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as open_word
from docx.oxml.ns import qn

from digests.render import csv
from digests.reports import chart, provenance, web, word
from digests.reports.linter import lint
from digests.reports.material import Material, ReportList
from digests.reports.past_years import read_past_years
from digests.reports.plain import plain
from digests.reports.report import Bars, Heading, Notice, Report
from digests.reports.series import Break, Series
from digests.templates import build_report
from monitor.language.numerals import Noun
from monitor.pipeline.report_text import read
from tests.report_made import BOOK, PAST, made, put

EVIL = '<script>alert("x")</script> {{ 7*7 }} {% raw %} & «лапки»'


@pytest.fixture(scope="module")
def report() -> Report:
    return made([*PAST, put("letters", 2025, 105, partial=9), put("parties", 2026, 41), put("parties", 2025, 40)])


def word_text(content: bytes) -> Iterator[str]:
    yield from (paragraph.text for paragraph in open_word(io.BytesIO(content)).paragraphs)


# --- Word ---------------------------------------------------------------------------------------------------------


def test_the_form_is_what_its_maker_makes() -> None:
    path = Path(build_report.__file__).parent / "report.docx"
    assert path.read_bytes() == build_report.build(), "run python -m digests.templates.build_report"


def test_word_holds_every_piece(report: Report) -> None:
    document = word.render(report)
    assert document.filename == "report-2026.docx"
    lines = list(word_text(document.content))
    text = "\n".join(lines).replace("\u00a0", " ")
    assert lines[:4] == ["Вигаданська міська рада", "відділ комунікацій", "Звіт про роботу", "за 2026 рік"]
    for piece in report.pieces:
        if hasattr(piece, "text"):
            assert piece.text.replace("\u00a0", " ") in text
    assert report.closing in text
    assert "{" not in text
    assert "Додаток" in text
    opened = open_word(io.BytesIO(document.content))
    grids = [[cell.text for cell in table.rows[0].cells] for table in opened.tables]
    assert ["Станом на 31 грудня", "Осередки політичних партій"] in [grid[:2] for grid in grids]
    assert grids[-1] == list(provenance.HEAD)
    signature = next(table for table in opened.tables if "Марта Липка" in [cell.text for cell in table.rows[0].cells])
    assert signature.rows[0].cells[0].text == "Начальниця відділу"


def test_gaps_are_shaded_and_nothing_else_is(report: Report) -> None:
    opened = open_word(io.BytesIO(word.render(report).content))
    style = next(one for one in opened.styles if one.style_id == "OhliadGapMark")
    assert style.element.rPr.find(qn("w:shd")).get(qn("w:fill")) == "FFF2A8"
    shaded = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.style_id == "OhliadGapMark"]
    assert shaded == [piece.text for piece in report.pieces if isinstance(piece, Notice)]


def test_the_chart_has_its_words(report: Report) -> None:
    (bars,) = [piece for piece in report.pieces if isinstance(piece, Bars)]
    content = word.render(report).content
    with ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
        assert [name for name in archive.namelist() if name.endswith(".png")] == ["word/media/image1.png"]
    assert f'descr="{bars.words}"' in body
    page = web.render(report).content.decode()
    assert f'alt="{bars.words}"' in page
    assert "Рисунок 1 – Матеріали, використані в тематичних оглядах" in "\n".join(word_text(content))


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    again = replace(report)
    assert word.render(report) == word.render(again)
    assert web.render(report) == web.render(again)
    (bars,) = [piece for piece in report.pieces if isinstance(piece, Bars)]
    assert chart.draw(bars) == chart.draw(bars)


def test_an_office_restyles_the_form(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    made_new = open_word(io.BytesIO(build_report.build()))
    made_new.add_paragraph("Примірник архіву, {{ institution }}")
    made_new.save(str(folder / "report.docx"))
    assert "Примірник архіву, Вигаданська міська рада" in list(word_text(word.render(report, [tmp_path]).content))


# --- foreign text -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile() -> Report:
    material = Material(
        figures=(put("own", 2026, 5, by=EVIL, note=EVIL),),
        lists=(ReportList("events", EVIL, (EVIL,)),),
        series=(Series("own", Noun("х", "х", "х", "х"), EVIL, breaks=(Break(2025, EVIL),)),),
        section_of=(("own", "site"),),
    )
    return made(material=material, heading=Heading(institution=EVIL))


def test_foreign_words_are_words(hostile: Report) -> None:
    page = web.render(hostile).content.decode()
    assert "<script" not in page
    assert "default-src 'none'" in html.unescape(page)
    assert page.count("{{ 7*7 }}") >= 3, "printed as it came, never filled"
    text = "\n".join(word_text(word.render(hostile).content))
    assert '<script>alert("x")</script> {{ 7*7 }}' in text.replace("\u00a0", " ")


def test_a_cell_cannot_start_a_formula() -> None:
    rows = csv.read(provenance.as_csv(made([put("photos", 2026, 5, by="=1+1", note="@x")])))
    raw = provenance.as_csv(made([put("photos", 2026, 5, by="=1+1", note="@x")])).decode()
    assert '"\'=1+1"' in raw
    assert ["photos", "2026", "", "5", "", "", "=1+1", "@x"] in [row[:8] for row in rows]


# --- the appendix -------------------------------------------------------------------------------------------------


def test_every_figure_has_its_provenance(report: Report) -> None:
    rows = provenance.appendix(report)
    assert (
        "тематичні огляди", "2024 – 51; 2025 – 21", "внесено вручну", "Ганна Горобець, 11.01.2027", ""
    ) in rows  # fmt: skip
    counted = [row for row in rows if row[0] == "використано матеріалів" and row[2] == "запит"]
    assert counted[0][1].startswith("01.2026 – 3; 02.2026 – 0; 03.2026 – 2;")
    assert counted[0][1].endswith("2026 – 5")
    assert counted[0][3] == "матеріали затверджених випусків «Тематичний огляд», кожен один раз, 11.01.2027"
    assert ("вхідні документи", "за 9 міс. 2025 – 105") in [row[:2] for row in rows]


def test_the_table_of_figures_can_be_imported_again(report: Report) -> None:
    found = read_past_years(provenance.as_csv(report), BOOK.series)
    given = [figure for _, figure in report.figures if figure.source != "query" and not figure.derived]
    assert {(one.key, one.value, one.approximate, one.partial) for one in found.figures} == {
        (figure.key, figure.value, figure.approximate, figure.partial) for figure in given
    }
    assert (len(given) > 0, found.counted) == (True, len(report.figures) - len(given))


# --- any report back as text --------------------------------------------------------------------------------------


def test_text_of_every_format_is_read_alike(tmp_path: Path) -> None:
    figures = [
        put("photos", 2025, 500),
        put("photos", 2026, 40),
        put("letters", 2025, 9, partial=9),
        put("letters", 2026, 8),
    ]
    report = made(figures)
    (tmp_path / "r.txt").write_text(plain(report), encoding="utf-8")
    (tmp_path / "r.docx").write_bytes(word.render(report).content)
    (tmp_path / "r.html").write_bytes(web.render(report).content)
    (tmp_path / "old.txt").write_bytes(plain(report).replace("’", "'").encode("cp1251", "replace"))
    found = {
        name: [(one.rule, one.quote) for one in lint(read(tmp_path / name))] for name in ("r.txt", "r.docx", "r.html")
    }
    assert [rule for rule, _ in found["r.txt"]] == ["series-break", "partial-year"]
    assert found["r.docx"] == found["r.html"] == found["r.txt"]
    assert len(lint(read(tmp_path / "old.txt"))) == 2, "in windows-1251 too"


DAYS = (
    "бібліотека (17.11.2026)",
    "толока біля озера (02.04.2026)",
    "ярмарок (03.05.2026)",
    "День громади (23.09.2026)",
)


def test_the_bullets_that_a_program_draws_make_a_list(tmp_path: Path) -> None:
    document = open_word()
    document.add_paragraph("Звіт за 2026 рік")
    for day in DAYS:
        document.add_paragraph(f"{day};", style="List Bullet")
    document.save(str(tmp_path / "r.docx"))
    items = "".join(f"<li>\n<p>{day};</p></li>" for day in DAYS)
    (tmp_path / "r.html").write_text(f"<h1>Звіт за 2026 рік</h1><ul>{items}</ul>", encoding="utf-8")
    for name in ("r.docx", "r.html"):
        assert [(one.rule, one.quote) for one in lint(read(tmp_path / name))] == [("date-order", "17.11.2026")]


def test_merged_cells_and_line_breaks_are_one_row(tmp_path: Path) -> None:
    document = open_word()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Станом\nна 31 грудня"
    table.cell(0, 2).text = "Осередки"
    document.save(str(tmp_path / "m.docx"))
    assert "| Станом на 31 грудня | Осередки |" in read(tmp_path / "m.docx")
    (tmp_path / "m.html").write_text(
        "<table><tr><th>Рік<td>а <b>б</b> | в</table><p>x<br>y<script>z()</script>", "utf-8"
    )
    assert read(tmp_path / "m.html").split("\n") == ["| Рік | а б / в |", "", "x", "y"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_word_opens_in_an_office(report: Report, tmp_path: Path) -> None:
    from digests.render import pdf

    made_pdf = pdf.convert(word.render(report))
    assert made_pdf.content.startswith(b"%PDF")
    (tmp_path / "r.pdf").write_bytes(made_pdf.content)
    if not shutil.which("pdftotext"):
        return
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "r.pdf"), "-"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    text = re.sub(r"\s+", " ", done.stdout.replace("\u00a0", " "))
    assert "підготовано 2 тематичні огляди (у 2024 – 51, у 2025 – 21)" in text
    assert "[немає даних: фотографії, відеоролики за 2026 рік]" in text

"""The weekly documents: official form, complete, openable everywhere, the same bytes for the same week."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.oxml.ns import qn
from docx.shared import Pt

from digests import wording
from digests.model import Digest, Imprint
from digests.render import charts, docx, html, pdf
from digests.render.formats import render
from digests.render.names import filename
from digests.render.sheet import sheet
from digests.templates.build_templates import build
from monitor.errors import RenderError
from monitor.model import Clip, Clipping, Outlet
from tests import brief_samples as b
from tests.brief_samples import clip, digest
from tests.hostile import judge_docx

IMPRINT = Imprint(
    number=48,
    addressee=("Департамент комунікацій", "Дубравської обласної адміністрації"),
    signatory="Мирослава ДОЛИНЮК",
    role="Начальник відділу",
    author="Устим Гайовий, 4-56-78",
)
PRODUCTS = ("thematic", "situation-weekly", "situation-daily")


@cache
def week(name: str = "thematic", *, compare: bool = True) -> Digest:
    before = digest(b.rich_day(), "thematic", window=b.week_window()).totals if compare else None
    window = b.day_window() if name == "situation-daily" else b.week_window()
    return digest(b.rich_week(), name, window=window, before=before)


@cache
def content(made: Digest, imprint: Imprint = IMPRINT) -> bytes:
    return docx.render(made, imprint)[0].content


def test_the_forms_are_what_the_script_writes() -> None:
    for name, expected in build().items():
        committed = (docx.PACKAGED / "templates" / name).read_bytes()
        with zipfile.ZipFile(io.BytesIO(committed)) as ours, zipfile.ZipFile(io.BytesIO(expected)) as theirs:
            assert {one: ours.read(one) for one in ours.namelist()} == {
                one: theirs.read(one) for one in theirs.namelist()
            }


@pytest.mark.parametrize("name", PRODUCTS)
def test_the_same_week_gives_the_same_bytes(name: str) -> None:
    week.cache_clear()
    again = docx.render(week(name), IMPRINT)[0].content
    assert again == content(week(name))
    with zipfile.ZipFile(io.BytesIO(content(week(name)))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", PRODUCTS)
def test_page_and_type_follow_the_standard(name: str) -> None:
    document = open_document(io.BytesIO(content(week(name))))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in (*sizes, section.top_margin, section.bottom_margin) if size] == [
        210,
        297,
        30,
        10,
        20,
        20,
    ]
    assert section.different_first_page_header_footer
    assert " PAGE " in section.header._element.xml
    normal = document.styles["Normal"]
    assert normal.font.size == Pt(14)
    assert round(normal.paragraph_format.first_line_indent.mm) == 10
    fonts = [element for style in document.styles for element in style.element.iter(qn("w:rFonts"))]
    fonts += list(document.element.iter(qn("w:rFonts"))) + list(document.styles.element.iter(qn("w:rFonts")))
    for font in fonts:
        assert [font.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")] == [
            "Times New Roman"
        ] * 4
        assert not [name for name in font.attrib if "Theme" in name]


def test_the_thematic_review_has_all_its_parts() -> None:
    made = week()
    words = judge_docx(content(made)).replace("\u00a0", " ")
    for expected in (
        "Терногайська міська рада",
        "відділ інформації та комунікацій",
        "22 листопада 2026 року",
        "№ 48",
        "Департамент комунікацій",
        "ТЕМАТИЧНИЙ ОГЛЯД",
        "публікацій про місто Терногай",
        "за період із 16 по 22 листопада 2026 року",
        "у пресі виявлено 51 матеріал про місто Терногай",
        "Зміст",
        "Зведені показники",
        "Прямих посилань на відділ та офіційний сайт, усього",
        "Рисунок 1 – Матеріали за темами подій",
        "Рисунок 2 – Матеріали за днями",
        "Економіка та бюджет (7)",
        "пряме посилання: відділ",
        "Той самий текст: ",
        "Відповіли 10 з 12 джерел; мовчать: Голос Дубрави, Район.Інфо.",
        "Начальник відділу",
        "Мирослава ДОЛИНЮК",
        "Устим Гайовий, 4-56-78",
        "Перелік матеріалів з адресами",
    ):
        assert expected in words, expected
    for number, line in enumerate(made.lines, start=1):
        assert line.url in words
        assert line.headline in words
        assert f"[{number}]" in words


def test_the_document_names_the_headline_of_a_copy_only_where_it_is_another() -> None:
    made = week()
    items = [item for section in made.sections for item in section.items]
    (retitled,) = [(item, line) for item in items for line in item.same if line.headline == "Бюджет Терногая ухвалили"]
    paragraphs = [
        paragraph.text.replace("\u00a0", " ") for paragraph in open_document(io.BytesIO(content(made))).paragraphs
    ]
    assert any("Той самий текст: Бюджет Терногая ухвалили (Новини над Ріпою, " in line for line in paragraphs)
    assert any(line.startswith("Той самий текст: Новини над Ріпою (") for line in paragraphs)
    assert wording.retitled(*retitled)


def test_the_figures_stand_beside_those_of_the_week_before() -> None:
    made = week()
    tables = open_document(io.BytesIO(content(made))).tables
    rows = [[cell.text for cell in row.cells] for row in tables[1].rows]
    assert rows[0] == ["Показник", "За період", "Попередній", "Різниця"]
    assert rows[1] == ["Матеріалів про місто, усього", "51", "9", "+42"]
    alone = open_document(io.BytesIO(content(week(compare=False)))).tables
    assert [cell.text for cell in alone[1].rows[0].cells] == ["Показник", "За період"]


def test_a_topic_that_fell_silent_is_still_in_the_table() -> None:
    before = digest([clip("x", topic="religion")], "thematic", window=b.week_window()).totals
    made = digest([clip("y", topic="sport")], "thematic", window=b.week_window(), before=before)
    words = judge_docx(content(made)).split("\n")
    place = words.index("Релігійне життя")
    assert words[place + 1 : place + 4] == ["0", "1", "−1"]


def test_the_situation_brief_has_the_sections_of_the_region() -> None:
    words = judge_docx(content(week("situation-weekly"))).replace("\u00a0", " ")
    for expected in (
        "ДОВІДКА",
        "про суспільно-політичну ситуацію в місті Терногаї",
        "1. Суспільно-політична ситуація",
        "2. Заходи політичних партій, громадських та релігійних організацій",
        "18.11.2026 – збори (площа Ринок) (партія «Рідна земля»)",
        "29.11.2026 – толока (набережна річки Ріпи) за чистий берег (ГО «Чиста Ріпа») (заплановано)",
        "3. Протестні настрої",
        "мітинг-протест",
        "9. Резонанс у пресі",
        "10. Висвітлення роботи ради та її виконавчих органів",
        "11. Показники за період",
    ):
        assert expected in words, expected


def test_an_empty_week_is_a_document_too() -> None:
    for name in PRODUCTS:
        words = judge_docx(content(digest([], name, window=b.week_window()))).replace("\u00a0", " ")
        assert "публікацій про місто Терногай не виявлено" in words
        assert "Перелік матеріалів" not in words
    assert "Протестних акцій у публікаціях не зафіксовано." in words


def test_a_draft_leaves_room_for_number_and_name() -> None:
    words = judge_docx(content(week(), Imprint()))
    assert "№\u00a0______" in words or "№ ______" in words
    assert "________________" in words


def test_every_picture_says_what_it_shows() -> None:
    made = week()
    body = open_document(io.BytesIO(content(made))).element.body
    said = [
        frame.get("descr")
        for frame in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert len(said) == 2
    assert all(str(text).startswith("Діаграма «") for text in said)
    for title, value in made.totals.by_section:
        assert f"{title} – {value} " in str(said[0]).replace("\u00a0", " ")


def test_links_are_real_links() -> None:
    made = week()
    document = open_document(io.BytesIO(content(made)))
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert targets == {line.url for line in made.lines}


def test_a_short_review_needs_no_contents() -> None:
    made = digest(b.rich_day(), "thematic", window=b.week_window())
    assert "Зміст" not in judge_docx(content(made))


def test_a_form_restyled_in_word_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    document = open_document()
    document.add_paragraph("Своя форма: {{ title }}")
    document.save(str(tmp_path / "templates" / "thematic.docx"))
    (made,) = docx.render(week(), IMPRINT, [tmp_path])
    assert "Своя форма: Тематичний огляд публікацій про місто Терногай" in judge_docx(made.content)


@pytest.mark.parametrize("form", [b"", b"PK\x03\x04nonsense", b"<html>"])
def test_a_form_that_is_no_document_is_told(tmp_path: Path, form: bytes) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "thematic.docx").write_bytes(form)
    with pytest.raises(RenderError, match=r"thematic\.docx"):
        docx.render(week(), IMPRINT, [tmp_path])


@pytest.mark.parametrize("words", ["{{ nothing }}", "{% for %}", "{{ title.__class__.__mro__ }}"])
def test_a_form_with_a_mistake_is_told(tmp_path: Path, words: str) -> None:
    (tmp_path / "templates").mkdir()
    document = open_document()
    document.add_paragraph(words)
    document.save(str(tmp_path / "templates" / "thematic.docx"))
    with pytest.raises(RenderError, match=r"thematic\.docx"):
        docx.render(week(), IMPRINT, [tmp_path])


def test_a_missing_form_is_told() -> None:
    with pytest.raises(RenderError, match="there is no form"):
        docx.render(replace(week(), template="absent"))


@pytest.mark.parametrize("name", ["../x", "a/b", "x" * 200, "Огляд", "con\x00", "a b"])
def test_file_names_are_made_of_our_own_words(name: str) -> None:
    with pytest.raises(RenderError):
        filename(replace(week(), name=name), "", "docx")
    assert filename(week(), "", "docx") == "thematic-2026-11-22.docx"


def test_charts_are_reproducible_and_leave_out_what_is_not_there() -> None:
    assert charts.drawn(week()) == charts.drawn(week())
    assert charts.drawn(digest([], "thematic", window=b.week_window())) == ()
    assert [chart.title for chart in charts.drawn(digest(b.rich_day()))] == ["Матеріали за темами подій"]


def test_what_is_of_no_day_of_the_period_is_told_in_words_and_in_the_chart() -> None:
    window = b.week_window()
    window = replace(window, late_from=window.start - timedelta(days=14))
    clips = [
        clip("new", at=window.end - timedelta(hours=3)),
        clip("undated", at=None),
        *(clip(f"late{day}", at=window.start - timedelta(days=day)) for day in (1, 2)),
        clip("again", at=window.start - timedelta(days=5)),
    ]
    gone = frozenset({"again"})
    made = digest(clips, "thematic", window=window, used=gone, continued=gone)
    assert made.totals.clips == 5
    (days,) = [chart for chart in charts.drawn(made) if chart.title == "Матеріали за днями"]
    assert days.text.endswith("неділя, 22.11 – 1 матеріал; раніше – 3 матеріали; без дати – 1 матеріал.")
    words = judge_docx(content(made)).replace("\u00a0", " ")
    marked = "У тому числі з позначкою «надійшло із запізненням» – 2 матеріали, «продовження» – 1 матеріал."
    assert marked in words
    assert marked not in judge_docx(content(week())).replace("\u00a0", " ")
    assert [row.now for row in sheet(made, IMPRINT).figures if "запізненням" in row.label] == ["2"]


def test_topics_that_count_whole_stories_say_so() -> None:
    said = "Матеріали про одну подію подано й пораховано разом, за темою головного з них."
    one, other = clip("a", topic="utilities", story="u"), clip("e", topic="emergency", story="u", outlet="rika")
    for second, told in ((other, True), (replace(other, topic="utilities"), False)):
        made = digest([one, second], "thematic", window=b.week_window())
        assert (said in judge_docx(content(made)).replace("\u00a0", " ")) is told
        assert (said in html.whole(made)) is told


def test_two_outlets_of_one_name_are_told_apart() -> None:
    def named(outlet: str, level: str) -> Clip:
        made = clip(outlet)
        return replace(made, outlet=Outlet(id=outlet, name="Вісті", level=level))  # type: ignore[arg-type]

    pairs = digest([named("visti", "local"), named("visti-obl", "region"), clip("x")]).totals.by_outlet
    assert [name for name, _ in pairs] == ["Вісті (місцеве)", "Вісті (обласне)", "Терногайський вісник"]
    pairs = digest([named("visti", "local"), named("visti-2", "local")]).totals.by_outlet
    assert [name for name, _ in pairs] == ["Вісті (visti)", "Вісті (visti-2)"]
    story = [replace(named(*one), citation="council", story="s") for one in (("v", "local"), ("v-obl", "region"))]
    (item,) = digest(story).items
    assert wording.cited(item) == "Вісті (місцеве) (посилання на раду), Вісті (обласне) (посилання на раду)"
    assert wording.carried(item).replace("\u00a0", " ") == "2 видання: Вісті (місцеве), Вісті (обласне)"


@pytest.mark.office
@pytest.mark.parametrize("name", ["thematic", "situation-weekly"])
def test_libreoffice_shows_the_same_words(tmp_path: Path, name: str) -> None:
    if not pdf.available() or shutil.which("pdftotext") is None:
        pytest.skip("no LibreOffice or poppler on this machine")
    made = week(name)
    printed = pdf.convert(docx.render(made, IMPRINT)[0])
    assert printed.filename == f"{name}-2026-11-22.pdf"
    path = tmp_path / "x.pdf"
    path.write_bytes(printed.content)
    seen = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    flat = re.sub(r"\s+", " ", seen)
    missing = [item.lead.headline for item in made.items if item.lead.headline not in flat]
    assert len(missing) <= len(made.items) // 4  # a headline may be broken over two columns or pages
    assert "Мирослава ДОЛИНЮК" in flat
    assert not re.search(r"\{\{|\}\}|\{%|%\}", flat)
    sizes = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    assert re.search(r"Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)", sizes)


def test_a_late_clip_is_printed_with_its_own_date() -> None:
    window = replace(b.week_window(), late_from=b.END - timedelta(days=20))
    late = clip("l", at=b.END - timedelta(days=12))
    words = judge_docx(content(digest([late], "thematic", window=window))).replace("\u00a0", " ")
    assert "10 листопада, 08:30" in words
    assert "надійшло із запізненням" in words


def test_what_is_still_to_come_says_so_in_every_form() -> None:
    for one in render(week("situation-weekly"), ("text", "html", "email"), IMPRINT):
        if not one.media_type.startswith("text/"):
            continue
        said = re.sub(r"<[^>]+>", "", one.content.decode()).replace("\u00a0", " ")
        said = " ".join(said.split())
        assert "за чистий берег (ГО «Чиста Ріпа») (заплановано)." in said, one.filename
        assert "(партія «Рідна земля»)." in said, one.filename


def test_the_list_of_items_names_number_and_page_of_print() -> None:
    paper = clip("p", "Міст зачинено", kind="newspaper")
    paper = replace(paper, article=replace(paper.article, url="", clipping=Clipping(number="7", page="2")))
    words = judge_docx(content(digest([paper], "thematic", window=b.week_window()))).replace("\u00a0", " ")
    assert f"{paper.outlet.name}, № 7, с. 2\n" in words.partition("Перелік матеріалів")[2]


def test_a_line_of_the_page_does_not_end_between_a_number_and_its_word() -> None:
    said = html.render(week())[0].content.decode()
    assert re.search(r"\d\u00a0матеріал", said)
    assert not re.search(r" · \d+ [а-яі]", said)
    assert not re.search(r"\d (?:листопада|грудня),", said)

"""The report of any period: brackets, gaps that stay visible, lists, months; and the reader of contradictions on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.reports.book import load_layout, load_series
from digests.reports.linter import lint
from digests.reports.material import SECTIONS, Material, ReportList
from digests.reports.plain import plain
from digests.reports.report import Bars, Grid, Listing, Notice, Paragraph, Report
from digests.reports.series import Figure, Period, Series
from monitor.errors import ConfigError
from monitor.language.numerals import Noun
from tests.report_made import BOOK, ISSUES, PAST, made, put


def sentences(report: Report) -> list[str]:
    return [piece.text for piece in report.pieces if isinstance(piece, Paragraph)]


def notices(report: Report) -> list[str]:
    return [piece.text for piece in report.pieces if isinstance(piece, Notice)]


def test_the_sentence_of_reviews_has_every_bracket() -> None:
    assert (
        "У 2026 році підготовано 2 тематичні огляди (у 2024 – 51, у 2025 – 21), в яких використано 5 новинних матеріалів "
        "(у 2024 – 1274, у 2025 – 1301), з яких 2 – з прямим посиланням на відділ та офіційний сайт "
        "(у 2024 – 78, у 2025 – 1)." in sentences(made())
    )


def test_a_part_of_a_single_thing_agrees_with_it() -> None:
    figures = (put("petitions", 2026, 1), put("petitions-supported", 2026, 1), put("items", 2026, 1))
    said = " ".join(sentences(made((*figures, put("direct", 2026, 0)), issues=())))
    assert "надійшла 1 електронна петиція, у тому числі 1 – з потрібною кількістю голосів." in said
    assert "використано 1 новинний матеріал, у тому числі 0 – з прямим посиланням на відділ" in said


def test_a_month_is_compared_with_the_same_month() -> None:
    report = made(
        [put("reviews", 2025, 4, 3), put("items", 2025, 99, 3), put("direct", 2025, 0, 3)], period=Period(2026, 3)
    )
    assert (report.name, report.span) == ("report-2026-03", "за березень 2026 року")
    assert (
        "У березні 2026 року підготовано 1 тематичний огляд (у березні 2025 – 4), в якому використано 2 новинні матеріали "
        "(у березні 2025 – 99), з яких 0 – з прямим посиланням на відділ та офіційний сайт (у березні 2025 – 0)."
        in sentences(report)
    )
    months = next(
        piece for piece in report.pieces if isinstance(piece, Grid) and piece.title == "Огляди преси за місяцями"
    )
    assert [row[:3] for row in months.rows] == [
        ("січень 2026", "1", "3"),
        ("лютий 2026", "0", "0"),
        ("березень 2026", "1", "2"),
    ]
    assert not [piece for piece in report.pieces if isinstance(piece, Bars)]


def test_nothing_without_data_is_dropped() -> None:
    report = made()
    titles = [chapter.title for chapter in report.chapters]
    assert titles == list(SECTIONS.values())
    assert all(chapter.pieces for chapter in report.chapters)
    assert "[немає даних: фотографії, відеоролики за 2026 рік]" in notices(report)
    assert report.missing == len([one for one in notices(report) if one.startswith("[немає даних")])
    assert report.closing.startswith(f"У звіті позначено: {report.missing} ")


@pytest.mark.parametrize(
    ("today", "period", "said"),
    [
        (date(2026, 12, 20), Period(2026, 12), "Станом на 20.12.2026 "),
        (date(2026, 12, 20), Period(2026), "Станом на 20.12.2026 "),
        (date(2026, 12, 20), Period(2026, 11), "Станом на 30.11.2026 "),
        (date(2027, 1, 5), Period(2026), "Станом на 31.12.2026 "),
    ],
)
def test_a_stock_that_nobody_read_is_not_known_as_of_a_day_to_come(today: date, period: Period, said: str) -> None:
    past = [put("datasets", 2025, 112), put("datasets", 2025, 112, 11), put("datasets", 2025, 112, 12)]
    (stock,) = [one for one in sentences(made(past, period=period, today=today)) if "відкритих даних" in one]
    assert stock.startswith(said + "у розділі відкритих даних опубліковано наборів даних: немає даних")


def test_a_figure_missing_now_keeps_the_bracket_of_earlier_years() -> None:
    report = made([put("contracts", 2024, 2), put("contracts", 2025, 3), put("greetings", 2026, 1)])
    (said,) = [one for one in sentences(report) if "договорів" in one]
    assert said.startswith(
        "У 2026 році укладено договорів із засобами масової інформації: немає даних (у 2024 – 2, у 2025 – 3), надіслано"
    )
    assert "[немає даних: договори із ЗМІ, листи-заявки, публікації за договорами й заявками за 2026 рік]" in notices(
        report
    )
    assert "У 2026 році оприлюднено 1 привітання зі святами й пам’ятними датами." in sentences(report)


def test_an_unfinished_period_says_so_first() -> None:
    report = made(today=date(2026, 11, 20))
    assert [one.text for one in report.notices] == ["[період не завершено: показники подано станом на 20.11.2026]"]
    assert made().notices == ()


def test_a_full_report_says_that_nothing_is_missing() -> None:
    full = [
        put(series.id, year, 90 - place, as_of=date(year, 12, 31) if series.measure == "stock" else None)
        for place, series in enumerate(BOOK.series)
        for year in (2025, 2026)
        if series.id not in BOOK.counts
    ]
    counted = [put(id, 2025, 20) for id in BOOK.counts]
    report = made([*full, *counted], issues=())
    gaps = [one for one in notices(report) if "немає даних" in one]
    # Without issues nothing counts this year's reviews: two sentences lack them.
    assert gaps == [
        "[немає даних: тематичні огляди, використано матеріалів, з прямим посиланням за 2026 рік]",
        "[немає даних: щоденні огляди преси за 2026 рік]",
        "[немає даних: щотижневі довідки, щоденні довідки за 2026 рік]",
    ]
    whole = made([*full, *counted, *(put(id, 2026, 19) for id in BOOK.counts)], issues=())
    assert (whole.missing, whole.closing) == (0, "Усі розділи звіту заповнено даними.")
    assert lint(plain(whole)) == ()


def test_a_first_year_with_unknown_months_is_marked_under_its_sentence() -> None:
    report = made(PAST[:2], issues=ISSUES[1:])
    chapter = next(one for one in report.chapters if one.title == "Моніторинг публікацій")
    said = [piece.text for piece in chapter.pieces if isinstance(piece, Paragraph | Notice)]
    at = next(place for place, one in enumerate(said) if one.startswith("У 2026 році підготовано 1 "))
    assert said[at + 1] == (
        "[тематичні огляди, використано матеріалів, з прямим посиланням: за 2026 рік рахуються з 06.03.2026, "
        "за попередні місяці року даних немає]"
    )


def test_registers_bring_lists_figures_and_series_of_their_own() -> None:
    news = Series("site-culture", Noun("новина", "новини", "новин", "новини"), "новини культури")
    material = Material(
        figures=(put("parties", 2026, 41), put("site-culture", 2025, 7), put("site-culture", 2026, 9)),
        lists=(
            ReportList(
                "events", "Зафіксовано заходи", ("14.01.2026 – мітинг (Спілка теслярів)", "02.03.2026 – толока;")
            ),
            ReportList("diary", "Навчання", ()),
        ),
        series=(news,),
        section_of=(("site-culture", "site"),),
    )
    report = made(material=material)
    assert (
        Listing("Зафіксовано заходи:", ("14.01.2026 – мітинг (Спілка теслярів);", "02.03.2026 – толока."))
        in report.pieces
    )
    assert "[немає даних: навчання]" in notices(report)
    site = next(one for one in report.chapters if one.title == "Офіційний вебсайт")
    assert Grid("", ("Рік", "Новини культури"), (("2025", "7"), ("2026", "9"))) in site.pieces
    assert ("parties", 41) in {(series.id, figure.value) for series, figure in report.figures}


def test_a_list_of_a_section_the_layout_lacks_is_still_printed(tmp_path: Path) -> None:
    folder = tmp_path / "definitions" / "reports"
    folder.mkdir(parents=True)
    (folder / "report.yaml").write_text(
        "sections:\n  - section: media\n    title: Преса\n    blocks: [{text: Власні слова відділу.}]\n",
        encoding="utf-8",
    )
    layout = load_layout(BOOK, [tmp_path])
    report = made(layout=layout, material=Material(lists=(ReportList("events", "Заходи", ("толока",)),)))
    assert [chapter.title for chapter in report.chapters] == ["Преса", "Інше"]
    assert sentences(report) == ["Власні слова відділу."]


def test_a_chart_says_that_its_last_year_is_not_over() -> None:
    (bars,) = [piece for piece in made(today=date(2026, 11, 20)).pieces if isinstance(piece, Bars)]
    assert bars.marks == ("1274", "1301", "5 (на 20.11.2026)")


def test_a_period_that_has_not_begun_has_no_report() -> None:
    with pytest.raises(ValueError, match="not begun"):
        made(period=Period(2027, 2))


def test_the_chart_says_its_figures_in_words() -> None:
    figures = [*PAST, put("items", 2022, 900, approximate="about"), put("items", 2021, 612, partial=9)]
    (bars,) = [piece for piece in made(figures).pieces if isinstance(piece, Bars)]
    assert bars.words == (
        "Діаграма «Матеріали, використані в тематичних оглядах»: 2021 рік – 612 (за 9 міс.); 2022 рік – близько 900; "
        "2023 рік – немає даних; 2024 рік – 1274; 2025 рік – 1301; 2026 рік – 5."
    )


BROKEN = {
    "unknown series": (
        "report.yaml",
        "sections: [{section: media, blocks: [{table: [fotos]}]}]",
        "there is no series 'fotos'; did you mean 'photos'?",
    ),
    "stocks among flows": ("report.yaml", "sections: [{section: media, blocks: [{table: [photos, parties]}]}]", "not both"),
    "two kinds in a block": (
        "report.yaml", "sections: [{section: media, blocks: [{table: [photos], text: слова}]}]", "a block is one of",
    ),
    "unknown section": ("report.yaml", "sections: [{section: medya, blocks: []}]", "'medya' is not one of"),
    "unknown key of a series": (
        "series.yaml", "cats: {noun: [кіт, коти, котів, кота], unit: коти, mesure: stock}", "unknown key",
    ),
    "three forms of a noun": ("series.yaml", "cats: {noun: [кіт, коти, котів], unit: коти}", "noun"),
    "a bad id": ("series.yaml", "Коти: {noun: [кіт, коти, котів, кота], unit: коти}", "small Latin letters"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_definition_names_file_and_line(name: str, text: str, words: str, tmp_path: Path) -> None:
    folder = tmp_path / "definitions" / "reports"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_layout(load_series([tmp_path]), [tmp_path])
    assert f"{name}:1" in str(wrong.value)
    assert words in str(wrong.value)


def test_an_office_adds_and_replaces_series(tmp_path: Path) -> None:
    folder = tmp_path / "definitions" / "reports"
    folder.mkdir(parents=True)
    (folder / "series.yaml").write_text(
        "cats: {noun: [кіт, коти, котів, кота], unit: коти}\n"
        "videos: {noun: [ефір, ефіри, ефірів, ефіру], unit: ефіри, breaks: [{year: 2022, reason: рахується все}]}\n",
        encoding="utf-8",
    )
    book = load_series([tmp_path])
    assert (book.find("cats").unit, book.find("videos").breaks[0].year) == ("коти", 2022)
    assert len(book.series) == len(BOOK.series) + 1


# --- any figures --------------------------------------------------------------------------------------------------

some = st.lists(
    st.builds(
        lambda series, year, value, mark: put(series, year, value, approximate=mark),
        st.sampled_from([one.id for one in BOOK.series]),
        st.integers(2019, 2026),
        st.integers(0, 20_000),
        st.sampled_from(["exact", "exact", "exact", "over", "about"]),
    ),
    max_size=30,
    unique_by=lambda one: one.key,
)


@settings(max_examples=60)
@given(some)
def test_every_figure_is_printed_and_proved(figures: list[Figure]) -> None:
    report = made(figures, issues=())
    text = plain(report).replace("\u00a0", " ")
    for figure in figures:
        assert (f"{figure.value:,}".replace(",", " ") if figure.value >= 10_000 else str(figure.value)) in text
        assert figure in {proved for _, proved in report.figures}
    assert "None" not in text
    for line in text.splitlines():
        assert line.count("(") == line.count(")")
        assert " - " not in line, "a dash is a dash"


@settings(max_examples=40)
@given(some)
def test_the_same_figures_give_the_same_report(figures: list[Figure]) -> None:
    assert plain(made(figures)) == plain(made(figures[::-1]))

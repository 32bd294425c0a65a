"""Products as YAML: the packaged ones, an owner's own, and mistakes told with file, line, key and nearest word."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from digests.definition import (
    LATE_FOR,
    Definition,
    Recipient,
    fill,
    load_definitions,
    place_slots,
    read_definition,
    rivals,
    window,
)
from monitor.errors import ConfigError
from monitor.language.numerals import KYIV

MINIMAL = "title: Огляд про {place}\nwindow: day\n"


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / "definitions" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_packaged_products() -> None:
    found = load_definitions()
    assert list(found) == ["daily", "situation-daily", "situation-weekly", "thematic"]
    assert found["daily"].approve == "auto"
    assert found["thematic"].window == "week"
    assert found["thematic"].compare
    assert {name: item.kind for name, item in found.items()} == {name: name for name in found}


def test_defaults_of_a_new_product(tmp_path: Path) -> None:
    made = read_definition(write(tmp_path, MINIMAL))
    assert made == Definition(name="mine", kind="mine", title="Огляд про {place}", window="day", template="mine")


def test_an_owners_file_replaces_the_packaged_one(tmp_path: Path) -> None:
    write(
        tmp_path,
        MINIMAL + "filters: {topics: [sport]}\nto: [a@b.example, {address: c@d.example, topics: [war]}]\n",
        "daily.yaml",
    )
    daily = load_definitions([tmp_path])["daily"]
    assert daily.filters.topics == ("sport",)
    assert daily.to == (Recipient(address="a@b.example"), Recipient(address="c@d.example", topics=("war",)))


def test_a_later_folder_wins(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, word in ((one, "Перший"), (two, "Другий")):
        folder.mkdir()
        write(folder, f"title: {word}\nwindow: day\n")
    assert load_definitions([one, two])["mine"].title == "Другий"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: А\nwindw: day\n", ["mine.yaml:1: window: this key is required", "mine.yaml:2: windw: unknown key; did you mean 'window'?"]),
        ("title: А {plase}\nwindow: day\n", ["mine.yaml:1: title: {plase} is not one of place, place_accusative, place_locative, institution, region, period, date; did you mean 'place'?"]),
        (MINIMAL + "filters:\n  relevance: [abot]\n", ["mine.yaml:4: filters.relevance.0: 'abot' is not one of about, area, mention, none; did you mean 'about'?"]),
        (MINIMAL + "filters:\n  topics:\n  - sports\n", ["mine.yaml:5: filters.topics.0: 'sports' is not a topic of the codebook; did you mean 'sport'?"]),
        (MINIMAL + "sections:\n- {code: a, title: А, vew: items}\n", ["mine.yaml:4: sections.0.vew: unknown key; did you mean 'view'?"]),
        (MINIMAL + "limits: {items: 0}\n", ["mine.yaml:3: limits.items: Input should be greater than or equal to 1"]),
        (MINIMAL + "window: week\n", ["mine.yaml:3: the key 'window' stands twice"]),
        (MINIMAL + "name: other\n", ["mine.yaml:3: name: a definition is named by its file"]),
        ("- one\n", ["mine.yaml:1: expected keys such as `title:` and `window:` at the top level"]),
        ("title: [\n", ["mine.yaml:2: not valid YAML"]),
        (MINIMAL + "to: [not an address]\n", ["mine.yaml:3: to.0.address: String should match pattern"]),
        ("title: А\nwindow: !!python/object:os.system {}\n", ["mine.yaml:2: window"]),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_definitions([tmp_path])
    assert len(caught.value.problems) == len(expected)
    for problem, start in zip(sorted(caught.value.problems), sorted(expected), strict=True):
        assert problem.startswith(f"{path.parent}/{start}")


def test_all_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    write(tmp_path, "title: А\n", "one.yaml")
    write(tmp_path, "window: day\n", "two.yaml")
    write(tmp_path, MINIMAL, "Три.yaml")
    with pytest.raises(ConfigError) as caught:
        load_definitions([tmp_path])
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        ({"health": "kind: thematic\n" + MINIMAL}, {"health": (1, "thematic")}),
        ({"b": MINIMAL + "kind: notes\n", "a": "kind: notes\n" + MINIMAL}, {"b": (3, "a")}),
        ({"b": MINIMAL, "a": "kind: b\n" + MINIMAL}, {"a": (1, "b")}),
        ({"a": "kind: b\n" + MINIMAL, "b": "kind: a\n" + MINIMAL}, {}),
        ({"thematic": "kind: weekly\n" + MINIMAL, "weekly-health": "kind: thematic\n" + MINIMAL}, {}),
    ],
)
def test_no_two_products_are_of_one_kind(
    tmp_path: Path, texts: dict[str, str], lines: dict[str, tuple[int, str]]
) -> None:
    for name, text in texts.items():
        write(tmp_path, text, f"{name}.yaml")
    assert load_definitions([tmp_path]).keys() == {*texts, *load_definitions()} - lines.keys(), "the others come out"
    refused = rivals([tmp_path])
    assert refused.keys() == lines.keys()
    if not lines:
        return
    ((name, (line, owner)),) = lines.items()
    told = refused[name]
    assert told.startswith(f"{tmp_path / 'definitions' / name}.yaml:{line}: kind: ")
    assert f"is the kind of {owner} already" in told
    assert f"to have it instead of {owner}, with the numbers so far, name its file" in told
    assert f"give {name} a kind of its own, such as {name!r}" in told


def test_titles_are_filled_and_nothing_else_is_interpreted() -> None:
    assert (
        fill("{place}: {period} {0.__class__} {unknown}", {"place": "М", "period": "П"})
        == "М: П {0.__class__} {unknown}"
    )


@pytest.mark.parametrize(
    ("city", "about", "within"),
    [
        ("Кролевець", "про місто Кролевець", "у місті Кролевці"),
        ("Полтава", "про місто Полтаву", "у місті Полтаві"),
        ("Кривий Ріг", "про місто Кривий Ріг", "у місті Кривому Розі"),
        ("Рені", "про місто Рені", "у місті Рені"),
    ],
)
def test_the_place_agrees_with_its_noun_in_a_title(city: str, about: str, within: str) -> None:
    slots = place_slots(city)
    assert fill("про місто {place_accusative}; у місті {place_locative}", slots) == f"{about}; {within}"
    assert fill("Огляд: {place}", slots) == f"Огляд: {city}"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("daily", "Щоденний огляд публікацій про місто Шостку"),
        ("thematic", "Тематичний огляд публікацій про місто Шостку"),
        ("situation-daily", "Довідка про суспільно-політичну ситуацію в місті Шостці"),
        ("situation-weekly", "Довідка про суспільно-політичну ситуацію в місті Шостці"),
    ],
)
def test_packaged_titles_have_the_case_their_sentence_needs(name: str, title: str) -> None:
    assert fill(load_definitions()[name].title, place_slots("Шостка")) == title


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=KYIV)


@pytest.mark.parametrize(
    ("name", "until", "last", "start", "day"),
    [
        ("daily", at(22, 8, 30), None, at(21, 8, 30), 22),
        ("daily", at(22, 8, 30), at(20, 8, 30), at(20, 8, 30), 22),
        ("daily", at(23), None, at(22), 22),
        ("daily", at(22, 8, 30), at(22, 9), at(21, 8, 30), 22),
        ("thematic", at(20, 16), None, at(14), 20),
        ("thematic", at(23), at(1), at(16), 22),
        ("thematic", at(20, 16), at(13, 16), at(13, 16), 20),  # cut at the hour of its slot
        ("thematic", at(20, 16), at(12, 16), at(12, 16), 20),  # came out a day early
        ("thematic", at(20, 16), at(14), at(14), 20),
        ("thematic", at(20, 16), at(17, 16), at(14), 20),  # within the week: what it used does not come again
        ("thematic", at(20, 16), at(6, 16), at(14), 20),  # the week between was not made
    ],
)
def test_windows(name: str, until: datetime, last: datetime | None, start: datetime, day: int) -> None:
    made = window(load_definitions()[name], until=until, last=last)
    assert (made.start, made.end, made.day) == (start, until, date(2026, 11, day))
    assert made.late_from is None


def test_a_day_that_changes_the_clock_has_its_own_length(tmp_path: Path) -> None:
    definition = read_definition(write(tmp_path, MINIMAL))
    made = window(definition, until=datetime(2026, 10, 26, tzinfo=KYIV))
    assert made.end.timestamp() - made.start.timestamp() == 25 * 3600


def test_a_day_goes_on_from_the_hour_at_which_the_day_before_was_cut(tmp_path: Path) -> None:
    definition = read_definition(write(tmp_path, MINIMAL))
    assert window(definition, until=at(20, 9), last=at(19, 9)).start == at(19, 9)
    assert window(definition, until=at(20, 9), last=at(18, 9)).start == at(20)


def test_late_texts_reach_back_to_the_first_issue_and_no_further_than_two_weeks() -> None:
    daily = load_definitions()["daily"]
    recent = window(daily, until=at(22, 8, 30), last=at(21, 8, 30), first=at(20))
    assert recent.late_from == at(20)
    old = window(daily, until=at(22, 8, 30), last=at(21, 8, 30), first=at(1) - timedelta(days=300))
    assert old.late_from == at(21, 8, 30) - LATE_FOR

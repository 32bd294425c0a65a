"""sources.yaml: what it becomes, and what an owner is told about a mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.config import load
from monitor.errors import ConfigError

ROOT = Path(__file__).resolve().parents[1]
GOOD = """
place: {name: Вербосілля, region: Чернігівська область}
institution:
  name: Вербосільська міська рада
  department: {name: відділ комунікацій, aliases: [прес-центр]}
  officials: [{name: Панас Дзвінка, role: міський голова, from: 2020-12-01}]
  sites: [rada.example]
outlets:
  - {id: visti, name: Вісті, home: "https://visti.example/", sources: [{kind: feed, url: "https://visti.example/feed"}]}
  - {id: kanal, name: Канал, kind: telegram, sources: [{kind: telegram, url: "https://t.me/s/kanal", every: 15m}]}
digests:
  daily: {at: "08:30", days: mon-fri, to: [mayor@example.org]}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text))
    return [problem.replace(f"{tmp_path}/", "") for problem in caught.value.problems]


def test_nouns(tmp_path: Path) -> None:
    config = load(write(tmp_path, GOOD))
    assert (config.place.id, config.place.name) == ("verbosillia", "Вербосілля")
    assert [name.name for name in config.institution.departments] == ["відділ комунікацій", "прес-центр"]
    assert config.institution.officials[0].since == date(2020, 12, 1)
    assert [(source.id, source.every) for source in config.sources] == [("visti-feed", None), ("kanal-telegram", 900)]
    assert config.products[0].to == ("mayor@example.org",)


@pytest.mark.parametrize(
    ("name", "russian"),
    [("Дрогобич", "Дрогобыч"), ("Сміла", "Смела"), ("Бердичів", "Бердичев"), ("Бібрка", "Бобрка"), ("Тихогір", "")],
)
def test_the_russian_name_is_the_dictionary_s_or_left_open(tmp_path: Path, name: str, russian: str) -> None:
    found = load(write(tmp_path, GOOD.replace("Вербосілля", name, 1)))
    assert found.place.russian == russian


def test_place_and_institution_are_enough(tmp_path: Path) -> None:
    config = load(write(tmp_path, "place: {name: Яр, region: Львівська область}\ninstitution: {name: Ярська рада}\n"))
    assert config.sources == ()


@pytest.mark.parametrize("path", [ROOT / "sources.yaml", ROOT / "examples" / "lysychansk.yaml"], ids=lambda p: p.name)
def test_the_shipped_configurations_are_sound(path: Path) -> None:
    config = load(path)
    assert config.sources
    assert not any(source.verified for source in config.sources), "nobody has seen these answer yet"


CASES = {
    "unknown key": (
        ("region: Чернігівська", "regio: Чернігівська"),
        [
            "sources.yaml:2: place.region: this key is required",
            "sources.yaml:2: place.regio: unknown key; did you mean 'region'?",
        ],
    ),
    "unknown kind": (
        ("{kind: feed,", "{kind: fead,"),
        [
            "sources.yaml:9: outlets.0.sources.0.kind: 'fead' is not one of feed, sitemap, listing, telegram, youtube,"
            " petition; did you mean 'feed'?"
        ],
    ),
    "bad address": (
        ('url: "https://visti.example/feed"', "url: visti.example/feed"),
        [
            "sources.yaml:9: outlets.0.sources.0.url: a web address must look like https://example.org/path"
            " (given: 'visti.example/feed')"
        ],
    ),
    "duplicate outlet": (
        ("id: kanal", "id: visti"),
        ["sources.yaml:10: outlets.1.id: the outlet 'visti' stands twice"],
    ),
    "duplicate key": (
        ("digests:", "digests: {}\ndigests:"),
        ["sources.yaml:12: the key 'digests' stands twice"],
    ),
    "not yaml": (("place: {", "place: {{"), None),
    "the hour that is not": (
        ('"08:30"', '"03:30"'),
        [
            "sources.yaml:12: digests.daily.at: no product between 03:00 and 04:00: that hour is missing or doubled"
            " when clocks change (given: '03:30')"
        ],
    ),
    "not a mail address": (
        ("mayor@example.org", "mayor"),
        ["sources.yaml:12: digests.daily.to.0: not an e-mail address (given: 'mayor')"],
    ),
    "a site that is none": (
        ("sites: [rada.example]", "sites: [не сайт]"),
        [
            "sources.yaml:7: institution.sites.0: write a site as rada.gov.ua and a page as facebook.com/rada or t.me/rada"
            " (given: 'не сайт')"
        ],
    ),
    "a site with its days that is none": (
        ("sites: [rada.example]", "sites: [{name: рада, from: 2020-01-01}]"),
        [
            "sources.yaml:7: institution.sites.0.name: write a site as rada.gov.ua and a page as facebook.com/rada or"
            " t.me/rada (given: 'рада')"
        ],
    ),
    "a page that is none": (
        ("sites: [rada.example]", "pages: [так, 5]"),
        [
            f"sources.yaml:7: institution.pages.{n}: write a site as rada.gov.ua and a page as facebook.com/rada or"
            f" t.me/rada (given: '{given}')"
            for n, given in enumerate(("так", "5"))
        ],
    ),
    "the host of everybody's pages": (
        ("sites: [rada.example]", "pages: ['https://www.facebook.com/']"),
        [
            "sources.yaml:7: institution.pages.0: everybody has a page at www.facebook.com; name the institution's own:"
            " www.facebook.com/rada (given: 'https://www.facebook.com/')"
        ],
    ),
    "a place called by a number": (
        ("name: Вербосілля", "name: 5"),
        ["sources.yaml:2: place.name: a name has letters (given: '5')"],
    ),
    "a village called by a number": (
        ("region:", "settlements: [Яр, 5], region:"),
        ["sources.yaml:2: place.settlements.1: a name has letters (given: '5')"],
    ),
    "an official without keys": (
        ("officials: [{name: Панас Дзвінка, role: міський голова, from: 2020-12-01}]", "officials: [Панас Дзвінка]"),
        [
            "sources.yaml:6: institution.officials.0: keys with values are expected here: name, role, from, until"
            " (given: 'Панас Дзвінка')"
        ],
    ),
    "a department without keys": (
        ("{name: відділ комунікацій, aliases: [прес-центр]}", "відділ комунікацій"),
        [
            "sources.yaml:5: institution.department.0: keys with values are expected here: name, from, until, aliases"
            " (given: 'відділ комунікацій')"
        ],
    ),
    "a key without a value": (
        ("sites: [rada.example]", "aliases:"),
        [
            "sources.yaml:7: institution.aliases: nothing stands here; give a value, or leave out a key that you do not"
            " need"
        ],
    ),
    "a text for a list": (
        ("sites: [rada.example]", "aliases: рада"),
        ["sources.yaml:7: institution.aliases: a list is expected here, [one, two] (given: 'рада')"],
    ),
    "a list for a name": (
        ("sites: [rada.example]", "aliases: [[рада]]"),
        ["sources.yaml:7: institution.aliases.0: a text is expected here (given: a list)"],
    ),
    "a name without its name": (
        ("sites: [rada.example]", "aliases: [{from: 2020-01-01}]"),
        ["sources.yaml:7: institution.aliases.0.name: this key is required"],
    ),
    "a kind that is like none": (
        ("kind: telegram, sources", "kind: blog, sources"),
        ["sources.yaml:10: outlets.1.kind: 'blog' is not one of site, telegram, newspaper, tv, radio, youtube"],
    ),
    "a password in the file": (
        ("digests:", "delivery: {smtp: {host: h.example, from: a@b.example, password: s}}\ndigests:"),
        [
            "sources.yaml:11: delivery.smtp.password: a password never stands in this file; it is read from the"
            " environment, OHLIAD_SMTP_PASSWORD"
        ],
    ),
    "a number too large": (
        ("digests:", "delivery: {smtp: {host: h.example, from: a@b.example, port: 99999}}\ndigests:"),
        ["sources.yaml:11: delivery.smtp.port: this must be at most 65535 (given: '99999')"],
    ),
    "a key like no other": (
        ("digests:", "signatory: {name: Яр, role: голова, photo: x}\ndigests:"),
        ["sources.yaml:11: signatory.photo: unknown key; valid here: name, role"],
    ),
    "credentials in an address": (
        ("https://visti.example/feed", "https://user:secret@visti.example/feed"),
        None,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_mistakes_name_file_line_key_and_the_nearest_word(
    tmp_path: Path, case: tuple[tuple[str, str], list[str] | None]
) -> None:
    (old, new), expected = case
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    if expected is not None:
        assert found == expected
    assert all(problem.startswith("sources.yaml:") for problem in found)


DOUBTS = {
    "the address of another outlet": (
        ("https://t.me/s/kanal", "https://www.visti.example/feed?utm_source=x"),
        "sources.yaml:10: outlets.1.sources.0.url: https://www.visti.example/feed?utm_source=x is the address of a source"
        " of the outlet 'visti' too (https://visti.example/feed); every item of it is counted for both",
    ),
    "an address twice in one outlet": (
        ('feed"}]', 'feed"}, {kind: feed, url: "https://visti.example/feed"}]'),
        "sources.yaml:9: outlets.0.sources.1.url: https://visti.example/feed is the address of a source of this outlet"
        " too; it is visited twice",
    ),
    "a channel by both of its addresses": (
        ("every: 15m", "every: 15m}, {kind: telegram, url: 'https://t.me/kanal'"),
        "sources.yaml:10: outlets.1.sources.1.url: https://t.me/kanal is the address of a source of this outlet too"
        " (https://t.me/s/kanal); it is visited twice",
    ),
    "an official whose days run backwards": (
        ("from: 2020-12-01", "from: 2025-01-01, until: 2020-01-01"),
        "sources.yaml:6: institution.officials.0.until: 2020-01-01 is before `from` (2025-01-01), so this is never in force",
    ),
    "the place's own adjective to leave out": (
        ("region: Чернігівська область}", "region: Чернігівська область, not: [вулиця Вербосільська, Вербосільський]}"),
        "sources.yaml:2: place.not.1: 'Вербосільський' alone is the place's own name or adjective and would take half of"
        " its news with it, so it leaves nothing out (a surname is known by the words beside it); write the whole name of"
        " the person or street that is not the place, e.g. `Іван Вербосільський`, `вулиця Вербосільська`",
    ),
    "a region that is none": (
        ("Чернігівська область", "Марсіанська область"),
        "sources.yaml:2: place.region: no region of Ukraine is called 'Марсіанська область', so the place is not told"
        " from its namesakes by it",
    ),
    "a region by its other name": (
        ("Чернігівська область", "Чернігівщина"),
        "sources.yaml:2: place.region: no region of Ukraine is called 'Чернігівщина', so the place is not told from its"
        " namesakes by it; did you mean 'Чернігівська область'?",
    ),
    "an alias whose days run backwards": (
        ("aliases: [прес-центр]", "aliases: [{name: прес-центр, from: 2024-01-01, until: 2023-12-31}]"),
        "sources.yaml:5: institution.department.0.aliases.0.until: 2023-12-31 is before `from` (2024-01-01),"
        " so this is never in force",
    ),
}


@pytest.mark.parametrize("case", DOUBTS.values(), ids=DOUBTS)
def test_what_is_most_likely_a_slip_is_told_and_refused_by_nobody(
    tmp_path: Path, case: tuple[tuple[str, str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    (old, new), told = case
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    assert [doubt.replace(f"{tmp_path}/", "") for doubt in load(path).doubts] == [told]
    assert main(["--config", str(path), "--state", str(tmp_path / "var"), "check"]) == 0
    assert told in capsys.readouterr().err


def test_two_lists_of_one_site_are_no_slip(tmp_path: Path) -> None:
    two = """feed"}, {kind: feed, url: "https://visti.example/feed?cat=2"}]"""
    assert load(write(tmp_path, GOOD.replace('feed"}]', two, 1))).doubts == ()


@pytest.mark.parametrize("name", ["Львівська область", "івано-франківська", "м. Київ", "Автономна Республіка Крим"])
def test_every_region_by_law_is_one(tmp_path: Path, name: str) -> None:
    assert load(write(tmp_path, GOOD.replace("Чернігівська область", name))).doubts == ()


ADDRESSES = ["rada.gov.ua", "https://rada.gov.ua/", "WWW.Rada.GOV.ua", "рада.укр", "xn--80aaxitdbjk.xn--j1amh", "rada.example/old",
             "facebook.com/rada", "https://t.me/s/rada", "facebook.com/profile.php?id=1"]  # fmt: skip


@pytest.mark.parametrize("key", ["sites", "pages"])
def test_an_own_address_with_or_without_scheme(tmp_path: Path, key: str) -> None:
    listed = "[" + ", ".join(f"'{one}'" for one in ADDRESSES) + ", {name: rada.example, until: 2020-01-01}]"
    found = load(write(tmp_path, GOOD.replace("sites: [rada.example]", f"{key}: {listed}"))).institution
    assert [one.name for one in (found.sites or found.pages)] == [*ADDRESSES, "rada.example"]


def test_an_outlet_may_be_called_by_a_number(tmp_path: Path) -> None:
    assert load(write(tmp_path, GOOD.replace("name: Канал", "name: 1+1"))).outlets[1].name == "1+1"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("kind: feed", "kind: x").replace("name: Вербосільська", "nam: Вербосільська").replace("08:30", "8")
    )
    assert len(problems(tmp_path, text)) == 4


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ohliad init"):
        load(tmp_path / "none.yaml")


UNREADABLE = {
    "a day that does not exist": (
        GOOD + "holidays: [2026-11-20, 2026-02-30]\n",
        "holidays.1: '2026-02-30' cannot be read: day is out of range for month",
    ),
    "a number that is none": (GOOD + "fetch:\n  pace: !!float five\n", "fetch.pace: 'five' cannot be read"),
    "a tag of another program": (GOOD + "signatory: !secret x\n", "signatory: the tag !secret means nothing here"),
    "a tag that would call": (
        GOOD + "holidays: !!python/object/apply:os.system [x]\n",
        "holidays: the tag !!python/object/apply:os.system means nothing here",
    ),
    "a list that is a mapping": (GOOD + "holidays: !!seq {a: b}\n", "holidays: expected a sequence node"),
    "a control character": (GOOD + "holidays: \0\n", "not valid YAML: special characters are not allowed"),
    "letters of another charset": (
        GOOD.encode() + "signatory: Яр\n".encode("cp1251"),
        "cannot be read as UTF-8 text; save the file as UTF-8",
    ),
}


@pytest.mark.parametrize(("content", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, content: str | bytes, told: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigError) as caught:
        load(path)
    (problem,) = caught.value.problems
    last = GOOD.count("\n") + (2 if "pace" in told else 1)
    assert problem.startswith(f"{path}:{last}: {told}")


def aliases(levels: int, times: int) -> str:
    made = ["a0: &a0 [" + ", ".join(["x"] * times) + "]"]
    made += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * times) + "]" for n in range(1, levels)]
    return "\n".join(made) + "\n"


def test_aliases_of_aliases_are_refused_at_once(tmp_path: Path) -> None:
    """Ten levels of ten would unfold to ten thousand million values: a test that runs for hours where they do."""
    found = problems(tmp_path, GOOD + aliases(10, 10))
    assert found == [f"sources.yaml:{GOOD.count(chr(10)) + 5}: a4: the aliases (*) unfold to more than 100,000 values"]


def test_a_recipe_shared_by_many_outlets_is_no_blow_up(tmp_path: Path) -> None:
    recipe = (
        "outlets:\n  - {id: o0, name: О, recipe: &r {title: h1, text: .t, date: .d, author: .a, remove: [.x, .y]}}\n"
    )
    many = "".join(f"  - {{id: o{n}, name: О{n}, recipe: *r}}\n" for n in range(1, 500))
    place = "place: {name: Яр, region: Львівська область}\ninstitution: {name: Ярська рада}\n"
    assert len(load(write(tmp_path, place + recipe + many)).outlets) == 500


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_bytes(b"\xff\xfe\x00place")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(path)

"""The demo against its own truth list: every item once, with its date; quality of the labels; what the brief says."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from monitor.config import load as load_config
from monitor.demo import EXPECTED_SILENT, Morning, play, rehearse
from monitor.demo import city as cities
from monitor.demo.city import DAYS, KYIV, REDESIGN, City, Piece, Published
from monitor.demo.pages import path, plain
from monitor.demo.server import Web, find, serve
from monitor.demo.site import address, site
from monitor.errors import ConfigError
from monitor.language import settlements
from monitor.model import CITATION, RELEVANCE, TOPICS, Clip
from monitor.store import Store
from monitor.urls import canonical

# Measured: relevance 0.61 (by counting of names, before the trained model), topic 0.82, citation 0.97, release 0.95. The
# floors stand a little below, to notice a fall; raise them when the figures rise.
FLOORS = {"relevance": 0.58, "topic": 0.78, "citation": 0.93, "release": 0.92}
# Precision and recall of pairs. Measured 0.88 and 0.85: the truth list's stories run over days (the bridge, the budget), and
# only clips found to be about the place are grouped.
STORIES = (0.82, 0.75)
BEFORE = REDESIGN - timedelta(hours=1)
# Every item has its minute on its page or in its source; measured 1.0.
DATES_RIGHT = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    city: City
    mornings: list[Morning]
    clips: list[Clip]
    bases: dict[str, str]

    def outlet(self, piece: Piece) -> Published:
        return next(item for item in self.city.outlets if item.id == piece.outlet)

    def piece(self, name: str) -> Piece:
        return next(piece for piece in self.city.pieces if piece.id == name)

    def found(self, piece: Piece) -> list[Clip]:
        if piece in self.city.clipped:
            return [clip for clip in self.clips if clip.article.title == piece.title]
        outlet = self.outlet(piece)
        url = canonical(address(outlet, piece, self.bases[outlet.id]))
        return [clip for clip in self.clips if canonical(clip.article.url) == url]

    def pairs(self) -> Iterator[tuple[Piece, Clip]]:
        for piece in (*self.city.pieces, *self.city.clipped):
            yield from ((piece, clip) for clip in self.found(piece)[:1])

    def judged(self) -> Iterator[tuple[Piece, Clip]]:
        """Clips only: the council's own releases are not judged."""
        return ((piece, clip) for piece, clip in self.pairs() if not clip.outlet.official)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("demo")
    mornings = rehearse(folder)
    config = load_config(folder / "sources.yaml")
    store = Store.open(folder / "state" / "ohliad.sqlite", config.place.id)
    clips = store.clips(relevance=None)
    store.close()
    bases = {outlet.id: (outlet.home or "").rstrip("/") for outlet in config.outlets}
    return Played(city=cities.load(), mornings=mornings, clips=clips, bases=bases)


def _text(morning: Morning) -> str:
    (found,) = [file for file in morning.files if file.suffix == ".txt"]
    return found.read_text(encoding="utf-8")


def _counted(morning: Morning) -> str:
    """The brief without what waits for a decision: that is named below, each day anew."""
    return _text(morning).partition("ЧЕКАЮТЬ НА РІШЕННЯ")[0]


# --- the truth list itself ----------------------------------------------------------------------------------------


def test_the_city_is_invented() -> None:
    names = ("Тихоріченськ", "Калинолуг", "Гречаний Кут", "Журавлиний Лан", "Вовчий Брід")
    others = ("Остролуцьк", "Чаплинець", "Надвербськ")
    assert [name for name in (*names, *others) if settlements(name)] == []


def test_the_truth_list_is_sound_and_covers_the_codebook() -> None:
    city = cities.load()
    pieces = (*city.pieces, *city.clipped)
    ids = [piece.id for piece in pieces]
    assert len(ids) == len(set(ids))
    releases = {piece.id for piece in city.pieces if piece.outlet == "rada"}
    for piece in pieces:
        gold = piece.gold
        assert gold.relevance in RELEVANCE
        assert gold.topic in TOPICS
        assert gold.citation in CITATION
        assert gold.release is None or gold.release in releases
        assert piece.paragraphs
    about = [piece for piece in pieces if piece.gold.relevance == "about" and piece.outlet != "rada"]
    assert {piece.gold.topic for piece in about} == set(TOPICS)
    assert {piece.gold.citation for piece in about} == set(CITATION)
    assert {piece.gold.relevance for piece in pieces} == set(RELEVANCE)
    assert {piece.language for piece in pieces} == {"uk", "ru"}
    assert len(pieces) >= 120


def test_the_same_instant_gives_the_same_site() -> None:
    city = cities.load()
    now = max(piece.at for piece in city.pieces)
    for outlet in city.outlets:
        base = "http://127.0.0.1:1"
        assert site(city, outlet, now, base) == site(city, outlet, now, base)


def test_the_servers_answer_tracking_addresses_and_know_what_is_not_there() -> None:
    city = cities.load()
    outlet = next(item for item in city.outlets if item.id == "bereg")
    now = max(piece.at for piece in city.pieces)
    pages = site(city, outlet, now, "http://127.0.0.1:1")
    assert find(pages, "/news/bereg-3/?utm_source=rss").status == 200
    assert "Мошенники".encode("koi8-u") in find(pages, "/news/bereg-3/").body
    assert find(pages, "/news/none/").status == 404


# --- what a run makes of it ---------------------------------------------------------------------------------------


def test_nothing_fails_but_the_dead_and_the_blocked(played: Played) -> None:
    for morning in played.mornings:
        assert morning.unexpected == ()
        silent = {line.source for line in morning.report.sources if line.state in ("broken", "blocked")}
        assert silent == EXPECTED_SILENT


def test_every_item_is_collected_once(played: Played) -> None:
    pieces = (*played.city.pieces, *played.city.clipped)
    counts = {piece.id: len(played.found(piece)) for piece in pieces}
    assert {name: number for name, number in counts.items() if number != 1} == {}
    known = {clip.article.id for piece in pieces for clip in played.found(piece)}
    twins = {"/ru" + path(played.outlet(piece), piece) for piece in played.city.pieces if piece.twin}
    others = {urlsplit(clip.article.url).path for clip in played.clips if clip.article.id not in known}
    assert others == twins, "nothing that is no item became one; the Russian twin is an address of its own"


def test_dates_are_right(played: Played) -> None:
    wrong = {}
    total = 0
    for piece, clip in played.pairs():
        moment = clip.article.published
        if piece.gold.day is not None:
            assert clip.article.quarantine or (moment and moment.at.astimezone(KYIV).date() == piece.gold.day)
            continue
        total += 1
        if moment is None or abs(moment.at - piece.at) >= timedelta(minutes=1):
            wrong[piece.id] = moment
    assert 1 - len(wrong) / total >= DATES_RIGHT, wrong


def test_texts_hold_the_item_and_nothing_of_the_page_around_it(played: Played) -> None:
    for piece, clip in played.pairs():
        text = clip.article.text
        for foreign in (
            "Підписуйтесь",
            "Передплатний",
            "Просмотров",
            "Останні новини",
            "Последние новости",
            "Поділитися",
        ):
            assert foreign not in text, piece.id
        first = plain(piece.paragraphs[0])[:40]
        assert first in text.replace("\n", " ") or piece.outlet == "live", piece.id


def test_labels_reach_their_floors(played: Played) -> None:
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    misses: list[str] = []

    def score(name: str, piece: Piece, got: str | None, want: str | None) -> None:
        totals[name] += 1
        hits[name] += got == want
        if got != want:
            misses.append(f"{name} {piece.id}: {got}, not {want}")

    for piece, clip in played.judged():
        score("relevance", piece, clip.relevance, piece.gold.relevance)
        if piece.gold.relevance == "about":
            score("topic", piece, clip.topic, piece.gold.topic)
            score("citation", piece, clip.citation, piece.gold.citation)
            score("release", piece, "yes" if clip.release else "no", "yes" if piece.gold.release else "no")
    figures = {name: round(hits[name] / totals[name], 3) for name in totals}
    print(figures, dict(totals), *misses, sep="\n")
    assert {name: figure for name, figure in figures.items() if figure < FLOORS[name]} == {}


def test_stories_hold_together(played: Played) -> None:
    """Pairs of clips about one event that stand in one story, of those the truth list puts there, and the reverse."""
    found = [
        (piece.gold.story or piece.id, clip.story or clip.article.id)
        for piece, clip in played.judged()
        if piece.gold.relevance == "about"
    ]
    pairs = [(one[0] == two[0], one[1] == two[1]) for one, two in combinations(found, 2)]
    both = pairs.count((True, True))
    recall = both / sum(gold for gold, _ in pairs)
    precision = both / max(1, sum(got for _, got in pairs))
    print(f"stories: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= STORIES[0]
    assert recall >= STORIES[1]


@pytest.fixture
def web() -> Iterator[Web]:
    with serve(cities.load(), datetime(2026, 11, 15, 12, tzinfo=KYIV)) as running:
        yield running


def test_the_servers_know_conditional_requests_and_the_hour(web: Web) -> None:
    url = web.bases["visti"] + "/rss.xml"
    with urlopen(url) as answer:
        tag, body = answer.headers["ETag"], answer.read()
        assert answer.headers["Last-Modified"].endswith("GMT")
    assert "На складі тари".encode("cp1251") in body
    assert "Тихоріченськ попрощався".encode("cp1251") not in body, "the farewell is two days ahead"
    with pytest.raises(HTTPError) as unchanged:
        urlopen(Request(url, headers={"If-None-Match": tag}))
    assert unchanged.value.code == 304
    unchanged.value.close()
    web.now += timedelta(days=3)
    with urlopen(Request(url, headers={"If-None-Match": tag})) as answer:
        assert "Тихоріченськ попрощався".encode("cp1251") in answer.read()


def test_one_server_is_dead_and_one_is_guarded(web: Web) -> None:
    with pytest.raises(URLError):
        urlopen(web.bases["dzvin"] + "/feed/", timeout=5)
    with pytest.raises(HTTPError) as guarded:
        urlopen(web.bases["forpost"] + "/rss/", timeout=5)
    assert guarded.value.code == 403
    guarded.value.close()


def test_the_listing_site_is_redesigned_in_the_middle() -> None:
    city = cities.load()
    outlet = next(item for item in city.outlets if item.source == "listing")
    old, new = (site(city, outlet, at, "http://127.0.0.1:1")[outlet.entry].body for at in (BEFORE, REDESIGN))
    assert b"news-item" in old
    assert b"news-item" not in new
    assert b"tile__link" in new


@pytest.mark.parametrize("name", ["ratusha-10", "live-2407", "live-2408"])
def test_an_edited_item_stays_one_and_gains_its_words(played: Played, name: str) -> None:
    piece = played.piece(name)
    (clip,) = played.found(piece)
    assert plain(piece.addition[-1])[:40] in clip.article.text


def test_a_re_dated_page_enters_no_brief(played: Played) -> None:
    (piece,) = [piece for piece in played.city.pieces if piece.gold.day]
    address_ = path(played.outlet(piece), piece)
    assert not [morning.day for morning in played.mornings if address_ in _counted(morning)]


def test_a_deleted_post_stays_in_the_archive(played: Played) -> None:
    piece = next(item for item in played.city.pieces if item.gone)
    assert len(played.found(piece)) == 1


def test_every_brief_names_the_silent_and_carries_news(played: Played) -> None:
    assert [morning.day for morning in played.mornings] == list(DAYS)
    assert [morning.number for morning in played.mornings] == list(range(1, len(DAYS) + 1))
    for morning in played.mornings:
        words = " ".join(_text(morning).split())
        assert "Відповіли 9 з 11 джерел" in words
        assert "Дзвін, Форпост-Інфо" in words
        assert morning.items >= 1


def test_no_clip_stands_in_two_briefs(played: Played) -> None:
    used: Counter[str] = Counter()
    for morning in played.mornings:
        used.update(line.strip() for line in _counted(morning).splitlines() if "http" in line)
    assert {line: number for line, number in used.items() if number > 1} == {}


@pytest.mark.sqlite  # a second demo throws the file of the first away
def test_play_speaks_to_machines_and_says_whether_all_went_as_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(tmp_path, as_json=True, days=DAYS[:1]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [Path(name).is_file() for issue in told["issues"] for name in issue["files"]] == [True, True]
    assert play(tmp_path, as_json=False, days=DAYS[:1]) == 0, "a second demo starts anew"
    shown = capsys.readouterr().out
    assert "brief no. 1" in shown
    assert "forpost-feed" in shown


@pytest.mark.parametrize("there", ["sources.yaml", "state/ohliad.sqlite", "notes.txt"])
def test_the_demo_leaves_another_folder_alone(tmp_path: Path, there: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("the owner's own", encoding="utf-8")
    with pytest.raises(ConfigError, match="a folder of its own"):
        rehearse(tmp_path, days=DAYS[:1])
    assert path.read_text(encoding="utf-8") == "the owner's own"


def test_the_demo_leaves_the_installations_database_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "real.sqlite"
    monkeypatch.setenv("OHLIAD_DATABASE", f"sqlite:///{other}")
    rehearse(tmp_path / "demo", days=DAYS[:1])
    assert not other.exists()
    assert os.environ["OHLIAD_DATABASE"] == f"sqlite:///{other}"

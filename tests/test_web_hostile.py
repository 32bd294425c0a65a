"""Whatever an outlet, a file or a colleague writes is text on the page: inert after a first and a second parse."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from monitor.archive import Record
from monitor.model import Attribution, Event, Flag, Link, Outlet, Page, Verdict
from monitor.review import decision
from monitor.store import SourceState, Visit
from monitor.web import highlight, wording
from tests.hostile import PAYLOADS, URLS
from tests.web_office import NOW, Rig, article, put_story, rig, verdicts

TAGS = frozenset(
    "html head meta title link script body a header p nav ul ol li div span form input button main h1 h2 h3 section dl"
    " dt dd table caption thead tbody tr th td time footer label select option textarea details summary article mark"
    " abbr strong br q ins del code dialog kbd fieldset legend".split()
)
OWN_SCRIPTS = ("/static/keys.js",)
PATHS = ("/", "/items", "/items/x", "/items/x/copy", "/items?q=", "/items/x?list=")


def judge(text: str) -> None:
    """Our own tags, no handler, no foreign file, only http(s) or our own links; by two parsers, twice over."""
    for parser in ("html.parser", "lxml"):
        once = BeautifulSoup(text, parser)
        judge_tree(once)
        judge_tree(BeautifulSoup(str(once), parser))
    document = html.document_fromstring(text.encode("utf-8", "replace"))
    assert not document.xpath("//@*[starts-with(name(), 'on')]")


def judge_tree(tree: BeautifulSoup) -> None:
    for tag in tree.find_all(True):
        assert tag.name in TAGS, tag.name
        for name, value in tag.attrs.items():
            judge_attribute(tag, name.lower(), " ".join(value) if isinstance(value, list) else str(value))


def judge_attribute(tag: Tag, name: str, value: str) -> None:
    assert not name.startswith("on"), (tag.name, name)
    assert name not in ("style", "srcdoc", "formaction", "background", "poster", "data", "http-equiv", "ping"), name
    if name == "href":
        parts = urlsplit(value)
        ours = value.startswith(("/", "#")) and not value.startswith("//")
        assert ours or (parts.scheme in ("http", "https") and parts.hostname), value
        if not ours:
            assert "noopener" in tag["rel"]
    if name == "src":
        assert value in OWN_SCRIPTS, value
    if name == "action":
        assert value.startswith("/") and not value.startswith("//"), value  # noqa: PT018


def spoil(house: Rig, payload: str, url: str) -> None:
    """The payload wherever somebody else's words may stand."""
    office = house.office
    clean = payload.encode("utf-8", "replace").decode()
    office.store.save_outlets([Outlet(id="visti", name=clean or "x", home=url)])
    kept = office.archive.add(
        Record(
            page=Page(
                url=url, final_url=url, status=200, content_type=f"text/html; {payload[:50]!a}",
                content=payload.encode("utf-8", "replace"), fetched=NOW,
            ),
            place=office.store.place,
            role="import",
        )
    )  # fmt: skip
    item = article(
        "x",
        url=url,
        title=clean,
        paragraphs=(clean, f"Вербосіллі {clean}"),
        byline=clean,
        links=(Link(url=url, text=clean),),
        quarantine=clean,
    )
    office.store.save_imports(kept, [(item, office.store.outlets()["visti"])], [])
    made = verdicts(item, evidence=(clean, "Вербосіллі"))
    dirty = Verdict(classifier="topic", version=clean[:60], label="culture", score=0.5, reason=clean, evidence=(clean,))
    made = type(made)(
        article="x",
        language="uk",
        relevance=made.relevance,
        topic=dirty,
        secondary=(),
        citation=made.citation,
        tone=made.tone,
        attributions=(Attribution(who=clean, form="body", kind="other", span=clean),),
        event=Event(date=None, until=None, kind=clean, place=clean, organisers=(clean,), subject=clean),
        flags=(Flag(classifier="tone", code="x", text=clean),),
    )
    stored = office.store.article("x")
    assert stored is not None
    changed = article("x", url=url, title=clean, paragraphs=("Інший текст.",))
    office.store.save_articles([(changed, "x", stored.page, False, (f"- {clean}", f"+ {clean}"))])
    office.store.save_articles([(item, "x", stored.page, False, ())])
    office.store.save_verdicts([(made, 3, "слова")], "fake-1")
    put_story(house, "x", ("x", "original", None))
    decision.decide(
        office.store, ["x"], "relevance", "about", by=clean or "x", at=NOW, why=clean, origin=clean, seen=None
    )
    state = SourceState(id="visti-1", visited=NOW, failures=1, state="broken", reason=clean)
    office.store.save_visit(Visit(source=state, at=NOW, state="broken", reason=clean, notes=(clean,)))


CASES = [(payload, URLS[number % len(URLS)]) for number, payload in enumerate(PAYLOADS)]


@pytest.mark.parametrize(
    "number", [n if n % 8 == 0 else pytest.param(n, marks=pytest.mark.torture) for n in range(len(CASES))]
)
def test_a_payload_is_text(tmp_path: Path, number: int) -> None:
    payload, url = CASES[number]
    house = rig(tmp_path)
    spoil(house, payload, url if url and "\r" not in url else "https://good.example/")
    client = house.client()
    for path in PATHS:
        address = path + payload[:200].encode("utf-8", "replace").hex() if path.endswith("=") else path
        answer = client.get(address)
        assert answer.status_code == 200, address
        judge(answer.text)
        assert "unsafe-inline" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["q", "done", "list", "since"])
def test_a_payload_in_the_address_is_text(tmp_path: Path, name: str) -> None:
    house = rig(tmp_path)
    spoil(house, "x", "https://good.example/")
    client = house.client()
    for payload in PAYLOADS[::9]:
        text = payload[:300].encode("utf-8", "replace").decode()
        for path in ("/items", "/items/x"):
            answer = client.get(path, params={name: text})
            assert answer.status_code == 200, (path, payload[:80])
            judge(answer.text)


@pytest.mark.parametrize("url", URLS)
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    found = wording.outward(url)
    if found is not None:
        parts = urlsplit(found)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert not set(found) & set('"\\ \t\r\n\u202e')


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    line=st.text(alphabet="аб <>&\"'/і", max_size=60),
    spans=st.lists(
        st.tuples(st.sampled_from(["relevance", "tone"]), st.text(alphabet="аб <>&і", max_size=6)), max_size=5
    ),
)
def test_marked_pieces_join_to_the_line_again(line: str, spans: list[tuple[str, str]]) -> None:
    cleaned = highlight.spans((who, (span,)) for who, span in spans)
    found = highlight.pieces(line, cleaned)
    assert "".join(piece.text for piece in found) == line
    for who, span in cleaned:
        if span in line:
            assert any(who in piece.by for piece in found)
    assert all(piece.text for piece in found)
    assert all(first.by != second.by for first, second in pairwise(found))


def test_marking_a_hostile_line_takes_no_time() -> None:
    import time

    line = "а" * 100_000
    spans = tuple(("tone", "а" * size) for size in range(2, 200))
    start = time.process_time()
    highlight.pieces(line, spans)
    assert time.process_time() - start < 5

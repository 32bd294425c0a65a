"""The daily brief as mail, page and text: complete, small, self-contained, the same bytes for the same day."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from digests import wording
from digests.definition import Definition, Format
from digests.model import Digest, Imprint, Window
from digests.narrow import narrow
from digests.render import email, formats, html, page, text
from monitor.errors import RenderError
from tests import brief_samples as b
from tests.brief_samples import END, clip, digest


def big_day(number: int = 400) -> Digest:
    words = "Депутати обговорили ремонт мосту через річку Ріпу та строки його завершення. " * 4
    topics = ("authority", "utilities", "transport", "culture", "sport")
    definition = replace(b.DEFINITIONS["daily"], limits=replace(b.DEFINITIONS["daily"].limits, items=1000, section=500))
    clips = [
        clip(
            f"n{i:03}",
            f"Новина номер {i} про життя міста",
            words,
            topic=topics[i % 5],
            at=END - timedelta(minutes=i + 1),
        )
        for i in range(number)
    ]
    return digest(clips, definition)


def visible(source: str) -> str:
    return re.sub(r"\s+", " ", BeautifulSoup(source, "lxml").get_text(" "))


def test_the_mail_says_everything_the_office_asked_for() -> None:
    made = digest(b.rich_day())
    words = visible(email.compose(made, Imprint(number=214)).html)
    for expected in (
        "Терногайська міська рада · № 214 за 2026 рік",
        "Щоденний огляд публікацій про місто Терногай",
        "Неділя, 22 листопада 2026 року. Період: з 08:30 21 листопада до 08:30 22 листопада 2026 року.",
        "9 матеріалів · 5 подій · 5 видань · 2 прямі посилання",
        "1 матеріал потребує перевірки – позначено в тексті, до підрахунків входить.",
        "Економіка та бюджет · 4",
        "Депутати затвердили бюджет громади: на що підуть гроші",
        "Терногайський вісник · 21 листопада, 16:40",
        "пряме посилання: відділ",
        "використано наше повідомлення (86 %), із посиланням",
        "Терногайська міська рада затвердила бюджет громади на наступний рік.",
        "Той самий текст: Бюджет Терногая ухвалили (Новини над Ріпою, 21 листопада, 18:40)",
        "Про це також: Скільки Терногай витратить на дороги: розбір",
        "критична тональність",
        "потребує перевірки",
        "Ще 1 матеріал чекає на рішення і до підрахунків не входить.",
        "Місто в тексті не назване: невідомо, чи це про нього.",
        "Відповіли 10 з 12 джерел; мовчать: Голос Дубрави, Район.Інфо.",
    ):
        assert expected in words, expected


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Ще 1 матеріал чекає на рішення і до підрахунків не входить."),
        (2, "Ще 2 матеріали чекають на рішення і до підрахунків не входять."),
        (11, "Ще 11 матеріалів чекають на рішення і до підрахунків не входять."),
        (21, "Ще 21 матеріал чекає на рішення і до підрахунків не входить."),
    ],
)
def test_both_verbs_agree_with_what_waits(number: int, said: str) -> None:
    made = digest(b.rich_day())
    assert wording.waiting(replace(made, pending=made.pending[:1] * number)) == said


@pytest.mark.parametrize("render", [lambda made: text.plain(made, made.sections), lambda made: html.whole(made)])
def test_every_clip_has_its_link_outlet_and_time(render: Callable[[Digest], str]) -> None:
    made = digest(b.rich_day())
    words = render(made)
    for line in made.lines:
        assert line.url in words
        assert line.outlet_name in words
        assert wording.when(line, made.window) in words.replace("\n   ", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("У Терногаї згоріла дача на Млиновій", True),
        ("НА ВУЛИЦІ СОБОРНІЙ ЗГОРІВ ГАРАЖ!", False),
        ("На вулиці Соборній згорів гараж.", False),
        ("", False),  # an untitled post: its first sentence stands in the quotation
    ],
)
def test_a_copy_under_another_headline_says_which(title: str, printed: bool) -> None:
    fire = "Вогонь знищив гараж на площі 40 кв. метрів. Пожежу ліквідували о 15:05. Постраждалих немає."
    first = clip("a", "На вулиці Соборній згорів гараж", fire, story="a", relation="original")
    copy = clip("c", title, fire, outlet="rika", story="a", relation="reprint", of="a", at=END - timedelta(hours=1))
    made = digest([first, copy])
    (item,) = [item for section in made.sections for item in section.items]
    (line,) = item.same
    assert wording.retitled(item, line) is printed
    for words in (text.plain(made, made.sections), visible(html.whole(made)), visible(email.compose(made).html)):
        _, _, told = words.partition("Той самий текст: ")
        assert (line.headline in " ".join(told.split())) is printed


def test_subject_and_preheader() -> None:
    mail = email.compose(digest(b.rich_day()))
    assert mail.subject == (
        "Огляд преси: Терногай, 22.11.2026 – Депутати затвердили бюджет громади: на що підуть гроші"
    )
    assert mail.preheader.startswith("9 матеріалів · 5 подій · 5 видань · 2 прямі посилання. Відповіли 10 з 12 джерел")
    assert BeautifulSoup(mail.html, "lxml").body.find("div").text == mail.preheader  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("product", "window", "subject"),
    [
        ("daily", b.day_window(), "Огляд преси: Терногай, 22.11.2026"),
        ("daily", b.day_window(start=b.END - timedelta(days=3)), "Огляд преси: Терногай, 22.11.2026"),
        ("situation-daily", b.day_window(), "Довідка: Терногай, 22.11.2026"),
        ("situation-weekly", b.week_window(), "Тижнева довідка: Терногай, 16.11–22.11.2026"),
        ("thematic", b.week_window(), "Тематичний огляд: Терногай, 16.11–22.11.2026"),
        (
            replace(b.DEFINITIONS["daily"], name="schools", kind="schools", title="Школи: {place}"),
            b.day_window(),
            "Школи: Терногай, 22.11.2026",
        ),
        (
            replace(b.DEFINITIONS["daily"], name="morning", kind="morning", title="Ранковий огляд за {date}"),
            b.day_window(),
            "Ранковий огляд за 22 листопада 2026 року",
        ),
    ],
)
def test_no_two_products_of_one_day_have_one_subject(product: str | Definition, window: Window, subject: str) -> None:
    made = digest(b.rich_day(), product, window=window)
    assert wording.short_title(made) == subject
    assert email.compose(made).subject.startswith(f"{subject} – ")
    assert f"<title>{subject}</title>" in html.whole(made)


def test_a_day_without_news_says_so_everywhere() -> None:
    made = digest([], silent=0)
    mail = email.compose(made)
    assert mail.subject == "Огляд преси: Терногай, 22.11.2026 – публікацій немає"
    for words in (visible(mail.html), mail.text, visible(html.whole(made))):
        assert "За цей день публікацій про місто Терногай не виявлено." in words
        assert "Відповіли всі 12 джерел." in words


def test_a_day_when_nobody_answered_says_so_in_subject_and_first_line() -> None:
    made = digest([], silent=12)
    mail = email.compose(made)
    assert mail.subject == "Огляд преси: Терногай, 22.11.2026 – жодне з 12 джерел не відповіло"
    for words in (visible(mail.html), mail.text, visible(html.whole(made))):
        told = " ".join(words.split())
        assert (
            "Жодне з 12 джерел не відповіло, тож чи були за цей день публікації про місто Терногай, невідомо." in told
        )
        assert "не виявлено" not in told


def test_a_day_when_most_are_silent_warns_above_the_news() -> None:
    made = digest([clip("a")], silent=7)
    for words in (visible(email.compose(made).html), email.compose(made).text, visible(html.whole(made))):
        told = " ".join(words.split())
        warned = "Увага, огляд неповний: немає відповіді від 7 з 12 джерел."
        assert told.index(warned) < told.rindex(made.items[0].lead.headline)


def test_a_big_day_stays_below_100_kb_and_nothing_is_cut_silently() -> None:
    made = big_day()
    mail = email.compose(made)
    assert len(mail.html.encode()) < 100_000
    shown = mail.html.count("Новина номер")
    more = [int(found) for found in re.findall(r"Ще (\d+) под", mail.html)]
    assert 0 < shown < 400
    assert shown + sum(more) == 400 + mail.html.count("<title>")  # the subject names the top story once more
    (full,) = mail.attachments
    assert full.filename == "daily-2026-11-22-full.html"
    assert full.filename in mail.html
    assert all(line.url in full.content.decode() for line in made.lines)
    assert len(mail.html.encode()) > 60_000  # as much as fits, not a bare list


def test_a_link_stands_for_the_attachment_words_where_there_is_a_page() -> None:
    mail = email.compose(big_day(200), Imprint(public_url="https://rada.example/issues/1"))
    assert "https://rada.example/issues/1" in mail.html
    assert "(у вкладенні)" not in mail.html


def test_nothing_is_loaded_from_outside() -> None:
    for source in (email.compose(digest(b.rich_day())).html, html.whole(digest(b.rich_day()))):
        tree = BeautifulSoup(source, "lxml")
        assert not tree.find_all(["img", "link", "script", "iframe", "object"])
        assert "url(" not in source
        assert "@import" not in source


def test_phone_and_outlook_get_what_they_need() -> None:
    source = email.compose(digest(b.rich_day())).html
    tree = BeautifulSoup(source, "lxml")
    assert tree.find("meta", attrs={"name": "viewport"})
    assert tree.find("meta", attrs={"name": "color-scheme", "content": "light dark"})
    assert "prefers-color-scheme: dark" in source
    assert "<!--[if mso]>" in source
    assert all(table.get("role") == "presentation" for table in tree.find_all("table"))
    for cell in tree.find_all("td")[1:]:
        assert "font-family" in str(cell.get("style")), cell
    assert all("color" in str(link.get("style")) for link in tree.find_all("a"))
    assert "flex" not in source
    assert tree.html["lang"] == "uk"  # type: ignore[index]


def test_the_same_day_gives_the_same_bytes() -> None:
    clips = b.rich_day()
    once = email.render(digest(clips)), html.render(digest(clips)), text.render(digest(clips))
    again = email.render(digest(clips[::-1])), html.render(digest(clips[::-1])), text.render(digest(clips[::-1]))
    assert once == again
    assert [document.filename for document in once[0]] == ["daily-2026-11-22.html", "daily-2026-11-22.txt"]


def test_text_lines_are_short_except_addresses() -> None:
    made = digest(b.rich_day())
    for line in text.plain(made, made.sections).splitlines():
        assert len(line) <= 76 or "http" in line


def test_two_languages_of_one_clip_are_two_links_in_one_line() -> None:
    ukrainian = clip("u", story="u", relation="original", url="https://visnyk.example/uk")
    russian = clip("r", story="u", relation="reprint", of="u", language="ru", url="https://visnyk.example/ru")
    source = email.compose(digest([ukrainian, russian])).html
    assert "https://visnyk.example/ru" in source
    assert "російською" in source


def test_a_weekly_page_has_figures_and_charts_with_words() -> None:
    made = digest(b.rich_week(), "thematic", window=b.week_window(), before=digest(b.rich_day()).totals)
    tree = BeautifulSoup(html.whole(made), "lxml")
    assert [str(picture["alt"])[:8] for picture in tree.find_all("img")] == ["Діаграма", "Діаграма"]
    assert "Матеріалів про місто, усього" in tree.get_text()
    policy = tree.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]  # type: ignore[index]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in str(policy)


def test_an_owners_template_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html.j2").write_text("<p>{{ digest.title }}</p>", encoding="utf-8")
    assert html.whole(digest([]), folders=[tmp_path]) == "<p>Щоденний огляд публікацій про місто Терногай</p>"


@pytest.mark.parametrize(
    "template", ["{{ nothing }}", "{% for %}", "{{ digest.__class__.__mro__ }}", "{{ ''.__class__.__subclasses__() }}"]
)
def test_a_broken_or_prying_template_is_told(tmp_path: Path, template: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(RenderError, match=r"page\.html\.j2"):
        html.whole(digest([]), folders=[tmp_path])


def test_our_style_cannot_carry_markup() -> None:
    with pytest.raises(RenderError):
        page.trusted("</style><script>")


def test_a_recipient_may_want_some_topics_only() -> None:
    made = digest(b.rich_day())
    part = narrow(made, {"economy"})
    assert [section.code for section in part.sections] == ["economy"]
    assert part.totals.clips == 4
    assert [item.number for item in part.items] == [1]
    assert narrow(made, ()) == made


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 800])
def test_a_phone_shows_the_mail_without_scrolling_sideways(tmp_path: Path, width: int) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium on this machine")
    source = email.compose(digest(b.rich_day())).html
    probe = "<script>document.title = document.documentElement.scrollWidth + '/' + window.innerWidth</script></body>"
    (tmp_path / "mail.html").write_text(source.replace("</body>", probe), encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    command += [f"--window-size={width},900", "--virtual-time-budget=2000", "--dump-dom", f"{tmp_path}/mail.html"]
    seen = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    content, window = re.findall(r"<title>(\d+)/(\d+)</title>", seen)[0]
    assert int(content) <= int(window)


def test_every_format_has_its_file_and_no_two_share_a_name() -> None:
    made = digest(b.rich_week(), "thematic", window=b.week_window())
    wanted = [name for name in formats.RENDERERS if name != "pdf"]
    names = [document.filename for document in formats.render(made, wanted)]
    assert names == [
        "thematic-2026-11-22.html",
        "thematic-2026-11-22.txt",
        "thematic-2026-11-22-full.html",
        "thematic-2026-11-22-full.txt",
        "thematic-2026-11-22.docx",
        "thematic-2026-11-22-units.csv",
        "thematic-2026-11-22.json",
    ]
    assert set(formats.RENDERERS) == set(get_args(Format))


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(RenderError, match="no format odt"):
        formats.render(digest([]), ["html", "odt"])


@pytest.mark.parametrize("bound", ["№ 47", "ст. 130", "п. 12", "18 грудня", "38 млн", "буд. 14"])
def test_no_line_of_the_text_ends_between_a_number_and_its_word(bound: str) -> None:
    for length in range(30, 72):
        told = f"{'а' * length} {bound} далі, {'слово ' * 9}".strip() + "."
        lines = text.plain(digest([clip("x", "Назва", told)]), digest([clip("x", "Назва", told)]).sections).splitlines()
        assert any(bound in line for line in lines), length
        assert max(map(len, lines)) <= text.WIDTH
        assert not any("\u00a0" in line for line in lines), "copied, it is what was printed"


def test_a_chain_longer_than_a_line_is_broken() -> None:
    chain = " ".join(f"ст. {number} ч. {number} п. {number}" for number in range(1, 20))
    made = digest([clip("x", "Назва", f"{chain}.")])
    assert max(map(len, text.plain(made, made.sections).splitlines())) <= text.WIDTH

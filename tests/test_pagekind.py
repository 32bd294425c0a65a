"""What a document is at first glance, and words out of fragments."""

from __future__ import annotations

import pytest

from monitor import pagekind, plaintext, xmltext

ARTICLE = "<p>" + "Сквер відкрили після ремонту, і діти вже прийшли на гойдалки. " * 10 + "</p>"


@pytest.mark.parametrize(
    ("html", "challenge"),
    [
        ("<title>Just a moment...</title><body>Checking your browser before accessing visti.example</body>", True),
        ("<body><script>window._cf_chl_opt={}</script><noscript>Enable JavaScript and cookies to continue</noscript></body>", True),
        ("<body><h1>Перевірка браузера</h1></body>", True),
        ("<body><div class='g-recaptcha'></div></body>", True),
        ("<body><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>Зачекайте</body>", True),
        (f"<body><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>{ARTICLE}</body>", False),
        (f"<body><div class='g-recaptcha'></div>{ARTICLE}</body>", False),
        (f"<body><p>Just a moment — так звучить назва пісні.</p>{ARTICLE * 3}</body>", False),
        ("<body><p>Сторінки немає</p></body>", False),
        ("", False),
    ],
)  # fmt: skip
def test_challenge_pages(html: str, challenge: bool) -> None:
    assert pagekind.is_challenge(html) is challenge


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><html><body></body></html>", True),
        ("<html xmlns='http://www.w3.org/1999/xhtml'>", True),
        ("<?xml version='1.0'?><rss><channel><description><html></description></channel></rss>", False),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", False),
        ('{"version": ""}', False),
        ("<br><b>Warning</b><rss>", False),
    ],
)
def test_web_pages(text: str, page: bool) -> None:
    assert pagekind.is_html(text) is page


def test_declared_feeds_in_order_with_comments_last() -> None:
    html = (
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed" title="c">'
        '<LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" HREF="atom.xml">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">'
        '<link rel="alternate" hreflang="ru" href="/ru">'
    )
    assert [link.url for link in pagekind.feed_links(html, "https://v.ua/a/")] == [
        "https://v.ua/a/atom.xml",
        "https://v.ua/comments/feed",
    ]


def test_a_fragment_gives_lines_links_and_images() -> None:
    part = plaintext.fragment(
        '<p>Перший<br>рядок &amp; кінець</p><div>Другий <a href="/x">сюди</a><a href="javascript:y">ні</a></div><img src="i.jpg">',
        "https://v.ua/a/",
    )
    assert part.text == "Перший\nрядок & кінець\nДругий сюдині"
    assert [(link.url, link.text) for link in part.links] == [("https://v.ua/x", "сюди")]
    assert part.images == ("https://v.ua/a/i.jpg",)


def test_text_without_markup_is_taken_as_it_stands() -> None:
    assert plaintext.fragment("2 < 3 і 5 > 4", "https://v.ua/").text == "2 < 3 і 5 > 4"
    assert plaintext.title("2 < 3 і 5 > 4", markup=True) == "2 < 3 і 5 > 4"


def test_cdata_and_comments_are_not_mended() -> None:
    text, repairs = xmltext.defuse("<a>x & y<![CDATA[p & q &laquo;]]><!-- r & s --></a>")
    assert text == "<a>x &amp; y<![CDATA[p & q &laquo;]]><!-- r & s --></a>"
    assert repairs == ("ampersands were not escaped",)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("<?xml version='1.0' encoding='x'?><a/>", "<a/>"),
        ("<!DOCTYPE a [<!ENTITY n 'Вісті'><!ENTITY b '<b/>'>]><a>&n;&b;</a>", "<a>Вісті&amp;b;</a>"),
        ("<!DOCTYPE a PUBLIC '-//x' 'http://x/y.dtd'><a>&laquo;&#187;</a>", "<a>&#171;&#187;</a>"),
        ("<!-- <!DOCTYPE a> --><a/>", "<!-- <!DOCTYPE a> --><a/>"),
        ("<a><!DOCTYPE b></a>", "<a><!DOCTYPE b></a>"),
    ],
)
def test_declarations_go_and_names_stay(text: str, result: str) -> None:
    assert xmltext.defuse(text)[0] == result

"""A guard's page is told from a page, on any status, and a page that speaks of guards is not taken for one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch import reason_uk
from monitor.fetch.challenge import challenge
from monitor.model import Page
from tests.hostile_web import Web, fetcher, reply

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
HTML = {"content-type": "text/html; charset=utf-8"}
ARTICLE = "<p>Міська рада повідомила про ремонт дороги біля школи, роботи триватимуть до кінця місяця.</p>" * 30


def shell(title: str, body: str = "", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


# (name, status, headers, page): written after the guards' public documentation and error pages, in short.
GUARDS = [
    ("Cloudflare, by header", 403, {"cf-mitigated": "challenge"}, ""),
    ("Cloudflare, managed", 403, {"server": "cloudflare"}, shell("Just a moment...", "<noscript>Enable JavaScript and cookies "
     "to continue</noscript><script>window._cf_chl_opt={cvId:'3'}</script>")),
    ("Cloudflare, Ukrainian", 403, {}, shell("Зачекайте…", "<script>(function(){window._cf_chl_opt={}})()</script>")),
    ("Cloudflare, Russian title only", 503, {}, shell("Один момент…")),
    ("Cloudflare, on 200", 200, {}, shell("Just a moment...", "<div class='spacer'></div>")),
    ("Cloudflare, old", 503, {}, shell("Site", "<form id='challenge-form' action='/?__cf_chl_f_tk=x'></form>")),
    ("Cloudflare, block", 403, {}, shell("Attention Required! | Cloudflare", "<div id='cf-error-details'>Sorry</div>")),
    ("DDoS-Guard, by header", 403, {"server": "ddos-guard"}, shell("x")),
    ("DDoS-Guard", 403, {}, shell("DDoS-Guard", "<script src='/.well-known/ddos-guard/js-challenge/index.js'></script>")),
    ("DDoS-Guard, on 200", 200, {}, shell("DDOS-GUARD", "<p>Checking your browser before accessing news.example</p>")),
    ("Imperva", 403, {}, "<html><head></head><body><iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful. Incapsula "
     "incident ID: 1-2</iframe></body></html>"),
    ("Imperva, on 200", 200, {}, "<html><head><script src='/_Incapsula_Resource?SWJIYLWA=1'></script></head><body></body></html>"),
    ("Sucuri", 403, {}, shell("Sucuri WebSite Firewall - Access Denied")),
    ("AWS WAF, by header", 202, {"x-amzn-waf-action": "challenge"}, ""),
    ("AWS WAF", 405, {}, shell("Human Verification", "<script>window.gokuProps={}</script>")),
    ("Akamai", 403, {}, shell("Access Denied", "You don't have permission. Reference #18.x https://errors.edgesuite.net/18.x")),
    ("DataDome", 403, {}, "<html><body><script src='https://ct.captcha-delivery.com/c.js'></script></body></html>"),
    ("PerimeterX", 403, {}, shell("Access to this page has been denied", "<div id='px-captcha'></div>")),
    ("Imunify360", 200, {}, shell("One moment, please...", "<script>var wsidchk=1</script>")),
    ("Anubis", 200, {}, shell("Making sure you&#39;re not a bot!", "<script src='/.within.website/x/cmd/anubis/main.mjs'></script>")),
    ("Qrator", 401, {}, "<html><head><script src='/__qrator/qauth.js'></script></head><body></body></html>"),
    ("cookie test of free hosting", 200, {}, "<html><body><script src='/aes.js'></script><script>document.cookie="
     "'__test='+toHex(slowAES.decrypt(c,2,a,b))</script>This site requires Javascript</body></html>"),
    ("Yandex", 200, {}, shell("Ой!", "<form action='/checkcaptcha?key=1'><input type='submit' value='Я не робот'></form>")),
    ("captcha in Ukrainian", 200, {}, shell("Перевірка", "<p>Підтвердьте, що ви не робот</p><div class='g-recaptcha'></div>")),
    ("captcha in Russian", 403, {}, shell("Сайт", "<h1>Вы не робот?</h1>" + "<p>Помогите нам убедиться в этом.</p>" * 40)),
    ("turnstile on 200", 200, {}, shell("Site", "<div class='cf-turnstile'></div>")),
    ("hCaptcha on 429", 429, {}, shell("Слишком много запросов", "<div class='h-captcha'></div>")),
    ("denied, on 403", 403, {}, shell("Доступ ограничен")),
    ("Google", 429, {}, "<html><body>Our systems have detected unusual traffic from your computer network</body></html>"),
]  # fmt: skip

PAGES = [
    ("plain article", 200, HTML, shell("Новини", ARTICLE)),
    ("article behind Cloudflare's script", 200, {**HTML, "server": "cloudflare"},
     shell("Новини", ARTICLE + "<script>var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/"
           "main.js'</script>")),
    ("article with a captcha at its comments", 200, HTML, shell("Новини", ARTICLE + "<div class='g-recaptcha'></div>")),
    ("article about captchas", 200, HTML, shell("Як довести, що ви не робот", ARTICLE + "<p>Кнопка «Я не робот»</p>")),
    ("article about Cloudflare", 200, HTML, shell("Just a moment: як працює Cloudflare", ARTICLE + "_cf_chl_opt")),
    ("title that begins alike", 200, HTML, shell("Зачекайте на автобус: новий розклад", "<p>Коротко.</p>")),
    ("short honest page", 200, HTML, shell("Оголошення", "<p>Засідання перенесено на 15:00.</p>")),
    ("empty page", 200, HTML, ""),
    ("empty list of news", 200, HTML, shell("Новини", "<p>Новин немає</p>")),
    ("feed that quotes a challenge", 200, {"content-type": "application/rss+xml"},
     "<?xml version='1.0'?><rss><channel><title>Just a moment...</title></channel></rss>"),
    ("feed served as html", 200, HTML, "<?xml version='1.0'?><rss><channel><title>Captcha</title></channel></rss>"),
    ("json feed", 200, HTML, '{"title": "Just a moment...", "items": []}'),
    ("plain text", 200, {"content-type": "text/plain"}, "Just a moment... captcha"),
    ("image", 200, {"content-type": "image/png"}, "\x89PNG captcha"),
    ("honest 404", 404, HTML, shell("Сторінку не знайдено", "<div class='g-recaptcha'></div>" + ARTICLE)),
    ("honest 500", 500, HTML, shell("Помилка", "<p>Internal Server Error</p>")),
    ("honest 403", 403, HTML, shell("403 Forbidden", "<h1>Forbidden</h1><p>nginx</p>")),
    ("server named in passing", 200, {**HTML, "server": "ddos-guard"}, shell("Новини", ARTICLE)),
    ("unmitigated", 200, {**HTML, "cf-mitigated": ""}, shell("Новини", ARTICLE)),
]  # fmt: skip


@pytest.mark.parametrize(("status", "headers", "text"), [case[1:] for case in GUARDS], ids=[case[0] for case in GUARDS])
def test_guards(status: int, headers: dict[str, str], text: str) -> None:
    assert challenge(status, {**HTML, **headers}, text.encode()) is not None


@pytest.mark.parametrize(("status", "headers", "text"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_pages(status: int, headers: dict[str, str], text: str) -> None:
    assert challenge(status, headers, text.encode()) is None


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


@pytest.mark.parametrize(("status", "headers", "text"), [case[1:] for case in GUARDS], ids=[case[0] for case in GUARDS])
def test_the_door_calls_it_blocked(web: Web, status: int, headers: dict[str, str], text: str) -> None:
    host = web.host(reply(status, text.encode(), {"Content-Type": "text/html; charset=utf-8", **headers}))
    with pytest.raises(FetchError) as caught:
        fetcher(retries=2).get(host.url())
    assert (caught.value.kind, caught.value.status) == ("blocked", status)
    assert reason_uk(caught.value) == "сторінка захисту від роботів"
    assert len(host.requests) == 1  # knocking again helps nobody


def test_a_packed_challenge_is_seen(web: Web) -> None:
    body = gzip.compress(shell("Just a moment...").encode())
    for status in (200, 403, 503):
        host = web.host(reply(status, body, {"Content-Encoding": "gzip", "Content-Type": "text/html"}))
        with pytest.raises(FetchError) as caught:
            fetcher().get(host.url())
        assert caught.value.kind == "blocked"


@given(st.binary(max_size=2000), st.sampled_from([200, 403, 503]))
def test_total(content: bytes, status: int) -> None:
    challenge(status, HTML, content)


def test_a_megabyte_of_tags_is_no_burden() -> None:
    for text in ("<script" * 150_000, "<" * 1_000_000, "<title>" * 150_000, "checking your browser" * 50_000):
        challenge(200, HTML, text.encode())


@pytest.mark.quality
@pytest.mark.skipif(not (SHARED / "data/html_cyr").exists(), reason="real material is not here")
def test_real_pages_are_pages(web: Web) -> None:
    for file in sorted((SHARED / "data/html_cyr").glob("*.html*")):
        raw = file.read_bytes()
        content = gzip.decompress(raw) if file.suffix == ".gz" else raw
        host = web.host(reply(200, content, {"Content-Type": "text/html"}))
        assert isinstance(fetcher().get(host.url()), Page), file.name

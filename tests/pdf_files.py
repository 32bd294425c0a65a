"""PDF files made for the tests: printed pages in Ukrainian, and by hand what a damaged or hostile file holds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO

BODY = (
    "У Вербосіллі відкрили нову школу",
    "",
    "Учора на Садовій вулиці міська рада відкри-",
    "ла нову школу. Прес-служба ради каже, що буду-",
    "вали її три роки. Діти прийшли з квітами.",
)


@cache
def printed(*pages: tuple[str, ...], title: str = "") -> bytes:
    """Pages of these lines, as a layout program would have printed them; () is a page with a picture alone."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
    from matplotlib.figure import Figure

    out = BytesIO()
    fonts = mpl.rc_context({"pdf.fonttype": 42})
    with fonts, PdfPages(out, metadata={"Title": title} if title else {}) as pdf:
        for lines in pages:
            figure = Figure(figsize=(5, 7))
            FigureCanvasPdf(figure)
            if not lines:
                figure.add_axes((0.1, 0.1, 0.8, 0.8), frame_on=False, xticks=(), yticks=()).imshow([[0, 1], [1, 0]])
            for number, line in enumerate(lines):
                figure.text(0.1, 0.9 - 0.03 * number, line, fontsize=9)
            pdf.savefig(figure)
    return out.getvalue()


def by_hand(objects: Sequence[bytes], *, root: int = 1, trailer: bytes = b"", prev: bytes = b"") -> bytes:
    """A file of numbered objects, the first is number 1, with its table and trailer."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s %s >>\n" % (len(objects) + 1, root, trailer, prev)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def flate(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + extra)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def of_contents(contents: bytes, *, page: bytes = b"", more: Sequence[bytes] = (), font: bytes = FONT) -> bytes:
    """One page with this content stream (object 4); further objects begin at 6."""
    kids = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents 4 0 R %s >>"
    resources = page or b"/Resources << /Font << /F 5 0 R >> >>"
    return by_hand([CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", kids % resources, contents, font, *more])


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
WORDS = b"BT /F 9 Tf 50 600 Td (The council opened a new school in the town) Tj ET"


def english() -> bytes:
    return of_contents(stream(WORDS))


def many_pages(number: int = 10_000) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(number))
    one = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    return by_hand(
        [CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, number), stream(WORDS), *[one] * number]
    )


def cycle(length: int) -> bytes:
    """A tree of pages whose last branch is its root."""
    branches = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent 2 0 R >>" % (2 + (n + 1) % length) for n in range(length)
    ]
    return by_hand([CATALOGUE, *branches])


def endless_numbers() -> bytes:
    """Pages that are each other's children many times over: 20 levels of 10 are 10^20 pages."""
    levels = [b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"%d 0 R " % (3 + n) * 10) for n in range(20)]
    return by_hand([CATALOGUE, *levels, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


def bomb(megabytes: int = 1000) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    return of_contents(stream(packed, b"/Filter /FlateDecode"))


def nested_bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1000)) + packer.flush()
    twice = zlib.compress(zlib.compress(packed, 9), 9)
    return of_contents(stream(twice, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def object_bomb() -> bytes:
    """The catalogue stands in an object stream that unpacks to 300 MB."""
    packer = zlib.compressobj(9)
    head = b"1 0 2 40 "
    body = b"<< /Type /Catalog /Pages 2 0 R >>".ljust(40) + b"<< /Type /Pages /Kids [] /Count 0 >>"
    packed = packer.compress(head + body) + b"".join(packer.compress(b" " * 1_000_000) for _ in range(300))
    packed += packer.flush()
    holder = b"3 0 obj\n" + stream(packed, b"/Type /ObjStm /N 2 /First 9 /Filter /FlateDecode") + b"\nendobj\n"
    out = b"%PDF-1.7\n"
    place, start = len(out), len(out) + len(holder)
    table = b"\0\0\0\0\0\0" + b"\2" + b"\0\0\0\3" + b"\0" + b"\2" + b"\0\0\0\3" + b"\1"
    table += b"\1" + place.to_bytes(4, "big") + b"\0" + b"\1" + start.to_bytes(4, "big") + b"\0"
    xref = b"4 0 obj\n" + stream(table, b"/Type /XRef /W [1 4 1] /Size 5 /Root 1 0 R") + b"\nendobj\n"
    return out + holder + xref + b"startxref\n%d\n%%%%EOF\n" % start


def drawn_in_itself() -> bytes:
    resources = b"/Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >>"
    form = stream(b"/X Do /X Do " + WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources)
    return of_contents(stream(b"/X Do /X Do"), page=resources, more=[form])


def drawn_over_and_over() -> bytes:
    """Forms that each draw the next ten times: 10^12 lines of text."""
    forms = []
    for n in range(12):
        inner = b"/Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >>" % (7 + n)
        forms.append(stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inner))
    last = stream(WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>")
    return of_contents(stream(b"/X Do"), page=b"/Resources << /XObject << /X 6 0 R >> >>", more=[*forms, last])


def endless_text() -> bytes:
    return of_contents(flate(b"BT /F 9 Tf " + b"(council school) Tj 0 -9 Td " * 600_000 + b"ET"))


def long_text() -> bytes:
    """Two million letters on one page."""
    return of_contents(flate(b"BT /F 9 Tf " + b"(" + b"The council opened a school. " * 70_000 + b") Tj ET"))


def deep() -> bytes:
    return of_contents(flate(b"[" * 200_000 + b"]" * 200_000 + b" TJ"))


def deep_object() -> bytes:
    return by_hand([CATALOGUE, b"[" * 100_000])


def its_own_table() -> bytes:
    made = by_hand([CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"])
    start = made.index(b"xref\n0")
    return by_hand([CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"], prev=b"/Prev %d" % start)


def its_own_length() -> bytes:
    return of_contents(b"<< /Length 4 0 R >>\nstream\n" + WORDS + b"\nendstream")


def mistaken_font() -> bytes:
    """Ukrainian letters of an old encoding that the file calls Western."""
    line = "Рада відкрила нову школу на Садовій вулиці".encode("cp1251").replace(b"\\", b"")
    return of_contents(stream(b"BT /F 9 Tf 50 600 Td (" + line + b") Tj ET"))


def many_letters_of_a_font() -> bytes:
    lines = b"\n".join(b"<%04x> <%04x> <0041>" % (n % 65536, n % 65536) for n in range(1_000_000))
    key = flate(b"begincmap 1000000 beginbfrange\n" + lines + b"\nendbfrange endcmap")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return of_contents(stream(WORDS), more=[key], font=font)


def encrypted(*, user: str = "таємно", owner: str = "власник", content: bytes | None = None) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(content or english())))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def newly_encrypted() -> bytes:
    """As programs of today encrypt (AES-256); its keys are of no password."""
    keys = b" ".join(
        b"/%s <%s>" % (name, b"00" * size)
        for name, size in ((b"U", 48), (b"O", 48), (b"UE", 32), (b"OE", 32), (b"Perms", 16))
    )
    way = b"/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    secret = b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 %s %s >>" % (keys, way)
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return by_hand([CATALOGUE, pages, page, secret], trailer=b"/Encrypt 4 0 R /ID [<00> <00>]")


def with_a_script() -> bytes:
    made = english()
    return made.replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert) >> /Type /Catalog")


def scan() -> bytes:
    return printed(())


# name: (bytes, a part of the text or of the reason why there is none).
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "plain": (lambda: printed(BODY), "міська рада відкрила нову школу. Прес-служба"),
    "titled": (lambda: printed(BODY, title="Школу відкрито"), "Діти прийшли"),
    "two pages": (lambda: printed(BODY, ("Свято тривало до вечора.",)), "до вечора"),
    "page numbers": (lambda: printed((*BODY, "", "12"), ("13", "Свято тривало.")), "Свято тривало."),
    "english": (english, "The council opened"),
    "owner's password": (lambda: encrypted(user=""), "The council opened"),
    "a script": (with_a_script, "The council opened"),
    "something before": (lambda: b"\0" * 100 + english(), "The council opened"),
    "no table": (lambda: english().split(b"xref")[0], "пошкоджено"),
    "a wrong length": (lambda: english().replace(b"/Length 67", b"/Length 9"), ""),
    "a wrong place": (lambda: english().replace(b"startxref\n", b"startxref\n9"), "The council opened"),
    "its own length": (its_own_length, ""),
    "10,000 pages": (many_pages, "прочитано перші"),
    "scan with text": (lambda: printed(BODY, ()), "без тексту, певно скан або зображення: сторінка 2"),
    "long text": (long_text, "узято перші"),
    "scan": (scan, "скан"),
    "no contents": (lambda: of_contents(b"null"), "скан"),
    "no pages": (lambda: by_hand([CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"]), "пошкоджено"),
    "zero bytes": (lambda: b"", "порожній"),
    "white space": (lambda: b"\n\0 \n" * 9, "порожній"),
    "web page": (lambda: b"<!DOCTYPE html><html><body>Not found</body></html>", "не файл PDF"),
    "half of it": (lambda: printed(BODY)[:4000], "пошкоджено"),
    "head alone": (lambda: b"%PDF-1.7\n", "пошкоджено"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "пошкоджено"),
    "its own parent": (lambda: cycle(1), ""),
    "cycle of three": (lambda: cycle(3), ""),
    "endless numbers": (endless_numbers, ""),
    "its own table": (its_own_table, ""),
    "bomb": (bomb, ""),
    "bomb in a bomb": (nested_bomb, ""),
    "bomb of objects": (object_bomb, ""),
    "drawn in itself": (drawn_in_itself, ""),
    "drawn over and over": (drawn_over_and_over, ""),
    "endless text": (endless_text, ""),
    "deep": (deep, ""),
    "deep object": (deep_object, ""),
    "many letters of a font": (many_letters_of_a_font, ""),
    "mistaken font": (mistaken_font, "шрифти"),
    "encrypted": (encrypted, "захищено"),
    "newly encrypted": (newly_encrypted, "захищено"),
}

"""Paragraph and character styles of the office's forms: what a clerk sees in Word's list of styles."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

FONT = "Times New Roman"
CENTER, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def find(document: Document, id: str) -> Any:
    """The style with this id or name."""
    return next(style for style in document.styles if id in (style.style_id, style.name))


def make(document: Document) -> None:
    """All styles of the forms, and Times New Roman with Ukrainian as the language everywhere else."""
    for style in document.styles:
        if isinstance(style, ParagraphStyle | CharacterStyle):
            _times(style.element.get_or_add_rPr())
    for fonts in document.styles.element.iter(qn("w:rFonts")):  # those of table styles name a theme's fonts
        _times(fonts.getparent())
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _times(defaults)
    _ukrainian(defaults)
    normal = _shape(document, "Normal", indent=10, alignment=BOTH, after=4)
    normal.font.size = Pt(14)
    _shape(document, "Heading1", bold=True, before=14, after=6, alignment=CENTER, keep=True, size=14)
    _shape(document, "Title", bold=True, before=18, after=0, alignment=CENTER, keep=True, size=14, plain_border=True)
    _shape(document, "Subtitle", bold=True, after=0, alignment=CENTER, keep=True, size=14)
    _shape(document, "Caption", after=10, alignment=CENTER, size=12)
    _shape(document, "Header", alignment=CENTER, size=12)
    for id, name, rules in _OWN:
        _shape(document, id, name=name, **rules)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    strong = document.styles.add_style("OhliadMark", WD_STYLE_TYPE.CHARACTER)
    strong.font.italic = True
    for style in (link, strong):
        _times(style.element.get_or_add_rPr())
    link.font.color.rgb, link.font.underline = RGBColor(0x0B, 0x57, 0xA4), True


_OWN: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("OhliadInstitution", "Огляд: установа", {"bold": True, "alignment": CENTER, "after": 2, "caps": True}),
    ("OhliadDepartment", "Огляд: підрозділ", {"alignment": CENTER, "after": 8}),
    ("OhliadPlain", "Огляд: рядок", {"alignment": LEFT, "after": 0}),
    ("OhliadAddressee", "Огляд: адресат", {"alignment": LEFT, "after": 0, "left": 90}),
    ("OhliadContentsTitle", "Огляд: зміст, назва", {"bold": True, "alignment": CENTER, "before": 10, "keep": True}),
    ("OhliadContents", "Огляд: зміст", {"alignment": LEFT, "after": 2, "size": 12}),
    ("OhliadHeadline", "Огляд: заголовок", {"bold": True, "before": 8, "after": 0, "alignment": LEFT, "keep": True}),
    ("OhliadSource", "Огляд: видання й час", {"after": 2, "alignment": LEFT, "size": 12, "keep": True}),
    ("OhliadQuote", "Огляд: цитата", {"indent": 10, "alignment": BOTH, "after": 2}),
    ("OhliadOther", "Огляд: інші видання", {"after": 2, "alignment": LEFT, "size": 12, "left": 10}),
    ("OhliadList", "Огляд: перелік", {"indent": 10, "alignment": LEFT, "after": 4}),
    ("OhliadPeriod", "Огляд: період", {"bold": True, "alignment": CENTER, "after": 12, "keep": True}),
    ("OhliadNote", "Огляд: примітка", {"before": 4, "after": 2, "size": 12, "indent": 10, "keep": True}),
    ("OhliadSign", "Огляд: підпис", {"before": 24, "after": 0, "alignment": LEFT, "keep": True}),
    ("OhliadAuthor", "Огляд: виконавець", {"before": 18, "after": 0, "alignment": LEFT, "size": 10}),
    ("OhliadAnnex", "Огляд: додаток", {"alignment": RIGHT, "after": 4}),
    ("OhliadAnnexTitle", "Огляд: додаток, назва", {"bold": True, "alignment": CENTER, "after": 6, "keep": True}),
    ("OhliadCell", "Огляд: клітинка", {"alignment": LEFT, "after": 0, "size": 12}),
    ("OhliadFigure", "Огляд: показник", {"alignment": LEFT, "after": 0, "size": 12, "keep": True}),
    ("OhliadSmallCell", "Огляд: дрібна клітинка", {"alignment": LEFT, "after": 0, "size": 10}),
    ("OhliadCellTitle", "Огляд: шапка", {"bold": True, "alignment": CENTER, "after": 0, "size": 12, "keep": True}),
    ("OhliadGap", "Огляд: проміжок", {"alignment": LEFT, "after": 0, "size": 8}),
    ("OhliadPicture", "Огляд: діаграма", {"alignment": CENTER, "before": 6, "after": 2, "keep": True}),
)  # fmt: skip


def _shape(
    document: Document,
    id: str,
    *,
    name: str | None = None,
    bold: bool = False,
    caps: bool = False,
    size: int = 14,
    before: int = 0,
    after: int = 0,
    indent: int = 0,
    left: int = 0,
    alignment: Any = LEFT,
    keep: bool = False,
    plain_border: bool = False,
) -> Any:
    """An existing style, or a new one of that id, made to these sizes (points; indents in mm)."""
    style: Any = next((found for found in document.styles if found.style_id == id), None)
    if style is None:
        style = document.styles.add_style(name or id, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), id)
        style.base_style = find(document, "Normal")
        style.quick_style = True
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.all_caps = Pt(size), bold, False, caps
    font.color.rgb = RGBColor(0, 0, 0)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    shape.first_line_indent, shape.left_indent, shape.alignment = Mm(indent), Mm(left), alignment
    shape.keep_with_next, shape.widow_control = keep, True
    _times(style.element.get_or_add_rPr())
    for spread in ("w:spacing", "w:kern"):
        for found in style.element.rPr.findall(qn(spread)):
            style.element.rPr.remove(found)
    if plain_border and (border := style.element.pPr.find(qn("w:pBdr"))) is not None:
        style.element.pPr.remove(border)
    return style


def _times(properties: Any) -> None:
    """Times New Roman for every script, so that no letter falls back to a theme's font."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _ukrainian(properties: Any) -> None:
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for attribute in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{attribute}"), "uk-UA")

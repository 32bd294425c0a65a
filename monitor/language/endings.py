"""Case endings of place names by the shape of the name, for names no dictionary knows. Pure tables and one lookup.

Every form a reader could meet is given, also rival ones («Тихогора» and «Тихогору»): made for recognising, the first
of each case for writing. Source: the Ukrainian orthography of 2019, §§ 82-107; Russian school grammar.
"""

from __future__ import annotations

from typing import NamedTuple


class Paradigm(NamedTuple):
    """Endings that replace `suffix`, by case; a slash separates rivals, the better first; "-" stands for none."""

    suffix: str
    gent: str
    datv: str
    accs: str
    ablt: str
    loct: str


CASES = ("gent", "datv", "accs", "ablt", "loct")
_CONSONANTS = "бвгґджзйклмнпрстфхцчшщ"


def _table(rows: str) -> tuple[Paradigm, ...]:
    return tuple(Paradigm(*row.split()) for row in rows.strip().splitlines())


# The first row whose suffix fits counts; where a shape has two declensions both are listed as rivals.
UKRAINIAN = _table(
    """
    ий     ого      ому       ий/ого  им      ому/ім
    ій     ього     ьому      ій      ім      ьому
    ськ    ська     ську      ськ     ськом   ську
    цьк    цька     цьку      цьк     цьком   цьку
    піль   поля     полю      піль    полем   полі
    їв     єва      єву       їв      євом    єві
    ів     ова/ева  ову/еву   ів      овом/евом ові/еві
    ір     ора/іра/ору ору/іру ір     ором/іром орі/ірі
    іг     огу/ога/ігу огу/ігу іг     огом/ігом озі/огу/ізі
    ід     ода/іда/оду оду/іду ід     одом/ідом оді/іді
    іл     олу/ола/іла олу/ілу іл     олом/ілом олі/ілі
    ець    ця       цю        ець     цем     ці
    єць    йця      йцю       єць     йцем    йці
    ок     ка/ку    ку        ок      ком     ку
    ек     ка/ку    ку        ек      ком     ку
    ень    ня/еня   ню/еню    ень     нем/енем ні/ені
    ль     лі/ля    лі/лю     ль      ллю/лем лі
    нь     ні/ня    ні/ню     нь      нню/нем ні
    ь      і/я      і/ю       ь       ю/ем    і
    ія     ії       ії        ію      ією     ії
    ка     ки       ці        ку      кою     ці
    га     ги       зі        гу      гою     зі
    ха     хи       сі        ху      хою     сі
    жа     жі       жі        жу      жею     жі
    ча     чі       чі        чу      чею     чі
    ша     ші       ші        шу      шею     ші
    а      и        і         у       ою      і
    'я     'я       'ю        'я/'ю   'ям/'єю 'ї/'ю
    лля    лля      ллю       лля     ллям    ллі
    ння    ння      нню       ння     нням    нні
    ття    ття      ттю       ття     ттям    тті
    сся    сся      ссю       сся     ссям    ссі
    ззя    ззя      ззю       ззя     ззям    ззі
    ддя    ддя      ддю       ддя     ддям    дді
    жжя    жжя      жжю       жжя     жжям    жжі
    ччя    ччя      ччю       ччя     ччям    ччі
    ішшя   ішшя     ішшю      ішшя    ішшям   ішші
    я      і        і         ю       ею      і
    є      ього     ьому      є       ім      ьому
    е      ого/а    ому/у     е       им/ем   ому/і
    о      а        у         о       ом      і
    ці     ців/ець  цям       ці      цями    цях
    чі     ч/чів    чам       чі      чами    чах
    ки     ків/ок/к кам       ки      ками    ках
    и      -/ів     ам        и       ами     ах
    і      ів/ей/ь/іх ям/ім   і       ями/іми ях/іх
    ї      їв/їх    ям/їм     ї       ями/їми ях/їх
    """
)
RUSSIAN = _table(
    """
    ый     ого      ому       ый      ым      ом
    ий     ого/его/ия ому/ему/ию ий   им/ием  ом/ем/ии
    ой     ого      ому       ой      ым/им   ом
    ск     ска      ску       ск      ском    ске
    ов     ова      ову       ов      овом/овым ове
    ев     ева      еву       ев      евом/евым еве
    ин     ина      ину       ин      ином/иным ине
    ополь  ополя    ополю     ополь   ополем  ополе
    ец     ца       цу        ец      цом/цем це
    ок     ка       ку        ок      ком     ке
    ь      и/я      и/ю       ь       ью/ем   и/е
    ия     ии       ии        ию      ией     ии
    ка     ки       ке        ку      кой     ке
    га     ги       ге        гу      гой     ге
    ха     хи       хе        ху      хой     хе
    жа     жи       же        жу      жей     же
    ча     чи       че        чу      чей     че
    ша     ши       ше        шу      шей     ше
    а      ы        е         у       ой/ою   е
    я      и        е         ю       ей      е
    ье     ья       ью        ье      ьем     ье
    ое     ого      ому       ое      ым/им   ом
    ее     его      ему       ее      им      ем
    е      я        ю         е       ем      е
    о      а        у         о       ом      е
    ки     к/ков/ок кам       ки      ками    ках
    цы     цев/цов  цам       цы      цами    цах
    ы      -/ов     ам        ы       ами     ах
    и      ей/ь/ов/ев ам/ям   и       ами/ями ах/ях
    """
)
_HARD = Paradigm("", "а/у", "у/ові", "-", "ом", "і/у/ові")
_HARD_RUSSIAN = Paradigm("", "а/у", "у", "-", "ом", "е")

ADJECTIVE = {
    "uk": "ий ого ому им ім ій а ої у ою е і их ими".split(),
    "ru": "ий ого ому им ом ая ой ую ою ое ие их ими".split(),
}


def decline(name: str, language: str) -> dict[str, tuple[str, ...]]:
    """Case -> forms of one lower-case word by its ending, the likeliest first; a word of no known shape gives {}."""
    table = UKRAINIAN if language == "uk" else RUSSIAN
    row = next((p for p in table if name.endswith(p.suffix) and len(name) > len(p.suffix)), None)
    if row is None:
        if not name or name[-1] not in _CONSONANTS:
            return {}
        row = _HARD if language == "uk" else _HARD_RUSSIAN
    stem = name[: len(name) - len(row.suffix)]
    return {case: tuple(stem + ending.replace("-", "") for ending in getattr(row, case).split("/")) for case in CASES}


def adjective_forms(adjective: str, language: str) -> frozenset[str]:
    """All forms of an adjective in -ський, -цький, -зький (Ukrainian) or -ский, -цкий (Russian)."""
    stem = adjective.removesuffix("ий")
    return frozenset(stem + ending for ending in ADJECTIVE[language])

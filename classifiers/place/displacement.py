"""Do a place's people and council live elsewhere, because its district or community is occupied? Pure.

Known by the ground, not by the council: a town at the front has a military administration and stands where it is, an
occupied one may have kept its council. Facts of 2026; refuses to tell a community's parts apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from monitor.language import normal
from monitor.language.gazetteer import Settlement
from monitor.model import Place

# Regions occupied as a whole.
_REGIONS = frozenset({"Луганська", "Автономна Республіка Крим", "Севастополь"})
# Region -> its occupied districts, as the state classifier names them.
_DISTRICTS = {
    "Донецька": frozenset(
        {"Донецький", "Горлівський", "Кальміуський", "Маріупольський", "Волноваський", "Бахмутський"}
    ),
    "Запорізька": frozenset({"Бердянський", "Мелітопольський", "Василівський", "Пологівський"}),
    "Херсонська": frozenset({"Генічеський", "Каховський", "Скадовський"}),
}
# Region -> communities occupied in districts that are held, and held in districts that are occupied.
_COMMUNITIES = {
    "Донецька": frozenset({"Авдіївська", "Мар’їнська", "Курахівська", "Очеретинська", "Селидівська", "Новогродівська"}),
    "Херсонська": frozenset({"Олешківська", "Великокопанівська", "Виноградівська"}),
}
_HELD_COMMUNITIES = {"Запорізька": frozenset({"Оріхівська", "Степногірська"})}


def _pairs(regions: Mapping[str, frozenset[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((normal(region), normal(name)) for region, names in regions.items() for name in names)


_OCCUPIED, _TAKEN, _HELD = _pairs(_DISTRICTS), _pairs(_COMMUNITIES), _pairs(_HELD_COMMUNITIES)
_WHOLE = frozenset(map(normal, _REGIONS))


def _bare(name: str | None) -> str:
    """«Луганська» of «Луганська область», «Бахмутський» of «Бахмутський р-н»."""
    stem = normal(name or "")
    return next(
        (stem.removesuffix(word) for word in (" область", " обл.", " район", " р-н") if stem.endswith(word)), stem
    )


def is_displaced(place: Place, found: Settlement | None) -> bool:
    """Does the settlement, as found in the classifier or else as configured, lie on occupied ground?

    The classifier's community decides before the district; a place it does not know has only its district.
    """
    region = normal(found.region) if found is not None else _bare(place.region)
    district = normal(found.district) if found is not None and found.district else _bare(place.district)
    community = normal(found.community) if found is not None and found.community else ""
    if (region, community) in _TAKEN | _HELD:
        return (region, community) in _TAKEN
    return region in _WHOLE or (region, district) in _OCCUPIED

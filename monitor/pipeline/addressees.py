"""Who is to get a product by mail, and whom no letter reaches because no mail server is configured. Sends nothing."""

from __future__ import annotations

from digests.definition import Definition, load_definitions
from monitor.config import Config


def recipients(config: Config, name: str) -> dict[str, tuple[str, ...]]:
    """address -> the topics it wants (none: all), from sources.yaml and from the product's definition."""
    return _recipients(config, name, load_definitions([config.folder_of_definitions]))


def stranded(config: Config) -> dict[str, tuple[str, ...]]:
    """product -> addresses that are named for it in vain: without `delivery.smtp` there are no letters."""
    if config.smtp is not None:
        return {}
    known = load_definitions([config.folder_of_definitions])
    names = dict.fromkeys([*(product.name for product in config.products), *known])
    found = {name: tuple(_recipients(config, name, known)) for name in names}
    return {name: addresses for name, addresses in found.items() if addresses}


def stranded_of(config: Config, name: str) -> tuple[str, ...]:
    """The addresses that are named in vain for this product alone."""
    return () if config.smtp is not None else tuple(recipients(config, name))


def _recipients(config: Config, name: str, known: dict[str, Definition]) -> dict[str, tuple[str, ...]]:
    product = next((product for product in config.products if product.name == name), None)
    found: dict[str, tuple[str, ...]] = {}
    if product is not None and "email" in product.formats:
        found = dict.fromkeys(product.to, ())
    definition = known.get(name)
    for recipient in definition.to if definition else ():
        found.setdefault(recipient.address, recipient.topics)
    return found

"""A short notice to messengers and webhooks through Apprise, an optional extra. Sends no document."""

from __future__ import annotations

from monitor.errors import DeliveryError


def deliver(address: str, title: str, text: str, *, name: str) -> None:
    """Send one notice to one Apprise address. `name` stands for it in messages: the address may hold a token.

    Raises DeliveryError: hard where the extra is missing or the address is none, soft where it was not taken.
    """
    try:
        import apprise
    except ImportError as error:
        raise DeliveryError(name, "notices need the extra: pip install ohliad[notify]", kind="hard") from error
    sender = apprise.Apprise(asset=apprise.AppriseAsset(secure_logging=True))
    if not sender.add(address):
        raise DeliveryError(name, f"{name} is not an address that Apprise knows", kind="hard")
    if not sender.notify(title=title, body=text):
        raise DeliveryError(name, f"{name} did not take the notice")

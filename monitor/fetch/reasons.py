"""Pure: why a page could not be had, as the short Ukrainian sentence a brief shows. Names no address."""

from __future__ import annotations

from monitor.errors import FetchError

_BY_DETAIL = {
    ("refused", "address"): "адреса не є публічною, запит не надіслано",
    ("refused", "url"): "адресу записано неправильно",
    ("robots", "unreachable"): "не віддає robots.txt, тому сторінки не завантажуються",
    ("network", "dns"): "ім’я сайту не знайдено",
    ("timeout", "dns"): "ім’я сайту не вдалося визначити вчасно",
    ("network", "tls"): "захищене з’єднання не вдалося: проблема із сертифікатом сайту",
    ("network", "connect"): "не приймає з’єднання",
    ("network", "reset"): "обриває з’єднання",
    ("network", "garbled"): "відповідає не за правилами",
}
_BY_KIND = {
    "refused": "адресу не дозволено завантажувати",
    "robots": "забороняє роботам цю сторінку (robots.txt)",
    "blocked": "сторінка захисту від роботів",
    "gone": "такої сторінки вже немає",
    "status": "відповідає помилкою",
    "busy": "просить зачекати",
    "timeout": "не відповідає",
    "network": "не відповідає",
    "too-large": "відповідь завелика",
    "truncated": "відповідь обривається на півслові",
    "encoding": "відповідь стиснено невідомим або пошкодженим способом",
    "redirect": "безкінечно перенаправляє",
}


def reason_uk(error: FetchError) -> str:
    """One short Ukrainian sentence without a capital and full stop, to stand after the outlet's name."""
    if error.kind == "blocked" and error.detail != "challenge":
        return f"не пускає (код {error.status})" if error.status else "не пускає"
    said = _BY_DETAIL.get((error.kind, error.detail)) or _BY_KIND.get(error.kind, "не відповідає")
    if error.kind == "status" and error.status and error.status >= 500:
        said = "помилка на самому сайті"
    return f"{said} (код {error.status})" if error.kind in ("status", "gone", "busy") and error.status else said

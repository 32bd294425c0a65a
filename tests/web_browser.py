"""Headless Chromium for tests and pictures of the web page: one browser, any width, either colour scheme."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from monitor.web.app import build
from monitor.web.office import Office

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


def is_here() -> bool:
    return CHROMIUM is not None and DRIVER is not None


@contextmanager
def browser(width: int = 1200, height: int = 900) -> Iterator[Any]:
    """A browser that speaks to the loopback address only."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--lang=uk",
        "--force-prefers-reduced-motion",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER, env={**os.environ, "LANGUAGE": "uk"}))
    try:
        driver.set_page_load_timeout(60)
        resize(driver, width, height)
        yield driver
    finally:
        driver.quit()


def resize(driver: Any, width: int, height: int = 900, *, phone: bool = False) -> None:
    """The page's own size, also one narrower than any window of the desktop may be."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone},
    )


def scheme(driver: Any, name: str) -> None:
    """`light` or `dark`, as the reader's system says."""
    media = [{"name": "prefers-color-scheme", "value": name}, {"name": "prefers-reduced-motion", "value": "reduce"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})


def scripts(driver: Any, *, on: bool) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


def complaints(driver: Any) -> list[str]:
    """What the browser had to complain about since it was last asked: blocked by the policy, missing, thrown."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]


def pictures_loaded(driver: Any) -> None:
    """Wait until every picture of the page stands there, those further down too."""
    driver.execute_async_script(
        "const done = arguments[0], all = [...document.images]; all.forEach(image => image.loading = 'eager');"
        "Promise.all(all.map(image => image.decode().catch(() => 0))).then(() => done())"
    )


@contextmanager
def served(office: Office, *, login: bool = False) -> Iterator[str]:
    """The page on a free port of the loopback address; gives its address."""
    office = replace(office, settings=replace(office.settings, login=login))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    config = uvicorn.Config(build(office), log_level="warning", access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()

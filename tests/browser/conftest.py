"""A real browser: the machine's own Chromium, without a screen and without a network."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none the tests are skipped, but not where a change is judged."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        told = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=found, args=list(_QUIET), timeout=600_000)
        yield launched
        launched.close()

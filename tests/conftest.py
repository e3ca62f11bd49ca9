"""Fixtures that several test files share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from psr_extract.store import Store

# The files of tests are written a moment before they are read.
os.environ["PSR_EXTRACT_INGEST_SETTLE"] = "0"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "psr.db"


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    with Store.open(db, create=True) as opened:
        yield opened

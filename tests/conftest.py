"""Fixtures that several test files share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from psr_extract.store import Store


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "psr.db"


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    with Store.open(db, create=True) as opened:
        yield opened

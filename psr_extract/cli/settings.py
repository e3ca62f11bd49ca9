"""The settings file `psr.toml`: folders of your own rules, the people with their aliases, limits of reading."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from psr_extract.errors import PsrError

if TYPE_CHECKING:
    from psr_extract.parsers.limits import Limits
    from psr_extract.people.known import Known

FILE = Path("psr.toml")
"""Looked for in the folder that a command is run in."""

_KEYS = {
    "rules": "a list of folders",
    "people": "tables of name, aliases, role and body",
    "limits": "a table of numbers (docs/reading.md)",
}
_PERSON = {"name", "aliases", "role", "body"}


def rule_folders() -> tuple[Path, ...]:
    """The folders of rules that the settings name, relative to where the settings stand; () without settings."""
    folders = _settings().get("rules", [])
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        raise _wrong("rules is no list of folders", 'Write rules = ["my-rules"]')
    return tuple(FILE.parent / folder for folder in folders)


def roster() -> "list[Known] | None":
    """The people of the settings; None without settings, so that what a database remembers stays."""
    settings = _settings()
    if not FILE.exists():
        return None
    people = settings.get("people", [])
    if not isinstance(people, list):
        raise _wrong("people is no list of tables", "Begin each person with [[people]]")
    return [_known(one, number) for number, one in enumerate(people, 1)]


def limits() -> "Limits":
    """The limits of reading that the settings name, the usual ones for the rest."""
    from psr_extract.parsers.limits import within

    values = _settings().get("limits", {})
    if not isinstance(values, dict):
        raise _wrong("limits is no table of numbers", "Begin it with [limits]")
    try:
        return within(values)
    except PsrError as error:
        raise _wrong(error.what, error.do or "") from error


def _known(one: object, number: int) -> "Known":
    """One person of the roster, checked."""
    from psr_extract.people.known import Known

    where = f"[[people]] {number}"
    if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not one["name"].strip():
        raise _wrong(f"{where} has no name", 'Write name = "Jane Roe"')
    if unknown := sorted(set(one) - _PERSON):
        raise _wrong(f"{where} has an unknown key {unknown[0]!r}", f"The keys are: {', '.join(sorted(_PERSON))}")
    aliases = one.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise _wrong(f"{where}: aliases is no list of names", 'Write aliases = ["JR", "Janey"]')
    for key in ("role", "body"):
        if not isinstance(one.get(key, ""), str):
            raise _wrong(f"{where}: {key} is no text", f'Write {key} = "..."')
    return Known(one["name"], tuple(aliases), one.get("role"), one.get("body"))


def _settings() -> dict[str, object]:
    """What the file holds; nothing where there is none."""
    try:
        settings = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise _wrong(f"cannot be read as TOML: {error}", "Mend the file") from error
    if unknown := sorted(set(settings) - set(_KEYS)):
        keys = "; ".join(f"{key}: {what}" for key, what in _KEYS.items())
        raise _wrong(f"unknown setting {unknown[0]!r}", f"There are {keys}")
    return settings


def _wrong(problem: str, do: str) -> PsrError:
    return PsrError(problem, where=FILE.resolve(), do=do)

"""Old formats (DOC, RTF), read through LibreOffice where there is one: converted to DOCX in a folder of its own."""

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.parsers import docx
from psr_extract.parsers.limits import LIMITS, Limits, passed

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macro runs, and nothing that a document links to is fetched."""


def parse(path: Path, limits: Limits = LIMITS) -> Document:
    """The document in a DOC or RTF file; `ReadError` where there is no LibreOffice, or it cannot read the file."""
    data = path.read_bytes()
    kind, media_type = ("RTF", "application/rtf") if data.lstrip()[:5] == b"{\\rtf" else ("DOC", "application/msword")
    program = converter()
    if program is None:
        raise ReadError(
            f"reading {kind} files needs LibreOffice, which is not installed",
            where=path,
            do="Install it (Debian, Ubuntu: apt-get install libreoffice-writer), or convert the file to DOCX or PDF.",
        )
    with TemporaryDirectory(prefix="psr-extract-") as name:
        made = _convert(path, data, kind, program=program, folder=Path(name), limits=limits)
        document = docx.parse(made, limits)
    digest = hashlib.sha256(data).hexdigest()
    return replace(document, sha256=digest, name=path.name, media_type=media_type)


def converter(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """The LibreOffice program of this machine, or `None`."""
    found = (which(name) for name in _NAMES)
    return next((name for name in found if name), None) or next((p for p in _PLACES if Path(p).is_file()), None)


def _convert(path: Path, data: bytes, kind: str, *, program: str, folder: Path, limits: Limits) -> Path:
    """The file as DOCX in this folder; the converter gets a copy with a plain name, and a profile of its own."""
    source, profile = folder / f"source.{kind.lower()}", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    _run(
        [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "docx:Office Open XML Text",
            "--outdir", str(folder), str(source),
        ],
        path,
        kind,
        limits,
    )  # fmt: skip
    made = source.with_suffix(".docx")
    if not made.exists():
        raise ReadError(
            f"LibreOffice cannot read this {kind}: it is damaged, or protected by a password",
            where=path,
            do="Open it in its own program and save it as DOCX or PDF.",
        )
    return made


def _run(command: list[str], path: Path, kind: str, limits: Limits) -> None:
    """Runs the converter; with all that it started it is ended when its time is up."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=limits.converter_seconds)
    except subprocess.TimeoutExpired as error:
        what = f"LibreOffice did not finish reading this {kind} within {limits.converter_seconds:g} seconds"
        raise passed("converter", what, where=path, do="Convert it to DOCX or PDF by hand") from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()

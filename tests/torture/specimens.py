"""What is damaged: the samples of each kind in some folders, with mails, zips and rich text made of them."""

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

_MOST = dict.fromkeys(("pdf", "docx", "odt", "html", "doc"), 300_000) | dict.fromkeys(("md", "txt"), 60_000)
"""Larger samples take long to read, and show nothing that small ones do not."""
_RTF = rb"""{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0\fs24 Mill Ward Forum\par {\b 1. Paths}\par
Action: Alan Holt to mend the gate by 5 May 2026.\par \trowd\cellx2000\cellx4000 Owner\cell Task\cell\row
\trowd\cellx2000\cellx4000 JR\cell Order the sign\cell\row\pard {\*\bkmkstart a}\'e9 \u8217?\par}"""


def specimens(folders: Sequence[Path]) -> dict[str, list[bytes]]:
    """The samples by kind (the ending of their names), always in the same order."""
    found: dict[str, list[bytes]] = {"rtf": [_RTF]}
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        kind = "html" if path.suffix.lower() == ".htm" else path.suffix[1:].lower()
        if path.stat().st_size <= _MOST.get(kind, 0):
            found.setdefault(kind, []).append(path.read_bytes())
    found["eml"] = [_mail(found, number) for number in range(12)]
    found["zip"] = [_zip(found, number) for number in range(8)]
    return found


def _mail(found: dict[str, list[bytes]], number: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Jane Roe <jr@example.org>", "all@example.org"
    mail["Date"] = "Thu, 20 Mar 2025 10:00:00 +0000"
    mail["Subject"] = f"Minutes of the Mill Ward Forum – {number}"
    mail["Message-ID"] = f"<{number}@example.org>"
    mail.set_content(_pick(found, "txt", number).decode("utf-8", "replace"))
    if number % 3:
        mail.add_alternative(_pick(found, "html", number).decode("utf-8", "replace"), subtype="html")
    if number % 2:
        for kind in ("docx", "pdf"):
            mail.add_attachment(_small(found, kind, number), maintype="application", subtype=kind, filename=f"a.{kind}")
    return mail.as_bytes()


def _zip(found: dict[str, list[bytes]], number: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for kind in ("txt", "html", "md", "eml", "docx")[: 2 + number % 4]:
            package.writestr(f"minutes/{number}.{kind}", _small(found, kind, number))
    return held.getvalue()


def _pick(found: dict[str, list[bytes]], kind: str, number: int) -> bytes:
    return found[kind][number % len(found[kind])]


def _small(found: dict[str, list[bytes]], kind: str, number: int) -> bytes:
    few = sorted(found[kind], key=len)[:6]
    return few[number % len(few)]

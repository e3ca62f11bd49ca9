"""Files that hold files: mail with its attachments, zips of documents, one in the other."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from samples import docx, para

from psr_extract.errors import ReadError
from psr_extract.parsers import read
from psr_extract.parsers.limits import LIMITS


def mail(body: str = "Please find the minutes attached.\n", **attachments: bytes) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Ann Bell <ann@example.org>", "board@example.org"
    message["Subject"] = "Minutes of the Mill Ward Forum – May"
    message.set_content(body)
    for name, data in attachments.items():
        kind = "docx" if data[:2] == b"PK" else "txt"
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.{kind}")
    return message


def saved(tmp_path: Path, message: EmailMessage, name: str = "note.eml") -> Path:
    path = tmp_path / name
    path.write_bytes(message.as_bytes())
    return path


def test_a_mail_and_its_attachments(tmp_path: Path) -> None:
    word = docx(tmp_path / "a.docx", para("JR to write to Highways.")).read_bytes()
    documents = read(saved(tmp_path, mail("Dear all,\n\n> When?\n\nsee below.\n-- \nAnn Bell\n", minutes=word)))
    assert [document.name for document in documents] == ["note.eml", "note.eml/minutes.docx"]
    assert [block.text for block in documents[0].blocks] == [
        "Minutes of the Mill Ward Forum – May",
        "Dear all,",
        "see below.",
    ]
    assert [(entry.text, entry.why) for entry in documents[0].left_out] == [
        ("From: Ann Bell <ann@example.org>", "mail header"),
        ("To: board@example.org", "mail header"),
        ("Ann Bell", "signature"),
        ("> When?", "quoted mail"),
    ]
    assert documents[1].blocks[0].text == "JR to write to Highways."


def test_a_mail_of_html_and_a_mail_within_a_mail(tmp_path: Path) -> None:
    inner = mail("")
    inner.set_content("<p>JR to <b>write</b>.</p>", subtype="html")
    outer = mail()
    outer.add_attachment(inner)
    documents = read(saved(tmp_path, outer))
    assert [document.name for document in documents] == [
        "note.eml",
        "note.eml/Minutes of the Mill Ward Forum – May.eml",
    ]
    assert documents[1].blocks[-1].text == "JR to write."


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    text = "The forum heard that the road \nwould be closed.\nIt was sorry.\n"
    data = b"MIME-Version: 1.0\nSubject: Roads\nFrom: a@b\nContent-Type: text/plain; format=flowed\n\n" + text.encode()
    (tmp_path / "a.txt").write_bytes(data)
    (document,) = read(tmp_path / "a.txt")
    assert document.blocks[1].text == "The forum heard that the road would be closed."


def test_text_that_begins_with_labels_is_no_mail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Subject: Mill Ward Forum\nDate: 5 May 2025\n\nJane spoke.\n", encoding="utf-8")
    (document,) = read(tmp_path / "a.txt")
    assert document.media_type == "text/plain"


def test_a_zip_gives_what_can_be_read_and_warns_of_the_rest(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "may.zip", "w") as package:
        package.writestr("papers/../../b.txt", "JR to write to Highways.")
        package.writestr("a.md", "# Forum\n\nJane spoke.")
        package.writestr("plan.png", b"\x89PNG\r\n\x1a\n000")
        package.writestr("__MACOSX/a.md", "x")
        package.writestr("Sitzung ü.txt", "John spoke of it.")
    documents = read(tmp_path / "may.zip")
    assert [document.name for document in documents] == [
        "may.zip/Sitzung ü.txt",
        "may.zip/a.md",
        "may.zip/papers/b.txt",
    ]
    assert documents[0].warnings == ("plan.png was not read: this is a picture (PNG), not a document",)
    assert not (tmp_path.parent / "b.txt").exists()


def test_zips_in_zips_are_read_only_so_deep(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Jane spoke of the road.", encoding="utf-8")
    for depth in range(LIMITS.boxes + 1):
        outer = tmp_path / f"{depth}.zip"
        with zipfile.ZipFile(outer, "w") as package:
            package.write(path, path.name)
        if depth < LIMITS.boxes:
            assert read(outer)[0].blocks[0].text == "Jane spoke of the road."
        path = outer
    with pytest.raises(ReadError, match="too deep|no document"):
        read(path)


def test_an_empty_zip_and_a_damaged_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("plan.png", b"\x89PNG\r\n\x1a\n000")
    with pytest.raises(ReadError, match="no document in it can be read .*picture"):
        read(tmp_path / "a.zip")
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(data[:40] + b"x" + data[41:])
    with pytest.raises(ReadError):
        read(tmp_path / "b.zip")


def test_a_web_archive_is_its_page_alone(tmp_path: Path) -> None:
    head = "From: <Saved by a browser>\nSubject: Forum\nDate: Mon, 2 Jun 2025 10:00:00 -0000\nMIME-Version: 1.0\n"
    page = "Content-Type: text/html\nContent-Location: https://example.org/a\n\n<h1>Mill Ward</h1><p>Jane spoke.</p>\n"
    sheet = "Content-Type: text/css\nContent-Location: cid:css@a\n\nbody { color: red }\n"
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="xx"\n\n'
    (tmp_path / "a.mht").write_text(f"{head}{kind}--xx\n{page}--xx\n{sheet}--xx--\n", encoding="ascii")
    (document,) = read(tmp_path / "a.mht")
    assert [block.text for block in document.blocks] == ["Forum", "Mill Ward", "Jane spoke."]

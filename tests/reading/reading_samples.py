"""Makes the files that the tests read: PDF by hand, the rest with the libraries that write them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pypdf
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.model import Document
from kg.reading import Problem, located

ENGLISH = "The foreign minister of Austria met her Czech colleague in Vienna on Tuesday, and they signed a treaty."


PAGE = f"""<html><head><title>Ministers meet</title></head><body><article><h1>Ministers meet</h1><p>{ENGLISH}</p>
<p>They will meet again next week in Prague, the ministry said in a statement on its site.</p></article></body>
</html>"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def outcome(path: Path, content: str | bytes | None = None, **options: Any) -> tuple[list[Document], list[Problem]]:
    """What reading a file, with this content, gives and what it passes over."""
    if content is not None:
        write(path, content)
    problems: list[Problem] = []
    return [d for d, _ in located([path], on_problem=problems.append, **options)], problems


def one(path: Path, content: str | bytes, **options: Any) -> Document:
    (document,), problems = outcome(path, content, **options)
    assert not problems
    return document


def reason(path: Path, content: str | bytes) -> str:
    """Why nothing of it is read."""
    documents, (problem,) = outcome(path, content)
    assert not documents
    return problem.reason


def pdf(*pages: Sequence[str], title: str = "", made: str = "") -> bytes:
    """A PDF with these lines on its pages; `made` is such as "20210304"."""
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for page in pages:
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {' '.join(f'({_escaped(line)}) Tj T*' for line in page)} ET"
        stream = content.encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
        resources = b"/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 612 792]"
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%b>>" % (len(objects), resources))
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    date = f"/CreationDate(D:{made}120000Z)" if made else ""
    objects.append(f"<</Title({_escaped(title)}){date}>>".encode())
    return _written(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _written(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        table,
    )
    return bytes(out)


def encrypted(data: bytes, *, user: str, owner: str = "secret", algorithm: str = "RC4-128") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner, algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str, table: Sequence[Sequence[str]] = (), after: str = "", title: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        cells = document.add_table(len(table), len(table[0]))
        for i, row in enumerate(table):
            for k, cell in enumerate(row):
                cells.cell(i, k).text = cell
    if after:
        document.add_paragraph(after)
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(text: str = "", *, html: str = "", subject: str = "Talks", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Press Office <press@mfa.example>"
    message["Date"] = "Thu, 04 Mar 2021 10:00:00 +0100"
    if text:
        message.set_content(text, charset=charset)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html")
    return message.as_bytes()


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(
    *records: tuple[str, str, bytes], kind: str = "response", status: str = "200 OK", packed: bool = False
) -> bytes:
    """Records of an address, a media type and a body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, media_type, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.0")
        day = {"WARC-Date": "2021-03-04T10:00:00Z"}
        payload = io.BytesIO(body)
        record = writer.create_warc_record(address, kind, payload, warc_headers_dict=day, http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()

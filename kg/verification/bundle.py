"""The form of an evidence bundle: a zip file with one folder in it, a bag as RFC 8493 (BagIt 1.0) has it.

The same files give the same bytes (with the same zlib). A bundle from elsewhere is believed nothing: names, sizes and
kinds of its members are looked at before any is opened, and nothing of it is unpacked onto the disk.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.storage import of_files

ROOT = "kg-evidence/"
DATA = "data/"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MEMBER = re.compile(r"kg-evidence/(?:data/(?:(?:tables|frames)/)?)?[a-z0-9][a-z0-9-]{0,60}\.[a-z0-9]{1,8}")
LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day of a zip file
CHUNK = 1 << 20
MEMBERS = 1_000
LARGEST = 1 << 34  # bytes, unpacked
LONGEST_LIST = 1 << 20  # bytes of a manifest
LONGEST_LINE = 1 << 27  # characters: of a document with what was found in it
FREE, RATIO = 10_000_000, 200  # bytes that may be packed however well, and how well more may be
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)

Parts = Iterable[str]


def write(path: Path, files: Iterable[tuple[str, Parts]]) -> str:
    """Write a bundle of files, by their names below `data/`, and give its SHA-256; nothing is left half written."""
    partial = path.with_name(path.name + ".partial")
    with of_files(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("w+b") as out:
                _fill(out, files)
                out.flush()
                os.fsync(out.fileno())
                out.seek(0)
                digest = hashlib.file_digest(out, "sha256").hexdigest()
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    return digest


def _fill(out: BinaryIO, files: Iterable[tuple[str, Parts]]) -> None:
    with zipfile.ZipFile(out, "w") as archive:
        payload = [(DATA + name, *_added(archive, DATA + name, parts)) for name, parts in files]
        size = sum(n for _, _, n in payload)
        about = f"Payload-Oxum: {size}.{len(payload)}\n"
        tags = [("bagit.txt", DECLARATION), ("bag-info.txt", about), (MANIFEST, _manifest(payload))]
        listed = [(name, *_added(archive, name, [text])) for name, text in tags]
        _added(archive, TAGS, [_manifest(listed)])


def _added(archive: zipfile.ZipFile, name: str, parts: Parts) -> tuple[str, int]:
    """Write one member; its SHA-256 and size."""
    info = zipfile.ZipInfo(ROOT + name, EPOCH)
    info.create_system = 3  # Unix, whose permissions these are
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    found, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as out:
        for part in parts:
            data = part.encode("utf-8")
            found.update(data)
            size += out.write(data)
    return found.hexdigest(), size


def _manifest(files: Iterable[tuple[str, str, int]]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest, _ in sorted(files))


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """A bundle to read; InputError where the file is none, or is made to do harm."""
    try:
        archive = zipfile.ZipFile(path)
    except (*BROKEN, OSError) as error:
        raise InputError(f"{path} is no bundle that can be read ({error}): make it again with kg pack") from error
    with archive:
        yield Bundle(archive, path)


class Bundle:
    """A bundle whose members are known to be of a sane number, size, name and kind."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        infos = archive.infolist()
        if problem := _harm(infos, path.stat().st_size):
            raise InputError(f"{path} is refused: {problem}")
        self._members = {info.filename: info for info in infos}

    def __len__(self) -> int:
        return len(self._members)

    def names(self) -> list[str]:
        """The names of the files below `data/`."""
        start = ROOT + DATA
        return sorted(name.removeprefix(start) for name in self._members if name.startswith(start))

    def __contains__(self, name: str) -> bool:
        return ROOT + DATA + name in self._members

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """The bytes of a file below `data/`; InputError where it is not there."""
        if name not in self:
            raise InputError(f"the bundle has no {name}: make it again with kg pack")
        try:
            with self._archive.open(self._members[ROOT + DATA + name]) as stream:
                yield stream  # type: ignore[misc]
        except BROKEN as error:
            raise InputError(f"{name} of the bundle is broken ({error}): make it again with kg pack") from error

    def lines(self, name: str) -> Iterator[str]:
        with self.open(name) as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
            while line := text.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE:
                    raise InputError(f"{name} of the bundle has a line of more than {LONGEST_LINE:,} characters")
                yield line

    def text(self, name: str) -> str:
        """The whole of a small file."""
        if name in self and self._members[ROOT + DATA + name].file_size > LONGEST_LINE:
            raise InputError(f"{name} of the bundle is larger than {LONGEST_LINE:,} bytes")
        return "".join(self.lines(name))

    def damage(self) -> Iterator[tuple[str, str]]:
        """Names of files and what is wrong with them, by the manifests; these say what belongs to the bundle."""
        listed = {TAGS: ""}
        for manifest in (TAGS, MANIFEST):
            listed |= self._listed(manifest)
        found = {name.removeprefix(ROOT): info for name, info in self._members.items()}
        for name in sorted(found.keys() - listed.keys()):
            yield name, "was added: no manifest lists it"
        for name in sorted(listed.keys() - found.keys()):
            yield name, "is missing"
        for name in sorted(found.keys() & listed.keys() - {TAGS}):
            if (there := self._digest(found[name])) != listed[name]:
                yield name, f"was changed: its SHA-256 is {there}, and the manifest has {listed[name]}"

    def _listed(self, manifest: str) -> dict[str, str]:
        info = self._members.get(ROOT + manifest)
        if info is None or info.file_size > LONGEST_LIST:
            return {manifest: ""}
        try:
            text = self._archive.read(info).decode("utf-8", "replace")
        except BROKEN:
            return {manifest: ""}
        found = (LINE.fullmatch(line) for line in text.splitlines())
        return {match[2]: match[1] for match in found if match}

    def _digest(self, info: zipfile.ZipInfo) -> str:
        found = hashlib.sha256()
        try:
            with self._archive.open(info) as stream:
                while part := stream.read(CHUNK):
                    found.update(part)
        except BROKEN as error:
            return f"none ({error})"
        return found.hexdigest()


def _harm(infos: list[zipfile.ZipInfo], size: int) -> str | None:
    """Why the members of a zip file of this size are not opened, if there is a reason."""
    total = sum(info.file_size for info in infos)
    tests: tuple[tuple[Callable[[zipfile.ZipInfo], bool], str], ...] = (
        (lambda info: not MEMBER.fullmatch(info.filename), "has a name that no file of a bundle has"),
        (lambda info: bool(info.flag_bits & 1), "is encrypted"),
        (lambda info: info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}, "is packed in another way"),
        (lambda info: stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}, "is no plain file"),
    )
    if len(infos) > MEMBERS or len({info.filename for info in infos}) < len(infos):
        return "it has too many files, or two of one name"
    if total > LARGEST or total > max(FREE, RATIO * size):
        return f"it would unpack {size:,} bytes to {total:,}"
    found = ((info, what) for info in infos for is_so, what in tests if is_so(info))
    return next((f"{info.filename!r} in it {what}" for info, what in found), None)

"""ZIP and tar. Members are read as they stream by, never unpacked to a disk; what they are called is only a name."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, cast

from kg.reading.containers import Run, is_archive, is_read, items
from kg.reading.item import Item, RefusedError, printable, storable
from kg.reading.kinds import said
from kg.reading.streams import Budget, Source, spelled_out, unpacked, whole

_DEEPEST = 2
_ENCRYPTED = 0x1
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?/)|__MACOSX/)")
_OUTSIDE = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)")


def zipped(source: Source, run: Run) -> Iterator[Item]:
    stream = source.stream if _can_seek(source) else cast(BinaryIO, BytesIO(whole(source.stream)))
    size = stream.seek(0, 2)
    budget = Budget(lambda: size, source.budget)
    members = 0
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if not info.is_dir() and _is_read(source, info.filename, run):
                members += 1
                yield from _opened(archive, info, _member(source, info.filename, budget), run)
    _refuse_empty(members)


def _can_seek(source: Source) -> bool:
    return source.within == 0 and source.budget is None and source.stream.seekable()


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Source, run: Run) -> Iterator[Item]:
    if info.flag_bits & _ENCRYPTED:
        run.refuse(member, "is encrypted; unpack it first")
        return
    try:
        packed = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        run.refuse(member, f"cannot be unpacked ({said(error)}); unpack it yourself")
        return
    assert member.budget
    with packed, unpacked(packed, member.budget) as stream:
        yield from items(member.of(stream), run)


def tarred(source: Source, run: Run) -> Iterator[Item]:
    members = 0
    with tarfile.open(fileobj=source.stream, mode="r|") as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # else it keeps them all
            if not info.isreg() or info.issparse() or not _is_read(source, info.name, run):
                continue
            members += 1
            if stream := archive.extractfile(info):
                yield from items(_member(source, info.name, source.budget).of(cast(BinaryIO, stream)), run)
    if source.stream.tell() % tarfile.BLOCKSIZE:
        raise RefusedError("is cut off; get it again")
    _refuse_empty(members)


def _is_read(source: Source, name: str, run: Run) -> bool:
    """Whether a member is of a kind that is read. What is hidden is left out, as in folders."""
    name = _path(name)
    if not is_read(name, named=_is_table(source)) or _HIDDEN.search(name):
        return False
    if _OUTSIDE.match(name):
        reason = "has a name that leads out of its archive; unpack it yourself if you trust it"
    elif source.within + 1 >= _DEEPEST and is_archive(name):
        reason = "is an archive in an archive in an archive; unpack it first"
    else:
        return True
    run.refuse(_member(source, name, None), reason)
    return False


def _member(source: Source, name: str, budget: Budget | None) -> Source:
    name = _path(name)
    return Source(
        f"{source.name}/{printable(name)}",
        source.place and f"{source.place}!/{storable(name)}",
        BytesIO(),
        f"{source.file}/{printable(name)}",
        budget,
        source.within + 1,
        _is_table(source),
    )


def _path(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


def _is_table(source: Source) -> bool:
    """Whether the user named the archive of one list or feed, such as 2024.export.CSV.zip, which is read like that."""
    return source.named and is_read(spelled_out(source.name).removesuffix(".zip"), named=True)


def _refuse_empty(members: int) -> None:
    if not members:
        raise RefusedError("holds nothing of a kind that is read")

"""Zip archives, and what is one inside (.docx, .xlsx): bounded before anything is unpacked.

Source: security.md, Files: at most 1,000 members, 100 MB unpacked, a hundred times its own size.
"""

import zipfile

ARCHIVE = b"PK\x03\x04"
MOST_MEMBERS = 1000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 100


class ArchiveRefused(Exception):
    """The archive would unpack to too much, or is none. The message stands inside a sentence."""


def check_archive(file, *, most_unpacked=MOST_UNPACKED):
    """The names of an archive's members. ``file``: a path or an open file. Raises ArchiveRefused.

    ``most_unpacked``: bytes; more than usual only where the reader takes a line at a time.

    What the directory of the archive says of its members is bounded by zipfile itself when they
    are read: no member gives more than it names.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise ArchiveRefused("it is damaged") from error
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise ArchiveRefused(f"it holds more than {MOST_MEMBERS:,} files")
    if unpacked > most_unpacked:
        most = most_unpacked // (1024 * 1024)
        raise ArchiveRefused(f"it would unpack to more than {most} MB")
    # Small ones may be mostly blank; a bomb is not small.
    if unpacked > 1024 * 1024 and unpacked > MOST_RATIO * max(packed, 1):
        raise ArchiveRefused("it would unpack to more than a hundred times its size")
    if any(member.flag_bits & 0x1 for member in members):
        raise ArchiveRefused("it is locked with a password")
    return [member.filename for member in members]

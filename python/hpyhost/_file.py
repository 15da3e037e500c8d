"""Refuse files that are no universal extensions before the dynamic linker sees them.

The linker maps the parts of a file that its header promises; a truncated file then ends the process with a bus error.
"""

import os
import struct
import sys


def check(path):
    """Return the reason why ``path`` cannot be a shared object for this platform, or None.

    >>> check("no/such/file.hpy0.so")
    'No such file or directory'
    """
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if sys.platform != "linux":
                return None
            return _check_elf(file, size)
    except IsADirectoryError:
        return "it is a directory"
    except OSError as error:
        return error.strerror


def _check_elf(file, size):
    """Check that the segments and the section table lie inside of the file (ELF specification, chapters 1 and 2)."""
    head = file.read(64)
    if head[:4] != b"\x7fELF":
        return "it is not a shared object"
    order = "<" if head[5:6] == b"\1" else ">"
    # By class: where e_phoff begins; format from there to e_shnum; format of a program header; its offset and size.
    wide = head[4:5] == b"\2"
    start, fields, entry, at = (32, "QQI6H", "IIQQQQQQ", (2, 5)) if wide else (28, "III6H", "IIIIIIII", (1, 4))
    if len(head) < start + struct.calcsize(order + fields):
        return f"it is truncated ({size} bytes)"
    if wide != (struct.calcsize("P") == 8) or order != ("<" if sys.byteorder == "little" else ">"):
        return "it is a shared object for another platform"
    phoff, shoff, _, _, phsize, phnum, shsize, shnum, _ = struct.unpack_from(order + fields, head, start)
    end = shoff + shsize * shnum
    file.seek(phoff)
    table = file.read(phsize * phnum)
    if len(table) < phsize * phnum:
        return f"it is truncated ({size} bytes)"
    for place in range(0, len(table), phsize):
        header = struct.unpack_from(order + entry, table, place)
        end = max(end, header[at[0]] + header[at[1]])
    if end > size:
        return f"it is truncated ({size} of {end} bytes)"
    return None

"""What an extension's ``HPyDef`` tables say (HPy 0.9, x86-64 and other 64-bit layouts), as tuples of Python."""

from collections import namedtuple

from hpyhost._ffi.binding import peek, text, word

Slot = namedtuple("Slot", "slot function")
Method = namedtuple("Method", "name function signature doc")
Member = namedtuple("Member", "name kind offset readonly doc")
GetSet = namedtuple("GetSet", "name getter setter doc closure")

# The fields of HPyType_Spec.
Spec = namedtuple("Spec", "name basicsize itemsize flags shape legacy_slots defs doc")


def text_or_none(address):
    """The text of a C string, None for a null pointer."""
    return text(address) if address else None


def _slot(at):
    return Slot(peek(at, -4), word(at + 8))


def _method(at):
    return Method(text(word(at)), word(at + 8), peek(at + 24, -4), text_or_none(word(at + 32)))


def _member(at):
    return Member(text(word(at)), peek(at + 8, -4), word(at + 16), peek(at + 24, -4) != 0, text_or_none(word(at + 32)))


def _getset(at):
    return GetSet(text(word(at)), word(at + 8), word(at + 16), text_or_none(word(at + 40)), word(at + 48))


_KINDS = {1: _slot, 2: _method, 3: _member, 4: _getset}


def definitions(address, owner):
    """The definitions in an array of pointers to ``HPyDef`` that ends with a null pointer; it may be null itself.

    ``owner`` names what they belong to: SystemError for a definition of a kind that does not exist.
    """
    found = []
    while address and word(address):
        at = word(address)
        kind = peek(at, -4)
        if kind not in _KINDS:
            raise SystemError(f"'{owner}' has an HPyDef of unknown kind {kind}")
        found.append(_KINDS[kind](at + 8))
        address += 8
    return found


def spec(address):
    """An ``HPyType_Spec``."""
    name = word(address)
    if not name:
        raise SystemError("HPyType_Spec.name is NULL")
    name = text(name)
    return Spec(
        name,
        peek(address + 8, -4),
        peek(address + 12, -4),
        word(address + 16),
        peek(address + 24, -4),
        word(address + 32),
        definitions(word(address + 40), name),
        text_or_none(word(address + 48)),
    )


def parameters(address):
    """The (kind, handle) pairs of an array of ``HPyType_SpecParam`` that ends with kind 0; it may be null itself."""
    found = []
    while address and peek(address, -4):
        found.append((peek(address, -4), word(address + 8)))
        address += 16
    return found


def split_doc(name, doc):
    """Signature and documentation out of a C docstring, as CPython takes them apart: each may be None.

    >>> split_doc("f", "f($self, x, /)\\n--\\n\\nDoes it.")
    ('($self, x, /)', 'Does it.')
    >>> split_doc("f", "f(x) does it.")
    (None, 'f(x) does it.')
    """
    short = name.rpartition(".")[2]
    if doc is not None and doc.startswith(short + "("):
        signature, mark, rest = doc[len(short) :].partition(")\n--\n\n")
        if mark and "\n\n" not in signature:
            return signature + ")", rest or None
    return None, doc

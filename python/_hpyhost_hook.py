"""Makes ``import foo`` find the universal extension ``foo.hpy0.so`` anywhere on ``sys.path``.

Interpreters run ``at_start_up`` when they start: ``hpyhost.pth`` names it, and from Python 3.15 on ``hpyhost.start``.
Every process pays for what stands here, so it imports nothing that is not loaded already, and lies outside of the
package ``hpyhost``, which is only imported with the first universal extension.
"""

import _frozen_importlib_external as _external
import sys

SUFFIX = ".hpy0.so"


def at_start_up():
    """Install the hook, unless the interpreter runs isolated (``python -I``)."""
    if sys.flags.isolated:
        return
    try:
        install()
    except (AttributeError, ValueError):
        # An import system that is built otherwise. A message at each start of the interpreter would help nobody:
        # ``install`` tells those who ask.
        return


def install():
    """Let the import system find universal extensions, as start-up does where ``hpyhost`` was installed with pip.

    They come after the interpreter's own native extensions and before Python source: an extension wins over a module
    ``foo.py`` beside it, and a package's folder wins over both. Nothing happens where ``.hpy0.so`` is known already.

    >>> install()
    >>> import inspect
    >>> inspect.getmodulename("pkg/foo.hpy0.so")
    'foo'
    """
    if SUFFIX in _external.EXTENSION_SUFFIXES:
        return
    standard = _external._get_supported_file_loaders()
    universal = (_make_loader, _suffixes())
    before = [loader for loader, _ in standard].index(_external.SourceFileLoader)
    loaders = [*standard[:before], universal, *standard[before:]]
    for place, hook in enumerate(sys.path_hooks):
        # The interpreter's own hook for folders, and none that a program made with loaders of its choice.
        if any(cell.cell_contents == tuple(standard) for cell in getattr(hook, "__closure__", None) or ()):
            sys.path_hooks[place] = _external.FileFinder.path_hook(*loaders)
    # Finders that exist are changed, not dropped: new ones would list their folders again.
    old, new = _by_suffix(standard), _by_suffix(loaders)
    for finder in sys.path_importer_cache.values():
        if getattr(finder, "_loaders", None) == old:
            finder._loaders = new
    # For spec_from_file_location without a loader. It takes the first suffix that fits, and ".so" always does.
    own = _external._get_supported_file_loaders
    _external._get_supported_file_loaders = lambda: [universal, *own()]
    # For inspect.getmodulename, and through it pkgutil.iter_modules; at the end, for many programs use the first one.
    _external.EXTENSION_SUFFIXES.extend(universal[1])


def _suffixes():
    """The suffix of universal extensions, after those that HPy gives to hybrid ones for this interpreter alone."""
    # ".cpython-313-x86_64-linux-gnu.so", ".pypy311-pp73-x86_64-linux-gnu.so", ".graalpy231-310-native-x86_64-linux.so"
    words = _external.EXTENSION_SUFFIXES[0].split(".")[1].replace("cpython-", "cp").split("-")
    count = {"cpython": 1, "graalpy": 3}.get(sys.implementation.name, 2)
    tags = "-".join(words), "-".join(words[:count])
    return [*(f".hpy0-{tag}.so" for tag in tags), SUFFIX]


def _by_suffix(loaders):
    """The list by which a FileFinder goes."""
    return [(suffix, loader) for loader, suffixes in loaders for suffix in suffixes]


def _make_loader(name, path):
    from hpyhost._loader import UniversalLoader

    return UniversalLoader(name, path)

"""Debug and trace modes, as the environment asks for them."""

import os

MODES = ("universal", "debug", "trace")


def mode_of(name, text=None):
    """Return the mode for the module ``name``: ``universal``, ``debug`` or ``trace``.

    ``text`` is ``HPY`` from the environment unless given: a mode, or ``name:mode`` separated by commas (``mode:name``
    will do too). Modules that are not named are loaded normally.

    >>> mode_of("pkg._core", "debug")
    'debug'
    >>> mode_of("pkg._core", "other:debug,pkg._core:trace")
    'trace'
    >>> mode_of("pkg._core", "debgu")
    Traceback (most recent call last):
        ...
    ValueError: HPY=debgu: 'debgu' is not one of universal, debug, trace
    """
    if text is None:
        text = os.environ.get("HPY", "")
    text = text.strip()
    if ":" not in text:
        return _checked(text or "universal", text)
    found = "universal"
    for item in text.split(","):
        left, colon, right = item.strip().partition(":")
        if not colon or ":" in right:
            raise ValueError(f"HPY={text}: {item.strip()!r} is not of the form name:mode")
        module, mode = (right, left) if left.lower() in MODES else (left, right)
        mode = _checked(mode, text)
        if module == name:
            found = mode
    return found


def _checked(mode, text):
    if mode.lower() not in MODES:
        raise ValueError(f"HPY={text}: {mode!r} is not one of {', '.join(MODES)}")
    return mode.lower()

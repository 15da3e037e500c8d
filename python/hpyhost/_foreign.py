"""What the hosts have in common that come from elsewhere: the interpreters' own and the ``hpy`` package.

All of them have ``load(name, path, spec, debug, mode)``, which makes and fills in a module in one step.
"""

_MODES = {"universal": 0, "debug": 1, "trace": 2}

# How those hosts begin the RuntimeErrors that mean "this is not an extension for me".
_REFUSALS = ("Error during loading of the HPy extension", "HPy extension module '")


def load(universal, name, path, spec, mode):
    """Load the extension with ``universal``, a module like ``hpy.universal``.

    Raises ImportError, as for any other extension module, where those hosts raise RuntimeError.
    """
    try:
        return universal.load(name, path, spec, False, _MODES[mode])
    except RuntimeError as error:
        if str(error).startswith(_REFUSALS):
            raise ImportError(str(error), name=name, path=path) from error
        raise


def exec(module):
    """Do nothing: the module is complete."""

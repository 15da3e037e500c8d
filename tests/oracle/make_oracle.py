"""Write what NumPy answers into the JSON files beside this one.

Run it with the newest NumPy after every change of a case: ``python tests/oracle/make_oracle.py``.
The files are for the interpreters that have no NumPy; `test_oracle.py` verifies them where there is one.
"""

import importlib
import itertools
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import bad_calls  # noqa: E402
import describe  # noqa: E402
import dtypes  # noqa: E402
import promotion_table  # noqa: E402
import ufunc_names  # noqa: E402
import ufunc_table  # noqa: E402
from cases import TOPICS  # noqa: E402


def case_results(module, topic):
    """rule -> expression -> result."""
    groups = importlib.import_module(f"cases.{topic}").GROUPS
    return {g.rule: {case: describe.run(case, module, g.wording) for case in g.expressions} for g in groups}


def ufunc_results(module):
    """function -> dtype -> result, on the special values of every type."""
    table = {}
    for arity, names in ((1, ufunc_names.UNARY), (2, ufunc_names.BINARY)):
        for name in names:
            for dtype in dtypes.ALL:
                stored = ufunc_table.as_text(ufunc_table.evaluate(module, name, dtype, arity))
                if stored is not None:
                    table.setdefault(name, {})[dtype] = stored
    return table


def bad_call_results(module):
    """function -> answer -> calls, of those that `check_bad_calls.py` chose."""
    table = {}
    for function, answers in load("bad_calls.json").items():
        table[function] = {}
        for arguments in itertools.chain(*answers.values()):
            got = bad_calls.outcome(bad_calls.evaluate(bad_calls.expression_of(function, arguments), module), module)
            table[function].setdefault(got, []).append(arguments)
    return table


def contents(module):
    """File name -> everything that NumPy (or a module like it) answers."""
    files = {f"{topic}.json": case_results(module, topic) for topic in TOPICS}
    files["bad_calls.json"] = bad_call_results(module)
    files["ufunc_values.json"] = ufunc_results(module)
    files["promotion.json"] = promotion_table.tables(module)
    return {name: {"numpy": module.__version__, "results": results} for name, results in files.items()}


def load(name):
    """The results of one file."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))["results"]


if __name__ == "__main__":
    import numpy

    for name, content in contents(numpy).items():
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (HERE / name).write_text(text + "\n", encoding="utf-8")
        print(f"{name}: {len(text)} bytes")

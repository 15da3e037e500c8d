"""tensordot, kron, cross, trace, diagonal and norms."""

from cases import Group

A = "a = np.arange(6).reshape(2, 3)"
B = "b = np.arange(24).reshape(2, 3, 4)"
V = "v = np.array([3.0, -4.0, 12.0])"
M = "m = np.array([[1.0, -2.0], [3.0, 4.0]])"

GROUPS = [
    Group(
        "tensordot sums over pairs of axes",
        [
            f"{A}; np.tensordot(a, a.T, 1)",
            f"{A}; np.tensordot(a, a, 2)",
            f"{A}; np.tensordot(a, a, 0).shape",
            f"{A}; {B}; np.tensordot(a, b, ([0, 1], [0, 1]))",
            f"{A}; {B}; np.tensordot(a, b, ((1, 0), (1, 0)))",
            f"{A}; {B}; np.tensordot(a, b, (0, 0)).shape",
            f"{A}; {B}; np.tensordot(a, b, ([0], [1]))",
            f"{A}; np.tensordot(a, a, ([0, 1], [0]))",
        ],
    ),
    Group(
        "kron and outer",
        [
            "np.kron([1, 10], [1, 2, 3])",
            "np.kron([[1, 2], [3, 4]], [[0, 1]])",
            "np.kron([1, 2], [[1], [2]])",
            "np.kron(2, [1, 2])",
            "np.outer([[1, 2]], [3, 4])",
            "np.linalg.outer([1, 2], [3, 4])",
            "np.linalg.outer([[1, 2]], [3, 4])",
        ],
    ),
    Group(
        "cross products",
        [
            "np.cross([1, 2, 3], [4, 5, 6])",
            "np.cross([[1, 2, 3], [4, 5, 6]], [7, 8, 9.5])",
            "np.cross([[1, 4], [2, 5], [3, 6]], [7, 8, 9], axisa=0)",
            "np.cross([[1, 4], [2, 5], [3, 6]], [[7], [8], [9]], axis=0)",
            "np.cross([[1, 2, 3], [4, 5, 6]], [7, 8, 9], axisc=0)",
            "np.cross([1, 2, 3], 4)",
            "np.linalg.cross([1, 2, 3], [4, 5, 6])",
            "np.linalg.cross([1, 2], [4, 5])",
        ],
    ),
    Group(
        "diagonals and their sums",
        [
            f"{A}; np.diagonal(a)",
            f"{A}; np.diagonal(a, 1)",
            f"{B}; np.diagonal(b, 0, 1, 2)",
            f"{A}; np.trace(a)",
            f"{B}; np.trace(b)",
            f"{B}; np.trace(b, 1, 1, 2)",
            f"{A}; a.trace(dtype='f4')",
            "np.trace([1, 2])",
            f"{B}; np.linalg.trace(b)",
            f"{B}; np.linalg.diagonal(b, offset=1)",
            "np.trace(np.array([[100, 1], [1, 100]], 'i1'))",
            f"{A}; np.linalg.vecdot(a, a)",
            f"{A}; np.linalg.matmul(a, a.T)",
            f"{A}; np.linalg.tensordot(a, a.T, axes=1)",
        ],
    ),
    Group(
        "norms of vectors",
        [
            *(f"{V}; np.linalg.vector_norm(v, ord={o})" for o in ("2", "1", "inf", "-inf", "0", "3", "-1", "0.5")),
            f"{M}; np.linalg.vector_norm(m)",
            f"{M}; np.linalg.vector_norm(m, axis=0)",
            f"{M}; np.linalg.vector_norm(m, axis=1, keepdims=True)",
            f"{B}; np.linalg.vector_norm(b, axis=(0, 2))",
            f"{B}; np.linalg.vector_norm(b, axis=(0, 2), keepdims=True)",
            "np.linalg.vector_norm([3 + 4j, 0])",
            "np.linalg.vector_norm(np.array([3, 4], 'f4'))",
            "np.linalg.vector_norm([])",
            f"{V}; np.linalg.vector_norm(v, ord='fro')",
            f"{V}; np.linalg.norm(v)",
            f"{V}; np.linalg.norm(v, 1)",
            f"{M}; np.linalg.norm(m, axis=1)",
        ],
    ),
    Group(
        "norms of matrices",
        [
            *(f"{M}; np.linalg.matrix_norm(m, ord={o})" for o in ("'fro'", "1", "-1", "inf", "-inf")),
            f"{M}; np.linalg.matrix_norm(m, keepdims=True)",
            f"{B}; np.linalg.matrix_norm(b)",
            f"{B}; np.linalg.matrix_norm(b, ord=1, keepdims=True)",
            f"{M}; np.linalg.norm(m)",
            f"{M}; np.linalg.norm(m, 'fro', keepdims=True)",
            f"{M}; np.linalg.norm(m, 1)",
            f"{M}; np.linalg.norm(m, 3)",
            f"{M}; np.linalg.norm(m, axis=(0, 0))",
            f"{B}; np.linalg.norm(b, axis=(0, 1))",
            f"{B}; np.linalg.norm(b, 1)",
            f"{B}; np.linalg.norm(b, axis='x')",
        ],
    ),
    Group(
        "powers and chains of matrices",
        [
            *(f"{M}; np.linalg.matrix_power(m, {n})" for n in (0, 1, 2, 3, 7)),
            "np.linalg.matrix_power(np.ones((2, 3)), 2)",
            "np.linalg.matrix_power(np.ones(3), 2)",
            f"{M}; np.linalg.matrix_power(m, 1.5)",
            f"{A}; np.linalg.multi_dot([a, a.T, a])",
            f"{A}; np.linalg.multi_dot([[1, 2], a, [1, 2, 3]])",
            f"{A}; np.linalg.multi_dot([a])",
        ],
    ),
]

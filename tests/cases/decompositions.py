"""Equations, decompositions and what is made of them. Last digits are the library's own, so results are rounded."""

from cases import Group

M = "m = np.array([[2.0, -1.0, 0.5], [4.0, 0.0, 3.0], [-2.0, 5.0, 1.0]])"
H = "h = np.array([[4.0, 1.0, 2.0], [1.0, 3.0, 0.0], [2.0, 0.0, 5.0]])"
C = "c = np.array([[2, 1j], [-1j, 3]])"
R = "r = np.arange(6.0).reshape(3, 2) ** 2"
S = "s = np.array([[[2.0, 1.0], [1.0, 3.0]], [[1.0, 0.0], [4.0, 2.0]]])"

GROUPS = [
    Group(
        "solve and inv",
        [
            f"{M}; (np.linalg.solve(m, [1, 2, 3]).round(10) + 0.0)",
            f"{M}; (np.linalg.solve(m, np.eye(3)[:, :2]).round(10) + 0.0)",
            f"{S}; (np.linalg.solve(s, [1, 2]).round(10) + 0.0)",
            f"{S}; (np.linalg.solve(s, [[1], [2]]).round(10) + 0.0)",
            f"{M}; (np.linalg.inv(m).round(10) + 0.0)",
            f"{S}; (np.linalg.inv(s).round(10) + 0.0)",
            f"{C}; (np.linalg.inv(c).round(10) + 0.0).real",
            f"{M}; np.linalg.inv(m.astype('f4')).dtype.name",
            "np.linalg.inv(np.zeros((2, 2)))",
            "np.linalg.inv(np.zeros((2, 3)))",
            "np.linalg.inv(np.zeros(3))",
            "np.linalg.inv(np.zeros((0, 0)))",
            "np.linalg.inv(np.zeros((0, 2, 2)))",
            "np.linalg.solve([[1, 1], [1, 1]], [1, 2])",
            "np.linalg.matrix_power([[2.0, 0.0], [0.0, 4.0]], -2)",
        ],
    ),
    Group(
        "determinants",
        [
            f"{M}; np.linalg.det(m).round(10)",
            f"{S}; np.linalg.det(s).round(10)",
            "np.linalg.det(np.zeros((0, 0)))",
            "np.linalg.det([[1, 1], [1, 1]])",
            f"{M}; tuple(x.round(10) for x in np.linalg.slogdet(m))",
            f"{S}; tuple(x.round(10) for x in np.linalg.slogdet(-s))",
            "tuple(np.linalg.slogdet(np.zeros((2, 2))))",
            f"{C}; np.linalg.det(c).round(10)",
            "np.linalg.det(np.ones(3))",
        ],
    ),
    Group(
        "Cholesky's factor and QR",
        [
            f"{H}; np.linalg.cholesky(h).round(10)",
            f"{H}; np.linalg.cholesky(h, upper=True).round(10)",
            f"{C}; np.linalg.cholesky(c).round(10)",
            f"{C}; np.linalg.cholesky(c, upper=True).round(10) + 0.0",
            "np.linalg.cholesky(-np.eye(2))",
            "np.linalg.cholesky(np.ones((2, 3)))",
            f"{R}; q, t = np.linalg.qr(r); (q.shape, t.shape, np.allclose(q @ t, r), np.allclose(q.T @ q, np.eye(2)))",
            f"{R}; q, t = np.linalg.qr(r.T); (q.shape, t.shape, np.allclose(q @ t, r.T))",
            f"{R}; q, t = np.linalg.qr(r, 'complete'); (q.shape, t.shape, np.allclose(q @ t, r))",
            f"{R}; np.abs(np.linalg.qr(r, 'r')).round(10) + 0.0",
            f"{R}; np.linalg.qr(r).Q.shape",
            f"{R}; np.linalg.qr(r, 'nonsense')",
        ],
    ),
    Group(
        "eigenvalues",
        [
            f"{H}; np.linalg.eigvalsh(h).round(10)",
            f"{H}; np.linalg.eigvalsh(h, 'U').round(10)",
            f"{H}; w, v = np.linalg.eigh(h); np.allclose(h @ v, v * w)",
            f"{C}; w, v = np.linalg.eigh(c, 'U'); np.allclose(c @ v, v * w)",
            f"{C}; np.linalg.eigh(c).eigenvalues.round(10)",
            f"{H}; np.linalg.eigh(h, 'X')",
            f"{M}; w, v = np.linalg.eig(m); np.allclose(m @ v, v * w)",
            f"{M}; np.sort_complex(np.linalg.eigvals(m)).round(8)",
            f"{H}; np.linalg.eig(h).eigenvalues.dtype.name",
            f"{M}; np.linalg.eig(m).eigenvalues.dtype.name",
            "np.linalg.eig([[nan, 1], [1, 1]])",
            "np.linalg.eigvals(np.ones((2, 3)))",
        ],
    ),
    Group(
        "singular values",
        [
            f"{M}; np.linalg.svdvals(m).round(10)",
            f"{R}; np.linalg.svd(r, compute_uv=False).round(10)",
            f"{R}; u, s, v = np.linalg.svd(r); (u.shape, s.shape, v.shape, np.allclose(u[:, :2] * s @ v, r))",
            f"{R}; u, s, v = np.linalg.svd(r, full_matrices=False); (u.shape, v.shape, np.allclose(u * s @ v, r))",
            f"{C}; u, s, v = np.linalg.svd(c); np.allclose(u * s @ v, c)",
            f"{R}; np.linalg.pinv(r).round(8) + 0.0",
            f"{C}; np.allclose(np.linalg.pinv(c) @ c, np.eye(2))",
            f"{R}; np.linalg.matrix_rank(r)",
            "np.linalg.matrix_rank([[1, 2], [2, 4]])",
            "np.linalg.matrix_rank([0, 0])",
            "np.linalg.matrix_rank(np.eye(3), tol=2)",
            f"{M}; np.linalg.cond(m).round(8)",
            f"{M}; np.linalg.cond(m, 1).round(8)",
            "np.linalg.cond([[1, 1], [1, 1]], 2) > 1e15",
            f"{M}; np.linalg.norm(m, 2).round(10)",
            f"{M}; np.linalg.norm(m, 'nuc').round(10)",
            f"{S}; np.linalg.matrix_norm(s, ord=-2).round(10)",
            f"{R}; x = np.linalg.lstsq(r, [1, 2, 3]); (x[0].round(8), x[1].round(8), x[2], x[3].round(8))",
            "x = np.linalg.lstsq([[1, 1]], [2]); (x[0].round(8), x[1], x[2])",
        ],
        limits={"np.linalg.cond([[1, 1], [1, 1]], 2) > 1e15": "float_comparison"},
    ),
    Group(
        "reflections, condition numbers and refusals",
        [
            "np.linalg.cond(np.array([[1,np.nan],[3,4]]))",
            "np.linalg.cond(np.array([[[1,np.inf],[3,4]],[[1,2],[3,4]]])).round(6)",
            "[x.round(9) for x in np.linalg.qr(np.array([[1.,2],[3,4],[5,6]]),'raw')]",
            "[x.round(9) for x in np.linalg.qr(np.array([[1.,2,5],[3,4,1]]),'raw')]",
            "np.fft.fft([1,2],out=3)",
            "np.fft.fft([1,2],out=np.zeros(3,complex))",
            "np.linalg.solve([[1,2],[3,5]],[1,2,3])",
        ],
    ),
    Group(
        "condition numbers of stacks with singular matrices",
        [
            "A=np.ones((3,2,2)); A[1,0,1]=np.nan; A[2]=[[1,2],[3,4]]; np.linalg.cond(A,1).round(9)",
            "A=np.ones((3,2,2)); A[1,0,1]=np.nan; A[2]=[[1,2],[3,4]]; np.linalg.cond(A,-1).round(9)",
            "A=np.ones((3,2,2)); A[1,0,1]=np.nan; A[2]=[[1,2],[3,4]]; np.linalg.cond(A,'fro').round(9)",
            "np.linalg.cond(np.ones((2,2)),1)",
            "np.linalg.cond(np.zeros((2,2)),1)",
            "np.linalg.cond(np.array([[1,np.nan],[3,4]]),'fro')",
        ],
    ),
]

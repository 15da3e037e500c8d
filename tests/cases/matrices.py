"""Matrices: arrays that keep two axes, with products of linear algebra."""

from cases import Group

SETUP = "m = np.asmatrix([[1, 2], [3, 4]]); "

CASES = """
    repr(m) repr(m*m) repr(m*2) repr(2*m) repr(m*[1,2]) repr(m*m[:,0]) repr(m**2) repr(m+m) repr(m@m) repr(m.T)
    repr(m.H) repr((m*1j).H) repr(m.A) repr(m.A1) repr(m.I) repr(m[0]) repr(m[:,0]) repr(m[0,0]) repr(m[:,[0]])
    repr(m[[0]]) repr(m[m>1]) repr(m[...,0]) repr(m.sum()) repr(m.sum(0)) repr(m.sum(1)) repr(m.mean(1))
    repr(m.std(0)) repr(m.var()) repr(m.max(1)) repr(m.min(0)) repr(m.any(1)) repr(m.all()) repr(m.argmax())
    repr(m.argmax(1)) repr(m.argmin(0)) repr(m.ptp(1)) repr(m.ptp()) repr(m.prod(axis=0)) repr(m.ravel())
    repr(m.flatten()) repr(m.squeeze()) repr(m.tolist()) repr(m.diagonal()) repr(m.reshape(4,1)) repr(np.unique(m))
    repr(np.trace(m)) repr(np.multiply(m,m)) repr(np.sum(m,axis=1)) repr(np.bmat('m,m;m,m'))
    repr(np.bmat([[m,m]])) repr(np.bmat([m,m])) repr(np.bmat('m,q')) repr(np.asmatrix('1,2;3'))
    repr(np.asmatrix(np.zeros((2,2,2)))) repr(np.asmatrix([[[1]]])) repr(np.asmatrix('1,2;3,4.5'))
    repr(np.asmatrix('[1;2]')) m.A[0,0]=7;repr(m)
"""

GROUPS = [
    Group(
        "matrices multiply, reduce and are indexed as NumPy's",
        [SETUP + case for case in CASES.split()],
        needs="python_subclass",
    ),
]

"""Polynomials, windows, and functions that leave the real numbers."""

import re

from cases import Group

# Modules of series, what their functions start with, and their classes.
SERIES = [
    ("chebyshev", "cheb", "Chebyshev"),
    ("legendre", "leg", "Legendre"),
    ("hermite", "herm", "Hermite"),
    ("hermite_e", "herme", "HermiteE"),
    ("laguerre", "lag", "Laguerre"),
]
# Calls of the functions of every kind, after the names' common start.
CALLS = """
    add([1,2],[3,4,5]) sub([1,2,5],[3,4,5]) mul([1,2,3],[3,2,1]) mul([1j,2],[3,2,1]) mulx([1,2,3]) mulx([0])
    div([1,2,3],[3,2,1]) div([1,2],[0]) div([1,2],[1,2,3]) pow([1,2],3) pow([1,2],17) pow([1,2],1.5) line(3,2)
    line(3,0) fromroots([-1,0,1,2]) fromroots([]) roots([1,2,3]).round(6) roots([1,2]) roots([1])
    companion([1,2,3,4]) companion([2]) der([1,2,3,4]) der([[1,2],[3,4]],axis=1) der([1,2,3],2,scl=-1) der([1,2],-1)
    der([1,2],1.5) int([1,2,3]) int([1,2,3],2,[1,2],lbnd=-1,scl=2) int([0]) int([1,2],1,[1,2]) val([0,.5,2],[1,2,3])
    val([1.,2],[[1,2],[3,4]],tensor=False) val2d([1,2],[3,4],[[1,2],[3,4]]) val2d([1],[3,4],[[1,2],[3,4]])
    grid2d([1,2],[3,4],[[1,2],[3,4]]) val3d([1],[2],[3],[[[1,2],[3,4]]]) grid3d([1],[2],[3],[[[1,2],[3,4]]])
    vander([.5,3],3) vander([2,3],-1) vander2d([2],[3],[1,2]) vander2d([2],[3],[1]) vander3d([2],[3],[4],[1,0,1])
    fit([0,1,2,3],[1,3,5,8],2) fit([0,1,2,3],[1,3,5,8],[0,2]) fit([0,1],[1,3,5],1) gauss(5) gauss(0) weight(.5)
    trim([1,2,0]) zero one x domain
"""
METHODS = """
    str(P([1,-2,3])) repr(P([1,2])) format(P([1,-2,3e10]),'ascii') str(P([1,2],domain=[0,4])) str(P([1+1j,2j]))
    str(P(range(30))) P([1,0,3],domain=[0,4])._repr_latex_() (P([1,2,3])*P([1,2])).coef (P([1,2,3])//P([1,2])).coef
    (P([1,2,3])%2).coef (3-P([1,2])).coef P([1])/P([1]) P([1])+'a' P([1,2,3]).integ(2,[1],0.5).coef.round(9)
    P([1,2,3]).deriv().coef P([1,2,3])(.5) P.fit([0,1,2,3],[1,2,3,5],2).coef.round(9) P.fromroots([1,2]).coef
    P.identity().coef P.basis(3).coef P([1,2,3]).convert(kind=np.polynomial.Polynomial).coef
    P([1,2]).convert(domain=[0,2]).coef P([1]).window
"""

GROUPS = [
    Group(
        "coefficients in and out",
        [
            "np.roots([1,-3,2])",
            "np.roots([])",
            "np.roots([0,0])",
            "np.roots([1,2,0,0])",
            "np.roots([[1,2]])",
            "np.poly([1,2,3])",
            "np.poly([1j,-1j])",
            "np.poly([[1,2],[3,4]])",
            "np.poly([])",
            "np.poly([[1,2,3]])",
            "np.polyint([1,2,3])",
            "np.polyint([1,2,3],2,[1,2])",
            "np.polyint([1,2,3],-1)",
            "np.polyint([1,2,3],2,[1,2,3])",
            "np.polyder([1,2,3])",
            "np.polyder([1,2,3],-1)",
            "np.polyder([1,2,3],3)",
            "np.polyval([1,2,3],[1,2])",
            "np.polyval([1,2,3],2.5)",
            "np.polydiv([1,2,3],[1,1])",
            "np.polydiv([1.0,2],[1,1,1])",
            "np.polymul([0,0,1],[1,2])",
            "np.polyadd([1,2],[1,2,3])",
            "np.polysub([1,2],[1,2,3])",
            "np.polyfit([1,2,3],[1,4,9],2).round(6)",
            "np.polyfit([1,2,3],[1,4,9],-2)",
            "np.polyfit([1,2,3],[1,4],1)",
            "np.polyfit([],[],1)",
            "np.polyfit([1,2,3,4],[1,4,9,15],1,cov=True)[1].round(6)",
            "np.polyfit([1,2,3,4],[1,4,9,15],1,w=[1,2,1,1]).round(6)",
            "np.polyfit([1,2,3,4],[1,4,9,15],1,full=True)[2]",
        ],
    ),
    Group(
        "poly1d calculates and prints",
        [
            "str(np.poly1d([1,2,3]))",
            "str(np.poly1d([1.5,0,-3,2j]))",
            "str(np.poly1d([1,0,0]))",
            "str(np.poly1d([-1,1,-1]))",
            "str(np.poly1d([3]))",
            "str(np.poly1d([0]))",
            "str(np.poly1d([1,2],variable='y'))",
            "str(np.poly1d(range(1,25)))",
            "repr(np.poly1d([1,2,3]))",
            "np.poly1d([1,2,3],True).c",
            "np.poly1d([1,2,3])[1]",
            "p=np.poly1d([1,2,3]); p[4]=7; p.c",
            "np.poly1d([1,2,3])/np.poly1d([1,1])",
            "(np.poly1d([1,2,3])**2).c",
            "(2*np.poly1d([1,2,3])+1).c",
            "(1-np.poly1d([1,2,3])).c",
            "np.poly1d([1,2,3])(np.poly1d([1,1])).c",
            "np.poly1d([1,2,3])==np.poly1d([1,2,3])",
            "np.poly1d([1,2,3])!=np.poly1d([1,2,4])",
            "np.poly1d([1,2,3])==3",
            "len(np.poly1d([1,2,3]))",
            "list(np.poly1d([1,2,3]))",
        ],
    ),
    Group(
        "windows",
        [
            "np.kaiser(5,8.6).round(6)",
            "np.kaiser(1,8.6)",
            "np.hanning(4).round(6)",
            "np.hamming(0)",
            "np.bartlett(7).round(6)",
            "np.blackman(7).round(6)",
            "np.i0([1,10,-3.]).round(3)",
            "np.i0(1j)",
        ],
    ),
    Group(
        "complex answers to real questions",
        [
            "np.emath.sqrt(-1)",
            "np.emath.log([-1.,1]).round(6)",
            "np.emath.power([2,4],-2)",
            "np.emath.logn(2,[4,8])",
            "np.emath.arccos(2).round(6)",
        ],
    ),
    Group(
        "power series",
        [
            "np.polynomial.polynomial.polyval([0,1,2],[1,2,3])",
            "np.polynomial.polynomial.polyval(2,[1,2,3])",
            "np.polynomial.polynomial.polyval([1.,2],[[1,2],[3,4]])",
            "np.polynomial.polynomial.polyval([1.,2],[[1,2],[3,4]],tensor=False)",
            "np.polynomial.polynomial.polyadd([1,2],[3,4,5])",
            "np.polynomial.polynomial.polysub([1,2,5],[3,4,5])",
            "np.polynomial.polynomial.polymul([1,2],[3,4,5])",
            "np.polynomial.polynomial.polymulx([0])",
            "np.polynomial.polynomial.polydiv([1,2,3],[3,2,1])",
            "np.polynomial.polynomial.polydiv([1,2],[3,2,1])",
            "np.polynomial.polynomial.polydiv([1,2],[2])",
            "np.polynomial.polynomial.polydiv([1,2],[0])",
            "np.polynomial.polynomial.polypow([1,2],3)",
            "np.polynomial.polynomial.polypow([1,2],-3)",
            "np.polynomial.polynomial.polypow([1,2],1.5)",
            "np.polynomial.polynomial.polypow([1,2],5,2)",
            "np.polynomial.polynomial.polyder([1,2,3,4])",
            "np.polynomial.polynomial.polyder([1,2,3,4],2,scl=-1)",
            "np.polynomial.polynomial.polyder([[1,2],[3,4]],axis=1)",
            "np.polynomial.polynomial.polyder([1,2],-1)",
            "np.polynomial.polynomial.polyder([1,2],5)",
            "np.polynomial.polynomial.polyder([1,2],0)",
            "np.polynomial.polynomial.polyint([1,2,3])",
            "np.polynomial.polynomial.polyint([1,2,3],2,[1,2],lbnd=-1,scl=2)",
            "np.polynomial.polynomial.polyint([1,2,3],1,[1,2])",
            "np.polynomial.polynomial.polyint([1,2],-1)",
            "np.polynomial.polynomial.polyint([[1,2],[3,4]],axis=1)",
            "np.polynomial.polynomial.polyfromroots([-1,0,1])",
            "np.polynomial.polynomial.polyfromroots([])",
            "np.polynomial.polynomial.polyroots([-2,0,2]).round(9)",
            "np.polynomial.polynomial.polyroots([1])",
            "np.polynomial.polynomial.polyroots([1,2])",
            "np.polynomial.polynomial.polyroots([1,0,1]).round(9).imag",
            "np.polynomial.polynomial.polycompanion([2,3,1])",
            "np.polynomial.polynomial.polycompanion([2])",
            "np.polynomial.polynomial.polyvander([2,3],2)",
            "np.polynomial.polynomial.polyvander([2,3],-2)",
            "np.polynomial.polynomial.polyline(1,0)",
            "np.polynomial.polynomial.polyfit([0,1,2,3],[1,3,5,8],1).round(9)",
            "np.polynomial.polynomial.polyfit([0,1,2,3],[1,3,5,8],[0,2]).round(9)",
            "np.polynomial.polynomial.polyfit([0,1,2,3],[1,3,5,8],1,w=[1,2,1,1]).round(9)",
            "np.polynomial.polynomial.polyfit([0,1,2,3],[1,3,5,8],-1)",
            "np.polynomial.polynomial.polyfit([0,1,2,3],[1,3,5,8],1.5)",
            "np.polynomial.polynomial.polyfit([0,1,2,3],[1,3,5],1)",
            "np.polynomial.polynomial.polyfit([],[],1)",
            "np.polynomial.polynomial.polyvalfromroots([0.,3],[1,2])",
            "np.polynomial.polynomial.polyvalfromroots([0.,3],[1,2],tensor=False)",
            "np.polynomial.polyutils.trimcoef([0,0,3,0,0])",
            "np.polynomial.polyutils.trimcoef([0,0,3,0,0],-1)",
            "np.polynomial.polyutils.as_series([[]])",
            "np.polynomial.polyutils.as_series([[[1]]])",
            "np.polynomial.polyutils.getdomain([3,1,2])",
            "np.polynomial.polyutils.getdomain([3+1j,1-2j])",
            "np.polynomial.polyutils.mapdomain([-1.,0,1],[-1,1],[0,4])",
            "np.polynomial.Polynomial([1,2,3])(2)",
            "np.polynomial.Polynomial([1,2,3],domain=[0,2])([0.,1,2])",
            "repr(np.polynomial.Polynomial([1,2,3]))",
            "str(np.polynomial.Polynomial([1,-2,3]))",
            "format(np.polynomial.Polynomial([1,-2,3]),'ascii')",
            "str(np.polynomial.Polynomial([1,2],domain=[0,1]))",
            "str(np.polynomial.Polynomial([1,2],symbol='t'))",
            "(np.polynomial.Polynomial([1,2])+np.polynomial.Polynomial([1,2,3])).coef",
            "(np.polynomial.Polynomial([1,2])-1).coef",
            "(1-np.polynomial.Polynomial([1,2])).coef",
            "(np.polynomial.Polynomial([1,2])*[1,2]).coef",
            "(np.polynomial.Polynomial([1,2])*np.float64(2)).coef",
            "(np.float64(2)*np.polynomial.Polynomial([1,2])).coef",
            "(np.polynomial.Polynomial([1,2])**3).coef",
            "(np.polynomial.Polynomial([1,2])/2).coef",
            "np.polynomial.Polynomial([1,2])/np.polynomial.Polynomial([1,2])",
            "(np.polynomial.Polynomial([1,2,3])//np.polynomial.Polynomial([1,2])).coef",
            "(np.polynomial.Polynomial([1,2,3])%np.polynomial.Polynomial([1,2])).coef",
            "np.polynomial.Polynomial([1,2])+np.polynomial.Polynomial([1],domain=[0,1])",
            "np.polynomial.Polynomial([1,2])==np.polynomial.Polynomial([1,2])",
            "np.polynomial.Polynomial([1,2])!=np.polynomial.Polynomial([1,3])",
            "np.polynomial.Polynomial([1,2],domain=[1,2,3])",
            "np.polynomial.Polynomial([1,2],symbol=3)",
            "np.polynomial.Polynomial([1,2],symbol='3x')",
            "np.polynomial.Polynomial([1,2,3]).deriv().coef",
            "np.polynomial.Polynomial([1,2,3],domain=[0,4]).deriv().coef",
            "np.polynomial.Polynomial([1,2,3],domain=[0,4]).integ(lbnd=1).coef",
            "np.polynomial.Polynomial([-2,0,2]).roots().round(9)",
            "np.polynomial.Polynomial([1,2,3]).degree()",
            "np.polynomial.Polynomial([1,2,3]).cutdeg(1).coef",
            "np.polynomial.Polynomial([1,2,3]).truncate(0)",
            "np.polynomial.Polynomial([1,2,0]).trim().coef",
            "np.polynomial.Polynomial([1,2,3]).linspace(3)",
            "np.polynomial.Polynomial([1,2,3],domain=[0,4]).convert().coef.round(9)",
            "np.polynomial.Polynomial.fit([0,1,2,3],[1,3,5,7],1).coef.round(9)",
            "np.polynomial.Polynomial.fit([0,1,2,3],[1,3,5,7],1).domain",
            "np.polynomial.Polynomial.fit([0,1,2,3],[1,3,5,7],1).convert().coef.round(9)",
            "np.polynomial.Polynomial.fit([0,1,2,3],[1,3,5,7],1,domain=[]).coef.round(9)",
            "np.polynomial.Polynomial.fromroots([1,2]).coef",
            "np.polynomial.Polynomial.identity().coef",
            "np.polynomial.Polynomial.basis(2).coef",
            "np.polynomial.Polynomial.basis(-2)",
            "list(np.polynomial.Polynomial([1,2]))",
            "len(np.polynomial.Polynomial([1,2]))",
        ],
    ),
    Group(
        "functions of series of orthogonal polynomials",
        [
            f"[np.around(one,9)+0.0 for one in np.polynomial.{module}.{prefix}{call}]"
            if call.startswith(("div(", "gauss("))
            else f"np.around(np.polynomial.{module}.{prefix}{call},9)+0.0"
            for module, prefix, _ in SERIES
            for call in CALLS.split()
        ],
    ),
    Group(
        "series of orthogonal polynomials as objects",
        [
            re.sub(r"\bP\b(?=[(.])", f"np.polynomial.{name}", method)
            for _, _, name in SERIES
            for method in METHODS.split()
        ],
    ),
]

"""A tiny font: letters of 3 x 5 pixels, small letters drawn as capitals."""

WIDTH, HEIGHT = 3, 5

# Five rows from the top, an octal digit each: 4 is the left pixel, 1 the right one.
_GLYPHS = {
    "A": "25755", "B": "65656", "C": "34443", "D": "65556", "E": "74647", "F": "74644",
    "G": "34553", "H": "55755", "I": "72227", "J": "11152", "K": "55655", "L": "44447",
    "M": "57755", "N": "65555", "O": "25552", "P": "65644", "Q": "25563", "R": "65655",
    "S": "34216", "T": "72222", "U": "55557", "V": "55552", "W": "55775", "X": "55255",
    "Y": "55222", "Z": "71247",
    "0": "75557", "1": "26227", "2": "71747", "3": "71717", "4": "55711", "5": "74717",
    "6": "74757", "7": "71122", "8": "75757", "9": "75717",
    " ": "00000", ".": "00002", ",": "00024", ":": "02020", "+": "02720", "-": "00700",
    "*": "05250", "/": "11244", "%": "51245", "&": "25257", "|": "22222", "=": "07070",
    "<": "12421", ">": "42124", "(": "12221", ")": "42224", "[": "32223", "]": "62226",
    "_": "00007", "'": "22000", "@": "25743", "~": "00360",
}  # fmt: skip
_UNKNOWN = "75557"


def pixels(character):
    """The set pixels of `character`, a list of (row, column); a box for what the font lacks.

    >>> pixels("-")
    [(2, 0), (2, 1), (2, 2)]
    """
    rows = _GLYPHS.get(character.upper(), _UNKNOWN)
    return [(r, c) for r in range(HEIGHT) for c in range(WIDTH) if int(rows[r]) & (4 >> c)]

"""The LZW coding of GIF pictures (GIF89a, appendix F)."""

_LAST_CODE = 4095


def encode(pixels, bits):
    """Code `pixels`, a bytes object of values below 2**bits, into the byte stream of a GIF image.

    `bits` is at least 2. Codes start at bits + 1 wide and grow to 12; then the table starts anew.

    >>> encode(bytes([1, 1, 1, 1]), 2).hex()
    '8c53'
    """
    clear = 1 << bits
    stop = clear + 1
    out = bytearray()
    table = {}
    fresh = stop + 1
    width = bits + 1
    # `held` has `count` bits that are not written yet, lowest first.
    held, count = clear, width
    prefix = -1
    for pixel in pixels:
        if prefix < 0:
            prefix = pixel
            continue
        key = prefix << 8 | pixel
        known = table.get(key)
        if known is not None:
            prefix = known
            continue
        held |= prefix << count
        count += width
        if fresh <= _LAST_CODE:
            # The decoder learns a code one step later, so the width grows with its table.
            if fresh == 1 << width:
                width += 1
            table[key] = fresh
            fresh += 1
        else:
            held |= clear << count
            count += width
            table = {}
            fresh = stop + 1
            width = bits + 1
        while count >= 8:
            out.append(held & 255)
            held >>= 8
            count -= 8
        prefix = pixel
    if prefix >= 0:
        held |= prefix << count
        count += width
        # The decoder adds an entry for this last code as well before it reads the stop code.
        if fresh == 1 << width and width < 12:
            width += 1
    held |= stop << count
    count += width
    while count > 0:
        out.append(held & 255)
        held >>= 8
        count -= 8
    return bytes(out)

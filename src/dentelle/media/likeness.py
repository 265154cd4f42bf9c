"""How much pictures look alike: distances between their descriptors (`decoding.colours.descriptor`)."""

BYTES = 192
MOST = 12  # neighbours kept of each picture
WANTED = 48  # nearest pictures whose own lists are looked at when one comes
FAR = 24.0  # past this, in units of Lab colour, two pictures have nothing in common to the eye
SAME = 2.0  # under this, they are the same shot: saved again, resized, or nearly
_SCALES = (1 / 2.55, 1.0, 1.0)  # bytes of the descriptor to Lab units


def nearest(mine: bytes, others: dict[int, bytes], *, most: int) -> list[tuple[int, float]]:
    """Return the numbers of the nearest others and their mean distance in Lab, the nearest first.

    Descriptors are of `BYTES` bytes; what is further than `FAR` is left out.
    """
    import numpy as np  # noqa: PLC0415 -- slow import

    if not others:
        return []
    shape = (-1, BYTES // 3, 3)
    rows = np.frombuffer(b"".join(others.values()), dtype=np.uint8).reshape(shape)
    own = np.frombuffer(mine, dtype=np.uint8).reshape(shape)
    apart = (rows.astype(np.float32) - own) * np.array(_SCALES, dtype=np.float32)
    far = np.sqrt((apart**2).sum(axis=2)).mean(axis=1)
    numbers = list(others)
    order = np.argsort(far, kind="stable")[:most]
    return [(numbers[at], round(float(far[at]), 2)) for at in order if far[at] <= FAR]

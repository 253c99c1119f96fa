"""Writes GGUF version 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"""

import struct
from pathlib import Path

import numpy as np

ALIGNMENT = 32
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
F32, Q8_0 = 0, 8
Q8_0_BLOCK = 32
BLOCK = np.dtype([("scale", "<f2"), ("values", "i1", Q8_0_BLOCK)])


class GgufWriter:
    def __init__(self):
        self._metadata = []
        self._tensors = []

    def uint32(self, key, value):
        self._put(key, UINT32, struct.pack("<I", value))

    def float32(self, key, value):
        self._put(key, FLOAT32, struct.pack("<f", value))

    def boolean(self, key, value):
        self._put(key, BOOL, struct.pack("<?", value))

    def string(self, key, value):
        self._put(key, STRING, _string(value))

    def strings(self, key, values):
        self._put(key, ARRAY, struct.pack("<IQ", STRING, len(values)) + b"".join(map(_string, values)))

    def floats(self, key, values):
        self._put(key, ARRAY, struct.pack("<IQ", FLOAT32, len(values)) + np.asarray(values, "<f4").tobytes())

    def ints(self, key, values):
        self._put(key, ARRAY, struct.pack("<IQ", INT32, len(values)) + np.asarray(values, "<i4").tobytes())

    def tensor(self, name, values, exact=False):
        """Adds a tensor: a matrix as Q8_0 unless it is to stay exact, a vector as F32."""
        values = np.asarray(values, np.float32)
        kind = Q8_0 if values.ndim == 2 and not exact else F32
        self._tensors.append((name, values.shape, kind, quantise(values) if kind == Q8_0 else values.astype("<f4").tobytes()))

    def write(self, path):
        header = [b"GGUF", struct.pack("<IQQ", 3, len(self._tensors), len(self._metadata)), *self._metadata]
        offset = 0
        for name, shape, kind, data in self._tensors:
            # The fastest dimension first.
            sizes = struct.pack(f"<I{len(shape)}Q", len(shape), *reversed(shape))
            header.append(_string(name) + sizes + struct.pack("<IQ", kind, offset))
            offset += _padded(len(data))
        head = b"".join(header)
        with open(path, "wb") as file:
            file.write(head.ljust(_padded(len(head)), b"\0"))
            for _, _, _, data in self._tensors:
                file.write(data.ljust(_padded(len(data)), b"\0"))

    def _put(self, key, kind, value):
        self._metadata.append(_string(key) + struct.pack("<I", kind) + value)


def read(path):
    """(metadata, tensors) of a file that GgufWriter wrote; the tensors as float32."""
    data = Path(path).read_bytes()
    if data[:4] != b"GGUF":
        raise ValueError(f"{path} is no GGUF file")
    at = 4

    def number(form):
        nonlocal at
        value, = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize(form)
        return value

    def string():
        nonlocal at
        length = number("Q")
        at += length
        return data[at - length:at].decode()

    def value(kind):
        if kind == ARRAY:
            of, length = number("I"), number("Q")
            return [value(of) for _ in range(length)]
        return string() if kind == STRING else number({UINT32: "I", INT32: "i", FLOAT32: "f", BOOL: "?"}[kind])

    number("I")
    count, keys = number("Q"), number("Q")
    metadata = {string(): value(number("I")) for _ in range(keys)}
    places = []
    for _ in range(count):
        name, dimensions = string(), number("I")
        shape = [number("Q") for _ in range(dimensions)][::-1]
        places.append((name, shape, number("I"), number("Q")))
    start = _padded(at)
    return metadata, {name: _values(data, start + offset, shape, kind) for name, shape, kind, offset in places}


def _values(data, at, shape, kind):
    size = int(np.prod(shape))
    if kind == F32:
        return np.frombuffer(data, "<f4", size, at).reshape(shape).copy()
    blocks = np.frombuffer(data, BLOCK, size // Q8_0_BLOCK, at)
    return (blocks["scale"].astype(np.float32)[:, None] * blocks["values"]).reshape(shape)


def quantise(values):
    """Q8_0: blocks of 32 with one half-precision scale and 32 signed bytes."""
    blocks = values.reshape(-1, Q8_0_BLOCK)
    scale = np.abs(blocks).max(1, keepdims=True) / 127
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale > 0)
    packed = np.empty(len(blocks), BLOCK)
    packed["scale"] = scale[:, 0].astype("<f2")
    packed["values"] = np.rint(blocks * inverse).astype(np.int8)
    return packed.tobytes()


def dequantise(values):
    """What is left of the values after Q8_0."""
    packed = np.frombuffer(quantise(values), BLOCK)
    return (packed["scale"].astype(np.float32)[:, None] * packed["values"]).reshape(values.shape)


def _string(text):
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _padded(size):
    return (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT

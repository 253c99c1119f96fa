"""Writes GGUF version 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"""

import struct

import numpy as np

ALIGNMENT = 32
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
F32, Q8_0 = 0, 8
Q8_0_BLOCK = 32


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

    def tensor(self, name, values):
        """Adds a tensor: a matrix as Q8_0, a vector as F32."""
        values = np.asarray(values, np.float32)
        data = quantise(values) if values.ndim == 2 else values.astype("<f4").tobytes()
        self._tensors.append((name, values.shape, Q8_0 if values.ndim == 2 else F32, data))

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


def quantise(values):
    """Q8_0: blocks of 32 with one half-precision scale and 32 signed bytes."""
    blocks = values.reshape(-1, Q8_0_BLOCK)
    scale = np.abs(blocks).max(1, keepdims=True) / 127
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale > 0)
    packed = np.empty(len(blocks), np.dtype([("scale", "<f2"), ("values", "i1", Q8_0_BLOCK)]))
    packed["scale"] = scale[:, 0].astype("<f2")
    packed["values"] = np.rint(blocks * inverse).astype(np.int8)
    return packed.tobytes()


def dequantise(values):
    """What is left of the values after Q8_0."""
    packed = np.frombuffer(quantise(values), np.dtype([("scale", "<f2"), ("values", "i1", Q8_0_BLOCK)]))
    return (packed["scale"].astype(np.float32)[:, None] * packed["values"]).reshape(values.shape)


def _string(text):
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _padded(size):
    return (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT

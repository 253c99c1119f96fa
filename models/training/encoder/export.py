"""Writes the encoder as GGUF for llama.cpp (architecture «bert», Q8_0); the heads lie in its metadata."""

import base64
import json

import numpy as np
import torch

from builtin.gguf import GgufWriter

from .examples import Before
from .labels import ACTS, EXPRESSIONS, INTENTS, TOPICS
from .network import HEADS, INNER, LAYERS, POSITIONS, SIZES, WIDTH
from .wordpiece import words

PER_LAYER = {"attn_q": "q", "attn_k": "k", "attn_v": "v", "attn_output": "out", "attn_output_norm": "attention_norm", "ffn_up": "up",
             "ffn_down": "down", "layer_output_norm": "norm"}


def write(model, pieces, path):
    out = GgufWriter()
    out.string("general.architecture", "bert")
    out.string("general.name", "SupportBot encoder")
    out.string("general.license", "apache-2.0")
    for key, value in (("block_count", LAYERS), ("context_length", POSITIONS), ("embedding_length", WIDTH), ("feed_forward_length", INNER),
                       ("attention.head_count", HEADS), ("pooling_type", 0)):
        out.uint32(f"bert.{key}", value)
    out.float32("bert.attention.layer_norm_epsilon", 1e-12)
    out.boolean("bert.attention.causal", False)
    out.string("tokenizer.ggml.model", "bert")
    # llama.cpp marks the beginning of a word where BERT marks its continuation.
    out.strings("tokenizer.ggml.tokens", [p[2:] if p.startswith("##") else p if p.startswith("[") and p.endswith("]") else "\u2581" + p for p in pieces.pieces])
    out.ints("tokenizer.ggml.token_type", [3 if p.startswith("[") and p.endswith("]") else 1 for p in pieces.pieces])
    out.uint32("tokenizer.ggml.token_type_count", 2)
    for key, piece in (("unknown", "[UNK]"), ("seperator", "[SEP]"), ("padding", "[PAD]"), ("cls", "[CLS]"), ("mask", "[MASK]"), ("bos", "[CLS]"), ("eos", "[SEP]")):
        out.uint32(f"tokenizer.ggml.{key}_token_id", pieces.ids[piece])
    # llama.cpp keeps its list of tokens to itself; the reader in C# splits words by this one.
    out.string("supportbot.vocabulary", "\n".join(pieces.pieces))
    for name, labels in (("act", ACTS), ("intent", INTENTS.values()), ("topics", TOPICS), ("expressions", EXPRESSIONS), ("denied", ["denied"])):
        head = model.heads[name]
        matrix = torch.cat([head.weight, head.bias[:, None]], 1).detach().numpy().astype("<f4")
        out.string(f"supportbot.{name}.labels", ",".join(labels))
        out.string(f"supportbot.{name}.weights", base64.b64encode(matrix.tobytes()).decode())

    def put(name, module):
        out.tensor(f"{name}.weight", module.weight.detach().numpy(), exact=module in (model.positions, model.kinds))
        if getattr(module, "bias", None) is not None:
            out.tensor(f"{name}.bias", module.bias.detach().numpy())
    put("token_embd", model.words)
    put("position_embd", model.positions)
    put("token_types", model.kinds)
    put("token_embd_norm", model.norm)
    for i, layer in enumerate(model.layers):
        for name, part in PER_LAYER.items():
            put(f"blk.{i}.{name}", getattr(layer, part))
    out.write(path)


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

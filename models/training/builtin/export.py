"""The GGUF file of a trained model, and the vectors that tests check it against."""

import json

import numpy as np
import torch

from . import evaluate, wording
from .gguf import GgufWriter, dequantise
from .prompts import CHAT_TEMPLATE

NAME = "SupportBot built-in"
VERSION = "1"
LICENSE = "MIT"


def tensors(model):
    shape = model.shape
    state = {name: p.detach().float().cpu().numpy() for name, p in model.state_dict().items()}
    yield "token_embd.weight", state["embedding.weight"]
    yield "output_norm.weight", state["norm.weight"]
    for i in range(shape.layers):
        here, there = f"blocks.{i}.", f"blk.{i}."
        q, k, v = np.split(state[here + "qkv.weight"], 3)
        gate, up = np.split(state[here + "gate_up.weight"], 2)
        yield there + "attn_norm.weight", state[here + "attn_norm.weight"]
        yield there + "attn_q.weight", q
        yield there + "attn_k.weight", k
        yield there + "attn_v.weight", v
        yield there + "attn_output.weight", state[here + "attn_output.weight"]
        yield there + "ffn_norm.weight", state[here + "ffn_norm.weight"]
        yield there + "ffn_gate.weight", gate
        yield there + "ffn_up.weight", up
        yield there + "ffn_down.weight", state[here + "ffn_down.weight"]


def read_state(tensors, layers):
    """The other way round: the state of a Llama."""
    state = {"embedding.weight": tensors["token_embd.weight"], "norm.weight": tensors["output_norm.weight"]}
    for i in range(layers):
        here, there = f"blocks.{i}.", f"blk.{i}."
        state[here + "qkv.weight"] = np.concatenate([tensors[there + f"attn_{part}.weight"] for part in "qkv"])
        state[here + "gate_up.weight"] = np.concatenate([tensors[there + f"ffn_{part}.weight"] for part in ("gate", "up")])
        for name in ("attn_norm", "attn_output", "ffn_norm", "ffn_down"):
            state[here + name + ".weight"] = tensors[there + name + ".weight"]
    return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()}


def write(model, tokenizer, path):
    shape, gguf = model.shape, GgufWriter()
    gguf.string("general.architecture", "llama")
    gguf.string("general.type", "model")
    gguf.string("general.name", NAME)
    gguf.string("general.version", VERSION)
    gguf.string("general.license", LICENSE.lower())
    gguf.uint32("general.file_type", 7)
    gguf.uint32("general.quantization_version", 2)
    gguf.uint32("llama.vocab_size", shape.vocab)
    gguf.uint32("llama.context_length", shape.context)
    gguf.uint32("llama.embedding_length", shape.dim)
    gguf.uint32("llama.block_count", shape.layers)
    gguf.uint32("llama.feed_forward_length", shape.ffn)
    gguf.uint32("llama.attention.head_count", shape.heads)
    gguf.uint32("llama.attention.head_count_kv", shape.heads)
    gguf.float32("llama.attention.layer_norm_rms_epsilon", shape.eps)
    gguf.uint32("llama.rope.dimension_count", shape.dim // shape.heads)
    gguf.float32("llama.rope.freq_base", shape.rope_base)
    texts, scores, types = zip(*tokenizer.pieces())
    gguf.string("tokenizer.ggml.model", "llama")
    gguf.string("tokenizer.ggml.pre", "default")
    gguf.strings("tokenizer.ggml.tokens", texts)
    gguf.floats("tokenizer.ggml.scores", scores)
    gguf.ints("tokenizer.ggml.token_type", types)
    gguf.uint32("tokenizer.ggml.bos_token_id", tokenizer.bos)
    gguf.uint32("tokenizer.ggml.eos_token_id", tokenizer.eos)
    gguf.uint32("tokenizer.ggml.eot_token_id", tokenizer.end)
    gguf.uint32("tokenizer.ggml.unknown_token_id", 0)
    gguf.boolean("tokenizer.ggml.add_bos_token", True)
    gguf.boolean("tokenizer.ggml.add_eos_token", False)
    gguf.boolean("tokenizer.ggml.add_space_prefix", False)
    gguf.boolean("tokenizer.ggml.remove_extra_whitespaces", False)
    gguf.string("tokenizer.chat_template", CHAT_TEMPLATE)
    for name, values in tensors(model):
        gguf.tensor(name, values)
    gguf.write(path)


# Replies that the model was trained on, for the claim check.
WORDED = 60

TEXTS = [
    "where is my order?", "Where IS order #10021??", "  two  spaces ", "line\nbreak\ttab", "naïve café, 5€ 👟", "ORD-2026-000123",
    "<|end|><|system|>understand<s></s>", "the blue shoes", '"},"about":["status"]}', "don't say {order} or ORDER_INFO", "日本語", "x" * 50,
]

PROMPTS = [
    ("understand", "where is my order 10021?"), ("understand", "please cancel my last order"),
    ("understand", "what's the weather like?"), ("understand", "how much were the blue shoes and when do they arrive"),
    ("compose", "status=shipped; about=status,shipping; facts=order,status,bought_on,shipped_on"),
    ("compose", "status=delivered; about=total; facts=order,total"),
]


@torch.no_grad()
def vectors(model, prompts):
    """Texts with their tokens; prompts with their tokens, the strongest next tokens' logits as PyTorch computes them from the
    quantised matrices, and the greedy answer under the grammar."""
    quantised = type(model)(model.shape)
    quantised.load_state_dict({name: torch.from_numpy(dequantise(p.numpy())) if p.dim() == 2 else p
                               for name, p in ((n, p.detach().float().cpu()) for n, p in model.state_dict().items())})
    quantised.eval()
    tokenizer = prompts.tokenizer
    cases = []
    for task, data in PROMPTS:
        ids = prompts.prompt(task, data)[0]
        logits = quantised.logits(quantised.hidden(torch.tensor([ids]))[0, -1])
        top = logits.topk(8)
        answer = (evaluate.understand(quantised, prompts, [data])[0].json() if task == "understand"
                  else evaluate.compose(quantised, prompts, [data])[0])
        cases.append({"system": task, "data": data, "tokens": ids, "answer": answer,
                      "logits": {str(i): round(v, 3) for v, i in zip(top.values.tolist(), top.indices.tolist())}})
    rng = np.random.default_rng(0)
    worded = [wording.composition(rng) for _ in range(WORDED)]
    return {"wordings": [{"data": e.line, "text": e.text} for e in worded],
            "texts": [{"text": t, "tokens": tokenizer.text(t)} for t in TEXTS],
            "prompts": cases}


def write_vectors(model, prompts, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(vectors(model, prompts), file, ensure_ascii=False, indent=1)
        file.write("\n")

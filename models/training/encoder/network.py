"""BERT (https://arxiv.org/abs/1810.04805), with heads over the words of the message."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .labels import ACTS, EXPRESSIONS, INTENTS, TOPICS

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
SIZES = {"act": len(ACTS), "intent": len(INTENTS), "topics": len(TOPICS)}


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.q, self.k, self.v, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attention_norm, self.norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        rows, length, _ = x.shape
        q, k, v = (part(x).view(rows, length, HEADS, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        weights = (q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask).softmax(3)
        mixed = (weights @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary, dropout=0.1):
        super().__init__()
        self.words, self.positions, self.kinds = nn.Embedding(vocabulary, WIDTH), nn.Embedding(POSITIONS, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(2 * WIDTH, size) for name, size in SIZES.items()})
        self.heads["expressions"], self.heads["denied"] = nn.Linear(WIDTH, len(EXPRESSIONS)), nn.Linear(WIDTH, 1)

    def load(self, tensors):
        """Takes pretrained weights by BERT's names."""
        def put(module, name):
            for part in ("weight", "bias"):
                if hasattr(module, part) and f"{name}.{part}" in tensors:
                    getattr(module, part).data.copy_(torch.tensor(tensors[f"{name}.{part}"]))
                elif not isinstance(module, nn.Embedding):
                    raise ValueError(f"no {name}.{part} in the pretrained weights")
        for module, name in ((self.words, "word_embeddings"), (self.positions, "position_embeddings"), (self.kinds, "token_type_embeddings"),
                             (self.norm, "LayerNorm")):
            put(module, f"embeddings.{name}")
        for i, layer in enumerate(self.layers):
            for module, name in ((layer.q, "attention.self.query"), (layer.k, "attention.self.key"), (layer.v, "attention.self.value"),
                                 (layer.out, "attention.output.dense"), (layer.attention_norm, "attention.output.LayerNorm"),
                                 (layer.up, "intermediate.dense"), (layer.down, "output.dense"), (layer.norm, "output.LayerNorm")):
                put(module, f"encoder.layer.{i}.{name}")

    def forward(self, tokens, present, message):
        """tokens, present (1 where no padding), message (1 for pieces of the message): [rows, length]. Logits by head."""
        x = self.words(tokens) + self.positions.weight[:tokens.shape[1]] + self.kinds.weight[0]
        x = self.dropout(self.norm(x))
        mask = (1 - present[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        own = message[:, :, None].to(x.dtype)
        mean = (x * own).sum(1) / own.sum(1).clamp(min=1)
        whole = self.dropout(torch.cat([x[:, 0], mean], 1))
        logits = {name: self.heads[name](whole) for name in SIZES}
        return logits | {name: self.heads[name](self.dropout(x)) for name in ("expressions", "denied")}

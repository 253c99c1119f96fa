"""A Llama: RMSNorm, rotary positions over neighbouring pairs (llama.cpp's NORM form), SwiGLU, output tied to the embedding."""

import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    vocab: int
    dim: int
    layers: int
    heads: int
    ffn: int
    context: int = 2048
    eps: float = 1e-5
    rope_base: float = 10000.0


# Multiples of 32 throughout, as Q8_0 wants.
SIZES = {
    "tiny": dict(dim=64, layers=2, heads=2, ffn=128),
    "small": dict(dim=192, layers=6, heads=3, ffn=512),
    "medium": dict(dim=256, layers=6, heads=4, ffn=704),
    "base": dict(dim=384, layers=8, heads=6, ffn=1024),
    "large": dict(dim=512, layers=8, heads=8, ffn=1408),
}


class RmsNorm(nn.Module):
    def __init__(self, dim, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x):
        x = x.float()
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


def rotate(x, cos, sin):
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Block(nn.Module):
    def __init__(self, shape, dropout):
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.attn_norm = RmsNorm(shape.dim, shape.eps)
        self.qkv = nn.Linear(shape.dim, 3 * shape.dim, bias=False)
        self.attn_output = nn.Linear(shape.dim, shape.dim, bias=False)
        self.ffn_norm = RmsNorm(shape.dim, shape.eps)
        self.gate_up = nn.Linear(shape.dim, 2 * shape.ffn, bias=False)
        self.ffn_down = nn.Linear(shape.ffn, shape.dim, bias=False)

    def forward(self, x, cos, sin, mask):
        batch, length, dim = x.shape
        width = dim // self.heads
        q, k, v = self.qkv(self.attn_norm(x)).view(batch, length, 3, self.heads, width).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        attention = (q @ k.transpose(-1, -2)) * width**-0.5 + mask
        y = (attention.float().softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, dim)
        x = x + self._drop(self.attn_output(y))
        gate, up = self.gate_up(self.ffn_norm(x)).chunk(2, -1)
        return x + self._drop(self.ffn_down(F.silu(gate) * up))

    def _drop(self, x):
        return F.dropout(x, self.dropout, self.training)


class Llama(nn.Module):
    def __init__(self, shape, dropout=0.0):
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.embedding = nn.Embedding(shape.vocab, shape.dim)
        self.blocks = nn.ModuleList([Block(shape, dropout) for _ in range(shape.layers)])
        self.norm = RmsNorm(shape.dim, shape.eps)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                last = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(p, std=0.02 / math.sqrt(2 * shape.layers) if last else 0.02)
        width = shape.dim // shape.heads
        self.register_buffer("frequencies", shape.rope_base ** (-torch.arange(0, width, 2).float() / width), persistent=False)

    def hidden(self, ids):
        length = ids.shape[1]
        angles = torch.arange(length, device=ids.device).float()[:, None] * self.frequencies
        cos, sin = angles.cos(), angles.sin()
        mask = torch.full((length, length), -1e9, device=ids.device).triu(1)
        x = F.dropout(self.embedding(ids), self.dropout, self.training)
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        return self.norm(x)

    def logits(self, hidden):
        return hidden @ self.embedding.weight.t()

    def parameters_count(self):
        return sum(p.numel() for p in self.parameters())

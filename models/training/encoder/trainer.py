"""Trains the encoder: resumable, the same run for the same seed and number of steps."""

import os
import time
from dataclasses import replace

import numpy as np
import torch
from torch.nn import functional as F
from tqdm import tqdm

from .examples import draw
from .labels import ACTS, INTENTS, TOPICS

SAVE_EVERY = 60
INTENT_NAMES = list(INTENTS.values())
# The rows have more of what isn't about orders than customers write.
INTENT_WEIGHTS = {"ORDER_INFO": 1.0, "ORDER_HELP": 1.25, "OUT_OF_SCOPE": 0.75}
# A row's share of each batch by where it comes from.
SHARES = {"conversations": 0.58, "messages": 0.24, "public": 0.18}


def batch(rows, pad=0):
    """Rows of draw() with their examples, as tensors."""
    length = max(len(tokens) for (tokens, *_), _ in rows)
    tokens = torch.full((len(rows), length), pad)
    present, message = torch.zeros(len(rows), length), torch.zeros(len(rows), length)
    kinds, denied = torch.full((len(rows), length), -1), torch.zeros(len(rows), length)
    acts, intent = torch.zeros(len(rows), len(ACTS)), torch.full((len(rows),), -1)
    topics, known = torch.zeros(len(rows), len(TOPICS)), torch.zeros(len(rows), len(TOPICS))
    for i, ((ids, start, kind, no), example) in enumerate(rows):
        tokens[i, :len(ids)], present[i, :len(ids)], message[i, start:len(ids) - 1] = torch.tensor(ids), 1, 1
        kinds[i, :len(kind)], denied[i, :len(no)] = torch.tensor(kind), torch.tensor(no, dtype=torch.float)
        acts[i, [ACTS.index(act) for act in example.acts]] = 1
        if example.intent:
            intent[i] = INTENT_NAMES.index(example.intent)
        for topic in example.topics:
            topics[i, TOPICS.index(topic)] = 1
        for topic in example.known_topics:
            known[i, TOPICS.index(topic)] = 1
    return dict(tokens=tokens, present=present, message=message, kinds=kinds, denied=denied, acts=acts, intent=intent, topics=topics, known=known)


def loss_of(logits, b):
    """The act may be one of several; topics and expressions count where they are known."""
    acts = -(torch.logsumexp(logits["act"].masked_fill(b["acts"] == 0, -1e4), 1) - torch.logsumexp(logits["act"], 1)).mean()
    intent = F.cross_entropy(logits["intent"], b["intent"], torch.tensor([INTENT_WEIGHTS[name] for name in INTENT_NAMES]), ignore_index=-1, label_smoothing=0.03)
    topics = F.binary_cross_entropy_with_logits(logits["topics"], b["topics"], weight=b["known"], reduction="sum") / b["known"].sum().clamp(min=1)
    kinds = F.cross_entropy(logits["expressions"].transpose(1, 2), b["kinds"], ignore_index=-1)
    told = (b["kinds"] > 0).float()
    denied = F.binary_cross_entropy_with_logits(logits["denied"].squeeze(2), b["denied"], weight=told, reduction="sum") / told.sum().clamp(min=1)
    return acts + intent + 12 * topics + 3 * kinds + 0.5 * denied


class Trainer:
    def __init__(self, model, pieces, sources, folder, seed, steps, rows, rate):
        self.model, self.pieces, self.sources, self.folder = model, pieces, sources, folder
        self.seed, self.steps, self.rows, self.rate = seed, steps, rows, rate
        plain = [p for n, p in model.named_parameters() if p.ndim < 2]
        heads = [p for n, p in model.named_parameters() if p.ndim >= 2 and n.startswith("heads")]
        body = [p for n, p in model.named_parameters() if p.ndim >= 2 and not n.startswith("heads")]
        self.optimizer = torch.optim.AdamW([dict(params=plain, weight_decay=0, times=1), dict(params=body, weight_decay=0.01, times=1),
                                            dict(params=heads, weight_decay=0.01, times=5)], lr=rate, betas=(0.9, 0.98))
        self.step = 0
        self.bfloat16 = os.environ.get("BFLOAT16", "1") == "1" and "avx512_bf16" in _flags()

    def run(self):
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]
            print(f"Goes on at step {self.step}")
        saved = time.monotonic()
        self.model.train()
        with tqdm(total=self.steps, initial=self.step, unit="step", mininterval=2) as bar:
            while self.step < self.steps:
                bar.set_postfix(loss=f"{self._step():.3f}", refresh=False)
                bar.update()
                if time.monotonic() - saved > SAVE_EVERY or self.step == self.steps:
                    torch.save(dict(model=self.model.state_dict(), optimizer=self.optimizer.state_dict(), step=self.step), path.with_suffix(".tmp"))
                    path.with_suffix(".tmp").replace(path)
                    saved = time.monotonic()
        self.model.eval()

    def _doubled(self, rng, example):
        """Now and then two questions in one message, as people ask them."""
        if example.acts != {"ask"} or example.intent != "ORDER_INFO" or not example.topics or rng.random() > 0.2:
            return example
        other = self.sources["conversations"][int(rng.integers(len(self.sources["conversations"])))]
        if other.acts != {"ask"} or other.intent != "ORDER_INFO" or not 0 < len(other.topics) < 3 or any(kind != "none" for _, kind, _ in other.parts):
            return example
        link = str(rng.choice([" and ", ", ", " also ", ". ", "? and ", ", and "]))
        return replace(example, parts=(*example.parts, (link, "none", False), *other.parts), topics=tuple(dict.fromkeys((*example.topics, *other.topics))))

    def _step(self):
        rng = np.random.default_rng([self.seed, self.step])
        torch.manual_seed(self.seed * 1_000_003 + self.step)
        names = list(self.sources)
        shares = np.array([SHARES[name] for name in names])
        drawn = rng.choice(len(names), self.rows, p=shares / shares.sum())
        examples = [self._doubled(rng, self.sources[names[i]][int(rng.integers(len(self.sources[names[i]])))]) for i in drawn]
        b = batch([(draw(rng, example, self.pieces), example) for example in examples])
        warm = min(1, (self.step + 1) / (0.06 * self.steps))
        left = max(0.0, 1 - self.step / self.steps)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * group["times"] * min(warm, left)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            logits = self.model(b["tokens"], b["present"], b["message"])
        loss = loss_of({name: value.float() for name, value in logits.items()}, b)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return loss.item()


def _flags():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next((line for line in file if line.startswith("flags")), "").split()
    except OSError:
        return []

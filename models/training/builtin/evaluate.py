"""Greedy answers under the grammar, and how good they are."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field

import torch

from .tokenizer import CLOSE, FACTS, INTENTS, KINDS, KINDS_WITH_VALUE, OPEN_ABOUT, OPEN_INTENT, OPEN_KIND, OPEN_VALUE, TOPICS

VALUE_TOKENS = 40
MOST_TOPICS = 4
COMPOSE_TOKENS = 160
BATCH = 64


@dataclass
class Reading:
    intent: str = ""
    kind: str = "none"
    value: str = ""
    about: list = field(default_factory=list)

    def json(self):
        return json.dumps({"intent": self.intent, "reference": {"kind": self.kind, "value": self.value}, "about": self.about},
                          separators=(",", ":"), ensure_ascii=False)


@torch.no_grad()
def _last_logits(model, rows):
    """Logits after each row; rows of different lengths, filled up on the right, where nothing looks."""
    length = max(map(len, rows))
    device = model.embedding.weight.device
    ids = torch.tensor([row + [0] * (length - len(row)) for row in rows], device=device)
    last = torch.tensor([len(row) - 1 for row in rows], device=device)
    return model.logits(model.hidden(ids)[torch.arange(len(rows), device=device), last].float()).float()


def _batches(items):
    for start in range(0, len(items), BATCH):
        yield items[start:start + BATCH]


def understand(model, prompts, texts):
    return [reading for batch in _batches(texts) for reading in _understand(model, prompts, batch)]


def _understand(model, prompts, texts):
    t = prompts.tokenizer
    fixed = {text: t.one(text) for text in (OPEN_INTENT, OPEN_KIND, OPEN_VALUE, OPEN_ABOUT, CLOSE)}
    rows = [prompts.prompt("understand", text)[0] + [fixed[OPEN_INTENT]] for text in texts]
    readings = [Reading() for _ in texts]

    def choose(which, names, tokens):
        logits = _last_logits(model, [rows[i] for i in which])[:, tokens]
        for i, best in zip(which, logits.argmax(1).tolist()):
            rows[i].append(tokens[best])
            yield i, names[best]

    everyone = list(range(len(texts)))
    for i, intent in choose(everyone, INTENTS, [t.one(x) for x in INTENTS]):
        readings[i].intent = intent
        rows[i].append(fixed[OPEN_KIND])
    for i, kind in choose(everyone, KINDS, [t.one(x) for x in KINDS]):
        readings[i].kind = kind
        rows[i].append(fixed[OPEN_VALUE])
        if kind not in KINDS_WITH_VALUE:
            rows[i].append(fixed[OPEN_ABOUT])

    words = [i for i, (_, _, kind) in enumerate(t.pieces()) if kind in (1, 6)]
    names = [*words, fixed[OPEN_ABOUT]]
    values = {i: [] for i in everyone if readings[i].kind in KINDS_WITH_VALUE}
    open_values = list(values)
    for _ in range(VALUE_TOKENS):
        if not open_values:
            break
        for i, token in list(choose(open_values, names, names)):
            if token == fixed[OPEN_ABOUT]:
                open_values.remove(i)
            else:
                values[i].append(token)
    for i, tokens in values.items():
        readings[i].value = t.decode(tokens)
        if rows[i][-1] != fixed[OPEN_ABOUT]:
            rows[i].append(fixed[OPEN_ABOUT])

    asking = everyone
    for comma in ("", ","):
        tokens = [*[t.one(f'{comma}"{topic}"') for topic in TOPICS], fixed[CLOSE]]
        for _ in range(MOST_TOPICS - 1 if comma else 1):
            chosen = list(choose(asking, [*TOPICS, None], tokens)) if asking else []
            asking = [i for i, topic in chosen if topic is not None]
            for i, topic in chosen:
                if topic is not None and topic not in readings[i].about:
                    readings[i].about.append(topic)
    return readings


def compose(model, prompts, lines):
    return [text for batch in _batches(lines) for text in _compose(model, prompts, batch)]


def _compose(model, prompts, lines):
    t = prompts.tokenizer
    rows = [prompts.prompt("compose", line)[0] for line in lines]
    allowed = []
    for line in lines:
        forbidden = torch.zeros(t.size, dtype=torch.bool)
        known = facts_of(line)
        for i, (piece, _, kind) in enumerate(t.pieces()):
            placeholder = piece[1:-1] if kind == 4 and piece.startswith("{") and piece[1:-1] in FACTS else None
            forbidden[i] = not (i == t.end or (kind == 1 and not re.search(r"[0-9{}]", piece)) or placeholder in known)
        allowed.append(forbidden)
    forbidden = torch.stack(allowed).to(model.embedding.weight.device)
    answers = [[] for _ in lines]
    going = list(range(len(lines)))
    for _ in range(COMPOSE_TOKENS):
        if not going:
            break
        logits = _last_logits(model, [rows[i] for i in going]).masked_fill(forbidden[going], -1e9)
        for i, token in zip(list(going), logits.argmax(1).tolist()):
            if token == t.end:
                going.remove(i)
            else:
                rows[i].append(token)
                answers[i].append(token)
    return [t.decode(answer) for answer in answers]


def facts_of(line):
    return line.split("facts=", 1)[1].split(",")


def valid_composition(line, text):
    """Every fact once, the status at most once, nothing else, no digits, no question."""
    count = Counter(re.findall(r"\{(\w+)\}", text))
    facts = facts_of(line)
    return (all(count[f] == 1 for f in facts if f != "status") and count["status"] <= 1 and set(count) <= set(facts)
            and not re.search(r"[0-9?]", text) and text.endswith((".", "!")))


def scores_of_understanding(readings, examples):
    """Scores over the examples; each part over those that label it."""
    scores = {"rows": len(examples)}
    f1 = []
    for intent in INTENTS:
        right = sum(r.intent == e.intent == intent for r, e in zip(readings, examples))
        said = sum(r.intent == intent for r in readings)
        meant = sum(e.intent == intent for e in examples)
        if meant:
            f1.append(2 * right / (said + meant))
    scores["intent_macro_f1"] = sum(f1) / len(f1)
    scores["intent_accuracy"] = sum(r.intent == e.intent for r, e in zip(readings, examples)) / len(examples)
    kinds = [(r, e) for r, e in zip(readings, examples) if e.kind is not None]
    if kinds:
        scores["kind_accuracy"] = sum(r.kind == e.kind for r, e in kinds) / len(kinds)
    values = [(r, e) for r, e in kinds if e.kind in KINDS_WITH_VALUE and e.value is not None]
    if values:
        scores["value_accuracy"] = sum(r.kind == e.kind and r.value.lower() == e.value.lower() for r, e in values) / len(values)
    about = [(set(r.about), set(e.about)) for r, e in zip(readings, examples) if e.about is not None]
    if about:
        both, total = sum(len(r & e) for r, e in about), sum(len(r) + len(e) for r, e in about)
        scores["about_f1"] = 2 * both / total if total else 1.0
    return scores


def scores_of_composing(texts, lines):
    return {"rows": len(lines), "compose_valid": sum(valid_composition(line, text) for line, text in zip(lines, texts)) / len(lines)}

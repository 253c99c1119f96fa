"""Scores on rows that were held out."""

import numpy as np
import torch

from .examples import draw
from .labels import ACTS, EXPRESSIONS, TOPICS
from .trainer import INTENT_NAMES, batch


@torch.no_grad()
def read(model, pieces, examples, rows=64):
    """(logits by head, batch) for each slice of the examples, as written."""
    rng = np.random.default_rng(0)
    for at in range(0, len(examples), rows):
        b = batch([(draw(rng, example, pieces, vary=False), example) for example in examples[at:at + rows]])
        yield {name: value.float() for name, value in model(b["tokens"], b["present"], b["message"]).items()}, b


def of(model, pieces, examples):
    """Intent accuracy and macro-F1, act accuracy, F1 of topics and of expressions, each where it is known."""
    confusion = np.zeros((3, 3))
    acts, topics, words = [], np.zeros(3), np.zeros(3)
    wrong = {}
    for logits, b in read(model, pieces, examples):
        guess = logits["intent"].argmax(1)
        for truth, told in zip(b["intent"].tolist(), guess.tolist()):
            if truth >= 0:
                confusion[truth, told] += 1
        best = logits["act"].argmax(1)
        right = b["acts"].gather(1, best[:, None])[:, 0]
        for i in torch.where(b["acts"].sum(1) == 1)[0].tolist():
            acts.append(right[i].item())
            if not right[i]:
                pair = (ACTS[b["acts"][i].argmax()], ACTS[best[i]])
                wrong[pair] = wrong.get(pair, 0) + 1
        told = ((logits["topics"] > 0).float() * b["known"])
        topics += [(told * b["topics"]).sum(), told.sum(), (b["topics"] * b["known"]).sum()]
        kinds, known = logits["expressions"].argmax(2), b["kinds"] >= 0
        words += [((kinds == b["kinds"]) & known & (b["kinds"] > 0)).sum(), ((kinds > 0) & known).sum(), (b["kinds"] > 0).sum()]
    found = np.diag(confusion)
    f1 = [2 * found[i] / max(1, confusion[i].sum() + confusion[:, i].sum()) for i in range(3) if confusion[i].sum()]
    most = sorted(wrong.items(), key=lambda pair: -pair[1])[:8]
    return {"messages": len(examples), "intent": found.sum() / max(1, confusion.sum()), "macro_f1": float(np.mean(f1)) if f1 else 0.0,
            "act": float(np.mean(acts)) if acts else 0.0, "topics_f1": float(2 * topics[0] / max(1, topics[1] + topics[2])),
            "expressions_f1": float(2 * words[0] / max(1, words[1] + words[2])), "acts_confused": {f"{a}>{b}": n for (a, b), n in most}}

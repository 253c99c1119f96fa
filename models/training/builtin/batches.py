"""The batches of a training run. Each is a function of the seed and its number alone, so a run goes on after a kill where it stood."""

import hashlib
from collections import defaultdict

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from . import noise, templates, wording
from .examples import Compose

GROUP = 8
# A sequence longer than this is cut in its data, in front, as far as necessary.
LONGEST = 512

INTENT_SHARES = {"ORDER_INFO": 0.48, "ORDER_HELP": 0.26, "OUT_OF_SCOPE": 0.26}
COMPOSE_SHARE = 0.12
# How much of the compositions comes from patterns, where there is something else as well.
WORDING_SHARE = 0.6
# How often a row of a source is drawn, relative to the others of its intent; sources not named are the project's own.
SOURCE_WEIGHT = {"bitext": 0.12, "clinc150": 0.12, "banking77": 0.12, "hwu64": 0.08, "multidogo": 0.12}
DATA_WEIGHT = 0.15


class Batches:
    def __init__(self, data, prompts, seed, rows, patterns):
        self._prompts, self._seed, self._rows, self._patterns = prompts, seed, rows, patterns
        self._rows_of = {}
        for intent in INTENT_SHARES:
            sources = defaultdict(list)
            for e in data.understand:
                if e.intent == intent:
                    sources[e.source].append(e)
            names = sorted(sources)
            # The square root keeps a big file from drowning a small one.
            weights = np.array([SOURCE_WEIGHT.get(n, 1.0) * len(sources[n]) ** 0.5 for n in names])
            if names:
                self._rows_of[intent] = ([sources[n] for n in names], weights / weights.sum())
        self._compose = data.compose
        self._group = (-1, [])

    def __getitem__(self, step):
        group = step // GROUP
        if self._group[0] != group:
            self._group = (group, self.draw(group))
        return self._group[1][step % GROUP]

    def draw(self, group):
        rng = np.random.default_rng([self._seed, group])
        rows = sorted((self._sequence(rng) for _ in range(GROUP * self._rows)), key=lambda row: len(row[0]))
        batches = [_tensors(rows[i:i + self._rows]) for i in range(0, len(rows), self._rows)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def _sequence(self, rng):
        if rng.random() < COMPOSE_SHARE:
            made = not self._compose or rng.random() < WORDING_SHARE
            return self.sequence(wording.composition(rng) if made else self._compose[rng.integers(len(self._compose))])
        example = self._message(rng)
        text, value = example.text, example.value
        if example.kind == "id" and value and rng.random() < 0.7:
            text, value = noise.new_number(rng, text, value)
        text, value = noise.vary(rng, text, value)
        return self.sequence(example, text, value)

    def _message(self, rng):
        intent = list(INTENT_SHARES)[rng.choice(len(INTENT_SHARES), p=list(INTENT_SHARES.values()))]
        if intent not in self._rows_of or rng.random() < self._patterns:
            return templates.message(rng, intent)
        sources, weights = self._rows_of[intent]
        source = sources[rng.choice(len(sources), p=weights)]
        return source[rng.integers(len(source))]

    def sequence(self, example, text=None, value=None):
        """(tokens, weights of the losses): weight i belongs to the prediction of token i."""
        prompts = self._prompts
        if isinstance(example, Compose):
            prompt, first, last = prompts.prompt("compose", example.line)
            answer = prompts.compose(example.text)
            data_weight = 0.0
        else:
            prompt, first, last = prompts.prompt("understand", text)
            answer = prompts.understand(example.intent, example.kind, value or "", example.about)
            data_weight = DATA_WEIGHT
        tokens = prompt + [token for token, _ in answer]
        weights = [0.0] * len(prompt) + [float(free) for _, free in answer]
        weights[first:last] = [data_weight] * (last - first)
        over = len(tokens) - LONGEST
        if over > 0:
            tokens, weights = tokens[:first] + tokens[first + over:], weights[:first] + weights[first + over:]
        return tokens, weights


class Ahead:
    """Batches drawn in other processes, the same ones in the same order: a GPU takes them faster than one process draws them."""

    def __init__(self, batches, workers):
        self._batches, self._workers = batches, workers
        self._next, self._groups, self._drawn = -1, None, []

    def __getitem__(self, step):
        group = step // GROUP
        if group != self._next - 1:
            if group != self._next:
                loader = DataLoader(_Groups(self._batches), batch_size=None, sampler=range(group, 2**40), num_workers=self._workers, prefetch_factor=4)
                self._groups = iter(loader)
            self._drawn, self._next = next(self._groups), group + 1
        return self._drawn[step % GROUP]


class _Groups(Dataset):
    def __init__(self, batches):
        self._batches = batches

    def __getitem__(self, group):
        return self._batches.draw(group)


class Dialogues:
    """Windows of plain text, for learning the language before the task."""

    def __init__(self, tokens, bos, seed, rows, length=128):
        self._tokens, self._bos, self._seed, self._rows, self._length = tokens, bos, seed, rows, length

    def __getitem__(self, step):
        rng = np.random.default_rng([self._seed, 1, step])
        starts = rng.integers(0, len(self._tokens) - self._length, self._rows)
        return _tensors([([self._bos, *self._tokens[s:s + self._length].tolist()], [0.0] + [1.0] * self._length) for s in starts])


def dialogue_tokens(dialogues, tokenizer, folder):
    """The tokens of all dialogues, kept in the folder for the next start."""
    key = hashlib.sha256(tokenizer.model + "\n\n".join(dialogues).encode()).hexdigest()[:16]
    path = folder / f"dialogues-{key}.npy"
    if not path.exists():
        tokens = np.concatenate([np.array([*tokenizer.text(d), tokenizer.end], np.uint16) for d in dialogues])
        unfinished = path.with_suffix(".tmp.npy")
        np.save(unfinished, tokens)
        unfinished.replace(path)
    return np.load(path)


def _tensors(rows):
    length = max(len(tokens) for tokens, _ in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    weights = torch.zeros(len(rows), length)
    for i, (tokens, w) in enumerate(rows):
        ids[i, :len(tokens)] = torch.tensor(tokens)
        weights[i, :len(w)] = torch.tensor(w)
    return ids, weights

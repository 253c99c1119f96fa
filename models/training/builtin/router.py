"""The router: word and character n-grams weighted by TF-IDF, and a multinomial logistic regression over them.

It is small, takes a tenth of a millisecond, and knows how sure it is. `Route/IntentClassifier.cs` reads the file and computes
the same; the features must be the same there, gram by gram."""

import json
import math
import struct
from collections import Counter

import numpy as np
import torch
from tqdm import tqdm

from .tokenizer import INTENTS

MAGIC = b"SBROUTE1"
WORD_GRAMS = (1, 3)
CHARACTER_GRAMS = (2, 5)
# A gram of one message alone says nothing about others.
LEAST_MESSAGES = 2
# Inverse strength of the L2 penalty, as scikit-learn counts it.
C = 10.0
STEPS = 80


def words(text):
    """Letters and digits with apostrophes between them, and question and exclamation marks; every digit is a zero."""
    found, word = [], ""
    text = text.lower().replace("’", "'") + " "
    for i, c in enumerate(text[:-1]):
        inner = c == "'" and word and _is_word(text[i + 1])
        if _is_word(c) or inner:
            word += "0" if c.isdecimal() else c
        else:
            if word:
                found.append(word)
            word = ""
            if c in "?!":
                found.append(c)
    return found + [word] if word else found


def _is_word(c):
    return ord(c) < 0x10000 and (c.isalpha() or c.isdecimal())


def grams(text):
    """Two bags of grams: of words, with marks for both ends, and of the characters within a word, spaces around it."""
    found = words(text)
    line = ["^", *found, "$"]
    of_words = Counter("w" + " ".join(line[i:i + n]) for n in range(WORD_GRAMS[0], WORD_GRAMS[1] + 1) for i in range(len(line) - n + 1)
                       if n > 1 or 0 < i < len(line) - 1)
    of_characters = Counter("c" + padded[i:i + n] for padded in (f" {word} " for word in found)
                            for n in range(CHARACTER_GRAMS[0], CHARACTER_GRAMS[1] + 1) for i in range(len(padded) - n + 1))
    return of_words, of_characters


def fnv1a(text):
    """FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/"""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


class Router:
    """Weights by hash of the gram, sorted."""

    def __init__(self, hashes, idf, weights, bias):
        self.hashes, self.idf, self.weights, self.bias = hashes, idf, weights, bias
        self._index = {h: i for i, h in enumerate(hashes.tolist())}

    def chances(self, texts):
        """Log-probabilities of the intents, one row a text."""
        scores = np.zeros((len(texts), len(INTENTS)))
        for row, text in enumerate(texts):
            index, values = _vector(_known(text, self._index), self.idf)
            scores[row] = values @ self.weights[index] + self.bias
        return scores - np.logaddexp.reduce(scores, 1)[:, None]

    def write(self, path):
        """Little-endian: the magic, the number of grams, the scales and biases of the intents; then hashes, IDF in half precision
        and the weights as signed bytes, intent by intent."""
        with open(path, "wb") as file:
            file.write(MAGIC + struct.pack("<I", len(self.hashes)))
            scales = np.abs(self.weights).max(0) / 127
            file.write(scales.astype("<f4").tobytes() + self.bias.astype("<f4").tobytes())
            file.write(self.hashes.astype("<u4").tobytes() + self.idf.astype("<f2").tobytes())
            file.write(np.rint(self.weights / scales).astype("i1").T.tobytes())

    def rounded(self):
        """As the file has it."""
        scales = np.abs(self.weights).max(0) / 127
        return Router(self.hashes, self.idf.astype("<f2").astype(np.float64), np.rint(self.weights / scales) * scales, self.bias)


def train(examples, c=C):
    """A router from (text, intent) pairs."""
    bags = [grams(text) for text, _ in examples]
    documents = Counter(gram for bag in bags for gram in {*bag[0], *bag[1]})
    hashes = np.array(sorted({fnv1a(gram) for gram, count in documents.items() if count >= LEAST_MESSAGES}), np.int64)
    index = {h: i for i, h in enumerate(hashes.tolist())}
    count = np.zeros(len(hashes))
    for gram, n in documents.items():
        if n >= LEAST_MESSAGES:
            count[index[fnv1a(gram)]] += n
    idf = np.log((1 + len(examples)) / (1 + count)) + 1
    rows, columns, values = [], [], []
    for row, (text, _) in enumerate(examples):
        at, value = _vector(_known(text, index), idf)
        rows += [row] * len(at)
        columns += at.tolist()
        values += value.tolist()
    x = torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values, dtype=torch.float64), (len(examples), len(hashes))).coalesce()
    y = torch.tensor([INTENTS.index(intent) for _, intent in examples])
    weights = torch.zeros(len(hashes), len(INTENTS), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(len(INTENTS), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe", tolerance_grad=1e-6)

    bar = tqdm(desc="router", unit=" steps", mininterval=1)

    def closure():
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(torch.sparse.mm(x, weights) + bias, y) + (weights * weights).sum() / (2 * c * len(examples))
        loss.backward()
        bar.set_postfix_str(f"loss {loss.item():.4f}", refresh=False)
        bar.update()
        return loss

    optimizer.step(closure)
    bar.close()
    return Router(hashes, idf, weights.detach().numpy(), bias.detach().numpy())


def _known(text, index):
    """For each bag the known grams with their counts."""
    bags = []
    for bag in grams(text):
        known = Counter()
        for gram, n in bag.items():
            at = index.get(fnv1a(gram))
            if at is not None:
                known[at] += n
        bags.append(known)
    return bags


def _vector(bags, idf):
    """Sublinear TF times IDF, each bag of length one."""
    index, values = [], []
    for bag in bags:
        weighed = [(1 + math.log(n)) * idf[at] for at, n in bag.items()]
        length = math.sqrt(sum(v * v for v in weighed)) or 1.0
        index += bag.keys()
        values += [v / length for v in weighed]
    return np.array(index, np.int64), np.array(values)


VECTOR_TEXTS = [
    "", "?", "where is my order?", "WHERE is Order #10021??", "don’t cancel it! can't you tell me when it's coming", "naïve café, 5€ 👟 日本語 ٣٤",
    "hi, i ordered 2 pairs of shoes on 3/5/2026 and they haven't arrived, account KRZ7734", "'quoted' ''twice'' o'clock's", "write me a poem",
    "I would like to return the lamp that I bought last week, it flickers.", "do you ship to Canada", "a " * 40,
]


def write_vectors(router, path):
    chances = router.rounded().chances(VECTOR_TEXTS)
    cases = [{"text": text, "grams": sum(len(bag) for bag in grams(text)), "chances": [round(math.exp(p), 5) for p in row]} for text, row in zip(VECTOR_TEXTS, chances.tolist())]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(cases, file, ensure_ascii=False, indent=1)
        file.write("\n")

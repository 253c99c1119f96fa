"""What the encoder learns from: written conversations, written messages and public messages."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from builtin import noise

from .labels import ACTS, EXPRESSIONS, INTENTS, MOVES, NUMBER, OWN_NUMBER, PRODUCT, TOPICS
from .wordpiece import words

MARK = re.compile(r"\[([a-z-]+):([^\[\]]*)\]")
HELD_OUT = 0.06
# Said without a question before, these mean something else.
BOUND = {"goes_on", "choose", "correct", "agree", "decline", "drop", "take_back"}
# Topics that rows of the single messages are labelled with.
OF_MESSAGES = {"status", "shipping", "delivery", "payment", "items", "total", "address", "tracking"}
ACTS_OF = {
    "ORDER_INFO": {"ask", "goes_on", "choose", "want_no_person"},
    "ORDER_HELP": {"want", "want_person", "complain", "ask"},
    "OUT_OF_SCOPE": {"ask", "greet", "thank", "leave", "ask_bot", "other", "complain", "want"},
}
KINDS_OF = {"id": "number", "latest": "position", "ordinal": "position", "date": "time", "product": "product", "status": "status"}


@dataclass(frozen=True)
class Before:
    """The conversation before a message, as far as the encoder reads it."""
    move: str = "start"
    shown: int = 0
    focus: bool = False
    open: bool = False
    topics: tuple = ()
    said: str = ""

    def text(self):
        parts = [MOVES[self.move], "focus" * self.focus, "request" * self.open, f"{min(self.shown, 20)} shown" if self.shown else "", *self.topics]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Example:
    """parts: (words, kind of expression or None where unknown, denied). Labels that are None aren't learned."""
    parts: tuple
    acts: frozenset
    intent: str
    topics: tuple
    known_topics: frozenset
    before: Before
    source: str
    key: str


def conversations(path):
    """The examples of a file of conversations, each as a list."""
    found, before = [], Before()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found.append([])
            before, focus = Before(), False
        elif line.startswith("B "):
            _, move, *count = line.split()
            before = _after(before, move, int(count[0]) if count else 0)
        elif line.startswith("C "):
            labels, text = line[2:].split(" | ", 1)
            act, intent, topics = labels.split()
            topics = () if topics == "-" else tuple(topics.split(","))
            found[-1].append(Example(_parts(text), frozenset([act]), INTENTS.get(intent), topics, frozenset(TOPICS), before, path.stem,
                                     f"{path.stem}:{len(found)}"))
            before = Before(before.move, before.shown, before.focus, before.open, topics or before.topics, text)
    return found


def _after(before, move, count):
    focus = move == "answered" or (before.focus and move != "told_several")
    is_open = (before.open or move in ("requested", "joined", "still_waiting")) and move not in ("withdrawn", "asked_rating", "thanked", "nothing_open")
    return Before(move, count or (1 if move == "answered" else before.shown), focus, is_open, before.topics, before.said)


def _parts(text):
    parts, at = [], 0
    for match in MARK.finditer(text):
        parts.append((text[at:match.start()], "none", False))
        kind = match.group(1)
        parts.append((match.group(2), kind.removeprefix("not-"), kind.startswith("not-")))
        at = match.end()
    return tuple(part for part in [*parts, (text[at:], "none", False)] if part[0])


def messages(path):
    """Single messages: {"text","intent","reference"?,"about"?}; the act is one of those that the intent admits."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reference = row.get("reference") or {}
        kind, value = reference.get("kind"), reference.get("value") or ""
        known = "none" if kind in ("none", "id", "date", "product", "status") else None
        at = row["text"].find(value) if value else -1
        if kind in KINDS_OF and at >= 0:
            parts = ((row["text"][:at], known, False), (value, KINDS_OF[kind], False), (row["text"][at + len(value):], known, False))
        else:
            parts = ((row["text"], "none" if kind == "none" else None, False),)
        about = row.get("about")
        known_topics = frozenset() if about is None else frozenset(OF_MESSAGES)
        if row["intent"] == "OUT_OF_SCOPE":
            known_topics = frozenset(TOPICS) - {"how", "who", "meaning", "wait"}
        yield Example(tuple(p for p in parts if p[0]), frozenset(row.get("act", "").split(",") if row.get("act") else ACTS_OF[row["intent"]]),
                      row["intent"], tuple(about or ()), known_topics, Before(), path.stem, row["text"].casefold())


def public(folder):
    for name in ("public_intents_train.jsonl", "public_out_of_scope_more.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            out = row["label"] == "OUT_OF_SCOPE"
            if row["text"].strip():
                yield Example(((row["text"].strip(), "none" if out else None, False),), frozenset(ACTS_OF[row["label"]]), row["label"], (), frozenset(),
                              Before(), row["source"].split("-")[0], row["text"].casefold())


def held_out(key, seed):
    return int.from_bytes(hashlib.sha256(f"{seed}:{key}".encode()).digest()[:4], "big") / 2**32 < HELD_OUT


def distinct(found):
    """Conversations without those that say nearly what an earlier one said: three quarters of its words in threes."""
    seen, kept = set(), []
    for conversation in found:
        said = [w for e in conversation for w in words("".join(part[0] for part in e.parts))]
        threes = set(zip(said, said[1:], said[2:]))
        if threes and len(threes & seen) / len(threes) > 0.75:
            continue
        seen |= threes
        kept.append(conversation)
    return kept


def draw(rng, example, pieces, limit=128, vary=True):
    """(tokens, message mask, expression ids or -1, denied) of one example, varied as people type."""
    before = example.before
    if vary and not example.acts & BOUND and before.move != "start" and rng.random() < 0.15:
        before = Before()
    elif vary and before.move == "start" and not before.open and len(example.acts) > 1 and rng.random() < 0.3:
        # Single messages come at any time.
        before = Before(str(rng.choice(["answered", "several", "refused", "courtesy", "greeted", "page"]).replace("several", "told_several")), 1,
                        bool(rng.random() < 0.6), False, (str(rng.choice(["status", "delivery", "payment"])),))
    parts = [(_varied(rng, text, kind), kind, denied) for text, kind, denied in example.parts] if vary else list(example.parts)
    if vary:
        parts = _dressed(rng, parts, bool(example.acts & BOUND))
        if example.intent == "OUT_OF_SCOPE" and len(parts) == 1 and rng.random() < 0.15:
            parts = _with_own_thing(rng, parts[0])
    said = MARK.sub(lambda m: _marked(rng, m.group(2), m.group(1).removeprefix("not-"), vary), before.said)
    if vary and rng.random() < 0.2:
        said = ""
    context = [i for word in words(before.text()) + ["|"] * bool(said) + words(said) for i in pieces.of_word(word)][:32]
    tokens = [pieces.begin, *context, pieces.end]
    start, kinds, refused = len(tokens), [-1] * len(tokens), [0] * len(tokens)
    for text, kind, denied in parts:
        text = _marked(rng, text, kind, vary)
        for word in words(text):
            found = pieces.of_word(word)
            tokens += found
            # A word is told by its first piece.
            kinds += [-1 if kind is None else EXPRESSIONS.index("number" if kind == "foreign" else kind)] + [-1] * (len(found) - 1)
            refused += [int(denied)] * len(found)
    tokens, kinds, refused = tokens[:limit - 1] + [pieces.end], kinds[:limit - 1] + [-1], refused[:limit - 1] + [0]
    return tokens, start, kinds, refused


def _marked(rng, text, kind, vary):
    """Code finds the customer's own numbers always, and their products mostly."""
    if kind == "number" and (not vary or rng.random() < 0.9):
        lead = re.match(r"(?i)\s*(?:not |but |except |the |order |number |no\.? |nr\.? |ord |#)*", text).group()
        return f"{lead} {OWN_NUMBER}"
    if kind == "product" and vary and rng.random() < 0.6:
        lead = re.match(r"(?i)\s*(?:not |but |except |the |my |a |an |that |those )*", text).group()
        return f"{lead} {PRODUCT}"
    return text


def _with_own_thing(rng, part):
    """A message about something else may name a thing that the customer once bought: «does the jacket come in blue»."""
    found = [match for match in re.finditer(r"[A-Za-z]{4,}", part[0])]
    if not found:
        return [part]
    word = found[int(rng.integers(len(found)))]
    return [(f"{part[0][:word.start()]}{PRODUCT}{part[0][word.end():]}", part[1], part[2])]


def _varied(rng, text, kind):
    if rng.random() < 0.14 and len(text) > 6 and kind in ("none", None):
        text = noise._typos(rng, text, "")
    if rng.random() < 0.15:
        text = re.sub(r"[.!?,']+", "", text)
    return text


def _dressed(rng, parts, bound):
    """Greetings and thanks around a message, now and then."""
    if not bound and rng.random() < 0.06:
        parts = [(noise._named(rng, rng.choice(noise.GREETINGS)) + " ", "none", False), *parts]
    if rng.random() < 0.05:
        parts = [*parts, (" " + noise._named(rng, rng.choice(noise.CLOSINGS)), "none", False)]
    return parts

"""What the model learns from: the corpus of the project and, asked for with --extra, public data."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

HELD_OUT = 0.08


@dataclass(frozen=True)
class Understand:
    text: str
    intent: str
    kind: str = None
    value: str = None
    about: tuple = None
    source: str = "written"


@dataclass(frozen=True)
class Compose:
    line: str
    text: str
    source: str = "compose"


@dataclass
class Data:
    understand: list
    compose: list
    dialogues: list
    held_out_understand: list
    held_out_compose: list
    held_out_public: list


def read(corpus, extra, seed):
    """Reads everything and splits off the rows held out: the same for the same seed, whatever else is read."""
    understand, compose, groups = [], [], {}
    for path in sorted(Path(corpus).glob("*.jsonl")):
        with open(path, encoding="utf-8") as file:
            for number, row in enumerate(file, 1):
                if not row.strip():
                    continue
                try:
                    example, group = _parse(json.loads(row), path.stem)
                except (KeyError, ValueError) as error:
                    raise ValueError(f"{path}:{number}: {error!r}") from error
                groups[example] = group
                (compose if isinstance(example, Compose) else understand).append(example)
    held = {example: _held_out(groups[example], seed) for example in groups}
    public, dialogues = _public(Path(extra)) if extra else ([], [])
    texts = {e.text.casefold() for rows in test_sets().values() for e in rows} | {e.text.casefold() for e in understand if held[e]}
    public_held = [e for e in public if _held_out(e.text.casefold(), seed)]
    texts |= {e.text.casefold() for e in public_held}
    return Data(
        [e for e in understand if not held[e] and e.text.casefold() not in texts] + [e for e in public if e.text.casefold() not in texts],
        [e for e in compose if not held[e]], dialogues,
        [e for e in understand if held[e]], [e for e in compose if held[e]], public_held)


def _parse(row, stem):
    if "intent" in row:
        reference = row.get("reference") or {}
        about = row.get("about")
        example = Understand(row["text"], row["intent"], reference.get("kind"), reference.get("value"),
                             None if about is None else tuple(about), stem)
        return example, row.get("group", row["text"].casefold())
    facts = row["facts"]
    line = f"status={row['status']}; about={_list(row['about'])}; facts={_list(facts)}"
    return Compose(line, row["text"]), line


def _list(names):
    return names if isinstance(names, str) else ",".join(names)


def _held_out(group, seed):
    return int.from_bytes(hashlib.sha256(f"{seed}:{group}".encode()).digest()[:4], "big") / 2**32 < HELD_OUT


def _public(folder):
    rows = []
    for name in ("public_intents_train.jsonl", "public_out_of_scope_more.jsonl"):
        with open(folder / name, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                rows.append(_public_row(row["text"].strip(), row["label"], row["source"].split("-")[0]))
    with gzip.open(folder / "dialogues.txt.gz", "rt", encoding="utf-8") as file:
        dialogues = file.read().split("\n\n")
    return [r for r in rows if r.text], [d.strip() for d in dialogues if d.strip()]


def _public_row(text, label, source):
    """A public label is an intent. What it says nothing of is left unlabelled, and the answer ends there."""
    if label == "OUT_OF_SCOPE":
        return Understand(text, label, "none", "", (), source)
    points = re.search(r"\d|\b(it|that|this|last|latest|newest|recent|all)\b", text, re.IGNORECASE)
    return Understand(text, label, None if points else "none", None if points else "", None, source)


TESTS = Path(__file__).resolve().parents[3] / "tests/SupportBot.Tests/Llm/Understand"
EVALUATION = Path(__file__).resolve().parents[3] / "tests/SupportBot.Eval/data/intents.jsonl"
TEST_INTENTS = {"INFO": "ORDER_INFO", "HELP": "ORDER_HELP", "OUT": "OUT_OF_SCOPE"}


def test_sets():
    """The labelled messages of the C# tests and of the evaluation; their references' values are in another form, so only the kinds count."""
    sets = {}
    for path in sorted(TESTS.glob("*Set.txt")):
        rows = [[part.strip() for part in line.split("|")] for line in path.read_text(encoding="utf-8").splitlines()
                if line.strip() and not line.startswith("# ")]
        sets[path.stem] = [Understand(text, TEST_INTENTS[intent], None if reference == "*" else reference.split(":")[0].lower(), None,
                                      None if topics == "*" else tuple(t.strip().lower() for t in topics.split(",") if t.strip()), path.stem)
                           for text, intent, reference, topics in rows]
    if EVALUATION.exists():
        for line in EVALUATION.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = f"evaluation, {row['origin']}"
            sets.setdefault(name, []).append(Understand(row["text"], row["label"], source=name))
    return sets

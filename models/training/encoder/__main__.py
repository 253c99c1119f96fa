"""Trains the encoder and writes models/encoder.onnx: python3 -m encoder --help"""

import argparse
import hashlib
import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "0")
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")

import torch

from . import card, examples, export, pretrained, scores
from .network import Encoder
from .trainer import Trainer
from .wordpiece import WordPiece

HERE = Path(__file__).resolve().parent.parent
MODELS = HERE.parent
MOST_SCORED = 1000


def arguments(argv):
    parser = argparse.ArgumentParser(prog="train-encoder.sh", description="Fine-tunes the encoder and writes models/encoder.onnx. "
                                     "The same command goes on where a killed run stood.")
    parser.add_argument("--steps", type=int, default=7500, help="batches (default 7500: an hour on two cores)")
    parser.add_argument("--rows", type=int, default=32, help="messages in a batch")
    parser.add_argument("--rate", type=float, default=1e-4, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--extra", type=Path, metavar="DIR", help="folder of public data: public_intents_train.jsonl, public_out_of_scope_more.jsonl")
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument("--work", type=Path, default=HERE / "artifacts", help="where the pretrained weights and checkpoints are kept")
    parser.add_argument("--out", type=Path, default=MODELS / "encoder.onnx")
    parser.add_argument("--start", type=Path, metavar="CHECKPOINT", help="go on from an earlier training's weights, when the corpus has grown: half the rate is right for this")
    parser.add_argument("--without", metavar="SOURCE", help="leave one source of --extra out and score on it")
    return parser.parse_args(argv)


def main(argv=None):
    args = arguments(argv)
    torch.set_num_threads(min(8, os.cpu_count() or 1))
    args.work.mkdir(parents=True, exist_ok=True)
    tensors, vocabulary = pretrained.fetch(args.work)
    pieces = WordPiece(vocabulary)
    written = [c for path in sorted(args.corpus.glob("*.txt")) for c in examples.conversations(path)]
    kept = examples.distinct(written)
    groups = {
        "conversations": [e for conversation in kept for e in conversation],
        "messages": [e for path in sorted(args.corpus.glob("understand-*.jsonl")) for e in examples.messages(path)],
        "public": list(examples.public(args.extra)) if args.extra else [],
    }
    left_out = [e for e in groups["public"] if e.source == args.without]
    groups["public"] = [e for e in groups["public"] if e.source != args.without]
    held = {name: [e for e in rows if examples.held_out(e.key, args.seed)][:MOST_SCORED] for name, rows in groups.items() if rows}
    learned = {name: [e for e in rows if not examples.held_out(e.key, args.seed)] for name, rows in groups.items() if rows}
    print(f"{len(written)} conversations, {len(kept)} without near-duplicates; learned: " + ", ".join(f"{len(rows):,} {name}" for name, rows in learned.items()))
    model = Encoder(len(vocabulary))
    model.load(tensors)
    if args.start:
        model.load_state_dict(torch.load(args.start)["model"])
    rows = [(e.parts, sorted(e.acts), e.intent, e.topics, sorted(e.known_topics), e.before) for rows in learned.values() for e in rows]
    key = hashlib.sha256(repr((rows, args.steps, args.rows, args.rate, args.seed, args.start and args.start.stat().st_size)).encode()).hexdigest()[:16]
    folder = args.work / f"encoder-{key}"
    folder.mkdir(exist_ok=True)
    Trainer(model, pieces, learned, folder, args.seed, args.steps, args.rows, args.rate).run()
    found = {name: scores.of(model, pieces, rows) for name, rows in held.items()}
    if left_out:
        found[f"without {args.without}"] = scores.of(model, pieces, left_out)
    for name, values in found.items():
        print(name, values)
    if args.without:
        return 0
    unfinished = args.out.with_suffix(".tmp")
    export.write(model, pieces, unfinished)
    unfinished.replace(args.out)
    export.write_vectors(model, pieces, MODELS.parent / "tests/SupportBot.Tests/Models/encoder.vectors.json")
    args.out.with_suffix(".md").write_text(card.text(args, len(kept), learned, found), encoding="utf-8")
    print(f"Wrote {args.out} ({args.out.stat().st_size:,} bytes).")
    return 0


if __name__ == "__main__":
    sys.exit(main())

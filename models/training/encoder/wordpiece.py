"""Text to pieces: lower-cased words and single signs, then BERT's WordPiece (https://arxiv.org/abs/1810.04805)."""

import re
import unicodedata

WORDS = re.compile(r"\[unused\d+\]|[^\W\d_]+|\d+|[^\w\s]|_")
LONG_NUMBER = 3
MAX_LETTERS = 40


def words(text):
    """The words as the encoder reads them: accents off, long numbers behind one mark."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return ["[unused2]" if word.isdigit() and len(word) >= LONG_NUMBER else word for word in WORDS.findall(plain)]


class WordPiece:
    def __init__(self, vocabulary):
        self.pieces = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.begin, self.end = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]

    def of_word(self, word):
        """Longest piece first; the whole word is unknown when a part of it is."""
        if word in self.ids:
            return [self.ids[word]]
        if len(word) > MAX_LETTERS:
            return [self.unknown]
        at, found = 0, []
        while at < len(word):
            end = len(word)
            while end > at and ("##" * (at > 0) + word[at:end]) not in self.ids:
                end -= 1
            if end == at:
                return [self.unknown]
            found.append(self.ids["##" * (at > 0) + word[at:end]])
            at = end
        return found

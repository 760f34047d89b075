"""BERT's uncased WordPiece tokenizer, with character offsets into the original text.

Debian ships no `tokenizers` library. The steps and their order are those of the BertNormalizer and BertPreTokenizer
named in the base model's tokenizer.json: clean, strip accents, lower-case, split at white space, punctuation and CJK
characters, then greedy longest match first (Wu et al. 2016, Devlin et al. 2019).
"""
import json
import re
import unicodedata

MAX_WORD_CHARS = 100  # `max_input_chars_per_word` of tokenizer.json
WORD = re.compile(r"\S+")


def is_punctuation(char):
    code = ord(char)
    # All ASCII symbols count, also those that Unicode calls symbols ($ + < = > ^ ` | ~).
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def is_cjk(char):
    code = ord(char)
    return (0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
            or 0x20000 <= code <= 0x2CEAF or 0x2F800 <= code <= 0x2FA1F)


def normalise(char):
    """What one character becomes: accents and control characters vanish, letters turn lower case."""
    if char in "\t\n\r":
        return char
    if unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co") or char == "\ufffd":
        return ""
    base = (c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "".join(base).lower()


class WordPiece:
    def __init__(self, tokenizer_json):
        with open(tokenizer_json, encoding="utf-8") as file:
            self.vocab = json.load(file)["model"]["vocab"]
        self.cls, self.sep, self.pad, self.unk = (self.vocab[t] for t in ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
        self._pieces_of = {}

    def encode(self, text):
        """Returns three lists of equal length: token ids, and each token's start and end character in `text`."""
        ids, starts, ends = [], [], []
        for match in WORD.finditer(text):
            word, at = match.group(), match.start()
            pieces = self._pieces_of.get(word)
            if pieces is None:
                pieces = self._pieces_of[word] = self._split(word)
            for token, start, end in pieces:
                ids.append(token)
                starts.append(at + start)
                ends.append(at + end)
        return ids, starts, ends

    def _split(self, word):
        pieces, run = [], []  # run: (normalised character, its position in `word`)
        for at, char in enumerate(word):
            if is_punctuation(char) or is_cjk(char):
                pieces += self._match(run)
                run = []
                pieces += self._match([(c, at) for c in normalise(char)])
            else:
                run += [(c, at) for c in normalise(char)]
        return pieces + self._match(run)

    def _match(self, run):
        if not run:
            return []
        text = "".join(char for char, _ in run)
        whole = [(self.unk, run[0][1], run[-1][1] + 1)]
        if len(run) > MAX_WORD_CHARS:
            return whole
        pieces, start = [], 0
        while start < len(run):
            end = len(run)
            while end > start:
                token = self.vocab.get(("##" if start else "") + text[start:end])
                if token is not None:
                    break
                end -= 1
            else:
                return whole  # one unknown piece makes the whole word unknown
            pieces.append((token, run[start][1], run[end - 1][1] + 1))
            start = end
        return pieces

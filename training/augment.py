"""Changes to a question that keep its meaning: it comes from a chat, typed in haste.

The tokenizer lower-cases and strips accents itself, so only letters that do not decompose (ø, ł, ß …) need folding here.
"""
from dataclasses import replace

FOLDS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
                       "Æ": "Ae", "œ": "oe", "ı": "i", "’": "'", "–": "-", "“": '"', "”": '"'})
OPENERS = ("pls ", "hi, ", "hello, ", "do you know ", "can you tell me ", "please tell me ", "quick question: ", "hey ", "and ",
           "i'd like to know ", "tell me ")
CLOSERS = (" pls", " please", " thx", " thanks", " ??", "?!")


def typo(text, rng):
    """One slip of the finger in a longer word: a letter doubled, dropped or swapped with its neighbour."""
    words = text.split(" ")
    # Digits stay: a changed year or sum is another question.
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return text
    i = rng.choice(long)
    word = words[i]
    at = rng.randrange(1, len(word) - 1)
    words[i] = rng.choice((word[:at] + word[at] + word[at:], word[:at] + word[at + 1:],
                           word[:at] + word[at + 1] + word[at] + word[at + 2:]))
    return " ".join(words)


def chat(question, rng, strength=1.0):
    """The question as somebody in a chat might type it."""
    if rng.random() < 0.5 * strength:
        question = question.translate(FOLDS)
    if rng.random() < 0.5 * strength:
        question = question.rstrip("? ")
    if rng.random() < 0.12 * strength:
        question = typo(question, rng)
    if rng.random() < 0.06 * strength:
        question = rng.choice(OPENERS) + question
    if rng.random() < 0.03 * strength:
        question = question.rstrip("?") + rng.choice(CLOSERS)
    return question


def typed_in_chat(example, rng, strength=1.0):
    return replace(example, question=chat(example.question, rng, strength))

"""Follow-up questions. The product writes the question before in front of the follow-up; the last one is to be answered."""
import re
from dataclasses import replace

import perturb

BARE = 0.5  # chance that a fitting question is asked in its barest form
MONTHS = "|".join(perturb.MONTHS)
TIME = re.compile(rf",?\s+(?:in |of |during )?(?:early |late )?(?:(?:{MONTHS}|spring|summer|autumn|winter) )?20[0-3]\d\b", re.I)
# (type, words that the full question must have, bare forms, whether the question before must be about the same sentence)
BARE_FORMS = (
    ("how_many", r"people|persons|delegates|guests|visitors|members of|participants|size of|attend|took part|volunteers",
     ("how many were they?", "and how many people came?", "how many were there", "how many took part?", "how many people was that"), False),
    ("who", r"\b(led|head|headed|heads|leads)\b", ("who led it?", "and who led them?", "who was in charge?", "who was the leader"), False),
    ("how_long", r"\b(stay|stayed|last|lasted|take|took)\b", ("how long did it last?", "how long was that", "for how long?"), False),
    ("how_much", r"\bcosts?\b", ("what did it cost?", "and how much was it?", "how much did that cost", "whats the budget for it?"), False),
    ("when", "", ("when was that?", "and when?", "what date was that", "on which day?"), True),
    ("where", "", ("where was that?", "and where?", "where did it take place"), True),
    ("why", "", ("why?", "why was that?", "and why"), True),
    ("who", "", ("who was it?", "and who?", "who was that"), True),
)


def joined(previous, last):
    """A follow-up as the product asks it: behind the question before it."""
    return f"{previous} {last}"


def shortened(question, previous, names, rng):
    """The text of `question` as people write it after `previous`: in its barest form, or as below."""
    for kind, words, forms, same_sentence in BARE_FORMS:
        related = question.get("sentence") == previous.get("sentence") if same_sentence else question["answerable"]
        if question["type"] == kind and re.search(words, question["question"], re.I) and related and rng.random() < BARE:
            return rng.choice(forms)
    return abridged(question["question"], previous["question"], names)


def abridged(text, previous, names):
    """A question without the places and times that the one before it named."""
    for _, name, _, _ in names.found_in(previous):
        text = re.sub(rf"\s+(?:in|to|from|at|for|by) {re.escape(name)}(?!\w)", "", text, count=1, flags=re.I)
    if perturb.YEAR.search(previous):
        text = TIME.sub("", text, count=1)
    return text


def follow_up(example, question, programme, rng):
    """The example, asked after another question about the same article; None if there is no other."""
    article = question.get("source") or question.get("near")
    others = [q for q in programme.alone if q.get("source") == article and q is not question]
    same = [q for q in others if q.get("sentence") == question.get("sentence")]
    if not others:
        return None
    previous = rng.choice(same if same and rng.random() < 0.5 else others)
    return replace(example, question=joined(previous["question"], shortened(question, previous, programme.names, rng)))


# (forms, words of which a passage that answers must hold one)
NUMBER = r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|both|half|several|many|few)\b"
UNANSWERED = (
    (("who led them?", "who led it?", "and who was in charge?", "who headed the group", "who was the leader?"),
     r"\b(?:led|lead|leads|leader|head\w*|chair\w*|director|president|mayor|minister|manager|under|by)\b"),
    (("what did it cost?", "and how much was it?", "how much did that cost", "whats the budget?", "who paid for it and how much?"),
     r"[€$£%]|\b(?:euros?|dollars?|francs?|pounds?|million|thousand|cost\w*|budget\w*|price\w*|paid|pays?|fund\w*|free|grant\w*)\b"),
    (("how long did it last?", "how long was that", "for how long?", "how long did they stay?"),
     r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|nights?|long|until|from \d)\b|\d\s*(?:to|–|-)\s*\d"),
    (("how many were they?", "how many people came?", "how many took part?"), NUMBER),
    (("why?", "why was that?", "what was the reason?"),
     r"\b(?:because|since|as|due|owing|so|to|for|after|reason|cause[ds]?|thanks|therefore|order)\b"),
)


def unanswered_follow_up(gold, rng):
    """The question that a passage answers, followed by one of which it holds not so much as a word: no answer."""
    text = gold.context()[0]
    open_forms = [forms for forms, words in UNANSWERED if not re.search(words, text, re.I)]
    if not open_forms:
        return None
    return replace(gold, question=joined(gold.question, rng.choice(rng.choice(open_forms))), answer=None)


def beside_the_point(gold, question, programme):
    """The question that a passage answers, followed by another of the same article that it does not answer."""
    last = abridged(question["question"], gold.question, programme.names)
    return replace(gold, question=joined(gold.question, last), answer=None)

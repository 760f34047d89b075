"""Changes to an example's facts: false premises (no answer any more), and consistent renamings (the answer stays).

The same places and people meet again in other months and years, so the reader must hold the question's names and dates
against the passage's. False premises: after Jia & Liang 2017 and SQuAD 2.0 (Rajpurkar et al. 2018); consistent
renaming so that it reads instead of remembering: after entity replacement in Longpre et al. 2021.
"""
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace

from augment import FOLDS
from examples import PARTS

MONTHS = "January February March April May June July August September October November December".split()
YEAR = re.compile(r"(?<![\d.,])20[0-3]\d(?!\d)")
# 'may' and 'march' are verbs too: in a question they count only beside a year, a day or a preposition of time.
MONTH = re.compile(r"\b(" + "|".join(MONTHS) + r")\b", re.I)
MONTH_IN_QUESTION = re.compile(r"\b(" + "|".join(m for m in MONTHS if m not in ("March", "May")) + r")\b"
                               r"|(?:(?<=\bin )|(?<=\bof )|(?<=\d )|(?<=\bearly )|(?<=\blate ))(march|may)\b|\b(march|may)(?= (?:20)\d\d)", re.I)
ABBREVIATED = re.compile(r"\b\d{1,2} (Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?")
SEASONS = {"spring": (2, 6), "summer": (5, 9), "autumn": (8, 12), "winter": (11, 14)}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
CAPITALISED = r"[^\W\d_a-zà-þ][\w'’]*(?:-[\w'’]+)*"
SEQUENCE = re.compile(rf"{CAPITALISED}(?: (?:(?:de|da|do|dos|del|von|van|der|nad|al|el|of) )?{CAPITALISED})*")
CALENDAR = set(MONTHS) | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "The", "Europe", "French", "English"}
NOT_NAMES = {"From", "In", "On", "By", "Only", "At", "For", "With", "Nurse", "Director", "Deputy", "Municipal", "The", "And", "When"}
TITLES = r"(?:Mr|Ms|Mrs|Dr|Prof|Mayor|Deputy Mayor|Professor|Councillor|Commissioner|President)\.?"
PERSON = re.compile(rf"\b{TITLES} ((?:[A-Z]\. )*{SEQUENCE.pattern})")
PLACE = re.compile(rf"\b(?:in|from|to|at|near|between) ({CAPITALISED}(?:-{CAPITALISED})*(?: {CAPITALISED})?)(?=[ ,.;:)?])")
DIRECTION = (r"\b{a} (?:delegation|group|team|guests?|visitors?|visit|trip|party|mission)(?: \w+)? (?:to|in|of) {b}\b"
             r"|\bfrom {a} (?:to|in) {b}\b")


def fold(text):
    """Lower case without accents; as long as the text, so that positions stay."""
    out = []
    for char in text.translate({k: v for k, v in FOLDS.items() if len(v) == 1}):
        base = unicodedata.normalize("NFD", char)[0].lower()
        out.append(base if len(base) == 1 else char)
    return "".join(out)


def has(text, name):
    """Does the text name it, as a word?"""
    return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(text)) is not None


class Names:
    """The persons and places of one programme, found by their company ('Mr', 'from')."""

    def __init__(self, articles):
        text = "\n".join(a["title"] + "\n" + a["text"] for a in articles)
        places = Counter(m.group(1) for m in PLACE.finditer(text))
        surnames = {re.sub(r"['’]s$", "", m.group(1).split()[-1]) for m in PERSON.finditer(text)}
        surnames = {s for s in surnames if len(s) > 3 and places[s] < 2 and s not in CALENDAR}
        persons = set()
        for match in SEQUENCE.finditer(text):
            words = re.sub(r"['’]s$", "", match.group()).split()
            while words and (re.fullmatch(TITLES, words[0]) or words[0] in NOT_NAMES):
                words = words[1:]
            if 2 <= len(words) <= 4 and words[-1] in surnames:
                persons.add(" ".join(words))
        self.kinds = {
            "person": sorted(persons),
            "surname": sorted(surnames),
            "place": sorted(p for p, n in places.items() if n > 1 and len(p) > 3 and not p.isupper()
                            and not set(p.split()) & (CALENDAR | surnames) and p not in persons),
            "acronym": sorted({w for w in re.findall(r"\b[A-Z]{3,6}\b", text) if text.count(w) > 2}),
        }

    def found_in(self, text):
        """(kind, name) of the names in a text, longest first, none inside another."""
        taken, found = set(), []
        folded = fold(text)
        for kind, names in self.kinds.items():
            for name in sorted(names, key=len, reverse=True):
                for match in re.finditer(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded):
                    span = set(range(*match.span()))
                    if not span & taken:
                        taken |= span
                        found.append((kind, name, match.start(), match.end()))
        return found


def months_of(text):
    return {MONTHS.index(m.group().title()) + 1 for m in MONTH.finditer(text)} | {
        i + 1 for i, m in enumerate(MONTHS) for a in ABBREVIATED.finditer(text) if m.startswith(a.group(1)[:3])}


def swapped_name(example, names, foreign, rng):
    """The question asks about another person, place or programme than the context does."""
    context = " ".join(getattr(example, p) for p in ("title", "heading", "passage"))
    own = [f for f in names.found_in(example.question) if has(context, f[1])]
    if not own:
        return None
    kind, name, start, end = rng.choice(own)
    pool = (names if rng.random() < 0.8 else foreign).kinds[kind]
    # 'Koblenz' for 'Koblenz-Lützel' changes nothing that is wrong.
    pool = [n for n in pool if not any(has(context, w) for w in n.split()) and fold(n)[:4] not in fold(context)]
    if not pool:
        return None
    new = rng.choice(pool)
    if example.question == example.question.lower():
        new = new.lower()
    return example.question[:start] + new + example.question[end:]


def swapped_direction(example, names, rng):
    """Who visited whom, turned round."""
    places = [f for f in names.found_in(example.question) if f[0] == "place"]
    if len(places) != 2:
        return None
    (_, _, s1, e1), (_, _, s2, e2) = sorted(places, key=lambda f: f[2])
    q = example.question
    pattern = DIRECTION.replace("{a}", re.escape(q[s1:e1])).replace("{b}", re.escape(q[s2:e2]))
    if not re.search(pattern, q, re.I):
        return None
    return q[:s1] + q[s2:e2] + q[e1:s2] + q[s1:e1] + q[e2:]


def swapped_year(example, rng):
    context = example.context()[0]
    years = [m for m in YEAR.finditer(example.question) if m.group() in context]
    if not years:
        return None
    match = rng.choice(years)
    old = int(match.group())
    new = [y for y in range(old - 4, old + 5) if str(y) not in context and str(y)[2:] not in re.findall(r"\d\d", context)]
    if not new:
        return None
    return example.question[:match.start()] + str(rng.choice(new)) + example.question[match.end():]


def swapped_month(example, rng):
    context, question = example.context()[0], example.question
    known = months_of(context)
    found = [m for m in MONTH_IN_QUESTION.finditer(question) if MONTHS.index(m.group().title()) + 1 in known]
    if found:
        match = rng.choice(found)
        near = {(m + d - 1) % 12 + 1 for m in known for d in (-1, 0, 1)}
        new = [m for i, m in enumerate(MONTHS) if i + 1 not in near]
        if not new:
            return None
        name = rng.choice(new)
        return question[:match.start()] + (name if match.group()[0].isupper() else name.lower()) + question[match.end():]
    for season, (first, last) in SEASONS.items():
        match = re.search(rf"\b{season}\b", question, re.I)
        others = [s for s, (a, b) in SEASONS.items() if s != season and not re.search(rf"\b{s}\b", context, re.I)
                  and not {(m - 1) % 12 + 1 for m in range(a, b + 1)} & known]
        if match and others and known & {(m - 1) % 12 + 1 for m in range(first, last + 1)}:
            return question[:match.start()] + rng.choice(others) + question[match.end():]
    return None


def swapped_ordinal(example, rng):
    context = example.context()[0].lower()
    for ordinal in ORDINALS:
        match = re.search(rf"\b{ordinal}\b", example.question, re.I)
        if match and re.search(rf"\b{ordinal}\b", context):
            new = [o for o in ORDINALS if not re.search(rf"\b{o}\b", context)]
            if new:
                return example.question[:match.start()] + rng.choice(new) + example.question[match.end():]
    return None


def false_premise(example, names, foreign, rng):
    """The example with a question that its context no longer answers, or None where no safe change was found."""
    tries = [lambda: swapped_name(example, names, foreign, rng), lambda: swapped_year(example, rng), lambda: swapped_month(example, rng),
             lambda: swapped_ordinal(example, rng), lambda: swapped_direction(example, names, rng)]
    rng.shuffle(tries)
    for attempt in tries:
        question = attempt()
        if question:
            return replace(example, question=question, answer=None)
    return None


def rewritten(example, pattern, substitute):
    """The pattern substituted in the question and in every part, the answer's place kept true."""
    changed = {"question": pattern.sub(substitute, example.question)}
    answer = example.answer
    for part in PARTS:
        text, out, at = getattr(example, part), "", 0
        edits = []  # (start, end, length of the new text)
        for match in pattern.finditer(text):
            new = substitute(match)
            edits.append((match.start(), match.end(), len(new)))
            out += text[at:match.start()] + new
            at = match.end()
        changed[part] = out + text[at:]
        if answer and answer[0] == part:
            _, start, end = answer
            if any(s < start < e or s < end < e for s, e, _ in edits):
                return None  # the answer would begin or end within a substituted word
            answer = (part, start + sum(n - (e - s) for s, e, n in edits if e <= start),
                      end + sum(n - (e - s) for s, e, n in edits if e <= end))
    return replace(example, answer=answer, **changed)


def shifted_years(example, rng):
    by = rng.choice((-4, -3, -2, -1, 1, 2, 3))
    return rewritten(example, YEAR, lambda m: str(int(m.group()) + by))


def shifted_months(example, rng):
    context, by = example.context()[0], rng.randrange(1, 12)
    if ABBREVIATED.search(context) or re.search(r"\b(spring|summer|autumn|winter)\b", context + example.question, re.I):
        return None  # these would no longer agree with the months

    def substitute(match):
        word = match.group()
        new = MONTHS[(MONTHS.index(word.title()) + by) % 12]
        return new if word[0].isupper() else new.lower()

    in_context = rewritten(replace(example, question=""), re.compile(r"\b(" + "|".join(MONTHS) + r")\b"), substitute)
    return in_context and replace(in_context, question=MONTH_IN_QUESTION.sub(substitute, example.question))


def renamed(example, names, foreign, rng):
    """One or two of the question's names replaced throughout by names of the same kind from elsewhere."""
    context = " ".join(getattr(example, p) for p in ("title", "heading", "passage"))
    found = {(kind, name) for kind, name, _, _ in names.found_in(example.question) if kind != "acronym" and has(context, name)}
    for kind, name in rng.sample(sorted(found), min(len(found), rng.choice((1, 1, 2)))):
        pool = [n for n in foreign.kinds[kind] if not has(context, n) and len(n.split()) == len(name.split())]
        if not pool:
            continue
        new = rng.choice(pool)
        words = [(name, new)]
        if kind == "person":  # and the family name where it stands alone
            words.append((name.split()[-1], new.split()[-1]))
        for old, other in words:
            # Match the folded spellings too: the question is typed without accents.
            spelling = "|".join(sorted({re.escape(old), re.escape(fold(old)), re.escape(old.translate(FOLDS))}))
            pattern = re.compile(rf"(?<!\w)(?:{spelling})(?!\w)", re.I)
            example = rewritten(example, pattern, lambda m: other.lower() if m.group().islower() else other)
            if example is None:
                return None
    return example if found else None

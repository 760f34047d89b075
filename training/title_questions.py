"""Questions whose answer stands only in a title: 'Techiman visits Plasencia' says who visited Plasencia.

News often names both sides of a visit in the title and speaks of 'the guests' from then on; the annotated questions
lack such cases, so they are written here by pattern.
"""
import re
from dataclasses import replace

import perturb

VISIT = r"\b({a})(?:'s)?(?: delegation| visit| group)?(?: back)? (?:in|visits|to|comes (?:back )?to|returns to|goes to) ({b})\b"
COPIES = 2  # of each: the names differ
ASK_VISITOR = ("who visited {b}{when}?", "which delegation came to {b}{when}", "who went to {b}{when}?", "which city sent guests to {b}{when}",
               "where did the visitors in {b} come from", "which town visited {b}{when}?")
ASK_HOST = ("where did the {a} delegation go{when}?", "which city did {a} visit{when}", "where did the group from {a} travel{when}?",
            "who was visited by {a}{when}?", "who hosted the guests from {a}")


def title_questions(cut, names, foreign, rng):
    """Examples from one cut, with renamed towns, and some whose question names another town (no answer)."""
    found = []
    for article in cut.programme.articles.values():
        places = sorted({n for kind, n, _, _ in names.found_in(article["title"]) if kind == "place"})
        alternatives = "|".join(map(re.escape, places))
        match = len(places) > 1 and re.search(VISIT.format(a=alternatives, b=alternatives), article["title"])
        if not match:
            continue
        a, b = match.group(1), match.group(2)
        year = article["published"][:4]
        for ask, group in ((ASK_VISITOR, 1), (ASK_HOST, 2)):
            answer = match.group(group)
            passages = [e for (source, _), e in zip(cut.entries, cut.examples)
                        if source == article["id"] and not perturb.has(e.passage + e.heading, answer)]
            for _ in range(COPIES if passages else 0):
                question = rng.choice(ask).format(a=a, b=b, when=rng.choice(("", "", f" in {year}")))
                example = replace(rng.choice(passages), question=question, answer=("title", *match.span(group)))
                found.append(perturb.renamed(example, names, foreign, rng) or example)
                wrong = rng.random() < 0.4 and perturb.false_premise(example, names, foreign, rng)
                if wrong:
                    found.append(wrong)
    return found

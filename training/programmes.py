"""The fictional programmes as training examples: passages as the product retrieves them, answered or not."""
import json
import os
import random
import re
from dataclasses import replace
from datetime import date

import perturb
from augment import typed_in_chat
from bm25 import Bm25
from date_wording import reworded
from examples import Example
from follow_ups import beside_the_point, follow_up, joined, unanswered_follow_up
from passages import passages
from title_questions import title_questions

SIZES = (60, 90, 120, 150, 180, 220)  # tokens
# Chances a question an epoch. Of the passages that do not answer four in five are soon easy, so they are few.
NEGATIVE, PREMISE, RENAMED, SHIFTED, FOLLOW_UP, IN_TITLE, REWORDED, OFF_POINT, LAST_ALONE = 0.5, 0.4, 0.3, 0.3, 0.2, 0.5, 0.5, 0.1, 0.3


def long_date(iso):
    day = date.fromisoformat(iso)
    return f"{day.day} {perturb.MONTHS[day.month - 1]} {day.year}"


class Programme:
    def __init__(self, folder):
        def rows(name):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                return [json.loads(line) for line in file if line.strip()]

        self.name = os.path.basename(folder.rstrip("/"))
        self.articles = {a["id"]: a for a in rows("articles.jsonl")}
        self.questions = []
        for q in rows("questions.jsonl"):
            if "after" in q:
                q["last"], q["question"] = q["question"], joined(q["after"], q["question"])
            if q["answerable"] and q.get("in") == "title":
                if q["answer"] not in self.articles[q["source"]]["title"]:
                    continue
            elif q["answerable"]:
                text = self.articles[q["source"]]["text"]
                at = text.find(q["sentence"])
                inside = q["sentence"].find(q["answer"])
                start = at + inside if at >= 0 and inside >= 0 else text.find(q["answer"])
                if start < 0:
                    continue
                q["span"] = (start, start + len(q["answer"]))
            self.questions.append(q)
        self.alone = [q for q in self.questions if "after" not in q]
        self.names = perturb.Names(list(self.articles.values()))


class Cut:
    """One way of cutting all articles of a programme into passages, with an index over them."""

    def __init__(self, programme, rng=None, size=120):
        self.programme, self.entries = programme, []  # (article id, passage)
        for article in programme.articles.values():
            options = {"size": size}
            if rng:
                options = {"size": rng.choice(SIZES), "headings_apart": rng.random() < 0.5, "keep_bullets": rng.random() < 0.3}
            self.entries += [(article["id"], p) for p in passages(article["text"], **options)]
        self.examples = [self._example(article, passage) for article, passage in self.entries]
        self.texts = [e.context()[0] for e in self.examples]
        self.index = Bm25(self.texts)

    def _example(self, article_id, passage):
        article = self.programme.articles[article_id]
        return Example("", passage.text, article["title"], long_date(article["published"]), passage.heading)

    def gold(self, question):
        """The example that holds the answer, or None if the cut runs through it."""
        if question.get("in") == "title":
            return self._titled(question)
        for i, (article, passage) in enumerate(self.entries):
            if article == question["source"]:
                place = passage.locate(*question["span"])
                if place:
                    return replace(self.examples[i], question=question["question"], answer=("passage", *place))
        return None

    def _titled(self, question):
        """The article's passage nearest to a question that only the title answers."""
        ranked = self.index.top(question["question"], len(self.entries)) + list(range(len(self.entries)))
        at = next(i for i in ranked if self.entries[i][0] == question["source"])
        start = self.examples[at].title.find(question["answer"])
        return replace(self.examples[at], question=question["question"], answer=("title", start, start + len(question["answer"])))

    def negatives(self, question, count, rng):
        """Passages that a search brings up and that do not hold the answer; the misleading article's come first."""
        ranked = self.index.top(question["question"], 10)
        article = question.get("source") or question.get("near")
        ranked = [i for i in ranked if self.entries[i][0] == article][:2] + ranked
        answer = question["answer"].lower() if question["answerable"] else None
        pool = [i for i in dict.fromkeys(ranked) if answer is None or answer not in self.texts[i].lower()][:8]
        # The nearest are drawn more often.
        weighted = sorted(pool, key=lambda i: rng.random() ** (1.0 / (1 + len(pool) - pool.index(i))), reverse=True)
        return [replace(self.examples[i], question=question["question"]) for i in weighted[:count]]

    def title_answer(self, question, rng):
        """The same article's other passage, where the answer stands only in the title: two words or a figure, as a
        single name in a title need not be the answer."""
        title = self.programme.articles[question["source"]]["title"]
        match = re.search(rf"(?<!\w){re.escape(question['answer'])}(?!\w)", title) if re.search(r"\d|\w \w", question["answer"]) else None
        others = match and [i for i, (article, _) in enumerate(self.entries)
                            if article == question["source"] and question["answer"].lower() not in self.examples[i].passage.lower()]
        if not others:
            return None
        return replace(self.examples[rng.choice(others)], question=question["question"], answer=("title", *match.span()))


def undressed(example, rng):
    """Now and then without title, date or heading: the product leaves out what an article lacks."""
    drop = {part: "" for part, chance in (("title", 0.08), ("date", 0.1), ("heading", 0.25))
            if rng.random() < chance and not (example.answer and example.answer[0] == part)}
    return replace(example, **drop)


def epoch(loaded, number, seed):
    """One epoch's examples of all programmes, everything drawn anew."""
    found = []
    for programme in loaded:
        rng = random.Random(f"{seed} {programme.name} {number}")
        cuts = [Cut(programme, rng) for _ in range(2)]
        foreign = rng.choice([p for p in loaded if p is not programme] or [programme]).names
        found += [typed_in_chat(e, rng) for e in title_questions(cuts[0], programme.names, foreign, rng)]
        for question in programme.questions:
            for example in _examples(question, programme, cuts, foreign, rng):
                asked = reworded(example, question["type"]) if rng.random() < REWORDED else example
                found.append(typed_in_chat(undressed(asked, rng), rng))
            if question["answerable"]:
                gold = rng.choice(cuts).gold(question)
                # A false premise contradicts the title or the date as often as the text: these stay.
                wrong = gold and rng.random() < PREMISE and perturb.false_premise(gold, programme.names, foreign, rng)
                if wrong:
                    found.append(typed_in_chat(wrong, rng))
    return found


def _examples(question, programme, cuts, foreign, rng):
    cut = rng.choice(cuts)
    if not question["answerable"]:
        found = cut.negatives(question, 1, rng)
    else:
        golds = [gold for gold in (c.gold(question) for c in cuts) if gold]
        found = golds[:1] + cut.negatives(question, int(rng.random() < NEGATIVE), rng)
        second = golds[-1:] and _changed(golds[-1], programme, foreign, rng)
        found += [second] if second else []
        titled = "span" in question and rng.random() < IN_TITLE and cut.title_answer(question, rng)
        found += [titled] if titled else []
    if "after" in question:
        # The product reads both: the completed question, and the last one alone.
        return [replace(e, question=question["last"]) if rng.random() < LAST_ALONE else e for e in found]
    if rng.random() < FOLLOW_UP:
        later = follow_up(rng.choice(found), question, programme, rng) if found else None
        found += [later] if later else []
    if rng.random() < OFF_POINT:
        off = _off_point(question, programme, cut, rng)
        found += [off] if off else []
    return found


def _off_point(question, programme, cut, rng):
    """A follow-up without answer in the passage that answers the question before it: the last question counts."""
    article = question.get("source") or question.get("near")
    earlier = [q for q in programme.alone if q.get("source") == article and q is not question]
    gold = earlier and cut.gold(rng.choice(earlier))
    if not gold:
        return None
    if rng.random() < 0.5:
        return unanswered_follow_up(gold, rng)
    if question["answerable"] and question["answer"].lower() in gold.context()[0].lower():
        return None
    return beside_the_point(gold, question, programme)


def _changed(gold, programme, foreign, rng):
    """A second look at an answered example: names or times changed throughout; or as it is, from the other cut."""
    example = gold
    if rng.random() < RENAMED:
        example = perturb.renamed(example, programme.names, foreign, rng) or example
    if rng.random() < SHIFTED:
        example = perturb.shifted_years(example, rng) or example
    if rng.random() < SHIFTED:
        example = perturb.shifted_months(example, rng) or example
    return example

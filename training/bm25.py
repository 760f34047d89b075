"""BM25 (Robertson & Zaragoza 2009) over a list of texts: finds the lexically near passages that make hard negatives."""
import re
import unicodedata
from collections import Counter, defaultdict

import numpy as np

K1, B = 1.2, 0.75
COMMON = 0.3  # a term in more than this share of the texts tells nothing and costs most of the time


def terms(text):
    text = unicodedata.normalize("NFD", text.lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in text if unicodedata.category(c) != "Mn"))


class Bm25:
    def __init__(self, texts):
        bags = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(bag.values()) for bag in bags], dtype=np.float32)
        norm = K1 * (1 - B + B * lengths / lengths.mean())
        postings = defaultdict(list)
        for at, bag in enumerate(bags):
            for term, count in bag.items():
                postings[term].append((at, count))
        self.size, self.postings = len(texts), {}
        for term, entries in postings.items():
            if self.size > 10 and len(entries) > COMMON * self.size:
                continue
            at = np.array([e[0] for e in entries])
            count = np.array([e[1] for e in entries], dtype=np.float32)
            idf = np.log(1 + (self.size - len(entries) + 0.5) / (len(entries) + 0.5))
            self.postings[term] = (at, idf * count * (K1 + 1) / (count + norm[at]))

    def scores(self, query):
        total = np.zeros(self.size, dtype=np.float32)
        for term in sorted(set(terms(query))):
            if term in self.postings:
                at, score = self.postings[term]
                total[at] += score
        return total

    def top(self, query, count):
        """Indices of the best texts, best first."""
        return [int(i) for i in np.argsort(-self.scores(query), kind="stable")[:count]]

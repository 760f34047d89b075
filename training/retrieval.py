"""Finds passages much as the product does: BM25 and the cosine of the base sentence encoder, fused by rank (Cormack et al. 2009)."""
import numpy as np
import torch

from bm25 import Bm25
from embedding import embed

FUSION = 60


def vectors_of(encoder, tokenizer, texts):
    with torch.no_grad():
        return embed(encoder, tokenizer, texts).numpy()


class Hybrid:
    def __init__(self, encoder, tokenizer, texts):
        self.encoder, self.tokenizer = encoder, tokenizer
        self.bm25, self.vectors = Bm25(texts), vectors_of(encoder, tokenizer, texts)

    def top(self, questions, count):
        """For each question the indices of the best passages, best first."""
        found = []
        for question, cosines in zip(questions, vectors_of(self.encoder, self.tokenizer, questions) @ self.vectors.T):
            fused = np.zeros(len(cosines))
            for scores in (self.bm25.scores(question), cosines):
                fused += 1 / (FUSION + 1 + np.argsort(np.argsort(-scores, kind="stable"), kind="stable"))
            found.append([int(i) for i in np.argsort(-fused, kind="stable")[:count]])
        return found

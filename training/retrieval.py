"""Finds passages much as the product does: BM25 and the cosine of the base sentence encoder, fused by rank (Cormack et al. 2009)."""
import numpy as np
import torch

from bm25 import Bm25

FUSION = 60
MAX_TOKENS = 256


def embed(encoder, tokenizer, texts, group=32):
    """Unit vectors [texts, 384]: the mean of the last hidden states, as all-MiniLM-L6-v2 was trained."""
    encoder.eval()
    rows = [[tokenizer.cls, *tokenizer.encode(text)[0][:MAX_TOKENS - 2], tokenizer.sep] for text in texts]
    vectors = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), group):
            part = order[at:at + group]
            length = max(len(rows[i]) for i in part)
            ids = torch.tensor([rows[i] + [0] * (length - len(rows[i])) for i in part])
            attention = torch.tensor([[1] * len(rows[i]) + [0] * (length - len(rows[i])) for i in part])
            hidden = encoder.hidden_states(ids, torch.zeros_like(ids), attention).float() * attention[..., None]
            mean = hidden.sum(1) / attention.sum(1, keepdim=True)
            for i, vector in zip(part, torch.nn.functional.normalize(mean, dim=1).numpy()):
                vectors[i] = vector
    return np.stack(vectors)


class Hybrid:
    def __init__(self, encoder, tokenizer, texts):
        self.encoder, self.tokenizer = encoder, tokenizer
        self.bm25, self.vectors = Bm25(texts), embed(encoder, tokenizer, texts)

    def top(self, questions, count):
        """For each question the indices of the best passages, best first."""
        found = []
        for question, cosines in zip(questions, embed(self.encoder, self.tokenizer, questions) @ self.vectors.T):
            fused = np.zeros(len(cosines))
            for scores in (self.bm25.scores(question), cosines):
                fused += 1 / (FUSION + 1 + np.argsort(np.argsort(-scores, kind="stable"), kind="stable"))
            found.append([int(i) for i in np.argsort(-fused, kind="stable")[:count]])
        return found

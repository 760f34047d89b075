"""Measures the reader: F1 and exact match of its best span given the gold passage, and how well its margin abstains.

evaluate.py WEIGHTS squadshifts                     held-out Wikipedia titles
evaluate.py WEIGHTS programmes FOLDER...            gold passage; then the best span among the top 6 passages
evaluate.py WEIGHTS eval                            the evaluation set, best span among the top 6 passages
WEIGHTS: a checkpoint (last.pt) or a shipped reader.safetensors.
"""
import argparse
import re
import string
from collections import Counter
from dataclasses import replace

import numpy as np
import torch

import model
import squadshifts
from examples import encode
from wordpiece import WordPiece

MAX_SPAN_TOKENS = 40
TOP = 6


def run(reader, encoded, budget=12000):
    """Start and end logits of each example, in order; batches sorted by length."""
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    logits = [None] * len(encoded)
    reader.eval()
    at = 0
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        while at < len(order):
            group = order[at:at + 1]
            while at + len(group) < len(order) and len(encoded[order[at + len(group)]].ids) * (len(group) + 1) <= budget:
                group.append(order[at + len(group)])
            at += len(group)
            length = max(len(encoded[i].ids) for i in group)
            padded = lambda rows: torch.tensor([row + [0] * (length - len(row)) for row in rows])
            start, end = reader(padded([encoded[i].ids for i in group]), padded([encoded[i].types for i in group]),
                                padded([[1] * len(encoded[i].ids) for i in group]))
            for row, i in enumerate(group):
                n = len(encoded[i].ids)
                logits[i] = (start[row, :n].float().numpy(), end[row, :n].float().numpy())
    return logits


def best_span(encoded, start, end):
    """(margin, text): the best legal span and its score over 'no answer'."""
    legal = np.array(encoded.legal, dtype=bool)
    s = np.where(legal, start, -1e4)
    e = np.where(legal, end, -1e4)
    scores = s[:, None] + e[None, :]
    scores = np.where(np.triu(np.ones_like(scores)) * np.tril(np.ones_like(scores), MAX_SPAN_TOKENS - 1) > 0, scores, -1e9)
    first, last = np.unravel_index(scores.argmax(), scores.shape)
    text = encoded.context[encoded.offsets[first][0]:encoded.offsets[last][1]]
    return float(scores[first, last] - start[0] - end[0]), text


def normalised(text):
    """SQuAD's own normalisation: case, punctuation and articles do not count."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def f1(answer, gold):
    a, g = normalised(answer), normalised(gold)
    same = sum((Counter(a) & Counter(g)).values())
    return 2 * same / (len(a) + len(g)) if a and g else float(a == g)


def auroc(positive, negative):
    """The chance that an answerable question's margin is above an unanswerable one's (Mann & Whitney 1947)."""
    values = np.concatenate([positive, negative])
    ranks = np.empty(len(values))
    ranks[values.argsort(kind="stable")] = np.arange(1, len(values) + 1)
    return (ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def squad_figures(reader, tokenizer, folder):
    """F1 and exact match, in percent, on the held-out Wikipedia titles of SQuADShifts."""
    pairs = squadshifts.held_out([squadshifts.Domain(folder, "new_wiki")])
    encoded = [encode(example, tokenizer) for example, _ in pairs]
    spans = [best_span(e, *logits)[1] for e, logits in zip(encoded, run(reader, encoded))]
    scores = [(max(f1(span, g) for g in gold), max(normalised(span) == normalised(g) for g in gold))
              for span, (_, gold) in zip(spans, pairs)]
    f, exact = np.mean(scores, axis=0) * 100
    return {"questions": len(pairs), "f1": round(float(f), 1), "exact": round(float(exact), 1)}


def best_of_top(reader, tokenizer, encoder, cut, questions, top=TOP):
    """For each question (margin, span, example) of the best span among the passages that retrieval finds."""
    from retrieval import Hybrid
    found = Hybrid(encoder, tokenizer, cut.texts).top([q["question"] for q in questions], top)
    pairs = [(i, replace(cut.examples[j], question=q["question"])) for i, q in enumerate(questions) for j in found[i]]
    encoded = [encode(example, tokenizer) for _, example in pairs]
    best = {}
    for (i, example), e, logits in zip(pairs, encoded, run(reader, encoded)):
        margin, span = best_span(e, *logits)
        if i not in best or margin > best[i][0]:
            best[i] = (margin, span, example)
    return [best[i] for i in range(len(questions))]


def percent(values):
    return round(100 * float(np.mean(values)), 1)


def programme_figures(reader, tokenizer, encoder, programme):
    import programmes
    cut = programmes.Cut(programme)
    answerable = [q for q in programme.questions if q["answerable"]]
    golds = [(q, cut.gold(q)) for q in answerable]
    golds = [(q, g) for q, g in golds if g]
    encoded = [encode(g, tokenizer) for _, g in golds]
    spans = [best_span(e, *logits) for e, logits in zip(encoded, run(reader, encoded))]
    best = best_of_top(reader, tokenizer, encoder, cut, programme.questions)
    margins = {True: [], False: []}
    for q, (margin, _, _) in zip(programme.questions, best):
        margins[q["answerable"]].append(margin)
    reached = [(f1(span, q["answer"]), example.title == programme.articles[q["source"]]["title"])
               for q, (_, span, example) in zip(programme.questions, best) if q["answerable"]]
    return {"programme": programme.name, "gold f1": percent([f1(s, q["answer"]) for (_, s), (q, _) in zip(spans, golds)]),
            "gold exact": percent([normalised(s) == normalised(q["answer"]) for (_, s), (q, _) in zip(spans, golds)]),
            "top f1": percent([f for f, _ in reached]), "top article": percent([a for _, a in reached]),
            "auroc": round(auroc(np.array(margins[True]), np.array(margins[False])), 3)}


def eval_figures(reader, tokenizer, encoder, folder):
    """On the evaluation set: right where the span's sentence (of a conjunction: its passage) holds an alternative of each
    group and nothing to avoid."""
    import programmes
    from eval_set import EvalSet
    data = EvalSet(folder)
    best = best_of_top(reader, tokenizer, encoder, programmes.Cut(data), data.questions)
    right, short = [], []
    for q, (_, span, example) in zip(data.questions, best):
        if q["answerable"]:
            sentences = [s for s in re.split(r"\n|(?<=[.!?]) (?=[A-Z“])", example.passage) if span in s] or [span]
            text = (sentences[0] if len(q["answers"]) == 1 else example.passage).lower()
            right.append(all(any(a.lower() in text for a in group) for group in q["answers"])
                         and not any(a.lower() in text for a in q["avoid"]))
            short.append(max(f1(span, a) for group in q["answers"] for a in group))
    positive = np.array([b[0] for q, b in zip(data.questions, best) if q["answerable"]])
    negative = np.array([b[0] for q, b in zip(data.questions, best) if not q["answerable"]])
    answered_right = iter(right)
    outcome = [(b[0], next(answered_right) if q["answerable"] else None) for q, b in zip(data.questions, best)]
    best_total = max(np.mean([(r is not None and r) if m >= t else r is None for m, r in outcome]) for t, _ in outcome)
    return {"answerable right": percent(right), "short f1": percent(short), "auroc": round(auroc(positive, negative), 3),
            "all right at the best threshold": percent([best_total])}


def main():
    import export
    import programmes
    parser = argparse.ArgumentParser()
    parser.add_argument("weights")
    parser.add_argument("what", choices=("squadshifts", "programmes", "eval"))
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--base", default=export.BASE)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="take only every n-th question of a programme")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    base = export.load_base(options.base)
    tokenizer = WordPiece(options.base + "/tokenizer.json")
    if options.weights.endswith(".safetensors"):
        reader = export.reader_of(export.merged(export.safetensors_io.read(options.weights), base))
    else:
        reader = export.reader_of({**export.merged({}, base), **export.checkpoint_weights(options.weights)})
    if options.what == "squadshifts":
        print(squad_figures(reader, tokenizer, *(options.folders or ["/work/shared/training/squadshifts"])))
        return
    encoder = model.load_base(options.base + "/model.fp16.safetensors")
    if options.what == "eval":
        print(eval_figures(reader, tokenizer, encoder, *(options.folders or ["/work/shared/eval/programme"])))
    for folder in options.folders if options.what == "programmes" else []:
        programme = programmes.Programme(folder)
        programme.questions = programme.questions[:: options.every]
        print(programme_figures(reader, tokenizer, encoder, programme), flush=True)


if __name__ == "__main__":
    main()

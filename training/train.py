"""Fine-tunes the reader on programmes and SQuADShifts together; resumable.

train.py --programmes DIR... --steps 8000 --out /tmp/reader/reader

To make a finished run longer, put its plateau.pt in the place of its last.pt and ask for more steps.

Two workers of one thread take an eighth less time than one process of two threads.
"""
import random
import time

from parallel import SAVE_EVERY_SECONDS, aligned, average, meet, options_parser, start  # first: it sets OpenBLAS up

import numpy as np
import torch

import model
import programmes
import squadshifts
from checkpoints import resumed, save, settings_of
from examples import encode
from wordpiece import WordPiece

BATCH_TOKENS = 6000
BUCKET = 40  # batches sorted by length together, so that little is padded
WARM_UP = 250  # steps
DECAY = 0.3  # share of the steps
CLIP = 1.0


def batches(encoded, rng):
    """Groups of similar length with at most BATCH_TOKENS including padding, in random order."""
    order = list(range(len(encoded)))
    rng.shuffle(order)
    mean = sum(len(e.ids) for e in encoded) / len(encoded)
    bucket = int(BUCKET * BATCH_TOKENS / mean)
    groups = []
    for at in range(0, len(order), bucket):
        group, longest = [], 0
        for i in sorted(order[at:at + bucket], key=lambda i: len(encoded[i].ids)):
            longest = max(longest, aligned(len(encoded[i].ids)))
            if longest * (len(group) + 1) > BATCH_TOKENS:
                groups.append(group)
                group, longest = [], aligned(len(encoded[i].ids))
            group.append(i)
        groups.append(group)
    rng.shuffle(groups)
    return [[encoded[i] for i in group] for group in groups]


def collate(batch):
    length = aligned(max(len(e.ids) for e in batch))
    padded = lambda rows: torch.tensor([row + [0] * (length - len(row)) for row in rows])
    return (padded([e.ids for e in batch]), padded([e.types for e in batch]), padded([[1] * len(e.ids) for e in batch]),
            padded([e.legal for e in batch]))


def loss_of(reader, batch):
    """Cross-entropy of the start and of the end among [CLS] and the legal tokens: the others never compete in the product."""
    ids, types, attention, legal = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        start, end = reader(ids, types, attention)
    legal[:, 0] = 1
    closed = (1 - legal).bool()
    target = lambda name: torch.tensor([getattr(e, name) for e in batch])
    return (torch.nn.functional.cross_entropy(start.float().masked_fill(closed, -1e4), target("start"))
            + torch.nn.functional.cross_entropy(end.float().masked_fill(closed, -1e4), target("end"))) / 2


def decay_begins(steps):
    return int(steps * (1 - DECAY))


def learning_rate(step, steps, peak):
    """Warm-up, a plateau, and a linear decay to nothing (Hu et al. 2024): up to the decay a run does not depend on how many
    steps it will have, so that it can be made longer later."""
    if step < WARM_UP:
        return peak * (step + 1) / WARM_UP
    return peak * min(1.0, (steps - step) / (steps - decay_begins(steps)))


def optimiser_of(reader):
    """Weight decay on matrices only, as BERT was trained."""
    trained = [p for p in reader.parameters() if p.requires_grad]
    return torch.optim.AdamW([{"params": [p for p in trained if p.dim() > 1], "weight_decay": 0.01},
                              {"params": [p for p in trained if p.dim() < 2], "weight_decay": 0.0}], lr=0.0)


def weights_of(reader):
    """All but the frozen word embeddings, which every checkpoint would repeat."""
    return {n: p for n, p in reader.state_dict().items() if "word_embeddings" not in n}


def epochs_of(options):
    """A function from the epoch's number to its examples."""
    domains = [squadshifts.Domain(options.squadshifts, name) for name in squadshifts.DOMAINS]
    loaded = [programmes.Programme(folder) for folder in options.programmes]
    return lambda number: (programmes.epoch(loaded, number, options.seed)
                           + squadshifts.epoch(domains, number, options.seed, options.share))


def train(rank, options):
    """What one worker does; the first also reports and saves."""
    say = meet(rank, options)
    tokenizer = WordPiece(options.base + "/tokenizer.json")
    reader = model.load_base(options.base + "/model.fp16.safetensors", options.seed)
    optimiser = optimiser_of(reader)
    trained = [p for p in reader.parameters() if p.requires_grad]
    last, step, settings = options.out + "/last.pt", 0, settings_of(options)
    state = resumed(last, options)
    if state:
        reader.load_state_dict(state["weights"], strict=False)
        if state["optimiser"]:
            optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    say(f"begins at step {step}", flush=True)

    epoch_examples = epochs_of(options)
    done, epoch, saved, began, losses = 0, 0, time.time(), time.time(), []
    first = step
    while step < options.steps:
        rng = random.Random(f"{options.seed} epoch {epoch}")
        encoded = [encode(e, tokenizer, rng) for e in epoch_examples(epoch)]
        groups = [group for group in batches(encoded, rng) if len(group) >= options.workers]
        say(f"epoch {epoch}: {len(encoded)} examples, {sum(e.end == 0 for e in encoded)} without answer, "
            f"{len(groups)} batches, {sum(len(e.ids) for e in encoded) // 1000} thousand tokens", flush=True)
        epoch += 1
        for group in groups:
            done += 1
            if done <= step:  # resumed: this batch was seen
                continue
            if step >= options.steps:
                break
            for part in optimiser.param_groups:
                part["lr"] = learning_rate(step, options.steps, options.rate)
            if rank == 0 and step == decay_begins(options.steps):
                save(options.out + "/plateau.pt", weights=weights_of(reader), optimiser=optimiser.state_dict(), step=step, settings=settings)
            loss = loss_of(reader, group[rank::options.workers])
            loss.backward()
            average(trained)
            torch.nn.utils.clip_grad_norm_(trained, CLIP)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            losses.append(loss.item())
            if step % 25 == 0:
                say(f"step {step} loss {np.mean(losses[-25:]):.3f} {(time.time() - began) / (step - first):.2f} s a step", flush=True)
            if rank == 0 and time.time() - saved > SAVE_EVERY_SECONDS:
                save(last, weights=weights_of(reader), optimiser=optimiser.state_dict(), step=step, settings=settings)
                saved = time.time()
    if rank == 0:
        save(last, weights=weights_of(reader), optimiser=None, step=step, settings=settings)


def main():
    parser = options_parser(rate=1.5e-4)
    parser.add_argument("--share", type=float, default=0.8, help="share of SQuADShifts' questions in an epoch")
    parser.add_argument("--steps", type=int, required=True)
    start(train, parser.parse_args())


if __name__ == "__main__":
    main()

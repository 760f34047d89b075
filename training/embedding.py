"""The vectors of texts, as all-MiniLM-L6-v2 was trained and the product makes them."""
import torch

from parallel import aligned

MAX_TOKENS = 256
BATCH_TOKENS = 6000


def embed(network, tokenizer, texts, coarse=True):
    """Unit vectors [texts, 384]: the mean of the last hidden states; `coarse` is in bf16."""
    ids = [[tokenizer.cls, *tokenizer.encode(text)[0][:MAX_TOKENS - 2], tokenizer.sep] for text in texts]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    vectors, at = [], 0
    while at < len(order):
        batch, longest = [], 0
        while at < len(order) and max(longest, aligned(len(ids[order[at]]))) * (len(batch) + 1) <= BATCH_TOKENS:
            longest = max(longest, aligned(len(ids[order[at]])))
            batch.append(ids[order[at]])
            at += 1
        padded = torch.tensor([row + [0] * (longest - len(row)) for row in batch])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=coarse):
            states = network.hidden_states(padded, torch.zeros_like(padded), mask).float()
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vectors.append(torch.nn.functional.normalize(mean, dim=1))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(vectors)[back]

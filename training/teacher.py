"""The teacher: a BiLSTM parser with biaffine attention (Dozat and Manning 2017), too slow to ship, run once on news text.

It needs torch and numpy only (no spaCy), so it runs in an environment of its own; `training.selftrain` writes its
input and reads its output as files. It learns heads, relations and joint POS + feature tags together.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.trees import is_tree

WORD_DIM, AFFIX_DIM, SOURCE_DIM = 100, 40, 16
HIDDEN, LAYERS, ARC, REL = 288, 2, 300, 100
DROPOUT = 0.33
BATCH_WORDS = 2000
PEAK_RATE = 0.002
AFFIXES = 4000
VECTOR_SCALE = 5.0
"""Brings the vectors of the forms to a standard deviation of about one."""


class Codes:
    """Numbers for words, affixes, labels; fixed once built from the training data."""

    def __init__(self, sentences: list[dict[str, Any]], forms: list[str]) -> None:
        counts: dict[str, int] = {}
        for s in sentences:
            for w in s["words"]:
                counts[w.lower()] = counts.get(w.lower(), 0) + 1
        self.words = {w: i + 1 for i, w in enumerate(sorted(w for w, n in counts.items() if n > 1))}
        self.forms = {f: i + 1 for i, f in enumerate(forms)}
        self.tags = sorted({t for s in sentences for t in s["tags"] if t})
        self.rels = sorted({r for s in sentences for r in s["deps"]})
        self.sources = sorted({s["source"] for s in sentences})
        self.tag_ids = {t: i for i, t in enumerate(self.tags)}
        self.rel_ids = {r: i for i, r in enumerate(self.rels)}

    def encode(self, sentence: dict[str, Any], source: str) -> dict[str, Any]:
        """Arrays of one sentence; heads are 1-based with 0 for the root."""
        words = sentence["words"]
        columns = [[self.words.get(w.lower(), 0), self.forms.get(w, 0), *affix_codes(w)] for w in words]
        code: dict[str, Any] = {"x": np.array(columns, dtype=np.int64), "source": self.sources.index(source)}
        if "heads" in sentence:
            code["heads"] = np.array([0 if h == i else h + 1 for i, h in enumerate(sentence["heads"])])
            code["rels"] = np.array([self.rel_ids.get(r, 0) for r in sentence["deps"]])
            code["tags"] = np.array([self.tag_ids.get(t, -100) for t in sentence["tags"]])
        return code


def _hash(text: str) -> int:
    """A stable hash of a short string into the affix table."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value % AFFIXES


def affix_codes(word: str) -> list[int]:
    """Hashes of prefix, suffixes and shape."""
    low = word.lower()
    shape = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    squeezed = "".join(c for i, c in enumerate(shape) if i < 2 or shape[i - 2 : i] != c * 2)
    return [_hash("p" + low[:3]), _hash("s" + low[-3:]), _hash("t" + low[-2:]), _hash("u" + low[-5:]), _hash("h" + squeezed)]


class SharedDropout(nn.Module):
    """Drops the same units at every position of a sequence."""

    def forward(self, x: Tensor) -> Tensor:
        """Applies the mask while training."""
        if not self.training:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - DROPOUT) / (1 - DROPOUT)
        return x * mask


class Biaffine(nn.Module):
    """Scores pairs: one score (arcs) or one per label (relations)."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, size + 1, size + 1))
        nn.init.normal_(self.weight, std=0.01)

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores of shape (batch, outputs, dependents, heads)."""
        one = dep.new_ones(*dep.shape[:-1], 1)
        return torch.einsum(
            "bxi,oij,byj->boxy", torch.cat([dep, one], -1), self.weight,
            torch.cat([head, head.new_ones(*head.shape[:-1], 1)], -1),
        )

    def pairs(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores of given pairs, of shape (words, outputs)."""
        dep = torch.cat([dep, dep.new_ones(dep.shape[0], 1)], -1)
        head = torch.cat([head, head.new_ones(head.shape[0], 1)], -1)
        left = torch.einsum("ni,oij->noj", dep, self.weight)
        return torch.einsum("noj,nj->no", left, head)


class Teacher(nn.Module):
    """The network."""

    def __init__(self, codes: Codes, vectors: Tensor) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.word = nn.Embedding(len(codes.words) + 1, WORD_DIM, padding_idx=0)
        self.affix = nn.ModuleList([nn.Embedding(AFFIXES, AFFIX_DIM) for _ in range(5)])
        self.source = nn.Embedding(len(codes.sources), SOURCE_DIM)
        self.project = nn.Linear(vectors.shape[1], 150)
        size = WORD_DIM + 5 * AFFIX_DIM + SOURCE_DIM + 150
        self.lstms = nn.ModuleList(
            [nn.LSTM(size if i == 0 else 2 * HIDDEN, HIDDEN, bidirectional=True, batch_first=True) for i in range(LAYERS)]
        )
        self.root = nn.Parameter(torch.zeros(2 * HIDDEN))
        self.drop = SharedDropout()
        self.mlps = nn.ModuleList([nn.Linear(2 * HIDDEN, n) for n in (ARC, ARC, REL, REL)])
        self.arc = Biaffine(ARC, 1)
        self.rel = Biaffine(REL, len(codes.rels))
        self.tag = nn.Sequential(nn.Linear(2 * HIDDEN, 200), nn.LeakyReLU(0.1), nn.Dropout(0.2), nn.Linear(200, len(codes.tags)))
        for embedding in [self.word, *self.affix, self.source]:
            nn.init.normal_(embedding.weight, std=0.1)

    def embed(self, x: Tensor, source: Tensor) -> Tensor:
        """Token vectors; while training some words lose their embedding or their vector."""
        word, form = x[..., 0], x[..., 1]
        if self.training:
            word = word * (torch.rand(word.shape) > 0.2)
            form = form * (torch.rand(form.shape) > 0.05)
        parts = [self.word(word), self.project(self.vectors(form))]
        parts += [table(x[..., i + 2]) for i, table in enumerate(self.affix)]
        parts.append(self.source(source)[:, None, :].expand(-1, x.shape[1], -1))
        return torch.cat(parts, -1)

    def forward(self, x: Tensor, source: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Tag scores, arc scores (dependent × head, column 0 the root), and the two relation layers."""
        hidden = self.drop(self.embed(x, source))
        tagging = hidden
        for i, lstm in enumerate(self.lstms):
            packed = nn.utils.rnn.pack_padded_sequence(hidden, lengths, batch_first=True, enforce_sorted=False)
            hidden, _ = nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True)
            hidden = self.drop(hidden)
            if i == min(1, LAYERS - 1):
                tagging = hidden
        rooted = torch.cat([self.root.expand(hidden.shape[0], 1, -1), hidden], 1)
        layers = [self.drop(F.leaky_relu(mlp(rooted), 0.1)) for mlp in self.mlps]
        arcs = self.arc(layers[0][:, 1:], layers[1])[:, 0]
        return self.tag(tagging), arcs, layers[2][:, 1:], layers[3]

    def losses(self, batch: dict[str, Tensor]) -> Tensor:
        """Summed loss per word of a batch."""
        tags, arcs, rel_dep, rel_head = self(batch["x"], batch["source"], batch["lengths"])
        mask = batch["mask"]
        arcs = arcs.masked_fill(~batch["head_mask"][:, None, :], -1e9)
        rows, columns = mask.nonzero(as_tuple=True)
        heads = batch["heads"][mask]
        arc_loss = F.cross_entropy(arcs[mask], heads)
        rel_scores = self.rel.pairs(rel_dep[rows, columns], rel_head[rows, heads])
        rel_loss = F.cross_entropy(rel_scores, batch["rels"][mask])
        tag_loss = F.cross_entropy(tags[mask], batch["tags"][mask], ignore_index=-100, label_smoothing=0.03)
        return arc_loss + rel_loss + 0.7 * tag_loss


def collate(group: list[dict[str, Any]]) -> dict[str, Tensor]:
    """Pads sentences into one batch."""
    lengths = torch.tensor([len(s["x"]) for s in group])
    size = int(lengths.max())
    batch = {
        "x": torch.zeros(len(group), size, 7, dtype=torch.long),
        "source": torch.tensor([s["source"] for s in group]),
        "lengths": lengths,
        "mask": torch.arange(size)[None] < lengths[:, None],
        "head_mask": torch.arange(size + 1)[None] <= lengths[:, None],
    }
    for i, s in enumerate(group):
        batch["x"][i, : len(s["x"])] = torch.from_numpy(s["x"])
    if "heads" in group[0]:
        for name in ("heads", "rels", "tags"):
            batch[name] = torch.full((len(group), size), 0, dtype=torch.long)
            for i, s in enumerate(group):
                batch[name][i, : len(s["x"])] = torch.from_numpy(s[name])
    return batch


def batched(codes: list[dict[str, Any]], rng: random.Random | None, words: int = BATCH_WORDS) -> list[list[int]]:
    """Indices in batches of similar length; shuffled when a generator is given."""
    order = sorted(range(len(codes)), key=lambda i: len(codes[i]["x"]) + (rng.random() * 4 if rng else 0))
    result: list[list[int]] = []
    current: list[int] = []
    for i in order:
        if current and (len(current) + 1) * len(codes[i]["x"]) > words:
            result.append(current)
            current = []
        current.append(i)
    if current:
        result.append(current)
    if rng:
        rng.shuffle(result)
    return result


@torch.no_grad()
def predict(models: list[Teacher], codes: list[dict[str, Any]]) -> list[tuple[np.ndarray, ...]]:
    """Heads, relations, tags and the mean log-probability of the heads, for each sentence; models are averaged."""
    output: list[Any] = [None] * len(codes)
    for model in models:
        model.eval()
    for indices in batched(codes, None, 4000):
        batch = collate([codes[i] for i in indices])
        runs = [model(batch["x"], batch["source"], batch["lengths"]) for model in models]
        blocked = ~batch["head_mask"][:, None, :]
        arcs = torch.stack([F.log_softmax(run[1].masked_fill(blocked, -1e9), -1) for run in runs]).logsumexp(0)
        tags = torch.stack([F.log_softmax(run[0], -1) for run in runs]).logsumexp(0).argmax(-1)
        best, heads = arcs.max(-1)
        rows, columns = batch["mask"].nonzero(as_tuple=True)
        picked = heads[rows, columns]
        rels_flat = sum(
            F.softmax(model.rel.pairs(run[2][rows, columns], run[3][rows, picked]), -1)
            for model, run in zip(models, runs, strict=True)
        )
        rels = torch.zeros_like(heads)
        rels[rows, columns] = rels_flat.argmax(-1)
        for k, i in enumerate(indices):
            n = len(codes[i]["x"])
            score = float(best[k, :n].mean()) - float(np.log(len(models)))
            output[i] = (heads[k, :n].numpy(), rels[k, :n].numpy(), tags[k, :n].numpy(), score)
    return output


def measure(models: list[Teacher], codes: list[dict[str, Any]], punct: int) -> str:
    """UAS, LAS (punctuation left out) and tag accuracy in one line."""
    uas = las = total = tag = tag_total = 0
    for code, (heads, rels, tags, _) in zip(codes, predict(models, codes), strict=True):
        keep = code["rels"] != punct
        right = (heads == code["heads"]) & keep
        uas, las = uas + right.sum(), las + (right & (rels == code["rels"])).sum()
        known = code["tags"] != -100
        tag, tag_total = tag + ((tags == code["tags"]) & known).sum(), tag_total + known.sum()
        total += keep.sum()
    return f"UAS {100 * uas / total:.2f} LAS {100 * las / total:.2f} tags {100 * tag / tag_total:.2f}"


def load(folder: Path) -> tuple[dict[str, list[dict[str, Any]]], Codes, Tensor]:
    """Reads what `training.selftrain` wrote: sentences, and a vector for every form."""
    data = json.loads((folder / "teacher.json").read_text(encoding="utf-8"))
    archive = np.load(folder / "forms.npz", allow_pickle=False)
    vectors = torch.from_numpy(archive["vectors"].astype(np.float32))
    vectors = torch.cat([torch.zeros(1, vectors.shape[1]), vectors * VECTOR_SCALE])
    forms = (folder / "forms.txt").read_text(encoding="utf-8").split("\n")
    return data, Codes(data["train"], forms), vectors


def train(folder: Path, seed: int, epochs: int, spoken_share: float) -> Teacher:
    """Trains one teacher and saves it."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    data, codes, vectors = load(folder)
    gold = [codes.encode(s, s["source"]) for s in data["train"]]
    spoken = [i for i, s in enumerate(data["train"]) if s["source"] in {"rhapsodie", "parisstories"}]
    written = [i for i, s in enumerate(data["train"]) if s["source"] not in {"rhapsodie", "parisstories"}]
    dev = {name: [codes.encode(s, s["source"]) for s in data[name]] for name in data if name.startswith("dev")}
    model = Teacher(codes, vectors)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.98))
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=PEAK_RATE, betas=(0.9, 0.95), weight_decay=1e-3)
    plan = []
    for _ in range(epochs):
        pick = written + rng.sample(spoken, int(spoken_share * len(spoken)))
        plan += [[pick[i] for i in b] for b in batched([gold[i] for i in pick], rng)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=len(plan) + 1, pct_start=0.06)
    started, words = time.perf_counter(), 0
    for step, indices in enumerate(plan):
        model.train()
        batch = collate([gold[i] for i in indices])
        loss = model.losses(batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        optimizer.step()
        schedule.step()
        if step % 4 == 0:
            average.update_parameters(model)
        words += int(batch["mask"].sum())
        if (step + 1) % max(1, len(plan) // 6) == 0:
            speed = words / (time.perf_counter() - started)
            scores = "  ".join(f"{n}: {measure([average.module], c, codes.rel_ids['punct'])}" for n, c in dev.items())
            print(f"step {step + 1}/{len(plan)} loss {loss.item():.3f} {speed:.0f} w/s {scores}", flush=True)
    weights = {k: v for k, v in average.module.state_dict().items() if not k.startswith("vectors.")}
    torch.save(weights, folder / f"teacher-{seed}.pt")
    return average.module


def annotate(folder: Path, seeds: list[int]) -> None:
    """Parses the unlabelled sentences with the averaged teachers and writes those that come out as trees."""
    data, codes, vectors = load(folder)
    models = []
    for seed in seeds:
        model = Teacher(codes, vectors)
        model.load_state_dict(torch.load(folder / f"teacher-{seed}.pt"), strict=False)
        models.append(model)
    for name in [n for n in data if n.startswith("dev")]:
        encoded = [codes.encode(s, s["source"]) for s in data[name]]
        print(name, measure(models, encoded, codes.rel_ids["punct"]), flush=True)
    plain = [json.loads(line) for line in (folder / "plain.jsonl").open(encoding="utf-8")]
    kept = 0
    with (folder / "silver.jsonl").open("w", encoding="utf-8") as out:
        for start in range(0, len(plain), 5000):
            part = plain[start : start + 5000]
            encoded = [codes.encode({"words": s["words"]}, "sequoia" if i % 2 else "gsd") for i, s in enumerate(part)]
            for s, (heads, rels, tags, score) in zip(part, predict(models, encoded), strict=True):
                if not is_tree(heads):
                    continue
                kept += 1
                s["heads"] = [int(h) - 1 if h else i for i, h in enumerate(heads)]
                s["deps"] = [codes.rels[r] for r in rels]
                s["tags"] = [codes.tags[t] for t in tags]
                s["score"] = round(score, 4)
                out.write(json.dumps(s, ensure_ascii=False) + "\n")
            print(start + len(part), kept, flush=True)


def main() -> None:
    """Trains or annotates, as asked on the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("action", choices=["train", "annotate"])
    options.add_argument("folder", type=Path)
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    options.add_argument("--epochs", type=int, default=20)
    options.add_argument("--spoken-share", type=float, default=0.4)
    chosen = options.parse_args()
    torch.use_deterministic_algorithms(True)
    if chosen.action == "train":
        for seed in chosen.seeds:
            train(chosen.folder, seed, chosen.epochs, chosen.spoken_share)
    else:
        annotate(chosen.folder, chosen.seeds)


if __name__ == "__main__":
    main()

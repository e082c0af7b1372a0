"""Puts a finished pipeline into the package, in one step that no reader of the folder can see half done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from spacy.language import Language

from training.paths import MODEL

SOURCES = [
    ("UD French Sequoia", "https://github.com/UniversalDependencies/UD_French-Sequoia", "LGPL-LR"),
    ("UD French FQB", "https://github.com/UniversalDependencies/UD_French-FQB", "LGPL-LR"),
    ("UD French GSD (dev)", "https://github.com/UniversalDependencies/UD_French-GSD", "CC BY-SA 4.0"),
    ("UD French PUD", "https://github.com/UniversalDependencies/UD_French-PUD", "CC BY-SA 3.0"),
    ("UD French Rhapsodie", "https://github.com/UniversalDependencies/UD_French-Rhapsodie", "CC BY-SA 4.0"),
    ("UD French ParisStories", "https://github.com/UniversalDependencies/UD_French-ParisStories", "CC BY-SA 4.0"),
    ("OrangeSum (word vectors)", "https://github.com/Tixierae/OrangeSum", "CC BY-SA 4.0"),
    ("spacy-lookups-data (lemmas)", "https://github.com/explosion/spacy-lookups-data", "MIT"),
]
VERSION = "0.1.0"


def describe(nlp: Language, scores: dict[str, dict[str, float]]) -> None:
    """Writes name, sources, licences and scores into the pipeline's meta data."""
    nlp.meta.update(
        {
            "name": "selon_ud",
            "version": VERSION,
            "description": "French pipeline for news: sentences, UD parts of speech, features, lemmas, dependencies.",
            "author": "Selon contributors",
            "license": "CC BY-SA 4.0 and LGPL-LR (the data's licences; see NOTICE)",
            "sources": [{"name": name, "url": url, "license": licence} for name, url, licence in SOURCES],
            "performance": {title: {k: round(v, 2) for k, v in row.items()} for title, row in scores.items()},
        }
    )


def forget_words(folder: Path, nlp: Language) -> None:
    """Leaves the words seen in training out of a pipeline on disk; labels stay, lemmas lie in their own tables."""
    strings = {str(label) for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    path = folder / "vocab" / "strings.json"
    path.write_text(json.dumps(sorted(strings), ensure_ascii=False), encoding="utf-8")


def install(nlp: Language, target: Path = MODEL) -> None:
    """Writes the pipeline beside its place and swaps the two folders by renaming."""
    fresh, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh)
    forget_words(fresh, nlp)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)

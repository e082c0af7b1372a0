"""Makes spaCy examples of treebank sentences: alone or in small groups, with noise, anew for every epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator

from spacy.attrs import MORPH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.augment import add_noise, drop_final_stop
from training.convert import Sentence, Word
from training.paths import SEED
from training.speech import frame_speech

GROUP_SIZES = (1, 2, 3, 4, 5)
GROUP_WORDS = 95
"""Greatest numbers of sentences and words in one training text. Groups teach the sentence splitter; past 100 words
spaCy's parser looks for its oracle by brute force, which took a third of the training time."""
BREAK_SHARE, INNER_SPACE_SHARE, STOPLESS_SHARE, IN_ORDER_SHARE = 0.08, 0.02, 0.05, 0.5
SPACES = ("\n\n", "\n", "\xa0", " ")


class _Columns:
    """The columns of a Doc while it is put together."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.heads: list[int] = []
        self.sent_starts: list[bool] = []
        self.labels: dict[str, list[str]] = {"deps": [], "pos": [], "lemmas": [], "morphs": []}

    def add(self, word: Word, head: int, *, start: bool) -> None:
        """Adds one word; `head` counts from the start of the text."""
        self.words.append(word.form)
        self.spaces.append(word.space)
        self.heads.append(head)
        self.sent_starts.append(start)
        self.labels["deps"].append("ROOT" if word.dep == "root" else word.dep)
        self.labels["pos"].append(word.pos)
        self.labels["lemmas"].append(word.lemma)
        self.labels["morphs"].append("|".join(f"{name}={value}" for name, value in sorted(word.feats.items())))


def make_doc(nlp: Language, sentences: list[Sentence], breaks: list[str] | None = None) -> Doc:
    """One Doc of several sentences, fully annotated.

    Args:
        nlp: pipeline whose vocabulary the Doc uses.
        sentences: in the order of the text.
        breaks: white space after each sentence, empty for a single blank; becomes a token hung on the one before.
    """
    columns = _Columns()
    for k, sentence in enumerate(sentences):
        offset = len(columns.words)
        for i, word in enumerate(sentence.words):
            columns.add(word, offset + word.head, start=i == 0)
        if k < len(sentences) - 1:
            white = breaks[k] if breaks else ""
            columns.spaces[-1] = not white
            if white:
                columns.add(Word(white, False, white, "SPACE", {}, 0, "dep"), len(columns.words) - 1, start=False)
    doc = Doc(
        nlp.vocab,
        words=columns.words,
        spaces=columns.spaces,
        heads=columns.heads,
        sent_starts=columns.sent_starts,  # type: ignore[arg-type]
        **columns.labels,  # type: ignore[arg-type]
    )
    return _without_empty_morphs(doc)


def _without_empty_morphs(doc: Doc) -> Doc:
    """The Doc with features unset where the part of speech is unknown.

    Doc() stores empty features as "_", which the morphologizer takes for a label of its own and then predicts (on one
    token in twenty, measured on the development gold); only unset features count as missing annotation.
    """
    morphs = doc.to_array([MORPH])
    for token in doc:
        if not token.pos:
            morphs[token.i] = 0
    doc.from_array([MORPH], morphs)  # type: ignore[arg-type]
    return doc


def insert_space(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with one token of white space somewhere between two words, as no-break spaces make them."""
    places = [i for i, word in enumerate(sentence.words[:-1]) if word.space]
    if not places:
        return sentence
    place = rng.choice(places)
    white = rng.choice(SPACES[1:])
    words = []
    for i, word in enumerate(sentence.words):
        head = word.head + (word.head > place)
        space = word.space and (i != place or white == " ")
        words.append(Word(word.form, space, word.lemma, word.pos, word.feats, head, word.dep))
        if i == place:
            words.append(Word(white, False, white, "SPACE", {}, i, "dep"))
    return Sentence(sentence.name, sentence.source, words)


def grouped(sentences: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Cuts a treebank into groups, half of them in the order of the file, half shuffled."""
    order = list(sentences)
    if rng.random() > IN_ORDER_SHARE:
        rng.shuffle(order)
    i = 0
    while i < len(order):
        group = [order[i]]
        for following in order[i + 1 : i + rng.choice(GROUP_SIZES)]:
            if sum(len(s.words) for s in group) + len(following.words) > GROUP_WORDS:
                break
            group.append(following)
        yield group
        i += len(group)


SHARES = {"sequoia": 1.0, "gsd": 2.0, "pud": 1.0, "fqb": 0.4, "rhapsodie": 0.25, "parisstories": 0.2}
"""How often an epoch reads each part: GSD, small and nearest to the press, twice; of speech and questions a sample."""


def epoch_part(sentences: list[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """The sentences of one treebank for one epoch: whole copies, then a run of sentences in order for the rest."""
    copies, rest = divmod(share, 1.0)
    part = sentences * int(copies)
    length = int(rest * len(sentences))
    if length:
        start = rng.randrange(len(sentences))
        part = part + (sentences + sentences)[start : start + length]
    return part


def training_examples(
    nlp: Language, treebanks: dict[str, list[Sentence]], epoch: int, *, framed: bool
) -> list[Example]:
    """Examples of one epoch in random order; the same epoch always gives the same examples.

    Args:
        nlp: pipeline whose vocabulary the examples use.
        treebanks: sentences by treebank.
        epoch: number that decides order and noise.
        framed: whether some sentences get a frame of reported speech.
    """
    rng = random.Random(SEED * 1000 + epoch)
    examples = []
    for name, sentences in treebanks.items():
        for group in grouped(epoch_part(sentences, SHARES[name], rng), rng):
            examples.append(_noisy_example(nlp, group, rng, framed=framed))
    rng.shuffle(examples)
    return examples


def label_examples(nlp: Language, treebanks: dict[str, list[Sentence]]) -> list[Example]:
    """Every training sentence once, without noise, to collect the labels from."""
    return [example for sentences in treebanks.values() for example in plain_examples(nlp, sentences, 3)]


def _noisy_example(nlp: Language, group: list[Sentence], rng: random.Random, *, framed: bool) -> Example:
    """One example, its sentences with noise and some of the breaks between them as line ends."""
    breaks = []
    changed = []
    for sentence in group:
        if framed:
            sentence = frame_speech(sentence, rng)
        sentence = add_noise(sentence, rng)
        line_end = rng.random() < BREAK_SHARE
        if rng.random() < (0.5 if line_end else STOPLESS_SHARE):
            sentence = drop_final_stop(sentence)
        if rng.random() < INNER_SPACE_SHARE:
            sentence = insert_space(sentence, rng)
        changed.append(sentence)
        breaks.append(rng.choice(SPACES[:2]) if line_end else "")
    reference = make_doc(nlp, changed, breaks)
    predicted = Doc(nlp.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])
    return Example(predicted, reference)


def plain_examples(nlp: Language, sentences: list[Sentence], size: int = 10) -> list[Example]:
    """Examples for measuring while training: the words as given, ten sentences a text, no noise."""
    examples = []
    for i in range(0, len(sentences), size):
        reference = make_doc(nlp, sentences[i : i + size])
        predicted = Doc(nlp.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])
        examples.append(Example(predicted, reference))
    return examples

"""Finding verbs that attribute, in whatever form they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from selon.extract.claims.reading import is_finite, is_infinitive
from selon.extract.phrases import sentence_start
from selon.lexicon.cues import CueForm, CueLexicon, CueVerb

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL_END = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_NOT_BEFORE_VERB = frozenset({"DET", "ADP", "NUM", "ADJ"})
# An auxiliary stands at most this many tokens before its participle: « a pour sa part fait état ».
_REACH = 7


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A cue verb in the text.

    Attributes:
        token: The main verb.
        meanings: Its entries that fit here.
        start: First token of the cue (auxiliary, reflexive pronoun), position.
        end: Position after the cue's last token, fixed words included.
        form: ``finite``, ``participle`` (past, without auxiliary), ``gerund`` (present participle) or ``infinitive``.
        passive: The verb is passive.
        negated: The verb is negated.
        pronoun: Inverted subject pronoun within the cue (« a-t-il »), else ``None``.
    """

    token: Token
    meanings: tuple[CueVerb, ...]
    start: int
    end: int
    form: str
    passive: bool
    negated: bool
    pronoun: Token | None

    def with_frame(self, *frames: str) -> CueVerb | None:
        """The first meaning that has one of the frames."""
        for frame in frames:
            for meaning in self.meanings:
                if frame in meaning.frames:
                    return meaning
        return None


def is_inverted_pronoun(token: Token, lexicon: CueLexicon) -> bool:
    """Whether the token is a subject hung to its verb: « -il », « -t-elle », « -on »."""
    text = token.lower_
    if not text.startswith(("-", "t-")):
        return False
    bare = text.lstrip("-").removeprefix("t-")
    return (
        bare in {"il", "elle", "ils", "elles"}
        or bare in lexicon.words.impersonal
        or "-" + bare in lexicon.words.first_or_second_person
    )


def verb_cues(doc: Doc, lexicon: CueLexicon) -> Iterator[VerbCue]:
    """All cue verbs of a report, in the order of the text."""
    for token in doc:
        form = lexicon.forms.get(token.lower_)
        lemma = form.lemma if form is not None else token.lemma_.lower()
        meanings = lexicon.verbs.get(lemma)
        if form is not None and token.lemma_ in lexicon.verbs and token.lemma_ != lemma:
            meanings = lexicon.verbs[token.lemma_]
        if meanings and (token.pos_ in _VERBAL or (form is not None and _is_verb_by_context(token, form, lexicon))):
            cue = _cue(token, meanings, form, lexicon)
            if cue is not None:
                yield cue


def _is_verb_by_context(token: Token, form: CueForm, lexicon: CueLexicon) -> bool:
    """Whether the neighbours show a verb where the tagger saw something else."""
    doc, at = token.doc, token.i - 1
    if form.shape == "gerund":
        return token.pos_ != "NOUN"
    if form.shape == "infinitive":
        return False
    before = doc[at] if at >= 0 else None
    if form.shape in {"participle", "either"} and _auxiliary_before(token) is not None:
        return True
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if form.shape == "participle" and token.pos_ == "ADJ" and token.dep_ in {"acl", "amod", "advcl"}:
        return True  # « la classe politique accusée de corruption »
    if form.shape == "participle":  # « a dénoncé … et démenti que … »
        return before is not None and before.lower_ in lexicon.words.coordinator and following in lexicon.words.that
    if before is not None and before.pos_ in _NOMINAL_END and following in lexicon.words.bare_article:
        return True  # « l'armée israélienne somme les habitants »: no noun stands before an article
    if token.i + 1 < len(doc) and is_inverted_pronoun(doc[token.i + 1], lexicon):
        return True
    if form.shape == "finite" and token.lower_.endswith("ent") and len(token) > len(form.lemma):
        return True  # accusent, affirment: a third person plural has no homograph among nouns
    if token.pos_ == "NOUN" and any(child.dep_ in {"det", "nmod", "amod"} for child in token.children):
        return False
    if before is None or before.pos_ in _NOT_BEFORE_VERB or (before.is_sent_start and before.pos_ == "DET"):
        return False
    return not (token.text[:1].isupper() and not token.text.isupper())


def _auxiliary_before(token: Token) -> Token | None:
    """The finite avoir or être that a participle belongs to, over adverbs and adverbial phrases."""
    doc, at = token.doc, token.i - 1
    floor = sentence_start(token, _REACH)
    while at >= floor:
        left = doc[at]
        if left.pos_ == "AUX" or left.lemma_ in {"avoir", "être"}:
            return left
        if left.pos_ in _VERBAL or left.is_punct:
            return None
        at -= 1
    return None


@dataclass(slots=True)
class _Group:
    """The verb group to the left of a participle or infinitive."""

    start: int
    auxiliaries: list[Token]
    pronoun: Token | None = None


def _group(token: Token, form: CueForm | None, lexicon: CueLexicon) -> _Group:
    """The auxiliaries of a verb and the inverted pronoun among them."""
    group = _Group(token.i, [])
    if _surely_finite(token, form):
        return group
    doc, at = token.doc, token.i - 1
    floor = max(0, token.i - _REACH)
    while at >= floor:
        left = doc[at]
        if left.pos_ == "AUX" or left.lower_ in lexicon.words.auxiliary:
            group.auxiliaries.append(left)
            group.start = at
        elif is_inverted_pronoun(left, lexicon):
            group.pronoun = left
        elif not _may_stand_within(left, lexicon, group):
            break
        at -= 1
    return group


def _surely_finite(token: Token, form: CueForm | None) -> bool:
    if form is not None:
        return form.shape == "finite"
    return is_finite(token)


def _may_stand_within(left: Token, lexicon: CueLexicon, group: _Group) -> bool:
    """Whether a token may stand between auxiliary and participle: adverbs, « tous », « pour sa part »."""
    if (
        left.pos_ == "ADV"
        or left.lower_ in lexicon.words.adverbial_pronoun | lexicon.words.as_
        or left.lower_ in {"-t", "t"}
    ):
        return True
    if group.auxiliaries:
        return False
    return left.pos_ in {"ADP", "NOUN", "DET"} and _within_adverbial(left, lexicon)


def _within_adverbial(token: Token, lexicon: CueLexicon) -> bool:
    """Whether an adverbial phrase that a preposition opens holds the token, with an auxiliary right before it."""
    doc, at = token.doc, token.i
    while at > max(0, token.i - 4):
        if doc[at].pos_ == "ADP":
            return at > 0 and (doc[at - 1].pos_ == "AUX" or doc[at - 1].lower_ in lexicon.words.auxiliary)
        at -= 1
    return False


def _shape(token: Token, form: CueForm | None, group: _Group) -> str:
    if any(
        is_finite(aux) or aux.lower_ in {"a", "ont", "avait", "avaient", "est", "sont"} for aux in group.auxiliaries
    ):
        return "finite"
    if any(is_infinitive(aux) for aux in group.auxiliaries):
        return "infinitive"
    if any(aux.lower_.endswith("ant") for aux in group.auxiliaries):
        return "gerund"
    if form is not None and form.shape != "either":
        return form.shape
    if form is not None and not group.auxiliaries and not token.dep_.startswith("acl"):
        return "finite"
    if is_finite(token):
        return "finite"
    if is_infinitive(token):
        return "infinitive"
    if token.lower_.endswith("ant"):
        return "gerund"
    return "participle" if "Part" in token.morph.get("VerbForm") else "finite"


def _cue(token: Token, meanings: tuple[CueVerb, ...], form: CueForm | None, lexicon: CueLexicon) -> VerbCue | None:
    doc = token.doc
    group = _group(token, form, lexicon)
    end, pronoun = token.i + 1, group.pronoun
    if end + 1 < len(doc) and doc[end].lower_ in {"t", "-t"}:
        end += 1
    if end < len(doc) and is_inverted_pronoun(doc[end], lexicon):
        pronoun, end = doc[end], end + 1
    elif end > token.i + 1:
        end = token.i + 1
    reflexive, start = _reflexive(doc, group.start, lexicon)
    fitting, end = _fitting(doc, end, meanings, reflexive, lexicon)
    if not fitting:
        return None
    shape = _shape(token, form, group)
    passive = not reflexive and any(
        aux.lemma_ == "être" or aux.lower_ in {"été", "est", "sont"} for aux in group.auxiliaries
    )
    return VerbCue(token, fitting, start, end, shape, passive, _is_negated(doc, start, lexicon), pronoun)


def _fitting(
    doc: Doc, end: int, meanings: tuple[CueVerb, ...], reflexive: bool, lexicon: CueLexicon
) -> tuple[tuple[CueVerb, ...], int]:
    """The meanings whose fixed words and reflexive pronoun stand here; fixed words outrank the bare verb."""
    found: list[CueVerb] = []
    for meaning in meanings:
        if meaning.reflexive is not None and meaning.reflexive != reflexive:
            continue
        if not meaning.fixed:
            found.append(meaning)
            continue
        after = _match_fixed(doc, end, meaning.fixed, lexicon)
        if after > 0:
            return (meaning,), after
    return tuple(found), end


def _match_fixed(doc: Doc, after: int, fixed: tuple[str, ...], lexicon: CueLexicon) -> int:
    """Position after the fixed words, found within a short reach after the verb; -1 if they are not there."""
    at, found = after, 0
    while at < len(doc) and found < len(fixed) and at < after + 9 + found:
        token = doc[at]
        if fixed[found] in (token.lower_, token.lemma_.lower()) or (
            fixed[found] in lexicon.words.of and token.lower_ in lexicon.words.of
        ):
            found += 1
        elif found or token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", ";", ":"}:
            return -1
        at += 1
    return at if found == len(fixed) else -1


def _reflexive(doc: Doc, start: int, lexicon: CueLexicon) -> tuple[bool, int]:
    """Whether a reflexive pronoun stands before the verb group, and where the group then starts."""
    at, words = start - 1, lexicon.words
    while at >= 0 and doc[at].lower_ in words.clitic and doc[at].pos_ == "PRON":
        at -= 1
    if at >= 0 and doc[at].lower_ in words.reflexive and not (doc[at].lower_ == "s'" and doc[at].pos_ == "SCONJ"):
        return True, at
    return False, start


def _is_negated(doc: Doc, start: int, lexicon: CueLexicon) -> bool:
    at = start - 1
    skipped = lexicon.words.clitic | lexicon.words.reflexive | lexicon.words.negator
    while at >= 0 and doc[at].lower_ in skipped:
        at -= 1
    return at >= 0 and doc[at].lower_ in lexicon.words.negation

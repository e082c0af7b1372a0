"""Finding verbs that attribute, in whatever form they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from selon.extract.claims.verb_groups import (
    VERBAL,
    auxiliary_before,
    is_inverted_pronoun,
    is_negated,
    reflexive_before,
    shape_of,
    verb_group,
)
from selon.lexicon.cues import CueForm, CueLexicon, CueVerb

_NOMINAL_END = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_NOT_BEFORE_VERB = frozenset({"DET", "ADP", "NUM", "ADJ"})


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


def verb_cues(doc: Doc, lexicon: CueLexicon) -> Iterator[VerbCue]:
    """All cue verbs of a report, in the order of the text."""
    for token in doc:
        form = lexicon.forms.get(token.lower_)
        lemma = form.lemma if form is not None else token.lemma_.lower()
        meanings = lexicon.verbs.get(lemma)
        if not meanings:
            continue
        if form is None and not {"1", "2"}.isdisjoint(token.morph.get("Person")):
            continue  # « rappelons-le »: whoever writes or is spoken to
        if form is not None and token.lemma_ in lexicon.verbs and token.lemma_ != lemma:
            meanings = lexicon.verbs[token.lemma_]
        if token.pos_ in VERBAL or (form is not None and _is_verb_by_context(token, form, lexicon)):
            cue = _cue(token, meanings, form, lexicon)
            if cue is not None:
                yield cue


def _is_verb_by_context(token: Token, form: CueForm, lexicon: CueLexicon) -> bool:
    """Whether the neighbours show a verb where the tagger saw something else."""
    doc, at = token.doc, token.i - 1
    if form.shape == "gerund":
        return token.pos_ != "NOUN" and token.lower_ not in lexicon.words.frozen_participle
    if form.shape == "infinitive":
        return False
    before = doc[at] if at >= 0 else None
    if form.shape in {"participle", "either"} and auxiliary_before(token, lexicon) is not None:
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
    if (
        form.shape == "finite"
        and token.lower_.endswith(tuple(lexicon.words.plural_verb_ending))
        and len(token) > len(form.lemma)
    ):
        return True  # accusent, affirment: a third person plural has no homograph among nouns
    if token.pos_ == "NOUN" and any(child.dep_ in {"det", "nmod", "amod"} for child in token.children):
        return False
    if before is None or before.pos_ in _NOT_BEFORE_VERB or (before.is_sent_start and before.pos_ == "DET"):
        return False
    return not (token.text[:1].isupper() and not token.text.isupper())


def _cue(token: Token, meanings: tuple[CueVerb, ...], form: CueForm | None, lexicon: CueLexicon) -> VerbCue | None:
    doc = token.doc
    group = verb_group(token, form, lexicon)
    end, pronoun = token.i + 1, group.pronoun
    if end + 1 < len(doc) and doc[end].lower_ in lexicon.words.euphonic:
        end += 1
    if end < len(doc) and is_inverted_pronoun(doc[end], lexicon):
        pronoun, end = doc[end], end + 1
    elif end > token.i + 1:
        end = token.i + 1
    reflexive, start = reflexive_before(doc, group.start, lexicon)
    fitting, end = _fitting(doc, end, meanings, reflexive, lexicon)
    if not fitting:
        return None
    shape = shape_of(token, form, group, lexicon)
    passive = not reflexive and any(
        aux.lemma_ in lexicon.words.be or aux.lower_ in lexicon.words.passive_auxiliary for aux in group.auxiliaries
    )
    return VerbCue(token, fitting, start, end, shape, passive, is_negated(doc, start, lexicon), pronoun)


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
        after = _match_fixed(doc, end, meaning, lexicon)
        if after > 0:
            return (meaning,), after
    return tuple(found), end


def _match_fixed(doc: Doc, after: int, meaning: CueVerb, lexicon: CueLexicon) -> int:
    """Position after the fixed words, found within a short reach after the verb; -1 if they are not there."""
    at, found, fixed = after, 0, meaning.fixed
    takes_object = not meaning.frames.isdisjoint({"obj", "obj_fixed", "obj_de"})
    while at < len(doc) and found < len(fixed) and at < after + 9 + found:
        token = doc[at]
        if fixed[found] in (token.lower_, token.lemma_.lower()) or (
            fixed[found] in lexicon.words.of and token.lower_ in lexicon.words.of
        ):
            found += 1
        elif (
            found
            or token.pos_ in {"VERB", "AUX", "SCONJ"}
            or token.text in {".", ";", ":"}
            or (not takes_object and _is_other_object(doc, after, at, lexicon))
        ):
            return -1
        at += 1
    return at if found == len(fixed) else -1


def _is_other_object(doc: Doc, after: int, at: int, lexicon: CueLexicon) -> bool:
    """Whether a bare noun stands at ``at``: « fait le plus grand bien à l'état » says nothing of « faire état »."""
    if doc[at].pos_ != "NOUN" or doc[at].lower_ in lexicon.words.weekday | lexicon.words.day_part:
        return False
    return not any(t.pos_ == "ADP" for t in doc[after:at])

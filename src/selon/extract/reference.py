"""What a pronoun or a role noun stands for within its report.

French news names a source once in full and then says « il », « le ministère », « l'ONG », « ce responsable ». The
rules here look back for the nearest mention that agrees: in gender and number for pronouns, in head noun or class for
role nouns. Where nothing agrees the answer is ``None``: a wrong antecedent is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping

from spacy.tokens import Doc, Token

from selon.extract.phrases import base_dep, is_case_marked, name_head, noun_phrase
from selon.lexicon.grammar import FunctionWords
from selon.model import PlainMention, Span, mention_at

# How far back an antecedent may stand, in tokens; three paragraphs of an agency report.
_REACH = 220
# A speaker that a pronoun keeps up may go on for so many sentences more.
_CHAIN_SENTENCES = 2
_NAMING = frozenset({"NOUN", "PROPN"})
_CORE = frozenset({"nsubj", "obl:agent", "ROOT"})


def gender(token: Token) -> str | None:
    """``Masc``, ``Fem`` or ``None`` where the words do not tell."""
    found = token.morph.get("Gender")
    if found:
        return str(found[0])
    for child in token.lefts:
        if child.pos_ == "DET" and child.morph.get("Gender"):
            return str(child.morph.get("Gender")[0])
    return None


def number(token: Token) -> str | None:
    """``Sing``, ``Plur`` or ``None``."""
    found = token.morph.get("Number")
    return str(found[0]) if found else None


def pronoun_features(form: str, words: FunctionWords) -> tuple[str | None, str | None]:
    """Gender and number of a personal or demonstrative pronoun by its form."""
    bare = words.unhung(form.lower())
    plural = bare.endswith(tuple(words.plural_ending)) and bare not in words.polite_plural
    feminine = any(part in bare for part in words.feminine_part) or bare.endswith(tuple(words.feminine_ending))
    masculine = bare in words.masculine_pronoun
    return ("Fem" if feminine else "Masc" if masculine else None), ("Plur" if plural else "Sing")


class References:
    """The mentions of one report, indexed so that an anaphor finds its antecedent.

    Args:
        doc: The parse.
        holders: Noun to class (person, private, body, document), as in ``holders.tsv``.
        words: The grammatical words.
    """

    def __init__(self, doc: Doc, holders: Mapping[str, str], words: FunctionWords) -> None:
        """Collect the mentions that can be antecedents."""
        self.doc = doc
        self._text: str | None = None
        self.holders = holders
        self.words = words
        self.mentions = [token for token in doc if token.pos_ in _NAMING and self._can_be_antecedent(token)]
        self._positions = [token.i for token in self.mentions]
        self._sentences = [token.i for token in doc if token.is_sent_start]
        self.salient: set[int] = set()
        self._speakers: list[int] = []
        self._resolved: dict[int, Token | None] = {}

    def note_sources(self, tokens: Iterable[Token]) -> None:
        """Tell which mentions hold claims: they are the likeliest antecedents.

        A pronoun that holds a claim passes on its own antecedent (« Il a … » and, later, « …, a-t-il ajouté »).
        """
        found = list(tokens)
        self.salient.update(name_head(token).i for token in found)
        self._speakers = sorted({t.i for t in found if t.pos_ == "PRON" or t.text.startswith("-")})

    def note_spans(self, spans: Iterable[Span]) -> None:
        """The same by where the sources stand in the text."""
        for span in spans:
            found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            if found is not None:
                self.salient.add(name_head(found.root).i)

    def mention(self, anaphor: Token) -> PlainMention | None:
        """``antecedent`` as words and offsets of the text."""
        found = self.antecedent(anaphor)
        if found is None:
            return None
        if self._text is None:
            self._text = self.doc.text  # spaCy joins the text anew at each call
        return mention_at(self._text, *noun_phrase(found))

    def _can_be_antecedent(self, token: Token) -> bool:
        if token.dep_.startswith("flat") or token.is_punct:
            return False
        return token.pos_ == "PROPN" or token.lemma_.lower() in self.holders

    def _class(self, token: Token) -> str:
        found = self.holders.get(token.lemma_.lower())
        if found is not None:
            return found
        named = [child for child in token.children if child.dep_.startswith("flat")]
        return "person" if named else "name"

    def antecedent(self, anaphor: Token) -> Token | None:
        """The mention that an anaphor stands for; ``None`` where it stands for itself or nothing agrees."""
        if anaphor.pos_ == "PRON" or anaphor.lower_ in self.words.speaker_pronoun:
            if anaphor.i not in self._resolved:
                self._resolved[anaphor.i] = None  # bounds the chain of pronouns
                self._resolved[anaphor.i] = self._of_pronoun(anaphor)
            return self._resolved[anaphor.i]
        if anaphor.lower_ in self.words.possessive:
            wanted = "Plur" if anaphor.lower_ in self.words.plural_possessive else "Sing"
            return self._best(anaphor, [t for t in self._before(anaphor) if number(t) in {None, wanted}])
        if anaphor.pos_ == "NOUN":
            return self._of_noun(anaphor)
        if anaphor.pos_ == "DET" and anaphor.lower_ in self.words.possessive:
            return self._of_possessive(anaphor)
        return None

    def _of_possessive(self, anaphor: Token) -> Token | None:
        """« leur retrait » → whose: « leur » is of several owners, « ses » of one."""
        wanted = "Plur" if anaphor.lower_ in self.words.plural_possessive else "Sing"
        owners = [t for t in self._before(anaphor) if number(t) == wanted or (t.pos_ == "PROPN" and wanted == "Sing")]
        return self._best(anaphor, owners)

    def _before(self, anaphor: Token) -> list[Token]:
        low = bisect_left(self._positions, anaphor.i - _REACH)
        return self.mentions[low : bisect_left(self._positions, anaphor.i)]

    def _of_pronoun(self, anaphor: Token) -> Token | None:
        wanted_gender, wanted_number = pronoun_features(anaphor.text, self.words)
        near = anaphor.lower_.startswith(tuple(self.words.near_pronoun))

        def agrees(token: Token) -> bool:
            known = _article_gender(token) if token.pos_ == "PROPN" else gender(token)
            if wanted_gender and known not in {None, wanted_gender}:
                return False
            return number(token) in {None, wanted_number} or (token.pos_ == "PROPN" and wanted_number == "Sing")

        candidates = [t for t in self._before(anaphor) if agrees(t)]
        if anaphor.text.startswith("-"):
            candidates = [t for t in candidates if t.i in self.salient or not self._is_mute(t)]
        if anaphor.lower_ in self.words.indefinite_pronoun:
            candidates = [t for t in candidates if number(t) == "Plur" and t.pos_ == "NOUN" and t.i in self.salient]
        if near:
            return _whole(candidates[-1]) if candidates else None
        best = self._best(anaphor, candidates)
        earlier = self._speaker_before(anaphor)
        if earlier is None or (best is not None and best.i > earlier.i and best.i in self.salient):
            return best
        return self.antecedent(earlier) or best

    def _speaker_before(self, anaphor: Token) -> Token | None:
        """The last pronoun of the same form that held a claim, up to two sentences back."""
        at = bisect_left(self._speakers, anaphor.i) - 1
        if at < 0:
            return None
        earlier = self.doc[self._speakers[at]]
        if pronoun_features(earlier.text, self.words) != pronoun_features(anaphor.text, self.words):
            return None
        between = bisect_right(self._sentences, anaphor.i) - bisect_right(self._sentences, earlier.i)
        return earlier if between <= _CHAIN_SENTENCES else None

    def _best(self, anaphor: Token, candidates: list[Token]) -> Token | None:
        """The candidate that is nearest and most prominent: a source, then a subject, then any other."""
        if not candidates:
            return None

        def rank(token: Token) -> float:
            distance = bisect_left(self._sentences, anaphor.i) - bisect_left(self._sentences, token.i)
            prominence = 3.0 if token.i in self.salient else 1.5 if base_dep(token) in _CORE else 0.0
            if token.pos_ == "PROPN" and self._names_place(token):
                prominence -= 2.0  # « à Jérusalem », « de Syrie »: a place, hardly a speaker
            if self._class(token) == "document":
                prominence -= 1.5  # « il » speaks: rather the governor than his report
            return prominence - distance - (anaphor.i - token.i) / 1000

        return _whole(max(candidates, key=rank))

    def _is_mute(self, token: Token) -> bool:
        """« a-t-il ajouté »: a report, a toll or a place is meant only where it spoke before."""
        return self._class(token) == "document" or (token.pos_ == "PROPN" and is_case_marked(token))

    def _names_place(self, token: Token) -> bool:
        """Whether a lone name stands as a place: behind a preposition, with no first name and no title."""
        alone = not any(child.dep_.startswith("flat") for child in token.children) and token.dep_ != "appos"
        return alone and any(child.dep_ == "case" for child in token.lefts)

    def _of_noun(self, anaphor: Token) -> Token | None:
        """« le ministère » → « le ministère de la Défense »; « l'ONG » → the body named last."""
        if not self._is_definite(anaphor):
            return None
        if any(child.pos_ == "PROPN" and not is_case_marked(child) for child in anaphor.rights):
            return None  # « le colonel Martin » bears its name
        own = noun_phrase(anaphor)
        before = self._before(anaphor)
        same = [
            t
            for t in before
            if t.lemma_.lower() == anaphor.lemma_.lower()
            and _length(noun_phrase(t)) > _length(own)
            and self._may_be_same(anaphor, t)
        ]
        if same:
            return name_head(same[-1])
        if _length(own) > len(anaphor) + 1 and not self._has_same_word(anaphor):
            return None  # a noun with complements of its own names its bearer in full
        if number(anaphor) == "Plur":
            return None
        if self._has_same_word(anaphor) and anaphor.lemma_.lower() in self.words.source_noun:
            last = [t for t in before if t.i in self.salient]
            return name_head(last[-1]) if last else None  # « la même source » is the one named last
        wanted = self.holders.get(anaphor.lemma_.lower())
        fits = self._fits(wanted, anaphor)
        candidates = [
            t
            for t in before
            if fits is not None and fits(t) and t.lemma_.lower() != anaphor.lemma_.lower() and t.i in self.salient
        ]
        return name_head(candidates[-1]) if candidates else None

    def _may_be_same(self, anaphor: Token, other: Token) -> bool:
        """« le ministre italien » is not « la ministre française »: gender and the anaphor's own adjectives must fit."""
        if None not in {gender(anaphor), gender(other)} and gender(anaphor) != gender(other):
            return False
        if (
            other.text[:1].isupper()
            and anaphor.text.islower()
            and is_case_marked(other)
            and other.i not in self.salient
        ):
            return False  # « un membre de l'Armée du salut … l'armée a annoncé »: a name told only of somebody else
        own = {t.lemma_.lower() for t in anaphor.children if t.dep_ == "amod" and t.lower_ not in self.words.same}
        return own <= {t.lemma_.lower() for t in other.subtree}

    def _fits(self, wanted: str | None, anaphor: Token) -> Callable[[Token], bool] | None:
        if wanted == "body" and anaphor.lemma_.lower() in self.words.naming_noun:
            return lambda t: t.pos_ == "PROPN" and self._class(t) == "name"
        if wanted in {"person", "private"}:
            return lambda t: self._class(t) == "person"
        return None

    def _is_definite(self, token: Token) -> bool:
        start = noun_phrase(token)[0]
        before = [t for t in self.doc[max(0, token.i - 3) : token.i] if t.idx < start]
        return bool(before) and before[-1].lower_ in self.words.definite

    def _has_same_word(self, token: Token) -> bool:
        return any(t.lower_ in self.words.same for t in token.lefts)


def _article_gender(name: Token) -> str | None:
    """The gender that a name's article shows; a tagger guesses at that of names without."""
    articles = (child for child in name.lefts if child.pos_ == "DET" and child.morph.get("Gender"))
    return next((str(article.morph.get("Gender")[0]) for article in articles if not article.text.endswith("'")), None)


def _whole(token: Token) -> Token:
    """The head of the name, or the office that the name only tells more of (« le porte-parole, X »)."""
    head = name_head(token)
    office = head.head
    apposed = head.pos_ == "PROPN" and head.dep_ == "appos" and office.pos_ == "NOUN" and office.i < head.i
    return office if apposed else head


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]

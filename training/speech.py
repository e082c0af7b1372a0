"""Reported speech built around treebank sentences: ", précise l'agence", "a-t-il ajouté", "X affirme que".

The treebanks have only thirty speech verbs with their subject behind them, news has one in every third sentence. A
frame written here with its annotation is laid around a sentence of the treebank, which keeps its own. The scheme is
that of Sequoia: the verb of an inserted phrase is `parataxis:insert` of the quoted root; after "que" and after a colon
the quoted clause is its `ccomp`.
"""

from __future__ import annotations

import random
from dataclasses import replace

from training.convert import Sentence, Word

SHARE = 0.15
"""Share of the written sentences that get a frame, where one fits."""
WRITTEN = frozenset({"sequoia", "gsd", "pud"})
LONGEST = 32

MASC, FEM, PLUR = {"Gender": "Masc", "Number": "Sing"}, {"Gender": "Fem", "Number": "Sing"}, {"Number": "Plur"}
PRESENT = {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
PARTICIPLE = {"Gender": "Masc", "Number": "Sing", "Tense": "Past", "VerbForm": "Part"}
ARTICLE = {"Definite": "Def", "Number": "Sing", "PronType": "Art"}
SOME = {"Definite": "Ind", "Number": "Sing", "PronType": "Art"}

PRESENT_VERBS = dict(
    pair.split(":")
    for pair in (
        "affirme:affirmer ajoute:ajouter annonce:annoncer assure:assurer explique:expliquer indique:indiquer "
        "précise:préciser rapporte:rapporter souligne:souligner estime:estimer dénonce:dénoncer raconte:raconter "
        "témoigne:témoigner poursuit:poursuivre dit:dire répond:répondre déclare:déclarer lance:lancer "
        "rappelle:rappeler regrette:regretter insiste:insister confie:confier conclut:conclure note:noter "
        "martèle:marteler soupire:soupirer sanglote:sangloter crie:crier réclame:réclamer accuse:accuser "
        "reconnaît:reconnaître prévient:prévenir juge:juger commente:commenter constate:constater admet:admettre"
    ).split()
)
PAST_VERBS = dict(
    pair.split(":")
    for pair in (
        "affirmé:affirmer ajouté:ajouter annoncé:annoncer assuré:assurer expliqué:expliquer indiqué:indiquer "
        "précisé:préciser rapporté:rapporter souligné:souligner estimé:estimer dénoncé:dénoncer raconté:raconter "
        "poursuivi:poursuivre dit:dire répondu:répondre déclaré:déclarer lancé:lancer rappelé:rappeler "
        "constaté:constater confirmé:confirmer démenti:démentir prévenu:prévenir appris:apprendre conclu:conclure "
        "reconnu:reconnaître insisté:insister averti:avertir fait:faire tweeté:tweeter écrit:écrire"
    ).split()
)
CLAUSE_VERBS = frozenset(
    "affirmer ajouter annoncer assurer expliquer indiquer préciser rapporter souligner estimer dire répondre déclarer "
    "rappeler constater confirmer démentir reconnaître regretter prévenir juger noter admettre écrire".split()
)

SOURCES = """
le/det ministre/NOUN
le/det ministre/NOUN russe/amod
le/det ministre/NOUN de/case>4 la/det>4 Défense/nmod
le/det président/NOUN
le/det président/NOUN américain/amod
le/det gouvernement/NOUN
le/det gouvernement/NOUN syrien/amod
le/det régime/NOUN
le/det porte-parole/NOUN
le/det porte-parole/NOUN de/case>4 l'/det>4 armée/nmod
le/det porte-parole/NOUN du/case>3 ministère/nmod
l'/det armée/NOUN
l'/det armée/NOUN israélienne/amod
l'/det agence/NOUN Sana/nmod:PROPN
l'/det agence/NOUN officielle/amod Sana/nmod:PROPN
l'/det agence/NOUN de/case>3 presse/nmod
l'/det ONG/NOUN
l'/det ONU/PROPN
l'/det AFP/PROPN
l'/det Observatoire/NOUN syrien/amod des/case>4 droits/nmod de/case>7 l'/det>7 homme/nmod>4
l'/det organisation/NOUN
l'/det association/NOUN
l'/det oncle/NOUN
la/det police/NOUN
la/det mère/NOUN
la/det mère/NOUN de/case>4 la/det>4 victime/nmod
la/det présidence/NOUN
la/det ministre/NOUN
la/det Croix-Rouge/PROPN
la/det Maison/PROPN Blanche/flat:name
le/det Kremlin/PROPN
le/det maire/NOUN
le/det maire/NOUN de/case>4 la/det>4 ville/nmod
le/det général/NOUN
le/det chef/NOUN de/case>4 la/det>4 diplomatie/nmod
le/det chef/NOUN rebelle/amod
le/det mouvement/NOUN
le/det groupe/NOUN armé/amod
un/det médecin/NOUN
un/det habitant/NOUN
un/det habitant/NOUN du/case>3 quartier/nmod
une/det habitante/NOUN
un/det témoin/NOUN
un/det journaliste/NOUN de/case>4 l'/det>4 AFP/nmod:PROPN
un/det responsable/NOUN local/amod
un/det responsable/NOUN de/case>4 l'/det>4 ONU/nmod:PROPN
un/det officier/NOUN
un/det militant/NOUN
un/det combattant/NOUN
une/det source/NOUN militaire/amod
une/det source/NOUN de/case>3 sécurité/nmod
une/det source/NOUN proche/amod du/case>4 dossier/nmod>2
une/det porte-parole/NOUN
"""
FIRST_NAMES = "Rami Bachar Jean Marie Ahmad Mohammed François Sergueï Staffan Ali Fatima Stephen Anne John".split()
LAST_NAMES = (
    "Lavrov Abdel al-Assad Ayrault Dupont Haddad Moallem O'Brien Mistura Egeland Kerry Mansour Diallo Traoré Hariri "
    "Touré Keïta Petrov Saleh"
).split()
ROLES = ["directeur", "chef", "porte-parole", "responsable", "avocat", "ministre", "médecin"]
PLACES = ["Alep", "Genève", "Damas", "Paris", "Moscou", "Bamako", "Gaza", "Kiev"]
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def word(  # noqa: PLR0913 - the columns of a treebank
    form: str, pos: str, head: int, dep: str, *, lemma: str = "", feats: dict[str, str] | None = None
) -> Word:
    """A word of a frame; an elided form is written without a blank after it."""
    space = not form.endswith(("'", "’"))
    return Word(form, space, lemma, pos, dict(feats or {}), head, dep)


def parse_source(line: str) -> tuple[list[Word], int]:
    """Reads one row of SOURCES; the second value is the index of the head.

    Each word bears its relation to the head, or to the word whose number follows ">".
    """
    parts = [part.rsplit("/", 1) for part in line.split()]
    main = next((i for i, (_, label) in enumerate(parts) if label in {"NOUN", "PROPN"}), 0)
    words = []
    for i, (form, label) in enumerate(parts):
        label, _, target = label.partition(">")
        dep, _, pos = label.partition(":") if not label.startswith("flat") else (label, "", "PROPN")
        head = int(target) if target else main
        words.append(_source_word(form, i == main, dep, pos, head))
    return words, main


def _source_word(form: str, main: bool, dep: str, pos: str, head: int) -> Word:
    """One word of a source phrase; nouns and adjectives keep their tag open, their gender is not given."""
    if main:
        return word(form, "PROPN" if dep == "PROPN" else "", head, "")
    if dep == "det":
        gender = {"le": "Masc", "un": "Masc", "la": "Fem", "une": "Fem"}.get(form)
        feats = {**(SOME if form.startswith("un") else ARTICLE), **({"Gender": gender} if gender else {})}
        return word(form, "DET", head, "det", lemma="un" if form.startswith("un") else "le", feats=feats)
    if dep == "case":
        return word(form, "ADP", head, "case", lemma="de")
    return word(form, pos, head, dep)


def random_source(rng: random.Random) -> tuple[list[Word], int]:
    """A source phrase and the index of its head: a noun phrase or a person's name, at times with a role."""
    if rng.random() < 0.6:
        return parse_source(rng.choice(SOURCES.strip().split("\n")))
    words = [word(rng.choice(FIRST_NAMES), "PROPN", 0, ""), word(rng.choice(LAST_NAMES), "PROPN", 0, "flat:name")]
    if rng.random() < 0.3:
        role = [word(",", "PUNCT", 3, "punct", lemma=","), word(rng.choice(ROLES), "", 0, "appos")]
        role += [word("de", "ADP", 6, "case", lemma="de"), word("l'", "DET", 6, "det", lemma="le", feats=ARTICLE)]
        role += [word(rng.choice(["ONG", "hôpital", "association", "agence"]), "", 3, "nmod")]
        words += role
    for i, w in enumerate(words[:-1]):
        words[i] = replace(w, space=w.space and words[i + 1].form != ",")
    return words, 0


class Frame:
    """Words put together with heads counted within the frame; `verb` is the index of its verb."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.verb = 0

    def add(self, words: list[Word], head: int, dep: str, main: int = 0) -> int:
        """Adds a phrase whose main word hangs on `head` (-1: to be set); returns the main word's index."""
        offset = len(self.words)
        for i, w in enumerate(words):
            own = i == main
            self.words.append(replace(w, head=head if own else w.head + offset, dep=dep if own else w.dep))
        return offset + main


def speech_verb(frame: Frame, rng: random.Random, *, past: bool, only: frozenset[str] | None = None) -> None:
    """Adds "affirme" or "a affirmé"; the verb's own head is left open."""
    table = PAST_VERBS if past else PRESENT_VERBS
    form, lemma = rng.choice([(f, le) for f, le in table.items() if only is None or le in only])
    frame.verb = len(frame.words) + (1 if past else 0)
    if past:
        frame.words.append(word("a", "AUX", frame.verb, "aux:tense", lemma="avoir", feats=PRESENT))
    frame.words.append(word(form, "VERB", -1, "", lemma=lemma, feats=PARTICIPLE if past else PRESENT))


def circumstance(frame: Frame, rng: random.Random) -> None:
    """Adds "jeudi", "à l'AFP" or "à Genève", or nothing."""
    draw = rng.random()
    if draw < 0.25:
        frame.words.append(word(rng.choice(DAYS), "", frame.verb, "obl:mod"))
    elif draw < 0.42:
        at = len(frame.words)
        frame.words += [
            word("à", "ADP", at + 2, "case", lemma="à"),
            word("l'", "DET", at + 2, "det", lemma="le", feats=ARTICLE),
            word("AFP", "PROPN", frame.verb, "obl:arg"),
        ]
    elif draw < 0.5:
        at = len(frame.words)
        place = word(rng.choice(PLACES), "PROPN", frame.verb, "obl:mod")
        frame.words += [word("à", "ADP", at + 1, "case", lemma="à"), place]


def inserted(rng: random.Random) -> Frame:
    """An inserted phrase: "a déclaré à l'AFP un médecin", "précise l'agence", "a-t-il ajouté"."""
    frame = Frame()
    past = rng.random() < 0.55
    if rng.random() < 0.3:
        _with_clitic(frame, rng, past=past)
        return frame
    speech_verb(frame, rng, past=past)
    early = rng.random() < 0.5
    if early:
        circumstance(frame, rng)
    source, main = random_source(rng)
    frame.add(source, frame.verb, "nsubj", main)
    if not early and "," not in [w.form for w in source]:
        circumstance(frame, rng)
    return frame


def _with_clitic(frame: Frame, rng: random.Random, *, past: bool) -> None:
    """Fills a frame with "a-t-il dit", "explique-t-elle" or "dit-on"."""
    speech_verb(frame, rng, past=past)
    finite = frame.words[0]
    who = rng.choice(["il", "elle", "on"])
    link = "-" if finite.form.endswith(("t", "d")) else "-t-"
    frame.words[0] = replace(finite, space=False)
    lemma = "on" if who == "on" else "lui"
    feats = {"Number": "Sing", "Person": "3", "PronType": "Prs", "Gender": "Fem" if who == "elle" else "Masc"}
    at = frame.verb
    frame.words.insert(1, word(link + who, "PRON", at, "nsubj", lemma=lemma, feats=feats))
    if past:
        frame.verb = 2
        frame.words = [replace(w, head=2 if w.head == at else w.head) for w in frame.words]
    circumstance(frame, rng)


def root_of(sentence: Sentence) -> int:
    """Index of the root."""
    return next(i for i, w in enumerate(sentence.words) if w.head == i)


def fits(sentence: Sentence) -> bool:
    """Whether a frame can be laid around a sentence: a plain one that ends in a stop and quotes nobody itself."""
    words = sentence.words
    forms = {w.form for w in words}
    return (
        4 < len(words) <= LONGEST
        and words[-1].form == "."
        and not forms & set('«»":;“”()-?!')
        and all(w.head != len(words) - 1 for w in words[:-1])
        and not any(w.dep.startswith("parataxis") for w in words)
        and words[root_of(sentence)].pos in {"VERB", "NOUN", "ADJ"}
        and words[0].pos not in {"PUNCT", "NUM", "X"}
    )


def lowered(words: list[Word]) -> list[Word]:
    """The words with the first in small letters, unless it is a name."""
    if words[0].pos == "PROPN" or (words[0].form.isupper() and len(words[0].form) > 1):
        return words
    return [replace(words[0], form=words[0].form[0].lower() + words[0].form[1:]), *words[1:]]


def joined(*pieces: list[Word]) -> list[Word]:
    """Puts pieces behind each other; heads must already be absolute."""
    return [w for piece in pieces for w in piece]


def shifted(words: list[Word], by: int) -> list[Word]:
    """The words with their heads moved."""
    return [replace(w, head=w.head + by) for w in words]


def quoted(core: list[Word], root: int) -> tuple[list[Word], int]:
    """The words between straight quotation marks (which the noise may turn into others), and the new root."""
    body = [replace(w, head=w.head + 1) for w in core]
    body[-1] = replace(body[-1], space=False)
    opening = Word('"', False, '"', "PUNCT", {}, root + 1, "punct")
    return [opening, *body, Word('"', True, '"', "PUNCT", {}, root + 1, "punct")], root + 1


def with_insertion(sentence: Sentence, rng: random.Random) -> Sentence:
    """Sentence, comma, inserted phrase, stop."""
    core, root = sentence.words[:-1], root_of(sentence)
    if rng.random() < 0.6:
        core, root = quoted(core, root)
    frame = inserted(rng)
    base = len(core) + 1
    core = [*core[:-1], replace(core[-1], space=False)]
    comma = Word(",", True, ",", "PUNCT", {}, base + frame.verb, "punct")
    tail = shifted(frame.words, base)
    tail[frame.verb] = replace(tail[frame.verb], head=root, dep="parataxis:insert")
    tail[-1] = replace(tail[-1], space=False)
    return _closed(sentence, joined(core, [comma], tail), root)


def with_source_first(sentence: Sentence, rng: random.Random) -> Sentence:
    """Puts the source first: le ministre a déclaré que …, l'ONG affirme : …, selon l'ONU, …."""
    kind = rng.choice(["que", "que", "colon", "selon"])
    source, main = random_source(rng)
    source = [replace(source[0], form=source[0].form[0].upper() + source[0].form[1:]), *source[1:]]
    if kind == "selon":
        return _after_selon(sentence, *random_source(rng))
    core, root = sentence.words[:-1], root_of(sentence)
    frame = Frame()
    subject = frame.add(source, -1, "nsubj", main)
    if "," in [w.form for w in source]:
        frame.words[-1] = replace(frame.words[-1], space=False)
        frame.words.append(word(",", "PUNCT", subject + 3, "punct", lemma=","))
    speech_verb(frame, rng, past=rng.random() < 0.5, only=CLAUSE_VERBS)
    frame.words[subject] = replace(frame.words[subject], head=frame.verb)
    circumstance(frame, rng)
    verb = frame.verb
    frame.words[verb] = replace(frame.words[verb], head=verb, dep="root")
    if kind == "que":
        core = lowered(core)
        que = "qu'" if core[0].form[0].lower() in "aeiouyéèêh" else "que"
        at = len(frame.words)
        link = word(que, "SCONJ", root + at + 1, "mark", lemma="que")
    else:
        core, root = quoted(core, root)
        at = len(frame.words)
        link = Word(":", True, ":", "PUNCT", {}, root + at + 1, "punct")
    body = shifted(core, at + 1)
    body[root] = replace(body[root], head=verb, dep="ccomp")
    body[-1] = replace(body[-1], space=False)
    return _closed(sentence, joined(frame.words, [link], body), verb)


def _after_selon(sentence: Sentence, source: list[Word], main: int) -> Sentence:
    """Puts "Selon l'ONU, " before the sentence: the source is obl:mod of the root."""
    core, root = lowered(sentence.words[:-1]), root_of(sentence)
    base = len(source) + 2
    case = word("Selon", "ADP", main + 1, "case", lemma="selon")
    body = shifted(source, 1)
    body[main] = replace(body[main], head=root + base, dep="obl:mod")
    body[-1] = replace(body[-1], space=False)
    comma = Word(",", True, ",", "PUNCT", {}, main + 1, "punct")
    tail = shifted(core, base)
    tail[-1] = replace(tail[-1], space=False)
    return _closed(sentence, joined([case], body, [comma], tail), root + base)


def _closed(sentence: Sentence, words: list[Word], root: int) -> Sentence:
    """The new sentence, its stop hung on the root."""
    return replace(sentence, words=[*words, Word(".", True, ".", "PUNCT", {}, root, "punct")])


def frame_speech(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with a frame of reported speech around it, at times and where one fits; else as it is."""
    if sentence.source not in WRITTEN or rng.random() >= SHARE or not fits(sentence):
        return sentence
    return with_insertion(sentence, rng) if rng.random() < 0.6 else with_source_first(sentence, rng)


def insert_after_quotation(sentence: Sentence) -> Sentence:
    """PUD's "« … », a dit X" brought to Sequoia's scheme: the quoted clause becomes the root (changes nothing else)."""
    root = root_of(sentence)
    quoted_root = next(
        (i for i, w in enumerate(sentence.words[:root]) if w.head == root and w.dep == "parataxis"), None
    )
    subject = any(w.head == root and w.dep == "nsubj" and i > root for i, w in enumerate(sentence.words))
    if quoted_root is None or not subject:
        return sentence
    words = list(sentence.words)
    words[quoted_root] = replace(words[quoted_root], head=quoted_root, dep="root")
    words[root] = replace(words[root], head=quoted_root, dep="parataxis:insert")
    last = len(words) - 1
    if words[last].dep == "punct" and words[last].head == root:
        words[last] = replace(words[last], head=quoted_root)
    return replace(sentence, words=words)

"""The tables of unknowns: every pattern can match, and defects are named by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from selon.errors import LexiconError
from selon.extract.token_patterns import TokenKeys, match_end
from selon.lexicon.table import DATA
from selon.lexicon.token_patterns import Pattern
from selon.lexicon.unknowns import UnknownLexicon, load_unknowns

TABLES = ("unknown_words.tsv", "unknowns.tsv", "unknown_topics.tsv")
VOCAB = spacy.blank("fr").vocab
UNKNOWNS = load_unknowns()
PATTERNS = {pattern.id: pattern.pattern for patterns in UNKNOWNS.starts.values() for pattern in patterns}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in TABLES:
        shutil.copy(DATA / "fr" / name, tmp_path / name)
    return tmp_path


def keys_of(words: list[str], tags: list[str] | None = None, unknowns: UnknownLexicon = UNKNOWNS) -> TokenKeys:
    return TokenKeys(Doc(VOCAB, words=words, pos=tags or ["X"] * len(words), lemmas=words), unknowns.light)


def shortest(pattern: Pattern) -> tuple[list[str], list[str]]:
    """Words, with their parts of speech, that a pattern is made of."""
    needed = [element for element in pattern if not element.optional]
    words = [min(element.words) if element.words else "mot" for element in needed]
    return words, ["X" if element.words else min(element.tags - {"INF"}) for element in needed]


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_pattern_matches_the_words_it_is_made_of(name: str) -> None:
    """No line of the table is dead: its own words, one after the other, are found whole."""
    words, tags = shortest(PATTERNS[name])
    assert match_end(PATTERNS[name], keys_of(words, tags), 0) == len(words)


@pytest.mark.parametrize(
    ("name", "words", "end"),
    [
        ("not_settle", "n' ont , pour l' heure , toujours pas été précisés .".split(), 11),
        ("not_settle", "n' ont pas vu ce que la police a précisé".split(), None),
        ("not_settle", "n' ont pas . précisés".split(), None),
        ("toll_provisional", "bilan , encore provisoire".split(), 4),
        ("toll_provisional", "bilan . Le gouvernement provisoire".split(), None),
        ("mystery_answer", "Combien ? Mystère .".split(), 3),
    ],
)
def test_gaps_pass_over_what_they_say_and_no_more(name: str, words: list[str], end: int | None) -> None:
    """A light gap passes over auxiliaries, adverbs and set phrases; no gap passes over the end of a clause."""
    assert match_end(PATTERNS[name], keys_of(words), 0) == end


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("unknowns.tsv", "new\trester flou\t\t\tsomewhere\tother\t", "column 'extent' has 'somewhere'"),
        ("unknowns.tsv", "new\trester flou\t\t\tmatch\tweather\t", "column 'about' has 'weather'"),
        ("unknowns.tsv", "new\t@nobody flou\t\t\tmatch\tother\t", "no class '@nobody'"),
        ("unknowns.tsv", "new\t..3 flou\t\t\tmatch\tother\t", "must begin with words"),
        ("unknowns.tsv", "new\tflou? rester\t\t\tmatch\tother\t", "must begin with words"),
        ("unknowns.tsv", "new\trester||flou\t\t\tmatch\tother\t", "an empty alternative"),
        ("unknowns.tsv", "not_settle\trester flou\t\t\tmatch\tother\t", "stands on line"),
        ("unknowns.tsv", "new\trester flou", "2 cells"),
        ("unknown_topics.tsv", "météo\tweather", "column 'about' has 'weather'"),
        ("unknown_words.tsv", "Bad class\tmot", "class 'Bad class'"),
        ("unknown_words.tsv", "empty\t", "column 'words' is empty"),
    ],
)
def test_a_defect_is_named_by_file_and_line(folder: Path, table: str, line: str, problem: str) -> None:
    """Whoever edits a table is told which line is wrong and what is allowed."""
    path = folder / table
    path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n{line}\n", "utf-8")
    number = len(path.read_text("utf-8").splitlines())
    with pytest.raises(LexiconError, match=problem.replace("||", r"\|\|")) as caught:
        load_unknowns(folder)
    assert (caught.value.path, caught.value.line) == (path, number)


def test_a_new_line_of_the_table_is_a_new_phrase(folder: Path) -> None:
    """Words are data: an edited table is all that a new phrase needs."""
    path = folder / "unknowns.tsv"
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\nfog\tbrouillard total\t\t\tmatch\tother\t\n", "utf-8")
    patterns = load_unknowns(folder).starts["brouillard"]
    assert [pattern.id for pattern in patterns] == ["fog"]
    assert match_end(patterns[0].pattern, keys_of(["brouillard", "total"]), 0) == 2

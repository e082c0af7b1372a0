"""Reading treebanks: contractions become one word, words with a blank become several."""

from __future__ import annotations

import pytest

from training.convert import Sentence, parse_block

AU_NORD = """# sent_id = x-1
1\tElle\tlui\tPRON\t_\tGender=Fem\t2\tnsubj\t_\t_
2\ttire\ttirer\tVERB\t_\tMood=Ind\t0\troot\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\tGender=Masc|Number=Sing\t5\tdet\t_\t_
5\tnord\tnord\tNOUN\t_\tGender=Masc\t2\tobl:mod\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_"""

AUQUEL = """# sent_id = x-2
1\tcamp\tcamp\tNOUN\t_\t_\t0\troot\t_\t_
2-3\tauquel\t_\t_\t_\t_\t_\t_\t_\t_
2\tà\tà\tADP\t_\t_\t3\tcase\t_\t_
3\tlequel\tlequel\tPRON\t_\tPronType=Rel\t5\tobl:arg\t_\t_
4\til\tlui\tPRON\t_\t_\t5\tnsubj\t_\t_
5\ttient\ttenir\tVERB\t_\t_\t1\tacl:relcl\t_\t_"""

THOUSANDS = """# sent_id = x-3
1\tAvec\tavec\tADP\t_\t_\t3\tcase\t_\t_
2\t80 000\t80 000\tNUM\t_\t_\t3\tnummod\t_\t_
3\tcivils\tcivil\tNOUN\t_\t_\t0\troot\t_\t_"""


def read(block: str) -> Sentence:
    """A sentence from the text of one CoNLL-U block."""
    return parse_block(block.split("\n"), "test")


def test_du_is_one_word_that_hangs_where_de_hung() -> None:
    """The article's gender and number stay with the contraction; later heads move with the words."""
    sentence = read(AU_NORD)
    assert [word.form for word in sentence.words] == ["Elle", "tire", "du", "nord", "."]
    du = sentence.words[2]
    assert (du.pos, du.lemma, du.dep, du.head) == ("ADP", "de", "case", 3)
    assert du.feats == {"Gender": "Masc", "Number": "Sing"}
    assert [word.head for word in sentence.words] == [1, 1, 3, 1, 1]


def test_auquel_takes_the_place_of_lequel() -> None:
    """The preposition depends on the pronoun, so the pronoun's place and lemma are the contraction's."""
    auquel = read(AUQUEL).words[1]
    assert (auquel.form, auquel.pos, auquel.lemma, auquel.dep, auquel.head) == (
        "auquel",
        "PRON",
        "lequel",
        "obl:arg",
        3,
    )


def test_a_number_with_a_blank_becomes_two_words() -> None:
    """The second part hangs on the first with "flat"; heads after it are counted anew."""
    sentence = read(THOUSANDS)
    assert [word.form for word in sentence.words] == ["Avec", "80", "000", "civils"]
    assert [(word.head, word.dep) for word in sentence.words] == [(3, "case"), (3, "nummod"), (1, "flat"), (3, "root")]


@pytest.mark.parametrize(
    ("block", "text"),
    [(AU_NORD, "Elle tire du nord. "), (AUQUEL, "camp auquel il tient "), (THOUSANDS, "Avec 80 000 civils ")],
)
def test_text_is_what_people_wrote(block: str, text: str) -> None:
    """Forms and blanks give the sentence back."""
    assert read(block).text == text

"""Tables, row by row."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import LexiconError
from selon.intake.found import Finding, Lost, Piece
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError
from selon.intake.tables import find_columns, find_delimiter, read_table
from selon.lexicon import columns as column_tables
from selon.lexicon.columns import column_key, load_column_names

OPTIONS = IntakeOptions()


def rows(text: str, options: IntakeOptions = OPTIONS) -> list[Finding]:
    """What a table gives."""
    stream = io.BufferedReader(io.BytesIO(text.encode()))  # type: ignore[arg-type]
    return list(read_table(stream, options, is_utf8=True))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("titre,texte\na,b\n", ","),
        ("Titre;Texte intégral;Date\na;b;c\n", ";"),
        ("title\tbody\na\tb\n", "\t"),
        ("content\nUn texte.\n", ","),
        ("a,b,c\n1,2,3\n4,5,6\n", ","),
        ("Hier, le maire a dit non.\nMais il a voté.\n", None),
        ("Article\nUn texte sur la guerre.\n", None),
        ("Alep, Homs, Hama\nLes combats, dit-on, ont repris.\nNul ne sait.\n", None),
        ("", None),
    ],
)
def test_prose_is_no_table(text: str, delimiter: str | None) -> None:
    """A table is told by known names of columns or by rows of one width; prose with commas is none."""
    assert find_delimiter(text, OPTIONS) == delimiter


@pytest.mark.parametrize(
    ("header", "places"),
    [
        (
            ["Titre", "TEXTE_INTEGRAL", "Média", "Date de publication"],
            {"title": 0, "text": 1, "publisher": 2, "published": 3},
        ),
        (["id", "content", "lang"], {"text": 1, "language": 2}),
        (["text", "texte"], {"text": 0}),
    ],
)
def test_columns_are_found_by_their_usual_names(header: list[str], places: dict[str, int]) -> None:
    """Case, accents and signs do not count; the better name wins; a number of a row is no id."""
    assert find_columns(header, OPTIONS).places == places


def test_columns_are_named_by_option() -> None:
    """What the user names is taken, and what is not there is told with the columns that are."""
    options = IntakeOptions(columns={"text": "Corps A", "id": "clé"})
    assert find_columns(["clé", "texte", "corps a"], options).places == {"text": 2, "id": 0}
    with pytest.raises(RefusedError, match="no column 'clé' for id; columns: texte, corps a"):
        find_columns(["texte", "corps a"], options)
    with pytest.raises(RefusedError, match="name the column of the text with columns; columns: x, y"):
        find_columns(["x", "y"], OPTIONS)


def test_a_minimal_table_is_read() -> None:
    """Text, title and date come out; blank lines and lines of empty cells are passed over."""
    found = rows("titre;texte;date\n\nA;Un texte.;2021-02-14\n;;\n;Deux.;\n")
    assert found == [
        Piece("Un texte.", member="line 3", title="A", published="2021-02-14"),
        Piece("Deux.", member="line 5"),
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/2021", "14/02/2021"], ["2021-04-03", "2021-02-14"]),
        (["03/04/2021", "02/14/2021"], ["2021-03-04", "2021-02-14"]),
        (["03/04/2021", "03/05/2021"], ["03/04/2021", "03/05/2021"]),
        (["8 décembre 2016", "n/a"], ["2016-12-08", "n/a"]),
    ],
)
def test_a_column_tells_whether_the_day_comes_first(dates: list[str], expected: list[str]) -> None:
    """One date that can only be read one way settles the column; where none does, nothing is guessed."""
    found = rows("texte,date\n" + "".join(f"Un texte.,{value}\n" for value in dates))
    assert [piece.published for piece in found if isinstance(piece, Piece)] == expected


def test_a_bad_row_costs_its_first_line_only() -> None:
    """A quotation mark that is never closed does not swallow the rows after it."""
    text = 'titre,texte\nA,Un.\n"B,Deux.\nC,"Tr"ois.\nD,Quatre.\nE,Cinq,Six\n'
    shown = [(item.member, getattr(item, "reason", None)) for item in rows(text)]
    assert shown == [
        ("line 2", None),
        ("line 3", "bad_row"),
        ("line 4", "bad_row"),
        ("line 5", None),
        ("line 6", "bad_row"),
    ]


def test_marks_in_a_cell_are_text() -> None:
    """Tags in a cell are read as a page's, one < is not."""
    found = rows('titre,texte\nA,"<p>Un texte.</p><p>Deux &amp; trois.</p>"\nB,"1 < 2, dit-il."\n')
    assert [piece.text for piece in found if isinstance(piece, Piece)] == [
        "Un texte.\n\nDeux & trois.",
        "1 < 2, dit-il.",
    ]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_is_read_back(written: list[tuple[str, str]]) -> None:
    """Any text in quoted cells comes back, row by row."""
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in written]
    found = rows("\n".join(["titre,texte", *quoted]))
    assert [(piece.title, piece.text) for piece in found if isinstance(piece, Piece)] == [
        (title.strip() or None, text.strip()) for title, text in written
    ]
    assert not any(isinstance(item, Lost) for item in found)


def test_names_of_columns_are_keys_of_their_own(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table names each field with names that belong to it alone; a name given twice is told."""
    names = load_column_names()
    assert {"texte", "content"} <= set(names["text"]) and column_key("Date de publication") in names["published"]
    (tmp_path / "world").mkdir()  # type: ignore[operator]
    table = "field\tnames\ntext\ttexte\ntitle\ttitre|Texte\n"
    (tmp_path / "world" / "column_names.tsv").write_text(table, "utf-8")  # type: ignore[operator]
    monkeypatch.setattr(column_tables, "DATA", tmp_path)
    with pytest.raises(LexiconError, match="belong to another field"):
        load_column_names.__wrapped__()

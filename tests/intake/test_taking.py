"""From files of every shape to reports."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import intake_files as made
import pytest
from intake_files import PARAGRAPHS, PUBLISHED, PUBLISHER, TEXT, TITLE, URL

from selon.errors import InputError, SettingsError
from selon.intake import DISCARD_REASONS, SHAPES, IntakeOptions, take_in, take_in_bytes
from selon.model.arrival import Arrival, Discard
from selon.model.report import report_id

EVENING = "2021-02-14T18:30:00+01:00"
TOLD = {"title": TITLE, "publisher": PUBLISHER, "published": PUBLISHED, "url": URL}
PAGE = {**TOLD, "published": EVENING}
EXPORT = {"title": TITLE, "publisher": PUBLISHER, "published": PUBLISHED}
MARKED = "\n\n".join(f"**{paragraph[:12]}**[{paragraph[12:]}](https://lien.example/)" for paragraph in PARAGRAPHS)

# name of the file (which says nothing of its shape), its bytes, its shape, what is known of the first report
FILES: dict[str, tuple[bytes, str, Mapping[str, str]]] = {
    "01.bin": (TEXT.encode(), "text", {}),
    "02.xls": (
        f"---\ntitle: {TITLE}\ndate: {PUBLISHED}\n---\n\n{MARKED}".encode(),
        "markdown",
        {"published": PUBLISHED},
    ),
    "03.txt": (made.html_page().encode(), "html", PAGE),
    "04.txt": (made.rss(), "feed", PAGE),
    "05.txt": (made.atom(), "feed", PAGE),
    "06.doc": (made.pdf([[*made.wrapped(p), ""] for p in PARAGRAPHS], title=TITLE), "pdf", {"title": TITLE}),
    "07.pdf": (made.docx(), "docx", {"title": TITLE}),
    "08.zip": (made.odt(), "odt", {"title": TITLE}),
    "09.doc": (made.rtf(), "rtf", {}),
    "10.csv": (made.csv_table(), "csv", TOLD),
    "11.txt": (made.csv_table(delimiter=";"), "csv", TOLD),
    "12.csv": (made.csv_table(delimiter="\t"), "tsv", TOLD),
    "13.csv": (made.xlsx(), "xlsx", TOLD),
    "14.json": (made.json_lines(), "jsonl", TOLD),
    "15.txt": (b'{"reports": [' + made.json_lines().splitlines()[0] + b"]}", "jsonl", TOLD),
    "16.txt": (b"[\n " + made.json_lines().splitlines()[0] + b"\n]", "json", TOLD),
    "17.gz": (made.warc(), "html", PAGE),
    "18.zip": (made.wacz(), "html", PAGE),
    "19.html": (made.mhtml(), "mhtml", PAGE),
    "20.txt": (made.eml(), "eml", {"title": TITLE, "published": EVENING, "publisher": "Comité d'habitants"}),
    "21.html": (made.europresse_new(), "europresse", EXPORT),
    "22.html": (made.europresse_old(), "europresse", EXPORT),
    "23.html": (made.factiva_html(), "factiva", EXPORT),
    "24.html": (made.factiva_html(codes=False, twice=True), "factiva", EXPORT),
    "25.rtf": (made.rtf(made.factiva_lines()), "factiva", EXPORT),
    "26.docx": (made.docx(made.nexis_new(), title=None), "nexis", EXPORT),
    "27.rtf": (made.rtf(made.nexis_old()), "nexis", EXPORT),
    "28.txt": ("\n".join(made.nexis_old()).encode(), "nexis", EXPORT),
    "29.json": (made.telegram(), "telegram", {"published": "2021-02-14T17:30:00+00:00", "publisher": "Comité"}),
    "30.zip": (made.zipped({"dossier/a.txt": TEXT, "__MACOSX/a": "x", "dossier/.caché": "x"}), "text", {}),
    "32.xml": (made.factiva_xml(), "factiva", EXPORT),
    "33.htm": (made.nexis_html(), "nexis", EXPORT),
    "31.txt": (gzip.compress(made.csv_table()), "csv", TOLD),
}


def found_in(data: bytes, **options: object) -> list[Arrival | Discard]:
    """What some bytes give."""
    return list(take_in_bytes(data, path="donné", options=IntakeOptions(**options)))  # type: ignore[arg-type]


def reasons(found: list[Arrival | Discard]) -> list[str]:
    """The reasons of the discards, in order."""
    return [item.reason for item in found if isinstance(item, Discard)]


def texts(found: list[Arrival | Discard]) -> list[str]:
    """The texts of the reports, in order."""
    return [item.report.text for item in found if isinstance(item, Arrival)]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Arrival | Discard]]:
    """What a folder with a file of every shape gives, by file, in one intake."""
    folder = tmp_path_factory.mktemp("shapes")
    for name, (data, _, _) in FILES.items():
        (folder / name).write_bytes(data)
    pages = folder / "minet" / "downloaded" / "ab"
    pages.mkdir(parents=True)
    (pages / "p.html").write_bytes(made.html_page().encode())
    (folder / "minet" / "fetch.csv").write_bytes(made.minet({"ab/p.html": b""}))
    found: dict[str, list[Arrival | Discard]] = {}
    for item in take_in([str(folder)]):
        found.setdefault(Path(item.origin.path).relative_to(folder).as_posix(), []).append(item)
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_shape_is_read_whatever_its_name(name: str, taken: dict[str, list[Arrival | Discard]]) -> None:
    """The report comes out of every shape with its text, and with what the file says of its publication."""
    data, shape, known = FILES[name]
    first = taken[name][0]
    assert isinstance(first, Arrival), first
    assert first.origin.shape == shape
    if shape == "pdf":  # its lines do not say where paragraphs end
        assert first.report.text.split() == TEXT.split()
    else:
        assert first.report.text.split("\n\n")[: len(PARAGRAPHS)] == list(PARAGRAPHS)
    assert first.report.id == report_id(first.report.text)
    assert first.report.language == "fr"
    assert {field: getattr(first.report, field) for field in known} == dict(known)
    assert len(first.origin.sha256) == 64
    if first.origin.member is None:
        assert first.origin.sha256 == hashlib.sha256(data).hexdigest()


def test_every_shape_is_tried() -> None:
    """No shape is left without a file in these tests."""
    assert set(SHAPES) - {shape for _, shape, _ in FILES.values()} == {"gzip", "zip", "warc", "wacz", "minet"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("04.txt", ["entry 1", "entry 2", "no_text entry 3"]),
        ("10.csv", ["line 2", "line 9"]),
        ("13.csv", ["Articles row 2", "no_text_column Notes"]),
        ("14.json", ["line 1", "line 3", "bad_row line 4", "bad_row line 5"]),
        ("17.gz", [f"record 2 {URL}", "error_page record 5 https://gazette.example/x", "not_a_report None"]),
        ("21.html", ["article 1", "article 2"]),
        ("24.html", ["article 1"]),
        ("26.docx", ["article 1", "article 2"]),
        ("29.json", ["message 2", "message 3", "not_a_report None"]),
        ("30.zip", ["dossier/a.txt"]),
        ("minet/fetch.csv", ["line 2 ab/p.html", "error_page line 3", "missing line 4"]),
    ],
)
def test_nothing_is_lost_silently(name: str, expected: list[str], taken: dict[str, list[Arrival | Discard]]) -> None:
    """Every member is there: as a report, or as a discard that names its place and reason."""
    shown = [
        f"{item.reason} {item.origin.member}" if isinstance(item, Discard) else item.origin.member
        for item in taken[name]
    ]
    assert shown == expected


def test_the_pages_of_a_table_are_taken_once(taken: dict[str, list[Arrival | Discard]]) -> None:
    """A page that minet's table names comes with the table and not a second time as a file."""
    assert "minet/downloaded/ab/p.html" not in taken
    first = taken["minet/fetch.csv"][0]
    assert isinstance(first, Arrival)
    assert (first.report.text, first.report.published) == (TEXT, EVENING)


def test_dates_of_a_column_are_read_alike(taken: dict[str, list[Arrival | Discard]]) -> None:
    """03/04/2021 is the third of April in a column where another date shows that the day comes first."""
    second = taken["10.csv"][1]
    assert isinstance(second, Arrival)
    assert second.report.published == "2021-04-03"


def test_what_is_not_the_articles_own_text_is_marked(taken: dict[str, list[Arrival | Discard]]) -> None:
    """A feed's summary and a forwarded message say what they are; a captured page says when it was kept."""
    notes = [taken[name][place].note for name, place in (("04.txt", 1), ("29.json", 1), ("17.gz", 0))]  # type: ignore[union-attr]
    assert notes == ["the feed's summary, not the whole article", "forwarded from Armée", "kept 2022-05-01T10:00:00Z"]


def test_what_a_user_says_fills_gaps_only() -> None:
    """Defaults hold for reports that do not say, and for no others."""
    options = {"published": "2020-01-01", "publisher": "Défaut", "language": "fr"}
    plain, row = (found_in(data, **options)[0] for data in (TEXT.encode(), made.csv_table()))
    assert isinstance(plain, Arrival) and isinstance(row, Arrival)
    assert (plain.report.published, plain.report.publisher) == ("2020-01-01", "Défaut")
    assert (row.report.published, row.report.publisher) == (PUBLISHED, PUBLISHER)


def test_bytes_are_kept_on_request() -> None:
    """The bytes hashed come with the report if they are asked for, and only then."""
    data = TEXT.encode()
    (kept,) = found_in(data, keep_bytes=True)
    (bare,) = found_in(data)
    assert isinstance(kept, Arrival) and isinstance(bare, Arrival)
    assert (kept.raw, bare.raw) == (data, None)
    assert hashlib.sha256(data).hexdigest() == kept.origin.sha256 == bare.origin.sha256


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    """Files by name, then folders; hidden files and the parts of a saved page are passed over, missing paths told."""
    for name in ("b.txt", "a.txt", ".caché.txt", "z/c.txt", "page_files/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name, "utf-8")
    (tmp_path / "page.html").write_text(made.html_page(), "utf-8")
    found = list(take_in([str(tmp_path), str(tmp_path / "rien")]))
    names = [Path(item.origin.path).relative_to(tmp_path).as_posix() for item in found]
    assert names == ["a.txt", "b.txt", "page.html", "page_files", "z/c.txt", "rien"]
    assert reasons(found) == ["not_a_report", "missing"]


def test_standard_input_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table on standard input is read as from a file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made.csv_table())))
    assert len(texts(list(take_in(["-"])))) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_right_is_told(tmp_path: Path) -> None:
    """A file that the system will not open is a discard of its own."""
    path = tmp_path / "fermé.txt"
    path.write_text(TEXT, "utf-8")
    path.chmod(0)
    assert reasons(list(take_in([str(path)]))) == ["unreadable"]


def test_devices_are_refused() -> None:
    """A device without end is not read."""
    assert reasons(list(take_in(["/dev/zero"]))) == ["unreadable"]


def test_no_more_than_allowed_is_taken() -> None:
    """Members past max_members are told in one discard; those before are there."""
    lines = b"".join(b'{"text": "Le rapport %d de la police"}\n' % number for number in range(5))
    found = found_in(lines, max_members=3)
    assert len(texts(found)) == 3
    assert reasons(found) == ["too_many"]


def test_an_intake_can_be_left() -> None:
    """Taking one report and no more leaves nothing running."""
    found = take_in_bytes(made.europresse_new(), path="x")
    assert isinstance(next(found), Arrival)
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The police said on Sunday that twelve people were killed in the strike on the market of the town.", "en"),
        (
            "قالت الشرطة إن اثني عشر شخصا قتلوا يوم الأحد في غارة على سوق المدينة وإن الجيش نفى أي مسؤولية عن الهجوم",
            "ar",
        ),
        (
            "Полиция сообщила в воскресенье что двенадцать человек были убиты при ударе по рынку города и армия отрицает",
            "ru",
        ),
        (
            "Polisen sade på söndagen att tolv personer hade dödats i en attack mot marknaden och att de inte var soldater",
            "sv",
        ),
        ("Oui.", "fr"),
    ],
)
def test_languages_that_selon_cannot_read_are_kept(text: str, language: str) -> None:
    """A report in another language is a report, and says in which language it is."""
    (found,) = found_in(text.encode())
    assert isinstance(found, Arrival)
    assert found.report.language == language


def test_a_pages_template_does_not_decide_its_language() -> None:
    """A French article in a page that calls itself English is French."""
    (found,) = found_in(made.html_page().replace('lang="fr"', 'lang="en"').encode())
    assert isinstance(found, Arrival)
    assert found.report.language == "fr"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"published": "hier"}, InputError),
        ({"language": "français"}, InputError),
        ({"columns": {"texte": "a"}}, SettingsError),
        ({"columns": {"text": " "}}, SettingsError),
        ({"max_members": 0}, SettingsError),
        ({"timeout_s": 0}, SettingsError),
    ],
)
def test_bad_options_are_refused(options: dict[str, object], error: type[Exception]) -> None:
    """A mistake in the options is told at once and not for each file."""
    with pytest.raises(error, match={"published": "date"}.get(name := next(iter(options)), name)):
        IntakeOptions(**options)  # type: ignore[arg-type]


def test_reasons_are_explained_in_the_documentation() -> None:
    """The page on what comes in names every shape and every reason."""
    text = (Path(__file__).parents[2] / "docs" / "reference" / "intake.md").read_text("utf-8")
    assert [name for name in (*DISCARD_REASONS, *SHAPES) if f"`{name}`" not in text] == []

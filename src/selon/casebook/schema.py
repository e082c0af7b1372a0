"""The tables of a casebook: names, types, keys, and what each column means (``Column.doc``).

One set of tables for SQLite (strict) and PostgreSQL. Whatever a report says is kept under the id of its *record*; a
report may have several records, made by several versions of Selon, and the row of ``readings`` that is ``current``
says which one counts. ``docs/reference/casebook.md`` is written from this module.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

from selon.model import FIGURE_KINDS, LABEL_KINDS, REALITIES, SOURCE_KINDS, STANCES, UNKNOWN_TOPICS
from selon.model.accounts import ROWS, STATES
from selon.model.incidents import LINK_KINDS

metadata = MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers of 64 bits on both: a toll may pass the 32 bits of PostgreSQL's INTEGER."""
REALS: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

RUN_STATES = ("running", "done", "interrupted", "failed")
ROLES = ("initiator", "target", "means")


def _table(name: str, about: str, *parts: Any, rowid: bool = False) -> Table:
    """A strict table; those with a key of their own keep their rows in its order, once."""
    return Table(name, metadata, *parts, info={"about": about}, sqlite_strict=True, sqlite_with_rowid=rowid)


def _words(name: str, doc: str, *, null: bool = False, key: bool = False, refers: str | None = None) -> Column[str]:
    links = [ForeignKey(refers)] if refers else []
    return Column(name, Text, *links, primary_key=key, nullable=null, doc=doc)


def _number(name: str, doc: str, *, null: bool = False, key: bool = False) -> Column[int]:
    return Column(name, WHOLE, primary_key=key, nullable=null, doc=doc, autoincrement=False)


def _share(name: str, doc: str) -> Column[float]:
    return Column(name, REALS, nullable=False, doc=f"{doc}, 0 to 1")


def _flag(name: str, doc: str) -> tuple[Column[int], CheckConstraint]:
    return _number(name, doc), CheckConstraint(f"{name} IN (0, 1)", name=name)


def _choice(name: str, doc: str, allowed: tuple[str, ...], *, key: bool = False) -> Column[str]:
    """One of some values. The database does not enforce them, so that a new one needs no new table; ``verify`` does."""
    return Column(
        name,
        Text,
        primary_key=key,
        nullable=False,
        doc=f"{doc}: {', '.join(allowed)}",
        info={"allowed": allowed},
    )


def _mention(of: str, prefix: str = "", *, null: bool = False) -> tuple[Column[Any], ...]:
    """Words and where they stand."""
    return (
        _words(f"{prefix}text", f"{of}: the words", null=null),
        _number(
            f"{prefix}start", f"{of}: first character, counted from 0 in code points of the report's text", null=null
        ),
        _number(f"{prefix}stop", f"{of}: first character after it", null=null),
    )


def _record_key(**deeper: str) -> tuple[Column[Any], ...]:
    record = _words("record_id", "the record", key=True)
    return record, *(_number(name, doc, key=True) for name, doc in deeper.items())


def _within(table: str, *columns: str) -> ForeignKeyConstraint:
    """The row of a parent table that this one belongs to: by record and the numbers in it."""
    numbers = ["no"] if len(columns) == 1 else [*columns[:-1], "no"]
    return ForeignKeyConstraint(
        ["record_id", *columns], [f"{table}.record_id", *(f"{table}.{number}" for number in numbers)]
    )


meta = _table(
    "meta",
    "What holds for the casebook as a whole.",
    _words("name", "`created_at`, `created_by`, and `notice`: what everybody who opens the casebook is told", key=True),
    _words("value", "its value"),
)

setups = _table(
    "setups",
    "What read: everything that decides what a record says. The same setup and the same report give the same record.",
    _words("id", "hash of the other columns", key=True),
    _words("selon_version", "version of Selon"),
    _words("models", "JSON: language to the SHA-256 of its pipeline's files"),
    _words("lexicon", "SHA-256 of all word tables and of the gazetteer"),
    _words("settings", "JSON: the settings that bear on a record"),
    _words("codebook", "version of the record's format and hash of the table of event types"),
)

runs = _table(
    "runs",
    "Each command that wrote into the casebook. A run without an end was killed; what it had written is whole.",
    _words("id", "random, 32 hexadecimal digits", key=True),
    _words("command", "`add`, `reread`, `demo`, …"),
    _words("setup_id", "what read", null=True, refers="setups.id"),
    _words("started_at", "instant in UTC, ISO 8601"),
    _words("ended_at", "instant in UTC; null while it runs, or where it was killed", null=True),
    _choice("state", "how it stands", RUN_STATES),
    _number("kept", "reports that were new"),
    _number("known", "reports that were in the casebook before"),
    _number("unread", "of those kept or read anew, how many could not be read"),
    _number("discarded", "things that gave no report and were new"),
)

reports = _table(
    "reports",
    "Each report once: a text with what is known of its publication.",
    Column("no", WHOLE, primary_key=True, autoincrement=True, doc="number, in the order of arrival"),
    _words("id", "hash of the text, the collection's own id, date, outlet, title and address: 32 hexadecimal digits"),
    _words("text_sha256", "SHA-256 of the text in UTF-8; the same for reprints to the letter"),
    _words("own_id", "the id that the collection gave; null where it gave none", null=True),
    _words("language", "ISO 639-1 code"),
    _words("published", "ISO date or date-time of publication; null if unknown", null=True),
    _words("publisher", "the outlet; null if unknown", null=True),
    _words("title", "title, not part of the text; null if unknown", null=True),
    _words("url", "address; null if unknown", null=True),
    _words("text", "the text exactly as read; every offset counts its code points"),
    _words("run_id", "the run that added it", refers="runs.id"),
    Index("ix_reports_id", "id", unique=True),
    Index("ix_reports_text_sha256", "text_sha256"),
    Index("ix_reports_published", "published"),
    rowid=True,
)

origins = _table(
    "origins",
    "Where the bytes of a report came from; a report may have come several times.",
    _words("report_id", "the report", key=True, refers="reports.id"),
    _words("sha256", "SHA-256 of the raw bytes", key=True),
    _words("member", "place inside a container; empty where the file is one report", key=True),
    _words("path", "file or address, as first given"),
    _words("shape", "what the bytes were recognised as"),
    _words("note", "how it was read, where a person should know; else null", null=True),
    _words("run_id", "the run that brought it", refers="runs.id"),
    Index("ix_origins_sha256", "sha256"),
)

raw_bytes = _table(
    "raw_bytes",
    "The bytes themselves, where `--keep-bytes` asked for them.",
    _words("sha256", "SHA-256 of the bytes", key=True),
    _number("size", "bytes"),
    Column("bytes", LargeBinary, nullable=False, doc="the bytes"),
    rowid=True,
)

discards = _table(
    "discards",
    "What came in and gave no report, with the reason.",
    _words("id", "hash of path, member, bytes and reason", key=True),
    _words("path", "file or address, as given"),
    _words("member", "place inside a container; empty for the file as a whole"),
    _words("sha256", "SHA-256 of the raw bytes"),
    _words("shape", "what the bytes were recognised as"),
    _words("reason", "short code"),
    _words("detail", "one sentence for a person"),
    _words("run_id", "the run that met it first", refers="runs.id"),
    Index("ix_discards_sha256", "sha256"),
)

records = _table(
    "records",
    "What Selon says of a report; its parts stand in the tables below under its id.",
    _words("id", "hash of the report's id and of everything in the record", key=True),
    _words("report_id", "the report", refers="reports.id"),
    _number("record_version", "version of the record's format"),
    _number("claim_count", "rows in `claims`"),
    _number("event_count", "rows in `events`"),
    Index("ix_records_report_id", "report_id"),
)

readings = _table(
    "readings",
    "Which setup made which record of which report, or why it made none.",
    _words("report_id", "the report", key=True, refers="reports.id"),
    _words("setup_id", "what read", key=True, refers="setups.id"),
    _words("record_id", "the record; null where the report could not be read", null=True, refers="records.id"),
    _words("reason", "why it could not be read, a short code; null where it was read", null=True),
    _words("detail", "the same as a sentence", null=True),
    *_flag("current", "1 for the reading that counts, one for each report"),
    _words(
        "relevance",
        "JSON: what the relevance gate said, with the passages that were parsed; null where it was off",
        null=True,
    ),
    _words("run_id", "the run that read", refers="runs.id"),
    CheckConstraint("(record_id IS NULL) <> (reason IS NULL)", name="outcome"),
    Index(
        "ix_readings_current",
        "report_id",
        unique=True,
        sqlite_where=text("current = 1"),
        postgresql_where=text("current = 1"),
    ),
    Index("ix_readings_record_id", "record_id"),
    Index("ix_readings_setup_id", "setup_id"),
)

claims = _table(
    "claims",
    "Who says it: passages that the text attributes to somebody other than the outlet.",
    _words("record_id", "the record", key=True, refers="records.id"),
    _number("no", "place in the record, from 0", key=True),
    _words("id", "`c1`, `c2`… in order of the content"),
    *_mention("the attributing words; null where a colon or quotation marks alone attribute", "cue_", null=True),
    _choice("stance", "the speech act", STANCES),
    _words("content_text", "the attributed words, all spans joined by a space"),
    _words("parent", "id of the claim that contains this one, else null", null=True),
    _words("rule", "the rule and the line of the word table that made it; null where a person made it", null=True),
    Index("ix_claims_stance", "stance"),
)

claim_sources = _table(
    "claim_sources",
    "The holders of a claim, one row for each coordinated holder.",
    *_record_key(claim_no="the claim", no="place in the claim, from 0"),
    _choice("kind", "how far it can be identified", SOURCE_KINDS),
    *_mention("the holder; null for an implicit one", null=True),
    _words("party", "id of the party, where resolved", null=True),
    _words("name", "its canonical name, where resolved", null=True),
    *_mention("what an anaphor stands for, where the text gives it", "refers_", null=True),
    _within("claims", "claim_no"),
    Index("ix_claim_sources_party", "party"),
)

claim_contents = _table(
    "claim_contents",
    "The spans of the attributed words.",
    *_record_key(claim_no="the claim", no="place in the claim, from 0"),
    *_mention("a part of the content"),
    _within("claims", "claim_no"),
)

claim_quotes = _table(
    "claim_quotes",
    "What stands in quotation marks as somebody's own words.",
    *_record_key(claim_no="the claim", no="place in the claim, from 0"),
    *_mention("the quoted words"),
    _within("claims", "claim_no"),
)

claim_events = _table(
    "claim_events",
    "Events that a claim's content stands for by a pronoun or by ellipsis.",
    *_record_key(claim_no="the claim", no="place in the claim, from 0"),
    _words("event", "id of the event in the same record"),
    _within("claims", "claim_no"),
)

events = _table(
    "events",
    "What is said to have happened. An event with no row in `event_claims` is the outlet's own statement.",
    _words("record_id", "the record", key=True, refers="records.id"),
    _number("no", "place in the record, from 0", key=True),
    _words("id", "`e1`, `e2`… in order of the trigger"),
    _words("type", "`family.type` of the table of event types"),
    *_mention("the word that names the happening best", "trigger_"),
    _choice("reality", "whether it is said to have happened", REALITIES),
    *_mention("the words of its date; null where nothing is said", "when_", null=True),
    _words("earliest", "first possible day, ISO; null if open or unresolved", null=True),
    _words("latest", "last possible day, ISO; null if open or unresolved", null=True),
    _words("rule", "the rule and the line of the word table that made it", null=True),
    Index("ix_events_type", "type"),
    Index("ix_events_earliest", "earliest"),
)

event_claims = _table(
    "event_claims",
    "The claims in whose content an event stands: who says it.",
    *_record_key(event_no="the event", no="place in the event, from 0"),
    _words("claim", "id of the claim in the same record"),
    _within("events", "event_no"),
)

event_mentions = _table(
    "event_mentions",
    "Who does it, to whom, and by what means.",
    _words("record_id", "the record", key=True),
    _number("event_no", "the event", key=True),
    _choice("role", "what part it has in the event", ROLES, key=True),
    _number("no", "place among the mentions of that role, from 0", key=True),
    *_mention("the mention"),
    _words("party", "id of the party, where resolved", null=True),
    _words("name", "its canonical name, where resolved", null=True),
    *_mention("what an anaphor stands for, where the text gives it", "refers_", null=True),
    *_flag("suspected", "1 where the text marks the doer as presumed"),
    _within("events", "event_no"),
    Index("ix_event_mentions_party", "party"),
)

event_places = _table(
    "event_places",
    "Where an event is said to have happened, most specific first.",
    *_record_key(event_no="the event", no="place in the event, from 0"),
    *_mention("the name in the text"),
    _number("geonameid", "GeoNames id; null where it could not be resolved", null=True),
    _words("name", "the gazetteer's name", null=True),
    _words("country", "ISO 3166 alpha-2", null=True),
    Column("lat", REALS, doc="degrees north, WGS 84"),
    Column("lon", REALS, doc="degrees east, WGS 84"),
    _words("precision", "exact, near, region, country; null where nothing was resolved", null=True),
    _within("events", "event_no"),
    Index("ix_event_places_geonameid", "geonameid"),
)

event_figures = _table(
    "event_figures",
    "Counts of people in an event.",
    *_record_key(event_no="the event", no="place in the event, from 0"),
    _choice("kind", "what was done to them", FIGURE_KINDS),
    _number("min", "least number that the words allow; null if they set none", null=True),
    _number("max", "greatest number that the words allow; null if they set none", null=True),
    *_flag("approx", "1 where the words mark the number as approximate"),
    *_mention("the number with the counted noun"),
    _words("who", "the words counted, else null", null=True),
    _within("events", "event_no"),
    Index("ix_event_figures_kind", "kind"),
)

figure_includes = _table(
    "figure_includes",
    "Sub-groups of a figure.",
    *_record_key(event_no="the event", figure_no="the figure in the event", no="place in the figure, from 0"),
    _words("who", "the words counted"),
    _number("min", "least number; null where none is given", null=True),
    _number("max", "greatest number; null where none is given", null=True),
    _within("event_figures", "event_no", "figure_no"),
)

labels = _table(
    "labels",
    "Namings from which the text keeps its distance, and loaded words.",
    _words("record_id", "the record", key=True, refers="records.id"),
    _number("no", "place in the record, from 0", key=True),
    *_mention("the naming, without quotation marks"),
    _choice("kind", "how", LABEL_KINDS),
    _words("rule", "the rule that made it", null=True),
)

unknowns = _table(
    "unknowns",
    "What the report says it does not know.",
    _words("record_id", "the record", key=True, refers="records.id"),
    _number("no", "place in the record, from 0", key=True),
    *_mention("the passage"),
    _choice("about", "of what", UNKNOWN_TOPICS),
    _words("rule", "the rule that made it", null=True),
)

copy_signatures = _table(
    "copy_signatures",
    "What near-copies are found by, kept so that a later run need not read the texts again.",
    _words("report_id", "the report", key=True, refers="reports.id"),
    Column("signature", LargeBinary, nullable=False, doc="made and read by `selon.intake.copies`"),
    *_flag("compared", "1 once it has been compared with all reports that were there"),
    Index(
        "ix_copy_signatures_new", "report_id", sqlite_where=text("compared = 0"), postgresql_where=text("compared = 0")
    ),
    rowid=True,
)

copy_pairs = _table(
    "copy_pairs",
    "Pairs of reports of which one holds the text of the other, both ways round.",
    _words("report_id", "the one", key=True, refers="reports.id"),
    _words("other_id", "the other", key=True, refers="reports.id"),
    _share("containment", "share of the shorter text's sequences of words that stand in the longer"),
    _share("resemblance", "shared sequences, of all in both"),
    _share("of_other", "share of this report's sequences that stand in the other"),
)

copy_groups = _table(
    "copy_groups",
    "Reports that print one text: one voice. Made anew of the pairs at the end of each `add`.",
    _words("report_id", "the report", key=True, refers="reports.id"),
    _words("group_id", "the first of the group's reports by id"),
    *_flag("is_origin", "1 for the likely origin"),
    _words("why", "what makes it the likely origin; null for the others", null=True),
    Index("ix_copy_groups_group_id", "group_id"),
)

judgements = _table(
    "judgements",
    "What people decided. Rows are only ever added; the newest on a subject counts.",
    Column("no", WHOLE, primary_key=True, autoincrement=True, doc="number, in the order of decision"),
    _words("judged_at", "instant in UTC, ISO 8601"),
    _words("judge", "who decided"),
    _words("kind", "on what kind of question: incident, value, reading, report, note, undo"),
    _words(
        "subject",
        "on what: the id of a report, or `report#e3` for an event of it, several joined by a space; the number of the "
        "judgement that is taken back, for `undo`",
    ),
    _words("object", "the other side of the question, for a pair; the row, for a value; else null", null=True),
    _words("verdict", "what was decided"),
    _words("reason", "why, in the judge's words", null=True),
    Index("ix_judgements_subject", "subject"),
    rowid=True,
)

linked_reports = _table(
    "linked_reports",
    "Which record of which report the incidents were made of. A report with a record that is not here waits for `link`.",
    _words("report_id", "the report", key=True),
    _words("record_id", "its record that was linked"),
)

incidents = _table(
    "incidents",
    "What reports tell of one happening, as inferred, with what their accounts come to. Never a mean, nothing chosen. "
    "This and the other tables of incidents are made anew from records and judgements.",
    _words("id", "`i-` and ten hexadecimal digits, kept while most of the incident stays together", key=True),
    _number("report_count", "reports that tell it"),
    _number("voice_count", "voices; near-copies count once"),
    _words("first_day", "earliest day that any voice allows, ISO; null where nobody dates it", null=True),
    _words("last_day", "latest day that any voice allows, ISO; null where nobody dates it", null=True),
    _words(
        "place",
        "the name that most readings give, of those more precise than a region; null where nobody names a place",
        null=True,
    ),
    Column("lat", REALS, doc="its degrees north, WGS 84"),
    Column("lon", REALS, doc="its degrees east, WGS 84"),
    _words("place_precision", "exact, near, region, country; null where it is not resolved", null=True),
    _words("types", "event types, the most told first, joined by a space"),
    _number("killed_min", "least number of dead of any voice; null where nobody counts", null=True),
    _number("killed_max", "greatest number; null where open, or nobody counts", null=True),
    _words("doers", "what those who did it are called, the most told first, joined by ` | `"),
    _words("contested", "rows in which voices exclude each other, joined by a space; empty for none"),
    _words("grade", "suggested grade on Airwars' scale; a person decides", null=True),
    Index("ix_incidents_first_day", "first_day"),
)

incident_mentions = _table(
    "incident_mentions",
    "Which event mentions tell of which incident.",
    _words("report_id", "the report", key=True),
    _words("event", "id of the event in its record", key=True),
    _words("incident_id", "the incident", refers="incidents.id"),
    _words("telling", "id of the first event of all that this report says of it"),
    _words("joined", "the earlier event of the report that it joined; null for the first", null=True),
    _words("why", "why it joined, reasons joined by `; `; null for the first", null=True),
    Index("ix_incident_mentions_incident_id", "incident_id"),
)


def _pair_key() -> tuple[Column[Any], ...]:
    return (
        _words("one_report", "report of the one telling", key=True),
        _words("one_event", "its first event", key=True),
        _words("other_report", "report of the other telling", key=True),
        _words("other_event", "its first event", key=True),
    )


incident_links = _table(
    "incident_links",
    "The links between tellings of two reports that hold an incident together.",
    *_pair_key(),
    _words("incident_id", "the incident", refers="incidents.id"),
    _choice("kind", "what made it", LINK_KINDS),
    Column("weight", REALS, doc="match weight in bits; null for a judged or copied link"),
    Index("ix_incident_links_incident_id", "incident_id"),
)

incident_link_reasons = _table(
    "incident_link_reasons",
    "What each comparison adds to a link.",
    *_pair_key(),
    _number("no", "place in the link, the strongest first, from 0", key=True),
    _words("incident_id", "the incident", refers="incidents.id"),
    _words("comparison", "its name: day, place, killed…"),
    _words("reached", "the level reached; `missing` where one of the two says nothing"),
    Column("weight", REALS, nullable=False, doc="match weight in bits; negative speaks against"),
    _words("meaning", "the level, for a reader"),
    ForeignKeyConstraint(
        ["one_report", "one_event", "other_report", "other_event"],
        [f"incident_links.{name}" for name in ("one_report", "one_event", "other_report", "other_event")],
    ),
    Index("ix_incident_link_reasons_incident_id", "incident_id"),
)

incident_parts = _table(
    "incident_parts",
    "Which incident is a part of which: a strike in a battle, one raid's toll in a day's.",
    _words("part", "the smaller incident", key=True, refers="incidents.id"),
    _words("whole", "the one that contains it", key=True, refers="incidents.id"),
    _words("why", "why"),
    *_flag("judged", "1 where a person said so, 0 for a suggestion"),
)

incident_rows = _table(
    "incident_rows",
    "The matrix of an incident: whether its voices agree, row by row. Rows that nobody fills are left out.",
    _words("incident_id", "the incident", key=True, refers="incidents.id"),
    _choice("field", "what is told", ROWS, key=True),
    _choice("state", "how the voices stand to each other", STATES),
    _words("why", "the reason, for a reader"),
    _number("min", "least number of any voice; null without a number", null=True),
    _number("max", "greatest number; null where open, or without a number", null=True),
)

incident_voices = _table(
    "incident_voices",
    "Who says something of an incident.",
    _words("incident_id", "the incident", key=True, refers="incidents.id"),
    _words("voice", "id of the voice, the same in all incidents for one that can be identified", key=True),
    _number("no", "place, in order of publication, from 0"),
    _words("name", "as a reader knows it"),
    _words("kind", "outlet, named, unnamed or implicit"),
    _words("party", "id of the party, where resolved", null=True),
    _words("through", "who passes it on, joined by ` | `"),
    Index("ix_incident_voices_voice", "voice"),
)

incident_parties = _table(
    "incident_parties",
    "Who is said to have done it or suffered it, in the words of the reports.",
    _words("incident_id", "the incident", key=True, refers="incidents.id"),
    _choice("role", "what part it has", ("initiator", "target"), key=True),
    _words("name", "the words, or what a pronoun stands for", key=True),
    _words("party", "ids of parties, joined by a space; empty where not resolved"),
)

incident_problems = _table(
    "incident_problems",
    "Judgements that could not be honoured: they contradict each other, close a circle, or name what is gone.",
    _number("no", "place, from 0", key=True),
    _words("kind", "contradiction, cycle or withdrawn"),
    _words("explanation", "what, which, and what a person may do"),
    _words("judgement_ids", "numbers of the judgements, joined by a space"),
)

incident_renames = _table(
    "incident_renames",
    "Ids that incidents once had, and the id that took over most of each.",
    _words("former", "the id that is given up", key=True),
    _words("now", "the one that took over"),
)

link_state = _table(
    "link_state",
    "What `link` needs so that it need not compare all anew; made and read by `selon.apps.linking`.",
    _words("name", "`state`", key=True),
    _words("token", "changes each time the incidents are written"),
    Column("data", LargeBinary, nullable=False, doc="JSON, compressed with zlib"),
    rowid=True,
)

INCIDENT_TABLES = (
    incident_link_reasons,
    incident_links,
    incident_mentions,
    incident_parts,
    incident_rows,
    incident_voices,
    incident_parties,
)
"""The tables of incidents, children before their parent ``incidents``."""

RECORD_TABLES = (
    claims,
    claim_sources,
    claim_contents,
    claim_quotes,
    claim_events,
    events,
    event_claims,
    event_mentions,
    event_places,
    event_figures,
    figure_includes,
    labels,
    unknowns,
)
"""The tables that hold what a record says, parents before children."""

"""Full-text search, views for people who ask in SQL, and judgements that can only be added to."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    # unicode61 with remove_diacritics 2 folds every Latin letter with marks; an apostrophe parts words.
    """CREATE VIRTUAL TABLE reports_search USING fts5(
        title, publisher, text, content='reports', content_rowid='no', tokenize='unicode61 remove_diacritics 2')""",
    "INSERT INTO reports_search(reports_search) VALUES ('rebuild')",
    """CREATE TRIGGER reports_search_insert AFTER INSERT ON reports BEGIN
        INSERT INTO reports_search(rowid, title, publisher, text)
        VALUES (new.no, new.title, new.publisher, new.text); END""",
    """CREATE TRIGGER reports_search_delete AFTER DELETE ON reports BEGIN
        INSERT INTO reports_search(reports_search, rowid, title, publisher, text)
        VALUES ('delete', old.no, old.title, old.publisher, old.text); END""",
    """CREATE TRIGGER reports_search_update AFTER UPDATE OF title, publisher, text ON reports BEGIN
        INSERT INTO reports_search(reports_search, rowid, title, publisher, text)
        VALUES ('delete', old.no, old.title, old.publisher, old.text);
        INSERT INTO reports_search(rowid, title, publisher, text)
        VALUES (new.no, new.title, new.publisher, new.text); END""",
    """CREATE TRIGGER judgements_stay_as_made BEFORE UPDATE ON judgements BEGIN
        SELECT RAISE(ABORT, 'a judgement is never changed; add a new one'); END""",
    """CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements BEGIN
        SELECT RAISE(ABORT, 'a judgement is never deleted; add a new one'); END""",
)

POSTGRESQL = (
    # The same folding as on SQLite: letters lose their marks and their case, whatever is no letter or digit parts words.
    # The collation tells letters in a database of any locale. Ligatures are written out; on SQLite the query does so.
    r"""CREATE FUNCTION selon_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT replace(replace(lower(regexp_replace(
            regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g') COLLATE "und-x-icu",
            '[^[\:alnum\:]]+', ' ', 'g')), 'œ', 'oe'), 'æ', 'ae') $$""",
    # A tsvector holds 1 MB; 300,000 characters of any language stay below it, and few reports are longer.
    """ALTER TABLE reports ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        selon_fold(coalesce(title, '') || ' . ' || coalesce(publisher, '') || ' . ' || left(text, 300000)))) STORED""",
    "CREATE INDEX ix_reports_search ON reports USING gin (search)",
    """CREATE FUNCTION selon_keep_judgements() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a judgement is never changed or deleted; add a new one'; END $$""",
    """CREATE TRIGGER judgements_are_kept BEFORE UPDATE OR DELETE ON judgements
        FOR EACH ROW EXECUTE FUNCTION selon_keep_judgements()""",
)

HOLDERS = """(SELECT {join} FROM (SELECT coalesce(s.name, s.refers_text, s.text, '(nobody named)') AS holder
        FROM claim_sources s WHERE s.record_id = c.record_id AND s.claim_no = c.no ORDER BY s.no) AS found)"""
JOIN = {"sqlite": "group_concat(holder, ' | ')", "postgresql": "string_agg(holder, ' | ')"}

VIEWS = (
    """CREATE VIEW current_claims AS
        SELECT p.id AS report_id, p.published, p.publisher, p.title, c.id AS claim, {holders} AS holders, c.stance,
            c.cue_text, c.content_text, c.parent, c.record_id
        FROM readings r JOIN reports p ON p.id = r.report_id JOIN claims c ON c.record_id = r.record_id
        WHERE r.current = 1""",
    """CREATE VIEW current_events AS
        SELECT p.id AS report_id, p.published, p.publisher, p.title, e.id AS event, e.type, e.trigger_text, e.reality,
            e.when_text, e.earliest, e.latest,
            (SELECT count(*) FROM event_claims v WHERE v.record_id = e.record_id AND v.event_no = e.no) AS voices,
            e.record_id
        FROM readings r JOIN reports p ON p.id = r.report_id JOIN events e ON e.record_id = r.record_id
        WHERE r.current = 1""",
    """CREATE VIEW current_figures AS
        SELECT p.id AS report_id, p.published, p.publisher, e.id AS event, e.type, e.reality, e.earliest, e.latest,
            f.kind, f.min, f.max, f.approx, f.text, f.who, e.record_id
        FROM readings r JOIN reports p ON p.id = r.report_id JOIN events e ON e.record_id = r.record_id
            JOIN event_figures f ON f.record_id = e.record_id AND f.event_no = e.no
        WHERE r.current = 1""",
)


def upgrade() -> None:
    """Adds what differs between the two databases."""
    name = op.get_bind().dialect.name
    for statement in SQLITE if name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    holders = HOLDERS.format(join=JOIN[name])
    for view in VIEWS:
        op.execute(view.format(holders=holders))

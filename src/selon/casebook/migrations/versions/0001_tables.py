"""The tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes every table with its keys and indexes."""
    op.create_table(
        "judgements",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("judged_at", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_judgements")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index("ix_judgements_subject", "judgements", ["subject"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "raw_bytes",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_raw_bytes")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "setups",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("selon_version", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setups")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("setup_id", sa.Text(), nullable=True),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kept", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("known", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("unread", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "discarded", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["setup_id"], ["setups.id"], name=op.f("fk_runs_setup_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "discards",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_discards_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discards")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_discards_sha256", "discards", ["sha256"], unique=False)
    op.create_table(
        "reports",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("own_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_reports_run_id")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_reports")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index("ix_reports_id", "reports", ["id"], unique=True)
    op.create_index("ix_reports_published", "reports", ["published"], unique=False)
    op.create_index("ix_reports_text_sha256", "reports", ["text_sha256"], unique=False)
    op.create_table(
        "copy_groups",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column(
            "is_origin", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("why", sa.Text(), nullable=True),
        sa.CheckConstraint("is_origin IN (0, 1)", name=op.f("ck_copy_groups_is_origin")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_copy_groups_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_copy_groups")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_groups_group_id", "copy_groups", ["group_id"], unique=False)
    op.create_table(
        "copy_pairs",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("containment", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("resemblance", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("of_other", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["reports.id"], name=op.f("fk_copy_pairs_other_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_copy_pairs_report_id")),
        sa.PrimaryKeyConstraint("report_id", "other_id", name=op.f("pk_copy_pairs")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy_signatures",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column(
            "compared", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.CheckConstraint("compared IN (0, 1)", name=op.f("ck_copy_signatures_compared")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_copy_signatures_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_copy_signatures")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index(
        "ix_copy_signatures_new",
        "copy_signatures",
        ["report_id"],
        unique=False,
        sqlite_where=sa.text("compared = 0"),
        postgresql_where=sa.text("compared = 0"),
    )
    op.create_table(
        "origins",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_origins_report_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_origins_run_id")),
        sa.PrimaryKeyConstraint("report_id", "sha256", "member", name=op.f("pk_origins")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_origins_sha256", "origins", ["sha256"], unique=False)
    op.create_table(
        "records",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column(
            "record_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "claim_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "event_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_records_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_records_report_id", "records", ["report_id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("cue_text", sa.Text(), nullable=True),
        sa.Column(
            "cue_start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column("cue_stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("content_text", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_claims_record_id")),
        sa.PrimaryKeyConstraint("record_id", "no", name=op.f("pk_claims")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claims_stance", "claims", ["stance"], unique=False)
    op.create_table(
        "events",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("trigger_text", sa.Text(), nullable=False),
        sa.Column(
            "trigger_start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "trigger_stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("reality", sa.Text(), nullable=False),
        sa.Column("when_text", sa.Text(), nullable=True),
        sa.Column(
            "when_start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column(
            "when_stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_events_record_id")),
        sa.PrimaryKeyConstraint("record_id", "no", name=op.f("pk_events")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_earliest", "events", ["earliest"], unique=False)
    op.create_index("ix_events_type", "events", ["type"], unique=False)
    op.create_table(
        "labels",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_labels_record_id")),
        sa.PrimaryKeyConstraint("record_id", "no", name=op.f("pk_labels")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("setup_id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("current", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("relevance", sa.Text(), nullable=True),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.CheckConstraint("(record_id IS NULL) <> (reason IS NULL)", name=op.f("ck_readings_outcome")),
        sa.CheckConstraint("current IN (0, 1)", name=op.f("ck_readings_current")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_readings_record_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_readings_report_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_readings_run_id")),
        sa.ForeignKeyConstraint(["setup_id"], ["setups.id"], name=op.f("fk_readings_setup_id")),
        sa.PrimaryKeyConstraint("report_id", "setup_id", name=op.f("pk_readings")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_readings_current",
        "readings",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current = 1"),
    )
    op.create_index("ix_readings_record_id", "readings", ["record_id"], unique=False)
    op.create_index("ix_readings_setup_id", "readings", ["setup_id"], unique=False)
    op.create_table(
        "unknowns",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_unknowns_record_id")),
        sa.PrimaryKeyConstraint("record_id", "no", name=op.f("pk_unknowns")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_contents",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "claim_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id", "claim_no"], ["claims.record_id", "claims.no"], name=op.f("fk_claim_contents_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "claim_no", "no", name=op.f("pk_claim_contents")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_events",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "claim_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id", "claim_no"], ["claims.record_id", "claims.no"], name=op.f("fk_claim_events_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "claim_no", "no", name=op.f("pk_claim_events")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_quotes",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "claim_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id", "claim_no"], ["claims.record_id", "claims.no"], name=op.f("fk_claim_quotes_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "claim_no", "no", name=op.f("pk_claim_quotes")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_sources",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "claim_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("refers_text", sa.Text(), nullable=True),
        sa.Column(
            "refers_start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column(
            "refers_stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["record_id", "claim_no"], ["claims.record_id", "claims.no"], name=op.f("fk_claim_sources_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "claim_no", "no", name=op.f("pk_claim_sources")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_sources_party", "claim_sources", ["party"], unique=False)
    op.create_table(
        "event_claims",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "event_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id", "event_no"], ["events.record_id", "events.no"], name=op.f("fk_event_claims_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "event_no", "no", name=op.f("pk_event_claims")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_figures",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "event_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("min", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("max", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("approx", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.CheckConstraint("approx IN (0, 1)", name=op.f("ck_event_figures_approx")),
        sa.ForeignKeyConstraint(
            ["record_id", "event_no"], ["events.record_id", "events.no"], name=op.f("fk_event_figures_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "event_no", "no", name=op.f("pk_event_figures")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_figures_kind", "event_figures", ["kind"], unique=False)
    op.create_table(
        "event_mentions",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "event_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("refers_text", sa.Text(), nullable=True),
        sa.Column(
            "refers_start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column(
            "refers_stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column(
            "suspected", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.CheckConstraint("suspected IN (0, 1)", name=op.f("ck_event_mentions_suspected")),
        sa.ForeignKeyConstraint(
            ["record_id", "event_no"], ["events.record_id", "events.no"], name=op.f("fk_event_mentions_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "event_no", "role", "no", name=op.f("pk_event_mentions")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_mentions_party", "event_mentions", ["party"], unique=False)
    op.create_table(
        "event_places",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "event_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stop", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "geonameid", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("lon", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id", "event_no"], ["events.record_id", "events.no"], name=op.f("fk_event_places_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "event_no", "no", name=op.f("pk_event_places")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_places_geonameid", "event_places", ["geonameid"], unique=False)
    op.create_table(
        "figure_includes",
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column(
            "event_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "figure_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("min", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("max", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id", "event_no", "figure_no"],
            ["event_figures.record_id", "event_figures.event_no", "event_figures.no"],
            name=op.f("fk_figure_includes_record_id"),
        ),
        sa.PrimaryKeyConstraint("record_id", "event_no", "figure_no", "no", name=op.f("pk_figure_includes")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )

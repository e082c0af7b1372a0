"""Incidents: which mentions tell of one happening, why, and what the accounts of it come to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of incidents, empty: `link` fills them from records and judgements."""
    op.create_table(
        "incident_problems",
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("judgement_ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_incident_problems")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_renames",
        sa.Column("former", sa.Text(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("former", name=op.f("pk_incident_renames")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column(
            "report_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "voice_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("lon", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("place_precision", sa.Text(), nullable=True),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column(
            "killed_min", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column(
            "killed_max", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True
        ),
        sa.Column("doers", sa.Text(), nullable=False),
        sa.Column("contested", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incidents_first_day", "incidents", ["first_day"], unique=False)
    op.create_table(
        "link_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_link_state")),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "linked_reports",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_linked_reports")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_links",
        sa.Column("one_report", sa.Text(), nullable=False),
        sa.Column("one_event", sa.Text(), nullable=False),
        sa.Column("other_report", sa.Text(), nullable=False),
        sa.Column("other_event", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weight", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_links_incident_id")),
        sa.PrimaryKeyConstraint(
            "one_report", "one_event", "other_report", "other_event", name=op.f("pk_incident_links")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_links_incident_id", "incident_links", ["incident_id"], unique=False)
    op.create_table(
        "incident_mentions",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("telling", sa.Text(), nullable=False),
        sa.Column("joined", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_mentions_incident_id")),
        sa.PrimaryKeyConstraint("report_id", "event", name=op.f("pk_incident_mentions")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_mentions_incident_id", "incident_mentions", ["incident_id"], unique=False)
    op.create_table(
        "incident_parties",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_parties_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "role", "name", name=op.f("pk_incident_parties")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_parts",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("judged", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.CheckConstraint("judged IN (0, 1)", name=op.f("ck_incident_parts_judged")),
        sa.ForeignKeyConstraint(["part"], ["incidents.id"], name=op.f("fk_incident_parts_part")),
        sa.ForeignKeyConstraint(["whole"], ["incidents.id"], name=op.f("fk_incident_parts_whole")),
        sa.PrimaryKeyConstraint("part", "whole", name=op.f("pk_incident_parts")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_rows",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("min", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.Column("max", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_rows_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "field", name=op.f("pk_incident_rows")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_voices",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("through", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_voices_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "voice", name=op.f("pk_incident_voices")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_voices_voice", "incident_voices", ["voice"], unique=False)
    op.create_table(
        "incident_link_reasons",
        sa.Column("one_report", sa.Text(), nullable=False),
        sa.Column("one_event", sa.Text(), nullable=False),
        sa.Column("other_report", sa.Text(), nullable=False),
        sa.Column("other_event", sa.Text(), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("comparison", sa.Text(), nullable=False),
        sa.Column("reached", sa.Text(), nullable=False),
        sa.Column("weight", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one_report", "one_event", "other_report", "other_event"],
            [
                "incident_links.one_report",
                "incident_links.one_event",
                "incident_links.other_report",
                "incident_links.other_event",
            ],
            name=op.f("fk_incident_link_reasons_one_report"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_link_reasons_incident_id")),
        sa.PrimaryKeyConstraint(
            "one_report", "one_event", "other_report", "other_event", "no", name=op.f("pk_incident_link_reasons")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_link_reasons_incident_id", "incident_link_reasons", ["incident_id"], unique=False)

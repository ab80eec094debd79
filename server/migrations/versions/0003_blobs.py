"""blobs, and which mutations name them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "blob",
        sa.Column("commune_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("complete_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delete_after", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_blob_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", "sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "blob_name",
        sa.Column("commune_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mutation_id", sa.String(length=36), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=True),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["commune.id"], name=op.f("fk_blob_name_commune_id")
        ),
        sa.PrimaryKeyConstraint("commune_id", "sha256", "mutation_id", name=op.f("pk_blob_name")),
    )
    op.create_index(
        op.f("ix_blob_name_commune_id_record_id"), "blob_name", ["commune_id", "record_id"]
    )


def downgrade() -> None:
    """Go down."""
    op.drop_index(op.f("ix_blob_name_commune_id_record_id"), table_name="blob_name")
    op.drop_table("blob_name")
    op.drop_table("blob")

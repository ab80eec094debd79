"""the age of the last verified backup."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    # Never as a batch: SQLite would make the table anew, and others point to it.
    op.add_column("commune", sa.Column("backup_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go down."""
    op.drop_column("commune", "backup_at")

"""Alembic's way in: the connection is given by :mod:`promo_desk.store.migrating`, with its transaction open."""

from alembic import context

from promo_desk.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=list(metadata()),
                  render_as_batch=True, compare_type=True,
                  include_name=lambda name, type_, parents: type_ != "table" or not str(name).startswith("search_"))
context.run_migrations()

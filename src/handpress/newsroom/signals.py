"""What models tell: whatever follows is connected from above (`signal_handlers`), in the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

page_settled = Signal()  # page: stored with all its fields, at its address
slug_changed = Signal()  # record, old_slug: a section, author, source or tag has another slug

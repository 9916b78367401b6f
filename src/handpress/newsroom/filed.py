"""What may be done to pages that lie in their bucket for good."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class FiledPermissions(PagePermissionTester):
    """What may be done to a page that lies in its bucket for good."""

    def can_move(self) -> bool:
        """Never: addresses do not depend on the tree, so there is nothing to gain."""
        return False

    def can_move_to(self, destination: object) -> bool:
        """Never."""
        return False

    def can_reorder_children(self) -> bool:
        """Never: sorting a bucket of thousands by hand hangs, and nobody sees its order."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Never: what is pressed is public."""
        return False

"""WordPress exports (WXR 1.0 to 1.2): read as streams, as large as they come."""

from handpress.importers.wordpress.export import WordPressExport, is_export

__all__ = ["WordPressExport", "is_export"]

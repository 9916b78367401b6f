"""The newsroom's part of the desk: listings, forms and verbs on top of Wagtail's admin."""

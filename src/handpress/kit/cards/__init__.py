"""Share cards: the picture that stands for a page on other people's sites, drawn of its words."""

"""What pages of all apps have in common: the pressroom, the base of every recipe, the frame around a page."""

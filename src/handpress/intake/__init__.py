"""What endpoints share that take something from readers: tokens, limits, tidy text, answers in their language."""

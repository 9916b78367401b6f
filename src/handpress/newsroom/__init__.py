"""What magazine people work with: articles, sections, authors, sources, media, addresses, and the desk."""

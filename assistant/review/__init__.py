"""The review: an article's hunks, what was decided of each, and the files it is kept in."""

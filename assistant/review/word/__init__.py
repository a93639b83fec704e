"""A review of any article as a Word document: tracked changes, and the notes as comments."""

from assistant.review.word.document import word

__all__ = ["word"]

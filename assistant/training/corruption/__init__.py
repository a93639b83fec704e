"""Corruption: text garbled as the world's spinners do it, with what stood at every place.

One file a family of spinners, each with a function `family` that makes it of the thesauri;
`settings` draws what one spinner does to one document, `spinner` does it.
"""

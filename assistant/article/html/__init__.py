"""Pages of HTML: their tags with exact places in the source, and where the article is in them.

No tree is ever written out again, so that what nobody changes stays as it is, byte for byte.
"""

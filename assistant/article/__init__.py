"""Articles: documents read and written without loss, their structure, and what is seen of them.

`document` reads and writes bytes, `formats` says how each is written down, `model` is the
article, `visible` what a reader sees; `structure_issues` finds what is wrong with the whole.
"""

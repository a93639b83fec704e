"""A review as a page to decide in: one file that needs nothing from elsewhere, and sends nothing.

What is decided in it comes back as a file of decisions, which `review.decisions_file` reads.
"""

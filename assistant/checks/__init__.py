"""What a rewrite or a summary may not do: alter facts, merge sentences, invent, take sides.

`facts` reads facts and compares them, `edits` judges a rewrite, `support` holds a sentence of
a summary to its evidence, `neutrality` finds loaded words. What they find are problems, each
under a code of `assistant.problems`; none of them asks a model.
"""

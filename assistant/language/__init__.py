"""English, as far as its words, marks and forms can tell; each question is answered in one module.

span, characters            places in a text, and characters that no reader sees
tokens, sentences, content  what a word is, where sentences end, content words and clauses
quotations, names           what somebody said, and who is named
numbers, units, dates       figures in one form however they are written; fact compares them
casing, articles            capitals, and a or an
stems, inflection           regular endings undone, and every form of a lemma
spelling, frequency         American or British, and how common a word is
thesaurus, synonymy         synonym sets, and whether two phrases share one
wordlists                   closed classes of words, a file each in data/words/
"""

"""Problems: what a check finds, under a code that does not change with the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from assistant.language.span import Span


class Group(StrEnum):
    """What a rule is about."""

    SUSPECT = "suspect"
    FACT = "fact"
    STRUCTURE = "structure"
    NEUTRALITY = "neutrality"
    HOUSE = "house"
    REWRITE = "rewrite"
    SUPPORT = "support"
    ANSWER = "answer"


class Code(StrEnum):
    """The rules of all checks, each with its group and one line that says what it is about.

    Values are stable: what `check --select`, SARIF and the figures of a rule go by.
    """

    group: Group
    description: str

    def __new__(cls, value: str, group: Group = Group.SUSPECT, description: str = "") -> Self:
        """A code; `Code(value)` finds the one that has a value, or raises ValueError."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.group = group
        code.description = description
        return code

    GARBLED_WORDING = "garbled-wording", Group.SUSPECT, "wording that may be garbled"

    GARBLED_QUOTATION = "garbled-quotation", Group.FACT, "a quotation that may be garbled"
    FACT_ALTERED = "fact-altered", Group.FACT, "an edit would drop, add or change a fact"
    QUOTATION_TOUCHED = "quotation-touched", Group.FACT, "an edit stands in a quotation"
    MARKUP_TOUCHED = "markup-touched", Group.FACT, "an edit stands in code, a link or markup"

    TITLE_REPEATED = "title-repeated", Group.STRUCTURE, "the title stands twice"
    BOILERPLATE = "boilerplate", Group.STRUCTURE, "something of the page that is no article"
    EMPTY_SECTION = "empty-section", Group.STRUCTURE, "a heading has nothing under it"
    MOJIBAKE = "mojibake", Group.STRUCTURE, "characters decoded with the wrong encoding"
    BROKEN_LAYOUT = "broken-layout", Group.STRUCTURE, "a space splits a figure or parts a mark"
    SPINTAX = "spintax", Group.STRUCTURE, "a choice that a spinner never made"
    PLACEHOLDER = "placeholder", Group.STRUCTURE, "something is still to be filled in"
    BARE_LEMMA = "bare-lemma", Group.STRUCTURE, "a word is left without its ending"

    REPORT_VERB = "report-verb", Group.NEUTRALITY, "a verb takes a side on what somebody says"
    LOADED_WORD = "loaded-word", Group.NEUTRALITY, "a word carries a judgement"
    INTENSIFIER = "intensifier", Group.NEUTRALITY, "a word intensifies and states nothing"
    UNNAMED_SOURCE = "unnamed-source", Group.NEUTRALITY, "a claim names no source"
    OPINION = "opinion", Group.NEUTRALITY, "an opinion is nobody's"
    SCARE_QUOTES = "scare-quotes", Group.NEUTRALITY, "quotation marks doubt a word"

    SECTION_LENGTH = "section-length", Group.REWRITE, "a section shrinks or grows too much"
    SENTENCE_VANISHED = "sentence-vanished", Group.REWRITE, "a sentence is left empty"
    SENTENCE_LENGTH = "sentence-length", Group.REWRITE, "a sentence shrinks or grows too much"
    SENTENCE_BOUNDARY = "sentence-boundary", Group.REWRITE, "a sentence is split or merged"
    NEIGHBOUR_MERGED = "neighbour-merged", Group.REWRITE, "words come from the sentence beside it"
    UNRELATED = "unrelated", Group.REWRITE, "a sentence shares too little with what it replaces"
    WORDS_ADDED = "words-added", Group.REWRITE, "an edit says more than what it replaces"
    MARKUP_ADDED = "markup-added", Group.REWRITE, "markup or a control character is brought in"
    INVISIBLE_ADDED = "invisible-added", Group.REWRITE, "an unseen character is brought in"
    QUOTATION_MARKS = "quotation-marks", Group.REWRITE, "a quotation mark is lost or brought in"
    PROMPT_REPEATED = "prompt-repeated", Group.REWRITE, "the instructions are repeated"
    SCRIPT_CHANGED = "script-changed", Group.REWRITE, "a sentence comes in another script"
    LANGUAGE_CHANGED = "language-changed", Group.REWRITE, "a sentence comes in another language"

    NO_EVIDENCE = "no-evidence", Group.SUPPORT, "a sentence rests on no sentence"
    UNKNOWN_EVIDENCE = "unknown-evidence", Group.SUPPORT, "there is no such sentence to rest on"
    TOO_MUCH_EVIDENCE = "too-much-evidence", Group.SUPPORT, "it rests on too many sentences"
    TOO_LONG = "too-long", Group.SUPPORT, "a sentence of a summary has too many words"
    UNKNOWN_FIGURE = "unknown-figure", Group.SUPPORT, "a figure is not in the evidence"
    MISPLACED_FIGURE = "misplaced-figure", Group.SUPPORT, "a figure is given to something else"
    CHANGE_FOR_LEVEL = "change-for-level", Group.SUPPORT, "“by” is taken for “to”"
    UNKNOWN_NAME = "unknown-name", Group.SUPPORT, "a name is not in the evidence"
    ALTERED_QUOTATION = "altered-quotation", Group.SUPPORT, "a quotation is not word for word"
    INVENTED_QUOTATION = "invented-quotation", Group.SUPPORT, "what is quoted is no quotation"
    MISATTRIBUTED_QUOTATION = "misattributed-quotation", Group.SUPPORT, "another speaker said it"
    NEGATION_LOST = "negation-lost", Group.SUPPORT, "a negation is lost"
    NEGATION_ADDED = "negation-added", Group.SUPPORT, "a negation is brought in"
    HEDGE_LOST = "hedge-lost", Group.SUPPORT, "what may be is told as what is"
    ATTRIBUTION_LOST = "attribution-lost", Group.SUPPORT, "a claim is told as a fact"
    CONTRADICTION = "contradiction", Group.SUPPORT, "a word says the contrary"
    ROLES_SWAPPED = "roles-swapped", Group.SUPPORT, "who does what to whom is exchanged"
    SUBJECT_REPLACED = "subject-replaced", Group.SUPPORT, "a deed is given to somebody else"
    UNKNOWN_WORDS = "unknown-words", Group.SUPPORT, "too many words are not in the evidence"
    UNKNOWN_CLAUSE = "unknown-clause", Group.SUPPORT, "nothing in the evidence says a clause"
    CAUSE_ADDED = "cause-added", Group.SUPPORT, "a cause is brought in"
    SUPERLATIVE_ADDED = "superlative-added", Group.SUPPORT, "an utmost is brought in"

    UNUSABLE_ANSWER = "unusable-answer", Group.ANSWER, "a model's answer cannot be used"
    ENTRY_INVALID = "entry-invalid", Group.ANSWER, "an entry of an answer cannot be used"
    NOT_ASKED = "not-asked", Group.ANSWER, "nothing was asked, for the budget is spent"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check finds: its rule, one line for the reader, and where, if at a place.

    The span is in code points of the text that was checked.
    """

    code: Code
    message: str
    span: Span | None = None

"""Leftovers are told from prose by what they are as a whole."""

from __future__ import annotations

import pytest

from assistant.article.boilerplate import Certainty, in_context, match_boilerplate

FORM = (
    "Leave a Reply Your email address will not be published. Required fields are marked * Comment *"
    " Name * Email * Website Save my name, email, and website in this browser for the next time I"
    " comment. Post Comment"
)
SURE = [
    "Leave a Reply Cancel reply",
    "Cancel reply",
    "Your email address will not be published.",
    "Your e-mail address will not be published. Required fields are marked *",
    "Required fields are marked *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Notify me of follow-up comments by email.",
    "Notify me of new posts by email.",
    "You must be logged in to post a comment.",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "Share this:",
    "SHARE THIS ARTICLE",
    "Share this on Facebook, Twitter and LinkedIn",
    "Click to share on Facebook (Opens in new window) Facebook",
    "Click to share on X (Opens in new window)",
    "Click to email a link to a friend (Opens in new window)",
    "Click to print (Opens in new window)",
    "Like this:\nLike Loading...",
    "Like Loading…",
    "Subscribe to our newsletter",
    "Sign up for our free weekly newsletter!",
    "Skip to main content",
    "[Share this story](https://pell.example/share)",
    FORM,
]
LIKELY = [
    "Leave a Reply",
    "Leave a comment",
    "Post Comment",
    "Advertisement",
    "— ADVERTISEMENT —",
    "Related posts:",
    "Tweet",
    "Pin it",
    "Follow us on Facebook and Instagram",
    "No comments yet",
    "3 Comments",
    "You may also like",
    "Read more…",
]
DOUBTFUL = [
    "Read more: The wall that fell in Pell",
    "Related: A wall falls",
    "Tags: harbor, storm, Pell",
    "Sign up for our morning newsletter to get the news of Pell",
    "4 thoughts on “The Wall of Pell”",
    "Trending now",
]
PROSE = [
    "Tagged 1.0.0.",
    "^mill.*",
    "images/mill.png images/gate.png",
    "Video: [https://mill.example/watch](https://mill.example/watch?v=4)",
    "Readers may leave a reply on the council's page.",
    "Your email address will not be published, the council promised, but it was.",
    "The mayor asked people to share this story on Facebook.",
    "Leave a reply to the mayor on the desk, she said.",
    "Subscribe to our newsletter, the sign said, and nobody did.",
    "The advertisement cost $4,000.",
    "Click to share on Facebook was the name of the exhibition.",
    "Related posts were cut from the budget.",
    "No comment.",
    "Name the ship, and she will sail.",
    "Comments closed at noon on Friday.",
    "Required fields are marked with a yellow flag, so that ploughs keep off them.",
    "Storm Closes Harbor",
    "***",
    "",
]


@pytest.mark.parametrize("text", SURE)
def test_what_is_left_over_wherever_it_stands(text: str) -> None:
    """Comment forms and sharing buttons say the same on every site."""
    known = match_boilerplate(text)
    assert known is not None
    assert known.certainty is Certainty.SURE
    assert known.reason.startswith("left over from")


@pytest.mark.parametrize("text", LIKELY)
def test_what_is_probably_left_over(text: str) -> None:
    """A short label by itself may have been meant."""
    known = match_boilerplate(text)
    assert known is not None
    assert known.certainty is Certainty.LIKELY


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_belong_to_the_article(text: str) -> None:
    """Where words of the article's own follow, it is never certain."""
    known = match_boilerplate(text)
    assert known is not None
    assert known.certainty is Certainty.DOUBTFUL


@pytest.mark.parametrize("text", [*PROSE, *(f"{text} The mayor was pleased." for text in SURE)])
def test_prose_that_mentions_such_words_is_none(text: str) -> None:
    """A text with a single word beyond the phrases is no boilerplate."""
    assert match_boilerplate(text) is None


def test_boilerplate_vouches_for_their_neighbours() -> None:
    """Certainty comes from a sure one next to it or from the end of the article."""
    sure, likely = match_boilerplate("Share this:"), match_boilerplate("Tweet")
    doubtful, name = match_boilerplate("Trending now"), match_boilerplate("Facebook")
    assert in_context([None, sure, name, None]) == {1: True, 2: True}
    assert in_context([sure, doubtful, likely, None]) == {0: True, 1: False, 2: True}
    assert in_context([None, likely, None]) == {1: False}
    assert in_context([None, likely]) == {1: True}
    assert in_context([None, doubtful]) == {1: False}
    assert in_context([None, name, name, None]) == {}
    assert in_context([None, name, name, name]) == {1: False, 2: False, 3: False}


def test_a_long_text_is_never_one() -> None:
    """Beyond a few hundred characters nobody looks."""
    assert match_boilerplate("Share this: " * 100) is None

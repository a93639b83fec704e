"""What the elements of a page are to its reader (HTML Living Standard), and those of publishers.

The classes are those that WordPress, its plug-ins and common site builders give.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main"
    " menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
UNSEEN = frozenset(
    "script style template noscript noembed noframes textarea title head svg math iframe object"
    " select button canvas audio video map datalist del s strike".split()
)
"""Elements whose text is not read: no prose, another's, or struck out."""

KEPT = frozenset("time q cite code kbd samp var data abbr tt".split())
"""Elements whose text is read and never edited."""

CLOSE_P = BLOCK - frozenset("body caption head html legend tbody td tfoot th thead tr".split())
"""Elements whose opening tag ends a paragraph that is open."""


class Told(NamedTuple):
    """What the attributes of an element tell.

    `leftover` says what it is left over from, if it is no part of the article; `is_apart` that
    it is about the article, such as its byline.
    """

    is_hidden: bool = False
    leftover: str = ""
    is_apart: bool = False
    is_body: bool = False
    is_quotation: bool = False


NOTHING = Told()

FORM = "left over from a comment form"
SHARE = "left over from sharing buttons"
PAGE = "left over from the page around the article"

_SHARING = """
    sharedaddy sd-sharing jp-likes-widget-wrapper sd-like share share-buttons share-links share-bar
    social-share social-sharing social-links social-icons sharing sharing-buttons entry-share
    post-share article-share addtoany_share_save_container addtoany_content addthis_toolbox
    heateor_sss_sharing_container essb_links ssba mashsb-container shareaholic-canvas
"""
_COMMENTS = """
    comment-respond comment-form comment-list commentlist comments comments-area comments-section
    respond wp-block-comments wp-block-post-comments-form akismet_comment_form_privacy_notice
    disqus_thread
"""
_AROUND = """
    jp-relatedposts yarpp yarpp-related related related-posts relatedposts related-articles
    related-stories crp_related wp-block-jetpack-related-posts read-more post-navigation
    posts-navigation nav-links nav-previous nav-next navigation pagination page-links breadcrumb
    breadcrumbs author-box author-bio about-author newsletter newsletter-signup mc4wp-form widget
    widget-area sidebar advertisement advert ad-container adsbygoogle cat-links tags-links
    entry-footer post-footer post-tags tags entry-tags post-categories wp-block-post-terms site-info
    site-footer site-header site-branding cookie-notice recommended most-read trending
"""
_LEFTOVERS = {
    name: reason
    for reason, names in ((PAGE, _AROUND), (FORM, _COMMENTS), (SHARE, _SHARING))
    for name in names.split()
}
_APART = frozenset(
    "entry-meta post-meta article-meta byline posted-on post-date entry-date author vcard"
    " wp-block-post-date wp-block-post-author wp-block-post-author-name reading-time".split()
)
_BODY = frozenset(
    "entry-content post-content article-content article-body article__body article-text"
    " post-body story-body content-body td-post-content wp-block-post-content e-content"
    " post__content entry__content single-content post-entry".split()
)
_HIDDEN = frozenset("screen-reader-text sr-only visually-hidden visuallyhidden".split())
_QUOTATIONS = frozenset("wp-block-pullquote wp-block-quote pullquote pull-quote".split())
_TELLS = re.compile(r"\b(?:class|id|hidden|style|itemprop)\b", re.IGNORECASE)
_HIDES = re.compile(r"hidden|style|screen-reader|sr-only", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.DOTALL
)
_UNSEEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def hides(attributes: str) -> bool:
    """Whether the attributes of a tag may hide its element."""
    return _HIDES.search(attributes) is not None


@lru_cache(maxsize=4096)
def told(attributes: str) -> Told:
    """What the attributes of a tag, as written, tell."""
    if not _TELLS.search(attributes):
        return NOTHING
    found = {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(attributes)
    }
    names = {*found.get("class", "").lower().split(), found.get("id", "").lower()}
    unseen = "hidden" in found or _UNSEEN_STYLE.search(found.get("style", "")) is not None
    return Told(
        unseen or bool(names & _HIDDEN),
        min((_LEFTOVERS[name] for name in names & _LEFTOVERS.keys()), default=""),
        bool(names & _APART),
        bool(names & _BODY) or found.get("itemprop", "").lower() == "articlebody",
        bool(names & _QUOTATIONS),
    )

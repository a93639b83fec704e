#!/bin/sh
# rouge-score 0.1.2 (Google Research's scorer): every mark parts words, so that signs, currencies,
# decimal points and accents are no part of what is compared. A summary that turns a loss of
# dollars into a gain of euros scores 1.0 by ROUGE-1 and ROUGE-L, one that exchanges 1.5 and 15
# scores 1.0 by ROUGE-1, while "U.S. and UN" against "US and U.N.", the same to any reader,
# scores 0.6: as a measure of whether facts are kept, it rewards the wrong ones.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check rouge-score==0.1.2
"$folder/env/bin/python" - <<'PYTHON'
from rouge_score.rouge_scorer import RougeScorer

PAIRS = (
    ("Profit fell to -$3.5m in the quarter.", "Profit fell to €3,5m in the quarter.", 1.0, 1.0),
    ("The rate rose by 1.5 points, not 15.", "The rate rose by 15 points, not 1.5.", 1.0, 0.67),
    ("U.S. and UN agree", "US and U.N. agree", 0.6, 0.4),
)
scorer = RougeScorer(["rouge1", "rougeL"], use_stemmer=True)
for one, other, words, longest in PAIRS:
    found = scorer.score(one, other)
    seen = round(found["rouge1"].fmeasure, 2), round(found["rougeL"].fmeasure, 2)
    print(f"{one}  {other}  ROUGE-1 {seen[0]}, ROUGE-L {seen[1]}")
    assert seen == (words, longest), seen
PYTHON
echo "as described"

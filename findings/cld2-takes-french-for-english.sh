#!/bin/sh
# pycld2 0.42 (Chromium's Compact Language Detector 2): a plain French sentence whose words exist
# in English too is told to be English, 98 %, and reliable; the same sentence with one word that
# does not is told to be French. Whoever leaves paragraphs of other languages alone by what CLD2
# is sure of repairs such a sentence as if it were English. py3langid 0.4.0 tells both apart.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pycld2==0.42 py3langid==0.4.0
"$folder/env/bin/python" - <<'PYTHON'
import py3langid
import pycld2

TEXTS = {
    "La commission de contrôle propose une solution simple.": ("en", "fr"),
    "La commission de contrôle propose une solution simple aujourd’hui.": ("fr", "fr"),
}
for text, told in TEXTS.items():
    reliable, _, ((_, code, percent, _), *_) = pycld2.detect(text.encode(), isPlainText=True)
    other, _ = py3langid.classify(text)
    print(f"{text}  CLD2: {code}, {percent} %, reliable: {reliable}; langid: {other}")
    assert reliable and (code, other) == told, (reliable, code, other)
PYTHON
echo "as described"

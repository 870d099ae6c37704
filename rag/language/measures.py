"""Words of numbers, and what they measure: each unit with the one it is counted in and how many of those it holds."""

from __future__ import annotations

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
MAGNITUDES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "20th": 20,
}  # fmt: skip
FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0,
              "fifths": 20.0, "tenth": 10.0}  # fmt: skip
SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "yen", "₩": "won", "₹": "rupee"}
UNITS: dict[str, tuple[str, float]] = {
    "%": ("%", 1), "percent": ("%", 1), "pct": ("%", 1), "point": ("points", 1), "points": ("points", 1),
    "dollar": ("usd", 1), "dollars": ("usd", 1), "euro": ("eur", 1), "euros": ("eur", 1), "pound": ("gbp", 1),
    "pounds": ("gbp", 1), "yen": ("yen", 1), "crown": ("crown", 1), "crowns": ("crown", 1), "franc": ("franc", 1),
    "francs": ("franc", 1), "peso": ("peso", 1), "pesos": ("peso", 1), "rupee": ("rupee", 1), "rupees": ("rupee", 1),
    "yuan": ("yuan", 1), "rouble": ("rouble", 1), "roubles": ("rouble", 1), "rubles": ("rouble", 1),
    "cent": ("cent", 1), "cents": ("cent", 1), "pence": ("pence", 1),
    "km": ("metre", 1000), "kilometre": ("metre", 1000), "kilometres": ("metre", 1000), "kilometer": ("metre", 1000),
    "kilometers": ("metre", 1000), "metre": ("metre", 1), "metres": ("metre", 1), "meter": ("metre", 1),
    "meters": ("metre", 1), "cm": ("metre", 0.01), "centimetres": ("metre", 0.01), "centimeters": ("metre", 0.01),
    "mile": ("mile", 1), "miles": ("mile", 1), "foot": ("foot", 1), "feet": ("foot", 1), "inch": ("inch", 1),
    "inches": ("inch", 1), "hectare": ("hectare", 1), "hectares": ("hectare", 1), "acre": ("acre", 1),
    "acres": ("acre", 1), "gram": ("gram", 1), "grams": ("gram", 1), "kg": ("gram", 1000), "kilo": ("gram", 1000),
    "kilos": ("gram", 1000), "kilogram": ("gram", 1000), "kilograms": ("gram", 1000), "tonne": ("tonne", 1),
    "tonnes": ("tonne", 1), "ton": ("ton", 1), "tons": ("ton", 1), "litre": ("litre", 1), "litres": ("litre", 1),
    "liters": ("litre", 1), "gallons": ("gallon", 1), "barrels": ("barrel", 1), "degrees": ("degree", 1),
    "celsius": ("degree", 1), "fahrenheit": ("fahrenheit", 1), "mph": ("mph", 1),
    "second": ("minute", 1 / 60), "seconds": ("minute", 1 / 60), "minute": ("minute", 1), "minutes": ("minute", 1),
    "hour": ("minute", 60), "hours": ("minute", 60), "day": ("day", 1), "days": ("day", 1), "week": ("day", 7),
    "weeks": ("day", 7), "fortnight": ("day", 14), "month": ("month", 1), "months": ("month", 1), "year": ("month", 12),
    "years": ("month", 12), "decade": ("month", 120), "decades": ("month", 120), "century": ("month", 1200),
    "centuries": ("month", 1200), "megawatts": ("watt", 1e6), "gigawatts": ("watt", 1e9),
}  # fmt: skip
PERIODS = {"day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month",
            "year": "year", "annual": "year", "annually": "year", "yearly": "year", "hour": "hour"}  # fmt: skip

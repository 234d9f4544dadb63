"""Words of the dictionary, and capitals that are spelled."""

import re

from kiosk.pronunciation import Pronunciation

_CAPITALS = re.compile(r"(?<![\w'’])([A-ZÄÖÜ]{2,4})(?=$|[\W\d_]|s\b)")
_NUMBERED = re.compile(r"(?<![\w'’])([A-Z]{1,3}) ?(\d{1,2})(?![\w:.,]\d|\w)")
_ALONE = re.compile(r"(?<![\w'’])([A-Z])(?![\w'’])")
_LATIN = re.compile(r"[A-Za-z]")
_LAW = r"SGB|ALG|Alg|Hartz|Buch|Arbeitslosengeld|Section|Kapitel|Kategorie|Stufe"
_ROMAN = re.compile(rf"\b({_LAW})( )(XII|XI|IX|IV|VIII|VII|VI|V|X|III|II|I)(?!\w)")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MORE = re.compile(r"\s*$")
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß]{3})(?=[A-ZÄÖÜ][a-zäöüß]{2})")


def replaced(text: str, said: Pronunciation) -> str:
    """Put what is said in place of what is written."""
    text = _ROMAN.sub(lambda law: f"{law[1]}{law[2]}{_ROMANS.index(law[3])}", text)

    def entry(found: re.Match[str]) -> str:
        ends = found[0].endswith(".") and _MORE.match(text, found.end())
        return said.said(found[0]) + ("." if ends else "")

    return _INNER_CAPITAL.sub(" ", said.dictionary.sub(entry, text))


def spelled(text: str, said: Pronunciation) -> str:
    """Spell what is written in capitals: EUTB, UH1, and in other scripts a single letter."""
    text = _NUMBERED.sub(lambda found: f"{_letters(found[1], said)} {found[2]}", text)
    text = _CAPITALS.sub(lambda found: _letters(found[1], said), text)
    if said.letters and not _LATIN.match(said.letter("A")):
        text = _ALONE.sub(lambda found: said.letter(found[1]), text)
    return text


def _letters(capitals: str, said: Pronunciation) -> str:
    return " ".join(said.letter(capital) for capital in capitals)

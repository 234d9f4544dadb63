"""What is to be said: nothing of it is lost, whichever languages it is in."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.utterance import Stretch, Utterance

LANGUAGES = st.sampled_from(["de", "tr", "ar"])
PHRASES = st.lists(st.tuples(st.text("ab. ", min_size=1, max_size=5), LANGUAGES), max_size=5)


def joined(phrases: list[tuple[str, str]], language: str) -> Utterance:
    """Return phrases as one utterance, in which those of other languages are said apart."""
    text, apart = "", list[Stretch]()
    for words, spoken in phrases:
        if spoken != language:
            apart.append(Stretch(len(text), len(text) + len(words), spoken))
        text += words
    return Utterance(text, language, apart=tuple(apart))


def languages_of(utterance: Utterance) -> list[str]:
    """Return the language of each letter that is said."""
    spoken = [""] * len(utterance.text)
    for stretch in utterance.stretches():
        for place in range(stretch.start, stretch.end):
            assert not spoken[place], "said twice"
            spoken[place] = stretch.language
    heard = zip(utterance.text, spoken, strict=True)
    return [language for letter, language in heard if letter.isalnum()]


@given(PHRASES, LANGUAGES)
def test_every_word_is_said_once_in_its_language(
    phrases: list[tuple[str, str]], language: str
) -> None:
    wanted = [spoken for words, spoken in phrases for letter in words if letter.isalnum()]
    assert languages_of(joined(phrases, language)) == wanted


@given(PHRASES, LANGUAGES, LANGUAGES)
def test_another_language_may_lead_and_nothing_else_changes(
    phrases: list[tuple[str, str]], language: str, leader: str
) -> None:
    utterance = joined(phrases, language)
    led = utterance.led_by(leader)
    assert (led.language, led.text) == (leader, utterance.text)
    assert languages_of(led) == languages_of(utterance)


@given(PHRASES, LANGUAGES)
def test_words_before_it_are_said_apart(phrases: list[tuple[str, str]], language: str) -> None:
    utterance = joined(phrases, language)
    after = utterance.after("Hallo.")
    first, *others = [(after.words(each), each.language) for each in after.stretches()]
    assert after.text == f"Hallo. {utterance.text}"
    assert first == ("Hallo.", language)
    assert others == [(utterance.words(each), each.language) for each in utterance.stretches()]


def test_what_parts_two_stretches_belongs_to_neither() -> None:
    text = "Witamy · Hoş geldiniz. (Ein Satz). § 2"
    apart = (Stretch(0, 6, "pl"), Stretch(9, 21, "tr"))
    utterance = Utterance(text, "de", apart=apart)
    said = [(utterance.words(each), each.language) for each in utterance.stretches()]
    assert said == [("Witamy", "pl"), ("Hoş geldiniz", "tr"), ("(Ein Satz). § 2", "de")]

"""EN 301 549 V3.2.1, 5.1.3 and 5.1.5: closed functionality with auditory output, clause by clause.

The voice here remembers what it is told; that it sounds, and where, is proven with real sound in
tests/speech/.
"""

from dataclasses import fields
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from kiosk.office import Office
from kiosk.ports import SpeechEvent
from kiosk.silence import LOUDEST
from kiosk.slip import Style
from kiosk.utterance import Utterance
from screens.visitor.page import Page
from tests.recording_voice import RecordingVoice
from tests.robot import Robot
from tests.stores import a_ticket
from tests.visitors import Come, OfficeCodes, Visitor


@pytest.fixture
def voice() -> RecordingVoice:
    return RecordingVoice()


def caption(person: Visitor) -> str:
    return person.seen.splitlines()[-1].strip()


async def test_5_1_3_1_everything_can_be_done_by_listening_with_four_keys(
    come: Come, voice: RecordingVoice, office: Office
) -> None:
    async with come(voice=voice) as person:
        robot = Robot(person, voice)
        await robot.begin()
        await robot.take_a_number_for("money", "no_money_left", "home", "rent_heating")
        (ticket,) = office.look().tickets
        assert ticket.number in robot.heard
        assert ticket.shared is not None
        assert set(ticket.shared.concerns) == {"no_money_left", "rent_heating"}


async def test_5_1_3_2_it_speaks_by_itself_and_by_a_headset_that_is_plugged_in(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        assert voice.said == []
        voice.headset = True
        voice.happen(SpeechEvent.HEADSET)
        await person.until(lambda: voice.said)
        assert voice.said[-1].text.startswith("Die Ansage ist an.")
        assert "Willkommen" in voice.said[-1].text


async def test_5_1_3_3_the_line_that_is_said_is_the_line_that_is_shown(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        text = voice.said[-1].text
        place = text.index("Antworten")
        voice.happen(SpeechEvent.WORD, place=(place, place + 9))
        await person.until(lambda: "Antworten" in caption(person))
        assert caption(person) in text


def marked(person: Visitor) -> list[str]:
    """Return what stands out on the sheet as the caption does, row by row."""
    view = person.app.view
    rows = [list(view.render_line(y)) for y in range(view.size.height)]
    ground = rows[-1][1].style
    return [
        segment.text.strip()
        for row in rows[:-1]
        for segment in row
        if segment.style == ground and segment.text.strip()
    ]


def _is_marked(person: Visitor, words: str) -> bool:
    return words[:-1] in "".join(marked(person))


async def test_5_1_3_3_the_line_that_is_said_stands_out_on_the_page(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        text = voice.said[-1].text
        for words in ("Ohne Namen.", "Willkommen."):
            place = text.index(words)
            voice.happen(SpeechEvent.WORD, place=(place, place + 4))
            await person.until(partial(_is_marked, person, words))
            assert len(marked(person)) == 1
        voice.happen(SpeechEvent.FINISHED)
        await person.until(lambda: not marked(person))


async def test_5_1_3_3_a_button_stands_out_while_it_is_named(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        place = voice.said[-1].text.index("Mehr.")
        voice.happen(SpeechEvent.WORD, place=(place, place + 5))
        await person.until(lambda: any(said.startswith("Mehr") for said in marked(person)))


async def test_5_1_3_4_what_is_said_can_be_stopped_and_said_again(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        page = voice.said[-1]
        stops = voice.stops
        await person.press("escape")
        assert voice.stops > stops
        await person.press("f2")
        assert voice.said[-1] == page


@pytest.mark.parametrize("key", ["enter", "down", "up", "backspace", "f3", "x", "escape"])
async def test_5_1_3_5_any_press_stops_what_is_being_said(
    come: Come, voice: RecordingVoice, key: str
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        stops = voice.stops
        await person.press(key)
        assert voice.stops > stops


async def test_5_1_3_5_a_touch_stops_what_is_being_said(come: Come, voice: RecordingVoice) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        stops = voice.stops
        await person.touch(0, 0)
        assert voice.stops > stops


async def test_a_trembling_finger_hears_what_it_chose(come: Come, voice: RecordingVoice) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "down")
        stops = voice.stops
        await person.pilot.press("down")
        await person.pilot.pause()
        assert voice.stops == stops, "a press that counts for nothing silences nothing"


async def test_louder_and_again_keep_the_place(come: Come, voice: RecordingVoice) -> None:
    async with come(size=(68, 20), voice=voice) as person:
        await person.press("f2", "enter")
        await person.tap("more")
        await person.press("down", "down")
        place = (person.focus, person.app.view.index)
        for key in ("f7", "f2"):
            await person.press(key)
            assert (person.focus, person.app.view.index) == place
            assert voice.said[-1].text.startswith("Seite 2 von ")


async def test_who_listens_and_goes_back_to_the_start_still_hears(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter", "backspace")
        assert person.step == "start"
        assert voice.said[-1].text.startswith("Willkommen.")
        assert person.app.view.page.bar[-1].id == "sound"


async def test_5_1_3_6_what_is_a_picture_is_said_in_words(
    come: Come, voice: RecordingVoice, office: Office
) -> None:
    async with come(voice=voice) as person:
        robot = Robot(person, voice)
        await robot.begin()
        await robot.take_a_number_for("money", "renewal")
        number = office.look().tickets[0].number
        assert person.app.view.page.giant == number
        said = next(u.text for u in voice.said if u.text.startswith("Ihre Nummer."))
        assert f" {number}. " in said


def test_5_1_3_7_there_is_no_video_to_be_described() -> None:
    assert not [part.name for part in fields(Page) if "video" in part.name]


async def test_5_1_3_8_nothing_is_typed_that_would_have_to_be_masked(come: Come) -> None:
    async with come() as person:
        assert not person.app.screen.query(Input)
        assert not person.app.screen.query(TextArea)


async def test_5_1_3_9_what_tells_why_somebody_came_is_marked_as_private(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter", "enter")
        menu = voice.said[-1]
        await person.press("enter")
        concerns = voice.said[-1]
        voice.happen(SpeechEvent.WITHHELD)
        await person.until(lambda: "nicht laut gesagt" in voice.said[-1].text)
        assert (menu.private, concerns.private, voice.said[-1].private) == (False, True, False)


async def test_5_1_3_9_the_visitor_may_choose_to_hear_it_aloud_and_only_this_one(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        await person.tap("sound")
        await person.tap("say_private_aloud")
        chosen = voice.aloud
        await person.stay_away(250)
        assert (chosen, voice.aloud) == (True, False)


async def test_5_1_3_9_without_a_headset_the_way_to_hear_it_aloud_is_heard(come: Come) -> None:
    voice = RecordingVoice(withholds=True)
    async with come(voice=voice) as person:
        robot = Robot(person, voice)
        await robot.begin("en")
        await person.press("enter")
        assert person.app.view.page.private
        assert voice.said[-1].text.startswith("This is not said aloud.")
        await person.press("down")
        assert voice.said[-1].text == "option. 2 of 13.", "what is private is counted, not named"
        await robot.allow_everybody_to_hear()
        await robot.go_back_to("menu")
        await robot.take_a_number_for("money", "report_change")
        assert "report" in robot.heard.lower()


async def test_5_1_3_9_a_headset_that_is_pulled_out_says_nothing_to_the_room(
    come: Come, voice: RecordingVoice
) -> None:
    voice.headset = True
    async with come(voice=voice) as person:
        await person.press("enter", "f7")
        said, voice.headset = len(voice.said), False
        voice.happen(SpeechEvent.HEADSET)
        await person.until(lambda: voice.resets)
        await person.press("down")
        assert len(voice.said) == said
        await person.press("f2")
        assert (len(voice.said), voice.volume) == (said + 1, 0)


async def test_5_1_3_9_who_shows_a_slip_after_somebody_else_hears_nothing_of_them(
    come: Come, voice: RecordingVoice, office: Office
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter", "enter")
        await person.tap("number")
        await person.tap("other")
        await person.press("enter")
        await person.until(lambda: person.step == "number")
        resets = voice.resets
        await person.scan(OfficeCodes(office).code(a_ticket(7)))
        await person.until(lambda: person.step == "scanned")
        assert voice.resets == resets + 1


async def test_5_1_3_10_it_makes_no_sound_of_its_own_accord(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("enter", "enter", "down", "enter")
        await person.stay_away(70)
        assert voice.said == []


@pytest.mark.parametrize("headset", [True, False])
async def test_5_1_3_11_and_12_the_volume_is_changed_in_steps_without_seeing(
    come: Come, voice: RecordingVoice, *, headset: bool
) -> None:
    voice.headset = headset
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        said = len(voice.said)
        for step in range(1, LOUDEST + 1):
            await person.press("f7")
            assert voice.volume == step
        await person.press("f7", "f6", "f6")
        assert voice.volume == LOUDEST - 2
        assert len(voice.said) > said


async def test_5_1_3_13_volume_and_rate_are_reset_after_each_visit(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        await person.tap("sound")
        await person.tap("faster")
        await person.tap("louder")
        assert (voice.volume, voice.rate) == (1, 1)
        await person.stay_away(250)
        assert (voice.volume, voice.rate, voice.resets > 0) == (0, 0, True)
        assert not person.app.visit.trail[1:]


async def test_5_1_3_14_it_speaks_the_language_that_is_shown(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        await person.tap("tr")
        assert person.app.visit.language == "tr"
        assert (voice.said[-1].language, "Ne " in voice.said[-1].text) == ("tr", True)
        for said in voice.said:
            assert said.language in {"de", "tr"}


async def test_5_1_3_14_each_language_is_named_in_itself_and_the_rest_said_in_that_of_the_page(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter", "down", "down")
        said = voice.said[-1]
        name, place = said.stretches()
        assert (said.words(name), name.language) == ("English.", "en")
        assert said.words(place).startswith("Auswahl. 3 von ")
        assert (place.language, said.fixed) == ("de", True)


async def test_5_1_3_14_what_to_say_at_the_desk_is_said_in_german(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        await person.tap("tr")
        await person.tap("acute")
        await person.tap("no_food")
        await person.tap("forward")
        said = voice.said[-1]
        apart = {said.words(each): each.language for each in said.apart}
        assert apart == {"Ich habe heute kein Geld für Essen.": "de"}
        assert said.language == "tr"


async def test_5_1_3_14_each_greeting_is_said_in_its_own_language(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        assert "Witamy" in person.seen
        await person.press("f2")
        assert "Witamy" in person.seen
        said = voice.said[-1]
        spoken = {said.words(each): each.language for each in said.stretches()}
        assert spoken["Witamy"] == "pl"
        assert spoken["أهلا\u00a0وسهلا"] == "ar"


async def test_5_1_3_14_a_language_without_a_voice_says_so_before_it_is_chosen(come: Come) -> None:
    class GermanVoice(RecordingVoice):
        def speaks(self, language: str) -> bool:
            return language.startswith("de")

    async with come(voice=GermanVoice()) as person:
        await person.press("f2", "enter")
        notes = {choice.id: choice.note for choice in person.app.view.page.choices}
        assert notes["de"] == ""
        assert notes["tr"] == "nur Text"


async def test_who_listened_is_told_that_the_visit_is_over(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter", "enter")
        await person.tap("number")
        await person.tap("other")
        await person.press("enter")
        await person.until(lambda: person.step == "number")
        await person.tap("done")
        assert voice.said[-1].text == "Auf Wiedersehen. Die Ansage ist jetzt aus."
        said, stops = len(voice.said), voice.stops
        await person.press("down")
        assert (len(voice.said), voice.stops) == (said, stops + 1)


async def test_5_1_3_15_an_error_is_named_and_how_to_go_on(
    come: Come, voice: RecordingVoice, tmp_path: Path
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter", "enter", "enter")
        await person.tap("other")
        (tmp_path / "queue.db").write_bytes(b"no database at all" * 1000)
        await person.press("enter")
        await person.until(lambda: person.step == "start")
        assert "Entschuldigung" in voice.said[-1].text
        assert "am Empfang" in voice.said[-1].text


@pytest.mark.parametrize("language", ["de", "de_simple", "en", "tr", "uk"])
async def test_5_1_3_16_all_that_is_on_the_slip_is_said(
    come: Come, voice: RecordingVoice, language: str
) -> None:
    async with come(voice=voice) as person:
        robot = Robot(person, voice)
        await robot.begin(language)
        await robot.take_a_number_for(
            *("money", "report_change", "home", "rent_heating"),
            answers={"change_kind": "sick", "sick_appointment": "yes"},
        )
        await robot.hear_the_slip()
        taken = person.app.visit.taken
        assert taken is not None
        assert taken.slip is not None
        assert any(line.style is Style.TICK for line in taken.slip.lines)
        said = [each for each in voice.said if each.private]
        assert said[-1].language == language
        heard = "\n".join(each.text for each in said)
        for line in (taken.slip.office, taken.slip.number, taken.slip.label, taken.slip.short_code):
            assert line in heard
        printed = [words for line in taken.slip.lines for words in (line.text, line.beside)]
        assert [words for words in printed if words not in heard] == []
        terms = {line.beside for line in taken.slip.lines if line.beside}
        in_german = [u.words(each) for u in said for each in u.apart if each.language == "de"]
        assert terms <= set(in_german)
        assert bool(terms) == (language != "de")


async def test_5_1_5_what_is_said_is_shown(come: Come, voice: RecordingVoice) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        assert voice.said[-1].text.startswith(caption(person))
        await person.press("down")
        assert caption(person) == voice.said[-1].text == "Einfache Sprache. Auswahl. 2 von 14."


async def test_a_voice_that_fails_says_so_on_the_screen_and_the_visit_goes_on(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        voice.fault = "The sound device is gone."
        voice.happen(SpeechEvent.FAULT)
        await person.tap("sound")
        assert "Die Ansage geht gerade nicht" in person.seen
        await person.press("backspace", "enter")
        assert person.step == "language"


def test_the_voice_may_keep_only_what_is_the_same_for_everybody() -> None:
    assert not Utterance("x", "de").fixed


async def test_prompts_everybody_hears_are_got_ready_and_nothing_private(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice):
        prepared = voice.prepared
        assert any("Was können wir für Sie tun?" in prompt.text for prompt in prepared)
        assert all(prompt.fixed and not prompt.private for prompt in prepared)
        assert voice.said == []


async def test_prompts_are_got_ready_in_the_language_and_at_the_rate_somebody_chose(
    come: Come, voice: RecordingVoice
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2", "enter")
        before = len(voice.prepared)
        await person.tap("en")
        await person.until(lambda: person.step == "menu")
        assert {each.language for each in voice.prepared[before:]} >= {"en"}
        before = len(voice.prepared)
        await person.tap("sound")
        await person.tap("louder")
        assert len(voice.prepared) == before
        await person.tap("faster")
        assert len(voice.prepared) > before


async def test_what_staff_say_to_the_room_is_not_kept(
    come: Come, voice: RecordingVoice, office: Office
) -> None:
    async with come(voice=voice) as person:
        await person.press("f2")
        assert voice.said[-1].fixed
        office.say("2", "Frau Muster bitte zum Eingang")
        await person.until(lambda: "Muster" in voice.said[-1].text)
        assert not voice.said[-1].fixed

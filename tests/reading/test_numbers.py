"""Numbers as they are printed."""

import pytest

from tracker.reading.numbers import p_values, percents, times, to_int


@pytest.mark.parametrize(
    ("words", "number"),
    [("32", 32), ("1,655", 1655), ("thirty-two", 32), ("two hundred and six", 206), ("one thousand", 1000)],
)
def test_numbers_in_words_and_figures(words: str, number: int) -> None:
    """Both ways of writing give the number."""
    assert to_int(words) == number


def test_what_is_no_number_is_none() -> None:
    """Against: a word that is no number."""
    assert to_int("several") is None


def test_percentages_without_those_of_intervals() -> None:
    """95 % CI is no share; fractions of people are."""
    assert [p.value for p in percents("48% responded (95% ci 40 to 56)")] == [48.0]
    assert [round(p.value) for p in percents("17 of 34 patients responded")] == [50]


@pytest.mark.parametrize(
    ("text", "significant"),
    [("p = .04", True), ("p < 0.001", True), ("p = 0.41", False), ("p > .05", False), ("p < 0.2", None)],
)
def test_p_values_against_five_percent(text: str, significant: bool | None) -> None:
    """Only what the text settles is called significant or not."""
    assert [p.significant for p in p_values(text)] == [significant]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24 h after", 24.0),
        ("on day 2", 48.0),
        ("at 4 weeks", 672.0),
        ("within two hours", 2.0),
        ("month 6", 4380.0),
        ("at 1st h", 1.0),
        ("by the 3rd day", 72.0),
        ("on the 2nd of May, 24 h on", 24.0),
    ],
)
def test_points_in_time_are_hours(text: str, hours: float) -> None:
    """Days, weeks and months too, before or after the number."""
    assert hours in [value for value, _ in times(text)]


def test_the_length_of_an_infusion_is_no_point_in_time() -> None:
    """Against: "a 40-min infusion"."""
    assert times("a 40-min infusion") == []

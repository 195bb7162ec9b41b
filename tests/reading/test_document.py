"""Sentences of a document, and their roles."""

from tracker.reading import Reader


def test_clauses_are_of_the_sentence_with_its_new_role(reader: Reader) -> None:
    """A finding is quoted with the role of its clause's sentence: the one that the sentence has now."""
    sentence = reader.document("Ketamine", "Depression scores fell.").body[0]
    assert sentence.clauses[0].sentence is sentence
    told = sentence.told_as("conclusion")
    assert told.clauses[0].sentence.role == "conclusion"
    assert told.cues is sentence.cues


def test_what_we_found_is_a_result_wherever_it_stands(reader: Reader) -> None:
    """ "Here we found that …" needs no figure. Against: "we have previously found that …", which is known."""
    text = "Ketamine is used widely. {} that it lowered the marker in rats. Scores fell significantly (p = 0.01)."
    assert reader.document("Ketamine", text.format("Here we found")).body[1].role == "results"
    assert reader.document("Ketamine", text.format("We have previously found")).body[1].role == "background"

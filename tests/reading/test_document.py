"""Sentences of a document, and their roles."""

from tracker.reading import Reader


def test_clauses_are_of_the_sentence_with_its_new_role(reader: Reader) -> None:
    """A finding is quoted with the role of its clause's sentence: the one that the sentence has now."""
    sentence = reader.document("Ketamine", "Depression scores fell.").body[0]
    assert sentence.clauses[0].sentence is sentence
    told = sentence.told_as("conclusion")
    assert told.clauses[0].sentence.role == "conclusion"
    assert told.cues is sentence.cues

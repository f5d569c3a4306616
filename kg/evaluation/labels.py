"""The words of a report: what figures, reasons and outcomes are called, and how to read each table."""

from __future__ import annotations

from collections.abc import Mapping

from kg.evaluation.mistakes import Kind, Reason

LEVELS: Mapping[str, str] = {
    "aligned": "name", "typed": "name and class", "mentions": "surface forms",
    "type": "type", "pair": "actors, any type", "state": "type, actors' states", "exact": "type, actors",
    "exact_modality": "type, actors, modality", "exact_modality_date": "type, actors, modality, date",
}  # fmt: skip
MAIN: Mapping[str, str] = {
    "entities.typed.precision": "entities found that are right (name and class)",
    "entities.typed.recall": "annotated entities that are found",
    "entities.typed.f1": "entities, F1",
    "events.exact.precision": "events found that are right (type, who, whom)",
    "events.exact.recall": "annotated events that are found",
    "events.exact.f1": "events, F1",
    "events.state.precision": "events found that are right, actors lifted to their states",
    "events.state.recall": "annotated events that are found, actors lifted to their states",
    "events.state.f1": "events, actors lifted to their states, F1",
    "attributes.modality.share": "modality right, of the events found",
    "attributes.reporter.share": "speaker right, of the events found",
    "attributes.date.share": "date right, of the events found that have one",
    "attributes.place.share": "place right, of the events found that have one",
    "attributes.about.share": "matter right, of the events found that have one",
    "dangers.shown_as_actual.rate": "misleading: not actual, shown as actual",
    "dangers.speaker_lost.rate": "misleading: somebody's word, shown as the text's own",
    "facts.share": "right, of what is shown as plain fact",
}
FATES: Mapping[str, str] = {
    "fact": "right: a fact, in the text's own word",
    "reported": "somebody's word: the speaker is lost",
    "not_actual": "planned, proposed, denied or hypothetical",
    "part": "only some of its actors",
    "incomplete": "an act of this type in these words, with a further actor",
    "actors": "an act of this type in these words, with other actors",
    "type": "an act in these words, of another type",
    "nothing": "no act in these words",
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "speaker": {"somebody": "somebody's word", "text": "the text's own word"},
    "date": {"day": "a day", "month": "a month", "year": "a year", "none": "no date"},
    "place": {"named": "a place", "none": "no place"},
    "about": {"named": "a matter", "none": "no matter"},
}
CAUSES: Mapping[Kind, Mapping[Reason, str]] = {
    "missed": {
        "part": "part of several actors missing", "nothing": "nothing unmatched near its evidence",
        "type": "other type at the evidence", "source": "source wrong", "target": "target wrong",
        "both": "source and target wrong",
    },
    "spurious": {
        "part": "part of several actors wrong", "nothing": "type and actors spurious",
        "type": "same evidence but other type", "source": "source wrong", "target": "target wrong",
        "both": "source and target wrong",
    },
    "misleading": {
        "shown_as_actual": "planned, proposed, denied or hypothetical, shown as actual",
        "speaker_lost": "somebody's word, shown as the text's own",
    },
}  # fmt: skip
HEADINGS: Mapping[Kind, str] = {
    "missed": "Annotated events that are missed", "spurious": "Predicted events that are not annotated",
    "misleading": "Annotated events that are told misleadingly",
}  # fmt: skip

# By the title of a table.
NOTES: Mapping[str, str] = {
    "Main figures": (
        "What to remember. The interval says how far a figure moves when other documents of the same kind are drawn "
        "(95 % percentile bootstrap over documents, 2,000 draws, fixed seed; Efron & Tibshirani 1993, chapter 13); F1 "
        "is the harmonic mean of the two figures above it. Of what misleads, less is better; where nothing went wrong, "
        "there is no interval, for that proves little."
    ),
    "What would mislead": (
        "The dangerous mistakes, of the annotated acts that a prediction tells of by type and actors, or by type and "
        "words: the rate at which what is no fact is shown as one, and at which the speaker is lost. What another "
        "annotated act accounts for is no mistake: a planned meeting beside one that was held."
    ),
    "What is shown as plain fact": (
        "Of the events that are shown as having happened, in the text's own word, what is annotated there."
    ),
    "Entities": (
        "Precision: of the entities found, how many are annotated. Recall: of those annotated, how many are found. F1: "
        "the harmonic mean of the two (van Rijsbergen 1979). An entity is found if a name of it is shared; surface "
        "forms are the different words that name it."
    ),
    "Entities by class": "The same for each class; an entity that is found in another class counts against both.",
    "Events": (
        "From loose to strict: an event is right if all that the row names is right. Several actors make several "
        "items, each source with each target."
    ),
    "Events by type": (
        "Type and actors have to be right. The last columns say of the annotated events so found (here those that are "
        "told twice count twice) how many have the right modality, the right speaker, and the right date where one is "
        "annotated. Few items say little."
    ),
    "Modality": (
        "Rows are annotated, columns predicted, for the annotated events found by type and actors: the diagonal is "
        "right, and what stands under *actual* below the first row is no fact shown as one. Another: only the modality "
        "of another annotated act with the same type and actors is found."
    ),
    "Attributes of matched events": (
        "Of the annotated events found by type and actors, how many have the annotated value; date, place and about "
        "(the treaty, state or body that the act is about) are asked only where they are annotated."
    ),
    "Who says so": (
        "Of the same events, who is named as the source of the claim. Missing is the dangerous mistake: somebody's "
        "word stands as that of the text. In part: some of several speakers. Added: a speaker where the text itself "
        "speaks."
    ),
    "Dates": (
        "By the precision that is annotated; a day within an annotated month is right. In part: a month or year for a "
        "day. Added: a date where the annotation has none that a reader could work out."
    ),
    "Places and matters": (
        "Where it happened, and the treaty, state or body that it is about. In part: some of several. Added: one where "
        "none is annotated."
    ),
    HEADINGS["missed"]: (
        "Why an annotated event is not among those found, or only in part: one reason each, the first that fits."
    ),
    HEADINGS["spurious"]: (
        "What is wrong with an event found that is not annotated, or only in part: one reason each."
    ),
    "By register": "The manner of the text, as it is annotated. One or two documents say little of their register.",
    "By document": "The hardest first, by the F1 of events (type and actors).",
    "Confidence of claims": (
        "Whether claims are as often right as they say: of those that say .8 to .9, so many are, that is, an annotated "
        "event has their type and actors. The expected calibration error is the mean distance between what was said "
        "and what was right, weighted by claims (Naeini, Cooper & Hauskrecht 2015)."
    ),
}

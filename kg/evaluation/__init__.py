"""How good an extraction is: documents that people annotated, compared with what was predicted for them.

`gold` reads both sides into the values of `kg.model`, `matching` brings the prediction into the terms of the gold
standard, `measure` counts, with `details` and `dangers` for what is said of an event that was found, `mistakes` says
what went wrong, `intervals` how sure it is; `tables` and `report` print, `floors` holds it against floors and ceilings.
Nothing here imports spaCy or RDF.
"""

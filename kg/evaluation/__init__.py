"""How good an extraction is: documents that people annotated, compared with what was predicted for them.

`gold` reads both sides into the values of `kg.model`, `matching` brings the prediction into the terms of the gold
standard, `measure` counts, `mistakes` says what went wrong, `report` prints. Nothing here imports spaCy or RDF.
"""

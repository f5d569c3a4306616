"""A graph over HTTP: the SPARQL 1.1 Protocol, the read half of the Graph Store Protocol, linked data and pages."""

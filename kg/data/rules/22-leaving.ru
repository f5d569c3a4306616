# When one who gave notice is released: after the time of the instrument's clause.
# Where no clause is known, no day is made up.
# (Written with minus: Oxigraph orders what stands beside a plus as it likes, and a duration plus a date is an error.)
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { ?act dkg:effectiveDate ?effective }
WHERE {
  ?act dkg:effect dkg:Releases ; dkg:date ?date ; dkg:instrument|dkg:about ?instrument .
  ?instrument dkg:withdrawalClause ?clause .
  ?clause dkg:after ?time .
  FILTER(DATATYPE(?date) = xsd:date)
  FILTER NOT EXISTS { ?act dkg:about ?another . ?another a dkg:Instrument . FILTER(?another != ?instrument) }
  FILTER NOT EXISTS { ?act dkg:effectiveDate ?recorded }
  OPTIONAL { ?clause dkg:rounded ?rounded }
  BIND(COALESCE(
    ?date - ("P0M"^^xsd:yearMonthDuration - ?time), ?date - ("PT0S"^^xsd:dayTimeDuration - ?time)) AS ?after)
  BIND(?after - "-P1M"^^xsd:yearMonthDuration AS ?next)
  BIND(IF(BOUND(?rounded), STRDT(CONCAT(SUBSTR(STR(?next), 1, 8), "01"), xsd:date), ?after) AS ?effective)
}

# When one who joins is bound: after the time of the instrument's clause, and not before the instrument is in force.
# Where no clause is known, from the day of the deposit; in an instrument that is not in force, from no day.
# A successor is bound from the day of its notification: no clause of the instrument delays it.
# (Written with minus: Oxigraph orders what stands beside a plus as it likes, and a duration plus a date is an error.)
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX schema: <https://schema.org/>
PREFIX ta: <https://w3id.org/diplomatic-kg/treaty-action/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { ?act dkg:effectiveDate ?effective }
WHERE {
  ?act dkg:effect dkg:Binds ; dkg:date ?date ; dkg:instrument|dkg:about ?instrument .
  ?instrument a dkg:Instrument .
  FILTER(DATATYPE(?date) = xsd:date)
  FILTER NOT EXISTS { ?act dkg:about ?another . ?another a dkg:Instrument . FILTER(?another != ?instrument) }
  FILTER NOT EXISTS { ?act dkg:effectiveDate ?recorded }
  OPTIONAL { ?instrument dkg:dateInForce ?start FILTER(DATATYPE(?start) = xsd:date) }
  OPTIONAL { ?instrument schema:legislationLegalForce ?force }
  FILTER(BOUND(?start) || !BOUND(?force) || ?force != schema:NotInForce)
  OPTIONAL {
    ?instrument dkg:joiningClause ?clause .
    ?clause dkg:after ?time .
    OPTIONAL { ?clause dkg:rounded ?rounded }
    FILTER NOT EXISTS { ?act dkg:action ta:Succession }
  }
  FILTER(BOUND(?clause) || EXISTS { ?act a dkg:Participation })
  BIND(COALESCE(
    ?date - ("P0M"^^xsd:yearMonthDuration - ?time), ?date - ("PT0S"^^xsd:dayTimeDuration - ?time), ?date) AS ?after)
  BIND(?after - "-P1M"^^xsd:yearMonthDuration AS ?next)
  BIND(IF(BOUND(?rounded), STRDT(CONCAT(SUBSTR(STR(?next), 1, 8), "01"), xsd:date), ?after) AS ?own)
  BIND(IF(BOUND(?start) && ?start > ?own, ?start, ?own) AS ?effective)
}

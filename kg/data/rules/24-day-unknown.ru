# An act of which only the month or year is known takes effect in it, as far as anybody can tell.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { ?act dkg:effectiveDate ?date }
WHERE {
  ?act a dkg:Participation ; dkg:effect dkg:Binds ; dkg:date ?date ; dkg:instrument ?instrument .
  FILTER(DATATYPE(?date) != xsd:date)
  FILTER NOT EXISTS { ?act dkg:effectiveDate ?recorded }
  FILTER NOT EXISTS { ?instrument schema:legislationLegalForce schema:NotInForce }
}

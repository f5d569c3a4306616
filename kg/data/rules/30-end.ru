# How long an act had effect: until a withdrawal took effect or the instrument ended; a suspension also until it was taken
# back, provisional application also until one was bound.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT { ?act dkg:until ?until }
WHERE {
  SELECT ?act (MIN(?end) AS ?until) WHERE {
    VALUES (?effect ?ended_by) {
      (dkg:Binds dkg:Releases) (dkg:Suspends dkg:Releases) (dkg:Suspends dkg:Resumes)
      (dkg:Applies dkg:Releases) (dkg:Applies dkg:Binds)
    }
    ?act a dkg:Participation ; dkg:effect ?effect ; dkg:participant ?who ; dkg:instrument ?what ; dkg:effectiveDate ?from .
    {
      ?other dkg:effect ?ended_by ; dkg:participant ?who ; dkg:instrument ?what ; dkg:effectiveDate ?end .
      FILTER NOT EXISTS { ?other dkg:revokedBy ?revocation }
    } UNION {
      ?what dkg:dateEnded ?end
    }
    FILTER(DATATYPE(?from) = xsd:date && DATATYPE(?end) = xsd:date && ?end > ?from)
  }
  GROUP BY ?act
}

# Suspensions, their end and provisional application take effect on their day.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>

INSERT { ?act dkg:effectiveDate ?date }
WHERE {
  VALUES ?effect { dkg:Suspends dkg:Resumes dkg:Applies }
  ?act a dkg:Participation ; dkg:effect ?effect ; dkg:date ?date .
  FILTER NOT EXISTS { ?act dkg:effectiveDate ?recorded }
}

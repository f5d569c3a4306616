# What an act that an article tells does: only where the article itself tells it as done and nobody denies it.
# Announced, planned, proposed, hypothetical and hearsay acts have no effect.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX et: <https://w3id.org/diplomatic-kg/event-type/>

INSERT { ?event dkg:effect ?effect }
WHERE {
  ?event a dkg:TreatyAction ; dkg:eventType ?type .
  ?type dkg:effect ?effect .
  ?claim dkg:ofEvent ?event ; dkg:stance dkg:Affirms ; dkg:modality dkg:Actual ; dkg:certainty dkg:Certain .
  FILTER NOT EXISTS { ?claim dkg:claimedBy ?somebody }
  FILTER NOT EXISTS { ?event dkg:mode et:TREATY_WITHDRAW-announce }
  FILTER NOT EXISTS { ?denial dkg:ofEvent ?event ; dkg:stance dkg:Denies }
}

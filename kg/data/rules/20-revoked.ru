# A notice of withdrawal that was taken back before it took effect.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>

INSERT { ?notice dkg:revokedBy ?revocation }
WHERE {
  ?notice a dkg:Participation ; dkg:effect dkg:Releases ; dkg:participant ?who ; dkg:instrument ?what ; dkg:date ?given .
  ?revocation dkg:effect dkg:Revokes ; dkg:participant ?who ; dkg:instrument ?what ; dkg:date ?taken .
  FILTER(?taken >= ?given)
  FILTER NOT EXISTS {
    ?later dkg:effect dkg:Releases ; dkg:participant ?who ; dkg:instrument ?what ; dkg:date ?between .
    FILTER(?between > ?given && ?between <= ?taken)
  }
}

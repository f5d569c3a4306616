# What a recorded act does, by its kind: an announcement announces, whatever follows.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>

INSERT { ?act dkg:effect ?effect }
WHERE { ?act a dkg:Participation ; dkg:action ?action . ?action dkg:effect ?effect }

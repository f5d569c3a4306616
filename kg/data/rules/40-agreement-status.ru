# How far an agreement is that no register knows, from the acts that concern it and from what texts say of it.
# Only what is told as done and certain counts; an act of one side alone proposes. dkg:instrumentStatus is what some text
# says on its own account, dkg:reportedStatus what it has from others. Texts that disagree leave both. Terms of <urn:kg:>
# are needed on the way and gone at the end.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX et: <https://w3id.org/diplomatic-kg/event-type/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX on: <urn:kg:on-the-way:>

INSERT { ?event on:concerns ?agreement }
WHERE {
  ?agreement a dkg:Instrument .
  FILTER NOT EXISTS { ?agreement dcterms:source ?table }
  ?event dkg:about ?agreement ; dkg:eventType ?type
} ;

# The sides of an act: a president and his minister are one, and so are they and their state. Bodies of one state that
# deal with nobody else deal with each other: an army and a militia
INSERT { ?event on:side ?side }
WHERE {
  ?event on:concerns ?agreement ; dkg:source|dkg:target ?who .
  OPTIONAL { ?who a dkg:Person ; dkg:state ?state }
  OPTIONAL { ?who a dkg:GovernmentBody ; dkg:state ?land }
  BIND(EXISTS { ?event dkg:source|dkg:target ?partner FILTER NOT EXISTS { ?partner a dkg:GovernmentBody } } AS ?mixed)
  BIND(COALESCE(?state, IF(?mixed, ?land, ?who), ?who) AS ?side)
} ;

# To agree takes two
INSERT { ?event on:makes dkg:Agreed }
WHERE {
  VALUES ?type { et:AGREE et:TREATY_SIGN et:TREATY_RATIFY et:TREATY_ACCEDE }
  ?event on:concerns ?agreement ; dkg:eventType ?type ; on:side ?one, ?other .
  FILTER(?one != ?other)
  FILTER NOT EXISTS { ?event dkg:mode ?mode FILTER(?mode IN (et:AGREE-offer, et:AGREE-promise)) }
} ;
INSERT { ?event on:makes ?status }
WHERE {
  VALUES (?type ?status) {
    (et:TREATY_IN_FORCE dkg:InForce) (et:TREATY_SUSPEND dkg:Suspended) (et:TREATY_VIOLATE dkg:Broken)
    (et:TREATY_PROPOSE dkg:Proposed) (et:REQUEST dkg:Proposed) (et:REJECT dkg:Rejected)
  }
  ?event on:concerns ?agreement ; dkg:eventType ?type
} ;

# A claim that an act is done counts, unless its own words say that the agreement is still to come: 'agreed to conclude'
INSERT { ?claim on:tellsOf ?agreement }
WHERE {
  ?event on:concerns ?agreement .
  ?claim dkg:ofEvent ?event ; dkg:stance dkg:Affirms ; dkg:modality dkg:Actual ; dkg:certainty dkg:Certain .
  FILTER NOT EXISTS {
    ?claim dkg:evidence ?words . ?agreement dkg:terms ?term . ?term dkg:statusTold dkg:Proposed ; dkg:evidence ?words
  }
} ;
INSERT { ?agreement ?property ?status }
WHERE {
  ?claim on:tellsOf ?agreement ; dkg:ofEvent ?event .
  ?event on:concerns ?agreement ; on:makes ?status .
  BIND(IF(EXISTS { ?claim dkg:claimedBy ?who }, dkg:reportedStatus, dkg:instrumentStatus) AS ?property)
} ;

# What is planned or proposed, offered, or agreed to by one side, is proposed
INSERT { ?agreement ?property dkg:Proposed }
WHERE {
  VALUES ?type { et:AGREE et:TREATY_SIGN et:TREATY_RATIFY et:TREATY_ACCEDE et:TREATY_PROPOSE et:REQUEST }
  ?event on:concerns ?agreement ; dkg:eventType ?type .
  ?claim dkg:ofEvent ?event ; dkg:stance dkg:Affirms ; dkg:modality ?modality .
  FILTER(?modality IN (dkg:Actual, dkg:Planned, dkg:Proposed))
  BIND(IF(EXISTS { ?claim dkg:claimedBy ?who }, dkg:reportedStatus, dkg:instrumentStatus) AS ?property)
} ;

# What texts say of it without an act of anybody: 'the truce collapsed'
INSERT { ?agreement ?property ?status }
WHERE {
  ?agreement dkg:terms ?term . ?term dkg:statusTold ?status .
  BIND(IF(EXISTS { ?term dkg:claimedBy ?who }, dkg:reportedStatus, dkg:instrumentStatus) AS ?property)
} ;

# What is agreed is no longer only proposed, what began or ended no longer only agreed
DELETE { ?agreement ?property ?earlier }
WHERE {
  VALUES ?property { dkg:instrumentStatus dkg:reportedStatus }
  VALUES (?earlier ?later) {
    (dkg:Proposed dkg:Agreed) (dkg:Proposed dkg:InForce) (dkg:Proposed dkg:Suspended) (dkg:Proposed dkg:Broken)
    (dkg:Proposed dkg:Expired) (dkg:Agreed dkg:InForce) (dkg:Agreed dkg:Suspended) (dkg:Agreed dkg:Broken)
    (dkg:Agreed dkg:Expired)
  }
  ?agreement ?property ?earlier, ?later
} ;

# When it was agreed, signed and began, where texts say so on their own account and do not differ. A day on which it is
# still to begin is none: the same words must say that it has begun
INSERT { ?agreement ?when ?date }
WHERE {
  VALUES (?type ?when) { (et:AGREE on:agreed) (et:TREATY_SIGN on:signed) (et:TREATY_IN_FORCE on:inForce) }
  ?claim on:tellsOf ?agreement ; dkg:ofEvent ?event .
  FILTER NOT EXISTS { ?claim dkg:claimedBy ?who }
  ?event dkg:eventType ?type ; on:makes ?status ; dkg:date ?date
} ;
INSERT { ?agreement on:inForce ?date }
WHERE {
  ?agreement dkg:terms ?term, ?begun .
  ?term dkg:dateInForce ?date ; dkg:evidence ?words .
  ?begun dkg:statusTold dkg:InForce ; dkg:evidence ?words .
  FILTER NOT EXISTS { ?term dkg:claimedBy ?who }
} ;
INSERT { ?agreement ?property ?date }
WHERE {
  VALUES (?when ?property) { (on:agreed dkg:dateAgreed) (on:signed dkg:dateSigned) (on:inForce dkg:dateInForce) }
  ?agreement ?when ?date
  FILTER NOT EXISTS { ?agreement ?when ?otherwise FILTER(STR(?otherwise) != STR(?date)) }
} ;

DELETE { ?thing ?step ?value }
WHERE {
  VALUES ?step { on:concerns on:side on:makes on:tellsOf on:agreed on:signed on:inForce }
  ?thing ?step ?value
}

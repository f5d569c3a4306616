# title: How far an agreement is that no register knows
# description: Its status from the acts that concern it and from what texts say of it. Only what is told as done and
#   certain counts; an act of one side alone proposes. dkg:instrumentStatus is what some text says on its own account,
#   dkg:reportedStatus what it has from others. Texts that disagree leave both.
PREFIX dkg: <https://w3id.org/diplomatic-kg/ontology#>
PREFIX et: <https://w3id.org/diplomatic-kg/event-type/>
PREFIX dcterms: <http://purl.org/dc/terms/>

# The sides of an act: a president and his minister are one, and so are they and their state
INSERT { GRAPH <graph-sides> { ?event dkg:party ?side } }
WHERE {
  GRAPH <graph-entities> { ?agreement a dkg:Instrument }
  FILTER NOT EXISTS { GRAPH <graph-register> { ?agreement dcterms:source ?table } }
  GRAPH <graph-events> { ?event dkg:about ?agreement ; dkg:source|dkg:target ?who }
  OPTIONAL { GRAPH <graph-entities> { ?who a dkg:Person ; dkg:state ?state } }
  OPTIONAL { GRAPH <graph-entities> { ?who a dkg:GovernmentBody ; dkg:state ?land } }
  # bodies of one state that deal with nobody else deal with each other: an army and a militia
  BIND(EXISTS {
    GRAPH <graph-events> { ?event dkg:source|dkg:target ?partner }
    FILTER NOT EXISTS { GRAPH <graph-entities> { ?partner a dkg:GovernmentBody } }
  } AS ?mixed)
  BIND(COALESCE(?state, IF(?mixed, ?land, ?who), ?who) AS ?side)
} ;

# What acts that are done make of it
INSERT { GRAPH <graph-derived> { ?agreement ?property ?status } }
WHERE {
  VALUES (?type ?status) {
    (et:AGREE dkg:Agreed) (et:TREATY_SIGN dkg:Agreed) (et:TREATY_RATIFY dkg:Agreed) (et:TREATY_ACCEDE dkg:Agreed)
    (et:TREATY_IN_FORCE dkg:InForce) (et:TREATY_SUSPEND dkg:Suspended) (et:TREATY_VIOLATE dkg:Broken)
    (et:TREATY_PROPOSE dkg:Proposed) (et:REQUEST dkg:Proposed) (et:REJECT dkg:Rejected)
  }
  GRAPH <graph-entities> { ?agreement a dkg:Instrument }
  FILTER NOT EXISTS { GRAPH <graph-register> { ?agreement dcterms:source ?table } }
  GRAPH <graph-events> { ?event dkg:about ?agreement ; dkg:eventType ?type }
  GRAPH ?document { ?claim dkg:ofEvent ?event ; dkg:stance dkg:Affirms ; dkg:modality dkg:Actual ; dkg:certainty dkg:Certain }
  # 'agreed to conclude a treaty' says in the same words that the treaty is still to come
  FILTER NOT EXISTS { GRAPH ?document {
    ?claim dkg:evidence ?words . ?agreement dkg:terms ?term . ?term dkg:statusTold dkg:Proposed ; dkg:evidence ?words
  } }
  FILTER NOT EXISTS { GRAPH <graph-events> { ?event dkg:mode ?mode } FILTER(?mode IN (et:AGREE-offer, et:AGREE-promise)) }
  # to agree takes two
  FILTER(?type NOT IN (et:AGREE, et:TREATY_SIGN, et:TREATY_RATIFY, et:TREATY_ACCEDE) || EXISTS {
    GRAPH <graph-sides> { ?event dkg:party ?one, ?other } FILTER(?one != ?other)
  })
  BIND(IF(EXISTS { GRAPH ?document { ?claim dkg:claimedBy ?who } }, dkg:reportedStatus, dkg:instrumentStatus) AS ?property)
} ;

# What is planned or proposed, offered, or agreed to by one side, is proposed
INSERT { GRAPH <graph-derived> { ?agreement ?property dkg:Proposed } }
WHERE {
  GRAPH <graph-entities> { ?agreement a dkg:Instrument }
  FILTER NOT EXISTS { GRAPH <graph-register> { ?agreement dcterms:source ?table } }
  GRAPH <graph-events> { ?event dkg:about ?agreement ; dkg:eventType ?type }
  FILTER(?type IN (et:AGREE, et:TREATY_SIGN, et:TREATY_RATIFY, et:TREATY_ACCEDE, et:TREATY_PROPOSE, et:REQUEST))
  GRAPH ?document { ?claim dkg:ofEvent ?event ; dkg:stance dkg:Affirms ; dkg:modality ?modality }
  FILTER(?modality IN (dkg:Actual, dkg:Planned, dkg:Proposed))
  BIND(IF(EXISTS { GRAPH ?document { ?claim dkg:claimedBy ?who } }, dkg:reportedStatus, dkg:instrumentStatus) AS ?property)
} ;

# What texts say of it without an act of anybody: 'the truce collapsed'
INSERT { GRAPH <graph-derived> { ?agreement ?property ?status } }
WHERE {
  GRAPH ?document { ?agreement dkg:terms ?term . ?term dkg:statusTold ?status }
  BIND(IF(EXISTS { GRAPH ?document { ?term dkg:claimedBy ?who } }, dkg:reportedStatus, dkg:instrumentStatus) AS ?property)
} ;

# What is agreed is no longer only proposed, what began or ended no longer only agreed
DELETE { GRAPH <graph-derived> { ?agreement ?property dkg:Proposed } }
WHERE {
  GRAPH <graph-derived> { ?agreement ?property dkg:Proposed, ?later }
  FILTER(?property IN (dkg:instrumentStatus, dkg:reportedStatus))
  FILTER(?later IN (dkg:Agreed, dkg:InForce, dkg:Suspended, dkg:Broken, dkg:Expired))
} ;
DELETE { GRAPH <graph-derived> { ?agreement ?property dkg:Agreed } }
WHERE {
  GRAPH <graph-derived> { ?agreement ?property dkg:Agreed, ?later }
  FILTER(?property IN (dkg:instrumentStatus, dkg:reportedStatus))
  FILTER(?later IN (dkg:InForce, dkg:Suspended, dkg:Broken, dkg:Expired))
} ;

# When it was agreed, signed and began, where a text says so on its own account
INSERT { GRAPH <graph-derived> { ?agreement ?when ?date } }
WHERE {
  VALUES (?type ?when) {
    (et:AGREE dkg:dateAgreed) (et:TREATY_SIGN dkg:dateSigned) (et:TREATY_IN_FORCE dkg:dateInForce)
  }
  GRAPH <graph-entities> { ?agreement a dkg:Instrument }
  FILTER NOT EXISTS { GRAPH <graph-register> { ?agreement dcterms:source ?table } }
  GRAPH <graph-events> { ?event dkg:about ?agreement ; dkg:eventType ?type ; dkg:date ?date }
  FILTER NOT EXISTS { GRAPH <graph-events> { ?event dkg:mode ?mode } FILTER(?mode IN (et:AGREE-offer, et:AGREE-promise)) }
  FILTER(?type = et:TREATY_IN_FORCE || EXISTS {
    GRAPH <graph-sides> { ?event dkg:party ?one, ?other } FILTER(?one != ?other)
  })
  GRAPH ?document { ?claim dkg:ofEvent ?event ; dkg:stance dkg:Affirms ; dkg:modality dkg:Actual ; dkg:certainty dkg:Certain }
  FILTER NOT EXISTS { GRAPH ?document {
    ?claim dkg:evidence ?words . ?agreement dkg:terms ?term . ?term dkg:statusTold dkg:Proposed ; dkg:evidence ?words
  } }
  FILTER NOT EXISTS { GRAPH ?document { ?claim dkg:claimedBy ?who } }
} ;

DROP SILENT GRAPH <graph-sides>

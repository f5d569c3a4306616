"""The terms of the graph: closed namespaces that mirror `ontology/`, prefixes, and IRIs of minted things.

Plain strings on purpose: commands that only query must not pay for rdflib. A test keeps module and Turtle equal.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from urllib.parse import quote

from kg.errors import InputError, UnknownTermError
from kg.model import EVENT_TYPES as EVENT_TYPES
from kg.model import FEATURES
from kg.model import MODES as MODES
from kg.participations import ACTIONS

BASE = "https://w3id.org/diplomatic-kg/id/"

# The direct property that an affirmed, actual act gives between its source and its target (or instrument).
PLAIN = {
    "AGREE": "agreedWith", "CONSULT": "consulted", "SUPPORT": "supported", "CONCEDE": "concededTo",
    "COOPERATE": "cooperatedWith", "AID": "aided", "RETREAT": "retreatedFrom", "REQUEST": "requestedOf",
    "ACCUSE": "accused", "REJECT": "rejected", "THREATEN": "threatened", "PROTEST": "protestedAgainst",
    "SANCTION": "sanctioned", "MOBILIZE": "mobilizedAgainst", "COERCE": "coerced", "ASSAULT": "assaulted",
    "TREATY_SIGN": "signed", "TREATY_RATIFY": "ratified", "TREATY_ACCEDE": "accededTo",
    "TREATY_WITHDRAW": "withdrewFrom",
    "TREATY_SUSPEND": "suspended", "TREATY_VIOLATE": "violated", "TREATY_PROPOSE": "proposed",
}  # fmt: skip

_DKG = frozenset(
    {
        "Actor", "Person", "State", "InternationalOrganization", "GovernmentBody", "Organization", "Place",
        "Instrument",
        "Treaty", "Agreement", "Meeting", "Position", "Membership", "Event", "TreatyAction", "Claim", "Evidence",
        "Document", "ExtractionRun", "Modality", "Stance", "Certainty", "Status", "QuadClass", "Kind",
        "mention", "iso3", "state", "kind", "holder", "role", "of", "from", "until", "evidence", "member",
        "officeStatus",
        "eventType", "mode", "source", "target", "about", "place", "date", "dateEnd", "timeExpression", "effectiveDate",
        "status", "topic", "ofEvent", "stance", "modality", "certainty", "claimedBy", "confidence", "rule", "sha256",
        "copyOf",
        "Decision", "verdict", "concerns", "comparedName", "score", "feature", "weight", "curator", "Feature", "Same",
        "OverruledClaim", "wasOfEvent", "ruledBy", "ruledWords", "changes", "Overruled", "ClaimRejected",
        "ClaimCorrected", "Statement",
        "Different", "Verdict", "Reference", "refersTo", "occurrences", "reliesOn",
        "Participation", "ParticipationTable", "Clause", "Effect", "participant", "instrument", "action", "effect",
        "revokedBy", "asOf", "joiningClause", "withdrawalClause", "after", "rounded", "article", "dateEnded",
        "Signs", "Binds", "Applies", "Releases", "Revokes", "Suspends", "Resumes", "Announces",
        "quadClass", "plainProperty", "softwareVersion", "modelVersion", "codeHash", "dataHash",
        "officialTitle", "dateSigned", "placeSigned",
        "dateInForce", "depositary", "subject", "founded", "seat",
        "Affirms", "Denies", "Actual", "Planned", "Proposed", "Hypothetical", "Certain", "Probable", "Possible",
        "Reported", "Corroborated", "Contested", "DeniedOnly", "Announced", "Fulfilled", "Overdue",
        "Term", "terms", "party", "duration", "dateExpires", "dateAgreed", "wording", "statusTold", "instrumentStatus",
        "reportedStatus", "InstrumentStatus", "Agreed", "InForce", "Suspended", "Broken", "Expired", "Rejected",
        "VerbalCooperation", "MaterialCooperation", "VerbalConflict", "MaterialConflict",
    }
    | set(PLAIN.values())
)  # fmt: skip


class Namespace(dict[str, str]):
    """A prefix of IRIs by their local names; where `terms` are given, any other name is an UnknownTermError."""

    def __init__(self, iri: str, terms: frozenset[str] | None = None) -> None:
        super().__init__()
        self.iri = iri
        self.terms = terms

    def __missing__(self, name: str) -> str:
        if self.terms is not None and name not in self.terms:
            raise UnknownTermError(f"{self.iri} has no term {name!r}: add it to ontology/ and to kg/graph/vocab.py")
        return self.setdefault(name, self.iri + name)


DKG = Namespace("https://w3id.org/diplomatic-kg/ontology#", _DKG)
ET = Namespace(
    "https://w3id.org/diplomatic-kg/event-type/",
    frozenset({*EVENT_TYPES, *(f"{t}-{m}" for t, modes in MODES.items() for m in modes)}),
)
TA = Namespace("https://w3id.org/diplomatic-kg/treaty-action/", frozenset(ACTIONS))
SUBJECT = Namespace("https://w3id.org/diplomatic-kg/subject/")  # one for each subject of the tables: subjects.ttl
FEATURE = Namespace("https://w3id.org/diplomatic-kg/feature/", frozenset(FEATURES))
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", frozenset({"type"}))
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", frozenset({"label", "comment", "seeAlso"}))
OWL = Namespace("http://www.w3.org/2002/07/owl#", frozenset({"sameAs"}))
XSD = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    frozenset(
        {
            "date",
            "gYear",
            "gYearMonth",
            "duration",
            "yearMonthDuration",
            "dayTimeDuration",
            "integer",
            "decimal",
        }
    ),
)
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#", frozenset({"prefLabel", "altLabel", "exactMatch"}))
DCTERMS = Namespace(
    "http://purl.org/dc/terms/", frozenset({"title", "date", "source", "publisher", "isPartOf", "subject"})
)
PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    frozenset({"Entity", "Activity", "wasQuotedFrom", "wasGeneratedBy", "wasRevisionOf", "hadPrimarySource"}),
)
OA = Namespace(
    "http://www.w3.org/ns/oa#",
    frozenset({"TextQuoteSelector", "TextPositionSelector", "exact", "prefix", "suffix", "start", "end"}),
)
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/", frozenset({"Event"}))
SCHEMA = Namespace(
    "https://schema.org/",
    frozenset({"Legislation", "legislationLegalForce", "InForce", "NotInForce", "PartiallyInForce"}),
)
PTR = Namespace("http://parliament.uk/ontologies/treaty/", frozenset({"Action"}))

PREFIXES = {
    "dkg": DKG.iri, "et": ET.iri, "ta": TA.iri, "subject": SUBJECT.iri, "feature": FEATURE.iri,
    "rdf": RDF.iri, "rdfs": RDFS.iri, "owl": OWL.iri, "xsd": XSD.iri, "skos": SKOS.iri,
    "dcterms": DCTERMS.iri, "prov": PROV.iri, "oa": OA.iri, "sem": SEM.iri, "ptr": PTR.iri, "schema": SCHEMA.iri,
}  # fmt: skip


def iri(local: str, base: str = BASE) -> str:
    """The IRI of a minted thing; InputError where the base cannot begin one."""
    plain = local.isascii() and local.replace("-", "").isalnum()  # as nearly all are
    return checked(base) + (local if plain else quote(local, safe="-._~"))


@cache
def checked(base: str) -> str:
    """The base of IRIs; InputError where it cannot be one."""
    if not base.startswith(("http://", "https://", "urn:")) or any(c in base for c in ' <>"{}|\\^`\n\t'):
        raise InputError(f"{base!r} cannot be the base of IRIs: give one such as https://example.org/id/")
    return base


def mode_iri(type_: str, mode: str) -> str:
    """The concept of a finer type of event."""
    return ET[f"{type_}-{mode}"]


def ontology(name: str) -> Traversable | Path:
    """A file of the ontology, from the installed package or from the repository."""
    packaged = files("kg").joinpath("ontology", name)
    return packaged if packaged.is_file() else Path(__file__).parents[2] / "ontology" / name

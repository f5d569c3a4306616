// A page of three events in the columns of kg.graph.columns: a call, a visit that is only planned, a withdrawal.
export const page = () => ({
  title: "Small", base: "https://example.org/id/", treaties: null, communities: null, sparql: null,
  documents: { id: ["doc-1"], title: ["A call"], date: ["2025-03-18"], publisher: ["Post"], url: ["https://example.org/a"], sha256: ["a".repeat(64)] },
  nodes: {
    id: ["person-anna", "person-boris", "state-ruritania", "state-syldavia", "treaty-t"], label: ["Anna", "Boris", "Ruritania", "Syldavia", "The Treaty"],
    cls: ["Person", "Person", "State", "State", "Treaty"], x: [0, 1, 2, 3, 4], y: [0, 1, 2, 3, 4], size: [9, 9, 9, 9, 9],
    iso3: [null, null, "XRU", "XSY", null], state: [2, -1, -1, -1, -1], aliases: [["Annie", "President Anna"], [], [], [], []],
    mentions: [1, 0, 0, 0, 0], altLabels: [1, 0, 0, 0, 0], offices: [[], [], [], [], []], facts: [[], [], [], [], []], parties: [[], [], [], [], [3]],
    community: [0, 0, 0, 0, 0],
  },
  events: {
    id: ["event-call", "event-visit", "event-left"], label: ["Anna called Boris", "Boris to visit Ruritania", "Syldavia left <the> Treaty"],
    type: ["CONSULT", "CONSULT", "TREATY_WITHDRAW"], mode: ["call", "visit", ""], quad: ["verbal cooperation", "verbal cooperation", "verbal conflict"],
    date: ["2025-03-18", "2025-04", "2025"], dateEnd: ["", "", ""], expression: ["on Tuesday", "in April", ""], place: ["", "Strelsau", ""],
    placeId: ["", "place-strelsau", ""], effective: ["", "", "2025-09-17"], topic: ["grain \"deal\"", "", ""], status: ["Reported", "Announced", ""],
    line: ["stated", "planned", "stated"], sources: [[0], [1], [3]], targets: [[1], [2], []], about: [[], [], [4]],
  },
  claims: {
    event: [0, 1, 2], id: ["claim-1", "claim-2", "claim-3"], by: [[], ["Foreign Ministry"], []], byIds: [[], ["body-ministry"], []],
    stance: ["Affirms", "Affirms", "Affirms"], modality: ["Actual", "Planned", "Actual"], certainty: ["Certain", "Certain", "Certain"],
    confidence: [0.9, 0.8, 1], quote: ["Anna called Boris", "Boris will visit", "Syldavia left\nthe “Treaty” 🕊"], prefix: ["", "x", ""], suffix: [".", "", ""],
    start: [0, 20, 40], document: [0, 0, 0],
  },
  links: { a: [0, 1, 3, 0, 3], b: [1, 2, 4, 2, 4], arrows: [0, 0, 1, 0, 0], events: [[0], [1], [2], [], []] },
});

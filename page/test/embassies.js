/** A small graph for tests: two who spoke, an announced withdrawal, a denied embargo, a tie. */
export const embassies = () => ({
  title: "Embassies", base: "https://example.org/", treaties: null, sparql: null, communities: null,
  documents: { id: ["doc"], title: ["A call"], date: ["2025-03-18"], publisher: [""], url: [""] },
  nodes: {
    id: ["anna", "rufus", "mines"], label: ["Anna Elphberg", "Rufus Teasdale", "Convention on Mines"], cls: ["Person", "Person", "Treaty"],
    x: [0, 200, 100], y: [0, 0, 150], size: [12, 12, 12], iso3: [null, null, null], state: [-1, -1, -1], aliases: [["President Elphberg"], [], []],
    mentions: [1, 1, 1], offices: [[], [], []], facts: [[], [], []], parties: [[], [], []], community: [0, 0, 0],
  },
  events: {
    id: ["call", "withdrawal", "embargo"], label: ["Anna called Rufus", "Rufus announced withdrawal", "Anna imposed an embargo"],
    type: ["CONSULT", "TREATY_WITHDRAW", "SANCTION"], mode: ["call", "announce", null],
    quad: ["verbal cooperation", "verbal conflict", "material conflict"], date: ["2025-03-18", "2025", null], dateEnd: [null, null, null],
    expression: [null, null, null], place: [null, null, null], effective: [null, null, null], topic: [null, null, null],
    status: [null, null, null], line: ["stated", "planned", "denied"], sources: [[0], [1], [0]], targets: [[1], [], []], about: [[], [2], [2]],
  },
  claims: {
    event: [0, 1, 2], by: [[], ["Ministry"], []], stance: ["Affirms", "Affirms", "Denies"], modality: ["Actual", "Actual", "Actual"],
    certainty: ["Certain", "Certain", "Certain"], confidence: [0.9, 0.5, null], quote: ["they spoke for an hour", "will leave", "no embargo"],
    prefix: ["", "", ""], suffix: ["", "", ""], document: [0, 0, 0],
  },
  links: { a: [0, 1, 0], b: [1, 2, 2], arrows: [0, 1, 1], events: [[0], [1], [2]] },
});

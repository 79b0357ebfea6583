import { parse } from 'graphql';

/**
 * A small world in which a federated graph can be asked everything a graph can be asked: entities with one key and with several, interfaces and unions of
 * entities, @requires, @provides, @shareable, lists of lists, nulls and faults at each level. Every resolver finds what it needs by the parent's key
 * alone, so that the same resolvers serve three subgraphs and one merged schema.
 */
export const federated = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", "@provides", "@external", "@override", "@inaccessible"])';

export const typeDefs = {
  cases: parse(`
    ${federated}
    scalar DateTime
    type Query { caseCard(id: ID!): CaseCard  urgent(first: Int = 2): [CaseCard!]!  cards(ids: [ID!]!): [CaseCard]!  secret: String @inaccessible }
    enum Status { REQUESTED ACCEPTED }
    type CaseCard @key(fields: "id") {
      id: ID!  status: Status!  createdAt: DateTime!  tags: [String!]!  grid: [[Int]]  note: String  broken: String  brokenToo: String!
      unit: Unit!  takenBy: StaffMember  seenBy: [StaffMember]!  heldBy: Resource  participants: [Participant!]!  oddParticipants: [Participant]!
      complaint: Complaint  source: Source  linked: CaseCard  linkedAll(first: Int = 10): [CaseCard!]!  tagged(tag: TagInput): Boolean!
      provided: Unit @provides(fields: "locality")
    }
    input TagInput { is: String = "admin"  anyOf: [String!] }
    interface Resource { id: ID! }
    union Participant = StaffMember | Patient
    union Source = Session | Booking
    type Session @key(fields: "id", resolvable: false) { id: ID! }
    type Booking { id: ID!  at: DateTime!  unit: Unit! }
    type Unit implements Resource @key(fields: "id") { id: ID!  queueLength: Int!  locality: String @external  cards: [CaseCard!]! }
    type StaffMember implements Resource @key(fields: "id") { id: ID!  inHand: Int  cards: [CaseCard]! }
    type Patient @key(fields: "region number", resolvable: false) { region: ID!  number: ID! }
    type Complaint @key(fields: "code", resolvable: false) { code: ID! }
  `),
  directory: parse(`
    ${federated}
    type Query { unit(id: ID!): Unit  units: [Unit!]!  resource(id: ID!): Named }
    interface Named { id: ID!  name: String! }
    interface Resource { id: ID! }
    type Unit implements Named & Resource @key(fields: "id") { id: ID!  name: String!  kind: Kind  locality: String @shareable  region: Region!  manager: StaffMember  cooperating: [Unit!]!  phone: String  label(size: Int! = 3, upper: Boolean): String! }
    enum Kind { CLINIC CENTRE }
    type Region @shareable { id: ID!  name: String! }
    type StaffMember implements Named & Resource @key(fields: "id") { id: ID!  name: String!  role: String  units: [Unit]!  brokenName: String! }
    type Patient @key(fields: "region number") { region: ID!  number: ID!  born: Int  listedAt: Unit }
    type CaseCard @key(fields: "id") { id: ID!  status: Status! @external  unit: Unit! @external  unitKind: String @requires(fields: "status unit { id }") }
    enum Status { REQUESTED ACCEPTED }
  `),
  triage: parse(`
    ${federated}
    type Query { complaints: [Complaint!]!  anything(kind: String!): Anything }
    union Anything = Complaint | Session
    type Complaint @key(fields: "code") { code: ID!  name(language: String = "sv"): String!  pack: Pack }
    type Pack { id: ID!  version: String!  rules: [Rule!] }
    type Rule { id: ID!  text: String }
    type Session @key(fields: "id") { id: ID!  outcome: Outcome  answers: [Answer] }
    interface Answer { finding: String! }
    type Told implements Answer { finding: String!  value: Int }
    type Skipped implements Answer { finding: String!  why: String! }
    type Outcome { priority: String!  reasons: [String] }
    type CaseCard @key(fields: "id") { id: ID!  session: Session  outcome: Outcome }
  `),
} as const;
export type Owner = keyof typeof typeDefs;

const units: Record<string, { name: string; kind: string | null; locality: string; manager: string | null; cooperating: string[] }> = {
  u1: { name: 'Gävle', kind: 'CENTRE', locality: 'Gävle', manager: 's1', cooperating: ['u2', 'u3'] },
  u2: { name: 'Bollnäs', kind: null, locality: 'Bollnäs', manager: null, cooperating: [] },
  u3: { name: 'Ljusdal', kind: 'CLINIC', locality: 'Ljusdal', manager: 'gone', cooperating: ['u1'] },
};
const staff: Record<string, { name: string; role: string | null; units: string[] }> = {
  s1: { name: 'Anna', role: 'NURSE', units: ['u1', 'gone', 'u2'] },
  s2: { name: 'David', role: null, units: [] },
};
interface Card { status: string; unit: string; takenBy: string | null; seenBy: string[]; complaint: string | null; source: [string, string] | null; linked: string | null; tags: string[]; participants: [string, string][] }
const cards: Record<string, Card> = {
  c1: { status: 'ACCEPTED', unit: 'u1', takenBy: 's1', seenBy: ['s1', 'gone', 's2'], complaint: 'cough', source: ['Session', 't1'], linked: 'c2', tags: ['admin', 'child'], participants: [['StaffMember', 's1'], ['Patient', 'p1'], ['StaffMember', 's2']] },
  c2: { status: 'REQUESTED', unit: 'u2', takenBy: null, seenBy: [], complaint: null, source: ['Booking', 'b1'], linked: 'c1', tags: [], participants: [['Patient', 'p2']] },
  c3: { status: 'REQUESTED', unit: 'u3', takenBy: 'gone', seenBy: ['gone'], complaint: 'unknown', source: null, linked: null, tags: ['late'], participants: [] },
};
const typed = (__typename: string, id: string) => (__typename === 'Patient' ? { __typename, region: 'gavleborg', number: id } : { __typename, id });
const card = ({ id }: { id: string }): Card => cards[id]!;
const fail = (what: string) => () => { throw new Error(`no ${what} at 10.0.0.7`); };
type Args = Record<string, never>;

/** `__resolveReference` answers null for what is not there, as owners do. */
export const resolvers: Record<Owner, Record<string, Record<string, unknown>>> = {
  cases: {
    Query: {
      caseCard: (_: unknown, { id }: { id: string }) => (cards[id] ? { id } : null),
      urgent: (_: unknown, { first }: { first: number }) => Object.keys(cards).slice(0, first).map((id) => ({ id })),
      cards: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => (cards[id] ? { id } : null)),
    },
    CaseCard: {
      __resolveReference: ({ id }: { id: string }) => (cards[id] ? { id } : null),
      status: (c: { id: string }) => card(c).status, createdAt: () => '2026-01-01T00:00:00.000Z', tags: (c: { id: string }) => card(c).tags,
      grid: () => [[1, null], null, []], note: () => null, broken: fail('note'), brokenToo: fail('promise'),
      unit: (c: { id: string }) => typed('Unit', card(c).unit), provided: (c: { id: string }) => ({ ...typed('Unit', card(c).unit), locality: units[card(c).unit]!.locality }),
      takenBy: (c: { id: string }) => card(c).takenBy && typed('StaffMember', card(c).takenBy!), seenBy: (c: { id: string }) => card(c).seenBy.map((id) => typed('StaffMember', id)),
      heldBy: (c: { id: string }) => (card(c).takenBy ? typed('StaffMember', card(c).takenBy!) : typed('Unit', card(c).unit)),
      participants: (c: { id: string }) => card(c).participants.map(([type, id]) => typed(type, id)),
      oddParticipants: (c: { id: string }) => [null, ...card(c).participants.map(([type, id]) => typed(type, id))],
      complaint: (c: { id: string }) => card(c).complaint && { code: card(c).complaint }, source: (c: { id: string }) => card(c).source && typed(...card(c).source!),
      linked: (c: { id: string }) => card(c).linked && { id: card(c).linked }, linkedAll: (c: { id: string }, { first }: { first: number }) => Object.keys(cards).filter((id) => id !== c.id).slice(0, first).map((id) => ({ id })),
      tagged: (c: { id: string }, { tag }: { tag?: { is?: string; anyOf?: string[] } | null }) => !!tag && card(c).tags.some((each) => each === tag.is || tag.anyOf?.includes(each)),
    },
    Booking: { at: () => '2026-02-01T08:00:00.000Z', unit: () => typed('Unit', 'u1') },
    Unit: {
      __resolveReference: (unit: { id: string }) => (units[unit.id] ? unit : null),
      queueLength: ({ id }: { id: string }) => Object.values(cards).filter((c) => c.unit === id).length, cards: ({ id }: { id: string }) => Object.keys(cards).filter((c) => cards[c]!.unit === id).map((c) => ({ id: c })),
    },
    StaffMember: {
      __resolveReference: ({ id }: { id: string }) => (staff[id] ? { id } : null),
      inHand: ({ id }: { id: string }) => (staff[id] ? Object.values(cards).filter((c) => c.takenBy === id).length : null), cards: ({ id }: { id: string }) => Object.keys(cards).filter((c) => cards[c]!.takenBy === id).map((c) => ({ id: c })),
    },
  },
  directory: {
    Query: {
      unit: (_: unknown, { id }: { id: string }) => (units[id] ? typed('Unit', id) : null), units: () => Object.keys(units).map((id) => typed('Unit', id)),
      resource: (_: unknown, { id }: { id: string }) => (units[id] ? typed('Unit', id) : staff[id] ? typed('StaffMember', id) : null),
    },
    Unit: {
      __resolveReference: ({ id }: { id: string }) => (units[id] ? { id } : null),
      name: ({ id }: { id: string }) => units[id]?.name, kind: ({ id }: { id: string }) => units[id]?.kind, locality: ({ id }: { id: string }) => units[id]?.locality, region: () => ({ id: 'gavleborg', name: 'Gävleborg' }),
      manager: ({ id }: { id: string }) => units[id]?.manager && typed('StaffMember', units[id].manager!), cooperating: ({ id }: { id: string }) => units[id]?.cooperating.map((each) => typed('Unit', each)),
      phone: fail('phone'), label: ({ id }: { id: string }, { size, upper }: { size: number; upper?: boolean }) => { const text = units[id]!.name.slice(0, size); return upper ? text.toUpperCase() : text; },
    },
    StaffMember: {
      __resolveReference: ({ id }: { id: string }) => (staff[id] ? { id } : null),
      name: ({ id }: { id: string }) => staff[id]?.name, role: ({ id }: { id: string }) => staff[id]?.role, units: ({ id }: { id: string }) => staff[id]?.units.map((each) => (units[each] ? typed('Unit', each) : null)), brokenName: fail('name'),
    },
    Patient: { __resolveReference: (patient: Args) => patient, born: ({ number }: { number: string }) => (number === 'p1' ? 1980 : null), listedAt: ({ number }: { number: string }) => (number === 'p1' ? typed('Unit', 'u2') : null) },
    CaseCard: { __resolveReference: (c: Args) => c, unitKind: (c: { id: string; unit?: { id: string }; status?: string }) => `${units[c.unit?.id ?? card(c).unit]!.kind ?? 'NONE'} ${c.status ?? card(c).status}` },
  },
  triage: {
    Query: { complaints: () => [{ code: 'cough' }, { code: 'fever' }], anything: (_: unknown, { kind }: { kind: string }) => (kind === 'complaint' ? { __typename: 'Complaint', code: 'cough' } : kind === 'session' ? typed('Session', 't1') : null) },
    Complaint: {
      __resolveReference: ({ code }: { code: string }) => (code === 'unknown' ? null : { code }),
      name: ({ code }: { code: string }, { language }: { language: string }) => (code === 'unknown' ? null : `${code} (${language})`), pack: ({ code }: { code: string }) => (code === 'cough' ? { id: 'p', version: '1.0.0' } : null),
    },
    Pack: { rules: () => [{ id: 'r1', text: 'one' }, { id: 'r2', text: null }] },
    Session: { __resolveReference: ({ id }: { id: string }) => ({ id }), outcome: () => ({ priority: '3', reasons: ['fever', null] }), answers: () => [{ __typename: 'Told', finding: 'fever', value: 39 }, null, { __typename: 'Skipped', finding: 'pain', why: 'unsure' }] },
    Answer: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    CaseCard: { __resolveReference: ({ id }: { id: string }) => ({ id }), session: (c: { id: string }) => (card(c).source?.[0] === 'Session' ? { id: card(c).source![1] } : null), outcome: (c: { id: string }) => (c.id === 'c3' ? null : { priority: '4', reasons: null }) },
  },
};

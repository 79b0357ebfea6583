import { testNumberFor } from '@vardgraf/directory/seed/test-numbers';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { type Answer, graph } from '../client';
import { patients, sessionFields, staff, stories, units, type PatientName, type StaffName, type UnitName, type World } from '../world';
import type { AtUnit, Family, Queue, Thing } from './facts';

type Data = NonNullable<Answer['data']>;

/** A world with something of every kind in it, and what is known of each thing because it was done here. */
export interface Peopled {
  things: Thing[];
  families: Family[];
  /** The case whose giver, holder, consulted colleague and so on are told apart, by what happens in it. */
  cases: Record<string, string>;
}

const clinical = ['NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST'];
const at = (unit: UnitName, ...roles: string[]): Queue => ({ unitId: units[unit].id, roles });
/** A unit's manager watches its queue (QUE-7). */
const watched = (unit: UnitName, ...roles: string[]): Queue => at(unit, ...roles, 'UNIT_MANAGER');
const by = (who: StaffName, unit: UnitName): AtUnit => ({ staffId: staff[who].id, unitId: units[unit].id });

interface CaseFacts {
  patient?: PatientName;
  unit: UnitName;
  queues: Queue[];
  holders?: AtUnit[];
  consulted?: Queue[];
  /** For a case of a person who is not named. */
  patientId?: string;
}

/** Builds it, through the graph alone; about half a minute. */
export async function people(world: World, partner: string): Promise<Peopled> {
  const things: Thing[] = [];
  const cases: Record<string, string> = {};
  const aCase = (name: string, id: string, { patient, unit, queues, holders = [], consulted = [], patientId }: CaseFacts): string => {
    cases[name] = id;
    const whose = patientId ?? (patient && patients[patient].id);
    things.push({ kind: 'case', id, regionId: units[unit].regionId, ...(whose !== undefined && { patientId: whose }), unitIds: [units[unit].id], queues, holders, consulted });
    return id;
  };
  const must = async (who: PatientName | StaffName, mutation: string, input: Record<string, unknown>, more = ''): Promise<Data> => {
    const done = await world.does(who, mutation, input, more);
    if (!String(done['__typename']).endsWith('Ok')) throw new Error(`${who} ${mutation}: ${JSON.stringify(done)}`);
    return done;
  };
  const started = async (who: StaffName, caseId: string): Promise<void> => {
    await must(who, 'takeCase', { caseId });
    await must(who, 'startCase', { caseId });
  };

  // Waits for more than twice its ten minutes: its card has come to every clinical role of the unit, of the one that cooperates, and of the hub.
  const escalated = await world.hasCase('englishSpeaker', 'hardToBreathe');
  aCase('escalated', escalated, { patient: 'englishSpeaker', unit: 'gavleHealthCentre', queues: [watched('gavleHealthCentre', ...clinical), at('sandvikenHealthCentre', ...clinical), at('gavleborgDropIn', ...clinical)] });
  for (const [minutes, step] of [[11, 1], [5, 2], [5, 3]] as const) {
    await world.passes(minutes * 60_000);
    await world.until(async () => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { escalationStep } }', { id: escalated }))['caseCard']?.escalationStep === step, 60_000);
  }

  const nursesOfGavle = [watched('gavleHealthCentre', 'NURSE')];
  aCase('waiting', await world.hasCase('gretaGuardian', 'soreThroat'), { patient: 'gretaGuardian', unit: 'gavleHealthCentre', queues: nursesOfGavle });

  const visit = aCase('visit', await world.hasCase('youngWoman', 'somethingElse'), {
    patient: 'youngWoman', unit: 'gavleHealthCentre', queues: nursesOfGavle, holders: [by('annaNurse', 'gavleHealthCentre')], consulted: [watched('gavleHealthCentre', 'PSYCHOLOGIST')],
  });
  await started('annaNurse', visit);

  aCase('secondOfTheVisited', await world.hasCase('youngWoman', 'soreThroat'), { patient: 'youngWoman', unit: 'gavleHealthCentre', queues: nursesOfGavle, holders: [by('bertilNurse', 'gavleHealthCentre')] });
  await started('bertilNurse', cases['secondOfTheVisited']!);

  const ofChild = aCase('child', await world.hasCase('gretaGuardian', 'childsElse', { patientId: patients.child.id }), { patient: 'child', unit: 'gavleHealthCentre', queues: nursesOfGavle, holders: [by('bertilNurse', 'gavleHealthCentre')] });
  await started('bertilNurse', ofChild);

  aCase('teen', await world.hasCase('teen', 'soreThroat'), { patient: 'teen', unit: 'gavleHealthCentre', queues: nursesOfGavle });

  const asked = aCase('handedOver', await world.hasCase('youngMan', 'somethingElse'), {
    patient: 'youngMan', unit: 'sandvikenHealthCentre', queues: [watched('sandvikenHealthCentre', 'NURSE'), watched('gavleHealthCentre', 'DOCTOR')], holders: [by('sandraNurse', 'sandvikenHealthCentre')],
  });
  await started('sandraNurse', asked);
  const pending = (await must('sandraNurse', 'requestHandover', { clientId: v7(), caseId: asked, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', message: 'Hemligt mellan oss.', consent: { given: true } }, '... on RequestHandoverOk { handover { id } }'))['handover'].id as string;
  const handover = (id: string, caseName: string, facts: Partial<Thing>): void => {
    const whose = things.find(({ kind, id: of }) => kind === 'case' && of === cases[caseName])!;
    things.push({ ...whose, kind: 'handover', id, ...facts });
  };
  handover(pending, 'handedOver', { givers: [by('sandraNurse', 'sandvikenHealthCentre')], receivers: [at('gavleHealthCentre', 'DOCTOR')], unitIds: [units.sandvikenHealthCentre.id, units.gavleHealthCentre.id] });

  const given = aCase('given', await world.hasCase('otherGuardian', 'soreThroat'), {
    patient: 'otherGuardian', unit: 'gavleHealthCentre', queues: [watched('gavleHealthCentre', 'NURSE', 'DOCTOR')], holders: [by('annaNurse', 'gavleHealthCentre'), by('drElin', 'gavleHealthCentre')],
  });
  await must('annaNurse', 'takeCase', { caseId: given });
  const accepted = (await must('annaNurse', 'requestHandover', { clientId: v7(), caseId: given, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', consent: { given: true } }, '... on RequestHandoverOk { handover { id } }'))['handover'].id as string;
  await must('drElin', 'acceptHandover', { handoverId: accepted });
  await must('drElin', 'startCase', { caseId: given });
  handover(accepted, 'given', { givers: [by('annaNurse', 'gavleHealthCentre')], receivers: [at('gavleHealthCentre', 'DOCTOR')], unitIds: [units.gavleHealthCentre.id] });

  aCase('flagged', await world.hasCase('teensParent', 'deathWish'), { patient: 'teensParent', unit: 'gavleHealthCentre', queues: [watched('gavleHealthCentre', 'PSYCHOLOGIST', 'DOCTOR')] });

  const consult = async (name: string, question: Record<string, unknown>, asker: StaffName, facts: CaseFacts): Promise<string> => {
    const id = (await must(asker, 'askConsultation', { clientId: v7(), question: 'Hur gör ni?', consent: { given: true }, ...question }, '... on AskConsultationOk { consultation { id } }'))['consultation'].id as string;
    const { patient: _, ...inQueue } = facts;
    aCase(name, id, inQueue);
    things.push({ ...things.at(-1)!, kind: 'consultation', givers: [by(asker, 'gavleHealthCentre')] });
    return id;
  };
  const psychologists = { unit: 'gavleHealthCentre', queues: [watched('gavleHealthCentre', 'PSYCHOLOGIST')] } as const;
  await consult('advice', { caseId: visit, to: { unitId: units.gavleHealthCentre.id, role: 'PSYCHOLOGIST' }, wish: 'ADVICE' }, 'annaNurse', { ...psychologists, queues: [...psychologists.queues] });
  const general = await consult('question', { to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, wish: 'ADVICE', priority: '5' }, 'annaNurse', { unit: 'gavleHealthCentre', queues: [watched('gavleHealthCentre', 'DOCTOR')], holders: [by('drDavid', 'gavleHealthCentre')] });
  await must('drDavid', 'takeCase', { caseId: general });

  // Its fixed doctor is told of it and has it in the queue too (RDG-5).
  aCase('halland', await world.hasCase('hallandPatient', 'soreThroat', { sendToClosedUnit: true }), { patient: 'hallandPatient', unit: 'halmstadHealthCentre', queues: [watched('halmstadHealthCentre', 'NURSE', 'DOCTOR')] });

  const tried = await must('annaNurse', 'recordContactAttempt', { clientId: v7(), caseId: visit, channel: 'CHAT', outcome: 'NO_ANSWER' }, '... on RecordContactAttemptOk { attempt { id } }');
  const { signOff } = await must('annaNurse', 'askSignOff', { clientId: v7(), caseId: visit, recordKind: 'CONTACT_ATTEMPT', recordId: tried['attempt'].id, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' } }, '... on AskSignOffOk { signOff { id } }');
  things.push({ kind: 'signOff', id: signOff.id as string, regionId: 'gavleborg', patientId: patients.youngWoman.id, givers: [by('annaNurse', 'gavleHealthCentre')], receivers: [at('gavleHealthCentre', 'DOCTOR')] });

  await talk(world, visit, 'youngWoman', 'annaNurse', must);
  await talk(world, ofChild, 'gretaGuardian', 'bertilNurse', must);
  await bookTimes(must, world);
  await must('annaNurse', 'startShift', { unitId: units.gavleHealthCentre.id });
  const inflow = { clientId: v7(), unitId: units.gavleHealthCentre.id, staffId: staff.annaNurse.id, intervals: [{ from: '2026-11-09T09:00:00Z', to: '2026-11-09T10:00:00Z' }] };
  await world.does('ulfUnitManager', 'nameInflowResponsible', inflow);

  const { auditSample } = await world.as('logReviewer', '{ auditSample(from: "2026-01-01T00:00:00Z", to: "2099-01-01T00:00:00Z", size: 1) { id } }');
  await must('logReviewer', 'recordAuditReview', { clientId: v7(), entryIds: [auditSample[0].id], cause: 'SAMPLE', outcome: 'JUSTIFIED' });

  await telephone(world, partner, aCase, things);
  await world.stack.settled(120_000);
  const families: Family[] = [
    { childId: patients.child.id, guardianIds: [patients.gretaGuardian.id, patients.otherGuardian.id], underTheLimit: true },
    { childId: patients.infant.id, guardianIds: [patients.gretaGuardian.id, patients.otherGuardian.id], underTheLimit: true },
    { childId: patients.almost13.id, guardianIds: [patients.otherGuardian.id], underTheLimit: true },
    { childId: patients.teen.id, guardianIds: [patients.teensParent.id], underTheLimit: false },
  ];
  return { things: [...things, ...everybody()], families, cases };
}

type Must = (who: PatientName | StaffName, mutation: string, input: Record<string, unknown>, more?: string) => Promise<Data>;

async function talk(world: World, caseId: string, patient: PatientName, nurse: StaffName, must: Must): Promise<void> {
  const thread = async (): Promise<Data | undefined> => (await world.as(patient, 'query ($id: ID!) { myCase(id: $id) { thread { id mayPost } } }', { id: caseId }))['myCase']?.thread as Data | undefined;
  await world.until(async () => (await thread())?.['mayPost'] === true, 30_000);
  const threadId = (await thread())!['id'];
  await must(patient, 'postMessage', { clientId: v7(), threadId, text: 'Det gör ont.' });
  await must(nurse, 'postMessage', { clientId: v7(), threadId, text: 'Sedan när?' });
}

async function bookTimes(must: Must, world: World): Promise<void> {
  const soon = [3, 4].map((hours) => new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + hours * 3_600_000).toISOString());
  const times = { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt: soon };
  const published = await must('annaNurse', 'publishSlots', times, '... on PublishSlotsOk { slots { id } }');
  const issued = async (patient: PatientName): Promise<string> => (await must('annaNurse', 'issueTicket', { clientId: v7(), unitId: units.gavleHealthCentre.id, patientId: patients[patient].id, visitType: 'VIDEO', priority: '10' }, '... on IssueTicketOk { ticket { id } }'))['ticket'].id as string;
  await must('tolvan', 'bookSlot', { clientId: v7(), ticketId: await issued('tolvan'), slotId: published['slots'][0].id });
  await must('otherGuardian', 'bookSlot', { clientId: v7(), ticketId: await issued('child'), slotId: published['slots'][1].id });
  await issued('teensParent');
}

/** A caller who is not digital, by the partner's system, and one whom a nurse of the hub asks. */
async function telephone(world: World, partner: string, aCase: (name: string, id: string, facts: CaseFacts) => string, things: Thing[]): Promise<void> {
  const asPartner = async (mutation: string, input: object, fields: string): Promise<Data> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
    return (await graph(world.stack.graphUrl, partner, `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename ... on Refusal { code message } ${fields} } }`, { input }))[mutation] as Data;
  };
  const { patientId } = await asPartner('identifyPatient', { personalNumber: testNumberFor('1978-03-02', 'FEMALE').number, givenName: 'Rut', familyName: 'Ringare', listedUnitId: units.gavleHealthCentre.id }, '... on IdentifyPatientOk { patientId }');
  await world.stack.settled(120_000);
  const input = {
    reference: 'a-call', patientId, digital: false, careLevel: 'PHYSICAL', priority: '8', profession: 'NURSE', unitId: units.gavleHealthCentre.id, summary: 'Svullet knä sedan tre dagar.', callBackNumbers: [{ number: '+46701740605' }],
  };
  const { submission } = await asPartner('submitConsultation', input, '... on SubmitConsultationOk { submission { id caseId } }');
  aCase('telephone', submission.caseId as string, { patientId: patientId as string, unit: 'gavleHealthCentre', queues: [watched('gavleHealthCentre', 'NURSE')] });
  for (const [kind, id] of [['submission', submission.id as string], ['reference', 'a-call']] as const) things.push({ kind, id, regionId: 'gavleborg', patientId: patientId as string, partnerId: 'telephone-triage' });
  things.push({ kind: 'patient', id: patientId as string, regionId: 'gavleborg', patientId: patientId as string, unitIds: [units.gavleHealthCentre.id] });
  const begun = await asPartner('startTriage', { clientId: v7(), complaintCode: 'other', patientId }, `... on StartTriageOk { session { ${sessionFields} } }`);
  things.push({ kind: 'session', id: begun['session'].id as string, regionId: 'gavleborg', patientId: patientId as string, partnerId: 'telephone-triage' });
  const nurse = await world.does('hubNurse', 'startTriage', { clientId: v7(), complaintCode: stories.soreThroat.complaint, patientId: patients.tolvan.id }, `... on StartTriageOk { session { ${sessionFields} } }`);
  things.push({ kind: 'session', id: nurse['session'].id as string, regionId: 'gavleborg', patientId: patients.tolvan.id, assistedAt: [units.gavleborgDropIn.id] });
}

/** Ids of what came of all that, and still comes by itself (an alert that nobody answers goes on to the next), with whose it is. */
export async function stored(world: World, known: readonly Thing[]): Promise<Thing[]> {
  const admin = new Client({ connectionString: world.stack.adminUrl });
  await admin.connect();
  const rows = async (sql: string): Promise<Record<string, string | null>[]> => (await admin.query<Record<string, string | null>>(sql)).rows;
  const caseOf = (id: string | null): Thing | undefined => known.find((thing) => thing.kind === 'case' && thing.id === id);
  const more: Thing[] = [];
  const add = (kind: Thing['kind'], row: Record<string, string | null>, facts: Partial<Thing> = {}): void => {
    if (known.some((thing) => thing.kind === kind && thing.id === row['id'])) return;
    more.push({ kind, id: row['id']!, regionId: row['region_id']!, ...(row['patient_id'] && { patientId: row['patient_id'] }), ...(row['unit_id'] && { unitIds: [row['unit_id']] }), ...facts });
  };
  try {
    for (const row of await rows('SELECT id, region_id, patient_id, case_id FROM triage.session')) add('session', row, { holders: caseOf(row['case_id']!)?.holders ?? [] });
    for (const row of await rows(`SELECT s.id, s.region_id, s.unit_id, b.patient_id FROM booking.slot s LEFT JOIN booking.booking b ON b.slot_id = s.id AND b.status = 'BOOKED' ORDER BY b.id NULLS LAST`)) add('slot', row);
    for (const row of await rows('SELECT id, region_id, patient_id, unit_id FROM booking.ticket')) add('ticket', row);
    for (const row of await rows('SELECT b.id, b.region_id, b.patient_id, s.unit_id, b.case_id FROM booking.booking b JOIN booking.slot s ON s.id = b.slot_id')) {
      add('booking', row);
      more.push({ kind: 'case', id: row['case_id']!, regionId: row['region_id']!, patientId: row['patient_id']!, unitIds: [row['unit_id']!], queues: [watched('gavleHealthCentre', 'NURSE')] });
    }
    for (const row of await rows('SELECT id, region_id, patient_id, case_id FROM messaging.thread')) {
      const { holders = [], givers = [] } = known.find(({ kind, id }) => kind === 'consultation' && id === row['case_id']) ?? caseOf(row['case_id']!) ?? {};
      add('thread', row, { holders, givers });
    }
    for (const row of await rows('SELECT m.id, t.region_id, t.patient_id, t.id AS thread_id FROM messaging.message m JOIN messaging.thread t ON t.id = m.thread_id')) {
      const { holders = [], givers = [] } = more.find(({ kind, id }) => kind === 'thread' && id === row['thread_id'])!;
      add('message', row, { holders, givers });
    }
    for (const row of await rows('SELECT id, region_id, patient_id FROM notify.notification')) add('notification', row);
    for (const row of await rows('SELECT id, region_id, unit_id FROM notify.alert')) add('alert', row);
    for (const row of await rows('SELECT id, region_id, staff_id FROM notify.staff_notice')) add('notice', row, { addressee: row['staff_id']! });
    for (const row of await rows('SELECT audit_id AS id, region_id FROM oversight.audit_entry ORDER BY chain_position DESC')) add('log', row);
    for (const row of await rows('SELECT id, region_id FROM oversight.audit_review')) add('review', row);
    for (const row of await rows('SELECT id, region_id FROM directory.staff_member')) add('staffMember', row);
    for (const row of await rows('SELECT id, region_id FROM directory.unit')) add('unit', row, { unitIds: [row['id']!] });
    for (const row of await rows('SELECT id, region_id, id AS patient_id, listed_unit_id AS unit_id, protected_identity::text FROM directory.patient')) add('patient', row, { isProtected: row['protected_identity'] === 'true' });
  } finally {
    await admin.end();
  }
  // Who works at the unit that has an open case of the patient, and who has the case in hand, have a care relation (DIR-3).
  for (const patient of more.filter(({ kind }) => kind === 'patient')) {
    const own = [...known, ...more].filter((thing) => thing.kind === 'case' && thing.patientId === patient.id);
    patient.unitIds = [...(patient.unitIds ?? []), ...own.flatMap(({ unitIds = [] }) => unitIds)];
    patient.holders = own.flatMap(({ holders = [] }) => holders);
  }
  return more;
}

/** The pages that are one's own, by the ids that the graph gives them. */
function everybody(): Thing[] {
  const anna = staff.annaNurse;
  return [
    ...Object.values(staff).map((person): Thing => ({ kind: 'work', id: person.id, regionId: person.regionId, addressee: person.id })),
    { kind: 'colleague', id: `${units.gavleHealthCentre.id}/${anna.id}`, regionId: 'gavleborg', unitIds: [units.gavleHealthCentre.id] },
  ];
}

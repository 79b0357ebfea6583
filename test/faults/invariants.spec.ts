import { v7 } from 'uuid';
import { graph } from '../client';
import { partnerToken } from '../partner';
import { type Stack, startStack } from '../stack';
import { patients, staff, units, World } from '../world';
import { expectInvariants, settled, violations, withEvidence } from './invariants';
import type { Journal } from './journal';
import type { Violation } from './violation';

let stack: Stack;
/** Cases: waiting, taken, in a visit that is asked to be handed over, after a visit, booked; and what else a patient and a partner were told yes to. */
const made = { waiting: '', taken: '', visit: '', held: '', booked: '', threadId: '', bookingId: '', slotId: '', otherSlotId: '', ticketId: '', messageId: '', clientId: v7(), handoverId: '', reference: `tt-${v7()}`, submissionId: '' };
const journal: Journal = { acknowledged: [] };

/** A world in which everything has happened once, through the graph. */
async function live(world: World): Promise<void> {
  await world.isOpen();
  const does = async (who: Parameters<World['does']>[0], mutation: string, input: Record<string, unknown>, fields = ''): Promise<Record<string, any>> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const answer = await world.does(who, mutation, input, fields);
    if (!String(answer['__typename']).endsWith('Ok')) throw new Error(`the world is not as the test wants it: ${mutation} gives ${JSON.stringify(answer)}`);
    return answer;
  };
  [made.waiting, made.taken] = [await world.hasCase('tolvan', 'hardToBreathe'), await world.hasCase('tolvan', 'soreThroat')];
  const { case: taken } = await does('annaNurse', 'takeCase', { caseId: made.taken }, '... on TakeCaseOk { case { card { takenAt } } }');
  journal.acknowledged.push({ act: 'TAKE', caseId: made.taken, by: staff.annaNurse.id, at: taken.card.takenAt });

  for (const name of ['visit', 'held'] as const) {
    const caseId = await world.hasCase('tolvan', 'soreThroat');
    made[name] = caseId;
    await does('annaNurse', 'takeCase', { caseId });
    await does('annaNurse', 'startCase', { caseId });
    let thread: { id: string } | null = null;
    await world.until(async () => (thread = (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { thread { id } } }', { id: caseId }))['myCase'].thread) !== null);
    made.threadId = thread!['id'];
    await does('annaNurse', 'postMessage', { clientId: v7(), threadId: made.threadId, text: 'Hur är det' });
  }
  await does('annaNurse', 'endCase', { caseId: made.held, reason: 'CARE_GIVEN', phaseDays: 1 });
  await world.until(async () => (await world.as('tolvan', 'query ($id: ID!) { thread(id: $id) { phase } }', { id: made.threadId }))['thread'].phase === 'ASYNCHRONOUS');
  const { posted: message } = await does('tolvan', 'postMessage', { clientId: made.clientId, threadId: made.threadId, text: 'Det är värre' }, '... on PostMessageOk { posted { id seq } }');
  made.messageId = message.id;
  journal.acknowledged.push({ act: 'POST', clientId: made.clientId, threadId: made.threadId, messageId: message.id, seq: message.seq, by: patients.tolvan.id });
  const { handover } = await does(
    'annaNurse', 'requestHandover', { clientId: v7(), caseId: made.visit, to: { unitId: units.sandvikenHealthCentre.id }, reason: 'OTHER_COMPETENCE', consent: { given: true } },
    '... on RequestHandoverOk { handover { id } }');
  made.handoverId = handover.id;

  const startsAt = [3, 4].map((hours) => new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + hours * 3_600_000).toISOString());
  const { slots } = await does('annaNurse', 'publishSlots', { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt }, '... on PublishSlotsOk { slots { id } }');
  [made.slotId, made.otherSlotId] = slots.map((slot: { id: string }) => slot.id);
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id'] as string);
  await world.until(async () => (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'].length > 0);
  made.ticketId = (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'][0].id;
  const { booking } = await does('tolvan', 'bookSlot', { clientId: made.clientId, ticketId: made.ticketId, slotId: made.slotId }, '... on BookSlotOk { booking { id caseId } }');
  [made.bookingId, made.booked] = [booking.id, booking.caseId];
  journal.acknowledged.push({ act: 'BOOK', clientId: made.clientId, bookingId: booking.id, ticketId: made.ticketId, slotId: made.slotId, by: patients.tolvan.id });

  for (const digital of [false, true]) {
    const input = {
      reference: digital ? `${made.reference}-2` : made.reference, patientId: patients.tolvan.id, digital, careLevel: 'DIGITAL', priority: digital ? '7' : '4', profession: 'NURSE', unitId: units.gavleHealthCentre.id,
      summary: 'Ont i ett knä.', callBackNumbers: [{ number: '+46701740605' }],
    };
    const document = 'mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { id caseId ticketId } } } }';
    const { submission } = (await graph(stack.graphUrl, await partnerToken(stack), document, { input }))['submitConsultation'];
    if (!digital) made.submissionId = submission.id;
    journal.acknowledged.push({ act: 'SUBMIT', reference: input.reference, submissionId: submission.id, caseId: submission.caseId, ticketId: submission.ticketId });
  }
}

beforeAll(async () => {
  stack = await startStack();
  await live(new World(stack));
  await settled(stack.adminUrl, 20_000);
}, 240_000);
afterAll(() => stack?.stop());

/** Ids by their names in braces; other braces stay. */
const named = (sql: string): string => sql.replace(/\{(\w+)\}/g, (all, name: string) => (made as Record<string, string>)[name] ?? all);

/** What the checker finds when this has been done to the database; undone afterwards. */
async function planted(sql: string, kept = journal): Promise<Violation[]> {
  return withEvidence(stack.adminUrl, async (evidence) => {
    await evidence.admin.query('BEGIN');
    await evidence.admin.query('SET LOCAL session_replication_role = replica'); // past the triggers that refuse such things
    await evidence.admin.query(named(sql));
    const found = await violations(evidence, kept);
    await evidence.admin.query('ROLLBACK');
    return found;
  });
}

test('[I1 to I8, SAF-5] a world that real operations made breaks no invariant', async () => {
  await expectInvariants(stack.adminUrl, journal);
});

test.each<[Violation['invariant'], string, string]>([
  ['I2', 'a session that made two cases', `UPDATE cases."case" SET session_id = 'one'`],
  ['I2', 'a booking that made two cases', `UPDATE cases."case" SET booking_id = '{bookingId}'`],
  ['I2', 'a case taken twice without a release between', `INSERT INTO cases.case_history (case_id, at, action, from_status, to_status, by_kind, by_id) SELECT case_id, at, action, from_status, to_status, by_kind, by_id FROM cases.case_history WHERE action = 'TAKE'`],
  ['I2', 'a second timer for the same step', 'INSERT INTO cases.timer (kind, aggregate_id, due_at, fire_at) SELECT kind, aggregate_id, due_at, fire_at FROM cases.timer'],
  ['I3', 'an event that is gone', `DELETE FROM cases.outbox WHERE aggregate_id = '{taken}' AND version = 3`],
  ['I3', 'two events of a case told in the wrong order', `UPDATE cases.outbox SET position = -position; UPDATE cases.outbox o SET position = (SELECT -p.position FROM cases.outbox p WHERE p.aggregate_id = o.aggregate_id AND p.version = CASE o.version WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE o.version END)`],
  ['I3', 'an event that never got a position', `UPDATE cases.outbox SET position = NULL WHERE position = (SELECT max(position) FROM cases.outbox)`],
  ['I4', 'a responsible unit that does not exist', `UPDATE cases."case" SET unit_id = '${v7()}' WHERE id = '{waiting}'`],
  ['I4', 'a responsible unit that does not see its case', `DELETE FROM cases.case_visibility WHERE case_id = '{waiting}' AND added_by_step = 0`],
  ['I4', 'a responsible unit that nobody was told of', `UPDATE cases."case" SET unit_id = '${units.sandvikenHealthCentre.id}' WHERE id = '{waiting}'`],
  ['I6', 'a step without its event', `DELETE FROM cases.outbox WHERE aggregate_id = '{taken}' AND type = 'case.taken'`],
  ['I6', 'a step without its audit row', `DELETE FROM cases.audit WHERE case_id = '{taken}' AND what = 'case.taken'`],
  ['I6', 'an audit row that was not told', `DELETE FROM cases.outbox WHERE type = 'audit.recorded'`],
  ['I6', 'an event whose effect nobody could have', `INSERT INTO directory.dead_letter (source, position, event, reason, attempts, parks) VALUES ('cases', 1, '{}', 'Error', 5, false)`],
  ['I6', 'an accepted session that became no case', `INSERT INTO triage.outbox (event_id, type, aggregate_id, version, region_id, actor, data) VALUES (gen_random_uuid(), 'session.finished', 's', 1, 'gavleborg', '{}', '{"disposition": "DROP_IN", "caseId": "c", "patientId": "p"}')`],
  ['I7', 'a unit whose staff is kept wrong', `UPDATE cases.unit SET staffed_roles = '{NURSE}'`],
  ['I7', 'a commission that is kept and has ended', `DELETE FROM directory.commission_unit WHERE commission_id = (SELECT min(commission_id::text)::uuid FROM directory.commission_unit)`],
  ['I7', 'a guardian that is not known', `UPDATE cases.patient_relation SET guardian_ids = '{}'`],
  ['I7', 'a patient whom triage knows otherwise', `UPDATE triage.patient SET protected_identity = NOT protected_identity`],
  ['I7', 'a switched function that triage was not told of', `UPDATE triage.unit SET functions_off = '{TRIAGE_CHAT}'`],
  ['I7', 'a case whose holder triage does not know', `UPDATE triage.case_access SET staff_ids = '{}'`],
  ['I7', 'a case that directory does not know', 'DELETE FROM directory.case_access'],
  ['I7', 'an audit row that is not in the chain', `DELETE FROM oversight.audit_entry WHERE case_id = '{taken}'`],
  ['I7', 'an edited entry of the chain', `UPDATE oversight.audit_entry SET action = 'look' WHERE chain_position = 1`],
  ['I8', 'a waiting case that will not escalate', `DELETE FROM cases.timer WHERE aggregate_id = '{waiting}'`],
  ['I8', 'a taken case that will not go back', `DELETE FROM cases.timer WHERE aggregate_id = '{taken}'`],
  ['I8', 'a waiting case without a deadline', `UPDATE cases."case" SET due_at = NULL WHERE id = '{waiting}'`],
  ['I8', 'a timer that was given up', `INSERT INTO cases.dead_timer (id, kind, aggregate_id, urgency, due_at, attempts, reason) VALUES (1, 'case.escalate', '{waiting}', 1, now(), 5, 'Error')`],
  ['SAF-5', 'a case that only people without a commission see', `UPDATE cases.case_visibility SET roles = '{UNIT_MANAGER}'`],
  ['SAF-5', 'a case whose holder has left', `UPDATE directory.staff_member SET active = false WHERE id = '${staff.annaNurse.id}'`],
])('[%s] %s is found', async (invariant, _, sql) => {
  expect((await planted(sql)).map((violation) => violation.invariant)).toContain(invariant);
}, 30_000);

test.each<[string, Journal['acknowledged'][number]]>([
  ['a take by somebody else', { act: 'TAKE', caseId: '{taken}', by: staff.drDavid.id, at: '2027-01-01T00:00:00.000Z' }],
  ['a take at another time', { act: 'TAKE', caseId: '{taken}', by: staff.annaNurse.id, at: '2027-01-01T00:00:00.000Z' }],
  ['a release', { act: 'RELEASE', caseId: '{taken}', by: staff.annaNurse.id }],
  ['a case', { act: 'FINISH', sessionId: v7(), caseId: v7() }],
  ['a held case', { act: 'HOLD', caseId: '{taken}', by: staff.annaNurse.id }],
  ['a hand-over', { act: 'ASK_HANDOVER', clientId: 'c', handoverId: '{handoverId}', caseId: '{visit}', by: staff.drDavid.id }],
  ['an accepted hand-over', { act: 'ACCEPT_HANDOVER', handoverId: '{handoverId}', by: staff.annaNurse.id }],
  ['a refused hand-over', { act: 'REFUSE_HANDOVER', handoverId: '{handoverId}', by: staff.annaNurse.id }],
  ['a hand-over taken back', { act: 'WITHDRAW_HANDOVER', handoverId: '{handoverId}', by: staff.annaNurse.id }],
  ['a published time', { act: 'PUBLISH', clientId: 'c', slotIds: ['{slotId}'], by: staff.annaNurse.id }],
  ['a ticket', { act: 'ISSUE', clientId: 'c', ticketId: '{ticketId}', by: staff.annaNurse.id }],
  ['a booking of another time', { act: 'BOOK', clientId: '{clientId}', bookingId: '{bookingId}', ticketId: '{ticketId}', slotId: '{otherSlotId}', by: patients.tolvan.id }],
  ['a moved booking', { act: 'REBOOK', bookingId: '{bookingId}', slotId: '{otherSlotId}' }],
  ['a cancelled booking', { act: 'CANCEL', bookingId: '{bookingId}' }],
  ['help to find a time', { act: 'ASK_TIME', ticketId: '{ticketId}', caseId: '{booked}' }],
  ['a message at another place', { act: 'POST', clientId: '{clientId}', threadId: '{threadId}', messageId: '{messageId}', seq: 1, by: patients.tolvan.id }],
  ['a submission', { act: 'SUBMIT', reference: '{reference}', submissionId: '{submissionId}', caseId: '{waiting}', ticketId: null }],
  ['a logged look', { act: 'SEE', caseId: '{waiting}', by: staff.annaNurse.id }],
])('[I1] %s that was answered with yes and is not stored is found', async (_, promise) => {
  expect((await planted('SELECT 1', { acknowledged: [JSON.parse(named(JSON.stringify(promise))) as typeof promise] })).map((violation) => violation.invariant)).toContain('I1');
});

/** A row twice, but for its id: as in a database that has lost the constraint. */
const twice = (table: string, columns: string, constraint: string, where = 'true'): string =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}; INSERT INTO ${table} (id, ${columns}) SELECT gen_random_uuid(), ${columns} FROM ${table} WHERE ${where} LIMIT 1`;
const ticketColumns = 'region_id, patient_id, unit_id, visit_type, priority, urgency_rank, source, status, session_id, age_band, sex, issued_at, visit_by, valid_until, issued_by, client_id, version';
const bookingColumns = 'region_id, ticket_id, slot_id, patient_id, case_id, status, booked_at, changeable_until, changed_at, booked_by, client_id, version';

test.each<[Violation['invariant'], string, string, string]>([
  ['I2', 'a session that got two tickets', `INSERT INTO booking.ticket (id, ${ticketColumns}) SELECT gen_random_uuid(), ${ticketColumns} FROM booking.ticket WHERE session_id IS NOT NULL`, 'got 2 tickets'],
  ['I2', 'a client id that made two bookings', `DROP INDEX booking.one_booking_a_slot, booking.one_booking_a_ticket; ALTER TABLE booking.booking DROP CONSTRAINT booking_case_id_key; ${twice('booking.booking', bookingColumns, 'booking_client_once')}`, 'made 2 bookings'],
  ['I2', 'a client id that wrote two messages', twice('messaging.message', 'thread_id, seq, kind, sender_kind, sender_id, client_id, text, sent_at', 'client_id_once', "kind = 'TEXT'").replace('SELECT gen_random_uuid(), thread_id, seq', 'SELECT gen_random_uuid(), thread_id, seq + 100'), 'wrote 2 messages'],
  ['I2', 'a reference that was submitted twice', `DROP INDEX cases.submission_of_case; ${twice('cases.submission', 'region_id, partner_id, reference, content_hash, patient_id, journey_id, became, status, case_id, unit_id, profession, priority, submitted_at, read_from, version', 'submission_reference', "became <> 'TICKET'")}`, 'is there 2 times'],
  ['I2', 'a message that is sent twice', twice('notify.notification', 'region_id, patient_id, business_key, channel, template, privacy_class, state, due_at, created_at, text, attempts', 'notification_once'), 'is there 2 times'],
  ['I2', 'phones that ring twice for one reason', twice('notify.alert', 'region_id, case_id, unit_id, first_unit_id, cause, step, urgency_rank, status, raised_at', 'alert_once'), '2 alerts'],
  ['I5', 'a time with two bookings', `DROP INDEX booking.one_booking_a_slot, booking.one_booking_a_ticket; INSERT INTO booking.booking (id, ${bookingColumns}) SELECT gen_random_uuid(), ${bookingColumns.replace('case_id', 'gen_random_uuid()').replace('client_id', "'other'")} FROM booking.booking`, 'has 2 active bookings'],
  ['I5', 'a booked time that says it is free', `UPDATE booking.slot SET status = 'FREE' WHERE id = '{slotId}'`, 'is FREE with 1'],
  ['I5', 'a used ticket that says it is open', `UPDATE booking.ticket SET status = 'OPEN' WHERE id = '{ticketId}'`, 'is OPEN with 1'],
  ['I5', 'somebody who meets two patients at once', `ALTER TABLE booking.slot DROP CONSTRAINT staff_member_has_one_time; DROP INDEX booking.one_booking_a_ticket; UPDATE booking.slot SET starts_at = (SELECT starts_at FROM booking.slot WHERE id = '{slotId}'), status = 'BOOKED' WHERE id = '{otherSlotId}';
    INSERT INTO booking.booking (id, ${bookingColumns}) SELECT gen_random_uuid(), ${bookingColumns.replace('slot_id', "'{otherSlotId}'").replace('case_id', 'gen_random_uuid()').replace('client_id', "'other'")} FROM booking.booking`, 'at once'],
  ['I6', 'a booking without its event', `DELETE FROM booking.outbox WHERE type = 'booking.made'`, 'is BOOKED in version 1, told 0'],
  ['I6', 'a booking without its audit row', `DELETE FROM booking.audit WHERE what = 'booking.made'`, '0 audit rows'],
  ['I6', 'a booking without its case', `DELETE FROM cases."case" WHERE id = '{booked}'`, 'does not exist'],
  ['I6', 'a booking whose case has another time', `UPDATE cases."case" SET booked_at = now() WHERE id = '{booked}'`, 'its case {booked} is SCHEDULED'],
  ['I6', 'a scheduled case that nobody booked', `DELETE FROM booking.booking`, 'nobody has booked it'],
  ['I6', 'a bookable outcome without its ticket', `DELETE FROM booking.ticket WHERE id = '{ticketId}'`, 'is bookable, and its ticket'],
  ['I6', 'a message without its event', `DELETE FROM messaging.outbox WHERE data->>'messageId' = '{messageId}'`, 'messages and their events: kept'],
  ['I6', 'a message without its audit row', `DELETE FROM messaging.audit WHERE action = 'postMessage'`, '0 audit rows'],
  ['I6', 'a gap among the messages', `DELETE FROM messaging.message WHERE thread_id = '{threadId}' AND seq = 2`, 'its row says'],
  ['I6', 'a live counter that is not the number of the last message', `UPDATE messaging.live_counter SET seq = seq + 1 WHERE key = 'thread.{threadId}'`, 'its counter'],
  ['I6', 'a started visit without a conversation', `DELETE FROM messaging.thread WHERE case_id = '{visit}'`, 'has no conversation'],
  ['I6', 'a conversation in another phase than its case', `UPDATE messaging.thread SET phase = 'VISIT', phase_ends_at = NULL WHERE id = '{threadId}'`, 'which is ON_HOLD'],
  ['I6', 'a late message that is nobody’s work', `DELETE FROM cases."case" WHERE kind = 'MESSAGE'`, "is nobody's work"],
  ['I6', 'a submission without its case', `DELETE FROM cases."case" WHERE id = (SELECT case_id FROM cases.submission WHERE id = '{submissionId}')`, 'is not there'],
  ['I6', 'a submission that stands elsewhere than its case', `UPDATE cases.submission SET status = 'COMPLETED' WHERE id = '{submissionId}'`, 'is CONSULTATION COMPLETED'],
  ['I6', 'a submission without its ticket', `DELETE FROM booking.ticket WHERE source = 'TELEPHONE_TRIAGE'`, 'is a ticket, and'],
  ['I6', 'a booking that nobody was told of', `DELETE FROM notify.notification WHERE template = 'booking-made'`, 'was not planned to be told'],
  ['I6', 'a new case that rang nowhere', `DELETE FROM notify.alert WHERE case_id = '{waiting}'`, 'rang nowhere'],
  ['I6', 'phones that ring for a taken case', `UPDATE notify.alert SET status = 'DELIVERED' WHERE case_id = '{taken}'`, 'and case {taken} is ACCEPTED'],
  ['I6', 'an alert without its event', `DELETE FROM notify.outbox WHERE type = 'alert.raised'`, 'in version'],
  ['I4', 'a hand-over whose giver is not responsible any more', `UPDATE cases.handover SET from_unit_id = to_unit_id`, 'is asked by'],
  ['I6', 'a hand-over without its event', `DELETE FROM cases.outbox WHERE type = 'case.handover-requested'`, '0 events'],
  ['I7', 'a unit that booking knows otherwise', `UPDATE booking.unit SET locality = 'x'`, 'booking.unit'],
  ['I7', 'a guardian whom booking does not know', `UPDATE booking.patient SET guardian_ids = '{}'`, 'booking.patient'],
  ['I7', 'a commission that booking does not know', `DELETE FROM booking.staff_commission WHERE staff_id = '${staff.annaNurse.id}'`, 'booking.staff_commission'],
  ['I7', 'a guardian whom messaging does not know', `UPDATE messaging.patient_relation SET guardian_ids = '{}'`, 'messaging.patient_relation'],
  ['I7', 'a name that messaging knows otherwise', `UPDATE messaging.staff SET display_name = 'x'`, 'messaging.staff'],
  ['I7', 'a case whose holder messaging does not know', `UPDATE messaging.case_access SET taken_by = NULL, staff_ids = '{}'`, 'messaging.case_access'],
  ['I7', 'hours that messaging knows otherwise', `UPDATE messaging.unit_hours SET open = '{}'`, 'messaging.unit_hours'],
  ['I7', 'a unit whose phones notify does not know', `UPDATE notify.unit SET alarm_group_id = 'x'`, 'notify.unit'],
  ['I7', 'a case of which notify knows another unit', `UPDATE notify.case_relation SET responsible_unit_id = 'x'`, 'notify.case_relation'],
  ['I7', 'a card that tells another number of unread messages', `UPDATE cases."case" SET unread_messages = 7 WHERE id = '{held}'`, 'unread messages of cases'],
  ['I7', 'a card that tells another alert', `UPDATE cases."case" SET alert_state = 'FAILED', alert_id = 'x' WHERE id = '{waiting}'`, 'alerts of cases'],
  ['I7', 'a figure that counts one too many', `UPDATE oversight.figure SET bookings = bookings + 1`, 'oversight.figure'],
  ['I7', 'a wait that is not counted', `DELETE FROM oversight.figure_wait`, 'oversight.figure_wait'],
  ['I8', 'a ticket that never ends', `DELETE FROM booking.timer WHERE kind = 'ticket.expire'; UPDATE booking.ticket SET status = 'OPEN'`, 'is open without an end'],
  ['I8', 'a phase that never ends', `DELETE FROM messaging.timer`, 'is asynchronous without an end'],
  ['I8', 'a hand-over that nobody is reminded of', `DELETE FROM cases.timer WHERE kind = 'case.remind-handover'`, 'nobody is reminded'],
  ['I8', 'a message that nobody looks at', `DELETE FROM notify.timer; UPDATE notify.notification SET state = 'PLANNED'`, 'nobody looks at it'],
  ['I8', 'phones that ring for ever', `DELETE FROM notify.timer; UPDATE notify.alert SET status = 'DELIVERED'`, 'never be silent'],
  ['I8', 'a booked case without a deadline', `UPDATE cases."case" SET due_at = NULL WHERE id = '{booked}'`, 'without a deadline'],
])('[%s] %s is found', async (invariant, _, sql, says) => {
  const found = await planted(sql);
  expect(found.filter((violation) => violation.invariant === invariant).map((violation) => violation.found)).toContainEqual(expect.stringContaining(named(says)));
}, 30_000);

test('[I2] a client id that got two sessions is found', async () => {
  const acknowledged = ['a', 'b'].map((sessionId) => ({ act: 'SESSION', clientId: 'one', sessionId }) as const);
  expect((await planted('SELECT 1', { acknowledged })).map((violation) => violation.invariant)).toContain('I2');
});

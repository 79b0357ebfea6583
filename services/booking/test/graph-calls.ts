import type { BookingWorld } from './booking-world';

export const SLOT = 'id unit { id } role staffMember { id } visitType startsAt endsAt bookableBy status';
export const TICKET = 'id patient { id } unit { id } role staffMember { id } visitType priority source status issuedAt visitBy validUntil caseId';
export const BOOKING = `id status patient { id } ticket { ${TICKET} } slot { ${SLOT} } caseId bookedAt changeableUntil mayChange iCalendar unreachableBySms`;

/** Each mutation: its good answer's fragment, and the fields of its refusals. */
export const mutations = {
  publishSlots: `PublishSlotsOk { slots { ${SLOT} } } ... on StaffMemberBusy { startsAt } ... on FunctionOff { function }`,
  withdrawSlot: `WithdrawSlotOk { slot { ${SLOT} } }`,
  issueTicket: `IssueTicketOk { ticket { ${TICKET} } } ... on FunctionOff { function }`,
  bookSlot: `BookSlotOk { booking { ${BOOKING} } } ... on TicketNotUsable { status } ... on SlotDoesNotFit { reason } ... on FunctionOff { function }`,
  rebook: `RebookOk { booking { ${BOOKING} } } ... on SlotDoesNotFit { reason } ... on BookingNotChangeable { status changeableUntil }`,
  cancelBooking: `CancelBookingOk { booking { ${BOOKING} } } ... on BookingNotChangeable { status changeableUntil }`,
  askForTime: `AskForTimeOk { caseId ticket { ${TICKET} } } ... on TicketNotUsable { status }`,
} as const;
export type Mutation = keyof typeof mutations;
export type By = Parameters<BookingWorld['ask']>[0];

/** Mutations and references as an app asks them. */
export function callsOf(world: () => BookingWorld) {
  async function tell(by: By, name: Mutation, input: object) {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    return world().ask(by, `mutation M($input: ${type}!) { ${name}(input: $input) { __typename ... on ${mutations[name]} ... on Refusal { code message } } }`, { input });
  }
  const told = async (by: By, name: Mutation, input: object) => (await tell(by, name, input)).data![name];
  const paths = async (by: By, name: Mutation, input: object) => {
    const [error] = (await tell(by, name, input)).errors ?? [];
    return error?.extensions.code === 'BAD_INPUT' ? (error.extensions.paths ?? []) : error?.extensions.code;
  };
  const entity = async (by: By, type: string, id: string, fields: string) =>
    (await world().ask(by, `query E($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`, { r: [{ __typename: type, id }] })).data!._entities[0];
  return { tell, told, paths, entity };
}

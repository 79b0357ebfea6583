import { answerSignOff, isAsked, type SignOff } from './sign-off';
import type { StaffRole } from './codes';

const now = new Date('2026-11-26T10:00:00Z');
const asked: SignOff = {
  id: 's', regionId: 'gavleborg', caseId: 'c', recordKind: 'CONTACT_ATTEMPT', recordId: 'r', askedBy: 'nina', fromUnitId: 'bollnas', askedAt: now, toUnitId: 'bollnas', toRole: 'DOCTOR', toStaffId: null,
  status: 'WAITING', answeredBy: null, answeredAt: null, returnReason: null,
};
const staff = (personId: string, role: StaffRole, unitId = 'bollnas') => ({ personId, role, unitIds: [unitId] });

describe('a record to be signed off', () => {
  it.each([
    ['somebody in the role at the unit', asked, staff('dora', 'DOCTOR'), true],
    ['another role there', asked, staff('petra', 'PSYCHOLOGIST'), false],
    ['the role elsewhere', asked, staff('hugo', 'DOCTOR', 'navet'), false],
    ['its author, whatever the role', asked, staff('nina', 'DOCTOR'), false],
    ['the person who is named, wherever', { ...asked, toRole: null, toStaffId: 'hugo' }, staff('hugo', 'DOCTOR', 'navet'), true],
    ['the person who is named, in a role that gives no care', { ...asked, toRole: null, toStaffId: 'hugo' }, staff('hugo', 'UNIT_MANAGER'), false],
    ['another than who is named', { ...asked, toRole: null, toStaffId: 'hugo' }, staff('dora', 'DOCTOR'), false],
  ] as const)('[QUE-13] %s', (_, s, by, may) => expect(isAsked(s, by)).toBe(may));

  it('[QUE-13] is signed or returned once; the same answer again is the same yes, another is refused', () => {
    const dora = staff('dora', 'DOCTOR');
    const signed = answerSignOff(asked, dora, { status: 'SIGNED' }, now);
    expect(signed).toEqual({ is: 'ANSWERED', signOff: { ...asked, status: 'SIGNED', answeredBy: 'dora', answeredAt: now } });
    const after = (signed as { signOff: SignOff }).signOff;
    expect(answerSignOff(after, dora, { status: 'SIGNED' }, now)).toEqual({ is: 'SAME' });
    expect(answerSignOff(after, dora, { status: 'RETURNED', reason: 'x' }, now)).toEqual({ is: 'SIGN_OFF_ANSWERED', status: 'SIGNED' });
    expect(answerSignOff(after, staff('elin', 'DOCTOR'), { status: 'SIGNED' }, now)).toEqual({ is: 'SIGN_OFF_ANSWERED', status: 'SIGNED' });
    expect(answerSignOff(asked, staff('nina', 'DOCTOR'), { status: 'SIGNED' }, now)).toEqual({ is: 'NOT_PERMITTED' });
    expect(answerSignOff(asked, dora, { status: 'RETURNED', reason: 'Vilket nummer?' }, now)).toMatchObject({ signOff: { status: 'RETURNED', returnReason: 'Vilket nummer?' } });
  });
});

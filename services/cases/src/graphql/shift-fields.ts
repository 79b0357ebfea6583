import { endShift } from './Mutation/endShift';
import { handOverVisits } from './Mutation/handOverVisits';
import { nameInflowResponsible } from './Mutation/nameInflowResponsible';
import { startShift } from './Mutation/startShift';
import { withdrawInflowDuty } from './Mutation/withdrawInflowDuty';
import { colleaguesOnShift } from './Query/colleaguesOnShift';
import { inflowDuties } from './Query/inflowDuties';
import { inflowGaps } from './Query/inflowGaps';
import { myShift } from './Query/myShift';
import { shiftKeys } from './Query/shiftKeys';

/** The fields about shifts and the inflow (QUE-10). */
export const shiftQueries = { colleaguesOnShift, myShift, shiftKeys, inflowDuties, inflowGaps };
export const shiftMutations = { startShift, endShift, handOverVisits, nameInflowResponsible, withdrawInflowDuty };

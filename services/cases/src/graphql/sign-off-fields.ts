import { askSignOff } from './Mutation/askSignOff';
import { returnSignOff } from './Mutation/returnSignOff';
import { signOff } from './Mutation/signOff';

/** The fields about signing off (QUE-13). */
export const signOffMutations = { askSignOff, signOff, returnSignOff };

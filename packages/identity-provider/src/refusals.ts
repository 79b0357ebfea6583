import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import type { LoginRefusal } from './account';

/** An `invalid_grant` that says why; the library's own keeps the reason to itself. */
export function invalidGrant({ refused }: LoginRefusal): Error {
  return Object.assign(new InvalidGrant(refused), { error_description: refused });
}

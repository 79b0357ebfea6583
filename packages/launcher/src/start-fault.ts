/** A reason not to start that a person can act on. Its message is one sentence; the launcher prints it and exits with code 1. */
export class StartFault extends Error {
  override name = 'StartFault';
}

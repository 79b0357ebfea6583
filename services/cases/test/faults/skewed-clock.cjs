// A machine whose clock is wrong: Date goes CLOCK_SKEW_MS before the real one. Loaded before everything else.
const real = Date;
const skew = Number(process.env.CLOCK_SKEW_MS);
globalThis.Date = class extends real {
  constructor(...given) {
    super(...(given.length > 0 ? given : [real.now() + skew]));
  }
  static now() {
    return real.now() + skew;
  }
};

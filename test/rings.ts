/** The rings from the inside out; a spec that is in no folder of its own belongs to the service ring, so none is forgotten. Jest holds a pattern against the path from the root and against the whole path. */
export const rings = {
  rules: { paths: '\\.test\\.ts$', workers: 2 },
  service: { paths: '^(?!(.*/)?test/(journeys|authorisation|promises|faults)/).*\\.spec\\.ts$', workers: 2 },
  promises: { paths: '/test/promises/.*\\.spec\\.ts$', workers: 2 },
  journeys: { paths: '/test/(journeys|authorisation)/.*\\.spec\\.ts$', workers: 2 },
  faults: { paths: '/test/faults/.*\\.spec\\.ts$', workers: 1 }, // kills and clocks: alone on the machine
} as const;
export type Ring = keyof typeof rings;

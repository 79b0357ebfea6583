import type { Priority } from './priority';
import type { RouteRow } from './routing';

/**
 * Primary care to the listed health centre, specialised drop-ins to the regional hub, specialised bookings to the clinics,
 * teeth to dental care (TRI-6). What needs hands within ten minutes goes to an emergency department.
 */
function standard(lastDropIn: Priority): readonly RouteRow[] {
  const booked: readonly [Priority, Priority] = [(lastDropIn + 1) as Priority, 11];
  return [
    { id: 'ambulance', priorities: [1, 1], needs: ['AMBULANCE'], level: 'EMERGENCY_112', destination: 'NONE', profession: 'NONE' },
    { id: 'emergency-department', priorities: [1, 1], needs: ['EMERGENCY_DEPARTMENT'], level: 'EMERGENCY_DEPARTMENT', destination: 'NONE', profession: 'NONE' },
    { id: 'hands-at-once', priorities: [2, 2], needs: ['PHYSICAL'], cares: ['PRIMARY', 'SPECIALIST'], level: 'EMERGENCY_DEPARTMENT', destination: 'NONE', profession: 'NONE' },
    { id: 'physical-primary', priorities: [3, 11], needs: ['PHYSICAL'], cares: ['PRIMARY'], level: 'PHYSICAL_PRIMARY', destination: 'LISTED_HEALTH_CENTRE', profession: 'OUTCOME' },
    { id: 'digital-primary', priorities: [2, 11], needs: ['DIGITAL'], cares: ['PRIMARY'], level: 'DIGITAL_PRIMARY', destination: 'LISTED_HEALTH_CENTRE', profession: 'OUTCOME' },
    { id: 'physical-specialist', priorities: [3, 11], needs: ['PHYSICAL'], cares: ['SPECIALIST'], level: 'PHYSICAL_SPECIALIST', destination: 'CLINIC', profession: 'OUTCOME' },
    { id: 'specialist-drop-in', priorities: [2, lastDropIn], needs: ['DIGITAL'], cares: ['SPECIALIST'], level: 'DIGITAL_SPECIALIST', destination: 'DROP_IN_HUB', profession: 'OUTCOME' },
    { id: 'specialist-booked', priorities: booked, needs: ['DIGITAL'], cares: ['SPECIALIST'], level: 'DIGITAL_SPECIALIST', destination: 'CLINIC', profession: 'OUTCOME' },
    { id: 'dental', priorities: [2, 11], cares: ['DENTAL'], level: 'DENTAL', destination: 'DENTAL', profession: 'DENTIST' },
    { id: 'self-care', priorities: [12, 12], level: 'SELF_CARE', destination: 'NONE', profession: 'NONE' },
  ];
}

/** Routes by the name that config/regions uses: drop-ins end at P5 in the scale 1–12, at P6 in the scale 1–5. */
export const routeTables = { DROP_IN_TO_P5: standard(5), DROP_IN_TO_P6: standard(6) } as const satisfies Record<string, readonly RouteRow[]>;

import type { LoginResolvers } from './generated/resolvers';

export const Login: LoginResolvers = {
  kind: ({ login }) => login.kind,
  personId: ({ login }) => login.personId,
  regionId: ({ login }) => login.regionId,
  regionName: ({ region }) => region.name,
  language: ({ login }) => login.language,
  refusal: ({ login }) => login.refusal,
  otherWays: ({ region }) => region.otherWays,
  commissions: ({ login, units }) =>
    login.commissions.map(({ id, role, unitIds }) => {
      const at = unitIds.flatMap((unitId) => units.find((unit) => unit.id === unitId) ?? []);
      return { id, role, unitIds, unitNames: at.map(({ name }) => name), unitHsaIds: at.map(({ hsaId }) => hsaId) };
    }),
};

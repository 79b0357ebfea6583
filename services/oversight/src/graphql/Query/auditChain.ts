import { verifyChainOnce } from '../../operations/verify-chain';
import type { QueryResolvers } from '../generated/resolvers';

export const auditChain: NonNullable<QueryResolvers['auditChain']> = async (_root, _args, context) => {
  const finding = await verifyChainOnce(context.db);
  context.disclose({ action: 'auditChain', what: finding.whole ? 'chain.whole' : 'chain.broken' });
  return finding;
};

import { readEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';
import { machineKeys } from './machine-clients';

const keysEnv = z.object({ KEYS_DIR: z.string().min(1) });

/** The one-shot of docker-compose.yml: keys of the machine clients and the registry of the development identity provider. */
machineKeys(readEnv(keysEnv).KEYS_DIR);

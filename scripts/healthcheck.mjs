// HEALTHCHECK of the image: exit code 0 when this container's process says that it is ready.
const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/health/ready`, { signal: AbortSignal.timeout(2_500) }).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);

import { startServices } from '../../src/embedded/index.js';

/** A process of its own that starts services, says which, and then does nothing until it is ended. */
const [directory = '', keep, cacheDirectory = ''] = process.argv.slice(2);
const services = await startServices({
  directory,
  keep: keep === 'keep',
  cacheDirectory,
  env: process.env,
  say: () => {},
});
console.log(JSON.stringify({ mongoUri: services.mongoUri, redisUrl: services.redisUrl }));
setInterval(() => {}, 1_000);

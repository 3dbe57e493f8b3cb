import { createServer } from 'node:http';

/** The platform's key set, in a process of its own: whoever asks for it often does not slow the one who asks. */
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(process.env.KEY_SET);
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));

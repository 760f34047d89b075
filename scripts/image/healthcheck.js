/** Asks the program in this container whether it is alive; exits with 0 if so, or if its HTTP interface is off. */
const { ATTACHE_HTTP_PORT: port, ATTACHE_HTTP_HOST: host = '127.0.0.1' } = process.env;
const isWildcard = ['', '0.0.0.0', '::'].includes(host);

if (port) {
  const name = isWildcard ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${name}:${port}/healthz`);
    if (!response.ok) throw new Error(`answered ${response.status}`);
  } catch (error) {
    console.error(`http://${name}:${port}/healthz: ${error.message}`);
    process.exitCode = 1;
  }
}

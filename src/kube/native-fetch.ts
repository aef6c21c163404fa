/**
 * Stands in for `node-fetch` in the bundle: client-node's kubeconfig module imports its `Headers` for requests that this
 * product makes without it, and the package drags in Node's deprecated `punycode`, which warns on every start.
 */
export const Headers = globalThis.Headers;
export default globalThis.fetch;

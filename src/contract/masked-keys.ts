// Attribute keys whose values are secrets as a rule: what stands there is masked before it is stored.

/**
 * What the settings begin with. Keys are compared whole, whatever the case of their letters. Headers are those of OpenTelemetry's
 * conventions (`http.request.header.<name>`) and of instrumentations that put their names there as they are.
 */
export const defaultMaskedKeys: readonly string[] = [
  'twinkle.token_id',
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'api_key',
  'apikey',
  'password',
  'access_token',
  'refresh_token',
  'client_secret',
  'http.request.header.authorization',
  'http.request.header.proxy-authorization',
  'http.request.header.cookie',
  'http.request.header.x-api-key',
  'http.request.header.api-key',
  'http.response.header.set-cookie',
  'rpc.request.metadata.authorization',
  'rpc.grpc.request.metadata.authorization',
];

/** Keys in the settings, and characters of each. */
export const mostSettingKeys = 200;
export const longestSettingKey = 256;

/** Addresses of the loopback host. The token is sent as `Authorization: Bearer …`, for the socket as a protocol name. */
export const CALL_PATH = '/api/call/';
export const SOCKET_PATH = '/api/events';
export const TOKEN_PARAMETER = 'token';
export const WIRE_TYPE = 'application/msgpack';

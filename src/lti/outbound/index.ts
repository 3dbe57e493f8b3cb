export { isPrivateAddress, isPublicAddress } from './addresses.js';
export { failureOf } from './failure.js';
export { AddressRefused, createOutbound, type Outbound, type OutboundParts } from './guarded-fetch.js';

export { isPrivateAddress, isPublicAddress } from './addresses.js';
export { AddressRefused, createOutbound, type Outbound, type OutboundParts } from './guarded-fetch.js';

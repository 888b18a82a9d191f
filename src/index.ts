// The public surface, nothing else.

export { Problem, Severity } from './plan/problem';
export type { INamingStrategy, NameRequest } from './plan/naming';
export { Removal, Strategy } from './plan/strategy';
export type { SiteProps, SitesProps } from './sites/props';
export { PartScope, Site } from './sites/site';
export type { SiteValues } from './sites/site';
export { Sites } from './sites/sites';
export { MultiRegionNetwork } from './network/multi-region-network';
export type { MultiRegionNetworkProps } from './network/multi-region-network';
export { NatStrategy } from './network/props';
export type { ExistingNetwork, NetworkProps } from './network/props';
export { SiteNetwork } from './network/site-network';
export { Capacity } from './database/capacity';
export type { ProvisionedCapacityProps, ServerlessCapacityProps } from './database/capacity';
export { Credentials } from './database/credentials';
export type { GeneratedCredentialsProps, SecretArnsProps } from './database/credentials';
export { DatabaseEngine } from './database/engine';
export { GlobalDatabase } from './database/global-database';
export type { GlobalDatabaseProps } from './database/global-database';
export type { DatabaseNetworkProps, DatabaseNetworks, DatabaseProps, ExistingDatabase } from './database/props';
export { GlobalTable } from './tables/global-table';
export type { GlobalTableProps } from './tables/global-table';
export { Attribute, GlobalIndex, LocalIndex, Projection, StreamView, TableConsistency, TableSpec } from './tables/props';
export type { GlobalIndexProps, LocalIndexProps, TableSpecProps } from './tables/props';
export { MultiRegionDr } from './multi-region-dr/multi-region-dr';
export type { Objectives } from './multi-region-dr/objectives';
export type { MultiRegionDrProps } from './multi-region-dr/props';

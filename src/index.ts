// The public surface, nothing else.

export { Problem, Severity } from './plan/problem';
export { INamingStrategy, NameRequest } from './plan/naming';
export { Removal, Strategy } from './plan/strategy';
export { SiteProps, SitesProps } from './sites/props';
export { PartScope, Site, SiteValues } from './sites/site';
export { Sites } from './sites/sites';
export { GlobalTable, GlobalTableProps } from './tables/global-table';
export {
  Attribute, GlobalIndex, GlobalIndexProps, LocalIndex, LocalIndexProps, Projection, StreamView, TableConsistency, TableSpec, TableSpecProps,
} from './tables/props';

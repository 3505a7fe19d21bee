// Short names for the generated wire types.

import type { components } from "./schema";

type Schemas = components["schemas"];
export type Part = Schemas["Part"];
export type PartState = Schemas["PartState"];
export type Facts = Schemas["Facts"];
export type Units = Schemas["Units"];
export type LengthUnit = Schemas["LengthUnit"];
export type Diagnostic = Schemas["Diagnostic"];
export type Finding = Schemas["Finding"];
export type Findings = Schemas["Findings"];
export type ProcessFindings = Schemas["ProcessFindings"];
export type Severity = Schemas["Severity"];
export type Vec3 = Schemas["Vec3"];
export type Quote = Schemas["Quote"];
export type QuoteRequest = Schemas["QuoteRequest"];
export type Offer = Schemas["Offer"];
export type Price = Schemas["Price"];
export type CostLine = Schemas["CostLine"];
export type Footprint = Schemas["Footprint"];
export type Figure = Schemas["Figure"];
export type FigureInput = Schemas["FigureInput"];
export type Provenance = Schemas["Provenance"];
export type Money = Schemas["Money"];
export type Plan = Schemas["Plan"];
export type Order = Schemas["Order"];
export type OrderSummary = Schemas["OrderSummary"];
export type OrderRequest = Schemas["OrderRequest"];
export type OrderState = Schemas["OrderState"];
export type WorkOrder = Schemas["WorkOrder"];
export type Operation = Schemas["Operation"];
export type OperationState = Schemas["OperationState"];
export type Transition = Schemas["Transition"];
export type Catalog = Schemas["Catalog"];
export type Material = Schemas["Material"];
export type Problem = Schemas["Problem"];
export type ShopEvent = Schemas["Event"];

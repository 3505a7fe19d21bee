// Generated from libs/http/openapi.json by `npm run api`. Do not edit.

export interface paths {
    "/api/v1/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List parts */
        get: operations["listParts"];
        put?: never;
        /**
         * Upload one or many CAD files
         * @description No login is needed. A file with several bodies becomes several parts; the further ones appear when the file has been read (list them with `file_sha256`). A file that cannot be read is a part whose `failure` says why.
         */
        post: operations["createParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{part_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State, units, facts and diagnostics of a part */
        get: operations["getPart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{part_id}/unit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * State the unit of a part whose file has none
         * @description Stating the same unit again changes nothing, so no Idempotency-Key is needed.
         */
        post: operations["statePartUnit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{part_id}/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Viewer model of a part */
        get: operations["getPartModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{part_id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Manufacturability findings of a part, per process
         * @description 409 while the part is being analysed or when its file could not be read. Without `process`, those of every process that the shop offers. A process of the catalogue's `processes_elsewhere` is checked when it is asked for: for any machine and its usual material.
         */
        get: operations["getPartFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{part_id}/structure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the file of a part is made of
         * @description The parts of the uploaded file with their quantities, and its assembly tree. All parts of one file have the same. 409 until the file has been read.
         */
        get: operations["getPartStructure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parts/{part_id}/flat.dxf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flat pattern of a sheet metal part
         * @description 409 until the part has been measured, 404 when it has no flat pattern.
         */
        get: operations["getPartFlatPattern"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List quotes */
        get: operations["listQuotes"];
        put?: never;
        /**
         * Price parts
         * @description Every feasible process of the shop with its prices, then the others with their named blockers. 409 when a part has not been analysed.
         */
        post: operations["createQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes/{quote_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A quote with every offer */
        get: operations["getQuote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders */
        get: operations["listOrders"];
        put?: never;
        /**
         * Accept prices of a quote
         * @description The order, its work orders and the answer to this request are stored in one transaction: an acknowledged order is never lost and a repeated request never orders twice.
         */
        post: operations["createOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order with its lines, work orders and progress */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{order_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an order back before work on it has begun
         * @description Its work orders leave the floor with it. Cancelling an order again changes nothing and gives the same answer.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queue of the floor */
        get: operations["listWorkOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{work_order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A work order with its operations and released plan */
        get: operations["getWorkOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-orders/{work_order_id}/operations/{operation_id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start, finish or scrap an operation
         * @description Scrap releases a further work order for the scrapped quantity.
         */
        post: operations["transitionOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the shop offers, and the limits of this server */
        get: operations["getCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every state change as it happens */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the server up and the database readable? */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 problem details. */
        Problem: {
            /**
             * Format: uri
             * @description Names the kind of problem; stable.
             * @example urn:millrace:problem:not_found
             */
            type: string;
            /** @description The kind of problem in a few words. */
            title: string;
            /** @description The HTTP status; of a file that could not be read, the status such a request would get. */
            status: number;
            /** @description What happened this time, with the measured value and the limit. */
            detail: string;
            detail_i18n?: components["schemas"]["Words"];
            /** @description The path that was asked for, or the part that failed. */
            instance?: string;
            /**
             * @description Last word of `type`, for programs.
             * @example not_found
             */
            code: string;
            /** @description The members of the request that are wrong, where that is known. */
            errors?: components["schemas"]["FieldError"][];
        };
        FieldError: {
            /**
             * @description JSON Pointer into the request body, or the name of a parameter or header.
             * @example /lines/0/quantity
             */
            pointer: string;
            /** @example out_of_range */
            code: string;
            detail: string;
        };
        Money: {
            /**
             * @description Decimal string with two places.
             * @example 12.34
             */
            amount: string;
            /**
             * Format: int64
             * @description The same in minor units (cents).
             * @example 1234
             */
            amount_minor: number;
            /**
             * @description ISO 4217.
             * @example USD
             */
            currency: string;
        };
        /**
         * @description x, y and z: a point in mm or a unit direction, in the axes of the file.
         * @example [
         *       12.5,
         *       0,
         *       -4
         *     ]
         */
        Vec3: [
            number,
            number,
            number
        ];
        /** @description Where on the part something is. */
        Place: {
            /** @description Indices of faces: the `_FACE` attribute of the model. */
            faces: number[];
            points_mm: components["schemas"]["Vec3"][];
        };
        /**
         * @description How a figure came about. A figure is as trustworthy as the weakest input that matters.
         * @enum {string}
         */
        Provenance: "measured" | "simulated" | "estimated" | "assumed";
        FigureInput: {
            name: string;
            value: number | null;
            unit: string;
            provenance: components["schemas"]["Provenance"];
            /**
             * @description Opens further: a fact, a row of the catalogue, an operation of the plan.
             * @example facts.volume
             * @example catalog.machines.fdm_mk4s.rate_per_h
             */
            source: string;
        };
        /** @description A number that can be opened down to what it was computed from. */
        Figure: {
            /** @description null when it is not known. */
            value: number | null;
            /** @example s */
            unit: string;
            provenance: components["schemas"]["Provenance"];
            /**
             * @description Arithmetic over the names of the inputs; names that are no inputs are explained after a semicolon.
             * @example part_mass_g · waste_factor
             */
            formula: string;
            /** @description What the formula does not say; often empty. */
            note?: string;
            /** @description The same to be translated; null when there is no translation. */
            note_i18n?: components["schemas"]["Words"] | null;
            inputs: components["schemas"]["FigureInput"][];
        };
        /** @enum {string} */
        LengthUnit: "um" | "mm" | "cm" | "m" | "in" | "ft";
        /**
         * @description The one status vocabulary of a part.
         * @enum {string}
         */
        PartState: "needs_configuring" | "analysing" | "ready" | "review_and_accept" | "changes_required" | "expired";
        Units: {
            unit: components["schemas"]["LengthUnit"];
            /**
             * @description `file`: the file says so; `stated`: the uploader said so; `guessed`: please confirm.
             * @enum {string}
             */
            source: "file" | "stated" | "guessed";
            /** @description One sentence a person can judge. */
            reason: string;
            /** @description The same to be translated; null when there is no translation. */
            reason_i18n?: components["schemas"]["Words"] | null;
            /** @description The size is implausible in this unit: ask. */
            doubtful: boolean;
            /** @description The unit that would make the size plausible. */
            suggestion: components["schemas"]["LengthUnit"] | null;
        };
        /** @description Something the reader noticed. Nothing is repaired silently. */
        Diagnostic: {
            /** @enum {string} */
            severity: "info" | "warning" | "error";
            /** @example open_edges */
            code: string;
            message: string;
            /** @description The same to be translated; null when there is no translation. */
            message_i18n?: components["schemas"]["Words"] | null;
        };
        Hole: {
            diameter_mm: number;
            depth_mm: number;
            through: boolean;
            /** @description Blind with a plane bottom. */
            flat_bottom: boolean;
            /** @description Middle of the axis. */
            centre_mm: components["schemas"]["Vec3"];
            /** @description Unit, out of the entry. */
            axis: components["schemas"]["Vec3"];
            faces: number[];
        };
        Pin: {
            diameter_mm: number;
            length_mm: number;
            centre_mm: components["schemas"]["Vec3"];
            axis: components["schemas"]["Vec3"];
            faces: number[];
        };
        InternalCorner: {
            /** @description 0 for a sharp corner. */
            radius_mm: number;
            depth_mm: number;
            axis: components["schemas"]["Vec3"];
            place: components["schemas"]["Place"];
        };
        Pocket: {
            depth_mm: number;
            /** @description Smallest gap between opposite walls. */
            width_mm: number;
            /** @description Out of the pocket. */
            direction: components["schemas"]["Vec3"];
            place: components["schemas"]["Place"];
        };
        /** @description Wall thickness by inscribed sphere; the whole field is in the model. */
        Wall: {
            /** @description Smallest trusted value. */
            minimum_mm: number;
            /** @description First percentile by area. */
            p01_mm: number;
            median_mm: number;
            /** @description Where the minimum is. */
            place: components["schemas"]["Place"];
        };
        BuildDirection: {
            /** @description Away from the plate. */
            up: components["schemas"]["Vec3"];
            height_mm: number;
            footprint_mm2: number;
            /** @description Area on the plate. */
            contact_mm2: number;
            /** @description Down-facing area steeper than 45° from vertical. */
            overhang_mm2: number;
            support_mm3: number;
            /** @description From vertical. */
            overhang_worst_deg: number;
        };
        AxisAccess: {
            /** @description From the part towards the tool. */
            direction: components["schemas"]["Vec3"];
            visible_mm2: number;
            /** @description Faces of which at least 95 % is seen. */
            faces: number[];
        };
        /** @description What is true of the part whatever process makes it. */
        Facts: {
            volume_mm3: number;
            area_mm2: number;
            centre_of_mass_mm: components["schemas"]["Vec3"];
            /** @description Size of the axis-aligned box. */
            bbox_mm: components["schemas"]["Vec3"];
            bbox_min_mm: components["schemas"]["Vec3"];
            bbox_max_mm: components["schemas"]["Vec3"];
            /** @description Sides of the minimum-volume box, longest first. */
            oriented_bbox_mm: components["schemas"]["Vec3"];
            /** @description Its axes in the same order. */
            oriented_axes: components["schemas"]["Vec3"][];
            convex_hull_volume_mm3: number;
            bodies: number;
            enclosed_voids: number;
            closed: boolean;
            /** @description From exact surfaces; otherwise the file held a mesh. */
            exact: boolean;
            /** @description Estimated facet error of a mesh; 0 for exact surfaces. */
            chord_error_mm: number;
            /** Format: int64 */
            triangles: number;
            mesh_defects: {
                open_edges: number;
                non_manifold_edges: number;
                flipped_edges: number;
                degenerate_triangles: number;
                duplicate_triangles: number;
                inside_out: boolean;
            };
            face_types: {
                plane: number;
                cylinder: number;
                cone: number;
                sphere: number;
                torus: number;
                freeform: number;
                facets: number;
            };
            freeform_area_mm2: number;
            holes: components["schemas"]["Hole"][];
            pins: components["schemas"]["Pin"][];
            internal_corners: components["schemas"]["InternalCorner"][];
            pockets: components["schemas"]["Pocket"][];
            /** @description null when it was not measured. */
            wall: components["schemas"]["Wall"] | null;
            build_directions: components["schemas"]["BuildDirection"][];
            access: {
                /** @description The six directions along the part's own axes: + and - of each. They are those of the model where they fit the part as well as any others. */
                axes: components["schemas"]["AxisAccess"][];
                unreachable_faces: number[];
                unreachable_mm2: number;
            };
            sharpest_outer_edge: {
                /** @description Included angle. */
                angle_deg: number;
                place: components["schemas"]["Place"];
            } | null;
            /** @description Recognised features; empty for meshes. */
            features?: components["schemas"]["Feature"][];
            /** @description Faces whose class is too uncertain to be relied on. */
            doubtful_faces?: number[];
            fields?: components["schemas"]["Field"][];
            /** @description null when it was not worked out. */
            set_ups?: components["schemas"]["SetUps"] | null;
            /** @description null for parts that are not turned. */
            turning?: components["schemas"]["Turning"] | null;
            /** @description null for parts that do not look like sheet. */
            sheet?: components["schemas"]["Sheet"] | null;
            /** @description null when it was not worked out. */
            moulding?: components["schemas"]["Moulding"] | null;
            /** @description What the file itself states about the part (product and manufacturing information of AP242), in the order of the file. */
            statements: components["schemas"]["Statement"][];
        };
        FindingsCount: {
            /** @example milling */
            process: string;
            process_name: string;
            required_changes: number;
            advisories: number;
            not_checked: number;
        };
        Part: {
            /** @example prt_01k3c2m8q5r7t9v1x3z5b7d9f1 */
            id: string;
            name: string;
            /** @description As uploaded, for display only. */
            file_name: string;
            file_sha256: string;
            /** @description A file with several bodies becomes several parts. */
            index_in_file: number;
            /** @description How often an assembly file uses this part. */
            quantity_in_file: number;
            state: components["schemas"]["PartState"];
            /** @description While analysing: the named step in progress (`parse`, `transfer`, `facts`, `check` ...). */
            step: string | null;
            /** @description null until the file has been read. */
            units: components["schemas"]["Units"] | null;
            /** @description The unit the uploader stated. */
            stated_unit: components["schemas"]["LengthUnit"] | null;
            /** @description Why the file could not be read. */
            failure: components["schemas"]["Problem"] | null;
            diagnostics: components["schemas"]["Diagnostic"][];
            /** @description null until measured, and always null in lists. */
            facts: components["schemas"]["Facts"] | null;
            /** @description Per process; the findings themselves are at `/findings`. Empty in lists. */
            findings_count: components["schemas"]["FindingsCount"][];
            /** @description How long the steps of the last analysis took; empty before it. */
            timings_ms: {
                read?: number;
                repair?: number;
                facts?: number;
                check?: number;
                plan?: number;
                view?: number;
                total?: number;
            };
            /** @description Where the viewer model is, once there is one. */
            model_url: string | null;
            /** @description Where the parts and the assembly tree of the file are, once it has been read. */
            structure_url: string | null;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            created_at: string;
        };
        PartList: {
            /** @description Newest first. */
            items: components["schemas"]["Part"][];
            /** @description There are further, older ones. */
            more: boolean;
        };
        CreatedParts: {
            /** @description In the order of the `file` fields. */
            items: components["schemas"]["Part"][];
        };
        UnitStatement: {
            unit: components["schemas"]["LengthUnit"];
        };
        /** @enum {string} */
        Severity: "required_change" | "advisory" | "not_checked";
        Finding: {
            /**
             * @description Id in the shop's catalogue.
             * @example MIL-04a
             */
            rule: string;
            process: string;
            severity: components["schemas"]["Severity"];
            /** @description null when it was not measured. */
            measured: number | null;
            /** @description The limit it crossed. */
            limit: number | null;
            unit: string;
            /** @example Wall of 0.62 mm is thinner than 0.8 mm. */
            message: string;
            /** @description The same to be translated; null when there is no translation. */
            message_i18n?: components["schemas"]["Words"] | null;
            /** @description Why it matters. */
            reason: string;
            /** @description The same to be translated; null when there is no translation. */
            reason_i18n?: components["schemas"]["Words"] | null;
            /** @description The smallest change that helps. */
            remedy: string;
            /** @description The same to be translated; null when there is no translation. */
            remedy_i18n?: components["schemas"]["Words"] | null;
            place: components["schemas"]["Place"];
            /** @description Where the limit comes from. */
            source: string;
        };
        ProcessFindings: {
            process: string;
            process_name: string;
            /** @description Whether this shop makes parts by it. */
            offered: boolean;
            /** @description Required changes first. */
            findings: components["schemas"]["Finding"][];
            /** @description Rules whose fact was not measured. */
            not_checked: components["schemas"]["Finding"][];
        };
        Findings: {
            part_id: string;
            processes: components["schemas"]["ProcessFindings"][];
        };
        QuoteRequest: {
            /** @description Parts that have been analysed. */
            part_ids: string[];
            /** @description Priced for each; default 1, 10, 100. */
            quantities?: number[];
            /** @description Only this process; default all of the shop. */
            process?: string;
            /** @description Only this material of the catalogue; default each process's own default. */
            material?: string;
            /** @description Only this machine profile. */
            machine?: string;
            /**
             * @description One offer per material instead of the default one only.
             * @default false
             */
            all_materials: boolean;
        };
        Blocker: {
            /** @description `does_not_fit`, `unreachable`, `no_material`, or the id of a rule. */
            code: string;
            message: string;
            /** @description The same to be translated; null when there is no translation. */
            message_i18n?: components["schemas"]["Words"] | null;
        };
        CostLine: {
            /**
             * @description Translate by this.
             * @example machine
             */
            code: string;
            label: string;
            /** @description Per part; the lines add up to the unit price. */
            amount: components["schemas"]["Money"];
            /** @description The same amount unrounded, with formula and inputs. */
            figure: components["schemas"]["Figure"];
        };
        /** @description Price of one quantity in one lead-time tier. */
        Price: {
            /** Format: int64 */
            quantity: number;
            /** @example standard */
            tier: string;
            tier_name: string;
            unit_price: components["schemas"]["Money"];
            total_price: components["schemas"]["Money"];
            /** @description Business days until ready to ship. */
            lead_days: number;
            /**
             * Format: date-time
             * @description End of the business day on which it ships.
             * @example 2026-03-02T14:05:09.120Z
             */
            ready_at: string;
            /** @description The operation or wait that takes longest. */
            date_set_by: string;
            /** @description The same to be translated; null when there is no translation. */
            date_set_by_i18n?: components["schemas"]["Words"] | null;
            /** @description What the date was computed from. */
            lead_inputs: components["schemas"]["FigureInput"][];
            breakdown: components["schemas"]["CostLine"][];
        };
        /** @description Cradle to gate with delivery, per good part. */
        Footprint: {
            total_co2e_kg: components["schemas"]["Figure"];
            material_co2e_kg: components["schemas"]["Figure"];
            energy_co2e_kg: components["schemas"]["Figure"];
            energy_kwh: components["schemas"]["Figure"];
            consumables_co2e_kg: components["schemas"]["Figure"];
            transport_co2e_kg: components["schemas"]["Figure"];
            packaging_co2e_kg: components["schemas"]["Figure"];
            /** @example 0.3 */
            uncertainty_share: number;
        };
        ToolUse: {
            tool: string;
            /** @description Per part. */
            cutting_min: number;
        };
        PlanOperation: {
            sequence: number;
            /** @example rough */
            kind: string;
            /** @description For the traveller. */
            name: string;
            /** @description The same to be translated; null when there is no translation. */
            name_i18n?: components["schemas"]["Words"] | null;
            /** @description 0 when it belongs to none; from 1. */
            set_up: number;
            /** @description Orientation of the part in the machine. */
            up: components["schemas"]["Vec3"] | null;
            /** @description What can do this. */
            resource: {
                process: string;
                kind: string;
            };
            /** @description Once per order line. */
            lot_s: components["schemas"]["Figure"];
            /** @description Once per machine run. */
            run_s: components["schemas"]["Figure"];
            /** @description Once per part. */
            part_s: components["schemas"]["Figure"];
            /** @description Of a person's time while it runs. */
            attended_share: number;
            /** @description Empty when nobody is needed. */
            labour_role: string;
            /** @description The machine rate applies. */
            machine_time: boolean;
            tools: components["schemas"]["ToolUse"][];
            power_kw: number;
        };
        /** @description How the part is made: the same value gives price, date, footprint and work order. */
        Plan: {
            /** @description Name and version. */
            planner: string;
            /** @description sha256 of the file and the index of the part in it. */
            part_revision: string;
            stock: {
                /** @example plate */
                kind: string;
                /** @description null for a spool. */
                size_mm: components["schemas"]["Vec3"] | null;
                taken_g: components["schemas"]["Figure"];
                returned_g: components["schemas"]["Figure"];
                part_g: components["schemas"]["Figure"];
            };
            /** Format: int64 */
            parts_per_run: number;
            runs_reason: string;
            /** @description The same to be translated; null when there is no translation. */
            runs_reason_i18n?: components["schemas"]["Words"] | null;
            /** @description How often the part is clamped. */
            set_ups: number;
            /** @description FDM: the direction away from the plate. */
            build_up: components["schemas"]["Vec3"] | null;
            operations: components["schemas"]["PlanOperation"][];
            notes: string[];
            /** @description The same to be translated, in the same order. */
            notes_i18n?: (components["schemas"]["Words"] | null)[];
        };
        Offer: {
            /** @example milling */
            process: string;
            process_name: string;
            material: string;
            material_name: string;
            machine: string;
            machine_name: string;
            feasible: boolean;
            /** @description Why it cannot be made like this. */
            blockers: components["schemas"]["Blocker"][];
            /** @description Outside the guard rails: a person looks first. */
            review_reasons: string[];
            /** @description The same to be translated, in the same order. */
            review_reasons_i18n?: (components["schemas"]["Words"] | null)[];
            /** @description Quantities ascending, tiers in catalogue order; empty when infeasible. */
            prices: components["schemas"]["Price"][];
            /** @description Of one part. */
            mass_g: number | null;
            /** @description Once per order line. */
            setup_s: number;
            /** @description Per part at a full machine run. */
            run_s_per_part: number;
            /** @description Per good part. */
            co2e_kg: number | null;
            /** @description null when infeasible. */
            footprint: components["schemas"]["Footprint"] | null;
            plan: components["schemas"]["Plan"];
        };
        QuotePart: {
            part_id: string;
            name: string;
            file_name: string;
            /** @description Feasible ones first, by unit price of the first quantity. */
            offers: components["schemas"]["Offer"][];
        };
        Quote: {
            /** @example quo_01k3c2m8q5r7t9v1x3z5b7d9f1 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            valid_until: string;
            expired: boolean;
            /** @description Pins the catalogue it was computed with. */
            catalog_sha256: string;
            /** @description Pins the code it was computed with. */
            engine_version: string;
            parts: components["schemas"]["QuotePart"][];
        };
        QuoteSummary: {
            id: string;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            valid_until: string;
            expired: boolean;
            part_ids: string[];
        };
        QuoteList: {
            /** @description Newest first. */
            items: components["schemas"]["QuoteSummary"][];
            more: boolean;
        };
        /** @description Names one price of the quote. */
        OrderLineRequest: {
            part_id: string;
            process: string;
            material: string;
            machine: string;
            tier: string;
            /**
             * Format: int64
             * @description One of the quantities of the quote.
             */
            quantity: number;
            /**
             * @description Needed when the ordered process has advisory findings or the offer has review reasons.
             * @default false
             */
            findings_accepted: boolean;
        };
        OrderRequest: {
            quote_id: string;
            lines: components["schemas"]["OrderLineRequest"][];
            /** @description Name or e-mail of the customer. */
            contact?: string;
            /** @description The customer's own order number. */
            reference?: string;
        };
        Progress: {
            operations_total: number;
            operations_finished: number;
            planned_s: number;
            /** @description Planned seconds of the finished operations. */
            finished_s: number;
            /** @description finished_s over planned_s, 0 to 1. */
            share: number;
        };
        OrderLine: {
            number: number;
            part_id: string;
            part_name: string;
            process: string;
            process_name: string;
            material: string;
            material_name: string;
            machine: string;
            machine_name: string;
            tier: string;
            tier_name: string;
            /** Format: int64 */
            quantity: number;
            unit_price: components["schemas"]["Money"];
            total_price: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            promised_at: string;
            progress: components["schemas"]["Progress"];
        };
        /** @enum {string} */
        OrderState: "confirmed" | "in_production" | "ready_to_ship" | "cancelled";
        Order: {
            /** @example ord_01k3c2m8q5r7t9v1x3z5b7d9f1 */
            id: string;
            quote_id: string;
            contact: string;
            reference: string;
            state: components["schemas"]["OrderState"];
            /** @description Sum of the lines. */
            lines_total: components["schemas"]["Money"];
            /** @description What lifts a small order to the shop's minimum; 0 for others. */
            minimum_added: components["schemas"]["Money"];
            /** @description lines_total and minimum_added. */
            total: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description The latest promise of its lines.
             * @example 2026-03-02T14:05:09.120Z
             */
            promised_at: string;
            progress: components["schemas"]["Progress"];
            lines: components["schemas"]["OrderLine"][];
            work_orders: components["schemas"]["WorkOrder"][];
        };
        OrderSummary: {
            /** @example ord_01k3c2m8q5r7t9v1x3z5b7d9f1 */
            id: string;
            quote_id: string;
            contact: string;
            reference: string;
            state: components["schemas"]["OrderState"];
            /** @description Sum of the lines. */
            lines_total: components["schemas"]["Money"];
            /** @description What lifts a small order to the shop's minimum; 0 for others. */
            minimum_added: components["schemas"]["Money"];
            /** @description lines_total and minimum_added. */
            total: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description The latest promise of its lines.
             * @example 2026-03-02T14:05:09.120Z
             */
            promised_at: string;
            lines_count: number;
            progress: components["schemas"]["Progress"];
        };
        OrderList: {
            /** @description Newest first. */
            items: components["schemas"]["OrderSummary"][];
            more: boolean;
        };
        /** @enum {string} */
        OperationState: "waiting" | "ready" | "running" | "finished" | "scrapped" | "cancelled";
        Operation: {
            id: string;
            sequence: number;
            /** @example print */
            kind: string;
            name: string;
            /** @description The same to be translated; null when there is no translation. */
            name_i18n?: components["schemas"]["Words"] | null;
            /** @description Machine id, or `bench`. */
            work_centre: string;
            work_centre_name: string;
            /** @description For the whole quantity; copied from the plan at release. */
            planned_s: number;
            actual_s: number | null;
            state: components["schemas"]["OperationState"];
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            finished_at: string | null;
            /** Format: int64 */
            good_quantity: number;
            /** Format: int64 */
            scrap_quantity: number;
            scrap_reason: string;
            operator_name: string;
            /**
             * @description Send it as If-Match with the next transition.
             * @example "3"
             */
            etag: string;
        };
        /** @enum {string} */
        WorkOrderState: "released" | "running" | "finished" | "cancelled";
        /** @description Work pegged to one order line. */
        WorkOrder: {
            /** @example wo_01k3c2m8q5r7t9v1x3z5b7d9f1 */
            id: string;
            order_id: string;
            order_line: number;
            part_id: string;
            part_name: string;
            /** Format: int64 */
            quantity: number;
            process: string;
            process_name: string;
            material: string;
            material_name: string;
            machine: string;
            machine_name: string;
            state: components["schemas"]["WorkOrderState"];
            /** @description The work order whose scrap this one makes again. */
            replaces: string | null;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            due_at: string;
            progress: components["schemas"]["Progress"];
            /** @description By sequence. */
            operations: components["schemas"]["Operation"][];
            /** @description The released plan; only at `/work-orders/{work_order_id}`, null in lists. */
            plan: components["schemas"]["Plan"] | null;
        };
        WorkOrderList: {
            /** @description By due date, earliest first. */
            items: components["schemas"]["WorkOrder"][];
            more: boolean;
        };
        Transition: {
            /** @enum {string} */
            kind: "start" | "finish" | "scrap";
            operator_name?: string;
            /**
             * Format: int64
             * @description `finish`: default the whole quantity.
             */
            good_quantity?: number;
            /**
             * Format: int64
             * @description `scrap`: how many, at least 1.
             */
            scrap_quantity?: number;
            /** @description `scrap`: why. */
            reason?: string;
            /** @description `finish`: default the clock. */
            actual_s?: number;
        };
        Material: {
            id: string;
            name: string;
            /** @example aluminium */
            family: string;
            processes: string[];
            metal: boolean;
            /** @example #c8ccd0 */
            colour_hex: string;
            density_g_cm3: number;
            co2e_kg_per_kg: number;
            recycled_share: number;
            /**
             * @description Named with units: `e_gpa`, `yield_mpa`, `hdt_c` ...
             * @example {
             *       "e_gpa": 68.9,
             *       "yield_mpa": 276
             *     }
             */
            properties: {
                [key: string]: number;
            };
            /** @description Where the figures come from. */
            source: string;
            /** @enum {string} */
            trust: "measured" | "handbook" | "published" | "background" | "default";
        };
        Machine: {
            id: string;
            name: string;
            process: string;
            kind: string;
            envelope_mm: components["schemas"]["Vec3"];
            count: number;
            /** @description Ids; empty: every material of the process. */
            materials: string[];
        };
        Tier: {
            id: string;
            name: string;
            days_factor: number;
            price_factor: number;
        };
        Catalog: {
            shop_id: string;
            shop_name: string;
            version: string;
            sha256: string;
            currency: string;
            /** @description An order costs at least this; shown before anybody orders. */
            order_min: components["schemas"]["Money"];
            quote_valid_days: number;
            processes: {
                id: string;
                name: string;
            }[];
            /** @description Processes that the shop does not offer, but has rules for: findings can be asked for. */
            processes_elsewhere: {
                id: string;
                name: string;
            }[];
            materials: components["schemas"]["Material"][];
            machines: components["schemas"]["Machine"][];
            tiers: components["schemas"]["Tier"][];
            /** @description Machines and the bench: what the queue can be filtered by. */
            work_centres: {
                id: string;
                name: string;
            }[];
            limits: {
                /**
                 * Format: int64
                 * @description One file.
                 */
                upload_bytes_max: number;
                /**
                 * Format: int64
                 * @description One request.
                 */
                request_bytes_max: number;
                files_per_request_max: number;
                parts_per_quote_max: number;
                quantities_per_quote_max: number;
                quantity_max: number;
                list_max: number;
            };
            units: components["schemas"]["LengthUnit"][];
        };
        /** @description CloudEvents 1.0, structured mode. */
        Event: {
            /** @constant */
            specversion: "1.0";
            /** @description The sequence number; the id of the server-sent event. */
            id: string;
            /**
             * @description The shop.
             * @example urn:millrace:shop:demo
             */
            source: string;
            /** @example part.analysed */
            type: string;
            /** @description Id of the entity. */
            subject: string;
            /**
             * Format: date-time
             * @example 2026-03-02T14:05:09.120Z
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            data: {
                [key: string]: unknown;
            };
        };
        Health: {
            /** @constant */
            status: "ok";
            shop_name: string;
        };
        /** @description What a sentence is made of, so that a client makes it in its own language: a stable key and named arguments. */
        Words: {
            /**
             * @description Names the sentence; stable.
             * @example milling.set_up
             */
            key: string;
            /** @description Text that is the same in every language, a number, or sentences one after another. */
            args: {
                [key: string]: string | components["schemas"]["WordsNumber"] | components["schemas"]["WordsInside"][];
            };
        };
        WordsNumber: {
            value: number | null;
            /**
             * @description Empty for a count; `%` for a percentage; a currency for money.
             * @example mm
             */
            unit: string;
            /**
             * @description At most so many are worth showing; -1: all.
             * @example 2
             */
            decimals: number;
        };
        /** @description A sentence inside another one, with its English text. */
        WordsInside: {
            key: string;
            /** @description Text that is the same in every language, a number, or sentences one after another. */
            args: {
                [key: string]: string | components["schemas"]["WordsNumber"] | components["schemas"]["WordsInside"][];
            };
            text: string;
        };
        /** @description A manufacturing feature with its sizes. A size that its kind does not have is null. */
        Feature: {
            /** @enum {string} */
            kind: "hole" | "pocket" | "passage" | "slot" | "step" | "boss" | "rib" | "o_ring_groove" | "fillet" | "chamfer";
            /**
             * @description Class of most of its area in the scheme of MFCAD++.
             * @example rectangular_pocket
             */
            face_class: string;
            /** @description Of the main cylinder. */
            diameter_mm: number | null;
            /** @description Of a fillet; smallest corner radius of a pocket or slot. */
            radius_mm: number | null;
            /** @description Along the axis; of a hole without the tip of the drill. */
            depth_mm: number | null;
            /** @description Smallest distance between opposite walls; leg of a chamfer. */
            width_mm: number | null;
            /** @description Longer side. */
            length_mm: number | null;
            /** @description Of a countersink: included; of a chamfer: against the larger of its faces. */
            angle_deg: number | null;
            /** @enum {string} */
            entry: "plain" | "counterbored" | "countersunk";
            /** @description Of the counterbore or countersink. */
            entry_diameter_mm: number | null;
            /** @description Of the counterbore or countersink. */
            entry_depth_mm: number | null;
            through: boolean;
            flat_bottom: boolean;
            /** @description Of a fillet: it fills an inner corner. */
            concave: boolean;
            /**
             * @description Empty when there is none.
             * @example M6
             */
            thread: string;
            /** @description The file says so; else guessed from the diameter. */
            thread_stated: boolean;
            /** @description Shares a face with another feature or cuts into it. */
            interacts: boolean;
            confidence: number;
            origin_mm: components["schemas"]["Vec3"];
            axis: components["schemas"]["Vec3"];
            place: components["schemas"]["Place"];
        };
        /** @description A field over the surface. The values are attributes of the viewer's model. */
        Field: {
            /**
             * @example thickness
             * @example gap
             * @example draft
             * @example overhang
             * @example reach
             */
            name: string;
            /** @example mm */
            unit: string;
            /** @description null when nothing was measured. */
            min: number | null;
            /** @description 1 % of the area is below. */
            p01: number | null;
            /** @description Half of the area is below. */
            p50: number | null;
            /** @description null when nothing was measured. */
            max: number | null;
            at_mm: components["schemas"]["Vec3"];
            /** @description Bound of the error of one value. */
            error: number | null;
        };
        /** @description Directions from which a mill reaches the part. */
        SetUps: {
            /** @enum {string} */
            verdict: "three_axis" | "three_plus_two" | "five_axis" | "unreachable";
            directions: {
                direction: components["schemas"]["Vec3"];
                reached_mm2: number;
                faces: number[];
            }[];
            /** @description No smaller set of directions exists. */
            optimal: boolean;
            unreachable_faces: number[];
            unreachable_mm2: number;
            five_axis_faces: number[];
        };
        /** @description What a lathe can make of the part. */
        Turning: {
            origin_mm: components["schemas"]["Vec3"];
            axis: components["schemas"]["Vec3"];
            length_mm: number;
            diameter_mm: number;
            turned_share: number;
            residual: number;
            turned_faces: number[];
            milled_faces: number[];
        };
        Bend: {
            angle_deg: number;
            /** @description Inside. */
            radius_mm: number;
            length_mm: number;
            k_factor: number;
            /** @description Towards the side the pattern is seen from. */
            up: boolean;
            hem: boolean;
            from_mm: number[];
            to_mm: number[];
            faces: number[];
        };
        /** @description The unfolded sheet, seen from the side that bends up face. */
        FlatPattern: {
            length_mm: number;
            width_mm: number;
            area_mm2: number;
            cut_length_mm: number;
            refold_error_mm: number;
            /** @description Closed outlines, the outer one first. A vertex is x, y in mm and the bulge of the piece that begins there (as in DXF; 0 for a line). */
            loops: number[][][];
        };
        /** @description A part of one sheet. `refused` says why it cannot be unfolded; then there is no pattern. */
        Sheet: {
            /** @description null when it was refused. */
            thickness_mm: number | null;
            bends: components["schemas"]["Bend"][];
            flat: components["schemas"]["FlatPattern"] | null;
            refused: {
                /** @example doubly_curved */
                code: string;
                reason: string;
                faces: number[];
            } | null;
        };
        /** @description What an injection mould asks of the part. */
        Moulding: {
            pull: components["schemas"]["Vec3"];
            projected_mm2: number;
            undercut_mm2: number;
            undercut_faces: number[];
            side_actions: {
                direction: components["schemas"]["Vec3"];
                travel_mm: number;
                internal: boolean;
                faces: number[];
            }[];
            wall_nominal_mm: number;
            wall_variation: number;
            /** @description Closed chains of points in mm. */
            parting_line: components["schemas"]["Vec3"][][];
        };
        /** @description A dimension, tolerance, datum, thread or note that the file attaches to faces. */
        Statement: {
            /** @enum {string} */
            kind: "dimension" | "tolerance" | "datum" | "thread" | "note";
            /**
             * @description As in STEP.
             * @example diameter
             * @example linear distance
             * @example position
             * @example flatness
             */
            type: string;
            /**
             * @description For people; the file's own text where it has one.
             * @example ⌀35 +0 -0.2
             */
            text: string;
            /**
             * @description Of the three numbers.
             * @enum {string}
             */
            unit: "mm" | "deg";
            /** @description Size, distance, or width of the tolerance zone. */
            nominal: number | null;
            /** @description Deviation from `nominal`, signed. */
            upper: number | null;
            /** @description Deviation from `nominal`, signed. */
            lower: number | null;
            /**
             * @example [
             *       "maximum_material_requirement"
             *     ]
             */
            modifiers: string[];
            /**
             * @description In order of precedence; of a datum its own letter.
             * @example [
             *       "A",
             *       "B(M)"
             *     ]
             */
            datums: string[];
            /** @description May be empty. */
            faces: number[];
        };
        /** @description What an uploaded file is made of. */
        Structure: {
            /** @description In file order. Bodies that are the same in another pose are one part. */
            parts: components["schemas"]["StructurePart"][];
            /** @description The assembly tree, parents before their children. Empty for files without a structure. */
            nodes: components["schemas"]["StructureNode"][];
        };
        StructurePart: {
            part_id: string;
            name: string;
            /** @description In the whole file. */
            quantity: number;
            /** @description null for what is no standard part. */
            bought: components["schemas"]["BoughtPart"] | null;
            /**
             * @description Of the file.
             * @example #b4bdc9
             */
            colour_hex: string | null;
        };
        /** @description An assembly, or a use of a part. Equal children of one parent are counted together. */
        StructureNode: {
            name: string;
            /** @description In one of its parent. */
            quantity: number;
            /** @description Index of an earlier node. */
            parent: number | null;
            /** @description Index in `parts`; null for an assembly. */
            part: number | null;
        };
        /** @description A standard part that is bought rather than made: a suggestion, for a person to confirm. */
        BoughtPart: {
            /** @enum {string} */
            kind: "screw" | "nut" | "washer";
            /** @example M8 */
            size: string | null;
            /** @description Of a screw, under its head. */
            length_mm: number | null;
            by_shape: boolean;
            by_name: boolean;
        };
    };
    responses: {
        /** @description The request does not follow its format, or the Idempotency-Key is missing. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:idempotency_key_missing",
                 *       "title": "Idempotency-Key missing",
                 *       "status": 400,
                 *       "detail": "POST /api/v1/orders creates something and needs an Idempotency-Key header, so that sending it twice is safe.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "idempotency_key_missing"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not exist. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There is no order 'ord_x'.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "not_found"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The thing is in a state that does not allow this, or a request with this key is still running. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:conflict",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The operation is finished; only a running operation can be scrapped.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "conflict"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody else changed it meanwhile. */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:precondition_failed",
                 *       "title": "Changed meanwhile",
                 *       "status": 412,
                 *       "detail": "The operation is at version 4; the request was made for version 3.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "precondition_failed"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Larger than the limit that `detail` names. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:limit_exceeded",
                 *       "title": "Too large",
                 *       "status": 413,
                 *       "detail": "The file 'plant.step' has 286.1 MiB; at most 256 MiB are accepted.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "limit_exceeded"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body is of another type than this operation reads. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:unsupported_media_type",
                 *       "title": "Media type not supported",
                 *       "status": 415,
                 *       "detail": "Send application/json, not 'text/plain'.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "unsupported_media_type"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Understood, but cannot be done; or the Idempotency-Key was used with another body. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:idempotency_key_reused",
                 *       "title": "Idempotency-Key used before",
                 *       "status": 422,
                 *       "detail": "This key was used for a request with another body.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "idempotency_key_reused"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something broke on our side, or a resource cannot be reached now. */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:millrace:problem:internal",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "The server could not do this.",
                 *       "instance": "/api/v1/orders",
                 *       "code": "internal"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description At most this many. */
        Limit: number;
        PartId: string;
        QuoteId: string;
        OrderId: string;
        WorkOrderId: string;
        OperationId: string;
        /**
         * @description Chosen by the client, 1 to 255 visible characters, for example a UUID; quotes around it are allowed. The same key with the same body gets the stored answer again, also after a crash of the server; with another body 422; while the first is running 409.
         * @example "7f0c2c1e-6f0a-4c55-9a5e-5d2b1d6a9f10"
         */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listParts: {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: components["parameters"]["Limit"];
                /** @description Only the parts of this file. */
                file_sha256?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "name": "bracket",
                     *           "file_name": "bracket.step",
                     *           "file_sha256": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                     *           "index_in_file": 0,
                     *           "quantity_in_file": 1,
                     *           "state": "review_and_accept",
                     *           "step": null,
                     *           "units": {
                     *             "unit": "mm",
                     *             "source": "file",
                     *             "reason": "The file states millimetres.",
                     *             "doubtful": false,
                     *             "suggestion": null
                     *           },
                     *           "stated_unit": null,
                     *           "failure": null,
                     *           "diagnostics": [],
                     *           "facts": {
                     *             "volume_mm3": 48000,
                     *             "area_mm2": 13200,
                     *             "centre_of_mass_mm": [
                     *               30,
                     *               20,
                     *               10
                     *             ],
                     *             "bbox_mm": [
                     *               60,
                     *               40,
                     *               20
                     *             ],
                     *             "bbox_min_mm": [
                     *               0,
                     *               0,
                     *               0
                     *             ],
                     *             "bbox_max_mm": [
                     *               60,
                     *               40,
                     *               20
                     *             ],
                     *             "oriented_bbox_mm": [
                     *               60,
                     *               40,
                     *               20
                     *             ],
                     *             "oriented_axes": [
                     *               [
                     *                 1,
                     *                 0,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 1,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 0,
                     *                 1
                     *               ]
                     *             ],
                     *             "convex_hull_volume_mm3": 48000,
                     *             "bodies": 1,
                     *             "enclosed_voids": 0,
                     *             "closed": true,
                     *             "exact": true,
                     *             "chord_error_mm": 0,
                     *             "triangles": 1284,
                     *             "mesh_defects": {
                     *               "open_edges": 0,
                     *               "non_manifold_edges": 0,
                     *               "flipped_edges": 0,
                     *               "degenerate_triangles": 0,
                     *               "duplicate_triangles": 0,
                     *               "inside_out": false
                     *             },
                     *             "face_types": {
                     *               "plane": 14,
                     *               "cylinder": 6,
                     *               "cone": 0,
                     *               "sphere": 0,
                     *               "torus": 0,
                     *               "freeform": 0,
                     *               "facets": 0
                     *             },
                     *             "freeform_area_mm2": 0,
                     *             "holes": [
                     *               {
                     *                 "diameter_mm": 6.6,
                     *                 "depth_mm": 20,
                     *                 "through": true,
                     *                 "flat_bottom": false,
                     *                 "centre_mm": [
                     *                   10,
                     *                   10,
                     *                   10
                     *                 ],
                     *                 "axis": [
                     *                   0,
                     *                   0,
                     *                   1
                     *                 ],
                     *                 "faces": [
                     *                   7
                     *                 ]
                     *               }
                     *             ],
                     *             "pins": [],
                     *             "internal_corners": [
                     *               {
                     *                 "radius_mm": 3,
                     *                 "depth_mm": 12,
                     *                 "axis": [
                     *                   0,
                     *                   0,
                     *                   1
                     *                 ],
                     *                 "place": {
                     *                   "faces": [
                     *                     11
                     *                   ],
                     *                   "points_mm": [
                     *                     [
                     *                       12,
                     *                       12,
                     *                       14
                     *                     ]
                     *                   ]
                     *                 }
                     *               }
                     *             ],
                     *             "pockets": [
                     *               {
                     *                 "depth_mm": 12,
                     *                 "width_mm": 18,
                     *                 "direction": [
                     *                   0,
                     *                   0,
                     *                   1
                     *                 ],
                     *                 "place": {
                     *                   "faces": [
                     *                     9,
                     *                     10
                     *                   ],
                     *                   "points_mm": []
                     *                 }
                     *               }
                     *             ],
                     *             "wall": {
                     *               "minimum_mm": 3.1,
                     *               "p01_mm": 3.4,
                     *               "median_mm": 11.2,
                     *               "place": {
                     *                 "faces": [],
                     *                 "points_mm": [
                     *                   [
                     *                     12,
                     *                     4,
                     *                     10
                     *                   ]
                     *                 ]
                     *               }
                     *             },
                     *             "build_directions": [
                     *               {
                     *                 "up": [
                     *                   0,
                     *                   0,
                     *                   1
                     *                 ],
                     *                 "height_mm": 20,
                     *                 "footprint_mm2": 2400,
                     *                 "contact_mm2": 2300,
                     *                 "overhang_mm2": 0,
                     *                 "support_mm3": 0,
                     *                 "overhang_worst_deg": 0
                     *               }
                     *             ],
                     *             "access": {
                     *               "axes": [
                     *                 {
                     *                   "direction": [
                     *                     0,
                     *                     0,
                     *                     1
                     *                   ],
                     *                   "visible_mm2": 5200,
                     *                   "faces": [
                     *                     0,
                     *                     4
                     *                   ]
                     *                 }
                     *               ],
                     *               "unreachable_faces": [],
                     *               "unreachable_mm2": 0
                     *             },
                     *             "sharpest_outer_edge": {
                     *               "angle_deg": 90,
                     *               "place": {
                     *                 "faces": [
                     *                   0,
                     *                   1
                     *                 ],
                     *                 "points_mm": [
                     *                   [
                     *                     0,
                     *                     0,
                     *                     0
                     *                   ]
                     *                 ]
                     *               }
                     *             },
                     *             "statements": []
                     *           },
                     *           "findings_count": [
                     *             {
                     *               "process": "milling",
                     *               "process_name": "CNC milling",
                     *               "required_changes": 0,
                     *               "advisories": 1,
                     *               "not_checked": 2
                     *             }
                     *           ],
                     *           "timings_ms": {
                     *             "read": 310,
                     *             "facts": 140,
                     *             "check": 4,
                     *             "total": 460
                     *           },
                     *           "model_url": "/api/v1/parts/prt_01k3c2m8q5r7t9v1x3z5b7d9f1/model",
                     *           "structure_url": "/api/v1/parts/prt_01k3c2m8q5r7t9v1x3z5b7d9f1/structure",
                     *           "created_at": "2026-03-02T14:05:09.120Z"
                     *         }
                     *       ],
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PartList"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    createParts: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Chosen by the client, 1 to 255 visible characters, for example a UUID; quotes around it are allowed. The same key with the same body gets the stored answer again, also after a crash of the server; with another body 422; while the first is running 409.
                 * @example "7f0c2c1e-6f0a-4c55-9a5e-5d2b1d6a9f10"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description One field `file` per file. The format is detected from content: STEP, IGES, BREP, STL, OBJ, 3MF, DXF. */
                    file: string[];
                    /** @description For files that carry no unit; of a file that states one, the file's unit counts. */
                    unit?: components["schemas"]["LengthUnit"];
                };
            };
        };
        responses: {
            /** @description Stored; the analysis has begun. Follow it at `/api/v1/parts/{part_id}` or `/api/v1/events`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "name": "bracket",
                     *           "file_name": "bracket.step",
                     *           "file_sha256": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                     *           "index_in_file": 0,
                     *           "quantity_in_file": 1,
                     *           "state": "analysing",
                     *           "step": "parse",
                     *           "units": null,
                     *           "stated_unit": null,
                     *           "failure": null,
                     *           "diagnostics": [],
                     *           "facts": null,
                     *           "findings_count": [],
                     *           "timings_ms": {},
                     *           "model_url": null,
                     *           "structure_url": null,
                     *           "created_at": "2026-03-02T14:05:09.120Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedParts"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getPart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                part_id: components["parameters"]["PartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The part. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "name": "bracket",
                     *       "file_name": "bracket.step",
                     *       "file_sha256": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                     *       "index_in_file": 0,
                     *       "quantity_in_file": 1,
                     *       "state": "review_and_accept",
                     *       "step": null,
                     *       "units": {
                     *         "unit": "mm",
                     *         "source": "file",
                     *         "reason": "The file states millimetres.",
                     *         "doubtful": false,
                     *         "suggestion": null
                     *       },
                     *       "stated_unit": null,
                     *       "failure": null,
                     *       "diagnostics": [],
                     *       "facts": {
                     *         "volume_mm3": 48000,
                     *         "area_mm2": 13200,
                     *         "centre_of_mass_mm": [
                     *           30,
                     *           20,
                     *           10
                     *         ],
                     *         "bbox_mm": [
                     *           60,
                     *           40,
                     *           20
                     *         ],
                     *         "bbox_min_mm": [
                     *           0,
                     *           0,
                     *           0
                     *         ],
                     *         "bbox_max_mm": [
                     *           60,
                     *           40,
                     *           20
                     *         ],
                     *         "oriented_bbox_mm": [
                     *           60,
                     *           40,
                     *           20
                     *         ],
                     *         "oriented_axes": [
                     *           [
                     *             1,
                     *             0,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             1,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             0,
                     *             1
                     *           ]
                     *         ],
                     *         "convex_hull_volume_mm3": 48000,
                     *         "bodies": 1,
                     *         "enclosed_voids": 0,
                     *         "closed": true,
                     *         "exact": true,
                     *         "chord_error_mm": 0,
                     *         "triangles": 1284,
                     *         "mesh_defects": {
                     *           "open_edges": 0,
                     *           "non_manifold_edges": 0,
                     *           "flipped_edges": 0,
                     *           "degenerate_triangles": 0,
                     *           "duplicate_triangles": 0,
                     *           "inside_out": false
                     *         },
                     *         "face_types": {
                     *           "plane": 14,
                     *           "cylinder": 6,
                     *           "cone": 0,
                     *           "sphere": 0,
                     *           "torus": 0,
                     *           "freeform": 0,
                     *           "facets": 0
                     *         },
                     *         "freeform_area_mm2": 0,
                     *         "holes": [
                     *           {
                     *             "diameter_mm": 6.6,
                     *             "depth_mm": 20,
                     *             "through": true,
                     *             "flat_bottom": false,
                     *             "centre_mm": [
                     *               10,
                     *               10,
                     *               10
                     *             ],
                     *             "axis": [
                     *               0,
                     *               0,
                     *               1
                     *             ],
                     *             "faces": [
                     *               7
                     *             ]
                     *           }
                     *         ],
                     *         "pins": [],
                     *         "internal_corners": [
                     *           {
                     *             "radius_mm": 3,
                     *             "depth_mm": 12,
                     *             "axis": [
                     *               0,
                     *               0,
                     *               1
                     *             ],
                     *             "place": {
                     *               "faces": [
                     *                 11
                     *               ],
                     *               "points_mm": [
                     *                 [
                     *                   12,
                     *                   12,
                     *                   14
                     *                 ]
                     *               ]
                     *             }
                     *           }
                     *         ],
                     *         "pockets": [
                     *           {
                     *             "depth_mm": 12,
                     *             "width_mm": 18,
                     *             "direction": [
                     *               0,
                     *               0,
                     *               1
                     *             ],
                     *             "place": {
                     *               "faces": [
                     *                 9,
                     *                 10
                     *               ],
                     *               "points_mm": []
                     *             }
                     *           }
                     *         ],
                     *         "wall": {
                     *           "minimum_mm": 3.1,
                     *           "p01_mm": 3.4,
                     *           "median_mm": 11.2,
                     *           "place": {
                     *             "faces": [],
                     *             "points_mm": [
                     *               [
                     *                 12,
                     *                 4,
                     *                 10
                     *               ]
                     *             ]
                     *           }
                     *         },
                     *         "build_directions": [
                     *           {
                     *             "up": [
                     *               0,
                     *               0,
                     *               1
                     *             ],
                     *             "height_mm": 20,
                     *             "footprint_mm2": 2400,
                     *             "contact_mm2": 2300,
                     *             "overhang_mm2": 0,
                     *             "support_mm3": 0,
                     *             "overhang_worst_deg": 0
                     *           }
                     *         ],
                     *         "access": {
                     *           "axes": [
                     *             {
                     *               "direction": [
                     *                 0,
                     *                 0,
                     *                 1
                     *               ],
                     *               "visible_mm2": 5200,
                     *               "faces": [
                     *                 0,
                     *                 4
                     *               ]
                     *             }
                     *           ],
                     *           "unreachable_faces": [],
                     *           "unreachable_mm2": 0
                     *         },
                     *         "sharpest_outer_edge": {
                     *           "angle_deg": 90,
                     *           "place": {
                     *             "faces": [
                     *               0,
                     *               1
                     *             ],
                     *             "points_mm": [
                     *               [
                     *                 0,
                     *                 0,
                     *                 0
                     *               ]
                     *             ]
                     *           }
                     *         },
                     *         "statements": []
                     *       },
                     *       "findings_count": [
                     *         {
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "required_changes": 0,
                     *           "advisories": 1,
                     *           "not_checked": 2
                     *         }
                     *       ],
                     *       "timings_ms": {
                     *         "read": 310,
                     *         "facts": 140,
                     *         "check": 4,
                     *         "total": 460
                     *       },
                     *       "model_url": "/api/v1/parts/prt_01k3c2m8q5r7t9v1x3z5b7d9f1/model",
                     *       "structure_url": "/api/v1/parts/prt_01k3c2m8q5r7t9v1x3z5b7d9f1/structure",
                     *       "created_at": "2026-03-02T14:05:09.120Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Part"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Unexpected"];
        };
    };
    statePartUnit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                part_id: components["parameters"]["PartId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unit": "in"
                 *     }
                 */
                "application/json": components["schemas"]["UnitStatement"];
            };
        };
        responses: {
            /** @description Being analysed again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "name": "bracket",
                     *       "file_name": "bracket.step",
                     *       "file_sha256": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                     *       "index_in_file": 0,
                     *       "quantity_in_file": 1,
                     *       "state": "analysing",
                     *       "step": "parse",
                     *       "units": null,
                     *       "stated_unit": "in",
                     *       "failure": null,
                     *       "diagnostics": [],
                     *       "facts": null,
                     *       "findings_count": [],
                     *       "timings_ms": {},
                     *       "model_url": null,
                     *       "structure_url": null,
                     *       "created_at": "2026-03-02T14:05:09.120Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Part"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getPartModel: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: string;
            };
            path: {
                part_id: components["parameters"]["PartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Binary glTF 2.0 in metres, Y up. Per-vertex attributes: `_FACE` (index of the face), `_THICKNESS` (wall thickness in mm), `_GAP` (gap to the next surface in mm), `_DRAFT` (degrees towards the pull direction, negative on undercuts), `_OVERHANG` (degrees from vertical of surface that faces down with +Z up, else 0), `_REACH` (depth in mm that a straight tool has to reach). Of all but `_DRAFT` -1 says that there is none. */
            200: {
                headers: {
                    /** @description Names the content. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "model/gltf-binary": string;
                };
            };
            /** @description Not changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Unexpected"];
        };
    };
    getPartFindings: {
        parameters: {
            query?: {
                /**
                 * @description Only this process.
                 * @example sla
                 */
                process?: string;
            };
            header?: never;
            path: {
                part_id: components["parameters"]["PartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The findings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "processes": [
                     *         {
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "offered": true,
                     *           "findings": [
                     *             {
                     *               "rule": "MIL-03",
                     *               "process": "milling",
                     *               "severity": "advisory",
                     *               "measured": 4,
                     *               "limit": 3,
                     *               "unit": "ratio",
                     *               "message": "The pocket is 4 times as deep as its corner radius; above 3 the tool gets long.",
                     *               "reason": "Long tools bend and chatter.",
                     *               "remedy": "Make the inner corners at least R4.",
                     *               "place": {
                     *                 "faces": [
                     *                   11
                     *                 ],
                     *                 "points_mm": [
                     *                   [
                     *                     12,
                     *                     12,
                     *                     14
                     *                   ]
                     *                 ]
                     *               },
                     *               "source": "shop limits"
                     *             }
                     *           ],
                     *           "not_checked": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Findings"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getPartStructure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                part_id: components["parameters"]["PartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Parts and tree. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "parts": [
                     *         {
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "name": "Plate",
                     *           "quantity": 1,
                     *           "bought": null,
                     *           "colour_hex": "#b4bdc9"
                     *         },
                     *         {
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f2",
                     *           "name": "Screw",
                     *           "quantity": 4,
                     *           "bought": {
                     *             "kind": "screw",
                     *             "size": "M8",
                     *             "length_mm": 20,
                     *             "by_shape": true,
                     *             "by_name": false
                     *           },
                     *           "colour_hex": null
                     *         }
                     *       ],
                     *       "nodes": [
                     *         {
                     *           "name": "Bracket",
                     *           "quantity": 1,
                     *           "parent": null,
                     *           "part": null
                     *         },
                     *         {
                     *           "name": "Plate",
                     *           "quantity": 1,
                     *           "parent": 0,
                     *           "part": 0
                     *         },
                     *         {
                     *           "name": "Screw",
                     *           "quantity": 4,
                     *           "parent": 0,
                     *           "part": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Structure"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Unexpected"];
        };
    };
    getPartFlatPattern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                part_id: components["parameters"]["PartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DXF R2000 in millimetres: closed polylines and circles on the layers OUTLINE and CUTOUT, bend lines on BEND_UP and BEND_DOWN. */
            200: {
                headers: {
                    /** @description Names the file after the part. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/vnd.dxf": string;
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Unexpected"];
        };
    };
    listQuotes: {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "created_at": "2026-03-02T14:05:12.000Z",
                     *           "valid_until": "2026-04-01T14:05:12.000Z",
                     *           "expired": false,
                     *           "part_ids": [
                     *             "prt_01k3c2m8q5r7t9v1x3z5b7d9f1"
                     *           ]
                     *         }
                     *       ],
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["QuoteList"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    createQuote: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Chosen by the client, 1 to 255 visible characters, for example a UUID; quotes around it are allowed. The same key with the same body gets the stored answer again, also after a crash of the server; with another body 422; while the first is running 409.
                 * @example "7f0c2c1e-6f0a-4c55-9a5e-5d2b1d6a9f10"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "part_ids": [
                 *         "prt_01k3c2m8q5r7t9v1x3z5b7d9f1"
                 *       ],
                 *       "quantities": [
                 *         1,
                 *         10,
                 *         100
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description Priced and stored. */
            201: {
                headers: {
                    /** @description Where it is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "created_at": "2026-03-02T14:05:12.000Z",
                     *       "valid_until": "2026-04-01T14:05:12.000Z",
                     *       "expired": false,
                     *       "catalog_sha256": "abababababababababababababababababababababababababababababababab",
                     *       "engine_version": "fdm 1, milling 1, cost 1",
                     *       "parts": [
                     *         {
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "name": "bracket",
                     *           "file_name": "bracket.step",
                     *           "offers": [
                     *             {
                     *               "process": "milling",
                     *               "process_name": "CNC milling",
                     *               "material": "al_6061",
                     *               "material_name": "Aluminium 6061",
                     *               "machine": "vmc_3axis",
                     *               "machine_name": "3-axis machining centre",
                     *               "feasible": true,
                     *               "blockers": [],
                     *               "review_reasons": [],
                     *               "prices": [
                     *                 {
                     *                   "quantity": 10,
                     *                   "tier": "standard",
                     *                   "tier_name": "Standard",
                     *                   "unit_price": {
                     *                     "amount": "42.10",
                     *                     "amount_minor": 4210,
                     *                     "currency": "USD"
                     *                   },
                     *                   "total_price": {
                     *                     "amount": "421.00",
                     *                     "amount_minor": 42100,
                     *                     "currency": "USD"
                     *                   },
                     *                   "lead_days": 6,
                     *                   "ready_at": "2026-03-10T17:00:00.000Z",
                     *                   "date_set_by": "queue on vmc_3axis",
                     *                   "lead_inputs": [
                     *                     {
                     *                       "name": "review_days",
                     *                       "value": 0.5,
                     *                       "unit": "d",
                     *                       "provenance": "assumed",
                     *                       "source": "catalog.policy.review_days"
                     *                     }
                     *                   ],
                     *                   "breakdown": [
                     *                     {
                     *                       "code": "machine",
                     *                       "label": "Machine time",
                     *                       "amount": {
                     *                         "amount": "42.10",
                     *                         "amount_minor": 4210,
                     *                         "currency": "USD"
                     *                       },
                     *                       "figure": {
                     *                         "value": 42.1,
                     *                         "unit": "USD",
                     *                         "provenance": "estimated",
                     *                         "formula": "time_h · rate_per_h",
                     *                         "inputs": [
                     *                           {
                     *                             "name": "rate_per_h",
                     *                             "value": 72,
                     *                             "unit": "USD/h",
                     *                             "provenance": "assumed",
                     *                             "source": "catalog.machines.vmc_3axis.rate_per_h"
                     *                           }
                     *                         ]
                     *                       }
                     *                     }
                     *                   ]
                     *                 }
                     *               ],
                     *               "mass_g": 130,
                     *               "setup_s": 2160,
                     *               "run_s_per_part": 620,
                     *               "co2e_kg": 1.2,
                     *               "footprint": {
                     *                 "total_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "material_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "energy_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "consumables_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "transport_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "packaging_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "energy_kwh": {
                     *                   "value": 1.1,
                     *                   "unit": "kWh",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "uncertainty_share": 0.3
                     *               },
                     *               "plan": {
                     *                 "planner": "milling 1",
                     *                 "part_revision": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f#0",
                     *                 "stock": {
                     *                   "kind": "plate",
                     *                   "size_mm": [
                     *                     66,
                     *                     46,
                     *                     26
                     *                   ],
                     *                   "taken_g": {
                     *                     "value": 234,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "returned_g": {
                     *                     "value": 104,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "part_g": {
                     *                     "value": 130,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   }
                     *                 },
                     *                 "parts_per_run": 1,
                     *                 "runs_reason": "single piece in a vice",
                     *                 "set_ups": 2,
                     *                 "build_up": null,
                     *                 "operations": [
                     *                   {
                     *                     "sequence": 1,
                     *                     "kind": "rough",
                     *                     "name": "Rough from +Z with D12",
                     *                     "set_up": 1,
                     *                     "up": [
                     *                       0,
                     *                       0,
                     *                       1
                     *                     ],
                     *                     "resource": {
                     *                       "process": "milling",
                     *                       "kind": "3axis"
                     *                     },
                     *                     "lot_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "run_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "part_s": {
                     *                       "value": 310,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "removed_mm3 / rate_mm3_s",
                     *                       "inputs": []
                     *                     },
                     *                     "attended_share": 0.2,
                     *                     "labour_role": "machinist",
                     *                     "machine_time": true,
                     *                     "tools": [
                     *                       {
                     *                         "tool": "em_d12",
                     *                         "cutting_min": 4.1
                     *                       }
                     *                     ],
                     *                     "power_kw": 6
                     *                   }
                     *                 ],
                     *                 "notes": [
                     *                   "Two set-ups in a vice."
                     *                 ]
                     *               }
                     *             },
                     *             {
                     *               "process": "fdm",
                     *               "process_name": "3D printing (FDM)",
                     *               "material": "pla",
                     *               "material_name": "PLA",
                     *               "machine": "fdm_mk4s",
                     *               "machine_name": "Desktop printer",
                     *               "feasible": false,
                     *               "blockers": [
                     *                 {
                     *                   "code": "does_not_fit",
                     *                   "message": "420 mm is longer than the 250 mm of the build plate."
                     *                 }
                     *               ],
                     *               "review_reasons": [],
                     *               "prices": [],
                     *               "mass_g": null,
                     *               "setup_s": 0,
                     *               "run_s_per_part": 0,
                     *               "co2e_kg": null,
                     *               "footprint": null,
                     *               "plan": {
                     *                 "planner": "milling 1",
                     *                 "part_revision": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f#0",
                     *                 "stock": {
                     *                   "kind": "plate",
                     *                   "size_mm": [
                     *                     66,
                     *                     46,
                     *                     26
                     *                   ],
                     *                   "taken_g": {
                     *                     "value": 234,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "returned_g": {
                     *                     "value": 104,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "part_g": {
                     *                     "value": 130,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   }
                     *                 },
                     *                 "parts_per_run": 1,
                     *                 "runs_reason": "single piece in a vice",
                     *                 "set_ups": 2,
                     *                 "build_up": null,
                     *                 "operations": [
                     *                   {
                     *                     "sequence": 1,
                     *                     "kind": "rough",
                     *                     "name": "Rough from +Z with D12",
                     *                     "set_up": 1,
                     *                     "up": [
                     *                       0,
                     *                       0,
                     *                       1
                     *                     ],
                     *                     "resource": {
                     *                       "process": "milling",
                     *                       "kind": "3axis"
                     *                     },
                     *                     "lot_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "run_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "part_s": {
                     *                       "value": 310,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "removed_mm3 / rate_mm3_s",
                     *                       "inputs": []
                     *                     },
                     *                     "attended_share": 0.2,
                     *                     "labour_role": "machinist",
                     *                     "machine_time": true,
                     *                     "tools": [
                     *                       {
                     *                         "tool": "em_d12",
                     *                         "cutting_min": 4.1
                     *                       }
                     *                     ],
                     *                     "power_kw": 6
                     *                   }
                     *                 ],
                     *                 "notes": [
                     *                   "Two set-ups in a vice."
                     *                 ]
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getQuote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_id: components["parameters"]["QuoteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it was stored, to the cent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "created_at": "2026-03-02T14:05:12.000Z",
                     *       "valid_until": "2026-04-01T14:05:12.000Z",
                     *       "expired": false,
                     *       "catalog_sha256": "abababababababababababababababababababababababababababababababab",
                     *       "engine_version": "fdm 1, milling 1, cost 1",
                     *       "parts": [
                     *         {
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "name": "bracket",
                     *           "file_name": "bracket.step",
                     *           "offers": [
                     *             {
                     *               "process": "milling",
                     *               "process_name": "CNC milling",
                     *               "material": "al_6061",
                     *               "material_name": "Aluminium 6061",
                     *               "machine": "vmc_3axis",
                     *               "machine_name": "3-axis machining centre",
                     *               "feasible": true,
                     *               "blockers": [],
                     *               "review_reasons": [],
                     *               "prices": [
                     *                 {
                     *                   "quantity": 10,
                     *                   "tier": "standard",
                     *                   "tier_name": "Standard",
                     *                   "unit_price": {
                     *                     "amount": "42.10",
                     *                     "amount_minor": 4210,
                     *                     "currency": "USD"
                     *                   },
                     *                   "total_price": {
                     *                     "amount": "421.00",
                     *                     "amount_minor": 42100,
                     *                     "currency": "USD"
                     *                   },
                     *                   "lead_days": 6,
                     *                   "ready_at": "2026-03-10T17:00:00.000Z",
                     *                   "date_set_by": "queue on vmc_3axis",
                     *                   "lead_inputs": [
                     *                     {
                     *                       "name": "review_days",
                     *                       "value": 0.5,
                     *                       "unit": "d",
                     *                       "provenance": "assumed",
                     *                       "source": "catalog.policy.review_days"
                     *                     }
                     *                   ],
                     *                   "breakdown": [
                     *                     {
                     *                       "code": "machine",
                     *                       "label": "Machine time",
                     *                       "amount": {
                     *                         "amount": "42.10",
                     *                         "amount_minor": 4210,
                     *                         "currency": "USD"
                     *                       },
                     *                       "figure": {
                     *                         "value": 42.1,
                     *                         "unit": "USD",
                     *                         "provenance": "estimated",
                     *                         "formula": "time_h · rate_per_h",
                     *                         "inputs": [
                     *                           {
                     *                             "name": "rate_per_h",
                     *                             "value": 72,
                     *                             "unit": "USD/h",
                     *                             "provenance": "assumed",
                     *                             "source": "catalog.machines.vmc_3axis.rate_per_h"
                     *                           }
                     *                         ]
                     *                       }
                     *                     }
                     *                   ]
                     *                 }
                     *               ],
                     *               "mass_g": 130,
                     *               "setup_s": 2160,
                     *               "run_s_per_part": 620,
                     *               "co2e_kg": 1.2,
                     *               "footprint": {
                     *                 "total_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "material_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "energy_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "consumables_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "transport_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "packaging_co2e_kg": {
                     *                   "value": 1.2,
                     *                   "unit": "kg",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "energy_kwh": {
                     *                   "value": 1.1,
                     *                   "unit": "kWh",
                     *                   "provenance": "estimated",
                     *                   "formula": "",
                     *                   "inputs": []
                     *                 },
                     *                 "uncertainty_share": 0.3
                     *               },
                     *               "plan": {
                     *                 "planner": "milling 1",
                     *                 "part_revision": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f#0",
                     *                 "stock": {
                     *                   "kind": "plate",
                     *                   "size_mm": [
                     *                     66,
                     *                     46,
                     *                     26
                     *                   ],
                     *                   "taken_g": {
                     *                     "value": 234,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "returned_g": {
                     *                     "value": 104,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "part_g": {
                     *                     "value": 130,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   }
                     *                 },
                     *                 "parts_per_run": 1,
                     *                 "runs_reason": "single piece in a vice",
                     *                 "set_ups": 2,
                     *                 "build_up": null,
                     *                 "operations": [
                     *                   {
                     *                     "sequence": 1,
                     *                     "kind": "rough",
                     *                     "name": "Rough from +Z with D12",
                     *                     "set_up": 1,
                     *                     "up": [
                     *                       0,
                     *                       0,
                     *                       1
                     *                     ],
                     *                     "resource": {
                     *                       "process": "milling",
                     *                       "kind": "3axis"
                     *                     },
                     *                     "lot_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "run_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "part_s": {
                     *                       "value": 310,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "removed_mm3 / rate_mm3_s",
                     *                       "inputs": []
                     *                     },
                     *                     "attended_share": 0.2,
                     *                     "labour_role": "machinist",
                     *                     "machine_time": true,
                     *                     "tools": [
                     *                       {
                     *                         "tool": "em_d12",
                     *                         "cutting_min": 4.1
                     *                       }
                     *                     ],
                     *                     "power_kw": 6
                     *                   }
                     *                 ],
                     *                 "notes": [
                     *                   "Two set-ups in a vice."
                     *                 ]
                     *               }
                     *             },
                     *             {
                     *               "process": "fdm",
                     *               "process_name": "3D printing (FDM)",
                     *               "material": "pla",
                     *               "material_name": "PLA",
                     *               "machine": "fdm_mk4s",
                     *               "machine_name": "Desktop printer",
                     *               "feasible": false,
                     *               "blockers": [
                     *                 {
                     *                   "code": "does_not_fit",
                     *                   "message": "420 mm is longer than the 250 mm of the build plate."
                     *                 }
                     *               ],
                     *               "review_reasons": [],
                     *               "prices": [],
                     *               "mass_g": null,
                     *               "setup_s": 0,
                     *               "run_s_per_part": 0,
                     *               "co2e_kg": null,
                     *               "footprint": null,
                     *               "plan": {
                     *                 "planner": "milling 1",
                     *                 "part_revision": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f#0",
                     *                 "stock": {
                     *                   "kind": "plate",
                     *                   "size_mm": [
                     *                     66,
                     *                     46,
                     *                     26
                     *                   ],
                     *                   "taken_g": {
                     *                     "value": 234,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "returned_g": {
                     *                     "value": 104,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   },
                     *                   "part_g": {
                     *                     "value": 130,
                     *                     "unit": "g",
                     *                     "provenance": "estimated",
                     *                     "formula": "",
                     *                     "inputs": []
                     *                   }
                     *                 },
                     *                 "parts_per_run": 1,
                     *                 "runs_reason": "single piece in a vice",
                     *                 "set_ups": 2,
                     *                 "build_up": null,
                     *                 "operations": [
                     *                   {
                     *                     "sequence": 1,
                     *                     "kind": "rough",
                     *                     "name": "Rough from +Z with D12",
                     *                     "set_up": 1,
                     *                     "up": [
                     *                       0,
                     *                       0,
                     *                       1
                     *                     ],
                     *                     "resource": {
                     *                       "process": "milling",
                     *                       "kind": "3axis"
                     *                     },
                     *                     "lot_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "run_s": {
                     *                       "value": 0,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "",
                     *                       "inputs": []
                     *                     },
                     *                     "part_s": {
                     *                       "value": 310,
                     *                       "unit": "s",
                     *                       "provenance": "estimated",
                     *                       "formula": "removed_mm3 / rate_mm3_s",
                     *                       "inputs": []
                     *                     },
                     *                     "attended_share": 0.2,
                     *                     "labour_role": "machinist",
                     *                     "machine_time": true,
                     *                     "tools": [
                     *                       {
                     *                         "tool": "em_d12",
                     *                         "cutting_min": 4.1
                     *                       }
                     *                     ],
                     *                     "power_kw": 6
                     *                   }
                     *                 ],
                     *                 "notes": [
                     *                   "Two set-ups in a vice."
                     *                 ]
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Quote"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Unexpected"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description At most this many. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "quote_id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "contact": "ada@example.org",
                     *           "reference": "PO-4711",
                     *           "state": "confirmed",
                     *           "lines_total": {
                     *             "amount": "421.00",
                     *             "amount_minor": 42100,
                     *             "currency": "USD"
                     *           },
                     *           "minimum_added": {
                     *             "amount": "0.00",
                     *             "amount_minor": 0,
                     *             "currency": "USD"
                     *           },
                     *           "total": {
                     *             "amount": "421.00",
                     *             "amount_minor": 42100,
                     *             "currency": "USD"
                     *           },
                     *           "created_at": "2026-03-02T14:07:00.000Z",
                     *           "promised_at": "2026-03-10T17:00:00.000Z",
                     *           "lines_count": 1,
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 1,
                     *             "planned_s": 8360,
                     *             "finished_s": 2160,
                     *             "share": 0.258
                     *           }
                     *         }
                     *       ],
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["OrderList"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    createOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Chosen by the client, 1 to 255 visible characters, for example a UUID; quotes around it are allowed. The same key with the same body gets the stored answer again, also after a crash of the server; with another body 422; while the first is running 409.
                 * @example "7f0c2c1e-6f0a-4c55-9a5e-5d2b1d6a9f10"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quote_id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                 *       "lines": [
                 *         {
                 *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                 *           "process": "milling",
                 *           "material": "al_6061",
                 *           "machine": "vmc_3axis",
                 *           "tier": "standard",
                 *           "quantity": 10,
                 *           "findings_accepted": true
                 *         }
                 *       ],
                 *       "contact": "ada@example.org",
                 *       "reference": "PO-4711"
                 *     }
                 */
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description Ordered: work orders are released. */
            201: {
                headers: {
                    /** @description Where it is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "quote_id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "contact": "ada@example.org",
                     *       "reference": "PO-4711",
                     *       "state": "confirmed",
                     *       "lines_total": {
                     *         "amount": "421.00",
                     *         "amount_minor": 42100,
                     *         "currency": "USD"
                     *       },
                     *       "minimum_added": {
                     *         "amount": "0.00",
                     *         "amount_minor": 0,
                     *         "currency": "USD"
                     *       },
                     *       "total": {
                     *         "amount": "421.00",
                     *         "amount_minor": 42100,
                     *         "currency": "USD"
                     *       },
                     *       "created_at": "2026-03-02T14:07:00.000Z",
                     *       "promised_at": "2026-03-10T17:00:00.000Z",
                     *       "progress": {
                     *         "operations_total": 4,
                     *         "operations_finished": 1,
                     *         "planned_s": 8360,
                     *         "finished_s": 2160,
                     *         "share": 0.258
                     *       },
                     *       "lines": [
                     *         {
                     *           "number": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "tier": "standard",
                     *           "tier_name": "Standard",
                     *           "quantity": 10,
                     *           "unit_price": {
                     *             "amount": "42.10",
                     *             "amount_minor": 4210,
                     *             "currency": "USD"
                     *           },
                     *           "total_price": {
                     *             "amount": "421.00",
                     *             "amount_minor": 42100,
                     *             "currency": "USD"
                     *           },
                     *           "promised_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 1,
                     *             "planned_s": 8360,
                     *             "finished_s": 2160,
                     *             "share": 0.258
                     *           }
                     *         }
                     *       ],
                     *       "work_orders": [
                     *         {
                     *           "id": "wo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_line": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "quantity": 10,
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "state": "released",
                     *           "replaces": null,
                     *           "created_at": "2026-03-02T14:07:00.000Z",
                     *           "due_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 1,
                     *             "planned_s": 8360,
                     *             "finished_s": 2160,
                     *             "share": 0.258
                     *           },
                     *           "operations": [
                     *             {
                     *               "id": "op_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *               "sequence": 1,
                     *               "kind": "rough",
                     *               "name": "Rough from +Z with D12",
                     *               "work_centre": "vmc_3axis",
                     *               "work_centre_name": "3-axis machining centre",
                     *               "planned_s": 3100,
                     *               "actual_s": null,
                     *               "state": "ready",
                     *               "started_at": null,
                     *               "finished_at": null,
                     *               "good_quantity": 0,
                     *               "scrap_quantity": 0,
                     *               "scrap_reason": "",
                     *               "operator_name": "",
                     *               "etag": "\"1\""
                     *             }
                     *           ],
                     *           "plan": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "quote_id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "contact": "ada@example.org",
                     *       "reference": "PO-4711",
                     *       "state": "confirmed",
                     *       "lines_total": {
                     *         "amount": "421.00",
                     *         "amount_minor": 42100,
                     *         "currency": "USD"
                     *       },
                     *       "minimum_added": {
                     *         "amount": "0.00",
                     *         "amount_minor": 0,
                     *         "currency": "USD"
                     *       },
                     *       "total": {
                     *         "amount": "421.00",
                     *         "amount_minor": 42100,
                     *         "currency": "USD"
                     *       },
                     *       "created_at": "2026-03-02T14:07:00.000Z",
                     *       "promised_at": "2026-03-10T17:00:00.000Z",
                     *       "progress": {
                     *         "operations_total": 4,
                     *         "operations_finished": 1,
                     *         "planned_s": 8360,
                     *         "finished_s": 2160,
                     *         "share": 0.258
                     *       },
                     *       "lines": [
                     *         {
                     *           "number": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "tier": "standard",
                     *           "tier_name": "Standard",
                     *           "quantity": 10,
                     *           "unit_price": {
                     *             "amount": "42.10",
                     *             "amount_minor": 4210,
                     *             "currency": "USD"
                     *           },
                     *           "total_price": {
                     *             "amount": "421.00",
                     *             "amount_minor": 42100,
                     *             "currency": "USD"
                     *           },
                     *           "promised_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 1,
                     *             "planned_s": 8360,
                     *             "finished_s": 2160,
                     *             "share": 0.258
                     *           }
                     *         }
                     *       ],
                     *       "work_orders": [
                     *         {
                     *           "id": "wo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_line": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "quantity": 10,
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "state": "released",
                     *           "replaces": null,
                     *           "created_at": "2026-03-02T14:07:00.000Z",
                     *           "due_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 1,
                     *             "planned_s": 8360,
                     *             "finished_s": 2160,
                     *             "share": 0.258
                     *           },
                     *           "operations": [
                     *             {
                     *               "id": "op_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *               "sequence": 1,
                     *               "kind": "rough",
                     *               "name": "Rough from +Z with D12",
                     *               "work_centre": "vmc_3axis",
                     *               "work_centre_name": "3-axis machining centre",
                     *               "planned_s": 3100,
                     *               "actual_s": null,
                     *               "state": "ready",
                     *               "started_at": null,
                     *               "finished_at": null,
                     *               "good_quantity": 0,
                     *               "scrap_quantity": 0,
                     *               "scrap_reason": "",
                     *               "operator_name": "",
                     *               "etag": "\"1\""
                     *             }
                     *           ],
                     *           "plan": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Unexpected"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "quote_id": "quo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "contact": "ada@example.org",
                     *       "reference": "PO-4711",
                     *       "state": "cancelled",
                     *       "lines_total": {
                     *         "amount": "421.00",
                     *         "amount_minor": 42100,
                     *         "currency": "USD"
                     *       },
                     *       "minimum_added": {
                     *         "amount": "0.00",
                     *         "amount_minor": 0,
                     *         "currency": "USD"
                     *       },
                     *       "total": {
                     *         "amount": "421.00",
                     *         "amount_minor": 42100,
                     *         "currency": "USD"
                     *       },
                     *       "created_at": "2026-03-02T14:07:00.000Z",
                     *       "promised_at": "2026-03-10T17:00:00.000Z",
                     *       "progress": {
                     *         "operations_total": 4,
                     *         "operations_finished": 0,
                     *         "planned_s": 8360,
                     *         "finished_s": 0,
                     *         "share": 0
                     *       },
                     *       "lines": [
                     *         {
                     *           "number": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "tier": "standard",
                     *           "tier_name": "Standard",
                     *           "quantity": 10,
                     *           "unit_price": {
                     *             "amount": "42.10",
                     *             "amount_minor": 4210,
                     *             "currency": "USD"
                     *           },
                     *           "total_price": {
                     *             "amount": "421.00",
                     *             "amount_minor": 42100,
                     *             "currency": "USD"
                     *           },
                     *           "promised_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 0,
                     *             "planned_s": 8360,
                     *             "finished_s": 0,
                     *             "share": 0
                     *           }
                     *         }
                     *       ],
                     *       "work_orders": [
                     *         {
                     *           "id": "wo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_line": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "quantity": 10,
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "state": "cancelled",
                     *           "replaces": null,
                     *           "created_at": "2026-03-02T14:07:00.000Z",
                     *           "due_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 0,
                     *             "planned_s": 8360,
                     *             "finished_s": 0,
                     *             "share": 0
                     *           },
                     *           "operations": [
                     *             {
                     *               "id": "op_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *               "sequence": 1,
                     *               "kind": "rough",
                     *               "name": "Rough from +Z with D12",
                     *               "work_centre": "vmc_3axis",
                     *               "work_centre_name": "3-axis machining centre",
                     *               "planned_s": 3100,
                     *               "actual_s": null,
                     *               "state": "cancelled",
                     *               "started_at": null,
                     *               "finished_at": null,
                     *               "good_quantity": 0,
                     *               "scrap_quantity": 0,
                     *               "scrap_reason": "",
                     *               "operator_name": "",
                     *               "etag": "\"2\""
                     *             }
                     *           ],
                     *           "plan": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Unexpected"];
        };
    };
    listWorkOrders: {
        parameters: {
            query?: {
                /** @description Only work orders with an unfinished operation there. */
                work_centre?: string;
                /** @description Only these states, separated by commas. */
                state?: components["schemas"]["WorkOrderState"][];
                /** @description Only of this order. */
                order_id?: string;
                /** @description At most this many. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By due date. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "wo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "order_line": 1,
                     *           "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "part_name": "bracket",
                     *           "quantity": 10,
                     *           "process": "milling",
                     *           "process_name": "CNC milling",
                     *           "material": "al_6061",
                     *           "material_name": "Aluminium 6061",
                     *           "machine": "vmc_3axis",
                     *           "machine_name": "3-axis machining centre",
                     *           "state": "released",
                     *           "replaces": null,
                     *           "created_at": "2026-03-02T14:07:00.000Z",
                     *           "due_at": "2026-03-10T17:00:00.000Z",
                     *           "progress": {
                     *             "operations_total": 4,
                     *             "operations_finished": 1,
                     *             "planned_s": 8360,
                     *             "finished_s": 2160,
                     *             "share": 0.258
                     *           },
                     *           "operations": [
                     *             {
                     *               "id": "op_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *               "sequence": 1,
                     *               "kind": "rough",
                     *               "name": "Rough from +Z with D12",
                     *               "work_centre": "vmc_3axis",
                     *               "work_centre_name": "3-axis machining centre",
                     *               "planned_s": 3100,
                     *               "actual_s": null,
                     *               "state": "ready",
                     *               "started_at": null,
                     *               "finished_at": null,
                     *               "good_quantity": 0,
                     *               "scrap_quantity": 0,
                     *               "scrap_reason": "",
                     *               "operator_name": "",
                     *               "etag": "\"1\""
                     *             }
                     *           ],
                     *           "plan": null
                     *         }
                     *       ],
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["WorkOrderList"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    getWorkOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                work_order_id: components["parameters"]["WorkOrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "wo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "order_id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "order_line": 1,
                     *       "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "part_name": "bracket",
                     *       "quantity": 10,
                     *       "process": "milling",
                     *       "process_name": "CNC milling",
                     *       "material": "al_6061",
                     *       "material_name": "Aluminium 6061",
                     *       "machine": "vmc_3axis",
                     *       "machine_name": "3-axis machining centre",
                     *       "state": "released",
                     *       "replaces": null,
                     *       "created_at": "2026-03-02T14:07:00.000Z",
                     *       "due_at": "2026-03-10T17:00:00.000Z",
                     *       "progress": {
                     *         "operations_total": 4,
                     *         "operations_finished": 1,
                     *         "planned_s": 8360,
                     *         "finished_s": 2160,
                     *         "share": 0.258
                     *       },
                     *       "operations": [
                     *         {
                     *           "id": "op_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "sequence": 1,
                     *           "kind": "rough",
                     *           "name": "Rough from +Z with D12",
                     *           "work_centre": "vmc_3axis",
                     *           "work_centre_name": "3-axis machining centre",
                     *           "planned_s": 3100,
                     *           "actual_s": null,
                     *           "state": "ready",
                     *           "started_at": null,
                     *           "finished_at": null,
                     *           "good_quantity": 0,
                     *           "scrap_quantity": 0,
                     *           "scrap_reason": "",
                     *           "operator_name": "",
                     *           "etag": "\"1\""
                     *         }
                     *       ],
                     *       "plan": {
                     *         "planner": "milling 1",
                     *         "part_revision": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f#0",
                     *         "stock": {
                     *           "kind": "plate",
                     *           "size_mm": [
                     *             66,
                     *             46,
                     *             26
                     *           ],
                     *           "taken_g": {
                     *             "value": 234,
                     *             "unit": "g",
                     *             "provenance": "estimated",
                     *             "formula": "",
                     *             "inputs": []
                     *           },
                     *           "returned_g": {
                     *             "value": 104,
                     *             "unit": "g",
                     *             "provenance": "estimated",
                     *             "formula": "",
                     *             "inputs": []
                     *           },
                     *           "part_g": {
                     *             "value": 130,
                     *             "unit": "g",
                     *             "provenance": "estimated",
                     *             "formula": "",
                     *             "inputs": []
                     *           }
                     *         },
                     *         "parts_per_run": 1,
                     *         "runs_reason": "single piece in a vice",
                     *         "set_ups": 2,
                     *         "build_up": null,
                     *         "operations": [
                     *           {
                     *             "sequence": 1,
                     *             "kind": "rough",
                     *             "name": "Rough from +Z with D12",
                     *             "set_up": 1,
                     *             "up": [
                     *               0,
                     *               0,
                     *               1
                     *             ],
                     *             "resource": {
                     *               "process": "milling",
                     *               "kind": "3axis"
                     *             },
                     *             "lot_s": {
                     *               "value": 0,
                     *               "unit": "s",
                     *               "provenance": "estimated",
                     *               "formula": "",
                     *               "inputs": []
                     *             },
                     *             "run_s": {
                     *               "value": 0,
                     *               "unit": "s",
                     *               "provenance": "estimated",
                     *               "formula": "",
                     *               "inputs": []
                     *             },
                     *             "part_s": {
                     *               "value": 310,
                     *               "unit": "s",
                     *               "provenance": "estimated",
                     *               "formula": "removed_mm3 / rate_mm3_s",
                     *               "inputs": []
                     *             },
                     *             "attended_share": 0.2,
                     *             "labour_role": "machinist",
                     *             "machine_time": true,
                     *             "tools": [
                     *               {
                     *                 "tool": "em_d12",
                     *                 "cutting_min": 4.1
                     *               }
                     *             ],
                     *             "power_kw": 6
                     *           }
                     *         ],
                     *         "notes": [
                     *           "Two set-ups in a vice."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Unexpected"];
        };
    };
    transitionOperation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Chosen by the client, 1 to 255 visible characters, for example a UUID; quotes around it are allowed. The same key with the same body gets the stored answer again, also after a crash of the server; with another body 422; while the first is running 409.
                 * @example "7f0c2c1e-6f0a-4c55-9a5e-5d2b1d6a9f10"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description `etag` of the operation as the caller saw it; 412 when somebody else changed it meanwhile.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                work_order_id: components["parameters"]["WorkOrderId"];
                operation_id: components["parameters"]["OperationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "start",
                 *       "operator_name": "Kim"
                 *     }
                 */
                "application/json": components["schemas"]["Transition"];
            };
        };
        responses: {
            /** @description Done; the work order as it is now. */
            200: {
                headers: {
                    /** @description Of the operation as it is now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "wo_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "order_id": "ord_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "order_line": 1,
                     *       "part_id": "prt_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *       "part_name": "bracket",
                     *       "quantity": 10,
                     *       "process": "milling",
                     *       "process_name": "CNC milling",
                     *       "material": "al_6061",
                     *       "material_name": "Aluminium 6061",
                     *       "machine": "vmc_3axis",
                     *       "machine_name": "3-axis machining centre",
                     *       "state": "released",
                     *       "replaces": null,
                     *       "created_at": "2026-03-02T14:07:00.000Z",
                     *       "due_at": "2026-03-10T17:00:00.000Z",
                     *       "progress": {
                     *         "operations_total": 4,
                     *         "operations_finished": 1,
                     *         "planned_s": 8360,
                     *         "finished_s": 2160,
                     *         "share": 0.258
                     *       },
                     *       "operations": [
                     *         {
                     *           "id": "op_01k3c2m8q5r7t9v1x3z5b7d9f1",
                     *           "sequence": 1,
                     *           "kind": "rough",
                     *           "name": "Rough from +Z with D12",
                     *           "work_centre": "vmc_3axis",
                     *           "work_centre_name": "3-axis machining centre",
                     *           "planned_s": 3100,
                     *           "actual_s": null,
                     *           "state": "running",
                     *           "started_at": "2026-03-03T08:00:00.000Z",
                     *           "finished_at": null,
                     *           "good_quantity": 0,
                     *           "scrap_quantity": 0,
                     *           "scrap_reason": "",
                     *           "operator_name": "Kim",
                     *           "etag": "\"2\""
                     *         }
                     *       ],
                     *       "plan": null
                     *     }
                     */
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The public side of the catalogue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "shop_id": "demo",
                     *       "shop_name": "Demo shop",
                     *       "version": "1",
                     *       "sha256": "abababababababababababababababababababababababababababababababab",
                     *       "currency": "USD",
                     *       "order_min": {
                     *         "amount": "35.00",
                     *         "amount_minor": 3500,
                     *         "currency": "USD"
                     *       },
                     *       "quote_valid_days": 30,
                     *       "processes": [
                     *         {
                     *           "id": "milling",
                     *           "name": "CNC milling"
                     *         }
                     *       ],
                     *       "processes_elsewhere": [
                     *         {
                     *           "id": "sla",
                     *           "name": "sla"
                     *         }
                     *       ],
                     *       "materials": [
                     *         {
                     *           "id": "al_6061",
                     *           "name": "Aluminium 6061",
                     *           "family": "aluminium",
                     *           "processes": [
                     *             "milling"
                     *           ],
                     *           "metal": true,
                     *           "colour_hex": "#c8ccd0",
                     *           "density_g_cm3": 2.7,
                     *           "co2e_kg_per_kg": 9.1,
                     *           "recycled_share": 0.3,
                     *           "properties": {
                     *             "e_gpa": 68.9
                     *           },
                     *           "source": "handbook",
                     *           "trust": "handbook"
                     *         }
                     *       ],
                     *       "machines": [
                     *         {
                     *           "id": "vmc_3axis",
                     *           "name": "3-axis machining centre",
                     *           "process": "milling",
                     *           "kind": "3axis",
                     *           "envelope_mm": [
                     *             762,
                     *             406,
                     *             508
                     *           ],
                     *           "count": 1,
                     *           "materials": []
                     *         }
                     *       ],
                     *       "tiers": [
                     *         {
                     *           "id": "standard",
                     *           "name": "Standard",
                     *           "days_factor": 1,
                     *           "price_factor": 1
                     *         }
                     *       ],
                     *       "work_centres": [
                     *         {
                     *           "id": "vmc_3axis",
                     *           "name": "3-axis machining centre"
                     *         },
                     *         {
                     *           "id": "bench",
                     *           "name": "Bench"
                     *         }
                     *       ],
                     *       "limits": {
                     *         "upload_bytes_max": 268435456,
                     *         "request_bytes_max": 1073741824,
                     *         "files_per_request_max": 100,
                     *         "parts_per_quote_max": 100,
                     *         "quantities_per_quote_max": 20,
                     *         "quantity_max": 1000000,
                     *         "list_max": 500
                     *       },
                     *       "units": [
                     *         "um",
                     *         "mm",
                     *         "cm",
                     *         "m",
                     *         "in",
                     *         "ft"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description The same for the first connection; 0 is the whole log. Default: only what happens from now on. */
                after?: number;
            };
            header?: {
                /** @description Go on after this sequence number; browsers send it when they reconnect. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. `id` is the sequence number, `data` one CloudEvent in JSON (schema Event) on one line; there is no `event` field, so `EventSource.onmessage` gets all. A comment every 15 s keeps the connection open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 42
                     *     data: {"specversion":"1.0","id":"42","source":"urn:millrace:shop:demo","type":"part.analysed","subject":"prt_01k3c2m8q5r7t9v1x3z5b7d9f1","time":"2026-03-02T14:05:09.120Z","datacontenttype":"application/json","data":{"state":"ready"}}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Yes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "shop_name": "Demo shop"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
}

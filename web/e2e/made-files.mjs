// Files that the browser test makes for itself: what no bundled example has.

/** A STEP file that states size and place of its last face, and its first face as datum A. */
export function withStatements(bytes) {
  const text = bytes.toString("latin1");
  const faces = [...text.matchAll(/#(\d+)\s*=\s*ADVANCED_FACE/g)].map((match) => match[1]);
  const first = faces[0];
  const last = faces.at(-1);
  const statements = `
#900001=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.));
#900010=SHAPE_ASPECT('','',#4,.T.);
#900011=GEOMETRIC_ITEM_SPECIFIC_USAGE('',$,#900010,#10,#${last});
#900020=DIMENSIONAL_SIZE(#900010,'diameter');
#900021=DIMENSIONAL_CHARACTERISTIC_REPRESENTATION(#900020,#900022);
#900022=SHAPE_DIMENSION_REPRESENTATION('',(#900023),#900099);
#900023=(LENGTH_MEASURE_WITH_UNIT()MEASURE_REPRESENTATION_ITEM()MEASURE_WITH_UNIT(LENGTH_MEASURE(9.0),#900001)REPRESENTATION_ITEM('nominal value'));
#900024=PLUS_MINUS_TOLERANCE(#900025,#900020);
#900025=TOLERANCE_VALUE(#900026,#900027);
#900026=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(0.0),#900001);
#900027=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(0.2),#900001);
#900030=DATUM_FEATURE('',$,#4,.T.);
#900031=DATUM('',$,#4,.F.,'A');
#900032=SHAPE_ASPECT_RELATIONSHIP('',$,#900030,#900031);
#900033=GEOMETRIC_ITEM_SPECIFIC_USAGE('',$,#900030,#10,#${first});
#900034=DATUM_REFERENCE_COMPARTMENT('',$,#4,.F.,#900031,$);
#900035=DATUM_SYSTEM('',$,#4,.F.,(#900034));
#900036=(GEOMETRIC_TOLERANCE('','',#900027,#900010)GEOMETRIC_TOLERANCE_WITH_DATUM_REFERENCE((#900035))GEOMETRIC_TOLERANCE_WITH_MODIFIERS((.MAXIMUM_MATERIAL_REQUIREMENT.))POSITION_TOLERANCE());
`;
  return Buffer.from(text.replace(/ENDSEC;\s*END-ISO-10303-21;/, `${statements}ENDSEC;\nEND-ISO-10303-21;`), "latin1");
}

/** An assembly of two pairs of the part of a STEP file: root, sub-assembly, use. */
export function assembled(bytes) {
  const text = bytes.toString("latin1");
  const context = /#10\s*=\s*ADVANCED_BREP_SHAPE_REPRESENTATION\('',\(#11,#15\),#(\d+)\)/.exec(text)?.[1];
  if (!context) throw new Error("the part does not look as the examples do");
  const lines = [];
  let id = 900_000;
  const add = (entity) => {
    id += 1;
    lines.push(`#${id}=${entity};`);
    return `#${id}`;
  };
  const placement = (x, y) => {
    const point = add(`CARTESIAN_POINT('',(${x.toFixed(1)},${y.toFixed(1)},0.))`);
    return add(`AXIS2_PLACEMENT_3D('',${point},#13,#14)`);
  };
  /** A product of uses of another one, `apart` from each other. */
  const product = (name, child, uses, apart) => {
    const formation = add(`PRODUCT_DEFINITION_FORMATION('','',${add(`PRODUCT('${name}','${name}','',(#8))`)})`);
    const definition = add(`PRODUCT_DEFINITION('design','',${formation},#9)`);
    const shape = add(`PRODUCT_DEFINITION_SHAPE('','',${definition})`);
    const origin = placement(0, 0);
    const places = Array.from({ length: uses }, (_, index) => placement(index * apart[0], index * apart[1]));
    const representation = add(`SHAPE_REPRESENTATION('',(${[origin, ...places].join(",")}),#${context})`);
    add(`SHAPE_DEFINITION_REPRESENTATION(${shape},${representation})`);
    for (const [index, place] of places.entries()) {
      const move = add(`ITEM_DEFINED_TRANSFORMATION('','',#11,${place})`);
      const relation = add(
        `(REPRESENTATION_RELATIONSHIP('','',${child.representation},${representation})REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION(${move})SHAPE_REPRESENTATION_RELATIONSHIP())`,
      );
      const use = add(`NEXT_ASSEMBLY_USAGE_OCCURRENCE('${name}${index}','${name} ${index + 1}','',${definition},${child.definition},$)`);
      add(`CONTEXT_DEPENDENT_SHAPE_REPRESENTATION(${relation},${add(`PRODUCT_DEFINITION_SHAPE('','',${use})`)})`);
    }
    return { definition, representation };
  };
  const pair = product("Pair", { definition: "#5", representation: "#10" }, 2, [0, 200]);
  product("Frame", pair, 2, [300, 0]);
  return Buffer.from(text.replace(/ENDSEC;\s*END-ISO-10303-21;/, `${lines.join("\n")}\nENDSEC;\nEND-ISO-10303-21;`), "latin1");
}

// Statements about faces, read from the text of a STEP file: values in any unit, datums, threads,
// texts; and that no text, however broken, does harm.
#include "part21_pmi.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>

#include "millrace/base/rng.h"
#include "part21_graph.h"

namespace millrace::cad {
namespace {

using geom::PmiKind;

// A hole in inches with an aspect over two half faces, tolerances in millimetres.
const std::string kText = R"(ISO-10303-21;
HEADER;
FILE_SCHEMA(('AP242_MANAGED_MODEL_BASED_3D_ENGINEERING_MIM_LF'));
ENDSEC;
DATA;
#1=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.));
#2=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),#1);
#3=(CONVERSION_BASED_UNIT('INCH',#2)LENGTH_UNIT()NAMED_UNIT(#9));
#4=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));
#5=PLANE_ANGLE_MEASURE_WITH_UNIT(PLANE_ANGLE_MEASURE(0.0174532925199433),#4);
#6=(CONVERSION_BASED_UNIT('DEGREE',#5)NAMED_UNIT(#9)PLANE_ANGLE_UNIT());
#10=ADVANCED_FACE('a',(),#99,.T.);
#11=ADVANCED_FACE('b',(),#99,.T.);
#12=ADVANCED_FACE('c',(),#99,.T.);
#20=COMPOSITE_SHAPE_ASPECT('','',#98,.F.);
#21=SHAPE_ASPECT('','',#98,.T.);
#22=SHAPE_ASPECT('','',#98,.T.);
#23=SHAPE_ASPECT_RELATIONSHIP('',$,#20,#21);
#24=SHAPE_ASPECT_RELATIONSHIP('',$,#20,#22);
#25=GEOMETRIC_ITEM_SPECIFIC_USAGE('',$,#21,#97,#11);
#26=GEOMETRIC_ITEM_SPECIFIC_USAGE('',$,#22,#97,#10); /* a comment; with ' in it */
#30=DIMENSIONAL_SIZE(#20,'diameter');
#31=DIMENSIONAL_CHARACTERISTIC_REPRESENTATION(#30,#32);
#32=SHAPE_DIMENSION_REPRESENTATION('',(#33),#96);
#33=(LENGTH_MEASURE_WITH_UNIT()MEASURE_REPRESENTATION_ITEM()MEASURE_WITH_UNIT(LENGTH_MEASURE(0.5),#3)REPRESENTATION_ITEM('nominal value'));
#34=PLUS_MINUS_TOLERANCE(#35,#30);
#35=TOLERANCE_VALUE(#36,#37);
#36=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(-0.1),#1);
#37=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(2.E-1),#1);
#40=ANGULAR_LOCATION('angle',$,#21,#22,.EQUAL.);
#41=DIMENSIONAL_CHARACTERISTIC_REPRESENTATION(#40,#42);
#42=SHAPE_DIMENSION_REPRESENTATION('',(#43,#44,#45),#96);
#43=(MEASURE_REPRESENTATION_ITEM()MEASURE_WITH_UNIT(PLANE_ANGLE_MEASURE(60.0),#6)PLANE_ANGLE_MEASURE_WITH_UNIT()REPRESENTATION_ITEM('nominal value'));
#44=(MEASURE_REPRESENTATION_ITEM()MEASURE_WITH_UNIT(PLANE_ANGLE_MEASURE(61.0),#6)PLANE_ANGLE_MEASURE_WITH_UNIT()REPRESENTATION_ITEM('upper limit'));
#45=DESCRIPTIVE_REPRESENTATION_ITEM('dimensional note','auxiliary');
#50=DATUM_FEATURE('',$,#98,.T.);
#51=DATUM('',$,#98,.F.,'A');
#52=SHAPE_ASPECT_RELATIONSHIP('',$,#50,#51);
#53=GEOMETRIC_ITEM_SPECIFIC_USAGE('',$,#50,#97,#12);
#54=DATUM_REFERENCE_COMPARTMENT('',$,#98,.F.,#51,(SIMPLE_DATUM_REFERENCE_MODIFIER(.MAXIMUM_MATERIAL_REQUIREMENT.)));
#55=DATUM_SYSTEM('',$,#98,.F.,(#54));
#56=(GEOMETRIC_TOLERANCE('Position.1','',#37,#20)GEOMETRIC_TOLERANCE_WITH_DATUM_REFERENCE((#55))GEOMETRIC_TOLERANCE_WITH_MODIFIERS((.MAXIMUM_MATERIAL_REQUIREMENT.))POSITION_TOLERANCE());
#60=THREAD('hole','',#98,.F.);
#61=GEOMETRIC_ITEM_SPECIFIC_USAGE('',$,#60,#97,#10);
#62=PROPERTY_DEFINITION('thread','',#60);
#63=PROPERTY_DEFINITION_REPRESENTATION(#62,#64);
#64=SHAPE_REPRESENTATION_WITH_PARAMETERS('',(#65,#66),#96);
#65=MEASURE_REPRESENTATION_ITEM('major diameter',LENGTH_MEASURE(6.),#1);
#66=MEASURE_REPRESENTATION_ITEM('pitch',LENGTH_MEASURE(1.),#1);
#70=PROPERTY_DEFINITION('pmi validation property','',#30);
#71=PROPERTY_DEFINITION_REPRESENTATION(#70,#72);
#72=REPRESENTATION('',(#73),#96);
#73=DESCRIPTIVE_REPRESENTATION_ITEM('equivalent unicode string','2X \X2\2300\X0\.500');
ENDSEC;
END-ISO-10303-21;
)";

TEST(Part21Pmi, SizesComeInMillimetresWithTheirDeviationsAndFaces) {
    const auto found = read_part21_pmi(kText);
    ASSERT_EQ(found.size(), 5u);
    const geom::Pmi& size = found[0].pmi;
    EXPECT_EQ(size.kind, PmiKind::Dimension);
    EXPECT_EQ(size.type, "diameter");
    EXPECT_DOUBLE_EQ(size.nominal.value(), 12.7);
    EXPECT_DOUBLE_EQ(size.upper.value(), 0.2);
    EXPECT_DOUBLE_EQ(size.lower.value(), -0.1);
    EXPECT_EQ(size.text, "2X ⌀.500");
    EXPECT_EQ(size.step_id, 30u);
    EXPECT_EQ(found[0].faces, (std::vector<std::uint64_t>{10, 11}));
}

TEST(Part21Pmi, AnglesComeInRadiansAndLimitsAsDeviations) {
    const auto found = read_part21_pmi(kText);
    const geom::Pmi& angle = found.at(1).pmi;
    EXPECT_TRUE(angle.angular);
    EXPECT_NEAR(angle.nominal.value(), std::numbers::pi / 3, 1e-12);
    EXPECT_NEAR(angle.upper.value(), std::numbers::pi / 180, 1e-12);
    EXPECT_FALSE(angle.lower.has_value());
    EXPECT_EQ(angle.modifiers, std::vector<std::string>{"auxiliary"});
    EXPECT_EQ(angle.text, "(60°)");
}

TEST(Part21Pmi, TolerancesNameTheirDatumsWithMaterialConditions) {
    const auto found = read_part21_pmi(kText);
    EXPECT_EQ(found.at(2).pmi.kind, PmiKind::Datum);
    EXPECT_EQ(found[2].pmi.datums, std::vector<std::string>{"A"});
    EXPECT_EQ(found[2].faces, std::vector<std::uint64_t>{12});
    const geom::Pmi& position = found.at(3).pmi;
    EXPECT_EQ(position.kind, PmiKind::Tolerance);
    EXPECT_EQ(position.type, "position");
    EXPECT_DOUBLE_EQ(position.nominal.value(), 0.2);
    EXPECT_EQ(position.datums, std::vector<std::string>{"A(M)"});
    EXPECT_EQ(position.modifiers, std::vector<std::string>{"maximum_material_requirement"});
    EXPECT_EQ(found[3].faces, (std::vector<std::uint64_t>{10, 11}));
}

TEST(Part21Pmi, ThreadsAreNamedByDiameterAndPitch) {
    const auto found = read_part21_pmi(kText);
    EXPECT_EQ(found.at(4).pmi.kind, PmiKind::Thread);
    EXPECT_EQ(found[4].pmi.text, "M6x1");
    EXPECT_EQ(found[4].pmi.nominal, 6.0);
    EXPECT_EQ(found[4].faces, std::vector<std::uint64_t>{10});
}

TEST(Part21Pmi, FilesWithoutStatementsGiveNone) {
    EXPECT_TRUE(read_part21_pmi("").empty());
    EXPECT_TRUE(read_part21_pmi("DATA;#1=ADVANCED_FACE('',(),#2,.T.);ENDSEC;").empty());
    EXPECT_TRUE(read_part21_pmi("#1=SHAPE_ASPECT('','',#2,.T.);").empty());
}

TEST(Part21Pmi, AspectsInACircleEnd) {
    const auto found = read_part21_pmi(
        "#1=SHAPE_ASPECT('','',#9,.T.);#2=SHAPE_ASPECT_RELATIONSHIP('',$,#1,#3);"
        "#3=SHAPE_ASPECT('','',#9,.T.);#4=SHAPE_ASPECT_RELATIONSHIP('',$,#3,#1);"
        "#5=DIMENSIONAL_SIZE(#1,'diameter');#6=DATUM_REFERENCE_ELEMENT('',$,#9,.F.,#6,$);"
        "#7=(CONVERSION_BASED_UNIT('X',#8)LENGTH_UNIT());"
        "#8=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(2.),#7);"
        "#10=DIMENSIONAL_CHARACTERISTIC_REPRESENTATION(#5,#11);"
        "#11=SHAPE_DIMENSION_REPRESENTATION('',(#8),#9);");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].faces.empty());
    EXPECT_FALSE(found[0].pmi.nominal.has_value());
}

// 3,000 texts with bytes changed, dropped and doubled. What counts is that they end.
TEST(Part21Pmi, DamagedTextsDoNoHarm) {
    for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
        Rng rng{seed};
        std::string text = kText;
        for (int k = 0; k < 8; ++k) {
            const std::size_t at = rng.below(text.size());
            const std::size_t kind = rng.below(3);
            if (kind == 0) text[at] = "();,'#.$1A\\/*"[rng.below(13)];
            if (kind == 1) text.erase(at, 1 + rng.below(20));
            if (kind == 2) text.insert(at, text.substr(rng.below(text.size()), rng.below(40)));
        }
        for (const Part21Pmi& one : read_part21_pmi(text)) {
            EXPECT_TRUE(std::is_sorted(one.faces.begin(), one.faces.end())) << "seed " << seed;
            EXPECT_TRUE(!one.pmi.nominal || std::isfinite(*one.pmi.nominal)) << "seed " << seed;
        }
    }
}

TEST(Part21Graph, ReadsAllKindsOfValues) {
    const std::string text =
        "#12 = A_B ( 'it''s', #3, -1.5E2, .T., $, *, (1,2), X(3.) ) ;\n#3=(P()Q(1));";
    const Part21Graph graph{text};
    ASSERT_EQ(graph.entries().size(), 2u);
    const Part21Entity* entity = graph.find(12);
    ASSERT_NE(entity, nullptr);
    const Part21Record& record = entity->records.at(0);
    EXPECT_EQ(record.keyword, "A_B");
    EXPECT_EQ(decoded(record.at(0).text), "it's");
    EXPECT_EQ(record.at(1).reference, 3u);
    EXPECT_EQ(record.at(2).number, -150.0);
    EXPECT_EQ(record.at(3).text, "T");
    EXPECT_EQ(record.at(4).kind, Part21Value::Kind::Null);
    EXPECT_EQ(record.at(6).items.size(), 2u);
    EXPECT_EQ(record.at(7).items.at(0).number, 3.0);
    EXPECT_EQ(record.at(70).kind, Part21Value::Kind::Null);
    EXPECT_EQ(graph.find(3)->records.size(), 2u);
    EXPECT_EQ(graph.find(4), nullptr);
}

}  // namespace
}  // namespace millrace::cad

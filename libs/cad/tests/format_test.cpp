// Formats are told apart by content: signatures, first lines, and for binary STL the size.
#include <gtest/gtest.h>

#include "millrace/cad/write.h"
#include "support.h"

namespace millrace::cad {
namespace {

Format detect(std::string_view text) { return detect_format(bytes_of(text)); }

TEST(Format, TextFormatsAreKnownByTheirFirstLines) {
    EXPECT_EQ(detect("ISO-10303-21;\nHEADER;\n"), Format::Step);
    EXPECT_EQ(detect("/* exported */\r\nISO-10303-21;HEADER;"), Format::Step);
    EXPECT_EQ(detect("\xEF\xBB\xBFISO-10303-21;"), Format::Step);
    EXPECT_EQ(detect("DBRep_DrawableShape\n\nCASCADE Topology V1"), Format::Brep);
    EXPECT_EQ(detect("solid x\nfacet normal 0 0 1\n"), Format::Stl);
    EXPECT_EQ(detect("# made by hand\nmtllib a.mtl\nv 0 0 0\nv 1 0 0\n"), Format::Obj);
    EXPECT_EQ(detect("0\nSECTION\n2\nENTITIES\n"), Format::Dxf);
    EXPECT_EQ(detect("  999\nmade by hand\n  0\r\nSECTION\r\n"), Format::Dxf);
    EXPECT_EQ(detect("ply\nformat ascii 1.0\n"), Format::Ply);
    EXPECT_EQ(detect("OFF\n3 1 0\n"), Format::Off);
    EXPECT_EQ(detect("<?xml version=\"1.0\"?><amf unit=\"inch\">"), Format::Amf);
    EXPECT_EQ(detect("2200 0 1 0\n15 SolidWorks 2016 12 ACIS 22.0 NT 24 Tue\n"), Format::Acis);
    EXPECT_EQ(detect(std::string(72, ' ') + "S      1\n"), Format::Iges);
}

TEST(Format, BinaryFormatsAreKnownByTheirSignature) {
    EXPECT_EQ(detect("\x89PNG\r\n\x1a\n"), Format::Image);
    EXPECT_EQ(detect("%PDF-1.4\n"), Format::Pdf);
    EXPECT_EQ(detect("PK\x03\x04 something 3D/3dmodel.model"), Format::ThreeMf);
    EXPECT_EQ(detect("PK\x03\x04 something readme.txt"), Format::Zip);
}

TEST(Format, FilesCutShortAnywhereAreToldApartToo) {
    using namespace std::string_literals;
    EXPECT_EQ(detect("RIFF\x24\0\0\0WEBPVP8 "s), Format::Image);
    EXPECT_EQ(detect("RIFF"), Format::Unknown);
    for (const std::string& whole :
         {"RIFF\x24\0\0\0WEBPVP8 "s, "\x89PNG\r\n\x1a\n"s, "MM\0*\0\0\0\x08"s, "%PDF-1.4\n"s,
          "PK\x03\x04 3D/3dmodel.model"s, "ply\nformat ascii 1.0\n"s, "OFF\n3 1 0\n"s,
          "/* exported */\r\nISO-10303-21;HEADER;"s, "0\nSECTION\n2\nENTITIES\n"s,
          "2200 0 1 0\n15 SolidWorks 2016 12 ACIS 22.0 NT 24 Tue\n"s,
          std::string(72, ' ') + "S      1\n", "<?xml version=\"1.0\"?><amf unit=\"inch\">"s}) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            EXPECT_NO_THROW((void)detect(whole.substr(0, size))) << whole << " at " << size;
        }
    }
}

TEST(Format, TextThatIsNoModelIsUnknown) {
    EXPECT_EQ(detect("Dear all,\nplease find attached our drawing.\n"), Format::Unknown);
    EXPECT_EQ(detect("{\"a\": 1}"), Format::Unknown);
    EXPECT_EQ(detect(""), Format::Unknown);
}

TEST(Format, BinaryStlMayBeginWithTheWordSolid) {
    std::vector<std::byte> stl = write_stl(box_mesh({0, 0, 0}, {1, 1, 1}));
    std::memcpy(stl.data(), "solid part", 10);
    EXPECT_EQ(detect_format(stl), Format::Stl);
    EXPECT_EQ(read(stl, {}).value().parts[0].mesh.triangles.size(), 12u);
}

TEST(Format, KnownFormatsThatAreNotReadNameThoseThatAre) {
    for (const char* text : {"%PDF-1.4\n", "OFF\n3 1 0\n", "ply\nformat ascii 1.0\n", "hello"}) {
        const auto result = read(bytes_of(text), {});
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().code, ErrorCode::Unsupported) << text;
        EXPECT_NE(result.error().message.find("STEP, IGES, BREP, STL, OBJ, 3MF, DXF"),
                  std::string::npos);
    }
}

TEST(Read, EmptyAndTooLargeFilesAreRefused) {
    EXPECT_EQ(read({}, {}).error().code, ErrorCode::Truncated);
    ReadOptions options;
    options.bytes_max = 3;
    EXPECT_EQ(read(bytes_of("solid"), options).error().code, ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace millrace::cad

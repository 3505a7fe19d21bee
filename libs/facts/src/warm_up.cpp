#include "features/face_classifier.h"
#include "millrace/facts/part_facts.h"

namespace millrace::facts {

void warm_up() {
    geom::BoundaryModel tetrahedron;
    tetrahedron.mesh.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    tetrahedron.mesh.triangles = {{0, 2, 1}, {0, 1, 3}, {1, 2, 3}, {2, 0, 3}};
    (void)measure(tetrahedron, {});
    load_face_classifier();
}

}  // namespace millrace::facts

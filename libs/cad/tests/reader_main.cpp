// The child of the sandbox tests: what the real binary does when started with --read-part.
#include "millrace/cad/read.h"

int main() { return millrace::cad::run_sandboxed_reader(); }

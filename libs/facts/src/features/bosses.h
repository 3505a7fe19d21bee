#pragma once

// Bosses and ribs; see exact_features.h for the functions.

#include "exact_features.h"
